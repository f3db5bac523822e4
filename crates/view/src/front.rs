//! The front box: what is recommended at which price, and what a reader must know first. What
//! finds no room in it stands in the back matter.

use serde::Serialize;
use strata_model::{
    Calendar, Date, EventDate, Figure, Id, LabelKind, Period, Prose, Tier,
};

use crate::context::Context;
use crate::measure;
use crate::recommended::Stated;
use crate::words::{Look, Rich, Run, Said, Words};

/// At most so many rows.
const ROWS: usize = 9;
/// The size of small text, and the width of the column of values, in points.
const SMALL: f64 = 7.5;
const VALUES: f64 = 91.0;

/// The box beside the title.
#[derive(Debug, Serialize)]
pub(crate) struct FrontBox {
    /// Rating and target price.
    stated: Vec<Stated>,
    rows: Vec<Fact>,
}

/// Something to know of the company or the brief, under its label.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    /// Where it stands in the brief.
    at: String,
    label: Words,
    value: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Rich>,
}

impl Fact {
    fn new(at: &str, label: &str, value: Rich) -> Self {
        Self { at: at.to_owned(), label: label.into(), value, note: None }
    }

    fn plain(at: &str, label: &str, value: impl Into<Said>) -> Self {
        Self::new(at, label, Rich::plain(value))
    }

    /// How many rows it takes.
    fn rows(&self) -> usize {
        let note = self.note.as_ref().map(Rich::read).unwrap_or_default();
        match note.as_str() {
            "" => 1,
            note => 1 + measure::lines(note, SMALL, false, VALUES, ROWS).len(),
        }
    }
}

/// The facts as they stand, with what is left over.
struct Room {
    rows: Vec<Fact>,
    left_over: Vec<Fact>,
}

impl Room {
    /// Takes a fact in if there is room.
    fn take(&mut self, fact: Fact) {
        let taken: usize = self.rows.iter().map(Fact::rows).sum();
        let room = if taken + fact.rows() > ROWS { &mut self.left_over } else { &mut self.rows };
        room.push(fact);
    }
}

impl Context<'_> {
    /// The box, and the facts for the back matter.
    pub(crate) fn front(&self, edition: &str) -> (FrontBox, Vec<Fact>) {
        let mut quotes = self.quotes();
        let priced = !quotes.is_empty();
        let dates = self.dates(priced);
        let mut left_over = quotes.split_off(quotes.len().min(ROWS - dates.len()));
        let stated = self.stated();
        let mut identifiers = self.identifiers(edition);
        let company = identifiers.iter().position(|it| it.at == "/subject/name");
        let company = company.filter(|_| !priced).map(|at| identifiers.remove(at));
        let mut room = Room { rows: company.into_iter().collect(), left_over: Vec::new() };
        room.rows.extend(quotes);
        room.rows.extend(dates);
        let over = room.rows.iter().map(Fact::rows).sum::<usize>() > ROWS;
        left_over.extend(room.rows.iter_mut().filter(|_| over).filter_map(|fact| {
            Some(Fact::new(&format!("{}/note", fact.at), &fact.label.to_string(), fact.note.take()?))
        }));
        // Beside a rating, the box keeps to what it rests on.
        match stated.is_empty() {
            true => identifiers.into_iter().for_each(|it| room.take(it)),
            false => room.left_over = identifiers,
        }
        left_over.extend(room.left_over);
        left_over.extend(self.behind());
        (FrontBox { stated, rows: room.rows }, left_over)
    }

    /// Price, upside and market data. Of the day of the prices the first of them tells.
    fn quotes(&self) -> Vec<Fact> {
        let brief = self.brief;
        let words = &self.labels.front;
        let recommended = brief.recommendation.as_ref();
        let price = recommended.and_then(|it| it.price.as_ref()).map(|it| it.id());
        let target = recommended.and_then(|it| it.target.as_ref()).map(|it| it.id());
        let mut told = None;
        let mut quotes = Vec::new();
        quotes.extend(price.and_then(|id| self.quoted(id, Some(words.price), &mut told)));
        let time = recommended.and_then(|it| it.price_time.as_ref());
        if let (Some(fact), Some(time)) = (quotes.last_mut(), time) {
            fact.value.push(format!(", {time}"));
        }
        let upside = target.zip(price).and_then(|(target, price)| self.upside(target, price));
        quotes.extend(upside.map(|it| Fact::plain("/recommendation", words.upside, it)));
        let market = brief.market.iter().map(|it| it.id());
        let others = market.filter(|id| Some(*id) != price && Some(*id) != target);
        for id in others {
            quotes.extend(self.quoted(id, None, &mut told));
        }
        let day = brief.price_date.filter(|day| told != Some(*day));
        quotes.extend(day.map(|day| {
            Fact::plain("/price-date", self.labels.prices_of, self.short_day(day))
        }));
        quotes
    }

    /// A figure of the market with its day, unless that has been told.
    fn quoted(&self, id: &Id, label: Option<&str>, told: &mut Option<Date>) -> Option<Fact> {
        let labels = self.labels;
        let (id, figure) = self.brief.figures.get_key_value(id)?;
        let short = figure.short.as_ref().map(|it| it.as_str());
        let label = label.or(short).unwrap_or(figure.label.as_str());
        let value = Said::new(labels.value(figure), labels.say_value(figure));
        let mut value = Rich::plain(value);
        let last = figure.period.as_ref().and_then(|it| self.brief.calendar().end(it));
        match &figure.period {
            Some(Period::Instant(day)) if *told != Some(*day) => {
                value.push(", ");
                value.push(self.short_day(*day));
                told.get_or_insert(*day);
            }
            Some(period) if last.is_none() || last != *told => {
                value.push(", ");
                value.push(self.short_period(period));
            }
            _ => {}
        }
        value.cite(self.cited_by(&[id]).marks);
        Some(Fact::new(&format!("/figures/{id}"), label, value))
    }

    /// The next event, the period, and to when the data go.
    fn dates(&self, priced: bool) -> Vec<Fact> {
        let (brief, labels) = (self.brief, self.labels);
        let next = brief.next_event.as_ref().map(|event| {
            let date = match &event.date {
                EventDate::Day(day) => self.short_day(*day),
                EventDate::Within(period) => self.short_period(period),
            };
            let look = Look { strong: true, ..Look::default() };
            let mut value = Rich::default();
            value.runs.push(Run { text: date, look, ..Run::default() });
            value.push(format!(", {}", event.event));
            let note = event.note.as_ref().map(|it| self.rich(it));
            Fact { note, ..Fact::new("/next-event", labels.front.next_date, value) }
        });
        let period = Fact::plain("/period", labels.period, self.period_and_end());
        let sources = |value: String| Fact::plain("/sources", labels.sources, value);
        let to = brief.data_cut_off.map(|day| {
            Fact::plain("/data-cut-off", labels.data_cut_off, self.short_day(day))
        });
        let (to, sources) = match (to, self.counted(priced)) {
            (Some(mut to), Some(count)) if priced => {
                to.value.push(format!(" · {count}"));
                (Some(to), None)
            }
            (to, count) => (to, count.map(sources)),
        };
        next.into_iter().chain([period]).chain(to).chain(sources).collect()
    }

    /// How many sources there are; of a brief that quotes no prices, also how many of them
    /// are filings.
    fn counted(&self, priced: bool) -> Option<String> {
        let labels = self.labels;
        let words = &labels.front;
        let tiers = self.brief.sources.values().map(|source| source.tier);
        let filings = tiers.filter(|tier| *tier == Tier::RegulatoryFiling).count();
        let told = |(count, of): (usize, fn(_, usize) -> String)| of(labels.plural(count), count);
        match self.brief.sources.len() {
            0 => None,
            count if priced => Some(told((count, words.sources))),
            count if filings == count => Some(told((count, words.filings))),
            count if filings == 0 => Some(count.to_string()),
            count => Some((words.of_them)(count, &told((filings, words.filings)))),
        }
    }

    /// The period with its last day; with its first as well, unless it is a quarter of the
    /// calendar.
    fn period_and_end(&self) -> Said {
        let (brief, labels) = (self.brief, self.labels);
        let Some(period) = &brief.period else { return labels.not_given.into() };
        let named = Said::new(labels.period(period), labels.say_period(period));
        let is_label = matches!(
            period,
            Period::Fiscal(_) | Period::YearToDate(_) | Period::TrailingTwelveMonths(_)
        );
        let days = brief.calendar().dates(period).filter(|_| is_label);
        let Some(days) = days else { return named };
        if is_calendar_quarter(period, days.last) {
            let day = self.short_day(days.last);
            let told = labels.front.period_to;
            return Said::new(
                told(&named.text.to_string(), &day.text.to_string()),
                told(&named.aloud(), &day.aloud()),
            );
        }
        let span = self.short_period(&Period::Interval(days));
        let both = |named: &str, span: &str| format!("{named}, {span}");
        Said::new(
            both(&named.text.to_string(), &span.text.to_string()),
            both(&named.aloud(), &span.aloud()),
        )
    }

    /// By what company and brief are known elsewhere, the likeliest first.
    fn identifiers(&self, edition: &str) -> Vec<Fact> {
        let labels = self.labels;
        let words = &labels.front;
        let subject = &self.brief.subject;
        let name = subject.short.as_ref().map(|_| subject.name.to_string());
        let known = [
            ("/subject/name", labels.company, name),
            ("/edition", labels.edition, self.brief.edition.as_ref().map(|_| edition.to_owned())),
            ("/subject/cik", labels.cik, subject.cik.as_ref().map(ToString::to_string)),
            ("/subject/lei", labels.lei, subject.lei.as_ref().map(ToString::to_string)),
            ("/subject/isin", words.isin, subject.isin.as_ref().map(ToString::to_string)),
            ("/subject/index", words.index, subject.index.as_ref().map(ToString::to_string)),
        ];
        let known = known.into_iter();
        known.filter_map(|(at, label, text)| Some(Fact::plain(at, label, text?))).collect()
    }

    /// What always stands in the back matter: the classification of the sector, and how the
    /// house came to its rating.
    fn behind(&self) -> Vec<Fact> {
        let words = &self.labels.front;
        let sector = self.brief.subject.sector.as_ref();
        let taxonomy = sector.and_then(|it| it.taxonomy.as_ref());
        let mut facts = Vec::new();
        facts.extend(taxonomy.map(|it| {
            Fact::plain("/subject/sector/taxonomy", words.classification, it.as_str())
        }));
        let Some(it) = &self.brief.recommendation else { return facts };
        let scale: Vec<_> = it.scale.iter().map(ToString::to_string).collect();
        facts.extend((!scale.is_empty()).then(|| {
            Fact::plain("/recommendation/scale", words.rating_scale, scale.join(", "))
        }));
        // A time without a price is not lost, nor a horizon without a target.
        let priced = it.price.as_ref().is_some_and(|id| self.brief.figure(id).is_some());
        let aimed = it.target.as_ref().is_some_and(|id| self.brief.figure(id).is_some());
        facts.extend(it.price_time.as_ref().filter(|_| !priced).map(|time| {
            Fact::plain("/recommendation/price-time", words.price, time.as_str())
        }));
        facts.extend(it.horizon.as_ref().filter(|_| !aimed).map(|horizon| {
            let horizon = self.short_period(horizon);
            Fact::plain("/recommendation/horizon", self.labels.horizon, horizon)
        }));
        facts.extend(it.method.as_ref().map(|method| {
            Fact::new("/recommendation/method", words.method, self.rich(method))
        }));
        facts
    }

    fn short_day(&self, day: Date) -> Said {
        Said::new(self.labels.short_day(day), self.labels.day(day))
    }

    fn short_period(&self, period: &Period) -> Said {
        Said::new(self.labels.short_period(period), self.labels.say_period(period))
    }
}

/// Whether a period is a quarter that ends as that of the calendar does.
fn is_calendar_quarter(period: &Period, last: Date) -> bool {
    let Period::Fiscal(label) = period else { return false };
    let declared = std::collections::BTreeMap::new();
    let calendar = Calendar { declared: &declared, calendar_year: true };
    matches!(label.kind(), LabelKind::Quarter(..)) && calendar.end(period) == Some(last)
}
