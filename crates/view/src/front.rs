//! The front box: what is recommended at which price, and what a reader must know first. What
//! finds no room in it stands in the back matter.

use serde::Serialize;
use strata_model::{Calendar, Date, EventDate, Id, LabelKind, Period, Ref, Text, Tier};

use crate::context::Context;
use crate::measure;
use crate::recommended::Stated;
use crate::words::{Look, Rich, Run, Said, Words};

/// At most so many rows, and so many lines: beside a rating, and without.
const ROWS: usize = 9;
const LINES: [usize; 2] = [11, 14];
/// The sizes of the rows and of the notes under them, and the widths of the two columns, in
/// points.
const SIZE: f64 = 8.0;
const SMALL: f64 = 7.5;
const LABELS: f64 = 57.0;
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

    /// How many lines it takes without its note.
    fn lines(&self) -> usize {
        let label = lines(&self.label.to_string(), SIZE, LABELS);
        label.max(lines(&self.value.read(), SIZE, VALUES))
    }
}

/// How many lines a text takes.
fn lines(text: &str, size: f64, width: f64) -> usize {
    measure::lines(text, size, false, width, LINES[1]).len()
}

/// The rows with the lines that are left for more.
struct Room {
    rows: Vec<Fact>,
    lines: usize,
    left_over: Vec<Fact>,
}

impl Room {
    /// Takes a fact in at a place if there is room.
    fn take(&mut self, at: usize, fact: Fact) {
        let lines = fact.lines();
        if lines > self.lines || self.rows.len() == ROWS {
            return self.left_over.push(fact);
        }
        self.lines -= lines;
        self.rows.insert(at.min(self.rows.len()), fact);
    }

    /// Sets a note under the row of a place if there is room.
    fn note(&mut self, at: &str, label: &str, note: Rich) {
        let lines = lines(&note.read(), SMALL, VALUES);
        let row = self.rows.iter_mut().find(|row| row.at == at);
        match row.filter(|_| lines <= self.lines) {
            Some(row) => {
                self.lines -= lines;
                row.note = Some(note);
            }
            None => self.left_over.push(Fact::new(&format!("{at}/note"), label, note)),
        }
    }
}

impl Context<'_> {
    /// The box, and the facts for the back matter. The next event, the period and the sources
    /// come first to the room there is, then prices, then by what the company is known.
    pub(crate) fn front(&self) -> (FrontBox, Vec<Fact>) {
        let quotes = self.quotes();
        let priced = !quotes.is_empty();
        let stated = self.stated();
        let lines = LINES[usize::from(stated.is_empty())];
        let mut room = Room { rows: Vec::new(), lines, left_over: Vec::new() };
        self.dates(priced).into_iter().for_each(|it| room.take(ROWS, it));
        let dates = room.rows.len();
        for fact in quotes {
            room.take(room.rows.len() - dates, fact);
        }
        let note = self.brief.next_event.as_ref().and_then(|it| it.note.as_ref());
        if let Some(note) = note.map(|it| self.rich(it)) {
            room.note("/next-event", self.labels.front.next_date, note);
        }
        let mut identifiers = self.identifiers();
        // Beside a rating, the box keeps to what that rests on.
        if stated.is_empty() {
            let named = identifiers.first().is_some_and(|it| it.at == "/subject/name");
            let company = (named && !priced).then(|| identifiers.remove(0));
            company.into_iter().for_each(|it| room.take(0, it));
            identifiers.drain(..).for_each(|it| room.take(ROWS, it));
        }
        let left_over = room.left_over.into_iter().chain(identifiers);
        let left_over = left_over.chain(self.behind()).collect();
        (FrontBox { stated, rows: room.rows }, left_over)
    }

    /// Price, upside and market data. Of the day of the prices the first of them tells.
    fn quotes(&self) -> Vec<Fact> {
        let brief = self.brief;
        let words = &self.labels.front;
        let recommended = brief.recommendation.as_ref();
        let price = recommended.and_then(|it| it.price.as_ref()).map(Ref::id);
        let target = recommended.and_then(|it| it.target.as_ref()).map(Ref::id);
        let mut told = None;
        let mut quotes = Vec::new();
        quotes.extend(price.and_then(|id| self.quoted(id, Some(words.price), &mut told)));
        let time = recommended.and_then(|it| it.price_time.as_ref());
        if let (Some(fact), Some(time)) = (quotes.last_mut(), time) {
            fact.value.push(format!(", {time}"));
        }
        let upside =
            target.zip(price).and_then(|(target, price)| self.upside(target, price));
        quotes.extend(upside.map(|it| Fact::plain("/recommendation", words.upside, it)));
        let market = brief.market.iter().map(Ref::id);
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
    fn quoted(
        &self,
        id: &Id,
        label: Option<&str>,
        told: &mut Option<Date>,
    ) -> Option<Fact> {
        let labels = self.labels;
        let (id, figure) = self.brief.figures.get_key_value(id)?;
        let short = figure.short.as_ref().map(Text::as_str);
        let label = label.or(short).unwrap_or(figure.label.as_str());
        let value = Said::new(labels.value(figure), labels.say_value(figure));
        let mut value = Rich::plain(whole(value));
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
            Fact::new("/next-event", labels.front.next_date, value)
        });
        let period = Fact::plain("/period", labels.period, self.period_and_end());
        let sources = |value: String| Fact::plain("/sources", labels.sources, value);
        let to = brief.data_cut_off.map(|day| {
            Fact::plain("/data-cut-off", labels.data_cut_off, self.short_day(day))
        });
        let (to, sources) =
            match (to, self.counted(priced && brief.data_cut_off.is_some())) {
                (Some(mut to), Some(count)) if priced => {
                    to.value.push(format!(" · {count}"));
                    (Some(to), None)
                }
                (to, count) => (to, count.map(sources)),
            };
        next.into_iter().chain([period]).chain(to).chain(sources).collect()
    }

    /// How many sources there are: behind the day of the data, or alone with how many of them
    /// are filings.
    fn counted(&self, behind: bool) -> Option<String> {
        let labels = self.labels;
        let words = &labels.front;
        let tiers = self.brief.sources.values().map(|source| source.tier);
        let filings = tiers.filter(|tier| *tier == Tier::RegulatoryFiling).count();
        let told = |(count, of): (usize, fn(_, usize) -> String)| {
            of(labels.plural(count), count)
        };
        match self.brief.sources.len() {
            0 => None,
            count if behind => Some(told((count, words.sources))),
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
        // No line begins with the dash.
        let span = self.short_period(&Period::Interval(days));
        let text = span.text.to_string().replace(" – ", "\u{a0}– ");
        let span = Said { text: text.into(), ..span };
        let both = |named: &str, span: &str| format!("{named}, {span}");
        Said::new(
            both(&named.text.to_string(), &span.text.to_string()),
            both(&named.aloud(), &span.aloud()),
        )
    }

    /// By what company and brief are known elsewhere, the likeliest first.
    fn identifiers(&self) -> Vec<Fact> {
        let labels = self.labels;
        let words = &labels.front;
        let subject = &self.brief.subject;
        let name = subject.short.as_ref().map(|_| subject.name.to_string());
        let known = [
            ("/subject/name", labels.company, name),
            (
                "/edition",
                labels.edition,
                self.brief.edition.as_ref().map(ToString::to_string),
            ),
            ("/subject/cik", labels.cik, subject.cik.as_ref().map(ToString::to_string)),
            ("/subject/lei", labels.lei, subject.lei.as_ref().map(ToString::to_string)),
            ("/subject/isin", words.isin, subject.isin.as_ref().map(ToString::to_string)),
            (
                "/subject/index",
                words.index,
                subject.index.as_ref().map(ToString::to_string),
            ),
        ];
        let known = known.into_iter();
        known
            .filter_map(|(at, label, text)| Some(Fact::plain(at, label, text?)))
            .collect()
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

/// A value of which no line takes a part: `$2.86/share`.
fn whole(value: Said) -> Said {
    let text = value.text.to_string().replace('/', "/\u{2060}");
    Said { text: text.into(), ..value }
}

/// Whether a period is a quarter that ends as that of the calendar does.
fn is_calendar_quarter(period: &Period, last: Date) -> bool {
    let Period::Fiscal(label) = period else { return false };
    let declared = std::collections::BTreeMap::new();
    let calendar = Calendar { declared: &declared, calendar_year: true };
    matches!(label.kind(), LabelKind::Quarter(..)) && calendar.end(period) == Some(last)
}

#[cfg(test)]
mod tests;
