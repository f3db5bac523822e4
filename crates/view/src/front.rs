//! The front matter of a house on the page: who wrote the brief, what it recommends, the
//! market data, and what comes next.

use serde::Serialize;
use strata_model::calc::{Interval, upside};
use strata_model::{Decimal, Event, EventDate, Id, Name, Person, Quantity, Recommendation};

use crate::changes::Changes;
use crate::claim::Line;
use crate::context::Context;
use crate::key_figure::Strip;
use crate::words::{Rich, Said, Words};

/// All that stands between the title and the key judgments, or in the masthead beside it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Front {
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Words>,
    /// Sector and country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Words>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<People>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Next>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<Recommended>,
    #[serde(skip_serializing_if = "Option::is_none")]
    market: Option<Market>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
}

/// Authors or reviewers under their label.
#[derive(Debug, Serialize)]
struct People {
    label: Words,
    people: Vec<PersonView>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    name: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
}

/// An address with the words that lead to it.
#[derive(Debug, Serialize)]
struct Contact {
    url: String,
    text: Words,
}

/// The next event, for the box beside the title.
#[derive(Debug, Serialize)]
struct Next {
    label: Words,
    date: Said,
    event: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Rich>,
}

/// Rating, target, price and upside side by side, and below them how they came about.
#[derive(Debug, Serialize)]
struct Recommended {
    cells: Vec<Stated>,
    lines: Vec<Line>,
}

/// One of them.
#[derive(Debug, Serialize)]
struct Stated {
    label: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Rich>,
    /// The qualifier in front of the value, in words.
    lead: Words,
    value: Said,
    notes: Vec<Said>,
}

/// The market data under their head.
#[derive(Debug, Serialize)]
struct Market {
    head: Words,
    strip: Strip,
}

impl Context<'_> {
    /// The front, if the brief has anything of it.
    pub(crate) fn front(&self) -> Option<Front> {
        let brief = self.brief;
        let subject = &brief.subject;
        let sector = subject.sector.as_ref().map(|sector| match &sector.taxonomy {
            Some(taxonomy) => format!("{} ({taxonomy})", sector.name),
            None => sector.name.to_string(),
        });
        let country = subject.country.as_ref().map(ToString::to_string);
        let words = &self.labels.front;
        let people =
            [(words.by, &brief.authors), (words.reviewed_by, &brief.reviewed_by)];
        let people = people.into_iter().filter(|(_, people)| !people.is_empty());
        let market = brief.market.iter().enumerate();
        let market = market.map(|(n, it)| (format!("/market/{n}"), it.id(), None));
        let market = Market {
            head: words.market_data.into(),
            strip: self.strip(market.collect()),
        };
        let front = Front {
            publisher: brief.publisher.as_ref().map(|it| it.as_str().into()),
            about: sector.into_iter().chain(country).map(Words::from).collect(),
            people: people.map(|(label, people)| named(label, people)).collect(),
            next: brief.next_event.as_ref().map(|it| self.next(it)),
            recommendation: brief.recommendation.as_ref().map(|it| self.recommended(it)),
            market: (!brief.market.is_empty()).then_some(market),
            changes: self.changes(),
        };
        (!front.is_empty()).then_some(front)
    }

    fn next(&self, event: &Event) -> Next {
        let labels = self.labels;
        Next {
            label: labels.front.next_date.into(),
            date: match &event.date {
                EventDate::Day(day) => labels.day(*day).into(),
                EventDate::Within(period) => {
                    Said::new(labels.period(period), labels.say_period(period))
                }
            },
            event: event.event.as_str().into(),
            note: event.note.as_ref().map(|it| self.rich(it)),
        }
    }

    fn recommended(&self, it: &Recommendation) -> Recommended {
        let (brief, labels) = (self.brief, self.labels);
        let words = &labels.front;
        let plain = |label: &str, value: Said, notes: Vec<Said>| Stated {
            label: label.into(),
            mark: None,
            lead: Words::default(),
            value,
            notes,
        };
        let of_figure = |label: &str, id: &Id, more: Option<Said>| {
            let figure = brief.figures.get(id)?;
            let value =
                Said::new(labels.bare_value(figure), labels.say_bare_value(figure));
            let notes = [self.period_said(figure)].into_iter().chain(more).collect();
            Some(Stated {
                mark: Some(self.cited_by(&[id])),
                lead: labels.qualifier_word(figure).unwrap_or_default().into(),
                ..plain(label, value, notes)
            })
        };
        let before = it.before.as_ref();
        let before = before.map(|it| format!("{}{}{it}", words.before, labels.colon));
        let issued = it.issued.map(|it| format!("{} {}", words.since, labels.day(it)));
        let notes = before.into_iter().chain(issued).map(Said::from).collect();
        let rating = plain(words.rating, it.rating.as_str().into(), notes);
        let target = it.target.as_ref();
        let target = target.and_then(|it| of_figure(words.target_price, it.id(), None));
        let time = it.price_time.as_ref().map(Name::as_str);
        let price = it.price.as_ref();
        let price = price.and_then(|it| of_figure(words.price, it.id(), time.map(Said::from)));
        // A time without a price is not lost.
        let time = time.filter(|_| price.is_none());
        let above = self.upside(it);
        let above = above.map(|it| plain(words.upside, it, vec![labels.computed.into()]));
        let horizon = it
            .horizon
            .as_ref()
            .map(|it| Rich::plain(Said::new(labels.period(it), labels.say_period(it))));
        let scale: Vec<_> = it.scale.iter().map(ToString::to_string).collect();
        let scale = (!scale.is_empty()).then(|| Rich::plain(scale.join(", ")));
        let lines = [
            (words.price, time.map(Rich::plain)),
            (labels.horizon, horizon),
            (words.rating_scale, scale),
            (words.method, it.method.as_ref().map(|it| self.rich(it))),
        ];
        let lines =
            lines.into_iter().filter_map(|(label, body)| Some(Line::new(label, body?)));
        Recommended {
            cells: [Some(rating), target, price, above].into_iter().flatten().collect(),
            lines: lines.collect(),
        }
    }

    /// What the target lies above the price, in whole percents with their sign.
    fn upside(&self, it: &Recommendation) -> Option<Said> {
        let target = self.brief.figure(it.target.as_ref()?)?;
        let price = self.brief.figure(it.price.as_ref()?)?;
        let labels = self.labels;
        let ends = percents(upside(target, price)?)?;
        let said = |say: &dyn Fn(&Quantity) -> String,
                    range: fn(&str, &str) -> String| {
            match ends.as_slice() {
                [low, high] => range(&say(low), &say(high)),
                one => one.iter().map(say).collect(),
            }
        };
        Some(Said::new(
            said(&|it| labels.quantity(it), labels.written.range),
            said(&|it| labels.say_quantity(it), labels.spoken.range),
        ))
    }
}

impl Front {
    fn is_empty(&self) -> bool {
        let Self { publisher, about, people, next, recommendation, market, changes } =
            self;
        publisher.is_none()
            && about.is_empty()
            && people.is_empty()
            && next.is_none()
            && recommendation.is_none()
            && market.is_none()
            && changes.is_none()
    }
}

fn named(label: &str, people: &[Person]) -> People {
    let person = |it: &Person| PersonView {
        name: it.name.as_str().into(),
        role: it.role.as_ref().map(|it| it.as_str().into()),
        contact: it.contact.as_ref().map(|url| Contact {
            url: url.to_string(),
            text: reached(url.as_str()).into(),
        }),
    };
    People { label: label.into(), people: people.iter().map(person).collect() }
}

/// An address as it is printed: of mail without what it sets in the mail, of the web without
/// its scheme.
fn reached(url: &str) -> &str {
    match url.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or(mail),
        None => url.split_once("://").map_or(url, |(_, web)| web.trim_end_matches('/')),
    }
}

/// A percentage as far as it is known: rounded to a whole one; where more than one is left
/// open, both ends, rounded outwards.
fn percents(open: Interval) -> Option<Vec<Quantity>> {
    let (low, high) = (open.low()?, open.high()?);
    let ends = if open.width()? > Decimal::ONE {
        vec![low.floor(), high.ceil()]
    } else {
        let half = Decimal::new(5, 1);
        let middle = low.checked_add(high)?.checked_mul(half)?;
        let away = (middle.abs() + half).floor();
        vec![if middle.is_sign_negative() { -away } else { away }]
    };
    let signed = |end: Decimal| {
        let plus = if end > Decimal::ZERO { "+" } else { "" };
        let end = if end.is_zero() { Decimal::ZERO } else { end.normalize() };
        format!("{plus}{end}%").parse().ok()
    };
    ends.into_iter().map(signed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use strata_model::Figure;

    #[test]
    fn an_upside_has_no_more_digits_than_target_and_price() {
        let figure = |value: &str| Figure {
            value: value.parse().ok(),
            ..Figure::new("Price".parse().expect("a name"))
        };
        let said = |target: &str, price: &str| {
            let open = upside(&figure(target), &figure(price)).expect("two ends");
            let ends = percents(open).expect("small");
            ends.iter().map(ToString::to_string).collect::<Vec<_>>().join(" to ")
        };
        assert_eq!(said("$300", "$244.22"), "+23%");
        assert_eq!(said("$200.00", "$244.22"), "-18%");
        assert_eq!(said("$244.50", "$244.22"), "0%");
        assert_eq!(said("$243.90", "$244.22"), "0%");
        assert_eq!(said("$281.00", "$250.00"), "+12%");
        assert_eq!(said("$4", "$3.10"), "+12% to +46%");
        assert_eq!(said("$20", "$25"), "-24% to -16%");
    }

    #[test]
    fn an_address_is_printed_as_people_write_it() {
        for (url, text) in [
            ("mailto:jane@example.com", "jane@example.com"),
            ("mailto:jane@example.com?subject=Your%20brief", "jane@example.com"),
            ("https://example.com/people/jane", "example.com/people/jane"),
            ("https://example.com/", "example.com"),
        ] {
            assert_eq!(reached(url), text, "{url}");
        }
    }
}
