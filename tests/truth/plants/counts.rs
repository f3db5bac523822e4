//! Multiples, fractions and counts.

use super::sentences::{exchanged, pair, results, said, sentence};
use super::sums::breakdowns;
use crate::host::Host;
use crate::plant::{Kind, Plant, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("doubled, of what did not", &["L142"], doubled),
    kind("tripled, of what doubled", &["L142"], tripled),
    kind("halved, of what did not", &["L142"], halved),
    kind("times what it was", &["L142"], times),
    kind("a wrong fraction of the whole", &["L142"], fraction),
    kind("a wrong fraction where it stands", &["L142"], fraction_in_place),
    kind("most, of what is less than half", &["L142"], most),
    kind("less than half, of what is more", &["L142"], minority),
    kind("a bound of a fraction turned round", &["L142"], bound),
    kind("one part times another", &["L142", "L144"], parts),
    kind("a wrong count of parts", &["L143"], count),
    kind("a wrong count where it stands", &["L143"], count_in_place),
];

fn doubled(host: &Host) -> Vec<Plant> {
    let pairs = results(host).filter_map(|figure| {
        let ratio = figure.ratio()?;
        let (name, id) = (&figure.name, &figure.id);
        let text =
            |verb: &str| format!("{name} {verb}, from {{{id}.prior}} to {{{id}}}.");
        (1.02..1.7).contains(&ratio).then(|| pair(id, text("doubled"), text("rose")))
    });
    said(host, pairs)
}

fn tripled(host: &Host) -> Vec<Plant> {
    let pairs = results(host).filter_map(|figure| {
        let ratio = figure.ratio()?;
        let (name, id) = (&figure.name, &figure.id);
        let text =
            |verb: &str| format!("{name} {verb} to {{{id}}}, from {{{id}.prior}}.");
        let right = if ratio >= 2.0 { "more than doubled" } else { "climbed" };
        (1.6..2.7).contains(&ratio).then(|| pair(id, text("tripled"), text(right)))
    });
    said(host, pairs)
}

fn halved(host: &Host) -> Vec<Plant> {
    let pairs = results(host).filter_map(|figure| {
        let ratio = figure.ratio()?;
        let (name, id) = (&figure.name, &figure.id);
        let text =
            |verb: &str| format!("{name} {verb} to {{{id}}}, from {{{id}.prior}}.");
        (0.6..0.99).contains(&ratio).then(|| pair(id, text("halved"), text("fell")))
    });
    said(host, pairs)
}

fn times(host: &Host) -> Vec<Plant> {
    let pairs = results(host).filter_map(|figure| {
        let ratio = figure.ratio()?;
        let (name, id) = (&figure.name, &figure.id);
        let text = |words: &str| {
            format!("{name}, at {{{id}}}, is {words} {{{id}.prior}} of a year before.")
        };
        let right = if ratio > 1.0 { "more than the" } else { "less than the" };
        (0.3..1.8)
            .contains(&ratio)
            .then(|| pair(id, text("three times the"), text(right)))
    });
    said(host, pairs)
}

/// Fractions in words, with the shares of which they are true.
const FRACTIONS: [(&str, f64, f64); 6] = [
    ("about a tenth", 0.08, 0.12),
    ("about a quarter", 0.22, 0.28),
    ("about a third", 0.30, 0.36),
    ("about half", 0.46, 0.54),
    ("about two thirds", 0.63, 0.70),
    ("about three quarters", 0.72, 0.78),
];

/// Each part of each whole with its share.
fn shares(host: &Host) -> Vec<(&crate::figure::Figure, &crate::figure::Figure, f64)> {
    let mut found = Vec::new();
    for (whole, _, parts) in breakdowns(host) {
        for part in parts {
            let values = part.value.as_ref().zip(whole.value.as_ref());
            if let Some((a, b)) = values.filter(|_| part.can_be_named()) {
                found.push((part, whole, a.value / b.value));
            }
        }
    }
    found
}

fn fraction(host: &Host) -> Vec<Plant> {
    let pairs = shares(host).into_iter().filter_map(|(part, whole, share)| {
        let right =
            FRACTIONS.iter().find(|(_, low, high)| (*low..=*high).contains(&share));
        let wrong = FRACTIONS
            .iter()
            .find(|(_, low, high)| share < low - 0.1 || share > high + 0.1)?;
        let (name, id, whole) = (&part.name, &part.id, &whole.id);
        let text =
            |words: &str| format!("{name} brought {{{id}}}, {words} of {{{whole}}}.");
        let right = right.map_or("a part", |right| right.0);
        (share > 0.0).then(|| pair(id, text(wrong.0), text(right)))
    });
    said(host, pairs)
}

fn fraction_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("Nearly two thirds", "Nearly a third"),
        ("nearly two thirds", "nearly half"),
        ("exactly a quarter", "exactly a third"),
        ("A fifth of", "A third of"),
        ("More than a third", "More than half"),
        ("More than half", "Less than half"),
        ("more than half", "less than a third"),
        ("More than two fifths", "Less than a third"),
        ("more than two fifths", "more than half"),
        ("fewer than a fifth", "more than a third"),
        ("nine tenths", "two thirds"),
    ];
    exchanged(host, &words, |rest| sentence(rest).contains('{'))
}

fn most(host: &Host) -> Vec<Plant> {
    let pairs =
        shares(host).into_iter().enumerate().filter_map(|(at, (part, whole, share))| {
            let (name, id, whole) = (&part.name, &part.id, &whole.id);
            let text = |words: &str| {
                format!("{words} the {{{whole}}} came from {name}, which had {{{id}}}.")
            };
            let wrong = ["Most of", "The majority of", "More than half of"][at % 3];
            (0.05..0.42)
                .contains(&share)
                .then(|| pair(id, text(wrong), text("A part of")))
        });
    said(host, pairs)
}

fn minority(host: &Host) -> Vec<Plant> {
    let pairs = shares(host).into_iter().filter_map(|(part, whole, share)| {
        let (name, id, whole) = (&part.name, &part.id, &whole.id);
        let text =
            |words: &str| format!("{name} had {{{id}}}, {words} half of {{{whole}}}.");
        (0.58..0.98)
            .contains(&share)
            .then(|| pair(id, text("less than"), text("more than")))
    });
    said(host, pairs)
}

fn bound(host: &Host) -> Vec<Plant> {
    let edges = [
        ("a quarter", 0.25),
        ("a third", 1.0 / 3.0),
        ("half", 0.5),
        ("two thirds", 2.0 / 3.0),
    ];
    let pairs = shares(host).into_iter().filter_map(|(part, whole, share)| {
        let near = |edge: f64| (share - edge).abs() > 0.01 && (share - edge).abs() < 0.06;
        let (words, edge) = edges.into_iter().find(|(_, edge)| near(*edge))?;
        let (name, id, whole) = (&part.name, &part.id, &whole.id);
        let text = |bound: &str| {
            format!("{name} earned {{{id}}} of {{{whole}}}, {bound} {words} of it.")
        };
        let (over, under) = ("more than", "less than");
        let (wrong, right) = if share > edge { (under, over) } else { (over, under) };
        Some(pair(id, text(wrong), text(right)))
    });
    said(host, pairs)
}

fn parts(host: &Host) -> Vec<Plant> {
    let mut pairs = Vec::new();
    for (_, _, parts) in breakdowns(host) {
        for two in parts.windows(2) {
            let (a, b) = (two[0], two[1]);
            let Some((x, y)) = a.value.as_ref().zip(b.value.as_ref()) else { continue };
            let ratio = x.value / y.value;
            if (1.05..1.6).contains(&ratio) && a.can_be_named() && b.can_be_named() {
                let text = |words: &str| {
                    format!(
                        "{}, with {{{}}}, is {words} {}, with {{{}}}.",
                        a.name, a.id, b.name, b.id
                    )
                };
                let wrong = text("three times as large as");
                pairs.push(pair(&a.id, wrong, text("larger than")));
            }
        }
    }
    said(host, pairs)
}

const NUMBERS: [&str; 9] =
    ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];

fn count(host: &Host) -> Vec<Plant> {
    let pairs = breakdowns(host).into_iter().filter_map(|(whole, name, parts)| {
        let other = |id: &str| {
            ["other", "centre", "elim", "older", "elsewhere"]
                .iter()
                .any(|it| id.contains(it))
        };
        let plain = !parts.iter().any(|part| other(&part.id)) && name.ends_with('s');
        let (right, wrong) = (NUMBERS.get(parts.len())?, NUMBERS.get(parts.len() + 2)?);
        let whole = &whole.id;
        let text = |number: &str| format!("{number} {name} make up the {{{whole}}}.");
        plain.then(|| pair(&format!("{whole} {name}"), text(wrong), text(right)))
    });
    said(host, pairs)
}

fn count_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("Three regions", "Four regions"),
        ("three regions", "five regions"),
        ("Three pits", "Four pits"),
        ("four phases", "three phases"),
        ("Three layers", "Four layers"),
        ("Three-layer", "Five-layer"),
        ("Two poles", "Three poles"),
    ];
    exchanged(host, &words, |_| true)
}
