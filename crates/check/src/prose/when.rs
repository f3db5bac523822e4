//! Which period a sentence names: `in the third quarter of fiscal 2025`, `the nine months ended
//! September 30`, `in 2024`.

mod vocabulary;

use std::ops::Range;

use self::vocabulary::Vocabulary;
pub(crate) use self::vocabulary::{MONTHS, words};
use super::lexicon::Mood;
use super::sentence::Sentence;
use super::token::Kind;

/// A period as words name it: what they leave open is left open here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct When {
    /// The places of its tokens.
    pub(crate) tokens: Range<usize>,
    /// The word before it, if that says how it relates: `in`, `since`.
    pub(crate) preposition: Option<Preposition>,
    /// A quarter or a half by its number.
    pub(crate) part: Option<Part>,
    /// So many months or weeks.
    pub(crate) length: Option<Length>,
    pub(crate) year: Option<Year>,
    /// The month it ends in.
    pub(crate) end: Option<i8>,
}

/// A part of a year by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Quarter(i8),
    Half(i8),
    /// The first nine months.
    NineMonths,
}

/// How long a period is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Weeks(i32),
    Months(i32),
    /// `the fiscal year`, with or without its number.
    Year,
}

/// A year by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    Fiscal(i16),
    /// Of the calendar, or of the books.
    Plain(i16),
    /// The one before that of the brief.
    Last,
}

/// What a word says of the period behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preposition {
    /// `in`, `for`, `during`, `over`: what is said is of the period.
    Within,
    /// `at the end of`, `by the end of`.
    AtEnd,
    /// Anything else: what is said is compared with it, or counted from it.
    Other,
}

/// The periods that a sentence names, in its order.
pub(crate) fn whens(sentence: &Sentence<'_>) -> Vec<When> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < sentence.tokens.len() {
        match when(sentence, at) {
            Some(when) => {
                at = when.tokens.end;
                found.push(when);
            }
            None => at += 1,
        }
    }
    found
}

/// The period that begins at a token.
pub(crate) fn when(sentence: &Sentence<'_>, at: usize) -> Option<When> {
    let words = Vocabulary::of(sentence.language);
    let mut reader = Reader { sentence, words, at };
    let mut when = When {
        tokens: at..at,
        preposition: None,
        part: None,
        length: None,
        year: None,
        end: None,
    };
    if reader.takes(&["last"]) && reader.takes(&["year"]) {
        // `last year's budget`, and the last year of something.
        if ["of", "in", "to", "through", "ended"].contains(&reader.word()) {
            return None;
        }
        when.year = Some(Year::Last);
    } else if let Some(length) = reader.span() {
        when.length = Some(length);
        reader.rest(&mut when);
        when.tokens.end = reader.at;
        when.preposition = preposition(sentence, at);
        // `the quarter brought {x}`
        let subject = at >= 1
            && ["the", "das", "le"].contains(&sentence.word(at - 1))
            && (at == 1 || sentence.word(at - 2).is_empty())
            && sentence.token(reader.at).is_some_and(|it| it.has(Mood::Reports));
        if subject {
            when.preposition = Some(Preposition::Within);
        }
        // In English the kind of a period alone is read with the words around a figure.
        let more = subject || when.year.is_some() || when.end.is_some();
        let abroad = sentence.language.language() != "en";
        let half = sentence.word(at) == "half-year";
        return (more || abroad || half).then_some(when);
    } else if sentence.word(at) == "this"
        && ["quarter", "half"].contains(&sentence.word(at + 1))
    {
        let months = if sentence.word(at + 1) == "half" { 6 } else { 3 };
        when.length = Some(Length::Months(months));
        when.tokens.end = at + 2;
        when.preposition = preposition(sentence, at).or(Some(Preposition::Within));
        return Some(when);
    } else if at >= 2 && sentence.word(at - 1) == "of" && sentence.word(at - 2) == "end" {
        reader.at = at;
        match reader.month() {
            Some(month) => when.end = Some(month),
            None => return None,
        }
    } else {
        reader.at = at;
        reader.takes(words.first);
        if let Some(length) = reader.length() {
            when.length = Some(length);
        } else {
            reader.at = at;
            match reader.part() {
                Some(part) => when.part = Some(part),
                None => {
                    reader.at = at;
                    when.year = Some(reader.year()?);
                    if let Some(Year::Plain(_)) = when.year {
                        // A bare number is a year only behind a word that makes it one.
                        let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
                        let spelled = words.year.contains(&sentence.word(at));
                        if !spelled && !words.within.contains(&before) {
                            return None;
                        }
                    }
                }
            }
        }
        reader.rest(&mut when);
    }
    when.tokens.end = reader.at;
    when.preposition = preposition(sentence, at);
    Some(when)
}

/// The words of a sentence while a period is read from them.
struct Reader<'s, 'b> {
    sentence: &'s Sentence<'b>,
    words: &'static Vocabulary,
    at: usize,
}

impl<'s> Reader<'s, '_> {
    fn word(&self) -> &'s str {
        self.sentence.word(self.at)
    }

    fn takes(&mut self, words: &[&str]) -> bool {
        let taken = words.contains(&self.word());
        self.at += usize::from(taken);
        taken
    }

    /// A whole number, in digits or in words.
    fn number(&mut self) -> Option<i32> {
        let token = self.sentence.token(self.at)?;
        let counted = token.sense().and_then(|it| it.count);
        let number = match counted {
            Some(count) => i32::try_from(count).ok()?,
            None => ["sixteen", "thirteen", "fourteen", "twenty-six", "thirty-nine"]
                .iter()
                .zip([16, 13, 14, 26, 39])
                .find(|(word, _)| **word == self.word())
                .map(|(_, number)| number)
                .or_else(|| self.word().parse().ok().filter(|it| *it < 100))?,
        };
        self.at += 1;
        Some(number)
    }

    /// `nine months`, `16 weeks`, `fiscal year`.
    fn length(&mut self) -> Option<Length> {
        let number = self.number()?;
        // `les neuf premiers mois`
        self.takes(&["premiers", "derniers"]);
        let word = self.word();
        self.at += 1;
        if self.words.weeks.contains(&word) {
            Some(Length::Weeks(number))
        } else {
            self.words.months.contains(&word).then_some(Length::Months(number))
        }
    }

    /// `quarter`, `half-year`, `Geschäftsjahr`.
    fn span(&mut self) -> Option<Length> {
        let word = self.word();
        let length = if self.words.quarter.contains(&word) {
            Length::Months(3)
        } else if self.words.half.contains(&word) || word == "half-year" {
            Length::Months(6)
        } else if self.words.year.contains(&word)
            && self.words.ended.contains(&self.sentence.word(self.at + 1))
        {
            Length::Year
        } else if self.words.fiscal.contains(&word) && word.len() > 6 {
            let start = self.at;
            if self.year().is_some() {
                self.at = start;
                return None;
            }
            Length::Year
        } else {
            return None;
        };
        self.at += 1;
        Some(length)
    }

    /// `third quarter`, `Q3`, `first half`.
    fn part(&mut self) -> Option<Part> {
        let short = match self.word() {
            "q1" => Some(Part::Quarter(1)),
            "q2" => Some(Part::Quarter(2)),
            "q3" => Some(Part::Quarter(3)),
            "q4" => Some(Part::Quarter(4)),
            "h1" => Some(Part::Half(1)),
            "h2" => Some(Part::Half(2)),
            "9m" => Some(Part::NineMonths),
            _ => None,
        };
        if short.is_some() {
            self.at += 1;
            return short;
        }
        let ordinal = self.sentence.token(self.at)?.sense()?.ordinal?;
        let ordinal = i8::try_from(ordinal).ok()?;
        self.at += 1;
        self.takes(&["fiscal"]);
        let word = self.word();
        let part = if self.words.quarter.contains(&word) && ordinal <= 4 {
            Part::Quarter(ordinal)
        } else if self.words.half.contains(&word) && ordinal <= 2 {
            Part::Half(ordinal)
        } else {
            return None;
        };
        self.at += 1;
        // `a third quarter in a row`, `the second half of the decade`.
        let row = self.word() == "in" && self.sentence.word(self.at + 1) == "a";
        let running = ["running", "straight"].contains(&self.word());
        (!row && !running).then_some(part)
    }

    /// `fiscal 2025`, `fiscal year 2025`, `FY2025`, `2025`.
    fn year(&mut self) -> Option<Year> {
        let start = self.at;
        let fiscal = self.takes(self.words.fiscal);
        self.takes(self.words.year);
        let digits = |text: &str| {
            let number = text.parse::<i16>().ok()?;
            (text.len() == 4 && (1900..2100).contains(&number)).then_some(number)
        };
        let word = self.word();
        let glued = word.strip_prefix("fy").and_then(digits);
        let number = glued.or_else(|| digits(word));
        match number {
            Some(number) if fiscal || glued.is_some() => {
                self.at += 1;
                Some(Year::Fiscal(number))
            }
            Some(number) => {
                self.at += 1;
                Some(Year::Plain(number))
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn month(&mut self) -> Option<i8> {
        let month = self.words.names.iter().position(|it| *it == self.word())?;
        self.at += 1;
        i8::try_from(month + 1).ok()
    }

    /// `of fiscal 2025`, `ended September 30, 2025`, `to June`.
    fn rest(&mut self, when: &mut When) {
        if when.year.is_none() {
            let start = self.at;
            self.takes(self.words.of);
            self.takes(self.words.of);
            match self.year() {
                Some(year) => when.year = Some(year),
                None => self.at = start,
            }
        }
        let start = self.at;
        if !self.takes(self.words.ended) {
            return;
        }
        self.takes(&["on", "the", "end"]);
        self.takes(&["of"]);
        when.end = self.month();
        if when.end.is_none() {
            self.at = start;
            return;
        }
        let is_day = self.word().parse::<u8>().is_ok_and(|it| it <= 31);
        self.at += usize::from(is_day);
        let comma = self.sentence.token(self.at).is_some_and(|it| it.is_mark(','));
        let behind = self.at + usize::from(comma);
        let mut reader =
            Reader { sentence: self.sentence, words: self.words, at: behind };
        let year = reader.year();
        if let Some(Year::Plain(year)) = year {
            // Days say which year of the calendar it is.
            when.year = Some(Year::Plain(year));
            self.at = behind + 1;
        }
    }
}

/// What the words before a period say of it.
fn preposition(sentence: &Sentence<'_>, at: usize) -> Option<Preposition> {
    let words = Vocabulary::of(sentence.language);
    let mut before = (0..at).rev().map(|it| (it, sentence.word(it)));
    let (place, word) = before.find(|(_, word)| !words.skipped.contains(word))?;
    let far = at - place > 4;
    let end = |back: usize| {
        place.checked_sub(back).map(|it| sentence.word(it)).unwrap_or_default()
    };
    match word {
        _ if far => None,
        word if words.within.contains(&word) => {
            let compared = ["than", "as", "from", "since"].contains(&end(1));
            Some(if compared { Preposition::Other } else { Preposition::Within })
        }
        "of" if end(1) == "end" => Some(Preposition::AtEnd),
        "of" => Some(Preposition::Other),
        "" => None,
        "after" | "before" | "since" | "from" | "on" | "than" | "against" | "vs"
        | "to" | "with" | "versus" | "by" | "until" | "through" | "a" | "another"
        | "as" | "that" | "was" | "is" | "and" | "or" | "between" | "weak" | "strong" => {
            Some(Preposition::Other)
        }
        _ => None,
    }
}

/// Which reference a period is said of: the nearest in its clause, or in the one behind where
/// it leads the sentence. Nothing if another number stands between.
pub(crate) fn governed(sentence: &Sentence<'_>, when: &When) -> Option<usize> {
    let clause = sentence.token(when.tokens.start)?.clause;
    let is_number = |at: usize| {
        let kind = sentence.token(at).map(|it| &it.kind);
        matches!(
            kind,
            Some(Kind::Reference(_) | Kind::Computed(..) | Kind::Number(_) | Kind::Gap)
        )
    };
    let within = |at: &usize| sentence.token(*at).is_some_and(|it| it.clause == clause);
    let before =
        (0..when.tokens.start).rev().take_while(within).find(|at| is_number(*at));
    // `In the quarter, sales were {q}`, but not `founded in 1994, it has {q}`.
    let leads = when.tokens.start <= 2
        && (Vocabulary::of(sentence.language).within.contains(&sentence.word(0))
            || ["at", "this"].contains(&sentence.word(0)));
    let last = if leads { clause + 2 } else { clause };
    let after = (when.tokens.end..sentence.tokens.len())
        .take_while(|at| sentence.token(*at).is_some_and(|it| it.clause <= last))
        .find(|at| is_number(*at));
    let gap = |at: usize| match at < when.tokens.start {
        true => when.tokens.start - at,
        false => at + 1 - when.tokens.end,
    };
    const FAR: usize = 9;
    // What stands right behind a number is said of it: `{q} in the third quarter`.
    let before = before.filter(|at| gap(*at) <= 5);
    before.or(after.filter(|at| gap(*at) <= FAR))
}

#[cfg(test)]
mod tests {
    use strata_model::Brief;

    use super::*;
    use crate::prose::sentence::plain;

    fn read(text: &str) -> Vec<When> {
        read_in("en-US", text)
    }

    fn read_in(language: &str, text: &str) -> Vec<When> {
        let brief: Brief = serde_json::from_value(serde_json::json!({
            "strata": "1", "title": "T", "as-of": "2025-01-01", "language": language,
            "subject": {"name": "X", "fiscal-year": "calendar"},
            "thesis": [{"id": "t", "kind": "observation", "text": "T."}],
        }))
        .expect("a brief");
        plain(&brief, text).iter().flat_map(whens).collect()
    }

    #[test]
    fn periods_are_read_with_all_that_is_said_of_them() {
        let one = |text: &str| {
            let [when] = read(text).try_into().expect(text);
            when
        };
        let when = one("in the third quarter of fiscal 2025");
        assert_eq!(when.part, Some(Part::Quarter(3)));
        assert_eq!(when.year, Some(Year::Fiscal(2025)));
        assert_eq!(when.preposition, Some(Preposition::Within));
        let when = one("for the nine months ended September 30, 2025");
        assert_eq!((when.length, when.end), (Some(Length::Months(9)), Some(9)));
        assert_eq!(when.year, Some(Year::Plain(2025)));
        assert_eq!(one("in 2023").year, Some(Year::Plain(2023)));
        assert_eq!(one("sales last year were").year, Some(Year::Last));
        assert_eq!(one("over the sixteen weeks").length, Some(Length::Weeks(16)));
        assert_eq!(one("since the second quarter").preposition, Some(Preposition::Other));
        for text in
            ["2,025 of them", "the third year", "a third quarter in a row", "last"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn german_and_french_periods_are_read_too() {
        let one = |language, text: &str| {
            let [when] = read_in(language, text).try_into().expect(text);
            assert_eq!(when.preposition, Some(Preposition::Within), "{text}");
            (when.part, when.length, when.year)
        };
        let german = |text| one("de-DE", text);
        assert_eq!(
            german("im dritten Quartal 2025"),
            (Some(Part::Quarter(3)), None, Some(Year::Plain(2025)))
        );
        assert_eq!(
            german("in den ersten neun Monaten"),
            (None, Some(Length::Months(9)), None)
        );
        assert_eq!(
            german("im Geschäftsjahr 2024"),
            (None, None, Some(Year::Fiscal(2024)))
        );
        assert_eq!(german("im Jahr 2024").2, Some(Year::Plain(2024)));
        let french = |text| one("fr-FR", text);
        assert_eq!(french("au premier semestre").0, Some(Part::Half(1)));
        assert_eq!(french("sur les neuf premiers mois").1, Some(Length::Months(9)));
        assert_eq!(french("en 2024").2, Some(Year::Plain(2024)));
        assert_eq!(french("sur l’exercice 2024").2, Some(Year::Fiscal(2024)));
    }
}
