//! Places on a page, and how they are moved (ISO 32000-1, 8.3.3).

use super::pen::{Step, Word, short, value};

/// A change of places, as `cm` writes it.
pub(super) type Matrix = [f64; 6];

pub(super) const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The path as the rectangle that it is.
pub(super) fn rectangle<'a>(path: &[Step<'_>]) -> Option<Step<'a>> {
    let drawn: Vec<_> = path.iter().map(|it| it.operator).collect();
    if drawn != [b"m", b"l", b"l", b"l", b"h"] {
        return None;
    }
    let number = |word: &Word<'_>| match word {
        Word::Number(digits) => value(digits),
        Word::Written(digits) => value(digits),
        Word::Other(_) => None,
    };
    let corners = path.iter().take(4).map(|it| match it.operands.as_slice() {
        [x, y] => Some([number(x)?, number(y)?]),
        _ => None,
    });
    let corners: Option<Vec<_>> = corners.collect();
    let [[x, y], [a, b], [right, top], [c, d]] = corners?.try_into().ok()?;
    let around = [[a, b], [c, d]];
    let is_one = [[[x, top], [right, y]], [[right, y], [x, top]]].contains(&around);
    let sides = [x, y, right - x, top - y].map(|it| Word::Written(short(it)));
    is_one.then(|| Step { operator: b"re", operands: sides.into() })
}

/// A part of a path in the places of the page.
pub(super) fn moved<'a>(step: &Step<'a>, place: &Matrix) -> Option<Step<'a>> {
    let [a, _, _, d, e, f] = *place;
    let mut operands = Vec::new();
    for (at, word) in step.operands.iter().enumerate() {
        let Word::Number(digits) = word else { return None };
        let is_size = step.operator == b"re" && at > 1;
        let (turn, shift) = if at % 2 == 0 { (a, e) } else { (d, f) };
        let shift = if is_size { 0.0 } else { shift };
        operands.push(Word::Written(short(value(digits)? * turn + shift)));
    }
    Some(Step { operator: step.operator, operands })
}

pub(super) fn matrix(step: &Step<'_>) -> Option<Matrix> {
    let numbers = step.operands.iter().map(|word| match word {
        Word::Number(digits) => value(digits),
        _ => None,
    });
    numbers.collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// The change that makes the first and then the second.
pub(super) fn product(first: &Matrix, second: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [g, h, i, j, k, l] = *second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Whether it only moves and mirrors.
pub(super) fn is_upright(matrix: &Matrix) -> bool {
    let [a, b, c, d, ..] = *matrix;
    a.abs() == 1.0 && d.abs() == 1.0 && b == 0.0 && c == 0.0
}

pub(super) fn thousandths(points: f64) -> Option<i64> {
    let value = (points * 1000.0).round();
    (value.abs() < 1e12).then_some(value as i64)
}
