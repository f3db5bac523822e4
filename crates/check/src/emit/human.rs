//! Findings drawn into their lines, as a compiler draws them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::escape;
use crate::input::is_hidden;
use crate::report::{Located, Report};
use crate::rule::Severity;
use crate::source::Region;

/// The most characters that are underlined.
const LONGEST: usize = 60;

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
    text.push_str(&format!("{}: {}\n", escape(report.name()), report.summary()));
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
        .primary_title(escape(finding.message()))
        .id(format!("{} {}", rule.code, rule.name));
    let related = located.related().iter().map(|(region, _)| region);
    let window =
        Window::around(report.source(), std::iter::once(located.region()).chain(related));
    let annotations = located.related().iter().map(|(region, label)| {
        AnnotationKind::Context.span(window.span(region)).label(escape(label))
    });
    let snippet = Snippet::source(window.text.as_str())
        .path(escape(report.name()))
        .line_start(window.line)
        .annotation(AnnotationKind::Primary.span(window.span(located.region())))
        .annotations(annotations);
    let mut group = Group::with_title(title).element(snippet);
    if let Some(help) = finding.advice() {
        group = group.element(Level::HELP.message(escape(help)));
    }
    renderer.render(&[group])
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
    fn around<'r>(source: &'s str, regions: impl Iterator<Item = &'r Region>) -> Self {
        let (mut start, mut end, mut line) = (source.len(), 0, usize::MAX);
        for region in regions {
            let before = source.get(..region.bytes.start).unwrap_or("");
            start = start.min(before.rfind('\n').map_or(0, |at| at + 1));
            end = end.max(first_line_end(source, region));
            line = line.min(region.start.line);
        }
        let text = visible(source.get(start..end).unwrap_or(""));
        Window { source, start, line, text }
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
