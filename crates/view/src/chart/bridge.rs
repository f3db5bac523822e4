//! A bridge: how a sum leads from one value to the next, each step a column with its value
//! above it.

use strata_model::Decimal;

use crate::chart::canvas::{Canvas, SMALL, Style, count};
use crate::chart::label::{Label, Side};
use crate::chart::rows::Row;
use crate::chart::scale::part;
use crate::measure::{CAPS, height, lines, width as wide};

/// More steps than these lie one below the other.
const MOST: usize = 9;
/// The widest place of a step, and the part of it that its column fills.
const WIDEST: f64 = 64.0;
const FILL: f64 = 0.62;
const AIR: f64 = 3.0;
const LINES: usize = 3;

/// The steps; `None` where their names and values find no room side by side.
pub(crate) fn bridge(steps: &[Row], width: f64, tall: f64) -> Option<Canvas> {
    let place = (width / count(steps.len())).min(WIDEST);
    let room = place - 2.0 * AIR;
    let fits = |it: &Row| {
        let mut words = it.label.split(' ');
        words.all(|word| wide(word, SMALL, false) <= room)
            && wide(&it.text, SMALL, true) <= place - AIR
            && lines(&it.label, SMALL, false, room, usize::MAX).len() <= LINES
    };
    if steps.len() > MOST || !steps.iter().all(fits) {
        return None;
    }
    let names: Vec<_> =
        steps.iter().map(|it| lines(&it.label, SMALL, false, room, LINES)).collect();
    let ends = steps.iter().flat_map(|it| [it.from, it.to]);
    let (low, high) = ends.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), end| {
        (low.min(end), high.max(end))
    });
    let top = SMALL * CAPS + AIR + 1.0;
    let named = height(names.iter().map(Vec::len).max()?, SMALL);
    let bottom = tall - named - 2.0 * AIR - 1.0;
    let y = |value: Decimal| bottom - (bottom - top) * part(value - low, high - low);

    let mut canvas = Canvas::new(width, tall);
    let half = place * FILL / 2.0;
    let x = |n: usize| place * (count(n) + 0.5);
    for (n, step) in steps.iter().enumerate() {
        let (from, to) = (y(step.from), y(step.to));
        if from != to {
            let size = (2.0 * half, (from - to).abs());
            canvas.bar((x(n) - half, from.min(to)), size, step.style);
        }
        if n + 1 < steps.len() {
            canvas.path(&[(x(n) + half, to), (x(n + 1) - half, to)], Style::Leader);
        }
        let value =
            Label::one(&step.text, x(n), from.min(to) - AIR - SMALL * CAPS, Side::Centre);
        canvas.write(value.bold_if(step.style == Style::Solid).tone(match step.style {
            Style::Off => Style::Off.tone(),
            _ => Style::Plain.tone(),
        }));
        canvas.write(Label::new(&names[n], x(n), tall - named, Side::Centre).faint());
    }
    let zero = y(Decimal::ZERO);
    canvas.path(&[(0.0, zero), (place * count(steps.len()), zero)], Style::Base);
    Some(canvas)
}
