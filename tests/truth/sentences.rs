//! True sentences full of words that rules listen to, and what fixes do to them.

use serde_json::Value;
use strata_check::{Safety, fix};
use strata_model::calc::{Meant, meant};
use strata_model::{Brief, Segment, segments};

use crate::host::{Host, Saying, input, judge, new};
use crate::plant::{Edit, applied};

/// What became of one true sentence.
pub(crate) struct Tried {
    pub(crate) text: String,
    /// Whether it has numbers that a reference should print.
    pub(crate) typed: bool,
    /// Errors and warnings: false alarms, all of them.
    pub(crate) alarms: Vec<Saying>,
    pub(crate) fixes: usize,
    /// The text after fixes that print another number.
    pub(crate) falsified: Option<String>,
}

/// Every sentence of the file, each in the verdict of its host.
pub(crate) fn try_all(hosts: &[Host], file: &str) -> Vec<Tried> {
    let mut place = None;
    let mut all = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty()) {
        let head = line.strip_prefix("# host: ").map(|name| (name, false));
        if let Some((name, typed)) =
            head.or(line.strip_prefix("# typed: ").map(|name| (name, true)))
        {
            place = hosts.iter().find(|host| host.name == name).map(|host| (host, typed));
            assert!(place.is_some(), "no brief is called {name}");
        } else if !line.starts_with('#') {
            let (host, typed) = place.expect("a host stands first");
            all.push((host, typed, line));
        }
    }
    side_by_side(&all, |(host, typed, text)| try_one(host, *typed, text))
}

/// The results for all, in their order, from as many threads as there are processors.
pub(crate) fn side_by_side<T: Sync, R: Send>(
    all: &[T],
    one: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(threads).max(1);
    let run = |part: &[T]| part.iter().map(&one).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let run = &run;
        let start = |part| scope.spawn(move || run(part));
        let running: Vec<_> = all.chunks(share).map(start).collect();
        let done = running.into_iter().map(|it| it.join().expect("no judge panics"));
        done.flatten().collect()
    })
}

fn try_one(host: &Host, typed: bool, text: &str) -> Tried {
    let at = host.tree["verdict"]["text"].as_array().map_or(0, Vec::len);
    let edit = Edit::Push("/verdict/text".to_owned(), Value::from(text));
    let tree = applied(&host.tree, &[edit]).expect("every host has a verdict");
    let alarms =
        new(&judge(&tree), &host.said).into_iter().filter(|it| !it.is_note).collect();
    let source = tree.to_string();
    let fixed = fix(&input(&source), Safety::Unsafe);
    let after: Value = serde_json::from_str(&fixed.text).expect("fixes leave JSON");
    let pointer = format!("/verdict/text/{at}");
    let after = after.pointer(&pointer).and_then(Value::as_str).unwrap_or("").to_owned();
    let kept = kept(&printed(&host.brief, text), &printed(&host.brief, &after));
    let falsified = (!kept).then(|| after.clone());
    Tried { text: text.to_owned(), typed, alarms, fixes: fixed.fixes, falsified }
}

/// The text as it is printed, with the figures between its braces.
fn printed(brief: &Brief, text: &str) -> String {
    let mut printed = String::new();
    for segment in segments(text) {
        match segment {
            Segment::Words(words) => printed.push_str(words),
            Segment::Reference(reference, _) => {
                let meant = meant(brief, &reference);
                printed.push_str(&match meant {
                    Ok(Meant::Level(figure, shown)) => match (shown, &figure.range) {
                        (Some(shown), _) => shown.to_string(),
                        (None, Some(range)) => format!("{} to {}", range.low, range.high),
                        (None, None) => figure
                            .value
                            .as_ref()
                            .map(ToString::to_string)
                            .unwrap_or_default(),
                    },
                    Ok(Meant::Quantity(quantity)) => quantity.to_string(),
                    Ok(Meant::Change(change)) => change.to_string(),
                    Ok(Meant::Size(change)) => {
                        let size =
                            change.size().map(ToString::to_string).unwrap_or_default();
                        size.trim_start_matches(['+', '-']).to_owned()
                    }
                    Ok(Meant::Period(period)) => period.to_string(),
                    Ok(Meant::Words(words)) => words.to_owned(),
                    Err(_) => String::new(),
                });
            }
            Segment::Computed(derivation, _) => printed.push_str(&derivation.to_string()),
            Segment::Broken(..) => {}
        }
    }
    printed
}

/// A number in a text: its value, and half a unit of its last digit.
fn numbers(text: &str) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let end = tail.find(|c: char| !(c.is_ascii_digit() || ",.".contains(c)));
        let end = end.unwrap_or(tail.len());
        let digits = tail[..end].trim_end_matches(['.', ',']).replace(',', "");
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        let behind = &tail[end..];
        let word = behind.trim_start();
        let scale = match behind.chars().next() {
            Some('K') => 1e3,
            Some('M') if !behind.starts_with("Mi") => 1e6,
            Some('B') => 1e9,
            Some('T') => 1e12,
            _ if word.starts_with("million") || word.starts_with("Mio") => 1e6,
            _ if word.starts_with("billion") || word.starts_with("bn") => 1e9,
            _ if word.starts_with("thousand") => 1e3,
            _ => 1.0,
        };
        if let Ok(value) = digits.parse::<f64>() {
            let decimals = i32::try_from(decimals).unwrap_or(0);
            found.push((value * scale, 0.5 * scale * 0.1_f64.powi(decimals)));
        }
        rest = behind;
    }
    found
}

/// Whether every number that was printed still is, to the digits it was written with.
fn kept(before: &str, after: &str) -> bool {
    let mut after = numbers(after);
    numbers(before).into_iter().all(|(value, half)| {
        let same = |other: &(f64, f64)| (other.0 - value).abs() <= half * 1.000_001;
        let at = after.iter().position(same);
        at.map(|at| after.remove(at)).is_some()
    })
}
