use std::collections::BTreeSet;

use strata_model::{BUILT_IN, Measure, UnitName};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;
use crate::shape::cure_quantity;

pub(crate) const RULE: Rule = Rule::read(include_str!("unknown_unit.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if let Some(currency) = facts.brief.subject.currency
        && iso_currency::Currency::from_code(currency.code()).is_none()
    {
        let message = format!("`{currency}` is no currency of ISO 4217");
        let place = facts.root.key("subject").key("currency");
        report.at(place, message).help("correct the code, for example `CHF`");
    }
    let mut said = BTreeSet::new();
    for (quantity, path) in &facts.quantities {
        let unit = quantity.unit();
        if let Measure::Money(currency) = unit.measure
            && iso_currency::Currency::from_code(currency.code()).is_none()
        {
            let message = format!("`{}` is no currency of ISO 4217", currency.code());
            report.at(*path, message).help("correct the code, for example `CHF 4.2B`");
        }
        for name in unit.names().filter(|name| !is_known(facts, name)) {
            let text = quantity.to_string();
            if let Some(meant) = cure_quantity(&text).filter(|meant| meant.text != text) {
                let message = format!("`{name}` is a magnitude, not a unit");
                let help = format!("write `{}`", meant.text);
                let change = Change::Write(written(*path, &text), meant.text);
                report.at(*path, message).help(help).fix(meant.safety, [change]);
            } else if said.insert(name.as_str()) {
                // One missing declaration is one mistake, however often the unit is used.
                undeclared(facts, name, *path, &text, report);
            }
        }
    }
}

/// A quantity where it stands: the whole of a value, the beginning of a change.
fn written(path: ArenaPath<'_>, text: &str) -> Place {
    (path, Part::Within(0..text.len())).into()
}

fn undeclared(
    facts: &Facts<'_>,
    name: &UnitName,
    path: ArenaPath<'_>,
    text: &str,
    report: &mut Reporter<'_>,
) {
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    let declared = facts.brief.units.keys().map(UnitName::as_str);
    // `m` is no slip for `x`: one letter resembles every other.
    let long = built_in.chain(declared).filter(|known| known.len() > 2);
    let message = format!("the unit `{name}` is neither built in nor declared");
    let raised = report.at(path, message);
    match facts.closest(name.as_str(), long) {
        Some(meant) => {
            let text_meant = text.replacen(name.as_str(), meant, 1);
            raised
                .help(format!("did you mean `{meant}`?"))
                .fix(Safety::Unsafe, [Change::Write(written(path, text), text_meant)])
        }
        None => {
            raised.help(format!("declare it: `units: {{{name}: what one of them is}}`"))
        }
    };
}

fn is_known(facts: &Facts<'_>, name: &UnitName) -> bool {
    facts.brief.units.contains_key(name)
        || BUILT_IN.iter().any(|(known, _)| *known == name.as_str())
}
