//! What a run has come to so far, and what of it is said.

use super::record::{Ending, Record};
use crate::failure::{Exit, plain};
use crate::output;

/// The most findings that are said: the report has them all.
const SHOWN: usize = 10;

/// The numbers of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    printed: u64,
    passed: u64,
    refused: u64,
    failed: u64,
    /// Those that a run before has done.
    before: u64,
    warnings: usize,
    said: usize,
    is_cut: bool,
    worst: Option<Exit>,
}

impl Tally {
    /// Counts a brief, and says what is wrong with it as long as not too much has been said.
    pub(super) fn count(&mut self, record: &Record) {
        let (count, exit) = match record.verdict {
            Ending::Printed => (&mut self.printed, Exit::Clean),
            Ending::Passed => (&mut self.passed, Exit::Clean),
            Ending::Refused => (&mut self.refused, Exit::Faulty),
            Ending::Failed => (&mut self.failed, Exit::Failed),
        };
        *count += 1;
        self.warnings += record.warnings;
        self.note(exit);
    }

    /// The lines that are to be said of a brief.
    pub(super) fn lines(&mut self, record: &Record, file: &str) -> Vec<String> {
        let fault =
            record.fault.iter().map(|it| format!("{}: failed: {it}", record.source));
        let findings = record.findings.iter().map(|it| short(it, file));
        let mut all: Vec<_> = fault.chain(findings).map(|it| plain(&it)).collect();
        let room = SHOWN.saturating_sub(self.said);
        self.is_cut |= all.len() > room || (all.len() == room && record.more > 0);
        all.truncate(room);
        self.said += all.len();
        all
    }

    /// Counts a brief that a run before has done.
    pub(super) fn skip(&mut self, ending: Ending) {
        self.before += 1;
        let refused = ending == Ending::Refused;
        self.note(if refused { Exit::Faulty } else { Exit::Clean });
    }

    /// Takes in how something has ended.
    pub(super) fn note(&mut self, exit: Exit) {
        self.worst = self.worst.max(Some(exit));
    }

    /// How the run ends.
    pub(super) fn exit(&self) -> Exit {
        self.worst.unwrap_or(Exit::Clean)
    }

    /// The briefs that were worked on.
    pub(super) fn done(&self) -> u64 {
        self.printed + self.passed + self.refused + self.failed
    }

    /// Whether not all was said.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The numbers in words: `812 printed, 4 refused`.
    pub(super) fn words(&self) -> String {
        let of = [
            (self.printed, "printed"),
            (self.passed, "passed"),
            (self.refused, "refused"),
            (self.failed, "failed"),
            (self.before, "done before"),
        ];
        let some: Vec<_> = of
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let words = if some.is_empty() { "no brief".to_owned() } else { some.join(", ") };
        match self.warnings {
            0 => words,
            1 => format!("{words}; 1 warning"),
            count => format!("{words}; {count} warnings"),
        }
    }

    /// Says what comes first of a brief.
    pub(super) fn say(lines: &[String]) {
        for line in lines {
            output::note(&format!("{line}\n"));
        }
    }
}

/// A finding in one line, as `strata check --format short` has it.
fn short(finding: &serde_json::Value, file: &str) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let help = finding["help"].as_str().map(|it| format!("; {it}")).unwrap_or_default();
    format!(
        "{file}:{}:{}: {}[{} {}]: {}{help}",
        finding["line"],
        finding["column"],
        text("severity"),
        text("code"),
        text("name"),
        text("message"),
    )
}
