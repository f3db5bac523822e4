//! The masthead: who publishes the brief, of which company, and who answers for it.

use serde::Serialize;
use strata_model::{Name, Person};

use crate::context::Context;
use crate::words::Words;

/// All of the masthead but the title and the sentence under it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Masthead {
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<Words>,
    as_of: Words,
    /// Market, sector, country and the currency of the reports, behind the company.
    about: Vec<Words>,
    people: Vec<People>,
}

/// Authors or reviewers under their label.
#[derive(Debug, Serialize)]
struct People {
    label: Words,
    people: Vec<PersonView>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    at: String,
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

impl Context<'_> {
    pub(crate) fn masthead(&self) -> Masthead {
        let (brief, labels) = (self.brief, self.labels);
        let subject = &brief.subject;
        let sector = subject.sector.as_ref().map(|sector| &sector.name);
        let about = [subject.exchange.as_ref(), sector, subject.country.as_ref()];
        let about = about.into_iter().flatten().map(ToString::to_string);
        let currency = subject.currency.map(|it| (labels.front.reports_in)(it.code()));
        let people = [
            (labels.front.by, "authors", &brief.authors),
            (labels.front.reviewed_by, "reviewed-by", &brief.reviewed_by),
        ];
        let people = people.into_iter().filter(|(.., people)| !people.is_empty());
        Masthead {
            firm: brief.publisher.as_ref().map(|it| it.as_str().into()),
            as_of: labels.day(brief.as_of).into(),
            about: about.chain(currency).map(Words::from).collect(),
            people: people.map(|(label, key, them)| named(label, key, them)).collect(),
        }
    }

    /// The company as a reader of its market knows it: `Amazon (AMZN)`.
    pub(crate) fn company_line(&self) -> String {
        let subject = &self.brief.subject;
        let company = subject.short.as_ref().unwrap_or(&subject.name);
        match subject.ticker.as_ref().map(Name::as_str) {
            Some(ticker) => format!("{company} ({ticker})"),
            None => company.to_string(),
        }
    }
}

fn named(label: &str, key: &str, people: &[Person]) -> People {
    let person = |(n, it): (usize, &Person)| PersonView {
        at: format!("/{key}/{n}"),
        name: it.name.as_str().into(),
        role: it.role.as_ref().map(|it| it.as_str().into()),
        contact: it.contact.as_ref().map(|url| Contact {
            url: url.to_string(),
            text: reached(url.as_str()).into(),
        }),
    };
    let people = people.iter().enumerate().map(person).collect();
    People { label: label.into(), people }
}

/// An address as it is printed: of mail without what it sets in the mail, of the web without
/// its scheme.
fn reached(url: &str) -> &str {
    match url.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or(mail),
        None => url.split_once("://").map_or(url, |(_, web)| web.trim_end_matches('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
