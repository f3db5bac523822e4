//! Bars that lie one below the other, each with its name before it and its value behind it.

use strata_model::Decimal;

use crate::chart::canvas::{Canvas, SMALL, Style};
use crate::chart::label::{LABEL, Label, Side};
use crate::chart::scale::part;
use crate::measure::{height, lines, widest};

/// A bar.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) text: String,
    /// The text as it is said.
    pub(crate) said: String,
    /// What stands behind the value, small.
    pub(crate) aside: String,
    pub(crate) from: Decimal,
    pub(crate) to: Decimal,
    pub(crate) style: Style,
    /// The name of the group of bars that begins with it.
    pub(crate) group: Option<String>,
}

/// How the bars stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    /// Each begins where the one before it ends.
    Walk,
    /// Each is a part of 100.
    Share,
}

const BAR: f64 = 11.0;
const GAP: f64 = 6.0;
/// From the name of a group to its first bar.
const GROUP: f64 = 5.0;
/// The most of the width that a name takes.
const LABEL_MOST: f64 = 0.35;
const BARS_LEAST: f64 = 60.0;
const BARS_MOST: f64 = 176.0;
/// Between name, bar and value.
const AIR: f64 = 6.0;
/// The most lines of a name or value.
const LINES: usize = 4;
/// A higher drawing leaves no room on a page.
const HEIGHT_MOST: f64 = 560.0;

/// The bars; `None` if they are too many for a page.
pub(crate) fn rows(rows: &[Row], kind: Kind, width: f64) -> Option<Canvas> {
    let label_most = LABEL_MOST * width;
    let named = |text: &str, size| lines(text, size, false, label_most, LINES);
    let names: Vec<_> = rows.iter().map(|row| named(&row.label, LABEL)).collect();
    let group = |row: &Row| row.group.as_ref().map(|it| named(it, SMALL));
    let groups: Vec<_> = rows.iter().map(|row| group(row).unwrap_or_default()).collect();
    let wide = |all: &[Vec<String>], size, bold| {
        all.iter().map(|it| widest(it, size, bold)).fold(0.0, f64::max)
    };
    let left = wide(&names, LABEL, false).max(wide(&groups, SMALL, false)) + AIR;
    let most = width - left - BARS_LEAST - 2.0 * AIR;
    let texts: Vec<_> =
        rows.iter().map(|row| lines(&row.text, LABEL, true, most, LINES)).collect();
    let asides: Vec<_> =
        rows.iter().map(|row| lines(&row.aside, SMALL, false, most, LINES)).collect();
    let behind = |at: usize| {
        let (text, aside) =
            (widest(&texts[at], LABEL, true), widest(&asides[at], SMALL, false));
        (text, if aside > 0.0 { text + AIR + aside } else { text })
    };
    // An aside that does not fit beside its value stands below it.
    let below = (0..rows.len()).any(|at| behind(at).1 > most);
    let right = (0..rows.len())
        .map(|at| {
            if below {
                behind(at).0.max(widest(&asides[at], SMALL, false))
            } else {
                behind(at).1
            }
        })
        .fold(0.0, f64::max);
    let room = (width - left - right - 2.0 * AIR).min(BARS_MOST);
    let ends = rows.iter().flat_map(|row| [row.from, row.to]);
    let whole = if kind == Kind::Share { Decimal::ONE_HUNDRED } else { Decimal::ZERO };
    let (low, high) = ends
        .fold((Decimal::ZERO, whole), |(low, high), end| (low.min(end), high.max(end)));
    let at = |value: Decimal| left + room * part(value - low, high - low);

    let mut canvas = Canvas::new(width, 0.0);
    let mut y = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for (n, row) in rows.iter().enumerate() {
        let aside = if below && !row.aside.is_empty() { asides[n].len() } else { 0 };
        let value = height(texts[n].len() + aside, LABEL);
        let tall = BAR.max(height(names[n].len(), LABEL)).max(value);
        if n > 0 {
            y += if row.group.is_some() { 2.0 * GAP } else { GAP };
        }
        if row.group.is_some() {
            canvas.write(Label::new(&groups[n], 0.0, y, Side::Left).faint());
            y += height(groups[n].len(), SMALL) + GROUP;
            before = None;
        }
        let middle = y + tall / 2.0;
        let (start, end) = (at(row.from.min(row.to)), at(row.from.max(row.to)));
        let top = middle - BAR / 2.0;
        if kind == Kind::Share {
            canvas.bar(
                (at(Decimal::ZERO), top),
                (at(whole) - at(Decimal::ZERO), BAR),
                Style::Track,
            );
        }
        if row.from != row.to {
            canvas.bar((start, top), (end - start, BAR), row.style);
        }
        if let Some((level, bottom)) = before.filter(|_| kind == Kind::Walk) {
            canvas.path(&[(level, bottom), (level, top)], Style::Grid);
        }
        before = Some((at(row.to), top + BAR));
        let name = Label::new(&names[n], 0.0, 0.0, Side::Left).size(LABEL).about(middle);
        let track = if kind == Kind::Share { at(whole) } else { at(Decimal::ZERO) };
        let x = end.max(track) + AIR;
        let text = Label::new(&texts[n], x, 0.0, Side::Left).size(LABEL);
        let text = text.bold_if(row.style == Style::Solid);
        canvas.write(name);
        if row.aside.is_empty() {
            canvas.write(text.about(middle));
        } else if below {
            let top = middle - value / 2.0;
            canvas.write(text.at(top));
            let top = top + height(texts[n].len() + 1, LABEL) - height(1, LABEL);
            canvas.write(Label::new(&asides[n], x, top, Side::Left).faint());
        } else {
            canvas.write(text.about(middle));
            let x = x + widest(&texts[n], LABEL, true) + AIR;
            canvas
                .write(Label::new(&asides[n], x, 0.0, Side::Left).faint().about(middle));
        }
        y += tall;
    }
    canvas.height = y;
    let zero = at(Decimal::ZERO);
    canvas.path(&[(zero, -2.0), (zero, y + 2.0)], Style::Base);
    (y <= HEIGHT_MOST).then_some(canvas)
}
