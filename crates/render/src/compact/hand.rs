//! What is drawn on a page, with less to and fro: a colour, a face, a place is taken up
//! where it changes, and not for each line of text again.

use std::collections::HashMap;

use super::letters::SPACES;
use super::pen::{Step, Word, bytes, put, short, string, value, write};
use super::place::{
    Matrix, SAME, is_upright, matrix, moved, product, rectangle, thousandths,
};
use super::widths::Faces;

/// Names and numbers as a page writes them.
type Words = &'static [&'static [u8]];

/// What is in force until it is set anew (ISO 32000-1, 8.4 and 9.3): the operators that set
/// it, and how it begins. A space stands before its colour.
const SET: [(Words, Words); 16] = [
    (&[b"cs"], &[b"/DeviceGray"]),
    (&[b"sc", b"scn"], &[]),
    (&[b"CS"], &[b"/DeviceGray"]),
    (&[b"SC", b"SCN"], &[]),
    (&[b"w"], &[b"1"]),
    (&[b"J"], &[b"0"]),
    (&[b"j"], &[b"0"]),
    (&[b"M"], &[b"10"]),
    (&[b"d"], &[b"[", b"]", b"0"]),
    (&[b"Tr"], &[b"0"]),
    (&[b"Tf"], &[]),
    (&[b"Tc"], &[b"0"]),
    (&[b"Tw"], &[b"0"]),
    (&[b"Tz"], &[b"100"]),
    (&[b"Ts"], &[b"0"]),
    (&[b"ri"], &[b"/RelativeColorimetric"]),
];

/// The parts of `SET` that a surface, a line and a text are drawn with.
const SURFACE: std::ops::Range<usize> = 0..2;
const LINE: std::ops::Range<usize> = 2..9;
const MODE: usize = 9;
const FACE: usize = 10;
const TEXT: std::ops::Range<usize> = 9..15;
/// What else would say how far a text goes.
const SPREAD: std::ops::Range<usize> = 11..15;

/// What is nearer than this, in points, is there.
const NEAR: f64 = 0.001_5;

/// What is in force.
#[derive(Clone, Copy)]
struct Set<'a> {
    held: [Option<&'a Step<'a>>; SET.len()],
    place: Matrix,
}

/// A text that is open on the page: where its line begins, in thousandths of a point, if it
/// is upright.
struct Text {
    line: Option<[i64; 2]>,
    /// Where the next glyph would stand, if that is known.
    next: Option<[f64; 2]>,
}

struct Hand<'a> {
    out: Vec<u8>,
    faces: &'a Faces,
    /// How everything begins, what the content asks for, and what the page has been told.
    start: Set<'a>,
    wanted: Set<'a>,
    told: Set<'a>,
    /// Those of the groups around; what was told only where the group is kept.
    groups: Vec<(Set<'a>, Option<Set<'a>>)>,
    path: Vec<Step<'a>>,
    clip: Option<Step<'a>>,
    text: Option<Text>,
    /// Where the next text begins, if that was said since the last.
    begin: Option<Matrix>,
    /// For each open mark, whether it was made inside a text; nothing for one left out.
    marks: Vec<Option<bool>>,
    /// What the glyphs mean inside a mark left out.
    means: Option<&'static str>,
    /// How long the page was when the last text was written, to be gone on with.
    shown: usize,
}

/// The content in fewer words; `None` if something in it is not expected.
pub(super) fn terse(steps: &[Step<'_>], faces: &Faces) -> Option<Vec<u8>> {
    let kinds = kinds(steps)?;
    let initial: [Option<Step<'_>>; SET.len()] = std::array::from_fn(initial);
    let start = Set { held: initial.each_ref().map(Option::as_ref), place: SAME };
    let mut hand = Hand {
        out: Vec::new(),
        faces,
        start,
        wanted: start,
        told: start,
        groups: Vec::new(),
        path: Vec::new(),
        clip: None,
        text: None,
        begin: None,
        marks: Vec::new(),
        means: None,
        shown: 0,
    };
    for (at, step) in steps.iter().enumerate() {
        take(&mut hand, step, kinds.get(&at).copied().unwrap_or_default())?;
    }
    leave_text(&mut hand);
    Some(hand.out)
}

fn initial<'a>(at: usize) -> Option<Step<'a>> {
    let (operators, words) = SET.get(at)?;
    let words = words.iter().map(|word| match word.first() {
        Some(b'0'..=b'9') => Word::Number(word),
        _ => Word::Other(word),
    });
    let operands: Vec<_> = words.collect();
    (!operands.is_empty()).then_some(Step { operator: operators.first()?, operands })
}

/// For each group whether it has to be kept, since only its end undoes what is done in it;
/// for each mark whether it holds nothing but text.
fn kinds(steps: &[Step<'_>]) -> Option<HashMap<usize, bool>> {
    let mut kinds = HashMap::new();
    let mut groups: Vec<(usize, bool)> = Vec::new();
    let mut marks: Vec<(usize, bool)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match step.operator {
            b"q" => groups.push((at, false)),
            b"Q" => {
                let (begin, kept) = groups.pop()?;
                kinds.insert(begin, kept);
                if kept {
                    marks.iter_mut().for_each(|(_, plain)| *plain = false);
                }
            }
            b"BDC" | b"BMC" => marks.push((at, true)),
            b"EMC" => kinds.extend([marks.pop()?]),
            operator => {
                let lasts = match operator {
                    b"W" | b"W*" | b"gs" | b"Do" | b"sh" => true,
                    b"cm" => !is_upright(&matrix(step)?),
                    _ => false,
                };
                if let (true, Some((_, kept))) = (lasts, groups.last_mut()) {
                    *kept = true;
                }
                if lasts || is_painter(operator) {
                    marks.iter_mut().for_each(|(_, plain)| *plain = false);
                }
            }
        }
    }
    (groups.is_empty() && marks.is_empty()).then_some(kinds)
}

fn take<'a>(hand: &mut Hand<'a>, step: &'a Step<'a>, kind: bool) -> Option<()> {
    match step.operator {
        b"q" => {
            let told = kind.then_some(hand.told);
            if kind {
                leave_text(hand);
                put(&mut hand.out, b"q");
            }
            hand.groups.push((hand.wanted, told));
        }
        b"Q" => {
            let (wanted, told) = hand.groups.pop()?;
            hand.wanted = wanted;
            if let Some(told) = told {
                leave_text(hand);
                put(&mut hand.out, b"Q");
                hand.told = told;
            }
        }
        b"cm" => {
            hand.wanted.place = product(&matrix(step)?, &hand.wanted.place);
            if !is_upright(&hand.wanted.place) {
                settle(hand);
            }
        }
        b"gs" => {
            leave_text(hand);
            write(&mut hand.out, step)?;
        }
        b"Do" | b"sh" => {
            settle(hand);
            tell(hand, 0..SET.len())?;
            write(&mut hand.out, step)?;
        }
        b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => {
            let step = moved(step, &hand.wanted.place)?;
            hand.path.push(step);
        }
        b"W" | b"W*" => hand.clip = Some(step.clone()),
        painter if is_painter(painter) => paint(hand, step)?,
        b"BT" => hand.begin = Some(hand.wanted.place),
        b"ET" => hand.begin = None,
        b"Tm" => hand.begin = Some(product(&matrix(step)?, &hand.wanted.place)),
        b"Tj" | b"TJ" => show(hand, step)?,
        b"BDC" | b"BMC" => {
            if let Some(means) = meaning(step).filter(|_| kind) {
                hand.means = Some(means);
                hand.marks.push(None);
                return Some(());
            }
            match kind {
                true => enter_text(hand),
                false if !within_text(hand) => leave_text(hand),
                false => {}
            }
            hand.marks.push(Some(kind));
            write(&mut hand.out, step)?;
        }
        b"EMC" => {
            let Some(kind) = hand.marks.pop()? else {
                hand.means = None;
                return Some(());
            };
            if !kind {
                leave_text(hand);
            }
            put(&mut hand.out, b"EMC");
        }
        operator => {
            let is_set = |(operators, _): &(Words, Words)| operators.contains(&operator);
            let at = SET.iter().position(is_set)?;
            *hand.wanted.held.get_mut(at)? = Some(step);
            // A space begins with a colour of its own.
            if operator.eq_ignore_ascii_case(b"cs") {
                *hand.wanted.held.get_mut(at + 1)? = None;
            }
        }
    }
    Some(())
}

fn is_painter(operator: &[u8]) -> bool {
    const PAINTERS: [&[u8]; 10] =
        [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"];
    PAINTERS.contains(&operator)
}

fn within_text(hand: &Hand<'_>) -> bool {
    hand.marks.last().copied().flatten() == Some(true)
}

/// What a mark says that the space in it means, if it says nothing else.
fn meaning(mark: &Step<'_>) -> Option<&'static str> {
    let [tag, begin, key, Word::Other(text), end] = mark.operands.as_slice() else {
        return None;
    };
    let only = [tag, begin, key, end]
        == [b"/Span", &b"<<"[..], b"/ActualText", b">>"].map(Word::Other).each_ref();
    let digits = text.strip_prefix(b"<FEFF")?.strip_suffix(b">")?;
    SPACES.into_iter().find(|it| only && it.as_bytes() == digits)
}

fn paint<'a>(hand: &mut Hand<'a>, step: &Step<'a>) -> Option<()> {
    leave_text(hand);
    let painter = step.operator;
    if !painter.eq_ignore_ascii_case(b"s") && painter != b"n" {
        tell(hand, SURFACE)?;
    }
    if !painter.eq_ignore_ascii_case(b"f") && !matches!(painter, b"f*" | b"n") {
        tell(hand, LINE)?;
    }
    let mut path = std::mem::take(&mut hand.path);
    if matches!(painter, b"f" | b"f*" | b"n")
        && let Some(rectangle) = rectangle(&path)
    {
        path = vec![rectangle];
    }
    for step in path.iter().chain(&hand.clip.take()).chain([step]) {
        write(&mut hand.out, step)?;
    }
    Some(())
}

fn show<'a>(hand: &mut Hand<'a>, step: &Step<'a>) -> Option<()> {
    enter_text(hand);
    tell(hand, SURFACE)?;
    tell(hand, TEXT)?;
    if hand.wanted.held.get(MODE) != hand.start.held.get(MODE) {
        tell(hand, LINE)?;
    }
    if let Some(begin) = hand.begin.take() {
        begin_at(hand, &begin)?;
    }
    let text = hand.text.as_mut()?;
    let named = *hand.wanted.held.get(FACE)?;
    let mut spread = SPREAD.map(|at| hand.wanted.held.get(at) != hand.start.held.get(at));
    let face = named.filter(|_| !spread.any(|it| it));
    let step = renumbered(step, named, hand.means, hand.faces)?;
    let wide = face.and_then(|face| advance(&step, face, hand.faces));
    text.next = text.next.zip(wide).map(|([x, y], wide)| [x + wide, y]);
    go_on(hand, step)
}

/// Writes a text, as one with the last where nothing is between them.
fn go_on(hand: &mut Hand<'_>, mut step: Step<'_>) -> Option<()> {
    const END: &[u8] = b"]TJ";
    let goes_on = hand.shown == hand.out.len() && hand.out.ends_with(END);
    if step.operator == b"Tj" {
        step.operands.insert(0, Word::Other(b"["));
        step.operands.push(Word::Other(b"]"));
        step.operator = b"TJ";
    }
    if goes_on {
        hand.out.truncate(hand.out.len() - END.len());
        step.operands.remove(0);
        if let Some(Word::Written(text)) = step.operands.first_mut()
            && hand.out.ends_with(b")")
        {
            hand.out.pop();
            text.remove(0);
        }
    }
    write(&mut hand.out, &step)?;
    hand.shown = hand.out.len();
    Some(())
}

/// A text that names the glyphs by their new numbers.
fn renumbered<'a>(
    step: &Step<'a>,
    face: Option<&Step<'_>>,
    means: Option<&str>,
    faces: &Faces,
) -> Option<Step<'a>> {
    let mut step = step.clone();
    let name = face.and_then(|face| face.operands.first());
    let numbers = match name {
        Some(Word::Other(name)) => &faces.get(*name)?.numbers,
        _ => return None,
    };
    for word in &mut step.operands {
        let Word::Written(text) = word else { continue };
        let mut said = Vec::with_capacity(text.len());
        for glyph in bytes(text)?.chunks(2) {
            let glyph = u16::from_be_bytes(glyph.try_into().ok()?);
            let number = match (means, numbers.twin) {
                (None, _) => *numbers.glyphs.get(&glyph)?,
                (Some(means), Some((twin, text, number)))
                    if (twin, text) == (glyph, means) =>
                {
                    number
                }
                _ => return None,
            };
            said.extend(number.to_be_bytes());
        }
        *text = string(&said);
    }
    Some(step)
}

/// Goes to where a text begins, unless the last has ended there.
fn begin_at(hand: &mut Hand<'_>, place: &Matrix) -> Option<()> {
    let text = hand.text.as_mut()?;
    let [a, b, c, d, e, f] = *place;
    let line = [thousandths(e)?, thousandths(f)?];
    let upright = [a, b, c, d] == [1.0, 0.0, 0.0, 1.0];
    if let Some([x, y]) = text.next
        && upright
        && (x - e).abs() < NEAR
        && (y - f).abs() < NEAR
    {
        return Some(());
    }
    match text.line {
        Some(before) if upright => {
            for (to, from) in line.iter().zip(before) {
                put(&mut hand.out, &short((to - from) as f64 / 1000.0));
            }
            put(&mut hand.out, b"Td");
        }
        _ => {
            put_matrix(&mut hand.out, place);
            put(&mut hand.out, b"Tm");
        }
    }
    text.line = upright.then_some(line);
    text.next = upright.then_some(line.map(|it| it as f64 / 1000.0));
    Some(())
}

/// How far a text goes on its line.
fn advance(step: &Step<'_>, face: &Step<'_>, faces: &Faces) -> Option<f64> {
    let [Word::Other(name), Word::Number(size)] = face.operands.as_slice() else {
        return None;
    };
    let widths = &faces.get(*name)?.widths;
    let mut wide = 0.0;
    for word in &step.operands {
        match word {
            Word::Number(back) => wide -= value(back)?,
            Word::Written(text) => {
                let glyphs = bytes(text)?;
                for glyph in glyphs.chunks(2) {
                    let glyph = u16::from_be_bytes(glyph.try_into().ok()?);
                    wide += widths.get(&glyph)?;
                }
            }
            Word::Other(b"[" | b"]") => {}
            Word::Other(_) => return None,
        }
    }
    Some(wide * value(size)? / 1000.0)
}

/// Tells the page what is wanted of it and not yet in force.
fn tell(hand: &mut Hand<'_>, which: std::ops::Range<usize>) -> Option<()> {
    for at in which {
        let wanted = *hand.wanted.held.get(at)?;
        let told = *hand.told.held.get(at)?;
        let space = matches!(SET.get(at)?.0, [b"cs" | b"CS"]);
        // Only its space takes a colour back.
        let stale = space
            && hand.wanted.held.get(at + 1)?.is_none()
            && hand.told.held.get(at + 1)?.is_some();
        if wanted == told && !stale {
            continue;
        }
        if let Some(step) = wanted {
            write(&mut hand.out, step)?;
            *hand.told.held.get_mut(at)? = Some(step);
            if space {
                *hand.told.held.get_mut(at + 1)? = None;
            }
        }
    }
    Some(())
}

/// Moves the page itself, for what cannot be written in other places.
fn settle(hand: &mut Hand<'_>) {
    leave_text(hand);
    if hand.wanted.place == SAME {
        return;
    }
    let place = std::mem::replace(&mut hand.wanted.place, SAME);
    put_matrix(&mut hand.out, &place);
    put(&mut hand.out, b"cm");
}

/// Adds a change of places; what turns and scales in it to the last digit.
fn put_matrix(out: &mut Vec<u8>, [a, b, c, d, e, f]: &Matrix) {
    for turn in [a, b, c, d] {
        put(out, turn.to_string().as_bytes());
    }
    for place in [e, f] {
        put(out, &short(*place));
    }
}

fn enter_text(hand: &mut Hand<'_>) {
    if hand.text.is_none() {
        put(&mut hand.out, b"BT");
        hand.text = Some(Text { line: Some([0, 0]), next: None });
    }
}

fn leave_text(hand: &mut Hand<'_>) {
    if hand.text.take().is_some() {
        put(&mut hand.out, b"ET");
    }
}

#[cfg(test)]
mod tests;
