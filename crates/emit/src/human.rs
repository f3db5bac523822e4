//! Findings drawn into their lines, as a compiler draws them.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use strata_check::{Fix, Located, Report, Severity};
use strata_syntax::change::Safety;
use strata_syntax::is_hidden;
use strata_syntax::source::Region;

use crate::hunk::{Hunk, hunks};
use crate::{escape, fixable, mark};

/// The most characters that are underlined.
const LONGEST: usize = 60;

/// The most lines of a fix that are drawn; of a larger one only what it does is said.
const TALLEST: usize = 24;
/// The most bytes of a file that are drawn for one finding.
const WIDEST: usize = 16 << 10;

/// The report with the lines it is about, and a last line with the numbers. With `color`
/// set, ANSI escapes colour it; without, it is plain ASCII art.
#[must_use]
pub fn human(report: &Report, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for located in report.findings() {
        text.push_str(&draw(report, located, &renderer));
        text.push_str("\n\n");
    }
    if report.more() > 0 {
        text.push_str(&format!("and {} more\n", report.more()));
    }
    text.push_str(&format!("{}: {}", escape(report.name()), report.summary()));
    if let Some(fixable) = fixable([report]) {
        text.push_str(&format!("; {fixable}"));
    }
    text.push('\n');
    text
}

fn draw(report: &Report, located: &Located, renderer: &Renderer) -> String {
    let finding = located.finding();
    let rule = finding.rule();
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(escape(finding.message()) + mark(located))
        .id(format!("{} {}", rule.code, rule.name));
    let (source, path) = (report.source(), escape(report.name()));
    let primary = std::iter::once(located.region());
    let related = located.related().iter().map(|(region, _)| region);
    let whole = Window::around(source, primary.clone().chain(related));
    // What is too far away is not drawn, nor a line too long to be read.
    let (window, related) = match whole {
        Some(window) => (Some(window), located.related()),
        None => (Window::around(source, primary), [].as_slice()),
    };
    let mut group = Group::with_title(title);
    if let Some(window) = window {
        let annotations = related.iter().map(|(region, label)| {
            AnnotationKind::Context.span(window.span(region)).label(escape(label))
        });
        group = group.element(
            Snippet::source(window.text.clone())
                .path(path)
                .line_start(window.line)
                .annotation(AnnotationKind::Primary.span(window.span(located.region())))
                .annotations(annotations),
        );
    } else {
        let start = located.region().start;
        let origin = Origin::path(path).line(start.line).char_column(start.column);
        group = group.element(origin);
    }
    let help = finding.advice();
    let groups = match located.fix() {
        Some(fix) => vec![group, patch(report.source(), fix, help.unwrap_or("fix"))],
        None => vec![group.elements(help.map(|help| Level::HELP.message(escape(help))))],
    };
    renderer.render(&groups)
}

/// What a fix makes of its lines, under the words of the help.
fn patch(source: &str, fix: &Fix, help: &str) -> Group<'static> {
    let title = match fix.safety() {
        Safety::Safe => escape(help),
        Safety::Unsafe => format!("{} (unsafe)", escape(help)),
    };
    let group = Group::with_title(Level::HELP.secondary_title(title));
    let hunks = hunks(source, fix.edits());
    if hunks.iter().map(|hunk| hunk.old.len() + hunk.new.len()).sum::<usize>() > TALLEST {
        return group;
    }
    group.elements(hunks.iter().flat_map(snippets))
}

/// A hunk as it is drawn: a line against a line, else all that goes before all that comes.
fn snippets(hunk: &Hunk) -> Vec<Snippet<'static, Patch<'static>>> {
    let snippet = |old: String, new: String| {
        let patch = Patch::new(0..old.len(), new);
        Snippet::source(old).line_start(hunk.line).patch(patch)
    };
    let text = |lines: &[String]| visible(&lines.join("\n"));
    if let ([old], [new]) = (hunk.old.as_slice(), hunk.new.as_slice())
        && old.trim() != new.trim()
        && !new.trim().is_empty()
    {
        return vec![snippet(visible(old), visible(new))];
    }
    let goes = (!hunk.old.is_empty()).then(|| snippet(text(&hunk.old), String::new()));
    let comes =
        (!hunk.new.is_empty()).then(|| snippet(String::new(), text(&hunk.new) + "\n"));
    goes.into_iter().chain(comes).collect()
}

/// The lines a finding is about, with every hidden character shown as U+FFFD. One stands
/// for one, so that columns stay true.
struct Window<'s> {
    source: &'s str,
    /// Offset of its first byte in the source.
    start: usize,
    line: usize,
    text: String,
}

impl<'s> Window<'s> {
    /// Nothing if that is more than anybody reads.
    fn around<'r>(
        source: &'s str,
        regions: impl Iterator<Item = &'r Region>,
    ) -> Option<Self> {
        let (mut start, mut end, mut line) = (source.len(), 0, usize::MAX);
        for region in regions {
            let before = source.get(..region.bytes.start).unwrap_or("");
            start = start.min(before.rfind('\n').map_or(0, |at| at + 1));
            end = end.max(first_line_end(source, region));
            line = line.min(region.start.line);
        }
        let text = source.get(start..end).filter(|text| text.len() <= WIDEST)?;
        Some(Window { source, start, line, text: visible(text) })
    }

    /// A region in the text of the window; of several lines the first.
    fn span(&self, region: &Region) -> std::ops::Range<usize> {
        let at = |offset: usize| {
            visible(self.source.get(self.start..offset).unwrap_or("")).len()
        };
        let covered = self.source.get(region.bytes.clone()).unwrap_or("");
        // A long underline would push the cause out of a narrow window.
        let longest =
            covered.char_indices().nth(LONGEST).map_or(covered.len(), |(at, _)| at);
        let end = first_line_end(self.source, region).min(region.bytes.start + longest);
        at(region.bytes.start)..at(end)
    }
}

fn first_line_end(source: &str, region: &Region) -> usize {
    let rest = source.get(region.bytes.start..).unwrap_or("");
    region.bytes.start + rest.find('\n').unwrap_or(rest.len())
}

fn visible(text: &str) -> String {
    let shown = |found: char| if is_hidden(found) { '\u{fffd}' } else { found };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use crate::human;
    use crate::tests::fixed;
    use strata_syntax::change::Safety;

    const TEXT: &str = "strata: \"1\"\ntitel: Growth\nas-of: 2025\n";

    /// What is said below the message and its lines.
    fn advised(source: &str, safety: Safety, edits: &[(usize, usize, &str)]) -> String {
        let said = human(&fixed(source, safety, edits), false);
        let (_, advice) = said.split_once("help: ").expect("a help");
        advice.to_owned()
    }

    #[test]
    fn a_fix_is_drawn_under_the_words_of_the_help() {
        let said = human(&fixed(TEXT, Safety::Safe, &[(12, 17, "title")]), false);
        assert_eq!(
            said,
            "\
error[S001 unknown-key]: unknown key `titel` [*]
 --> a.yaml:2:1
  |
2 | titel: Growth
  | ^^^^^
  |
help: did you mean `title`?
  |
2 - titel: Growth
2 + title: Growth
  |

a.yaml: 1 error; 1 fixable with `strata check --fix`
"
        );
    }

    #[test]
    fn whole_lines_come_and_go() {
        let removed = advised(TEXT, Safety::Unsafe, &[(12, 26, "")]);
        assert_eq!(
            removed,
            "did you mean `title`? (unsafe)\n  |\n2 - titel: Growth\n  |\n\n\
             a.yaml: 1 error; 1 fixable with `strata check --unsafe-fixes`\n"
        );
        let added = advised(TEXT, Safety::Safe, &[(38, 38, "a: 1\nb: 2\n")]);
        assert!(added.contains("  |\n4 + a: 1\n5 + b: 2\n  |\n"), "{added}");
        let indented = advised(TEXT, Safety::Safe, &[(12, 12, "  ")]);
        assert!(
            indented.contains("2 - titel: Growth\n  |\n2 +   titel: Growth\n"),
            "{indented}"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_drawn_as_going() {
        let text = "a\u{202e}: b\n\u{1b}[31m: d\n";
        let said = advised(text, Safety::Safe, &[(1, 4, ""), (8, 9, "")]);
        assert!(said.contains("1 - a\u{fffd}: b\n1 + a: b\n"), "{said}");
        assert!(said.contains("2 - \u{fffd}[31m: d\n2 + [31m: d\n"), "{said}");
        assert!(!said.contains(['\u{202e}', '\u{1b}']), "{said}");
    }

    #[test]
    fn a_large_fix_is_only_told() {
        let said = advised(TEXT, Safety::Safe, &[(38, 38, &"a: 1\n".repeat(100))]);
        assert!(said.starts_with("did you mean `title`?\n\na.yaml: "), "{said}");
    }

    /// The drawing is another's work and asserts what it expects.
    #[test]
    fn no_edit_is_too_odd_to_be_drawn() {
        let parts = [
            "a",
            " ",
            "\n",
            "\r\n",
            "é",
            "中",
            "\t",
            "👩\u{200d}💻",
            "\u{301}",
            "x: y\n",
        ];
        let mut state = 1_u64;
        let mut dice = move |sides: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).expect("31 bits") % sides
        };
        for _ in 0..3000 {
            let mut text = |most: usize| -> String {
                (0..dice(most)).map(|_| parts[dice(parts.len())]).collect()
            };
            let (source, one, other) = (text(20), text(4), text(4));
            let mut at: Vec<_> = source.char_indices().map(|(at, _)| at).collect();
            at.push(source.len());
            let mut pick: Vec<_> = (0..4).map(|_| at[dice(at.len())]).collect();
            pick.sort_unstable();
            let edits = [(pick[0], pick[1], one.as_str()), (pick[2], pick[3], &other)];
            for edits in [&edits[..1], &edits] {
                let said = human(&fixed(&source, Safety::Safe, edits), false);
                assert!(said.ends_with("--fix`\n"), "{source:?} {edits:?}");
            }
        }
    }
}
