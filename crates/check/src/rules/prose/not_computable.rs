use strata_model::calc::meant;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::evidence::cited;
use crate::facts::printed::{Kind, kind, uncomputable};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("not_computable.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (prose, _, range, meant) in facts.printed() {
        let lack = meant.as_ref().err();
        let lack = lack.filter(|it| kind(it) == Some(Kind::NotComputable));
        let Some(lack) = lack else { continue };
        let written = prose.text.get(range.clone()).unwrap_or("");
        if let Some((message, help)) = uncomputable(written, lack) {
            report.at(prose.part(range.clone()), message).help(help);
        }
    }
    for (reading, path) in &facts.readings {
        for cited in cited(reading, *path) {
            let Ok(reference) = cited.ground.reference() else { continue };
            let Err(lack) = meant(facts.brief, &reference) else { continue };
            let is_own = kind(&lack) == Some(Kind::NotComputable);
            let said = uncomputable(&cited.ground.to_string(), &lack);
            if let Some((message, help)) = said.filter(|_| is_own) {
                report.at((cited.named, Part::Value), message).help(help);
            }
        }
    }
}
