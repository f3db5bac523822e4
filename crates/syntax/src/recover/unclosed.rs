//! Which brackets and quotes are left open, and where they would be closed.

use crate::input::Format;

/// What closes the brackets and quotes that are open where they should not be, each with
/// its offset, in order. A bracket is expected to be closed on its own line or on lines that
/// stand further in; a quote too, or else on its own line.
pub(super) fn unclosed(text: &str, format: Format) -> Vec<(usize, String)> {
    let mut closers = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let (mut end, mut scan) = (from, Scan::new(format));
        let indent = indent(text, from);
        // The head of a table stands alone on its line.
        let alone = is_head(text, from) && format == Format::Toml;
        // Nothing is a bracket in the lines of a text that `>` or `|` begins.
        if format == Format::Yaml && begins_text(text, from) {
            end = line_end(text, end);
            while end < text.len() && goes_on(text, end, indent) {
                end = line_end(text, end);
            }
            from = end;
            continue;
        }
        loop {
            let next = line_end(text, end);
            scan.read(text, end, next);
            end = next;
            let swallows = !scan.takes_keys() && is_key(text, end);
            if alone || swallows || scan.is_closed() || !goes_on(text, end, indent) {
                break;
            }
        }
        if let Some(open) = scan.quote {
            // The text of the quote may have swallowed lines that are none of it.
            scan = Scan::new(format);
            end = line_end(text, open);
            scan.read(text, from, end);
        }
        let mut closer = scan.closer();
        if format == Format::Toml
            && let Some((open, mark)) = long_quote(text, from)
        {
            let inner = text.get(open + mark.len()..).unwrap_or("");
            closer.clear();
            match inner.find(mark) {
                Some(at) => end = line_end(text, open + 2 * mark.len() + at),
                None => {
                    end = line_end(text, from);
                    while end < text.len() && !is_key(text, end) && !is_head(text, end) {
                        end = line_end(text, end);
                    }
                    // On a line of its own: the last one may end with a backslash.
                    closers.push((end, format!("\n{mark}\n")));
                }
            }
        }
        if !closer.is_empty() {
            closers.push((scan.last, closer));
        }
        from = end;
    }
    closers
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or(&[]);
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    rest.iter().position(is_break).map_or(text.len(), |at| from + at + 1)
}

fn indent(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    rest.len() - rest.trim_start_matches(' ').len()
}

/// Whether the line that begins here may belong to what was opened above: it is empty,
/// stands further in, or begins with what closes it.
fn goes_on(text: &str, from: usize, above: usize) -> bool {
    let deep = indent(text, from);
    match text.as_bytes().get(from + deep) {
        None => false,
        Some(b'\n' | b'\r' | b']' | b'}') => true,
        Some(_) => deep > above,
    }
}

fn is_head(text: &str, from: usize) -> bool {
    text.get(from..).unwrap_or("").trim_start_matches(' ').starts_with('[')
}

/// Where on the line that begins here a text of several lines begins in TOML, and its mark.
fn long_quote(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let line = text.get(from..line_end(text, from))?;
    let marks = ["\"\"\"", "'''"].into_iter();
    marks.filter_map(|mark| Some((from + line.find(mark)?, mark))).min()
}

fn begins_text(text: &str, from: usize) -> bool {
    let line = text.get(from..line_end(text, from)).unwrap_or("");
    let last = line.split_whitespace().last().unwrap_or("");
    last.starts_with(['>', '|']) && last.len() <= 3
}

/// Whether the line that begins here looks like a key with a value: a text in quotes that
/// goes on over several lines seldom does.
fn is_key(text: &str, from: usize) -> bool {
    let line = text.get(from..).unwrap_or("").trim_start_matches([' ', '-']);
    let of_key = |found: char| found.is_ascii_alphanumeric() || "-_.$".contains(found);
    let rest = line.trim_start_matches(of_key);
    let follows = [": ", ":\n", ":\r", " =", "="];
    rest.len() < line.len() && follows.iter().any(|mark| rest.starts_with(mark))
}

/// What is open after some lines.
struct Scan {
    format: Format,
    /// The brackets that close those that are open, the outermost first.
    open: Vec<char>,
    /// The offset of a quote that is open, and which.
    quote: Option<usize>,
    mark: char,
    /// The offset behind the last character that means something.
    last: usize,
    before: char,
}

impl Scan {
    fn new(format: Format) -> Self {
        Scan { format, open: vec![], quote: None, mark: '"', last: 0, before: '\n' }
    }

    fn is_closed(&self) -> bool {
        self.open.is_empty() && self.quote.is_none()
    }

    /// Whether a key may come next: between braces, at the start or after a comma.
    fn takes_keys(&self) -> bool {
        let here = matches!(self.before, '{' | ',');
        self.quote.is_none() && self.open.last() != Some(&']') && here
    }

    fn closer(&self) -> String {
        self.quote
            .map(|_| self.mark)
            .into_iter()
            .chain(self.open.iter().rev().copied())
            .collect()
    }

    fn read(&mut self, text: &str, from: usize, end: usize) {
        let Some(line) = text.get(from..end) else { return };
        let mut blank = true;
        let mut chars = line.char_indices();
        while let Some((at, found)) = chars.next() {
            if found.is_whitespace() {
                blank = true;
                continue;
            }
            if self.quote.is_some() {
                match found {
                    '\\' if self.mark == '"' => drop(chars.next()),
                    _ if found == self.mark => self.quote = None,
                    _ => {}
                }
            } else if found == '#' && blank {
                return;
            } else {
                self.mark(found, from + at);
            }
            self.before = found;
            blank = false;
            self.last = from + at + found.len_utf8();
        }
    }

    /// Takes note of a bracket or a quote. In YAML only what stands before a value is one,
    /// and between brackets.
    fn mark(&mut self, found: char, at: usize) {
        let begins = matches!(self.before, '\n' | ':' | '-' | ',' | '[' | '{' | '=');
        let flows = self.format == Format::Toml || !self.open.is_empty();
        match found {
            '[' if begins || flows => self.open.push(']'),
            '{' if begins || flows => self.open.push('}'),
            ']' | '}' => drop(self.open.pop_if(|close| *close == found)),
            '"' | '\'' if begins || self.format == Format::Toml => {
                (self.quote, self.mark) = (Some(at), found);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_text_has_nothing_to_close() {
        let text = include_str!("../../../../data/amazon-2025q3.yaml");
        assert_eq!(unclosed(text, Format::Yaml), []);
        for text in [
            "a: [b,\n  {c: d},\n  'it''s]',\n]\ne: it's \"so\" [1]\n",
            "a: \"b [c\n  d \\\" e\"\nf: >-\n  {g\n",
            "- 'a'\n- - b\n- {c: {d: [e]}} # [\n",
        ] {
            assert_eq!(unclosed(text, Format::Yaml), [], "{text}");
        }
        for text in [
            "a = [\n 'b',\n]\n[c.d]\n[[e]]\nf = {g = \"[\"} # {\n",
            "a = '''\n[b'''\nc = \"\"\"\n{ \\\"\n\"\"\"\n",
        ] {
            assert_eq!(unclosed(text, Format::Toml), [], "{text}");
        }
    }
}
