//! What would change in a file, as a patch.

use std::io::{IsTerminal, stdout};

use clap::builder::styling::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::failure::plain;

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const HEAD: Style = AnsiColor::Cyan.on_default();

/// The difference of two texts as a unified diff, which `patch` can apply; nothing if there
/// is none. On a terminal, characters that would steer it are shown as escapes.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        if text.is_empty() {
            text = format!("--- {name}\n+++ {name}\n", name = plain(name));
        }
        text.push_str(&format!("{HEAD}{}{HEAD:#}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', OLD),
                ChangeTag::Insert => ('+', NEW),
            };
            let line = change.value().trim_end_matches('\n');
            text.push_str(&format!("{style}{sign}{}{style:#}\n", shown(line)));
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    text
}

fn shown(line: &str) -> String {
    if !stdout().is_terminal() {
        return line.to_owned();
    }
    let line = line.trim_end_matches('\r');
    line.split('\t').map(plain).collect::<Vec<_>>().join("\t")
}
