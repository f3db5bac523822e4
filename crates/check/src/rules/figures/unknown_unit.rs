use std::collections::BTreeSet;

use strata_model::{BUILT_IN, Measure, Unit, UnitName};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::unit::{is_currency, is_known};
use crate::facts::{ArenaPath, Facts};
use crate::prose::spelling::magnitude;
use crate::rule::Rule;
use crate::shape::{Correction, spelled};

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
    // Most amounts are in the currency of the one before.
    let mut known = None;
    for (quantity, path) in &facts.quantities {
        let unit = quantity.unit();
        if let Measure::Money(currency) = unit.measure
            && known != Some(currency)
        {
            if is_currency(currency.code()) {
                known = Some(currency);
            } else {
                let message = format!("`{}` is no currency of ISO 4217", currency.code());
                let help = "correct the code, for example `CHF 4.2B`";
                report.at(*path, message).help(help);
            }
        }
        for name in unit.names().filter(|name| !is_known(facts, unit, name)) {
            let text = quantity.to_string();
            match spelled(&text) {
                Some(Correction::Write(meant)) if meant.text != text => {
                    let message = misspelt(unit, name);
                    let help = format!("write `{}`", meant.text);
                    let change = Change::Write(written(*path, &text), meant.text);
                    report.at(*path, message).help(help).fix(meant.safety, [change]);
                    break;
                }
                Some(Correction::Say(help)) => {
                    report.at(*path, misspelt(unit, name)).help(help);
                    break;
                }
                // One missing declaration is one mistake, however often the unit is used.
                _ if said.insert(name.as_str()) => {
                    undeclared(facts, name, *path, &text, report);
                }
                _ => {}
            }
        }
    }
}

/// What is wrong with the name of a unit that the format writes in another way.
fn misspelt(unit: &Unit, name: &UnitName) -> String {
    let lower = name.as_str().to_ascii_lowercase();
    if magnitude(&lower).is_some() || ["percent", "pct"].contains(&lower.as_str()) {
        return format!("`{name}` is a magnitude, not a unit");
    }
    match (is_currency(&name.as_str().to_ascii_uppercase()), &unit.measure) {
        (true, Measure::Named(measure)) if measure == name => {
            format!("`{name}` is a currency, which is written before the number")
        }
        _ => format!("`{name}` is no unit of the format"),
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
