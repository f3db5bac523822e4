use strata_model::calc::Interval;
use strata_model::{
    Adjustment, Against, Change, Comparison, Direction, Figure, Quantity,
};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("comparisons_differ.md"));

/// One comparison of a figure: the first, which stands in the figure itself, or a further
/// one.
struct One<'b> {
    change: &'b Change,
    prior: Option<&'b Quantity>,
    more: Option<&'b Comparison>,
    path: ArenaPath<'b>,
}

/// A figure has few comparisons; of a hostile one not all pairs are looked at.
const MOST: usize = 24;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if figure.comparisons.is_empty() {
            continue;
        }
        let first = figure.change.as_ref().map(|change| One {
            change,
            prior: figure.prior.as_ref(),
            more: None,
            path,
        });
        let further = figure.comparisons.iter().enumerate().map(|(at, it)| One {
            change: &it.change,
            prior: it.prior.as_ref(),
            more: Some(it),
            path: path.key("comparisons").index(at),
        });
        let all: Vec<_> = first.into_iter().chain(further).take(MOST).collect();
        for (at, one) in all.iter().enumerate() {
            let mut before = all.iter().take(at);
            let other = before.find(|it| are_of_one_base(figure, it, one));
            let Some(other) = other.filter(|it| contradict(it, one)) else { continue };
            if is_told(report, path) {
                break;
            }
            let message = format!(
                "{} and {} are on one base, with one adjustment, and contradict each other",
                one.words(),
                other.words()
            );
            report
                .at(one.path.key("change"), message)
                .help(
                    "correct one of the two, or say with `adjustment`, `baseline` or a note \
                     what makes them differ",
                )
                .related(other.path.key("change"), "the other comparison");
        }
    }
}

/// Whether a comparison of the figure, or the value before, was found wrong already. Where
/// no more is shown, that is not looked for.
fn is_told(report: &Reporter<'_>, path: ArenaPath<'_>) -> bool {
    if report.is_full() {
        return false;
    }
    let places = ["change", "prior", "comparisons"].map(|key| path.key(key).path());
    report.told().any(|told| places.iter().any(|place| told.is_within(place)))
}

impl One<'_> {
    fn words(&self) -> String {
        match self.prior {
            Some(prior) => format!("`{}` from `{prior}`", self.change),
            None => format!("`{}`", self.change),
        }
    }

    /// What was taken out of it: what is not said of it is as of the figure.
    fn adjustment(&self, figure: &Figure) -> Option<Adjustment> {
        let own = self.more.and_then(|it| it.adjustment).or(figure.adjustment);
        own.filter(|it| *it != Adjustment::Reported)
    }
}

fn are_of_one_base(figure: &Figure, one: &One<'_>, other: &One<'_>) -> bool {
    // A value before, a peer or a baseline may be any of several.
    let open = [Against::Prior, Against::Baseline, Against::Peer];
    let excluded = |it: &One<'_>| match it.more {
        Some(more) if more.adjustment.is_some() => more.excluding.clone(),
        _ => figure.excluding.clone(),
    };
    let named = |it: &One<'_>| {
        it.more.is_some_and(|it| {
            it.baseline.is_some() || it.note.is_some() || it.with.is_some()
        })
    };
    let source =
        |it: &One<'_>| it.more.and_then(|it| Some(it.source.as_ref()?.id().clone()));
    let from = |it: &One<'_>| (source(it), it.more.and_then(|it| it.date));
    one.change.against == other.change.against
        && !open.contains(&one.change.against)
        && !named(one)
        && !named(other)
        && one.adjustment(figure) == other.adjustment(figure)
        && excluded(one) == excluded(other)
        && from(one) == from(other)
}

fn contradict(one: &One<'_>, other: &One<'_>) -> bool {
    let sizes = |it: &One<'_>| {
        let unit = it.change.sizes().next()?.unit().clone();
        Some((unit, Interval::of_change(it.change)?))
    };
    let apart = match (sizes(one), sizes(other)) {
        (Some((unit, one)), Some((of, other))) if unit == of => !one.meets(other),
        _ => {
            let ways = [one.change.direction(), other.change.direction()];
            matches!(
                ways,
                [Some(Direction::Up), Some(Direction::Down)]
                    | [Some(Direction::Down), Some(Direction::Up)]
            )
        }
    };
    let priors = one.prior.zip(other.prior).filter(|(a, b)| a.unit() == b.unit());
    let before = priors
        .and_then(|(a, b)| Some(!Interval::of(a)?.meets(Interval::of(b)?)))
        .unwrap_or(false);
    apart || before
}
