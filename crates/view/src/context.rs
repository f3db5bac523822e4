//! What every part of the view is made from.

use strata_model::{Brief, Figure, Id, Prose, Segment};

use crate::filled::{filled, quoted};
use crate::labels::{Labels, labels};
use crate::refs::{Refs, refs};
use crate::sheet::{Columns, Density, Paper, Sheet};
use crate::words::{Rich, Run, Said};

/// A brief with its words, its references and its room.
pub(crate) struct Context<'a> {
    pub(crate) brief: &'a Brief,
    pub(crate) labels: &'static Labels,
    pub(crate) refs: Refs<'a>,
    pub(crate) columns: Columns,
}

impl<'a> Context<'a> {
    pub(crate) fn new(brief: &'a Brief, paper: Paper) -> Self {
        let labels = labels(brief.language.unwrap_or_default());
        Self {
            brief,
            labels,
            refs: refs(brief, labels),
            columns: Sheet::new(paper, Density::Auto).columns(),
        }
    }
}

impl Context<'_> {
    /// The author's text with its figures filled in and marked.
    pub(crate) fn rich<const MAX: usize>(&self, text: &Prose<MAX>) -> Rich {
        let mut rich = Rich::default();
        // A brace of the text comes as a piece of its own: what is one word breaks as one.
        let mut words = String::new();
        for segment in text.segments() {
            match segment {
                Segment::Words(more) => words.push_str(more),
                Segment::Computed(_, range) | Segment::Broken(_, range) => {
                    words.push_str(&text.as_str()[range]);
                }
                Segment::Reference(reference, range) => {
                    rich.push_words(&mut words);
                    let filled = quoted(self.brief, self.labels, &reference);
                    let filled = filled.map(|(text, said)| Said::new(text, said));
                    let written = || Said::from(&text.as_str()[range]);
                    let to = self.refs.get(&reference.figure).map(|it| it.anchor.clone());
                    let mark = self.refs.run(&reference.figure);
                    rich.runs.push(Run { text: filled.unwrap_or_else(written), to });
                    rich.marks.extend(mark.filter(|mark| !rich.marks.contains(mark)));
                }
            }
        }
        rich.push_words(&mut words);
        rich.join();
        rich
    }

    /// The author's text with its figures filled in.
    pub(crate) fn read<const MAX: usize>(&self, text: &Prose<MAX>) -> String {
        filled(self.brief, self.labels, text.as_str())
    }

    /// Links joined as in a sentence.
    pub(crate) fn listed(&self, ids: &[&Id]) -> Rich {
        let mut rich = Rich::default();
        for (n, id) in ids.iter().enumerate() {
            match n {
                0 => {}
                _ if n + 1 == ids.len() => rich.push(format!(" {} ", self.labels.and)),
                _ => rich.push(", "),
            }
            match self.refs.run(id) {
                Some(run) => rich.runs.push(run),
                None => rich.push(id.as_str()),
            }
        }
        rich
    }

    /// The period in words, or that none is stated.
    pub(crate) fn period_of(&self, figure: &Figure) -> String {
        match &figure.period {
            Some(period) => self.labels.period(period),
            None => self.labels.unstated.to_owned(),
        }
    }

    /// The period as it is printed and said.
    pub(crate) fn period_said(&self, figure: &Figure) -> Said {
        let text = self.period_of(figure);
        match &figure.period {
            Some(period) => Said::new(text, self.labels.say_period(period)),
            None => text.into(),
        }
    }

    /// Whether the figure is known by its change alone.
    pub(crate) fn is_only_change(&self, figure: &Figure) -> bool {
        figure.value.is_none()
            && figure.range.is_none()
            && figure.magnitude.is_none()
            && figure.shift.is_none()
    }
}
