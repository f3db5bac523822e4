use std::collections::BTreeMap;

use strata_model::Name;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("named_twice.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut seen: BTreeMap<&Name, (&str, ArenaPath<'_>)> = BTreeMap::new();
    let lists = [
        ("authors", "an author", facts.brief.authors.as_slice()),
        ("reviewed-by", "a reviewer", facts.brief.reviewed_by.as_slice()),
    ];
    for (key, what, people) in lists {
        let list = facts.root.key(key);
        for (at, person) in people.iter().enumerate() {
            let place = list.index(at).key("name");
            match seen.get(&person.name) {
                Some((first, other)) => {
                    let name = &person.name;
                    let message = if *first == what {
                        format!("`{name}` is named as {what} twice")
                    } else {
                        format!("`{name}` is {first} and {what} of the same brief")
                    };
                    report
                        .at(place, message)
                        .help("remove one of the two, or tell two people apart")
                        .related(*other, "the first");
                }
                None => {
                    seen.insert(&person.name, (what, place));
                }
            }
        }
    }
}
