//! The notes of the figure index: what a reader must know of a figure beside its row.

use std::collections::HashMap;

use serde::Serialize;
use strata_model::calc::shown;
use strata_model::{
    Against, Basis, Decimals, Derivation, Figure, Id, Operator, Ref, Verification,
};

use crate::context::Context;
use crate::labels::Growth;
use crate::refs::{Target, opening};
use crate::words::{Rich, Run, Said, Words};

/// A note under its mark; what holds for all figures has none.
#[derive(Debug, Serialize)]
pub(crate) struct Note {
    pub(crate) mark: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) body: Rich,
}

/// The mark of what nobody compared with its source.
const UNCHECKED: &str = "†";
/// Notes are lettered; `j` is left out, which is taken for an `i`.
const LETTERS: &[u8] = b"abcdefghiklmnopqrstuvwxyz";
/// The longest opening of a note that tells where a link leads.
const OPENING: usize = 40;

impl Context<'_> {
    /// The notes of these figures, and the marks of each in the same order. What several
    /// figures have in common is one note; what is of one figure alone is one, too.
    pub(super) fn index_notes(
        &self,
        ids: &[&Id],
        usual: Option<Against>,
    ) -> (Vec<Note>, Vec<Vec<Run>>) {
        let labels = self.labels;
        let figures = ids.iter().filter_map(|id| self.brief.figures.get(*id));
        let figures: Vec<_> = figures.collect();
        let meanings: Vec<_> = figures.iter().map(|it| self.meaning(it)).collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        for part in meanings.iter().flatten() {
            *times.entry(part.read()).or_default() += 1;
        }
        let (mut notes, mut marks) = (Vec::new(), Vec::new());
        let mut known: HashMap<String, usize> = HashMap::new();
        for (figure, parts) in figures.iter().zip(meanings) {
            let (own, common): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|it| times.get(&it.read()) == Some(&1));
            let mut of_figure: Vec<usize> = Vec::new();
            if !own.is_empty() {
                of_figure.push(notes.len());
                notes.push(sentence(own));
            }
            for part in common {
                let at = *known.entry(part.read()).or_insert_with(|| {
                    notes.push(sentence(vec![part]));
                    notes.len() - 1
                });
                of_figure.push(at);
            }
            of_figure.sort_unstable();
            let mut own: Vec<_> =
                of_figure.into_iter().map(|at| mark(&letters(at))).collect();
            let unchecked = figure.verification == Some(Verification::NotChecked);
            own.extend(unchecked.then(|| mark(UNCHECKED)));
            marks.push(own);
        }

        let note = |mark: &str, body: Rich| {
            let title = format!("{mark}, {}", opening(&body.read(), OPENING));
            Note { mark: mark.into(), anchor: Some((anchor(mark), title)), body }
        };
        let all = usual.map(|it| {
            let said = (labels.back.changes)((labels.spoken.against_what)(it));
            let text = Said::new((labels.back.changes)(labels.against_what(it)), said);
            let body = sentence(vec![Rich::plain(text)]);
            Note { mark: Words::default(), anchor: None, body }
        });
        let unchecked =
            figures.iter().any(|it| it.verification == Some(Verification::NotChecked));
        let unchecked = unchecked.then(|| {
            note(UNCHECKED, sentence(vec![Rich::plain(labels.back.not_checked)]))
        });
        let lettered = notes.into_iter().enumerate();
        let lettered = lettered.map(|(at, body)| note(&letters(at), body));
        (all.into_iter().chain(unchecked).chain(lettered).collect(), marks)
    }

    /// What a reader must know to read the number aright, what is short first.
    fn meaning(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let mut notes: Vec<Rich> = Vec::new();
        let mut say = |note: String| notes.push(Rich::plain(note));
        for (axis, member) in &figure.dimensions {
            if !figure.label.as_str().contains(member.as_str()) {
                say(format!("{} {member}", axis.as_str().replace('-', " ")));
            }
        }
        self.adjusted(figure.adjustment, &figure.excluding)
            .into_iter()
            .for_each(&mut say);
        if let Some(change) = &figure.change {
            let turn = self.turn(figure, change, figure.prior.as_ref());
            turn.map(str::to_owned).into_iter().for_each(&mut say);
        }
        if let Some(guidance) = &figure.guidance {
            say(format!("{} {}", labels.guidance_issued, labels.day(guidance.issued)));
        }
        match figure.decimals {
            Some(Decimals::Exact) => say(labels.exact_digits.to_owned()),
            Some(Decimals::Places(places)) => {
                let power = (-places).to_string().replace('-', "\u{2212}");
                say((labels.sentences.precise_to)(&power));
            }
            None => {}
        }
        if let Some(it) = shown(figure) {
            say(format!("{} {}", labels.shown_as, labels.quantity(it)));
        }
        if let Some(it) = &figure.short
            && !is_plain(it.as_str(), figure.label.as_str())
        {
            say(format!("{} {it}", labels.in_short));
        }
        let unmatched = figure
            .verification
            .filter(|it| !matches!(it, Verification::Matched | Verification::NotChecked));
        unmatched
            .map(|it| labels.verification(it).to_owned())
            .into_iter()
            .for_each(&mut say);
        let is_known = figure.source.is_some()
            || figure.derivation.is_some()
            || figure.is_own_estimate();
        (!is_known).then(|| labels.no_source.to_owned()).into_iter().for_each(&mut say);
        if let Some(words) = figure.superlative.as_ref().and_then(|it| it.words.as_ref())
        {
            say(words.to_string());
        }
        let labelled =
            |label: &str, body: Rich| Rich::plain(format!("{label} ")).followed_by(body);
        if let Some(it) = &figure.baseline {
            notes.push(labelled(labels.baseline, self.set(it)));
        }
        if let Some(it) = &figure.population {
            notes.push(labelled(labels.population, self.set(it)));
        }
        notes.extend(self.linked(figure));
        let guidance = figure.guidance.iter();
        let told = guidance.flat_map(|it| it.scope.iter().chain(&it.assumes));
        let told =
            told.chain(figure.comparisons.iter().filter_map(|it| it.note.as_ref()));
        notes.extend(told.chain(&figure.note).map(|it| self.rich(it)));
        notes
    }

    /// The notes that point at other places: definition, derivation, parts.
    fn linked(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let mut notes = Vec::new();
        let mut say = |label: &str, body: Rich| {
            notes.push(Rich::plain(format!("{label} ")).followed_by(body));
        };
        if let Some(id) = &figure.definition
            && self.defined_by(id).len() > Self::MOST_DEFINED
        {
            let runs = self.refs.term(id).map(Target::run).into_iter().collect();
            say(labels.defined_as, Rich { runs, ..Rich::default() });
        }
        if let Some(derivation) = &figure.derivation {
            say("=", self.expression(derivation));
        }
        for (name, breakdown) in &figure.breakdowns {
            let parts: Vec<_> = breakdown.parts.iter().map(Ref::id).collect();
            let label = (labels.sentences.parts)(&name.as_str().replace('-', " "));
            say(&label, self.called(&parts));
        }
        if let Some(id) = &figure.nearest_gaap {
            let label = match figure.basis {
                Some(Basis::NonIfrs) => labels.nearest_ifrs,
                _ => labels.nearest_gaap,
            };
            say(label, self.called(&[id]));
        }
        if let Some(id) = &figure.replaces {
            say(labels.replaces, self.called(&[id]));
        }
        notes
    }

    fn expression(&self, derivation: &Derivation) -> Rich {
        let mut rich = Rich::default();
        let one = |id: &Id| self.called(&[id]).runs;
        let mut pair = |a: &Id, operator: &str, b: &Id| {
            rich.runs.extend(one(a));
            rich.push(operator);
            rich.runs.extend(one(b));
        };
        match derivation {
            Derivation::Sum(first, rest) => {
                rich.runs.extend(one(first));
                for (operator, id) in rest {
                    rich.push(if *operator == Operator::Minus {
                        "\u{a0}\u{2212} "
                    } else {
                        "\u{a0}+ "
                    });
                    rich.runs.extend(one(id));
                }
            }
            Derivation::Product(a, b) => pair(a, "\u{a0}× ", b),
            Derivation::Quotient(a, b) => pair(a, "\u{a0}÷ ", b),
            Derivation::Growth(of, on) => {
                for piece in self.labels.sentences.growth_of {
                    match piece {
                        Growth::Words(words) => rich.push(*words),
                        Growth::Of => rich.runs.extend(one(of)),
                        Growth::On => rich.runs.extend(one(on)),
                    }
                }
            }
        }
        rich
    }
}

/// Whether a short name is known for that of a figure: it has a word of the label.
fn is_plain(short: &str, label: &str) -> bool {
    let label = label.to_lowercase();
    let is_word = |word: &&str| word.chars().count() > 2 && label.contains(*word);
    short.to_lowercase().split_whitespace().any(|word| is_word(&word))
}

fn anchor(mark: &str) -> String {
    format!("note-{}", if mark == UNCHECKED { "unchecked" } else { mark })
}

fn mark(mark: &str) -> Run {
    Run { text: mark.into(), to: Some(anchor(mark)), ..Run::default() }
}

/// The letters of a note, counted from 0: `a` to `z`, then `aa`.
fn letters(at: usize) -> String {
    let (before, last) = (at / LETTERS.len(), at % LETTERS.len());
    let before = before.checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{}", char::from(LETTERS[last]))
}

/// Parts as one sentence or more: what is no sentence of its own is parted by a semicolon.
fn sentence(parts: Vec<Rich>) -> Rich {
    let is_closed = |text: &Rich| text.read().ends_with(['.', '!', '?', '…']);
    let mut whole = Rich::default();
    for part in parts {
        if !whole.runs.is_empty() {
            whole.push(match (is_closed(&whole), is_closed(&part)) {
                (true, _) => " ",
                (false, true) => ". ",
                (false, false) => "; ",
            });
        }
        whole = whole.followed_by(part);
    }
    if !is_closed(&whole) {
        whole.push(".");
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_the_last() {
        let some = [0, 8, 9, 24, 25, 49, 50].map(letters);
        assert_eq!(some, ["a", "i", "k", "z", "aa", "az", "ba"]);
    }

    #[test]
    fn a_short_name_is_told_where_none_would_know_it() {
        assert!(is_plain("gross purchases", "Purchases of equipment"));
        assert!(!is_plain("EPS", "Diluted earnings per share"));
    }

    #[test]
    fn parts_become_sentences() {
        let joined = |parts: &[&str]| {
            sentence(parts.iter().map(|it| Rich::plain(*it)).collect()).read()
        };
        assert_eq!(joined(&["organic", "of users"]), "organic; of users.");
        assert_eq!(joined(&["organic", "One.", "two"]), "organic. One. two.");
    }
}
