use strata_model::Name;
use strata_syntax::change::{Change, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("rating_at_odds.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let Some(recommendation) = &facts.brief.recommendation else { return };
    let path = facts.root.key("recommendation");
    let (scale, at) = (recommendation.scale.as_slice(), path.key("scale"));
    for (n, step) in scale.iter().enumerate() {
        if let Some(first) = scale[..n].iter().position(|other| other == step) {
            report
                .at(at.index(n), format!("`{step}` stands on the scale twice"))
                .help("remove one of the two, or correct it")
                .related(at.index(first), "the first");
        }
    }
    on_scale(&recommendation.rating, path.key("rating"), scale, at, report);
    let Some(before) = &recommendation.before else { return };
    let place = path.key("before");
    if *before == recommendation.rating {
        report
            .at(place, format!("the rating was `{before}` before as well"))
            .help("remove `before`: nothing changed")
            .related(path.key("rating"), "the rating")
            .fix(Safety::Unsafe, [Change::Remove(place.path())]);
    } else {
        on_scale(before, place, scale, at, report);
    }
}

/// Holds a rating to the scale. Ratings resemble one another and mean the opposite: only what
/// differs in case is taken for the same.
fn on_scale(
    rating: &Name,
    place: ArenaPath<'_>,
    scale: &[Name],
    at: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    if scale.is_empty() || scale.contains(rating) {
        return;
    }
    let same =
        |step: &&Name| step.as_str().to_lowercase() == rating.as_str().to_lowercase();
    let meant = scale.iter().find(same);
    let raised = report
        .at(place, format!("`{rating}` is not on the scale of the house"))
        .related(at, "the scale");
    match meant {
        Some(meant) => {
            let write = Change::Write(Place::from(place), meant.to_string());
            raised.help(format!("write `{meant}`")).fix(Safety::Unsafe, [write])
        }
        None => raised.help("add it to `scale`, or correct it"),
    };
}
