//! A `#` that was meant as a character, and began a comment.

use crate::change::Safety;
use crate::error::{ErrorKind, SyntaxError};
use crate::input::Format;
use crate::source::Span;
use crate::write::{self, Context};

/// The error of a plain scalar that is cut by a comment which looks like its rest.
pub(super) fn cut(source: &str, text: &str, span: Span) -> Option<SyntaxError> {
    let end = span.end as usize;
    let rest = source.get(end..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let comment = rest.get(gap..).filter(|rest| gap > 0 && rest.starts_with('#'))?;
    let comment = comment.lines().next()?.trim_end();
    if !reads_on(text, comment) {
        return None;
    }
    let start = end + gap;
    let place = Span::new(start, start + comment.len());
    let shown: String = comment.chars().take(40).collect();
    let whole = format!("{text}{}{comment}", rest.get(..gap)?);
    let quoted = write::text(Format::Yaml, Context::Value, &whole, None);
    let all = Span { start: span.start, end: place.end };
    let message =
        format!("the text ends before `{shown}`, which YAML takes for a comment");
    let help = "put the whole text in quotes, or the comment on a line of its own";
    let error = SyntaxError::new(ErrorKind::TextCut, place, message, help);
    Some(error.fix(Safety::Unsafe, all, quoted))
}

/// Words after which a text is not over, in the languages of briefs.
const OPEN: [&str; 60] = [
    "a", "an", "the", "is", "are", "was", "were", "be", "as", "at", "by", "for", "from",
    "in", "of", "on", "or", "and", "to", "with", "than", "its", "our", "their", "his",
    "her", "ranked", "ranks", "rank", "number", "issue", "ticket", "became", "remains",
    "der", "die", "das", "ein", "eine", "ist", "sind", "war", "und", "oder", "von", "im",
    "auf", "mit", "zum", "platz", "le", "la", "les", "un", "une", "est", "sont", "et",
    "des", "du",
];

/// Words that follow a rank: `# 1 in tools`.
const AFTER_RANK: [&str; 12] = [
    "in",
    "of",
    "on",
    "for",
    "by",
    "among",
    "at",
    "to",
    "worldwide",
    "globally",
    "maker",
    "position",
];

/// Whether a comment reads like the rest of the text before it. A comment has its space
/// after the `#`, and the text before it stands without it.
fn reads_on(text: &str, comment: &str) -> bool {
    // Numbers, dates and other scalars without a word have no rest.
    let is_words = text.split(' ').any(|word| {
        word.chars().filter(|found| found.is_alphabetic()).count() > 1
            && !word.chars().any(|found| found.is_ascii_digit())
    });
    if !is_words {
        return false;
    }
    let is_prose = text.contains(' ');
    let rest = comment.trim_start_matches('#');
    if comment.len() - rest.len() > 1 {
        return false;
    }
    if closes(text, rest) {
        return true;
    }
    let last = text.split(' ').next_back().unwrap_or("").to_lowercase();
    let is_open = is_prose
        && (OPEN.contains(&last.as_str()) || last.ends_with([',', '&', '–', '—']));
    let Some(first) = rest.chars().next() else { return is_open };
    if first.is_ascii_digit() || first == '{' {
        return true;
    }
    if first.is_alphabetic() {
        let word =
            rest.split(|found: char| !found.is_alphanumeric()).next().unwrap_or("");
        // `#TODO` is a mark of programmers, `#checked:` begins a remark.
        let is_mark = word.len() > 2 && word.chars().all(char::is_uppercase)
            || rest.get(word.len()..).is_some_and(|rest| rest.starts_with(':'));
        return is_open || is_prose && !is_mark;
    }
    if !first.is_whitespace() {
        return false;
    }
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or("");
    let next = words.next().map(|next| next.trim_end_matches([',', '.', ';']));
    let is_rank = first.len() <= 3 && first.bytes().all(|byte| byte.is_ascii_digit());
    let ranks = !first.is_empty()
        && is_rank
        && next.is_none_or(|next| AFTER_RANK.contains(&next) || is_open);
    ranks && !text.ends_with(['.', '!', '?']) || first == "of" || is_open && is_rank
}

/// Whether the comment closes what the text has opened.
fn closes(text: &str, rest: &str) -> bool {
    let pairs = [('(', ')'), ('[', ']'), ('“', '”'), ('„', '“'), ('«', '»')];
    pairs.into_iter().any(|(open, close)| {
        let depth = |text: &str| text.matches(open).count() > text.matches(close).count();
        depth(text) && rest.matches(close).count() > rest.matches(open).count()
    }) || text.matches('"').count() % 2 == 1 && rest.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_text_is_told_from_a_comment() {
        for line in [
            "Ranked #1 in cloud",
            "We are # 1 in tools",
            "We are #1",
            "Total # of shops",
            "Growth in # of shops",
            "Follow us #strata for more",
            "Ranked #{rank} in cloud",
            "The shop (see # 5) is closed",
            "The “best # of all” shop",
            "Voted # 1 in Europe",
            "Seller # 2",
            "It plays in the key of C, #5",
            "Wir sind die # 1 im Land",
            "We are the #",
        ] {
            let (text, _) = line.split_once(" #").unwrap();
            assert!(reads_on(text, &line[text.len() + 1..]), "{line}");
        }
    }

    #[test]
    fn honest_comments_are_silent() {
        for line in [
            "3 # checked by AB",
            "\u{a3}412.6M # page 4",
            "+5.9% yoy # as stated",
            "2025-10-31 # the day of the call",
            "Q3 2025 # 13 weeks",
            "15% # 2 quarters in a row",
            "release # the filing, not the call",
            "capex # see page 4",
            "calendar # the company says so",
            "regulatory-filing # 8-K, exhibit 99.1",
            "Example plc # the legal name",
            "Revenue # net of VAT",
            "Free cash flow # after leases",
            "Free cash flow # 3 decimals in the source",
            "Growth is back. # 1 of 3 in the deck",
            "Growth is back # checked 2025-10-31",
            "Growth is back # AB, 2 November",
            "Growth is back # TODO shorten",
            "Growth is back #TODO shorten",
            "Growth is back #checked: AB",
            "Growth is back ## a heading",
            "Growth is back #-----",
            "Growth is back #!",
            "Growth (in sales) is back # (see the call)",
            "moderate # low, moderate or high",
            "below # at-most, above, at-least",
            "en-GB # en-US, de-DE, fr-FR",
            "\"1\" # format version",
            "shops # one of the units below",
            "Name of the author # replace it",
            "at 2025-06-30 # the last day",
            "0001018724 #1 of 2",
            "None. # nothing to disclose",
            "https://example.com/a # opened on 2 May",
            "AMZN # NASDAQ",
            "issuer # was: press",
        ] {
            let (text, _) = line.split_once(" #").unwrap();
            assert!(!reads_on(text, &line[text.len() + 1..]), "{line}");
        }
    }
}
