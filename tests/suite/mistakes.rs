//! One mistake, one finding: single mistakes of every kind at every place of the shipped
//! briefs, in all three languages, and how many findings each of them raises.
//!
//! A run makes some of them; `STRATA_MISTAKES=200` makes so many of each kind, and
//! `--nocapture` prints how each kind fared and what was said of those that raised more.

mod form;
mod lines;
mod tables;

use std::collections::BTreeMap;

use serde_json::Value;
use strata_check::{Format, Input, Limits, Located, Severity, check};

use crate::data::{AMAZON, NVIDIA, accepted};
use crate::write::Dice;

/// A brief with one mistake in it.
pub(super) struct Mistake {
    /// What kind of mistake it is.
    pub(super) class: &'static str,
    /// Where, for whoever looks into a failure.
    pub(super) place: String,
    pub(super) format: Format,
    pub(super) text: String,
    /// The word that was meant, which the finding should name.
    meant: Option<String>,
}

/// How the mistakes of one kind fared.
#[derive(Default)]
struct Tally {
    /// How many raised nothing, one finding, two, and more.
    raised: [usize; 4],
    /// How many were to name a word, and how many did.
    meant: usize,
    named: usize,
    /// What was said of those that raised more than one, or did not name the word.
    noisy: Vec<String>,
    unnamed: Vec<String>,
}

impl Tally {
    fn add(&mut self, mistake: &Mistake) {
        let (name, limits) = ("brief", Limits::default());
        let bytes = mistake.text.as_bytes();
        let report = match check(&Input { name, bytes, format: mistake.format, limits }) {
            Ok(checked) => checked.report().clone(),
            Err(report) => report,
        };
        let count = report.errors() + report.warnings();
        self.raised[count.min(3)] += 1;
        let said = |located: &Located| {
            let finding = located.finding();
            format!(
                "{}:{}: {} {}; {}",
                located.region().start.line,
                located.region().start.column,
                finding.rule().code,
                finding.message(),
                finding.advice().unwrap_or_default()
            )
        };
        let findings = || {
            let all = report.findings().iter();
            all.filter(|one| one.finding().severity() != Severity::Note)
        };
        let told = || {
            let all: Vec<String> = findings().map(said).take(4).collect();
            format!("{}\n        {}", mistake.place, all.join("\n        "))
        };
        let sorted = report.findings().is_sorted_by_key(|one| one.region().bytes.start);
        assert!(sorted, "{}", mistake.place);
        if count > 1 {
            self.noisy.push(told());
        }
        let Some(meant) = &mistake.meant else { return };
        if count == 0 {
            return;
        }
        self.meant += 1;
        let names = |one: &Located| {
            one.finding().advice().is_some_and(|it| it.contains(meant.as_str()))
        };
        if findings().any(names) {
            self.named += 1;
        } else {
            self.unnamed.push(told());
        }
    }
}

fn briefs() -> Vec<(&'static str, &'static str, Value)> {
    let brief = |(name, text)| {
        let canonical = accepted(name, text, Format::Yaml).canonical().expect("JSON");
        (name, text, serde_json::from_slice(&canonical).expect("canonical JSON"))
    };
    [("amazon", AMAZON), ("nvidia", NVIDIA)].map(brief).into()
}

/// All mistakes in one of the shipped briefs, in no order.
pub(super) fn shuffled(dice: &mut Dice) -> Vec<Mistake> {
    let mut all: Vec<Mistake> = Vec::new();
    for (name, text, brief) in briefs().iter().filter(|(_, text, _)| *text == NVIDIA) {
        all.extend(form::mistakes(name, brief).chain(lines::mistakes(name, text, brief)));
    }
    dice.shuffle(&mut all);
    all
}

/// Mistakes of an ordinary run, of each kind and each language.
const FEW: usize = 12;

#[test]
fn one_mistake_raises_one_finding() {
    let most = std::env::var("STRATA_MISTAKES").ok();
    let most = most.and_then(|text| text.parse().ok()).unwrap_or(FEW);
    let mut kinds: BTreeMap<(&str, String), Vec<Mistake>> = BTreeMap::new();
    for (name, text, brief) in briefs() {
        let made =
            form::mistakes(name, &brief).chain(lines::mistakes(name, text, &brief));
        for mistake in made {
            let key = (mistake.class, format!("{:?}", mistake.format));
            kinds.entry(key).or_default().push(mistake);
        }
    }
    let mut tallies: BTreeMap<(&str, String), Tally> = BTreeMap::new();
    for (key, mut mistakes) in kinds {
        Dice::of(7).shuffle(&mut mistakes);
        let tally = tallies.entry(key).or_default();
        mistakes.iter().take(most).for_each(|mistake| tally.add(mistake));
    }
    print(&tallies);
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
    let one = sum(|it| it.raised[1]);
    let noisy = sum(|it| it.raised[2] + it.raised[3]);
    let (meant, named) = (sum(|it| it.meant), sum(|it| it.named));
    assert!(one > 1_000, "only {one} mistakes were found");
    assert!(noisy * 100 <= one + noisy, "{noisy} mistakes of {one} raise more than one");
    assert!(named * 100 >= meant * 97, "{named} words named of {meant}");
}

fn print(tallies: &BTreeMap<(&str, String), Tally>) {
    println!(
        "{:52} {:>6} {:>6} {:>6} {:>6}   named",
        "mistake", "none", "one", "two", "more"
    );
    for ((class, format), tally) in tallies {
        let [none, one, two, more] = tally.raised;
        let named = match tally.meant {
            0 => String::new(),
            meant => format!("{} of {meant}", tally.named),
        };
        println!(
            "{:52} {none:>6} {one:>6} {two:>6} {more:>6}   {named}",
            format!("{class} ({format})")
        );
    }
    for ((class, format), tally) in tallies {
        for (what, list) in [("noisy", &tally.noisy), ("unnamed", &tally.unnamed)] {
            for one in list.iter().take(3) {
                println!("{what}: {class} ({format}): {one}");
            }
        }
    }
}
