mod abroad;
mod alone;
mod based;
mod better;
mod expected;
mod guided;
mod levels;
mod loss;
mod minus;
mod way;

use std::sync::LazyLock;

use strata_model::calc::Meant;
use strata_model::{
    Derivation, Direction, Figure, Id, Part, Quantity, Reference, Segment,
};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::cost::cost_in;
use crate::prose::dictionary::Dictionary;
use crate::prose::lexicon::Form;
use crate::prose::motion::{Governor, Link, governor, motion_at};
use crate::prose::{
    Based, Feature, Kind, Motion, Named, Printed, Sentence, Token, Way, bases, motion,
};
use crate::rule::{Certainty, Rule};
use better::{better, more_is_better};

pub(crate) const RULE: Rule = Rule::read(include_str!("verb_and_sign.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for sentence in facts.sentences() {
        if !speaks(sentence) || !sentence.is_plain() {
            continue;
        }
        let names = facts.namings().within(sentence);
        let bases = bases(sentence);
        let mut said =
            Said { facts, sentence, names: &names, bases, strange: Vec::new() };
        let told = said.changes(report);
        based::check(&mut said, report);
        if facts.is_english() {
            levels::check(&said, &told, report);
            expected::check(&said, &told, report);
            minus::check(&said, report);
        } else {
            abroad::check(&said, &told, report);
        }
    }
}

/// When a word that says no motion may be one for this rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Speaks {
    Always,
    #[default]
    BesideNumbers,
}

/// The words of all parts of this rule: most words are none of them, and that is found out
/// at once.
static WORDS: LazyLock<Dictionary<&'static str, Speaks>> = LazyLock::new(|| {
    let beside = motion::sides()
        .chain(minus::words())
        .chain(motion::abroad::halves())
        .chain(loss::sizes());
    let always = better::words()
        .chain(expected::words())
        .chain(guided::words())
        .chain(loss::DEEPENS);
    let mut words = Dictionary::default();
    beside.for_each(|it| *words.entry(it) = Speaks::BesideNumbers);
    always.for_each(|it| *words.entry(it) = Speaks::Always);
    words
});

/// Whether any word of a sentence may be one of these rules: most sentences have none.
fn speaks(sentence: &Sentence<'_>) -> bool {
    let has = |feature| sentence.features.has(feature);
    let prints = has(Feature::Reference) || has(Feature::Computed);
    has(Feature::Motion)
        || sentence.tokens.iter().filter_map(|it| WORDS.get(it.word()?)).any(
            |it| match it {
                Speaks::Always => true,
                Speaks::BesideNumbers => prints,
            },
        )
}

/// Whether a token is a word of one of these rules.
fn is_spoken(token: &Token<'_>) -> bool {
    let is_known = |word| WORDS.get(word).is_some();
    token.motion().is_some() || token.word().is_some_and(is_known)
}

/// A sentence with what it names.
struct Said<'s, 'b> {
    facts: &'s Facts<'b>,
    sentence: &'s Sentence<'b>,
    names: &'s [Named<'s, 'b>],
    bases: Vec<Based>,
    /// The references that are told of another base than theirs.
    strange: Vec<usize>,
}

/// A change where it is printed.
struct Changed<'s, 'b> {
    id: &'b Id,
    figure: &'b Figure,
    way: Way,
    /// How it is printed with its sign, if it has one.
    shown: String,
    /// Whether a sign is printed.
    signed: bool,
    reference: Option<&'s Printed<'b>>,
}

impl<'b> Said<'_, 'b> {
    /// Judges the words beside changes, and says which of them it has spoken of.
    fn changes(&self, report: &mut Reporter<'_>) -> Vec<usize> {
        let mut told = Vec::new();
        for (at, token) in self.sentence.tokens.iter().enumerate() {
            if token.quoted || self.is_one_of_two(at) {
                continue;
            }
            let Some(changed) = self.changed(token) else { continue };
            let moves = |it: usize| self.moves(it, changed.figure);
            let names = |it: usize| {
                let named = self.names.iter().find(|name| name.holds(it));
                let word = self.sentence.word(it);
                let loose = || is_of_label(changed.figure, word).then_some(true);
                named.map(|name| name.means(changed.id)).or_else(loose)
            };
            let found = if self.facts.is_english() {
                governor(self.sentence, at, &moves, &names)
            } else {
                motion::abroad::governor(self.sentence, at, &moves)
            };
            let Some(governor) = found.filter(|it| self.holds_of(it, &changed)) else {
                continue;
            };
            let way = governor.motion.way;
            if way != changed.way {
                told.push(governor.at);
                self.contradicts(governor.at, token, &changed, report);
            } else if way == Way::Down
                && changed.signed
                && changed.shown.starts_with('-')
                && governor.link == Link::Phrase
                && better(self.sentence.word(governor.at)).is_none()
            {
                self.doubles(governor.at, token, &changed, report);
            }
        }
        told
    }

    /// `A rose and B fell, by 5% and 3%`: each of two changes has its own word.
    fn is_one_of_two(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let change = |at: usize| {
            let token = sentence.token(at)?;
            token.printed().filter(|it| it.is_change())
        };
        let pair = |first: usize| {
            ["and", "und", "et"].contains(&sentence.word(first + 1))
                && change(first).and(change(first + 2)).is_some()
        };
        let first = match at.checked_sub(2).filter(|it| pair(*it)) {
            Some(first) => first,
            None if pair(at) => at,
            None => return false,
        };
        let numbered =
            |it: &usize| sentence.token(*it).is_some_and(|it| it.quantity().is_none());
        let before = (0..first).rev().take_while(numbered);
        let mut ways =
            before.filter_map(|it| motion_at(sentence, it, self.names)).map(|it| it.way);
        let last = ways.next();
        last.is_some_and(|last| ways.any(|it| it != last))
    }

    /// Which way what a token prints has changed. Of what lies below zero nothing is known:
    /// a loss that grows is a fall.
    fn changed<'t>(&self, token: &'t Token<'b>) -> Option<Changed<'t, 'b>> {
        if let Kind::Computed(ids, Some(quantity)) = &token.kind {
            return self.computed(token, ids, quantity);
        }
        let printed = token.printed()?;
        let figure = printed.figure;
        let below =
            |it: &Option<Quantity>| it.as_ref().is_some_and(Quantity::is_negative);
        if below(&figure.value) || below(&figure.prior) {
            return None;
        }
        let (way, signed) = match printed.part {
            Part::Rise | Part::More => (Way::Up, false),
            Part::Fall | Part::Less => (Way::Down, false),
            Part::Change => match &printed.meant {
                Meant::Change(change) => (way_of(change.direction()?)?, true),
                _ => return None,
            },
            Part::Delta | Part::Cagr => (sign(printed.quantity()?)?, true),
            _ => return None,
        };
        let shown = match &printed.meant {
            Meant::Change(change) | Meant::Size(change) => change.to_string(),
            meant => {
                let by = meant.quantity()?;
                let minus = way == Way::Down && !by.is_negative();
                let by = by.to_string();
                if minus { format!("-{by}") } else { by }
            }
        };
        let (id, reference) = (printed.id, Some(printed));
        Some(Changed { id, figure, way, shown, signed, reference })
    }

    /// A difference that comes out below zero, or growth.
    fn computed<'t>(
        &self,
        token: &Token<'b>,
        ids: &[&'b Id],
        quantity: &Quantity,
    ) -> Option<Changed<'t, 'b>> {
        let id = *ids.first()?;
        let passage = self.facts.prose.get(self.sentence.passage)?;
        let derivation = passage.segments.iter().find_map(|segment| match segment {
            Segment::Computed(derivation, bytes) if *bytes == token.bytes => {
                Some(derivation)
            }
            _ => None,
        })?;
        let way = sign(quantity)?;
        let known = match derivation {
            Derivation::Growth(..) => true,
            Derivation::Sum(_, rest) => rest.len() == 1 && way == Way::Down,
            _ => false,
        };
        let figure = self.facts.figure(id).filter(|_| known)?;
        let shown = quantity.to_string();
        Some(Changed { id, figure, way, shown, signed: true, reference: None })
    }

    /// What moves at a place, if a word says so of this figure.
    fn moves(&self, at: usize, figure: &Figure) -> Option<Motion> {
        if self.names.iter().any(|name| name.holds(at)) {
            return None;
        }
        motion_at(self.sentence, at, self.names).or_else(|| {
            let token = self.sentence.token(at).filter(|it| !it.quoted)?;
            let word = token.word()?;
            let noun = ["improvement", "deterioration"].contains(&word);
            let form = if noun { Form::Noun } else { Form::Verb };
            let judges = better(word).map(|it| (it, form));
            let (better, form) = judges.or(match word {
                "better" => Some((true, Form::Adverb)),
                "worse" => Some((false, Form::Adverb)),
                _ => None,
            })?;
            let (more, _) = more_is_better(figure)?;
            let way = if more == better { Way::Up } else { Way::Down };
            (!self.is_denied(at)).then_some(Motion { way, form })
        })
    }

    /// Whether a word before a place denies it, but for words of names.
    fn is_denied(&self, at: usize) -> bool {
        self.sentence.is_denied_but(at, self.names)
    }

    /// The base that is named behind a word in its clause.
    fn base_behind(&self, at: usize) -> Option<&Based> {
        let clause = self.sentence.token(at)?.clause;
        let mut own = self.bases.iter().filter(|it| {
            let place = self.sentence.token(it.tokens.start);
            it.tokens.start > at
                && it.compares
                && place.is_some_and(|it| it.clause == clause)
        });
        own.next().filter(|_| own.next().is_none())
    }

    /// The year in which the period of a figure ends.
    fn year_of(&self, figure: &Figure) -> Option<i16> {
        let dates = self.facts.calendar.dates(figure.period.as_ref()?)?;
        Some(dates.last.civil().year())
    }

    /// Whether a word can be said of a change. `Growth of −5%` is said, and what is less
    /// than expected may be better.
    fn holds_of(&self, governor: &Governor, changed: &Changed<'_, '_>) -> bool {
        let word = self.sentence.word(governor.at);
        let beats = ["beat", "beats", "beating", "missed", "misses", "missing"];
        let costs = || {
            changed.figure.better == Some(strata_model::Better::Lower)
                || cost_in(changed.figure.label.as_str()).is_some()
        };
        let judges = beats.contains(&word) && costs()
            || ["better", "worse"].contains(&word)
                && more_is_better(changed.figure).is_none();
        let growth = word == "growth" && changed.signed && changed.way == Way::Down;
        !(growth || judges)
    }

    /// The name that holds a token.
    fn name(&self, at: usize) -> Option<&Named<'_, 'b>> {
        self.names.iter().find(|name| name.holds(at))
    }

    fn is_in_name(&self, at: usize) -> bool {
        self.names.iter().any(|name| name.holds(at))
    }

    fn written(&self, token: &Token<'_>) -> &'b str {
        let passage = self.facts.prose.get(self.sentence.passage);
        passage.and_then(|it| it.text.get(token.bytes.clone())).unwrap_or("")
    }

    fn contradicts(
        &self,
        at: usize,
        token: &Token<'_>,
        changed: &Changed<'_, '_>,
        report: &mut Reporter<'_>,
    ) {
        let (word, written) = (self.sentence.word(at), self.written(token));
        let message =
            format!("`{word}` stands beside `{written}`, which is `{}`", changed.shown);
        let need = match changed.way {
            Way::Up => "a rise",
            Way::Down => "a fall",
        };
        let help = format!("write a word for {need}, or correct the figure");
        let Some(place) = self.place(at) else { return };
        let sure = match better(word) {
            Some(_) => more_is_better(changed.figure).map(|it| it.1),
            None => None,
        };
        let raised = report.at(place, message).help(help);
        let raised = raised.sure(sure.unwrap_or(Certainty::High));
        match changed.reference {
            Some(printed) => raised.related(change_of(printed), "the figure"),
            None => raised,
        };
    }

    /// `fell −6%` has risen, to the letter.
    fn doubles(
        &self,
        at: usize,
        token: &Token<'_>,
        changed: &Changed<'_, '_>,
        report: &mut Reporter<'_>,
    ) {
        let (word, written) = (self.sentence.word(at), self.written(token));
        let message = format!(
            "`{word}` and the sign of `{written}` say it twice: it prints `{}`",
            changed.shown.split(" yoy").next().unwrap_or("")
        );
        let unsigned = changed.reference.and_then(|printed| {
            let part = match printed.part {
                Part::Change => Part::Fall,
                Part::Delta => Part::Less,
                _ => return None,
            };
            self.other(printed, part)
        });
        self.replace(token, message, unsigned, report);
    }

    /// A reference to another part of the same, if it prints anything.
    fn other(&self, printed: &Printed<'_>, part: Part) -> Option<String> {
        let (figure, comparison) = (printed.id.clone(), printed.comparison.cloned());
        let other = Reference { figure, comparison, part, since: None };
        let is_printed = strata_model::calc::meant(self.facts.brief, &other).is_ok();
        is_printed.then(|| format!("{{{other}}}"))
    }

    /// Offers what prints no sign in place of a reference.
    fn replace(
        &self,
        token: &Token<'_>,
        message: String,
        unsigned: Option<String>,
        report: &mut Reporter<'_>,
    ) {
        let Some(passage) = self.facts.prose.get(self.sentence.passage) else { return };
        let help = match &unsigned {
            Some(other) => format!("write `{other}`, which prints no sign"),
            None => "leave the word or the sign out".to_owned(),
        };
        let whole = passage.whole(token.bytes.clone());
        let change = whole.zip(unsigned).map(|(place, text)| Change::Write(place, text));
        let place = passage.part(token.bytes.clone());
        report.at(place, message).help(help).fix(Safety::Safe, change);
    }

    fn place(
        &self,
        at: usize,
    ) -> Option<(crate::facts::ArenaPath<'b>, strata_syntax::path::Part)> {
        let bytes = self.sentence.token(at)?.bytes.clone();
        Some(self.facts.prose.get(self.sentence.passage)?.part(bytes))
    }
}

fn way_of(direction: Direction) -> Option<Way> {
    match direction {
        Direction::Up => Some(Way::Up),
        Direction::Down => Some(Way::Down),
        Direction::Flat => None,
    }
}

fn sign(quantity: &Quantity) -> Option<Way> {
    let zero = quantity.digits().is_zero() || quantity.is_plus_or_minus();
    let way = if quantity.is_negative() { Way::Down } else { Way::Up };
    (!zero).then_some(way)
}

/// Whether a word is one of a label, in the singular or the plural.
fn is_of_label(figure: &Figure, word: &str) -> bool {
    let plain = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
    let mut words = figure.label.as_str().split(' ');
    word.len() > 3 && words.any(|own| plain(own) == plain(word))
}

/// Where the change stands that a reference prints.
fn change_of(printed: &Printed<'_>) -> Path {
    let figure = Path::root().key("figures").key(printed.id.as_str());
    match printed.comparison {
        Some(name) => {
            let at = printed
                .figure
                .comparisons
                .iter()
                .position(|it| it.name.as_ref() == Some(name));
            at.map_or(figure.clone(), |at| {
                figure.clone().key("comparisons").index(at).key("change")
            })
        }
        None if printed.figure.change.is_some() => figure.key("change"),
        None => figure,
    }
}

#[cfg(test)]
mod tests;
