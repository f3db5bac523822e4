//! A second reader, which shares nothing with the press, opens the file and finds every
//! figure and every sentence of the data in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use printpdf::{PdfDocument, PdfParseOptions};
use regex::{Captures, Regex};
use serde_json::Value;

use crate::print::{Printed, briefs};

/// Keys whose values are ids, fixed words that print as labels, or for machines only.
const SILENT: [&str; 46] = [
    "adjustment",
    "against",
    "allow",
    "archived-hash",
    "audit",
    "basis",
    "breakdowns",
    "concept",
    "confidence",
    "copy",
    "decimals",
    "definition",
    "derivation",
    "effect",
    "extreme",
    "figure",
    "figures",
    "fiscal-year",
    "for-periods",
    "form",
    "id",
    "is",
    "kind",
    "language",
    "likelihood",
    "measure",
    "middle",
    "nearest-gaap",
    "of",
    "origin",
    "periods",
    "qualifier",
    "quote",
    "relation",
    "replaces",
    "rests-on",
    "roles",
    "show",
    "since",
    "source",
    "stale-after",
    "status",
    "strata",
    "tier",
    "url",
    "verification",
];

/// Every string of a brief that is to be read on paper, with its key, as it is printed.
fn said(brief: &Value) -> Vec<(String, String)> {
    let mut said = strings(brief);
    for (key, text) in &mut said {
        *text = as_printed(brief, key, text);
    }
    said
}

/// The same as it is written.
pub(crate) fn strings(brief: &Value) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (key, value) in brief.as_object().expect("a brief") {
        match key.as_str() {
            // Their keys are the author's, and all that is under them counts.
            "definitions" | "figures" | "sources" | "units" => {
                for (id, entry) in value.as_object().expect("a map") {
                    leaves(id, entry, &mut said);
                }
            }
            "kind" => said.push((key.clone(), text(value).to_owned())),
            key if !SILENT.contains(&key) => leaves(key, value, &mut said),
            _ => {}
        }
    }
    said
}

fn leaves(key: &str, value: &Value, said: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => said.push((key.to_owned(), text.clone())),
        // A block is a map of its kind; figures are one of them.
        Value::Array(blocks) if key == "blocks" => {
            let kinds = blocks.iter().filter_map(Value::as_object).flatten();
            kinds.for_each(|(kind, block)| leaves(kind, block, said));
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(key, item, said)),
        Value::Object(map) => {
            // The entries of these have keys that mean something; they are figures still.
            let own = key == "dimensions" || key == "history";
            for (inner, value) in
                map.iter().filter(|(it, _)| own || !SILENT.contains(&it.as_str()))
            {
                leaves(inner, value, said);
            }
        }
        _ => {}
    }
}

/// Words are printed as they are written, but for days, periods and figures quoted.
fn as_printed(brief: &Value, key: &str, text: &str) -> String {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([0-9]{4})-([0-9]{2})-([0-9]{2})").expect("a pattern")
    });
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\{([a-z0-9-]+)(?:\.([a-z]+))?\}").expect("a pattern")
    });
    match key {
        "as-of" | "data-cut-off" | "date" | "issued" | "period" | "horizon"
        | "price-date" | "retrieved" | "review-by" => {
            let language = brief["language"].as_str().unwrap_or_default();
            let text = DAY.replace_all(text, |parts: &Captures<'_>| day(language, parts));
            if text == "unstated" {
                "period not stated".to_owned()
            } else {
                text.replace('/', "–")
            }
        }
        _ => {
            let figure = |parts: &Captures<'_>| {
                let part = parts.get(2).map(|part| part.as_str());
                quoted(&brief["figures"][&parts[1]], part)
            };
            QUOTED.replace_all(text, figure).into_owned()
        }
    }
}

fn day(language: &str, parts: &Captures<'_>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let number = |at: usize| parts[at].parse::<usize>().expect("digits");
    let (day, month, year) = (number(3), MONTHS[number(2) - 1], &parts[1]);
    match language {
        "en-GB" => format!("{day} {month} {year}"),
        _ => format!("{month} {day}, {year}"),
    }
}

/// What `{figure}` or `{figure.part}` prints.
fn quoted(figure: &Value, part: Option<&str>) -> String {
    let key = |key: &str| text(&figure[key]);
    let change = key("change").split(' ').next().unwrap_or_default();
    match part {
        None => {
            let bound = key("qualifier").replace('-', " ");
            let range = format!(
                "{}–{}",
                text(&figure["range"]["low"]),
                text(&figure["range"]["high"])
            );
            let shift = format!(
                "{}→{}",
                text(&figure["shift"]["from"]),
                text(&figure["shift"]["to"])
            );
            let level = [key("value"), key("magnitude"), &range, &shift]
                .into_iter()
                .find(|level| !["", "–", "→"].contains(level));
            format!("{bound} {}", level.expect("a level"))
        }
        Some("change") => change.to_owned(),
        Some("rise" | "fall") => change.trim_start_matches(['+', '-']).to_owned(),
        Some(part) => key(part).to_owned(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What a reader sees as the same. Case counts.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .map(|c| match c {
            '−' | '–' => '-',
            '×' => 'x',
            c => c,
        })
        .collect()
}

/// The text of all pages as the second reader finds it, folded.
pub(crate) fn read(brief: &Printed) -> String {
    assert_eq!(open(&brief.pdf).pages.len(), brief.document.pages());
    let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
    let pages = file.page_iter().map(|page| {
        let page = open(&alone(&file, page));
        page.pages[0].extract_text(&page.resources).concat()
    });
    fold(&pages.collect::<String>())
}

fn open(pdf: &[u8]) -> PdfDocument {
    let file = PdfDocument::parse(pdf, &PdfParseOptions::default(), &mut Vec::new());
    file.expect("a file that others can read")
}

/// One page as a file of its own: the second reader takes a name of a face to mean the
/// same face on all pages, which no standard says.
fn alone(file: &lopdf::Document, page: lopdf::ObjectId) -> Vec<u8> {
    let mut file = file.clone();
    let pages = file.catalog().and_then(|it| it.get(b"Pages")?.as_reference());
    let pages = pages.and_then(|id| file.get_dictionary_mut(id)).expect("pages");
    pages.set("Kids", vec![page.into()]);
    pages.set("Count", 1);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    bytes
}

/// The strings that are not in the text as often as they are said.
pub(crate) fn lost(said: &[(String, String)], read: &str) -> Vec<String> {
    let mut wanted: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (_, text) in said {
        wanted.entry(fold(text)).or_insert((0, text)).0 += 1;
    }
    let lost = wanted.iter().filter_map(|(folded, (times, text))| {
        let found = read.matches(folded.as_str()).count();
        (found < *times).then(|| format!("{found} of {times}: {text}"))
    });
    lost.collect()
}

fn of(brief: &Printed) -> Vec<(String, String)> {
    said(&serde_json::to_value(brief.checked.brief()).expect("a value"))
}

#[test]
fn every_figure_and_sentence_is_found_by_another_reader() {
    for (name, brief) in briefs() {
        let said = of(brief);
        let lost = lost(&said, &read(brief));
        assert!(lost.is_empty(), "{name} has lost:\n{}", lost.join("\n"));

        let sentences = said.iter().filter(|(_, text)| text.len() > 30).count();
        let values = said.iter().filter(|(key, _)| key == "value").count();
        let counts = (said.len(), sentences, values);
        let most = if name == "amazon" { (380, 130, 28) } else { (220, 60, 22) };
        assert!(
            counts.0 >= most.0 && counts.1 >= most.1 && counts.2 >= most.2,
            "{name}: only {counts:?} strings, sentences and values were looked for"
        );
    }
}

/// A check that cannot fail proves nothing.
#[test]
fn what_is_not_printed_is_missed() {
    let (_, brief) = briefs()[0];
    let (mut said, read) = (of(brief), read(brief));
    let known =
        said.iter().find(|(_, text)| text == "$115.9B").expect("a figure").clone();
    said.push(("text".to_owned(), "Nobody wrote this.".to_owned()));
    said.extend(std::iter::repeat_n(known, 99));
    let lost = lost(&said, &read);
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].ends_with(" of 100: $115.9B"), "{lost:?}");
    assert_eq!(lost[1], "0 of 1: Nobody wrote this.");
}
