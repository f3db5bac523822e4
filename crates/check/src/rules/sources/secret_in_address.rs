use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::address::{Address, is_name_like};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("secret_in_address.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (address, place) in facts.addresses() {
        let address = Address::of(address);
        let Some(Address::Web { user: Some(user), .. }) = address else { continue };
        // What may be a password or a key is not repeated in a log.
        let message = match user.split_once(':') {
            _ if is_name_like(user) => continue,
            Some((name, _)) => format!("the address has the password of `{name}` in it"),
            None => "the address has a user or a key in it".to_owned(),
        };
        report.at(place, message).help("take out everything between `//` and `@`");
    }
}
