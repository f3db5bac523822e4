mod things;
mod whole;

use strata_syntax::path::Part as Place;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::{Feature, Kind, Mood, Sentence, Token};
use crate::rule::Rule;
use things::{Things, listed};

pub(crate) const RULE: Rule = Rule::read(include_str!("count_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut known: Option<Things<'_>> = None;
    let mut last = usize::MAX;
    for sentence in facts.sentences() {
        let begins = std::mem::replace(&mut last, sentence.passage) != sentence.passage;
        let kinds = [Feature::Count, Feature::Digits, Feature::Hyphen];
        let may = kinds.into_iter().any(|it| sentence.features.has(it));
        if !(may && sentence.is_plain()) {
            continue;
        }
        for at in 0..sentence.tokens.len() {
            let Some(counted) = counted(sentence, at) else {
                continue;
            };
            let said = Said { facts, sentence, begins };
            if !said.of_a_list(&counted, report) {
                let things = known.get_or_insert_with(|| Things::of(facts));
                said.of_a_thing(&counted, things, report);
            }
        }
    }
}

/// A number in words with the noun that it counts.
struct Counted {
    /// The number, or the word of number and noun in one.
    first: usize,
    last: usize,
    count: usize,
    noun: String,
    /// `a three-layer strategy`.
    joined: bool,
}

struct Said<'s, 'b> {
    facts: &'s Facts<'b>,
    sentence: &'s Sentence<'b>,
    /// Whether the text begins with the sentence.
    begins: bool,
}

/// Adjectives that leave a count what it is.
const NEUTRAL: [&str; 16] = [
    "reportable",
    "reporting",
    "operating",
    "business",
    "geographic",
    "geographical",
    "different",
    "distinct",
    "separate",
    "main",
    "reported",
    "primary",
    "core",
    "sales",
    "strategic",
    "big",
];

fn counted(sentence: &Sentence<'_>, at: usize) -> Option<Counted> {
    let token = sentence.token(at).filter(|it| !it.quoted)?;
    let (word, sense) = match &token.kind {
        Kind::Word(word, sense) => (word.as_ref(), *sense),
        _ => return None,
    };
    let digits = || word.len() <= 2 && word.bytes().all(|it| it.is_ascii_digit());
    let joined = || word.len() > 6 && word.as_bytes().contains(&b'-');
    if sense.is_none_or(|it| it.count.is_none()) && !digits() && !joined() {
        return None;
    }
    if let Some((number, noun)) = word.split_once('-') {
        let sense = crate::prose::lexicon::sense(number, strata_model::Language::EnUs);
        let count = sense?.count.filter(|it| *it > 1)?;
        let count = usize::try_from(count).ok()?;
        let noun = format!("{noun}s");
        return Some(Counted { first: at, last: at, count, noun, joined: true });
    }
    let count = number(token)?;
    let mut last = at + 1;
    if sentence.word(last) == "of" && sentence.word(last + 1) == "its" && word == "all" {
        last += 2;
    }
    for _ in 0..2 {
        if NEUTRAL.contains(&sentence.word(last)) {
            last += 1;
        }
    }
    let same = sentence.token(last)?.clause == token.clause;
    let noun = sentence.word(last).trim_end_matches("'s").to_owned();
    let plural = noun.ends_with('s') && noun.len() > 3 && same;
    (plural && !sentence.is_denied(at)).then_some(Counted {
        first: at,
        last,
        count,
        noun,
        joined: false,
    })
}

/// A number from two to twelve, in words or digits.
fn number(token: &Token<'_>) -> Option<usize> {
    let count = token.sense().and_then(|it| it.count);
    let typed = || {
        let word = token.word()?;
        (word.len() <= 2).then(|| word.parse::<u32>().ok())?
    };
    let count = count.or_else(typed)?;
    (2..=12).contains(&count).then(|| usize::try_from(count).ok())?
}

impl<'b> Said<'_, 'b> {
    /// `Three risks` over four of them.
    fn of_a_list(&self, counted: &Counted, report: &mut Reporter<'_>) -> bool {
        let Some(passage) = self.facts.prose.get(self.sentence.passage) else {
            return false;
        };
        let head = matches!(passage.path.last_key(), Some("title" | "lead"));
        let first = self.begins && (counted.first == 0 || self.sentence.word(0) == "the");
        if !head || !first || counted.first > 1 || self.counts_twice(counted) {
            return false;
        }
        let Some((noun, count, place)) = listed(self.facts, passage.path, &counted.noun)
        else {
            return false;
        };
        if count != counted.count {
            self.raise(counted, &format!("{count} {noun}"), place, report);
        }
        true
    }

    fn counts_twice(&self, counted: &Counted) -> bool {
        let all = self.sentence.tokens.iter().enumerate();
        all.filter(|(at, token)| *at > counted.last && number(token).is_some()).count()
            > 0
            && self.sentence.word(counted.last + 1) == "and"
    }

    /// `The three segments make up revenue`, where there are four.
    fn of_a_thing(
        &self,
        counted: &Counted,
        things: &Things<'b>,
        report: &mut Reporter<'_>,
    ) {
        const THEN: [&str; 12] = [
            "ago",
            "once",
            "formerly",
            "since",
            "until",
            "before",
            "earlier",
            "later",
            "then",
            "used",
            "originally",
            "had",
        ];
        let Some(thing) = things.named(&counted.noun) else { return };
        let tokens = &self.sentence.tokens;
        let another_time = self.sentence.has(Mood::Expects)
            || tokens.iter().any(|it| it.word().is_some_and(|it| THEN.contains(&it)));
        if another_time
            || thing.counts.contains(&counted.count)
            || self.is_partial(counted)
        {
            return;
        }
        let most = thing.counts.iter().max().copied().unwrap_or(0);
        let least = thing.counts.iter().min().copied().unwrap_or(0);
        let more = counted.count > most;
        let whole = self.is_of_whole(counted, more);
        let contrary = if more {
            thing.complete && (whole || (!thing.holds_others && self.is_within(counted)))
        } else {
            whole
        };
        let foreign = self.facts.namings().within(self.sentence);
        let foreign = foreign.iter().flat_map(|name| name.figures).any(|id| {
            self.facts.figure(id).is_some_and(|figure| figure.entity.is_some())
        });
        if contrary && !foreign {
            let noun = counted.noun.as_str();
            let are = match (least == most, thing.complete) {
                (true, true) => format!("{most} {noun}"),
                (true, false) => format!("figures of {most} {noun}"),
                _ => format!("{least} to {most} {noun}"),
            };
            self.raise(counted, &are, thing.place, report);
        }
    }

    fn word(&self, at: Option<usize>) -> &str {
        at.map_or("", |at| self.sentence.word(at))
    }

    fn raise(
        &self,
        counted: &Counted,
        are: &str,
        place: ArenaPath<'b>,
        report: &mut Reporter<'_>,
    ) {
        let sentence = self.sentence;
        let (Some(first), Some(last), Some(passage)) = (
            sentence.token(counted.first),
            sentence.token(counted.last),
            self.facts.prose.get(sentence.passage),
        ) else {
            return;
        };
        let bytes = first.bytes.start..last.bytes.end;
        let words = passage.text.get(bytes.clone()).unwrap_or("");
        let at: (ArenaPath<'b>, Place) = passage.part(bytes);
        report
            .at(at, format!("`{words}`, where the brief has {are}"))
            .help("count them again, or say which of them are meant")
            .related(place, "these");
    }
}

#[cfg(test)]
mod tests;
