use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::address::{Address, addresses, is_name_like};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("secret_in_address.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (url, place) in addresses(facts) {
        let address = Address::of(url.as_str());
        let Some(Address::Web { user: Some(user), .. }) = address else { continue };
        // What may be a password or a key is not repeated in a log.
        let message = match user.split_once(':') {
            _ if is_name_like(user) => continue,
            Some((name, _)) => format!("the address has the password of `{name}` in it"),
            None => "the address has a user or a key in it".to_owned(),
        };
        report
            .at((place, Part::Value), message)
            .help("take out everything between `//` and `@`");
    }
}
