//! Findings drawn into their lines, as a compiler draws them.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::escape;
use crate::input::is_hidden;
use crate::report::{Located, Report};
use crate::rule::Severity;
use crate::source::Region;

/// The most characters that are underlined.
const LONGEST: usize = 60;

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
