//! Verbs that say which way a figure went.

use super::sentences::{Pair, exchanged, pair, results, said};
use crate::figure::{Figure, Way};
use crate::host::Host;
use crate::plant::{Kind, Plant, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("a verb turned round where it stands", &["L141"], in_place),
    kind("a fall told as a rise, by its size", &["L141"], rise_told),
    kind("a rise told as a fall, by its size", &["L141"], fall_told),
    kind("the wrong verb between two values", &["L141"], between),
    kind("a wrong verb, as nouns say it", &["L141"], nouns),
    kind("a wrong adverb of direction", &["L141"], adverbs),
    kind("a wrong verb beside a name alone", &["L141"], name_alone),
    kind("a sign doubled by a word", &["L141", "L071"], doubled),
    kind("a loss with a sign", &["L141", "L071"], loss_sign),
    kind("a loss that widened instead of narrowed", &["L141"], loss_widened),
    kind("better for worse", &["L141", "L101"], better),
    kind("a beat told as a miss", &["L141"], missed),
    kind("guidance raised, told as cut", &["L141", "L144", "L146"], guided),
    kind("a change told of another base", &["L141", "L031", "L126"], base),
];

const UP: [&str; 10] = [
    "rose",
    "grew",
    "climbed",
    "increased",
    "advanced",
    "jumped",
    "gained",
    "went up",
    "has risen",
    "surged",
];
const DOWN: [&str; 10] = [
    "fell",
    "shrank",
    "dropped",
    "decreased",
    "declined",
    "slid",
    "lost",
    "went down",
    "has fallen",
    "slipped",
];

fn in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("rose by {", "fell by {"),
        ("rose {", "fell {"),
        ("grew by {", "shrank by {"),
        ("grew {", "shrank {"),
        ("grew fastest, by {", "fell fastest, by {"),
        ("climbed {", "dropped {"),
        ("declined {", "grew {"),
        ("fell by {", "rose by {"),
        ("fell {", "rose {"),
        ("dropped by {", "rose by {"),
        ("widened by {", "narrowed by {"),
        ("gained {", "lost {"),
        ("lost {", "gained {"),
        ("raised by {", "cut by {"),
        ("up {", "down {"),
    ];
    let sized = |rest: &str| {
        let reference = rest.split_once('}').map_or("", |(reference, _)| reference);
        reference.ends_with(".rise") || reference.ends_with(".fall")
    };
    if host.is_english() { exchanged(host, &words, sized) } else { Vec::new() }
}

/// A verb for each figure, another one for the next.
fn verb(list: &[&'static str; 10], at: usize) -> &'static str {
    list[at % list.len()]
}

fn sized(
    host: &Host,
    way: Way,
    write: impl Fn(usize, &Figure) -> Option<Pair>,
) -> Vec<Plant> {
    let figures = results(host).filter(|figure| figure.way() == Some(way)).enumerate();
    said(host, figures.filter_map(|(at, figure)| write(at, figure)))
}

fn rise_told(host: &Host) -> Vec<Plant> {
    sized(host, Way::Down, |at, figure| {
        let (name, size) = (&figure.name, figure.size()?);
        let text = |verb: &str| format!("{name} {verb} by {size}.");
        Some(pair(&figure.id, text(verb(&UP, at)), text(verb(&DOWN, at))))
    })
}

fn fall_told(host: &Host) -> Vec<Plant> {
    sized(host, Way::Up, |at, figure| {
        let (name, size, id) = (&figure.name, figure.size()?, &figure.id);
        let text =
            |verb: &str| format!("In these figures {name} {verb} {size}, to {{{id}}}.");
        figure.value.as_ref()?;
        Some(pair(&figure.id, text(verb(&DOWN, at)), text(verb(&UP, at))))
    })
}

fn between(host: &Host) -> Vec<Plant> {
    let figures = results(host).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let ratio = figure.ratio().filter(|ratio| (ratio - 1.0).abs() > 0.01)?;
        let (name, id) = (&figure.name, &figure.id);
        let text = |verb: &str| format!("{name} {verb} from {{{id}.prior}} to {{{id}}}.");
        let (up, down) = (verb(&UP, at), verb(&DOWN, at));
        let (wrong, right) = if ratio > 1.0 { (down, up) } else { (up, down) };
        Some(pair(id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn nouns(host: &Host) -> Vec<Plant> {
    let figures = results(host).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let way = figure.way()?;
        let (name, size) = (&figure.name, figure.size()?);
        let (up, down) = [
            ("a rise", "a fall"),
            ("an increase", "a decrease"),
            ("a gain", "a decline"),
        ][at % 3];
        let text = |noun: &str| format!("{name} showed {noun} of {size}.");
        let (wrong, right) = if way == Way::Up { (down, up) } else { (up, down) };
        Some(pair(&figure.id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn adverbs(host: &Host) -> Vec<Plant> {
    let figures = results(host).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let way = figure.way()?;
        let (name, size, id) = (&figure.name, figure.size()?, &figure.id);
        figure.value.as_ref()?;
        let (up, down) = [("up", "down"), ("higher", "lower"), ("more", "less")][at % 3];
        let text = |word: &str| match word {
            "up" | "down" => {
                format!("{name} came to {{{id}}}, {word} {size} on the year.")
            }
            word => format!("{name} came to {{{id}}}, {size} {word} than a year before."),
        };
        let (wrong, right) = if way == Way::Up { (down, up) } else { (up, down) };
        Some(pair(id, text(wrong), text(right)))
    });
    said(host, pairs)
}

/// No reference, but a name that only one figure has.
fn name_alone(host: &Host) -> Vec<Plant> {
    let figures = results(host).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let name = &figure.name;
        let same = |it: &&Figure| {
            it.name.contains(name.as_str()) || it.label.contains(name.as_str())
        };
        let unique = host.figures.iter().filter(same).count() == 1;
        let way = figure.way().filter(|_| unique && name.contains(' '))?;
        let text = |verb: &str| format!("{name} {verb} on the year before.");
        let (up, down) = (verb(&UP, at), verb(&DOWN, at));
        let (wrong, right) = if way == Way::Up { (down, up) } else { (up, down) };
        Some(pair(&figure.id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn doubled(host: &Host) -> Vec<Plant> {
    sized(host, Way::Down, |at, figure| {
        let (name, id) = (&figure.name, &figure.id);
        let verb = verb(&DOWN, at);
        let text = |part: &str| format!("{name} {verb} by {{{id}.{part}}}.");
        Some(pair(id, text("change"), text("fall")))
    })
}

fn losses(host: &Host) -> impl Iterator<Item = &Figure> {
    results(host).filter(|figure| figure.value.as_ref().is_some_and(|it| it.value < 0.0))
}

fn loss_sign(host: &Host) -> Vec<Plant> {
    let pairs = losses(host).map(|figure| {
        let id = &figure.id;
        let text = |part: &str| format!("It came to a loss of {{{id}{part}}}.");
        pair(id, text(""), text(".unsigned"))
    });
    said(host, pairs)
}

fn loss_widened(host: &Host) -> Vec<Plant> {
    let pairs = losses(host).filter_map(|figure| {
        let (id, name) = (&figure.id, &figure.name);
        let (value, prior) = (figure.value.as_ref()?.value, figure.prior.as_ref()?.value);
        let text = |verb: &str| format!("{name}: the loss {verb} to {{{id}.unsigned}}.");
        let (up, down) = ("widened", "narrowed");
        let (wrong, right) = if value > prior { (up, down) } else { (down, up) };
        (prior < 0.0).then(|| pair(id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn better(host: &Host) -> Vec<Plant> {
    let figures = results(host).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let better =
            host.tree.pointer(&figure.at("better")).and_then(serde_json::Value::as_str);
        let up_is_good = match better {
            Some("lower") => false,
            Some("neither") => return None,
            _ => true,
        };
        let (name, size) = (&figure.name, figure.size()?);
        let good = (figure.way()? == Way::Up) == up_is_good;
        let (better, worse) =
            [("improved", "worsened"), ("improved", "deteriorated")][at % 2];
        let text = |verb: &str| format!("{name} {verb} by {size}.");
        let (wrong, right) = if good { (worse, better) } else { (better, worse) };
        Some(pair(&figure.id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn missed(host: &Host) -> Vec<Plant> {
    let mut pairs = Vec::new();
    for figure in results(host) {
        let comparison = host.tree.pointer(&figure.at("comparisons"));
        let list = comparison.and_then(serde_json::Value::as_array).into_iter().flatten();
        for one in list.filter(|one| one["change"] == "vs consensus") {
            let (id, name) = (&figure.id, &figure.name);
            let Some(of) = one["as"].as_str() else { continue };
            let expected = one["prior"].as_str().and_then(crate::figure::Number::read);
            let beat = figure
                .value
                .as_ref()
                .zip(expected)
                .is_some_and(|(a, b)| a.value > b.value);
            let text = |verb: &str| {
                format!("{name} of {{{id}}} {verb} the consensus of {{{id}.{of}.prior}}.")
            };
            let (wrong, right) =
                if beat { ("missed", "beat") } else { ("beat", "missed") };
            pairs.push(pair(id, text(wrong), text(right)));
            let text =
                |word: &str| format!("{name} came in {word} the consensus, at {{{id}}}.");
            let (wrong, right) =
                if beat { ("below", "above") } else { ("above", "below") };
            pairs.push(pair(&format!("{id} again"), text(wrong), text(right)));
        }
    }
    said(host, pairs)
}

fn guided(host: &Host) -> Vec<Plant> {
    let pairs = host.figures.iter().filter_map(|figure| {
        let before = host.tree.pointer(&figure.at("replaces"))?.as_str()?;
        let end = |id: &str, end: &str| {
            let range = host.tree.pointer(&format!("/figures/{id}"))?;
            let text =
                range.get("range").map_or(range.get("value"), |range| range.get(end));
            Some(crate::figure::Number::read(text?.as_str()?)?.value)
        };
        let moved = |which: &str| Some(end(&figure.id, which)? - end(before, which)?);
        let (low, high) = (moved("low")?, moved("high")?);
        let (own, other) = match (low, high) {
            (low, high) if low >= 0.0 && high > 0.0 => ("raised", "cut"),
            (low, high) if low < 0.0 && high <= 0.0 => ("cut", "raised"),
            _ => return None,
        };
        let id = &figure.id;
        figure.is_guidance.then_some(())?;
        let text =
            |verb: &str| format!("Guidance was {verb} from {{{before}}} to {{{id}}}.");
        Some(pair(id, text(other), text(own)))
    });
    said(host, pairs)
}

fn base(host: &Host) -> Vec<Plant> {
    let figures = results(host).filter(|figure| {
        let text = figure.change.as_ref().map_or("", |change| change.text.as_str());
        text.ends_with("yoy")
    });
    let pairs = figures.filter_map(|figure| {
        let (name, size) = (&figure.name, figure.size()?);
        let verb = if figure.way()? == Way::Up { "rose" } else { "fell" };
        let text = |base: &str| format!("{name} {verb} {size} on the {base} before.");
        Some(pair(&figure.id, text("quarter"), text("year")))
    });
    said(host, pairs)
}
