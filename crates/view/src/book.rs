//! The page that binds several briefs: title and contents.

use serde::Serialize;
use strata_model::{Brief, Date};

use crate::brief::{About, View};
use crate::labels::{Labels, labels};
use crate::words::Words;

/// More companies than this are counted in the title, not named.
const NAMED: usize = 3;

/// Everything on the page of contents.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BookView {
    language: &'static str,
    region: &'static str,
    labels: &'static Labels,
    document: About,
    title: Words,
    kind: Words,
    as_of: Words,
    foot: Words,
    entries: Vec<Entry>,
}

/// A brief in the contents.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Entry {
    company: Words,
    title: Words,
    facts: Words,
}

/// Makes the view of a book, in the language of its first brief. Its day is the latest of
/// its briefs.
pub fn book(briefs: &[(&Brief, &View)], as_of: Date) -> BookView {
    let language =
        briefs.first().and_then(|(brief, _)| brief.language).unwrap_or_default();
    let labels = labels(language);
    let day = |date| format!("{} {}", labels.as_of.to_lowercase(), labels.day(date));
    let each = |name: fn(&View) -> String| distinct(briefs.iter().map(|it| name(it.1)));
    let companies = each(|view| view.company.to_string());
    let kind = each(|view| view.kind.to_string()).join(" · ");
    let authors = briefs.iter().flat_map(|(_, view)| view.document.author.clone());
    let mut title = companies.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if companies.len() > NAMED {
        title = format!("{title} {}", labels.and_more(companies.len() - NAMED));
    }
    let entry = |(brief, view): &(&Brief, &View)| Entry {
        company: view.company_line.clone(),
        title: view.title.clone(),
        facts: [Some(view.kind.to_string()), period(brief, view), Some(day(brief.as_of))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
            .into(),
    };
    BookView {
        language: language.language(),
        region: language.region(),
        labels,
        document: About {
            title: title.clone(),
            author: distinct(authors),
            description: None,
            keywords: companies,
        },
        title: title.into(),
        foot: day(as_of).into(),
        kind: kind.into(),
        as_of: day(as_of).into(),
        entries: briefs.iter().map(entry).collect(),
    }
}

/// The period of a brief, where it has one.
fn period(brief: &Brief, view: &View) -> Option<String> {
    brief.period.as_ref().map(|_| view.period.text.to_string())
}

/// Each name once, in the order of their first coming.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}
