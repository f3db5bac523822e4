//! Which comparisons of a figure stand on its card, and in which words.

use serde::Serialize;
use strata_model::calc::outlook::revision;
use strata_model::calc::table::grown;
use strata_model::calc::{base, surprise};
use strata_model::{
    Adjustment, Against, Better, Change, Comparison, Direction, Extent, Figure, Origin,
    Quantity,
};

use crate::block::Tone;
use crate::context::Context;
use crate::recommended::Way;
use crate::words::{Rich, Said, Words};

/// A change of a figure with what it is measured against: the first, or a further one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'b> {
    /// None where there is an earlier value alone.
    pub(super) change: Option<&'b Change>,
    pub(super) prior: Option<&'b Quantity>,
    comparison: Option<&'b Comparison>,
}

/// The first comparison on a card.
#[derive(Debug, Serialize)]
pub(crate) struct Delta {
    /// Of the direction; nothing where none is said.
    glyph: Words,
    tone: Tone,
    /// How much; nothing where the value itself says it.
    size: Words,
    /// What it means, in a word, where that does not follow from the direction.
    meaning: Words,
    /// What it is against, and how it was found.
    against: Words,
    /// All of it as it is said.
    said: String,
}

/// A change in words: how much, and against what.
struct Told {
    extent: String,
    against: String,
    said: String,
}

impl<'b> Compared<'b> {
    fn of(comparison: &'b Comparison) -> Self {
        Self {
            change: Some(&comparison.change),
            prior: comparison.prior.as_ref(),
            comparison: Some(comparison),
        }
    }

    /// The comparison that stands beside the value: the one that is asked for, or the first
    /// that says how much.
    pub(super) fn first(figure: &'b Figure, name: Option<&str>) -> Option<Self> {
        if let Some(named) = name.and_then(|name| figure.comparison(name)) {
            return Some(Self::of(named));
        }
        let prior = figure.prior.as_ref();
        let own = Self { change: figure.change.as_ref(), prior, comparison: None };
        let Some(change) = own.change else {
            let further = figure.comparisons.first().map(Self::of);
            return further.or(prior.map(|_| own));
        };
        let only_a_way = matches!(change.extent, Extent::Only(_) | Extent::Unstated);
        let sized = figure.comparisons.iter().map(Self::of).find(|it| {
            only_a_way && it.is_plain(change.against) && it.change.is_some_and(is_sized)
        });
        Some(sized.unwrap_or(own))
    }

    /// Whether it is against this, and nothing was evened out.
    fn is_plain(&self, against: Against) -> bool {
        let comparison = self.comparison;
        comparison.is_none_or(|it| it.adjustment.is_none() && it.excluding.is_empty())
            && self.change.is_some_and(|it| it.against == against)
    }

    /// What stands first where one of several is shown.
    fn rank(&self) -> u8 {
        let adjustment = self.comparison.and_then(|it| it.adjustment);
        match (adjustment, self.change.map(|it| it.against)) {
            (Some(Adjustment::ConstantCurrency), _) => 0,
            (_, Some(Against::Consensus)) => 1,
            (_, Some(against)) if against.is_expectation() => 2,
            (Some(Adjustment::Organic | Adjustment::Excluding), _) => 3,
            _ => 4,
        }
    }
}

fn is_sized(change: &Change) -> bool {
    matches!(change.extent, Extent::By(_) | Extent::Between(..))
}

impl Context<'_> {
    /// The first comparison as a card has it; nothing where there is only an earlier value.
    pub(super) fn delta(&self, figure: &Figure, first: &Compared<'_>) -> Option<Delta> {
        let labels = self.labels;
        let change = first.change?;
        let (told, change) = self.told_change(figure, first, change);
        let adjusted = self.adjustment_of(first);
        let computed = self.computed(first);
        let more = |text: String| {
            let parts =
                [text].into_iter().chain(adjusted.clone()).chain(computed.clone());
            parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let tone = tone(&change, figure.better);
        // The value is the change itself.
        let only_change = self.is_only_change(figure) && first.comparison.is_none();
        let turned = figure.better == Some(Better::Lower);
        let meaning = match tone {
            Tone::Better if only_change || turned => labels.key_figures.better,
            Tone::Worse if only_change || turned => labels.key_figures.worse,
            _ => "",
        };
        let (extent, said) = if only_change {
            let against = (labels.spoken.against_what)(change.against);
            let parts = [meaning, against];
            let parts = parts.into_iter().filter(|it| !it.is_empty());
            (String::new(), parts.collect::<Vec<_>>().join(", "))
        } else {
            let parts = [told.said.as_str(), meaning];
            let parts = parts.into_iter().filter(|it| !it.is_empty());
            (told.extent, parts.collect::<Vec<_>>().join(", "))
        };
        Some(Delta {
            glyph: match change.direction() {
                Some(Direction::Up) => "▲",
                Some(Direction::Down) => "▼",
                Some(Direction::Flat) => "→",
                None => "",
            }
            .into(),
            tone,
            size: extent.into(),
            meaning: meaning.into(),
            against: more(told.against).into(),
            said: more(said),
        })
    }

    /// What became of guidance that takes the place of another.
    pub(super) fn revision_of(&self, figure: &Figure) -> Option<Delta> {
        let before = self.brief.figure(figure.replaces.as_ref()?)?;
        figure.guidance.as_ref()?;
        let labels = self.labels;
        let revised = labels.revision(revision(before, figure)?);
        let from = |value: String| format!("{} {value}", labels.prior);
        let Way { glyph, tone } = self.revised(before, figure);
        Some(Delta {
            glyph: glyph.map(|it| it.text).unwrap_or_default(),
            tone,
            size: revised.into(),
            meaning: Words::default(),
            against: from(labels.value(before)).into(),
            said: format!("{revised}, {}", from(labels.say_value(before))),
        })
    }

    /// The second comparison: the first there is of constant currency, consensus, another
    /// quarter; or what the figure is the record of.
    pub(super) fn second(
        &self,
        figure: &Figure,
        first: Option<&Compared<'_>>,
    ) -> Option<Rich> {
        let against = first.and_then(|it| it.change).map(|it| it.against);
        if let Some(turn) = first.and_then(|it| self.turn(figure, it.change?, it.prior)) {
            return Some(Rich::plain(turn));
        }
        let is_first = |it: &Comparison| {
            let own = first.and_then(|it| it.comparison);
            own.is_some_and(|own| std::ptr::eq(own, it))
        };
        let further = figure.comparisons.iter().filter(|it| !is_first(it));
        let further = further.map(Compared::of).filter(|it| {
            let same = against.is_some_and(|against| it.is_plain(against));
            !same && it.change.is_some_and(|it| it.extent != Extent::NotMeaningful)
        });
        // The figure's own change is further where another one stands first.
        let own = figure.change.as_ref().filter(|_| {
            first.is_some_and(|it| it.comparison.is_some())
                && !self.is_only_change(figure)
        });
        let own = own.map(|change| Compared {
            change: Some(change),
            prior: figure.prior.as_ref(),
            comparison: None,
        });
        let own = own.filter(|it| against.is_none_or(|against| !it.is_plain(against)));
        let chosen = further.chain(own).min_by_key(Compared::rank);
        let record = || figure.superlative.as_ref()?.words.as_ref();
        match chosen {
            Some(it) => self.told_second(figure, &it, against),
            None => record().map(|words| Rich::plain(words.as_str())),
        }
    }

    fn told_second(
        &self,
        figure: &Figure,
        it: &Compared<'_>,
        first: Option<Against>,
    ) -> Option<Rich> {
        let change = it.change?;
        let (told, _) = self.told_change(figure, it, change);
        let adjusted = self.adjustment_of(it);
        let (text, said) = match &adjusted {
            // Against the same: what was evened out is what is new.
            Some(adjusted) if first == Some(change.against) => {
                let said = format!("{}, {adjusted}", told.said);
                (format!("{} {adjusted}", told.extent), said)
            }
            _ => {
                let text = format!("{} {}", told.extent, told.against);
                let more = adjusted.map(|it| format!(", {it}")).unwrap_or_default();
                (format!("{}{more}", text.trim()), format!("{}{more}", told.said))
            }
        };
        let computed = self.computed(it);
        let more = computed.map(|it| format!(", {it}")).unwrap_or_default();
        let mut rich = Rich::plain(Said::new(
            format!("{}{more}", text.trim()),
            format!("{said}{more}"),
        ));
        if let Some(comparison) = it.comparison {
            let source = comparison.source.as_ref();
            rich.cite(source.and_then(|id| self.refs.cited.number(id.id())));
            if let Some(with) = &comparison.with {
                rich.cite(self.refs.cited.by(with.id()));
            }
        }
        Some(rich)
    }

    /// A change in words, and the change that these words tell. Where only what it is against
    /// is stated, it is computed if the digits leave that sure; else the value that was
    /// expected stands there, and how the figure stands to it.
    fn told_change(
        &self,
        figure: &Figure,
        compared: &Compared<'_>,
        change: &Change,
    ) -> (Told, Change) {
        let labels = self.labels;
        let against = change.against;
        let told = |change: &Change| Told {
            extent: labels.extent(change),
            against: labels.against_what(against).to_owned(),
            said: labels.say_change(change),
        };
        if change.extent != Extent::Unstated {
            return (told(change), change.clone());
        }
        let base = base(self.brief, figure, compared.comparison);
        let base = base.and_then(|it| it.quantity());
        let computed = figure.value.as_ref().zip(base);
        let computed = computed.and_then(|(value, base)| grown(value, base, against));
        let sure = computed.filter(|it| {
            it.size().is_some_and(|by| by.qualifier().is_none() && !by.digits().is_zero())
        });
        if let Some(sure) = sure {
            return (told(&sure), sure);
        }
        let stands = surprise(self.brief, figure, compared.comparison);
        let stands = stands.map(|it| format!("{}{}", labels.colon, labels.surprise(it)));
        let stands = stands.unwrap_or_default();
        let [text, said] = base.map_or_else(Default::default, |base| {
            [labels.quantity(base), labels.say_quantity(base)].map(|it| format!(" {it}"))
        });
        let words = Told {
            extent: String::new(),
            against: format!("{}{text}{stands}", labels.against_what(against)),
            said: format!("{}{said}{stands}", labels.say_change(change)),
        };
        (words, change.clone())
    }

    fn adjustment_of(&self, it: &Compared<'_>) -> Option<String> {
        let comparison = it.comparison?;
        self.adjusted(comparison.adjustment, &comparison.excluding)
    }

    /// Whether the author or the program computed it: the source states none.
    fn computed(&self, it: &Compared<'_>) -> Option<String> {
        let origin = it.comparison.and_then(|it| it.origin);
        (origin == Some(Origin::Computed)).then(|| self.labels.computed.to_owned())
    }
}

/// What a change means for the company: the direction tells nothing of that.
pub(crate) fn tone(change: &Change, better: Option<Better>) -> Tone {
    let better = better.unwrap_or(Better::Higher);
    match (change.direction(), better) {
        (Some(Direction::Up), Better::Higher)
        | (Some(Direction::Down), Better::Lower) => Tone::Better,
        (Some(Direction::Down), Better::Higher)
        | (Some(Direction::Up), Better::Lower) => Tone::Worse,
        _ => Tone::Neither,
    }
}
