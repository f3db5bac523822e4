//! A report as text: for people, for other programs, and in one line each.
//!
//! Nothing an author wrote is printed as it stands: characters that steer a terminal or
//! turn the writing direction are shown in a form that does neither.

mod human;
mod json;

use std::fmt::Write;

pub use human::human;
pub use json::json;

use crate::input::is_hidden;
use crate::report::Report;

/// One line for each finding: `file:line:column: severity[CODE]: message`.
#[must_use]
pub fn short(report: &Report) -> String {
    let mut text = String::new();
    for located in report.findings() {
        let (finding, start) = (located.finding(), located.region().start);
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {}[{}]: {}",
            escape(report.name()),
            start.line,
            start.column,
            finding.severity(),
            finding.rule().code,
            escape(finding.message()),
        );
    }
    if report.more() > 0 {
        let _ = writeln!(text, "{}: and {} more", escape(report.name()), report.more());
    }
    text
}

/// Hidden characters as escapes, so that a message stays on its line and in its order.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for found in text.chars() {
        if is_hidden(found) || found.is_control() {
            escaped.extend(found.escape_default());
        } else {
            escaped.push(found);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(escape("a\u{1b}[31m\u{202e}\nb"), "a\\u{1b}[31m\\u{202e}\\nb");
    }
}
