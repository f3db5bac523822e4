//! Who is the largest and who the fastest, records, streaks, and whose number it is.

use serde_json::Value;

use super::sentences::{Pair, exchanged, pair, results, said, sentence};
use super::sums::breakdowns;
use crate::figure::{Figure, Number, Way};
use crate::host::{Host, entries};
use crate::plant::{Kind, Plant, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("the largest, of what is not", &["L144"], largest),
    kind("the smallest, of what is not", &["L144"], smallest),
    kind("the fastest growing, of what is not", &["L144"], fastest),
    kind("a rank turned round where it stands", &["L144"], rank_in_place),
    kind("a faster pace turned round", &["L144"], pace),
    kind("a larger value turned round", &["L144"], larger),
    kind("a record that its history does not bear out", &["L074", "L028"], record),
    kind("a low that its history does not bear out", &["L152", "L074", "L028"], low),
    kind("a record that nothing shows", &["L074"], unsupported),
    kind("a streak too long", &["L152", "L074"], streak),
    kind("a streak too long where it stands", &["L152", "L074"], streak_in_place),
    kind("a name beside the change of another", &["L145"], name_of_change),
    kind("a name beside the value of another", &["L145"], name_of_value),
    kind("two references exchanged", &["L145"], references),
];

fn grows(figure: &Figure) -> Option<f64> {
    let change = figure.change.as_ref().filter(|it| it.unit.contains('%'))?;
    let size = change.value.abs();
    Some(if figure.way()? == Way::Up { size } else { -size })
}

/// A pair about each part that another one of its breakdown surpasses by far.
fn surpassed(
    host: &Host,
    measure: impl Fn(&Figure) -> Option<f64>,
    write: impl Fn(&Figure, &Figure, &str) -> Option<Pair>,
) -> Vec<Plant> {
    let mut pairs = Vec::new();
    for (_, name, parts) in breakdowns(host) {
        let named: Vec<&Figure> =
            parts.into_iter().filter(|part| part.can_be_named()).collect();
        let rank = |part: &&&Figure| measure(part);
        let best = named.iter().filter(|part| rank(part).is_some()).max_by(|a, b| {
            measure(a).unwrap_or(0.0).total_cmp(&measure(b).unwrap_or(0.0))
        });
        let Some(best) = best.filter(|_| name.ends_with('s')) else { continue };
        for part in &named {
            let (own, top) = (measure(part), measure(best));
            let far = own
                .zip(top)
                .is_some_and(|(own, top)| own > 0.0 && own < top * 0.95 || own < 0.0);
            if part.id != best.id && far {
                pairs.extend(write(part, best, name));
            }
        }
    }
    said(host, pairs)
}

fn largest(host: &Host) -> Vec<Plant> {
    let value = |figure: &Figure| figure.value.as_ref().map(|it| it.value);
    surpassed(host, value, |part, best, name| {
        let text = |it: &Figure| {
            format!("{} is the largest of the {name}, with {{{}}}.", it.name, it.id)
        };
        Some(pair(&part.id, text(part), text(best)))
    })
}

fn smallest(host: &Host) -> Vec<Plant> {
    let value = |figure: &Figure| figure.value.as_ref().map(|it| -it.value);
    surpassed(host, value, |part, best, name| {
        let text = |it: &Figure| {
            format!("{} is the smallest of the {name}, with {{{}}}.", it.name, it.id)
        };
        let real = part.value.as_ref()?.value > 0.0 && best.value.as_ref()?.value > 0.0;
        real.then(|| pair(&part.id, text(part), text(best)))
    })
}

fn fastest(host: &Host) -> Vec<Plant> {
    surpassed(host, grows, |part, best, name| {
        (part.way()? == Way::Up && best.way()? == Way::Up).then_some(())?;
        let text = |it: &Figure| {
            let size = it.size().unwrap_or_default();
            format!("Of the {name} {} grew fastest, by {size}.", it.name)
        };
        Some(pair(&part.id, text(part), text(best)))
    })
}

fn rank_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("is the largest", "is the smallest"),
        ("are the largest", "are the smallest"),
        ("is the smallest", "is the largest"),
        ("grew fastest", "grew slowest"),
        ("fastest growing", "slowest growing"),
        ("rose faster than", "rose more slowly than"),
        ("grew more slowly", "grew faster"),
        ("more than the South Pit", "less than the South Pit"),
        ("a little faster than", "a little more slowly than"),
    ];
    let paces = [("grew faster than", "grew more slowly than")];
    let mut plants = exchanged(host, &words, |_| host.is_english());
    plants.extend(exchanged(host, &paces, |rest| sentence(rest).contains('{')));
    plants
}

/// Two figures that both grew, the one clearly faster.
fn pace(host: &Host) -> Vec<Plant> {
    let figures: Vec<&Figure> =
        results(host).filter(|it| it.way() == Some(Way::Up)).collect();
    let pairs = figures.windows(2).filter_map(|two| {
        let (a, b) = (two[0], two[1]);
        let (x, y) = (grows(a)?, grows(b)?);
        let (slow, fast) = if x * 1.3 < y {
            (a, b)
        } else if y * 1.3 < x {
            (b, a)
        } else {
            return None;
        };
        let text = |first: &Figure, second: &Figure| {
            format!("{} grew faster than {}.", first.name, second.name)
        };
        let with = |first: &Figure, second: &Figure| {
            let sizes =
                (first.size().unwrap_or_default(), second.size().unwrap_or_default());
            format!(
                "At {} {} outpaced {}, which grew {}.",
                sizes.0, first.name, second.name, sizes.1
            )
        };
        Some(match (x + y) as i64 % 2 {
            0 => pair(&a.id, text(slow, fast), text(fast, slow)),
            _ => pair(&a.id, with(slow, fast), with(fast, slow)),
        })
    });
    said(host, pairs)
}

fn larger(host: &Host) -> Vec<Plant> {
    let mut pairs = Vec::new();
    for (_, _, parts) in breakdowns(host) {
        let parts: Vec<&Figure> =
            parts.into_iter().filter(|part| part.can_be_named()).collect();
        for two in parts.windows(2) {
            let Some((x, y)) = two[0].value.as_ref().zip(two[1].value.as_ref()) else {
                continue;
            };
            if (x.value / y.value - 1.0).abs() < 0.05 || x.value < 0.0 || y.value < 0.0 {
                continue;
            }
            let (more, less) =
                if x.value > y.value { (two[0], two[1]) } else { (two[1], two[0]) };
            let text = |verb: &str| {
                format!(
                    "{} brought in {verb} than {}: {{{}}} against {{{}}}.",
                    more.name, less.name, more.id, less.id
                )
            };
            pairs.push(pair(&more.id, text("less"), text("more")));
            let text = |a: &Figure, b: &Figure| format!("{} outsold {}.", a.name, b.name);
            pairs.push(pair(&less.id, text(less, more), text(more, less)));
        }
    }
    said(host, pairs)
}

/// The history of a figure in the order of time.
fn history(host: &Host, figure: &Figure) -> Vec<(String, f64)> {
    let read = |(at, value): (String, &Value)| {
        let label = at.rsplit('/').next()?.to_owned();
        Some((label, Number::read(value.as_str()?)?.value))
    };
    let mut list: Vec<_> =
        entries(&host.tree, &figure.at("history")).into_iter().filter_map(read).collect();
    list.sort_by_key(|(label, _)| {
        let year = label.rsplit(' ').next().unwrap_or("").to_owned();
        (year, label.clone())
    });
    list
}

fn extreme(
    host: &Host,
    words: [&str; 3],
    surpasses: impl Fn(f64, f64) -> bool,
) -> Vec<Plant> {
    let figures = host.figures.iter().filter(|figure| figure.is_result()).enumerate();
    let pairs = figures.filter_map(|(at, figure)| {
        let value = figure.value.as_ref()?.value;
        let history = history(host, figure);
        let first = &history.first()?.0;
        let is_wrong = history.iter().skip(1).any(|(_, other)| surpasses(*other, value));
        let (name, id) = (&figure.name, &figure.id);
        let words = words[at % 3];
        let wrong = format!("At {{{id}}} {name} was {words} since {first}.");
        is_wrong.then(|| pair(id, wrong, format!("At {{{id}}} {name} was no record.")))
    });
    said(host, pairs)
}

fn record(host: &Host) -> Vec<Plant> {
    extreme(
        host,
        ["the highest", "at its highest", "at a record, the highest"],
        |other, value| other > value,
    )
}

fn low(host: &Host) -> Vec<Plant> {
    extreme(
        host,
        ["the lowest", "at its lowest", "at a low, the lowest"],
        |other, value| other < value,
    )
}

fn unsupported(host: &Host) -> Vec<Plant> {
    let bare = results(host).filter(|figure| history(host, figure).is_empty());
    let pairs = bare.filter_map(|figure| {
        figure.value.as_ref()?;
        let (name, id) = (&figure.name, &figure.id);
        let text = |words: &str| format!("{name} of {{{id}}} {words}.");
        Some(pair(
            id,
            text("is the highest in the company’s history"),
            text("is what was reported"),
        ))
    });
    said(host, pairs)
}

fn streak(host: &Host) -> Vec<Plant> {
    let figures = host.figures.iter().filter(|figure| figure.is_result());
    let pairs = figures.filter_map(|figure| {
        let mut values: Vec<f64> =
            history(host, figure).into_iter().map(|(_, value)| value).collect();
        values.push(figure.value.as_ref()?.value);
        let rises = values.windows(2).rev().take_while(|two| two[1] > two[0]).count();
        // The history must show where it broke.
        let broke = rises + 1 < values.len();
        let ordinals =
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];
        let kind = match figure.period.get(..2)? {
            "H1" | "H2" => "half-year",
            "FY" => "year",
            _ => "quarter",
        };
        let (name, id) = (&figure.name, &figure.id);
        let text = |at: usize| {
            Some(format!(
                "{name} rose for the {} {kind} in a row, to {{{id}}}.",
                ordinals.get(at)?
            ))
        };
        let right = match rises {
            0 => format!("{name} came to {{{id}}}."),
            rises => text(rises - 1)?,
        };
        (broke && rises < 4).then(|| Some(pair(id, text(rises + 1)?, right)))?
    });
    said(host, pairs)
}

fn streak_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("for four half-years in a row", "for six half-years in a row"),
        ("for three half-years in a row", "for five half-years in a row"),
        ("for four quarters in a row", "for seven quarters in a row"),
        ("for four years in a row", "for five years in a row"),
        ("for three quarters in a row", "for five quarters in a row"),
        ("has risen for four", "has fallen for four"),
        ("have grown for three", "have shrunk for three"),
    ];
    exchanged(host, &words, |_| true)
}

/// Two figures of one kind: parts of one whole, or results side by side.
fn mixed(host: &Host) -> Vec<(&Figure, &Figure)> {
    let figures: Vec<&Figure> = results(host).collect();
    let pairs = figures.windows(2).filter(|two| {
        let (a, b) = (two[0].name.to_lowercase(), two[1].name.to_lowercase());
        let apart = |a: &str, b: &str| {
            !a.split(' ').any(|word| word.len() > 3 && b.contains(word))
        };
        apart(&a, &b) && apart(&b, &a)
    });
    pairs.map(|two| (two[0], two[1])).collect()
}

fn name_of_change(host: &Host) -> Vec<Plant> {
    let pairs = mixed(host).into_iter().filter_map(|(a, b)| {
        let size = b.size()?;
        let verb = if b.way()? == Way::Up { "grew" } else { "fell" };
        let text = |it: &Figure| format!("{} {verb} {size}.", it.name);
        Some(pair(&b.id, text(a), text(b)))
    });
    said(host, pairs)
}

fn name_of_value(host: &Host) -> Vec<Plant> {
    let pairs = mixed(host).into_iter().filter_map(|(a, b)| {
        b.value.as_ref()?;
        let text = |it: &Figure| format!("{} came to {}.", it.name, b.reference());
        Some(pair(&b.id, text(a), text(b)))
    });
    said(host, pairs)
}

fn references(host: &Host) -> Vec<Plant> {
    let pairs = mixed(host).into_iter().filter_map(|(a, b)| {
        a.value.as_ref().zip(b.value.as_ref())?;
        let text = |x: &Figure, y: &Figure| {
            format!("{} was {} and {} {}.", a.name, x.reference(), b.name, y.reference())
        };
        Some(pair(&a.id, text(b, a), text(a, b)))
    });
    said(host, pairs)
}
