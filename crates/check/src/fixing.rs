//! Rounds of fixing, until there is nothing left to fix.

use std::cmp::Ordering;

use strata_syntax::change::Safety;
use strata_syntax::{Input, edit};

use crate::checked::{Checked, check};
use crate::fix::Fix;
use crate::levels::Levels;
use crate::report::{Located, Report};
use crate::trial::{Counted, is_less};

/// A text after its fixes.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The text, with the byte-order mark it began with.
    pub text: String,
    /// The number of fixes in it.
    pub fixes: usize,
    /// What the judge says of it.
    pub judged: Result<Checked, Report>,
}

/// Rounds of fixing: each may bring to light what the last one hid.
const ROUNDS: usize = 16;

/// Judges a data file, applies its fixes, and judges it again until there is nothing left
/// to fix. With [`Safety::Safe`] only the safe ones are applied, with [`Safety::Unsafe`]
/// all. The text must be UTF-8, else nothing is fixed.
#[must_use]
pub fn fix(input: &Input<'_>, most: Safety) -> Fixed {
    fix_within(input, most, &Levels::default())
}

/// The same, without the fixes of findings that are left out at these levels. What the judge
/// says comes as it was said: [`Report::adjusted`] brings it to the levels.
#[must_use]
pub fn fix_within(input: &Input<'_>, most: Safety, levels: &Levels) -> Fixed {
    let mut judged = check(input);
    let mut text = String::from_utf8_lossy(input.bytes).into_owned();
    let mut fixes = 0;
    for _ in 0..ROUNDS {
        let report = match &judged {
            Ok(checked) => checked.report(),
            Err(report) => report,
        };
        let mut chosen = chosen(report, most, levels);
        let mut next = Judged::after(report, &chosen, input);
        // Two fixes that are right alone can be wrong together.
        if chosen.len() > 1 && !next.is_better_than(report, chosen.len()) {
            chosen.truncate(1);
            next = Judged::after(report, &chosen, input);
        }
        if chosen.is_empty() || !next.is_better_than(report, chosen.len()) {
            break;
        }
        fixes += chosen.len();
        (text, judged) = (next.text, next.judged);
    }
    Fixed { text, fixes, judged }
}

/// The fixes that can be applied together, by place.
fn chosen(report: &Report, most: Safety, levels: &Levels) -> Vec<Fix> {
    let is_shown = |one: &&Located| levels.severity(one.finding()).is_some();
    let shown = report.findings().iter().filter(is_shown);
    let offered = shown.filter_map(Located::fix);
    let mut chosen: Vec<Fix> = Vec::new();
    for fix in offered.filter(|fix| fix.safety <= most) {
        let edits = chosen.iter().chain([fix]).flat_map(|fix| fix.edits.iter().cloned());
        if edit::sorted(edits.collect()).is_some() {
            chosen.push(fix.clone());
        }
    }
    chosen
}

/// A text after some fixes, and what the judge says of it.
struct Judged {
    text: String,
    judged: Result<Checked, Report>,
}

impl Judged {
    fn after(report: &Report, fixes: &[Fix], input: &Input<'_>) -> Self {
        let edits = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
        let edits = edit::sorted(edits).unwrap_or_default();
        let mark = if report.offset() > 0 { "\u{feff}" } else { "" };
        let text = format!("{mark}{}", edit::apply(report.source(), &edits));
        let judged = check(&Input { bytes: text.as_bytes(), ..*input });
        Judged { text, judged }
    }

    /// Whether the judge came further, or has less to say by so many findings.
    fn is_better_than(&self, before: &Report, fixes: usize) -> bool {
        let after = match &self.judged {
            Ok(checked) => checked.report(),
            Err(report) => report,
        };
        // What the rules say of the part of a brief that has its shape grows with it.
        let total = |report: &Report| {
            let reached = |one: &&Located| one.finding().rule().phase() <= report.phase();
            report.findings().iter().filter(reached).count() + report.more()
        };
        // Which rules raised what is not listed, nobody knows.
        let listed = before.more() + after.more() == 0;
        if listed && !is_less(&counted(before), &counted(after), before.phase(), |_| 0) {
            return false;
        }
        match after.phase().cmp(&before.phase()) {
            Ordering::Greater => true,
            Ordering::Equal => total(after) + fixes <= total(before),
            Ordering::Less => false,
        }
    }
}

fn counted(report: &Report) -> Counted {
    let mut counted = Counted::new();
    for located in report.findings() {
        *counted.entry(located.finding().rule()).or_default() += 1;
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn fewer_findings_are_no_better_with_another_one_among_them() {
        let figures = |keys: &str| format!("figures:\n  a: {{label: A, {keys}}}\n");
        let before = sample::report(&figures("value: 5%"));
        let after = |fragment: &str| Judged {
            text: String::new(),
            judged: Err(sample::report(fragment)),
        };
        let less = after(&figures("value: 5%, period: FY 2024"));
        assert!(less.is_better_than(&before, 1));
        let other = after("sources: {a: {title: A, tier: issuer}}\n");
        assert!(!other.is_better_than(&before, 1));
    }
}
