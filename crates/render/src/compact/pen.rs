//! What is drawn on a page, in fewer words: the same operators, each number as fine as a
//! printer can set it, each string byte by byte.

/// A third of a thousandth of a millimetre, or a quarter of what a screen tells apart in a
/// colour. Less, and readers that set glyphs by quarters of a pixel set many anew.
const DECIMALS: usize = 3;

/// A word of the language of pages (ISO 32000-1, 7.8.2).
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Word<'a> {
    Number(&'a [u8]),
    /// As it is to be written.
    Written(Vec<u8>),
    /// A name, a bracket: kept as it is.
    Other(&'a [u8]),
}

/// An operator, and what it works on.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Step<'a> {
    pub(super) operator: &'a [u8],
    pub(super) operands: Vec<Word<'a>>,
}

/// The steps of a content; `None` if something in it is not expected.
pub(super) fn read(content: &[u8]) -> Option<Vec<Step<'_>>> {
    let (mut steps, mut operands) = (Vec::new(), Vec::new());
    let mut rest = content.trim_ascii_start();
    while !rest.is_empty() {
        let (word, behind) = next(rest)?;
        rest = behind.trim_ascii_start();
        match word {
            Word::Other(b"BI") => return None,
            Word::Other(operator) if is_operator(operator) => {
                steps.push(Step { operator, operands: std::mem::take(&mut operands) });
            }
            operand => operands.push(operand),
        }
    }
    operands.is_empty().then_some(steps)
}

fn is_operator(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_alphabetic) || matches!(word, b"'" | b"\"")
}

/// Adds a step, its numbers as short as they may be.
pub(super) fn write(out: &mut Vec<u8>, step: &Step<'_>) -> Option<()> {
    let exact = exact(step.operator);
    for (at, operand) in step.operands.iter().enumerate() {
        match operand {
            Word::Number(word) if at >= exact => put(out, &round(word)?),
            Word::Number(word) | Word::Other(word) => put(out, word),
            Word::Written(text) => put(out, text),
        }
    }
    put(out, step.operator);
    Some(())
}

/// How many operands of an operator are kept to the last digit: what turns and scales is,
/// where it moves is not.
fn exact(operator: &[u8]) -> usize {
    match operator {
        b"cm" | b"Tm" => 4,
        b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"Td" | b"TJ" => 0,
        b"sc" | b"SC" | b"scn" | b"SCN" | b"rg" | b"RG" | b"g" | b"G" => 0,
        _ => usize::MAX,
    }
}

/// The next word, and what is behind it.
fn next(text: &[u8]) -> Option<(Word<'_>, &[u8])> {
    let first = *text.first()?;
    let end = match first {
        b'(' => return quoted(text),
        b'%' => return None,
        b'<' | b'>' if text.get(1) == Some(&first) => 2,
        b'<' => text.iter().position(|it| *it == b'>')? + 1,
        b'[' | b']' => 1,
        b'/' => 1 + text.get(1..)?.iter().take_while(|it| is_regular(**it)).count(),
        _ => text.iter().take_while(|it| is_regular(**it)).count().max(1),
    };
    let (word, rest) = text.split_at_checked(end)?;
    let number = matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.');
    Some((if number { Word::Number(word) } else { Word::Other(word) }, rest))
}

/// The bytes that a string says.
pub(super) fn bytes(string: &[u8]) -> Option<Vec<u8>> {
    let inside = string.strip_prefix(b"(")?.strip_suffix(b")")?;
    let mut out = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        if *byte == b'\\' {
            let (byte, length) = escaped(rest)?;
            rest = rest.get(length..)?;
            out.push(byte);
        } else {
            out.push(*byte);
        }
    }
    Some(out)
}

/// Bytes as a string.
pub(super) fn string(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![b'('];
    bytes.iter().for_each(|byte| literal(&mut out, *byte));
    out.push(b')');
    out
}

/// A string in parentheses, written again without escapes where none are needed.
fn quoted(text: &[u8]) -> Option<(Word<'_>, &[u8])> {
    let mut out = vec![b'('];
    let mut at = 1;
    let mut depth = 1;
    while depth > 0 {
        let byte = *text.get(at)?;
        at += 1;
        match byte {
            b'(' | b')' => {
                depth = if byte == b'(' { depth + 1 } else { depth - 1 };
                if depth > 0 {
                    out.extend([b'\\', byte]);
                }
            }
            b'\\' => {
                let (byte, length) = escaped(text.get(at..)?)?;
                at += length;
                literal(&mut out, byte);
            }
            byte => literal(&mut out, byte),
        }
    }
    out.push(b')');
    Some((Word::Written(out), text.get(at..)?))
}

/// The byte behind a reverse solidus, and how many bytes say so.
fn escaped(text: &[u8]) -> Option<(u8, usize)> {
    let byte = match *text.first()? {
        b'0'..=b'7' => {
            let digits = text.iter().take(3).take_while(|it| matches!(it, b'0'..=b'7'));
            let length = digits.clone().count();
            let value = digits.fold(0_u32, |value, it| 8 * value + u32::from(it - b'0'));
            return Some((u8::try_from(value).ok()?, length));
        }
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        byte @ (b'(' | b')' | b'\\') => byte,
        _ => return None,
    };
    Some((byte, 1))
}

fn literal(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // An end of line is read as a line feed.
        b'\r' => out.extend(b"\\r"),
        byte => out.push(byte),
    }
}

/// The value of a number.
pub(super) fn value(digits: &[u8]) -> Option<f64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn round(digits: &[u8]) -> Option<Vec<u8>> {
    value(digits).map(short)
}

/// A number with so many decimals at most, in the fewest digits.
pub(super) fn short(value: f64) -> Vec<u8> {
    let text = format!("{value:.DECIMALS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (sign, size) = text.strip_prefix('-').map_or(("", text), |it| ("-", it));
    match size {
        "0" | "" => b"0".to_vec(),
        _ => format!("{sign}{}", size.strip_prefix('0').unwrap_or(size)).into_bytes(),
    }
}

/// Adds a word, apart from the one before where the two would be read as one.
pub(super) fn put(out: &mut Vec<u8>, word: &[u8]) {
    let joins = |byte: Option<&u8>| byte.is_some_and(|it| is_regular(*it));
    if joins(out.last()) && joins(word.first()) {
        out.push(b' ');
    }
    out.extend(word);
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    fn said(content: &str) -> Option<String> {
        let mut out = Vec::new();
        for step in read(content.as_bytes())? {
            write(&mut out, &step)?;
        }
        Some(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn numbers_that_move_are_short_and_those_that_turn_are_not() {
        for (plain, short) in [
            ("q 1 0 0 -1 51.02362 812.40436 cm", "q 1 0 0 -1 51.024 812.404 cm"),
            ("0.00012 0 0 .00012 5 0.5 cm", "0.00012 0 0 .00012 5 .5 cm"),
            ("-0.0001 -0.5 m +3. 0 l\nh\nW\nn", "0 -.5 m 3 0 l h W n"),
            ("0.078431375 0.1254902 1 scn", ".078 .125 1 scn"),
            ("/f0 7.12345 Tf 0.12345 w", "/f0 7.12345 Tf 0.12345 w"),
            ("/Span<</MCID 12>>BDC EMC", "/Span<</MCID 12>>BDC EMC"),
        ] {
            assert_eq!(said(plain).as_deref(), Some(short), "{plain}");
        }
    }

    #[test]
    fn strings_say_the_same_bytes() {
        for (plain, short) in [
            (r"[(\000\021)20.00003(A)]TJ", "[(\0\u{11})20(A)]TJ"),
            (r"(\(\)\\\015\12) Tj", "(\\(\\)\\\\\\r\n)Tj"),
            (r"(a(b)c) Tj", r"(a\(b\)c)Tj"),
            (r"(\0053) Tj <FEFF00A0> Tj", "(\u{5}3)Tj<FEFF00A0>Tj"),
        ] {
            assert_eq!(said(plain).as_deref(), Some(short), "{plain}");
        }
    }

    #[test]
    fn what_is_not_expected_is_left_alone() {
        for odd in
            ["BI /W 1 ID x EI", "(open", "1 2", "% said", r"(\q) Tj", "1-2 w 1-2 0 m"]
        {
            assert_eq!(said(odd), None, "{odd}");
        }
    }
}
