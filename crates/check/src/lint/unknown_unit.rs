//! L025: a word behind a number that is no unit, or a currency that does not exist.

use std::collections::BTreeSet;

use strata_model::{BUILT_IN, Measure, UnitName};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};
use crate::shape::cure_quantity;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L025",
    name: "unknown-unit",
    severity: Severity::Error,
    why: "A word behind a number is taken for its unit: `12 billion` would be twelve of a \
          thing called billion. So units are those built in and those the brief declares, \
          with a line of meaning each. Currencies are those of ISO 4217.",
    bad: "figures:\n  chips: {label: Chips in service, value: 500K chips, period: FY 2024}",
    good: "units:\n  chips: accelerators in service\nfigures:\n  \
           chips: {label: Chips in service, value: 500K chips, period: FY 2024}",
    fix: "Write magnitudes as K, M, B, T and percent as %; declare any other word under \
          `units`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut said = BTreeSet::new();
    for (quantity, path) in &index.quantities {
        let unit = quantity.unit();
        if let Measure::Money(currency) = unit.measure
            && iso_currency::Currency::from_code(currency.code()).is_none()
        {
            let message = format!("`{}` is no currency of ISO 4217", currency.code());
            found.push(
                Finding::new(&RULE, *path, message)
                    .help("correct the code, for example `CHF 4.2B`"),
            );
        }
        for name in unit.names().filter(|name| !is_known(index, name)) {
            let text = quantity.to_string();
            if let Some(meant) = cure_quantity(&text).filter(|meant| meant.text != text) {
                let message = format!("`{name}` is a magnitude, not a unit");
                let help = format!("write `{}`", meant.text);
                let change = Change::Write(written(*path, &text), meant.text);
                let finding = Finding::new(&RULE, *path, message).help(help);
                found.push(finding.fix(meant.safety, [change]));
            } else if said.insert(name.as_str()) {
                // One missing declaration is one mistake, however often the unit is used.
                found.push(undeclared(index, name, *path, &text));
            }
        }
    }
}

/// A quantity where it stands: the whole of a value, the beginning of a change.
fn written(path: Site<'_>, text: &str) -> Place {
    (path, Part::Within(0..text.len())).into()
}

fn undeclared(index: &Index<'_>, name: &UnitName, path: Site<'_>, text: &str) -> Finding {
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    let declared = index.brief.units.keys().map(UnitName::as_str);
    // `m` is no slip for `x`: one letter resembles every other.
    let long = built_in.chain(declared).filter(|known| known.len() > 2);
    let message = format!("the unit `{name}` is neither built in nor declared");
    let finding = Finding::new(&RULE, path, message);
    match index.closest(name.as_str(), long) {
        Some(meant) => {
            let text_meant = text.replacen(name.as_str(), meant, 1);
            finding
                .help(format!("did you mean `{meant}`?"))
                .fix(Safety::Unsafe, [Change::Write(written(path, text), text_meant)])
        }
        None => {
            finding.help(format!("declare it: `units: {{{name}: what one of them is}}`"))
        }
    }
}

fn is_known(index: &Index<'_>, name: &UnitName) -> bool {
    index.brief.units.contains_key(name)
        || BUILT_IN.iter().any(|(known, _)| *known == name.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn magnitudes_and_currencies() {
        let brief = |value: &str| {
            format!("figures:\n  a: {{label: A, value: {value}, period: FY 2024}}\n")
        };
        let said = |value: &str| messages(&brief(value), "L025");
        assert_eq!(said("5 million"), ["`million` is a magnitude, not a unit"]);
        assert_eq!(said("13 percent"), ["`percent` is a magnitude, not a unit"]);
        assert_eq!(said("QQQ 5B"), ["`QQQ` is no currency of ISO 4217"]);
        assert!(said("3.8 GW").is_empty());
        assert!(said("$1.30/share").is_empty());
        assert!(said("CHF 4.2B").is_empty());
    }
}
