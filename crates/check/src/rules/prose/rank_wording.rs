use std::ops::Range;

use strata_model::calc::Interval;
use strata_model::{Against, Extent, Figure, Id};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::lexicon::Scale;
use crate::prose::{Extreme, Feature, Kind, Mood, Named, NamedBy, Sentence, Topic, Way};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("rank_wording.md"));

/// What a whole is made of, as a superlative names it.
const PARTS: [&str; 24] = [
    "segment",
    "region",
    "division",
    "business",
    "unit",
    "market",
    "part",
    "product",
    "source",
    "contributor",
    "category",
    "geography",
    "country",
    "line",
    "brand",
    "arm",
    "area",
    "channel",
    "vertical",
    "piece",
    "component",
    "franchise",
    "platform",
    "share",
];

/// A figure that is compared, and where its name or number stands.
#[derive(Clone, Copy)]
struct Side<'b> {
    id: &'b Id,
    figure: &'b Figure,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if !facts.is_english() {
        return;
    }
    for sentence in facts.sentences().iter().filter(|it| it.is_plain()) {
        let features = sentence.features;
        if !(features.has(Feature::Extreme) || features.speaks_of(Topic::Rank)) {
            continue;
        }
        let ranks = |at: &usize| is_rank(sentence, *at);
        let mut places = (0..sentence.tokens.len()).filter(ranks).peekable();
        if places.peek().is_none() {
            continue;
        }
        let names = facts.namings().within(sentence);
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        for at in places {
            let quoted = sentence.token(at).is_none_or(|it| it.quoted);
            if quoted || sentence.is_denied(at) {
                continue;
            }
            let said = compared(facts, sentence, &names, at)
                .or_else(|| ranked(facts, sentence, &names, at));
            let Some((bytes, message, related)) = said else { continue };
            let path = Path::root().key("figures").key(related.as_str());
            report
                .at(passage.part(bytes), message)
                .help("correct the words, or name what is compared")
                .related(path, "the other figure");
        }
    }
}

type Said<'b> = (Range<usize>, String, &'b Id);

fn is_rank(sentence: &Sentence<'_>, at: usize) -> bool {
    let extreme = sentence.token(at).and_then(|it| it.sense()?.extreme);
    extreme.is_some()
        || verb(sentence.word(at)).is_some()
        || measured(sentence, at).is_some()
}

/// Verbs that compare by themselves, with whether the upper is named first, and of what.
const VERBS: [(&str, bool, Scale); 13] = [
    ("outsold", true, Scale::Size),
    ("outsells", true, Scale::Size),
    ("exceeded", true, Scale::Size),
    ("exceeds", true, Scale::Size),
    ("overtook", true, Scale::Size),
    ("outearned", true, Scale::Size),
    ("topped", true, Scale::Size),
    ("outgrew", true, Scale::Pace),
    ("outgrows", true, Scale::Pace),
    ("outpaced", true, Scale::Pace),
    ("outpaces", true, Scale::Pace),
    ("trailed", false, Scale::Size),
    ("trails", false, Scale::Size),
];

fn verb(word: &str) -> Option<Extreme> {
    let (_, is_upper, of) = VERBS.into_iter().find(|(verb, ..)| *verb == word)?;
    Some(Extreme { is_upper, of, compares: true })
}

/// `grew more than`, `rose more slowly than`, `earned less than`: of pace behind a verb that
/// says something rose, of size behind one that says what it came to.
fn measured(sentence: &Sentence<'_>, at: usize) -> Option<Extreme> {
    let more = match sentence.word(at) {
        "more" => true,
        "less" => false,
        _ => return None,
    };
    let slowly = match sentence.word(at + 1) {
        "slowly" => true,
        "quickly" | "rapidly" | "strongly" => false,
        _ => {
            let than = sentence.word(at + 1) == "than";
            let verb = sentence.before(at).take(2).find_map(|it| sentence.token(it))?;
            let verb = match verb.word() {
                Some("in" | "out") => {
                    sentence.before(at).nth(1).and_then(|it| sentence.token(it))?
                }
                _ => verb,
            };
            let of = match verb.motion() {
                Some(motion) if motion.way == Way::Up => Scale::Pace,
                None if verb.has(Mood::Reports) => Scale::Size,
                _ => return None,
            };
            return than.then_some(Extreme { is_upper: more, of, compares: true });
        }
    };
    let than = sentence.word(at + 2) == "than";
    let up = sentence.before(at).take(2).any(|it| {
        let motion = sentence.token(it).and_then(crate::prose::token::Token::motion);
        motion.is_some_and(|it| it.way == Way::Up)
    });
    (than && up).then_some(Extreme {
        is_upper: more != slowly,
        of: Scale::Pace,
        compares: true,
    })
}

/// `A grew faster than B`, `A outsold B`, `A is larger than B`.
fn compared<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    at: usize,
) -> Option<Said<'b>> {
    let word = sentence.word(at);
    let by_verb = verb(word);
    let extreme = by_verb
        .or_else(|| measured(sentence, at))
        .or_else(|| sentence.token(at)?.sense()?.extreme.filter(|it| it.compares))?;
    let than = match by_verb {
        Some(_) => at,
        None => sentence.behind(at).take(3).find(|it| sentence.word(*it) == "than")?,
    };
    let joins = |it: &usize| sentence.token(*it).is_some_and(|it| it.has(Mood::Joins));
    let mut before = (0..at).rev().take_while(|it| !joins(it));
    let left = before.find_map(|it| side(facts, sentence, names, it))?;
    let right = side_behind(facts, sentence, names, than)?;
    // `faster than in the year before` and `than expected` compare with something else.
    if left.id == right.id {
        return None;
    }
    // A word of size behind a verb of motion is one of pace: `grew by a larger share`.
    let measure = |side: Side<'b>| match extreme.of {
        Scale::Pace => growth(side.figure),
        Scale::Size => Interval::of_figure(side.figure),
    };
    let alike = match extreme.of {
        Scale::Size => {
            unit(left.figure).is_some() && unit(left.figure) == unit(right.figure)
        }
        Scale::Pace => against(left.figure) == against(right.figure),
    };
    let (one, other) = (measure(left)?, measure(right)?);
    let wrong = match extreme.is_upper {
        true => other.is_at_or_above(one) && !one.meets(other),
        false => one.is_at_or_above(other) && !one.meets(other),
    };
    if !alike || !wrong || left.figure.period != right.figure.period {
        return None;
    }
    let bytes = sentence.token(at)?.bytes.clone();
    let message = format!(
        "`{word}` is said of `{}` against `{}`: {} against {}",
        left.id,
        right.id,
        shown(left.figure, extreme.of),
        shown(right.figure, extreme.of)
    );
    Some((bytes, message, right.id))
}

/// `A is the largest segment`, `the fastest-growing region, A`, `the largest of them is A`.
fn ranked<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    at: usize,
) -> Option<Said<'b>> {
    let extreme = sentence.token(at)?.sense()?.extreme.filter(|it| !it.compares)?;
    let word = |step: usize| sentence.word(at + step);
    let before = at.checked_sub(1).map_or("", |it| sentence.word(it));
    let article = ["the", "its", "their", "our", "is", "was"].contains(&before);
    let grows = word(1) == "growing";
    let noun = word(if grows { 2 } else { 1 });
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    let noun = noun.strip_suffix("ie").map_or(noun.to_owned(), |it| format!("{it}y"));
    // `is the largest, with {x}`: of the parts of the brief, as no other thing is named.
    let alone = matches!(
        word(if grows { 2 } else { 1 }),
        "" | "of" | "and" | "with" | "at" | "by" | "while"
    );
    let among = PARTS.contains(&noun.as_str()) || alone;
    // `grew fastest`
    let moves = at.checked_sub(1).and_then(|it| sentence.token(it)?.motion());
    let adverb = moves.is_some() && extreme.of == Scale::Pace;
    // Among others than the parts of the brief: in the world, since a year, one of several.
    let elsewhere = sentence.behind(at).any(|it| {
        ["since", "ever", "world", "history", "industry", "country", "market"]
            .contains(&sentence.word(it))
            && it > at + 1
    });
    let one_of =
        at >= 3 && sentence.word(at - 3) == "one" && sentence.word(at - 2) == "of";
    let ordinal = at.checked_sub(1).and_then(|it| sentence.token(it)?.sense()?.ordinal);
    if !(article && among || adverb) || elsewhere || one_of || ordinal.is_some() {
        return None;
    }
    let subject = subject(facts, sentence, names, at)?;
    let scoped = scope(facts, &subject);
    let measure = |figure: &Figure| match extreme.of {
        Scale::Pace => growth(figure),
        Scale::Size if grows => growth(figure),
        Scale::Size => Interval::of_figure(figure),
    };
    let mut rival = None;
    for own in scoped {
        let parts = siblings(facts, own.id);
        let value = measure(own.figure);
        let beaten = value.and_then(|value| {
            parts.iter().copied().find_map(|other| {
                let other_value = measure(other.figure)?;
                let beyond = match extreme.is_upper {
                    true => other_value.is_at_or_above(value),
                    false => value.is_at_or_above(other_value),
                };
                (beyond && !value.meets(other_value) && !is_rest(other.figure))
                    .then_some((own, other))
            })
        });
        match (value, beaten) {
            // Where one measure bears it out, that one is meant.
            (Some(_), None) if parts.len() > 1 => return None,
            (_, Some(beaten)) => rival = rival.or(Some(beaten)),
            _ => {}
        }
    }
    let (own, other) = rival?;
    let of = if grows { Scale::Pace } else { extreme.of };
    let bytes = sentence.token(at)?.bytes.clone();
    let message = format!(
        "`{}` is said of `{}` ({}), and `{}` has {}",
        word(0),
        own.id,
        shown(own.figure, of),
        other.id,
        shown(other.figure, of)
    );
    Some((bytes, message, other.id))
}

/// What a superlative is said of: the subject before it, or the one named right behind.
fn subject<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    at: usize,
) -> Option<Side<'b>> {
    sentence
        .before(at)
        .chain(at + 1..at + 8)
        .find_map(|it| side(facts, sentence, names, it))
}

/// The superlatives that a breakdown decides, by the number of their text and their bytes:
/// another rule need not ask for something to show them.
pub(super) fn decided(facts: &Facts<'_>) -> Vec<(usize, Range<usize>)> {
    let ranks = facts.sentences().iter().filter_map(|sentence| {
        let at = (0..sentence.tokens.len()).find(|at| {
            let extreme = sentence.token(*at).and_then(|it| it.sense()?.extreme);
            extreme.is_some_and(|it| !it.compares)
        })?;
        let names = facts.namings().within(sentence);
        let subject = subject(facts, sentence, &names, at)?;
        let all = scope(facts, &subject);
        let decides = all.iter().any(|it| siblings(facts, it.id).len() > 1);
        decides
            .then(|| sentence.token(at))
            .flatten()
            .map(|token| (sentence.passage, token.bytes.clone()))
    });
    ranks.collect()
}

/// The figure that stands at a place: a reference, or the name of one figure alone.
fn side<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    at: usize,
) -> Option<Side<'b>> {
    if let Some(printed) = sentence.token(at)?.printed() {
        return Some(Side { id: printed.id, figure: printed.figure });
    }
    let name = names.iter().find(|name| name.tokens.start == at)?;
    let owned = |id: &&'b Id| facts.figure_of(id).map(|(id, figure)| Side { id, figure });
    match (name.by, name.figures) {
        (_, [only]) => owned(only),
        // Of several with one scope the one that is a part of a whole is meant.
        (NamedBy::Scope, several) => {
            let mut parts = several.iter().filter(|id| !siblings(facts, id).is_empty());
            let only = parts.next()?;
            parts.next().is_none().then(|| owned(only)).flatten()
        }
        (NamedBy::Label, _) => None,
    }
}

/// The figure right behind a word, before anything that could be compared instead.
fn side_behind<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    at: usize,
) -> Option<Side<'b>> {
    for it in sentence.behind(at).take(4) {
        if let Some(side) = side(facts, sentence, names, it) {
            return Some(side);
        }
        let small = ["the", "its", "their", "those", "that", "of", "did", "does", "in"];
        if !matches!(&sentence.token(it)?.kind, Kind::Word(word, _) if small.contains(&word.as_ref()))
        {
            return None;
        }
    }
    None
}

/// The figures of the same part of the whole: what is largest by sales may not be by profit.
fn scope<'b>(facts: &Facts<'b>, side: &Side<'b>) -> Vec<Side<'b>> {
    let all = facts.figures();
    let alike = all.filter(|(id, figure, _)| {
        *id == side.id
            || !figure.dimensions.is_empty()
                && figure.dimensions == side.figure.dimensions
    });
    alike.map(|(id, figure, _)| Side { id, figure }).collect()
}

/// The parts of every whole that a figure is a part of, itself included.
fn siblings<'b>(facts: &Facts<'b>, id: &Id) -> Vec<Side<'b>> {
    let wholes = facts.figures().flat_map(|(_, whole, _)| whole.breakdowns.values());
    let own = wholes.filter(|it| it.parts.iter().any(|part| part.id() == id));
    let parts = own.flat_map(|it| &it.parts);
    parts
        .filter_map(|part| facts.figure_of(part.id()))
        .map(|(id, figure)| Side { id, figure })
        .collect()
}

/// Whether a part is what is left over.
fn is_rest(figure: &Figure) -> bool {
    let label = figure.label.as_str().to_lowercase();
    ["other", "elimination", "unallocated", "corporate", "rest of"]
        .iter()
        .any(|word| label.contains(word))
}

fn growth(figure: &Figure) -> Option<Interval> {
    let change = figure.change.as_ref()?;
    match &change.extent {
        Extent::By(by) => Interval::of(by),
        _ => None,
    }
}

fn against(figure: &Figure) -> Option<(Against, &strata_model::Unit)> {
    let change = figure.change.as_ref()?;
    match &change.extent {
        Extent::By(by) => Some((change.against, by.unit())),
        _ => None,
    }
}

fn unit(figure: &Figure) -> Option<&strata_model::Unit> {
    Some(figure.value.as_ref()?.unit())
}

fn shown(figure: &Figure, of: Scale) -> String {
    let text = match of {
        Scale::Pace => figure.change.as_ref().map(ToString::to_string),
        Scale::Size => figure.value.as_ref().map(ToString::to_string),
    };
    text.map(|it| format!("`{it}`")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use super::VERBS;
    use crate::prose::Topic;
    use crate::prose::lexicon::lexicon;
    use crate::sample::messages;

    #[test]
    fn every_verb_has_its_topic() {
        for (verb, ..) in VERBS {
            let topics = lexicon(Language::EnUs).topics(verb);
            assert!(topics.speaks_of(Topic::Rank), "{verb}");
        }
    }

    fn said(text: &str) -> usize {
        let text = serde_json::to_string(text).expect("a text");
        let brief = format!(
            "figures:\n  \
             north: {{label: North, value: $3.0B, change: +5% yoy, period: FY 2024}}\n  \
             south: {{label: South, value: $2.0B, change: +9% yoy, period: FY 2024}}\n  \
             other: {{label: Other, value: $4.0B, change: +1% yoy, period: FY 2024}}\n  \
             sales: {{label: Sales, value: $9.0B, change: +4% yoy, period: FY 2024, breakdowns: {{region: \
             [north, south, other]}}}}\n  \
             costs: {{label: Costs, value: $8.0B, change: +6% yoy, period: FY 2024}}\n\
             verdict: {{text: [{text}]}}\n"
        );
        messages(&brief, "L144").len()
    }

    #[test]
    fn a_rank_that_the_figures_deny_is_found() {
        for text in [
            "South is the largest region.",
            "The largest region is South, at {south}.",
            "North is the fastest-growing region.",
            "North grew faster than South.",
            "Sales grew faster than costs.",
            "Sales, at {sales.rise}, grew faster than costs.",
            "South outsold North.",
            "Costs exceeded sales.",
            "South grew more slowly than North.",
            "South is larger than North.",
            "North is the smallest region.",
            "{north} is smaller than {south}.",
        ] {
            assert_eq!(said(text), 1, "{text}");
        }
    }

    #[test]
    fn a_rank_that_they_bear_out_is_not() {
        for text in [
            "North is the largest region.",
            "South is the fastest-growing region.",
            "Costs grew faster than sales.",
            "South is not the largest region.",
            "South is one of the largest regions.",
            "South is the second largest region.",
            "South is the largest region in the world.",
            "South grew faster than expected.",
            "South grew faster than in the year before.",
            "Is South the largest region?",
            "The largest customer left South.",
            "North outsold South, and sales exceeded costs.",
            "South is the largest region of the two by growth.",
        ] {
            let expected = usize::from(text.ends_with("by growth."));
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
