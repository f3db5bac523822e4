//! What single words may mean to a rule, by language. A closed vocabulary: a word that is not
//! in it has no meaning here.

mod english;
mod french;
mod german;
pub(crate) mod topics;

use std::borrow::Cow;
use std::sync::LazyLock;

use strata_model::Language;

use super::dictionary::Dictionary;
use super::feature::{Feature, Features};
use super::scan;

/// The senses of a word.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Sense {
    /// Which way something moves.
    pub(crate) motion: Option<Motion>,
    /// How many times as much something becomes, as a fraction: `doubled` is 2 to 1.
    pub(crate) times: Option<(u32, u32)>,
    /// A number in words: `three`.
    pub(crate) count: Option<u32>,
    /// A place in a row: `third`.
    pub(crate) ordinal: Option<u32>,
    /// A superlative or comparative of size, rank or pace.
    pub(crate) extreme: Option<Extreme>,
    /// All this, what it does to the sentence it stands in, and which rules look for it.
    pub(crate) features: Features,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

impl Way {
    pub(crate) fn other(self) -> Self {
        match self {
            Way::Up => Way::Down,
            Way::Down => Way::Up,
        }
    }
}

/// A word that says which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Motion {
    pub(crate) way: Way,
    pub(crate) form: Form,
}

/// How a word of motion stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `rose`: what moves stands before it.
    Verb,
    /// `cut`, `raised`: what moves stands behind it.
    Transitive,
    /// `a rise of`, `growth in`.
    Noun,
    /// `up`, `down`, `higher`, `lower`.
    Adverb,
}

/// A superlative or comparative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extreme {
    /// Whether it is the upper end: `largest`, `faster`.
    pub(crate) is_upper: bool,
    /// Of what.
    pub(crate) of: Scale,
    /// `larger` and not `largest`.
    pub(crate) compares: bool,
}

/// What a superlative compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Values: `largest`, `highest`, `record`.
    Size,
    /// Changes: `fastest`.
    Pace,
}

/// What a word does to the sentence it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// `not`, `never`, `without`.
    Denies,
    /// `if`, `would`, `unless`: what follows need not be so.
    Supposes,
    /// `expects`, `guidance`, `next`: what follows is to come.
    Expects,
    /// `delivered`, `posted`, `was`: what follows has been.
    Reports,
    /// `said`, `according`: somebody else says it.
    Attributes,
    /// `while`, `but`: another clause begins.
    Joins,
}

/// The vocabulary of a language.
pub(crate) type Lexicon = Dictionary<&'static str, Sense>;

/// The vocabulary of a language.
pub(crate) fn lexicon(language: Language) -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| read(&english::WORDS));
    static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| read(&german::WORDS));
    static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| read(&french::WORDS));
    match language {
        Language::EnUs | Language::EnGb => &ENGLISH,
        Language::DeDe => &GERMAN,
        Language::FrFr => &FRENCH,
    }
}

/// What a word may mean. It is given in lower case.
pub(crate) fn sense(word: &str, language: Language) -> Option<&'static Sense> {
    lexicon(language).get(word)
}

impl Lexicon {
    /// What rules look for in a text, whatever joins its words.
    pub(crate) fn topics(&self, text: &str) -> Features {
        let mut found = Features::default();
        for run in scan::runs(text) {
            let Some(first) = run.as_bytes().first() else { continue };
            // `9M`, `Q3`, `FY26`
            let last = run.as_bytes().last();
            if first.is_ascii_digit() || last.is_some_and(u8::is_ascii_digit) {
                found.add(Feature::Digits);
            }
            // Letters beyond ASCII may be more or fewer in lower case.
            let first = first.to_ascii_lowercase();
            if self.may_have(first, run.len()) || !run.is_ascii() {
                let sense = self.get(&lower(run));
                found |= sense.map_or(Features::default(), |it| it.features.topics());
            }
        }
        found
    }
}

/// The words of a language.
struct Words {
    motions: &'static [(Way, Form, &'static [&'static str])],
    times: &'static [(u32, u32, &'static [&'static str])],
    /// From `one` upwards, each in all its forms.
    counts: &'static [&'static [&'static str]],
    /// From `first` upwards.
    ordinals: &'static [&'static [&'static str]],
    extremes: &'static [(bool, Scale, bool, &'static [&'static str])],
    moods: &'static [(Mood, &'static [&'static str])],
}

/// A word in lower case with straight apostrophes; most are so already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        return Cow::Owned(word.to_lowercase().replace('’', "'"));
    }
    match word.bytes().any(|it| it.is_ascii_uppercase()) {
        true => Cow::Owned(word.to_ascii_lowercase()),
        false => Cow::Borrowed(word),
    }
}

fn read(words: &Words) -> Lexicon {
    let mut known = Lexicon::default();
    let mut learn = |all: &[&'static str], feature, tell: &dyn Fn(&mut Sense)| {
        for word in all {
            let sense = known.entry(word);
            tell(sense);
            sense.features.add(feature);
        }
    };
    for (way, form, all) in words.motions {
        let motion = Motion { way: *way, form: *form };
        learn(all, Feature::Motion, &|it| it.motion = Some(motion));
    }
    for (parts, of, all) in words.times {
        learn(all, Feature::Times, &|it| it.times = Some((*parts, *of)));
    }
    for (forms, number) in words.counts.iter().zip(1..) {
        learn(forms, Feature::Count, &|it| it.count = Some(number));
    }
    for (forms, number) in words.ordinals.iter().zip(1..) {
        learn(forms, Feature::Ordinal, &|it| it.ordinal = Some(number));
    }
    for (is_upper, of, compares, all) in words.extremes {
        let extreme = Extreme { is_upper: *is_upper, of: *of, compares: *compares };
        learn(all, Feature::Extreme, &|it| it.extreme = Some(extreme));
    }
    for (mood, all) in words.moods {
        learn(all, Feature::Mood(*mood), &|_| {});
    }
    for (topic, word) in topics::words() {
        learn(&[word], Feature::Topic(topic), &|_| {});
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that stands twice in one table would lose a sense.
    #[test]
    fn no_word_stands_twice() {
        for words in [&english::WORDS, &german::WORDS, &french::WORDS] {
            let motions = words.motions.iter().flat_map(|it| it.2);
            let extremes = words.extremes.iter().flat_map(|it| it.3);
            let times = words.times.iter().flat_map(|it| it.2);
            let all: [Vec<_>; 5] = [
                motions.collect(),
                extremes.collect(),
                times.collect(),
                words.counts.iter().copied().flatten().collect(),
                words.ordinals.iter().copied().flatten().collect(),
            ];
            for mut table in all {
                let length = table.len();
                table.sort_unstable();
                table.dedup();
                assert_eq!(table.len(), length, "{table:?}");
            }
        }
    }
}
