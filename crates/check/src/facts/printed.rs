//! What a reference in a text prints, and why one prints nothing.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::calc::{Lack, Meant, computed, meant, parts};
use strata_model::{Direction, Id, Part, Reference, Segment};

use super::gathered::{Facts, Passage};

/// What a reference or a derivation means, or why it means nothing.
pub(crate) type Outcome<'b> = Result<Meant<'b>, Lack>;

/// What all braces in texts mean, found out once for all rules.
pub(crate) struct Outcomes<'b> {
    all: Vec<Outcome<'b>>,
    /// By the numbers of the texts, where those of each begin.
    first: Vec<usize>,
}

impl<'b> Outcomes<'b> {
    pub(super) fn of(facts: &Facts<'b>) -> Self {
        let (mut all, mut first) = (Vec::new(), Vec::with_capacity(facts.prose.len()));
        for passage in &facts.prose {
            first.push(all.len());
            all.extend(passage.segments.iter().filter_map(|it| outcome(facts, it)));
        }
        Outcomes { all, first }
    }

    /// Those of a text, for every reference and every derivation in it.
    pub(super) fn within(&self, passage: usize) -> &[Outcome<'b>] {
        let first = self.first.get(passage).copied().unwrap_or(self.all.len());
        let end = self.first.get(passage + 1).copied().unwrap_or(self.all.len());
        self.all.get(first..end).unwrap_or(&[])
    }
}

fn outcome<'b>(facts: &Facts<'b>, segment: &Segment<'_>) -> Option<Outcome<'b>> {
    match segment {
        Segment::Reference(reference, _) => Some(meant(facts.brief, reference)),
        Segment::Computed(derivation, _) => {
            let quantity = computed(facts.brief, derivation);
            Some(quantity.map(|it| Meant::Quantity(Cow::Owned(it))))
        }
        Segment::Words(_) | Segment::Broken(..) => None,
    }
}

/// What stands between braces that are no words, and the bytes that it takes up with them.
pub(super) fn braces<'s, 'b>(
    passage: &'s Passage<'b>,
) -> impl Iterator<Item = (&'s Segment<'b>, &'s Range<usize>)> {
    passage.segments.iter().filter_map(|segment| match segment {
        Segment::Reference(_, bytes) | Segment::Computed(_, bytes) => {
            Some((segment, bytes))
        }
        Segment::Words(_) | Segment::Broken(..) => None,
    })
}

/// Whether the sign is printed as well, where there is one.
pub(crate) fn is_signed(segment: &Segment<'_>) -> bool {
    let Segment::Reference(reference, _) = segment else { return false };
    matches!(reference.part, Part::Change | Part::Delta)
}

/// Which rule speaks of a lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The figure has no such part.
    Missing,
    /// It cannot be computed from what there is.
    NotComputable,
    /// Different units, or units that do not go together.
    Units,
}

/// Which rule speaks of a lack; none of an unknown figure, which is a lack by itself.
pub(crate) fn kind(lack: &Lack) -> Option<Kind> {
    Some(match lack {
        Lack::Figure(_) => return None,
        Lack::OnlyChange
        | Lack::Key(_)
        | Lack::Comparison(_)
        | Lack::PartOfFigure(_)
        | Lack::NoOther(_)
        | Lack::WrongWay(_)
        | Lack::EitherWay
        | Lack::NoSize
        | Lack::Unstated
        | Lack::History(_) => Kind::Missing,
        Lack::NoValue(_)
        | Lack::Open(_)
        | Lack::Bound
        | Lack::Base(_)
        | Lack::Undated(_)
        | Lack::Years(_)
        | Lack::NotPositive
        | Lack::Vague
        | Lack::Finer => Kind::NotComputable,
        Lack::Units(_) | Lack::NoUnit(_) => Kind::Units,
    })
}

/// What a reference asks of a figure that is not there: what is wrong, and what to do.
pub(crate) fn missing(
    facts: &Facts<'_>,
    reference: &Reference,
    lack: &Lack,
) -> Option<(String, String)> {
    let id = &reference.figure;
    let of = match &reference.comparison {
        Some(name) => format!("comparison `{name}` of `{id}`"),
        None => format!("figure `{id}`"),
    };
    let at = match &reference.comparison {
        Some(name) => format!("{id}.{name}"),
        None => id.to_string(),
    };
    let instead = |part: Part| {
        let other = Reference { part, since: None, ..reference.clone() };
        meant(facts.brief, &other).is_ok().then(|| format!("write `{{{other}}}`"))
    };
    Some(match lack {
        Lack::OnlyChange => (
            format!("figure `{id}` has no value to print"),
            instead(Part::Change)
                .unwrap_or_else(|| "print another part of it".to_owned()),
        ),
        Lack::Key(key) => {
            let give = match *key {
                "range" => "a `range` or a `tolerance`".to_owned(),
                "prior" if reference.comparison.is_some() => {
                    "a `prior` or `with`".to_owned()
                }
                key => format!("a `{key}`"),
            };
            let to =
                reference.comparison.as_ref().map_or(id.as_str(), |name| name.as_str());
            (
                format!("{of} has no {key} to print"),
                format!("give `{to}` {give}, or print another part of it"),
            )
        }
        Lack::Comparison(name)
            if Part::NAMED.iter().any(|(part, _)| *part == name.as_str()) =>
        {
            (
                format!("`{name}` is a part of `{id}`, and has no parts itself"),
                format!("write `{{{id}.{name}}}`"),
            )
        }
        Lack::Comparison(name) => (
            format!("figure `{id}` has no part and no comparison `{name}`"),
            format!("write one of {}", offered(facts, id)),
        ),
        Lack::PartOfFigure(part) => (
            format!("{of} has no `{part}`: only a figure has one"),
            format!("write `{{{id}.{part}}}`, or one of its own parts"),
        ),
        Lack::NoOther(part) => (
            format!("{of} names no figure that has a {part}"),
            format!("write `{{{id}.{part}}}`, or name the other figure as `with`"),
        ),
        Lack::WrongWay(wanted) => {
            let by_amount = matches!(reference.part, Part::More | Part::Less);
            let (what, other) = match (wanted, by_amount) {
                (Direction::Up, false) => ("did not rise", Part::Fall),
                (Direction::Down, false) => ("did not fall", Part::Rise),
                (Direction::Flat, false) => ("did not move", Part::Change),
                (Direction::Up, true) => ("is not the greater", Part::Less),
                (Direction::Down, true) => ("is not the smaller", Part::More),
                (Direction::Flat, true) => ("is no different", Part::Prior),
            };
            let other = Reference { part: other, ..reference.clone() };
            let help = format!("write `{{{other}}}`, and words that fit");
            (format!("{of} {what}"), help)
        }
        Lack::EitherWay => (
            format!("{of} may have risen or fallen"),
            format!(
                "write `{{{}}}`",
                Reference { part: Part::Change, ..reference.clone() }
            ),
        ),
        Lack::NoSize => (
            format!("the change of {of} is not meaningful and has no size"),
            format!("say it in words, with `{{{at}.prior}}` if it has one"),
        ),
        Lack::Unstated => (
            format!("{of} states no change, only what it is against"),
            instead(Part::More)
                .or_else(|| instead(Part::Less))
                .or_else(|| instead(Part::Prior))
                .unwrap_or_else(|| "state the change, or say it in words".to_owned()),
        ),
        Lack::History(since) => (
            format!("the history of `{id}` has no `{since}`"),
            "add its value to `history`, or write a period that stands there".to_owned(),
        ),
        _ => return None,
    })
}

/// Why a value cannot be computed: what is wrong, and what to do.
pub(crate) fn uncomputable(written: &str, lack: &Lack) -> Option<(String, String)> {
    let own = "make it a figure of its own";
    Some(match lack {
        Lack::NoValue(id) => (
            format!("`{written}` cannot be computed: `{id}` has no single value"),
            format!("compute with figures that have one, or {own}"),
        ),
        Lack::Open(id) => (
            format!("`{written}` cannot be computed: `{id}` is bounded on one side only"),
            format!("say it in words, or {own}"),
        ),
        Lack::Bound => (
            format!("`{written}` would turn a bound round"),
            "print the value with its sign".to_owned(),
        ),
        Lack::Base(id) => (
            format!("`{written}` cannot be computed: `{id}` may be zero or less"),
            format!("say it in words, or {own}"),
        ),
        Lack::Undated(Some(period)) => (
            format!("`{written}` cannot be computed: `{period}` has no dates"),
            "write a period that has, or declare it under `periods`".to_owned(),
        ),
        Lack::Undated(None) => (
            format!("`{written}` cannot be computed: the figure has no period"),
            "give it a `period`".to_owned(),
        ),
        Lack::Years(since) => (
            format!(
                "`{written}` cannot be computed: from `{since}` it is no whole number of years"
            ),
            "write a period of the same length that ends on the same day of the year"
                .to_owned(),
        ),
        Lack::NotPositive => (
            format!(
                "`{written}` cannot be computed: growth is from and to what is above zero"
            ),
            "say it in words".to_owned(),
        ),
        Lack::Vague => (
            format!("the digits of its figures leave none for `{written}`"),
            format!("give them more digits, or {own}"),
        ),
        Lack::Finer => (
            format!("`{written}` needs more digits than the value has"),
            "give the ends as a `range`".to_owned(),
        ),
        _ => return None,
    })
}

/// The parts and the comparisons that a figure has, as they are written behind the dot.
fn offered(facts: &Facts<'_>, id: &Id) -> String {
    let all = parts(facts.brief, id, None).into_iter();
    let behind = all.filter_map(|it| {
        let text = it.to_string();
        Some(format!("`{}`", text.strip_prefix(id.as_str())?))
    });
    behind.collect::<Vec<_>>().join(", ")
}
