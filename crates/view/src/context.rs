//! What every part of the view is made from.

use strata_model::markup::{self, Content, Phrase, Style};
use strata_model::{
    Against, Brief, Comparison, Figure, Ground, Id, Paragraph, Part, Prose, Ref,
    Reference,
};

use crate::design::Design;
use crate::filled::{derived, filled, quoted};
use crate::labels::{Labels, labels};
use crate::refs::{Refs, Target, refs};
use crate::sheet::Columns;
use crate::words::{Flow, Look, Rich, Run, Said};

/// A brief with its words, its references and its room.
pub(crate) struct Context<'a> {
    pub(crate) brief: &'a Brief,
    pub(crate) labels: &'static Labels,
    pub(crate) refs: Refs<'a>,
    pub(crate) columns: Columns,
    /// The sizes of key figures in points, the largest first.
    pub(crate) values: [f64; 4],
}

impl<'a> Context<'a> {
    pub(crate) fn of(brief: &'a Brief, design: &Design) -> Self {
        let labels = labels(brief.language.unwrap_or_default());
        Self {
            brief,
            labels,
            refs: refs(brief, labels),
            columns: design.sheet().columns(),
            values: design.theme.style().sizes.value.get(),
        }
    }

    /// A brief on a paper, in the built-in theme.
    #[cfg(test)]
    pub(crate) fn new(brief: &'a Brief, paper: crate::sheet::Paper) -> Self {
        Self::of(brief, &Design { paper, ..Design::default() })
    }
}

/// The value and the change of a figure stand side by side where they take fewer letters.
const VALUE_AND_CHANGE: usize = 20;

/// The words of a text that has no lines.
fn one_line(flow: &[Flow]) -> Rich {
    let paragraphs = flow.iter().flat_map(Flow::paragraphs);
    paragraphs.cloned().reduce(Rich::followed_by).unwrap_or_default()
}

impl Context<'_> {
    /// The author's text with its figures filled in and marked.
    pub(crate) fn rich<const MAX: usize>(&self, text: &Prose<MAX>) -> Rich {
        let flow = self.parted(text.as_str(), &text.markup().flow, true);
        one_line(&flow)
    }

    /// A title or a name with its figures filled in, and no link to them.
    pub(crate) fn set<const MAX: usize>(&self, text: &Prose<MAX>) -> Rich {
        let flow = self.parted(text.as_str(), &text.markup().flow, false);
        one_line(&flow)
    }

    /// The author's text of one or several paragraphs.
    pub(crate) fn flow(&self, text: &Paragraph) -> Vec<Flow> {
        self.parted(text.as_str(), &text.markup().flow, true)
    }

    fn parted(
        &self,
        written: &str,
        flow: &[markup::Flow<'_>],
        linked: bool,
    ) -> Vec<Flow> {
        let part = |part: &markup::Flow<'_>| match part {
            markup::Flow::Paragraph(phrases) => {
                Flow::Paragraph(self.paragraph(written, phrases, linked))
            }
            markup::Flow::List(first, items) => {
                let items = items.iter().map(|item| self.parted(written, item, linked));
                Flow::List { first: *first, items: items.collect() }
            }
            markup::Flow::Quotation(inner) => {
                Flow::quotation(self.parted(written, inner, linked))
            }
        };
        flow.iter().map(part).collect()
    }

    pub(crate) fn paragraph(
        &self,
        written: &str,
        phrases: &[Phrase<'_>],
        linked: bool,
    ) -> Rich {
        let mut rich = Rich::default();
        // A brace of the text comes as a piece of its own: what is one word breaks as one.
        let (mut words, mut look) = (String::new(), Look::default());
        for phrase in phrases {
            let Style { strong, emphasis, link } = phrase.style;
            let url = link.map(str::to_owned);
            let own = Look { strong, emphasis, note: false, url };
            if own != look {
                rich.push_words(&mut words, &look);
                look = own;
            }
            let as_written = &written[phrase.bytes.clone()];
            match &phrase.content {
                Content::Words(more) => words.push_str(more),
                Content::Broken(_) => words.push_str(as_written),
                // It is of several figures, and leads to none of them by itself.
                Content::Computed(derivation) => {
                    let filled = derived(self.brief, self.labels, derivation);
                    let filled = filled.map(|(text, said)| Said::new(text, said));
                    let text = filled.unwrap_or_else(|| Said::from(as_written));
                    if !linked {
                        words.push_str(&text.text.to_string());
                        continue;
                    }
                    rich.push_words(&mut words, &look);
                    rich.runs.push(Run { text, to: None, look: look.clone() });
                    derivation.ids().for_each(|id| self.cite(&mut rich, id));
                }
                Content::Note(id) => {
                    rich.push_words(&mut words, &look);
                    let look = Look { note: true, url: None, ..look.clone() };
                    let run = self.refs.footnote(id).map(Target::run);
                    rich.runs.extend(run.map(|run| Run { look, ..run }));
                }
                Content::Reference(reference) => {
                    let filled = quoted(self.brief, self.labels, reference);
                    let filled = filled.map(|(text, said)| Said::new(text, said));
                    let text = filled.unwrap_or_else(|| Said::from(as_written));
                    if !linked {
                        words.push_str(&text.text.to_string());
                        continue;
                    }
                    rich.push_words(&mut words, &look);
                    let to = self.refs.get(&reference.figure).map(|it| it.anchor.clone());
                    rich.runs.push(Run { text, to, look: look.clone() });
                    self.cite(&mut rich, &reference.figure);
                    let other = self.compared_with(reference);
                    other.into_iter().for_each(|id| self.cite(&mut rich, id));
                }
            }
        }
        rich.push_words(&mut words, &look);
        rich.join();
        rich
    }

    /// Adds the sources of a figure that a text quotes.
    fn cite(&self, rich: &mut Rich, id: &Id) {
        rich.quoted.push(id.clone());
        rich.cite(self.refs.cited.by(id));
    }

    /// The numbers of the sources of figures, to stand behind a name or a value.
    pub(crate) fn cited_by(&self, figures: &[&Id]) -> Rich {
        let mut rich = Rich::default();
        rich.cite(figures.iter().flat_map(|id| self.refs.cited.by(id)));
        rich
    }

    fn comparison_of(&self, reference: &Reference) -> Option<&Comparison> {
        let figure = self.brief.figures.get(&reference.figure)?;
        figure.comparison(reference.comparison.as_ref()?.as_str())
    }

    /// The other figure of a comparison, where that is printed or computed with.
    fn compared_with(&self, reference: &Reference) -> Option<&Id> {
        let own = matches!(reference.part, Part::Change | Part::Rise | Part::Fall);
        let with = self.comparison_of(reference)?.with.as_ref().filter(|_| !own);
        with.map(Ref::id)
    }

    /// The author's text with its figures filled in, without its marks: for what is not set,
    /// such as the name of the file.
    pub(crate) fn read<const MAX: usize>(&self, text: &Prose<MAX>) -> String {
        filled(self.brief, self.labels, text.as_str())
    }

    /// Links joined as in a sentence.
    pub(crate) fn listed(&self, ids: &[&Id]) -> Rich {
        let mut rich = Rich::default();
        let last = ids.len().saturating_sub(1);
        for (n, id) in ids.iter().enumerate() {
            match n {
                0 => {}
                _ if n == last => rich.push(format!(" {} ", self.labels.and)),
                _ => rich.push(", "),
            }
            rich.runs.push(self.named(id));
        }
        rich
    }

    /// A link to something by its name.
    fn named(&self, id: &Id) -> Run {
        self.refs.run(id).unwrap_or_else(|| Run::plain(id.as_str()))
    }

    /// Evidence by its name and, of a figure, what of it is meant, with its sources:
    /// `volumes +7.0%`.
    pub(crate) fn evidence(&self, ground: &Ground) -> Rich {
        let id = ground.id();
        let mut run = self.named(id);
        let mut rich = self.cited_by(&[id]);
        rich.cite(self.refs.cited.number(id));
        let value = self.meant_by(ground);
        if let Some(value) = value.as_ref().filter(|value| value.whole) {
            let value = Run { text: value.clone(), ..run.clone() };
            rich.runs.push(run);
            rich.push(" ");
            rich.runs.push(value);
            return rich;
        }
        if let Some(value) = value {
            run.text = Said::new(
                format!("{} {}", run.text.text, value.text),
                format!("{} {}", run.text.aloud(), value.aloud()),
            );
        }
        rich.runs.push(run);
        rich
    }

    /// What of a figure a claim uses. Where evidence names the figure alone, that is its
    /// value, with its change if both are short.
    fn meant_by(&self, ground: &Ground) -> Option<Said> {
        let figure = self.brief.figures.get(ground.id())?;
        let labels = self.labels;
        if !ground.has_aspect() {
            let value = Said::new(labels.value(figure), labels.say_value(figure));
            let change = figure.change.as_ref().filter(|_| !self.is_only_change(figure));
            let change = change.map(|it| match it.against {
                Against::Yoy => Said::new(labels.extent(it), labels.say_extent(it)),
                _ => Said::new(labels.change(it), labels.say_change(it)),
            });
            let change =
                change.filter(|it| it.letters() + value.letters() < VALUE_AND_CHANGE);
            return Some(match change {
                Some(change) => value.followed_by(&change),
                None => value,
            });
        }
        let reference = ground.reference().ok()?;
        let (text, said) = quoted(self.brief, labels, &reference)?;
        let value = Said::new(text, said);
        let comparison = self.comparison_of(&reference);
        let against = comparison.map(|it| labels.against_what(it.change.against));
        Some(match against.filter(|it| !it.is_empty()) {
            Some(against) => value.followed_by(&Said::from(against)),
            None => value,
        })
    }

    /// The aspect of a figure that evidence names, in words: `change`, `vs guidance, earlier
    /// value`.
    pub(crate) fn aspect(&self, ground: &Ground) -> Option<String> {
        let reference = ground.reference().ok().filter(|_| ground.has_aspect())?;
        let labels = self.labels;
        let part = Some(labels.part(reference.part).to_owned());
        let Some(comparison) = self.comparison_of(&reference) else { return part };
        let against = labels.against_what(comparison.change.against).to_owned();
        let adjusted = self.adjusted(comparison.adjustment, &comparison.excluding);
        let part = part.filter(|_| reference.part != Part::Change);
        let words: Vec<_> =
            std::iter::once(against).chain(adjusted).chain(part).collect();
        Some(words.join(", "))
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
