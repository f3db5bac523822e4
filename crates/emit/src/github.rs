//! A report as commands of a GitHub workflow, which turn into annotations of its files.

use std::fmt::Write;

use strata_check::{Located, Report, Severity};
use strata_syntax::source::{Lines, Position};

use crate::{edits, escape};

/// One line for each finding: `::error title=…,file=…,line=…,…::message`. Help, related
/// places and fix are further lines of the message. Columns end after the last character.
#[must_use]
pub fn github(report: &Report) -> String {
    let lines = Lines::new(report.source());
    let file = property(&relative(report.name()));
    let mut text = String::new();
    for located in report.findings() {
        let (rule, region) = (located.finding().rule(), located.region());
        let level = match located.finding().severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "::{level} title={},file={file},line={},endLine={},col={},endColumn={}::{}",
            property(&format!("{} {}", rule.code, rule.name)),
            region.start.line,
            region.end.line,
            region.start.column,
            region.end.column,
            data(&words(&lines, located)),
        );
    }
    if report.more() > 0 {
        let _ = writeln!(text, "::notice file={file}::and {} more", report.more());
    }
    text
}

/// What is said, a line for each thing. Lines within an author's text are no lines here.
fn words(lines: &Lines<'_>, located: &Located) -> String {
    let finding = located.finding();
    let mut words = escape(finding.message());
    if let Some(help) = finding.advice() {
        let _ = write!(words, "\nhelp: {}", escape(help));
    }
    for (region, label) in located.related() {
        let _ = write!(words, "\n{}: {}", at(region.start), escape(label));
    }
    let Some(fix) = located.fix() else { return words };
    for (region, text) in edits(lines, fix) {
        let _ = write!(words, "\nfix ({}): ", fix.safety());
        let (start, end, text) = (at(region.start), at(region.end), escape(text));
        let _ = match (region.bytes.is_empty(), text.is_empty()) {
            (true, _) => write!(words, "insert `{text}` at {start}"),
            (_, true) => write!(words, "delete {start} to {end}"),
            _ => write!(words, "write `{text}` for {start} to {end}"),
        };
    }
    words
}

fn at(position: Position) -> String {
    format!("{}:{}", position.line, position.column)
}

/// The name of a file as the repository has it.
fn relative(name: &str) -> String {
    let name = escape(name);
    name.strip_prefix("./").unwrap_or(&name).to_owned()
}

/// A text that cannot leave the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text that cannot leave a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::github;
    use crate::tests::{fixed, hostile};
    use strata_syntax::change::Safety;

    const TEXT: &str = "strata: \"1\"\ntitel: Growth\n";

    #[test]
    fn a_finding_is_one_command_and_says_its_fix() {
        let said = |edits: &[_]| github(&fixed(TEXT, Safety::Safe, edits));
        let command = "::error title=S001 unknown-key,file=a.yaml,line=2,endLine=2,col=1,\
                       endColumn=6::unknown key `titel`%0Ahelp: did you mean `title`?%0A";
        for (edit, words) in [
            ((12, 17, "title"), "fix (safe): write `title` for 2:1 to 2:6"),
            ((12, 12, "a: 1\n"), "fix (safe): insert `a: 1\\n` at 2:1"),
            ((12, 26, ""), "fix (safe): delete 2:1 to 3:1"),
        ] {
            assert_eq!(said(&[edit]), format!("{command}{words}\n"));
        }
    }

    #[test]
    fn nothing_leaves_its_command() {
        let said = github(&hostile());
        assert_eq!(said.lines().count(), 1, "{said}");
        let (command, message) = said[2..].split_once("::").expect("a message");
        assert_eq!(
            command,
            "error title=S001 unknown-key,file=x%2Cy%3Az\\n%3A%3Awarning%3A%3A%25\\u{1b}é.yaml,\
             line=1,endLine=1,col=1,endColumn=1"
        );
        assert!(
            message.starts_with("unknown `a\\u{1b}[31m\\r\\n::error::b%250A"),
            "{message}"
        );
    }
}
