//! The page that binds several briefs: title and contents.

use serde::Serialize;
use strata_model::{Brief, Date};

use super::words::Words;
use super::{About, View};
use crate::labels::{Labels, labels};
use crate::print::fill;

/// More companies than this are counted in the title, not named.
const NAMED: usize = 3;

/// Everything on the page of contents.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct BookView {
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
pub(crate) fn book(briefs: &[(&Brief, &View)], as_of: Date) -> BookView {
    let language =
        briefs.first().and_then(|(brief, _)| brief.language).unwrap_or_default();
    let labels = labels(language);
    let day = |date| format!("{} {}", labels.as_of.to_lowercase(), labels.day(date));
    let mut companies: Vec<String> = Vec::new();
    let mut authors: Vec<String> = Vec::new();
    for (_, view) in briefs {
        for (list, names) in [
            (&mut companies, vec![view.company.to_string()]),
            (&mut authors, view.document.author.clone()),
        ] {
            names.into_iter().for_each(|name| {
                if !list.contains(&name) {
                    list.push(name);
                }
            });
        }
    }
    let mut title = companies.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if companies.len() > NAMED {
        let more = (companies.len() - NAMED).to_string();
        title = format!("{title} {}", fill(labels.and_more, &[&more]));
    }
    let mut kinds: Vec<String> = Vec::new();
    for (_, view) in briefs {
        if !kinds.contains(&view.kind.to_string()) {
            kinds.push(view.kind.to_string());
        }
    }
    let kind = kinds.join(" · ");
    let entry = |(brief, view): &(&Brief, &View)| Entry {
        company: view.company_line.clone(),
        title: view.title.clone(),
        facts: [view.kind.to_string(), view.period.to_string(), day(brief.as_of)]
            .join(" · ")
            .into(),
    };
    BookView {
        language: language.language(),
        region: language.region(),
        labels,
        document: About {
            title: title.clone(),
            author: authors,
            description: None,
            keywords: companies,
        },
        title: title.into(),
        foot: format!("{kind} · {}", day(as_of)).into(),
        kind: kind.into(),
        as_of: day(as_of).into(),
        entries: briefs.iter().map(entry).collect(),
    }
}
