//! References to figures: in prose between braces, and as evidence.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use memchr::memchr2;

use crate::derivation::Derivation;
use crate::form;
use crate::id::{ComparisonName, Id};
use crate::period::Period;
use crate::scalar::{Malformed, Scalar, as_text, fits};

macro_rules! id {
    () => {
        "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
    };
}
pub(crate) use id;

/// A stretch of a text: words to print, or a reference to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Words, printed as they stand.
    Words(&'a str),
    /// `{figure}` or `{figure.part}`, and the bytes it takes up in the text.
    Reference(Reference, Range<usize>),
    /// `{= a + b}`: a value computed from figures where it is printed, and the bytes it
    /// takes up in the text.
    Computed(Derivation, Range<usize>),
    /// Braces that hold no reference: what is wrong, and where.
    Broken(BrokenReference, Range<usize>),
}

/// A figure, or one of its comparisons, and what of it is meant: `capex`, `capex.change`,
/// `cloud.cc`, `cloud.cc.prior`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id of the figure.
    pub figure: Id,
    /// Which of its further comparisons; its own value and first comparison if absent.
    pub comparison: Option<ComparisonName>,
    /// Which of its parts.
    pub part: Part,
    /// Since when the compound growth rate counts.
    pub since: Option<Period>,
}

/// What of a figure a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The value with its qualifier: `{capex}`.
    Value,
    /// The value with fewer digits: as `show-as` has it, or to three of them.
    Rounded,
    /// The value without its sign, where a word says which way: `{loss.unsigned}`.
    Unsigned,
    /// The lower end of a range or of what a tolerance allows: `{outlook.low}`.
    Low,
    /// The upper end: `{outlook.high}`.
    High,
    /// The middle between the two: `{outlook.mid}`.
    Mid,
    /// The change with its sign: `{capex.change}`.
    Change,
    /// The size of a change that is upward: `{capex.rise}`.
    Rise,
    /// The size of a change that is downward: `{capex.fall}`.
    Fall,
    /// The difference from the value that the change is measured against, with its sign:
    /// `{capex.delta}`.
    Delta,
    /// The difference without a sign, of a value that is the greater: `{profit.more}`.
    More,
    /// The difference without a sign, of a value that is the smaller: `{profit.less}`.
    Less,
    /// The value that the change is measured against: `{capex.prior}`.
    Prior,
    /// The compound annual growth rate since a period of the history:
    /// `{revenue.cagr since FY 2019}`.
    Cagr,
    /// The period: `{capex.period}`.
    Period,
    /// The label: `{capex.label}`.
    Label,
    /// The short name, or the label if there is none: `{capex.short}`.
    Short,
}

impl Part {
    /// The parts that are one word behind a dot. No comparison may be named by one of them.
    pub const NAMED: [(&'static str, Self); 15] = [
        ("rounded", Self::Rounded),
        ("unsigned", Self::Unsigned),
        ("low", Self::Low),
        ("high", Self::High),
        ("mid", Self::Mid),
        ("change", Self::Change),
        ("rise", Self::Rise),
        ("fall", Self::Fall),
        ("delta", Self::Delta),
        ("more", Self::More),
        ("less", Self::Less),
        ("prior", Self::Prior),
        ("period", Self::Period),
        ("label", Self::Label),
        ("short", Self::Short),
    ];

    fn named(word: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(name, _)| *name == word).map(|(_, part)| part)
    }
}

/// What stands before the period in a compound growth rate.
const CAGR: &str = "cagr since ";

impl fmt::Display for Part {
    /// The word behind the dot; nothing for the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cagr => f.write_str("cagr"),
            part => {
                let named = Self::NAMED.iter().find(|(_, named)| named == part);
                f.write_str(named.map_or("", |(name, _)| name))
            }
        }
    }
}

/// Why braces in a text hold no reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenReference {
    /// An opening brace that is never closed, or a closing one that was never opened.
    Unbalanced,
    /// What stands before the dot is not an id.
    NotAnId,
    /// What stands after the dot is neither one of [`Part::NAMED`] nor the name of a
    /// comparison.
    UnknownPart,
    /// What stands after `=` is not a derivation.
    NotADerivation,
}

impl FromStr for Reference {
    type Err = BrokenReference;

    fn from_str(text: &str) -> Result<Self, BrokenReference> {
        let unknown = BrokenReference::UnknownPart;
        let (figure, rest) = match text.split_once('.') {
            None => (text, None),
            Some((figure, rest)) => (figure, Some(rest)),
        };
        if let Some(since) = rest.and_then(|rest| rest.strip_prefix(CAGR)) {
            let since = Some(since.parse().map_err(|_| unknown)?);
            let figure = figure.parse().map_err(|_| BrokenReference::NotAnId)?;
            return Ok(Self { figure, comparison: None, part: Part::Cagr, since });
        }
        let (comparison, part) = match rest {
            None => (None, Part::Value),
            Some(rest) => match Part::named(rest) {
                Some(part) => (None, part),
                None => match rest.split_once('.') {
                    None => (Some(rest), Part::Change),
                    Some((name, part)) => {
                        let part = Part::named(part);
                        (Some(name), part.ok_or(unknown.clone())?)
                    }
                },
            },
        };
        let comparison = comparison.map(|it| it.parse().map_err(|_| unknown));
        let figure = figure.parse().map_err(|_| BrokenReference::NotAnId)?;
        Ok(Self { figure, comparison: comparison.transpose()?, part, since: None })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.figure)?;
        if let Some(comparison) = &self.comparison {
            write!(f, ".{comparison}")?;
        }
        match (&self.comparison, &self.part) {
            (None, Part::Value) | (Some(_), Part::Change) => Ok(()),
            (_, part) => write!(f, ".{part}"),
        }?;
        match &self.since {
            Some(since) => write!(f, " since {since}"),
            None => Ok(()),
        }
    }
}

/// What a reading stands on: whatever has an id, and of a figure perhaps the aspect that is
/// meant, as in prose.
///
/// ```
/// use strata_model::{Ground, Part};
/// let ground: Ground = "capex.change".parse()?;
/// assert_eq!(ground.id().as_str(), "capex");
/// assert_eq!(ground.reference().unwrap().part, Part::Change);
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    text: String,
    id: Id,
}

impl Ground {
    /// The id of the thing.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Whether it names an aspect, which only a figure has.
    #[must_use]
    pub fn has_aspect(&self) -> bool {
        self.text.len() > self.id.as_str().len()
    }

    /// The thing as a figure with its aspect.
    ///
    /// # Errors
    ///
    /// The aspect is neither a part nor a comparison and a part of it.
    pub fn reference(&self) -> Result<Reference, BrokenReference> {
        self.text.parse()
    }
}

impl From<Id> for Ground {
    fn from(id: Id) -> Self {
        Self { text: id.to_string(), id }
    }
}

impl Scalar for Ground {
    const NAME: &'static str = "Ground";
    const DESCRIPTION: &'static str = "The id of a figure, reading, source, block or item; of a \
        figure perhaps with the aspect that is meant: `capex.change`, `cloud.cc`.";
    const PATTERN: &'static str = concat!("^", id!(), "(?:\\.", id!(), "){0,2}$");
    const MAX: usize = 160;
    const EXAMPLES: &'static [&'static str] =
        &["capex", "capex.change", "cloud.cc.prior"];
}

impl FromStr for Ground {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_ground)?;
        let id = text.split_once('.').map_or(text, |(id, _)| id);
        Ok(Self { text: text.to_owned(), id: Id::within(id) })
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

as_text!(Ground);

/// A figure that is shown, perhaps with the further comparison that stands beside its value
/// in place of the first: `cloud`, `cloud.cc`.
///
/// ```
/// use strata_model::Shown;
/// let shown: Shown = "cloud.cc".parse()?;
/// assert_eq!((shown.id().as_str(), shown.comparison()), ("cloud", Some("cc")));
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    text: String,
    id: Id,
}

impl Shown {
    /// The id of the figure.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The name of the comparison.
    #[must_use]
    pub fn comparison(&self) -> Option<&str> {
        self.text.split_once('.').map(|(_, name)| name)
    }
}

impl From<Id> for Shown {
    fn from(id: Id) -> Self {
        Self { text: id.to_string(), id }
    }
}

impl Scalar for Shown {
    const NAME: &'static str = "Shown";
    const DESCRIPTION: &'static str = "The id of a figure; behind a dot perhaps the name of the \
        comparison that stands beside its value: `cloud.cc`.";
    const PATTERN: &'static str = concat!("^", id!(), "(?:\\.", id!(), ")?$");
    const MAX: usize = 105;
    const EXAMPLES: &'static [&'static str] = &["capex", "cloud.cc"];
}

impl FromStr for Shown {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_shown)?;
        let id = text.split_once('.').map_or(text, |(id, _)| id);
        Ok(Self { text: text.to_owned(), id: Id::within(id) })
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

as_text!(Shown);

/// The words and references of any text, also of one that is too long or broken to be a
/// [`Prose`](crate::Prose), as it may be while it is being written. Marks are words here.
#[must_use]
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    each_piece(text, |segment, _| found.push(segment));
    found
}

/// The segments with the bytes that each takes up.
pub(crate) fn pieces(text: &str) -> Vec<(Segment<'_>, Range<usize>)> {
    let mut found = Vec::new();
    each_piece(text, |segment, bytes| found.push((segment, bytes)));
    found
}

fn each_piece<'t>(text: &'t str, mut found: impl FnMut(Segment<'t>, Range<usize>)) {
    let mut words = 0;
    let mut at = 0;
    while let Some(step) = memchr2(b'{', b'}', &text.as_bytes()[at..]) {
        let open = at + step;
        let rest = &text[open..];
        if words < open {
            found(Segment::Words(&text[words..open]), words..open);
        }
        let (segment, end) = if rest.starts_with("{{") || rest.starts_with("}}") {
            (Segment::Words(&rest[..1]), open + 2)
        } else if let Some(close) = rest.find('}').filter(|_| rest.starts_with('{')) {
            let range = open..open + close + 1;
            let end = range.end;
            (inside(&rest[1..close], range), end)
        } else {
            (Segment::Broken(BrokenReference::Unbalanced, open..open + 1), open + 1)
        };
        found(segment, open..end);
        words = end;
        at = end;
    }
    if words < text.len() {
        found(Segment::Words(&text[words..]), words..text.len());
    }
}

fn inside<'a>(inner: &str, range: Range<usize>) -> Segment<'a> {
    if let Some(derivation) = inner.strip_prefix('=') {
        return match derivation.trim_matches(' ').parse() {
            Ok(derivation) => Segment::Computed(derivation, range),
            Err(_) => Segment::Broken(BrokenReference::NotADerivation, range),
        };
    }
    match inner.parse() {
        Ok(reference) => Segment::Reference(reference, range),
        Err(why) => Segment::Broken(why, range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sentence;

    #[test]
    fn references_words_and_braces_are_told_apart() {
        let text: Sentence = "a {capex.rise} {{b}} {x.y.z} {= a - b} {".parse().unwrap();
        assert_eq!(
            text.segments(),
            [
                Segment::Words("a "),
                Segment::Reference("capex.rise".parse().unwrap(), 2..14),
                Segment::Words(" "),
                Segment::Words("{"),
                Segment::Words("b"),
                Segment::Words("}"),
                Segment::Words(" "),
                Segment::Broken(BrokenReference::UnknownPart, 21..28),
                Segment::Words(" "),
                Segment::Computed("a - b".parse().unwrap(), 29..38),
                Segment::Words(" "),
                Segment::Broken(BrokenReference::Unbalanced, 39..40),
            ]
        );
    }

    #[test]
    fn a_reference_shows_what_it_read() {
        for text in [
            "capex",
            "capex.rise",
            "cloud.cc",
            "cloud.cc.prior",
            "x.cagr since FY 2019",
            "x.cc.delta",
        ] {
            assert_eq!(
                text.parse::<Reference>().map(|it| it.to_string()),
                Ok(text.to_owned())
            );
        }
        assert_eq!("x.cc.change".parse::<Reference>(), "x.cc".parse());
        for part in Part::NAMED.map(|(_, part)| part).into_iter().chain([Part::Value]) {
            for comparison in [None, Some("cc".parse().unwrap())] {
                // A comparison has no value of its own.
                if part == Part::Value && comparison.is_some() {
                    continue;
                }
                let figure = "x".parse().unwrap();
                let reference = Reference { figure, comparison, part, since: None };
                let text = reference.to_string();
                assert_eq!(text.parse(), Ok(reference), "{text}");
            }
        }
        for bad in
            ["", "X", "x.", "x.a.b", "x.cagr since", "x.cagr since Q", "x.y.z.rise"]
        {
            let _ = bad.parse::<Reference>().map(|it| assert_eq!(it.to_string(), bad));
        }
    }
}
