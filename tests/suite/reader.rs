//! A second reader, which shares nothing with the press, opens the file and finds every
//! figure and every sentence of the data in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use printpdf::{PdfDocument, PdfParseOptions};
use regex::{Captures, Regex};
use serde_json::Value;
use strata_model::walk::{Leaf, Step, Visit, Walk};
use strata_model::{Brief, Period};

use crate::print::{Printed, briefs};

/// Texts that are in the attached data alone.
const SILENT: [&str; 7] =
    ["$schema", "allow", "archived-hash", "concept", "quote", "short", "since"];

/// Every string of a brief that is to be read on paper, with its key, as it is printed.
fn said(brief: &Brief) -> Vec<(String, String)> {
    let value = serde_json::to_value(brief).expect("a value");
    let mut said = strings(brief);
    for (key, text) in &mut said {
        *text = as_printed(&value, key, text);
    }
    said
}

/// The number of a quantity of a figure, or the direction of a change: its unit is said where it is printed, in the row or
/// in the line over it.
fn number(text: &str) -> String {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("[-+−]?[0-9][0-9.,]*").expect("a pattern"));
    let direction = text.split(' ').next().unwrap_or(text);
    NUMBER.find(text).map_or(direction, |it| it.as_str()).to_owned()
}

/// The same as it is written.
pub(crate) fn strings(brief: &Brief) -> Vec<(String, String)> {
    let (found, shared) = (Vec::new(), BTreeSet::new());
    let mut strings = Strings { keys: Vec::new(), silent: 0, found, shared };
    brief.walk(&mut strings);
    strings.found
}

/// What a walk over a brief hears.
struct Strings {
    keys: Vec<String>,
    /// How many steps lead into what is not printed.
    silent: usize,
    found: Vec<(String, String)>,
    /// What is said of figures and stands on the page once for all of them.
    shared: BTreeSet<(String, String)>,
}

impl<'b> Visit<'b> for Strings {
    fn enter(&mut self, step: Step<'b>) {
        let above = self.keys.last().cloned().unwrap_or_default();
        let is_silent = matches!(step, Step::Key(key) if SILENT.contains(&key));
        self.silent += usize::from(is_silent || self.silent > 0);
        self.keys.push(match step {
            Step::Key(key) => key.to_owned(),
            Step::Period(_) | Step::Index(_) => above,
        });
    }

    fn leave(&mut self) {
        self.keys.pop();
        self.silent = self.silent.saturating_sub(1);
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        let text = match leaf {
            Leaf::Prose(text) | Leaf::Text(text) => text.to_owned(),
            Leaf::Quantity(quantity) => quantity.to_string(),
            Leaf::Change(change) => change.to_string(),
            Leaf::Period(period) => period.to_string(),
            Leaf::Date(day) => day.to_string(),
            Leaf::Id(_) | Leaf::Ref(..) | Leaf::Ground(_) => return,
            Leaf::Cell(_) | Leaf::Shown(_) => return,
            Leaf::Derivation(_) => return,
            Leaf::Word(_) | Leaf::Code(_) => return,
        };
        let key = self.keys.last().cloned().unwrap_or_default();
        // The front box has little room.
        let boxed = ["next-event", "recommendation", "data-cut-off", "price-date"];
        let boxed = self.keys.first().is_some_and(|it| boxed.contains(&it.as_str()));
        let key = match leaf {
            Leaf::Date(_) if boxed => "short-day".to_owned(),
            _ => key,
        };
        let of_figure = self.keys.first().is_some_and(|it| it == "figures");
        let own = matches!(leaf, Leaf::Quantity(_) | Leaf::Change(_)) || key == "label";
        // A day beside a name is shortened, and a line begins with a capital letter.
        let is_day =
            matches!(leaf, Leaf::Period(period) if !matches!(period, Period::Fiscal(_)));
        let text = match leaf {
            Leaf::Quantity(_) | Leaf::Change(_) if of_figure => number(&text),
            _ => text,
        };
        let counts = self.silent == 0
            && (!of_figure
                || own
                || !is_day && self.shared.insert((key.clone(), text.clone())));
        // A layer prints each number of its items in a cell of its own.
        let in_layer = self.keys.iter().any(|it| it == "layers") && key == "text";
        if in_layer && text.starts_with('{') && counts {
            let cells = cells(&text);
            self.found
                .extend(cells.into_iter().map(|cell| (key.clone(), cell.to_owned())));
        } else {
            self.found.extend(counts.then_some((key, text)));
        }
    }
}

/// A text parted where a mark stands before the next number, or behind one: a line may end
/// there in place of the mark.
fn cells(text: &str) -> Vec<&str> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\}\s*[,;:.–—]\s+|\s*[,;:.–—]\s+\{").expect("a pattern")
    });
    let mut cells = Vec::new();
    let mut from = 0;
    for mark in MARK.find_iter(text) {
        let behind = usize::from(mark.as_str().starts_with('}'));
        let before = usize::from(mark.as_str().ends_with('{'));
        cells.push(&text[from..mark.start() + behind]);
        from = mark.end() - before;
    }
    cells.push(&text[from..]);
    cells
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
        "short-day" => {
            let parts = DAY.captures(text).expect("a day");
            let language = brief["language"].as_str().unwrap_or_default();
            let (_, month, _) = in_words(&parts);
            day(language, &parts).replace(month, &month[..3])
        }
        "as-of" | "date" | "issued" | "period" | "horizon" | "retrieved"
        | "review-by" => {
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
    let (day, month, year) = in_words(parts);
    match language {
        "en-GB" => format!("{day} {month} {year}"),
        _ => format!("{month} {day}, {year}"),
    }
}

/// Day, month and year.
fn in_words<'p>(parts: &'p Captures<'_>) -> (usize, &'static str, &'p str) {
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
    (number(3), MONTHS[number(2) - 1], &parts[1])
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
            let level = [key("show-as"), key("value"), key("magnitude"), &range, &shift]
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
    said(brief.checked.brief())
}

#[test]
fn every_figure_and_sentence_is_found_by_another_reader() {
    // Those without marks and computed values: the reader knows neither.
    for (name, brief) in &briefs()[..2] {
        let said = of(brief);
        let lost = lost(&said, &read(brief));
        assert!(lost.is_empty(), "{name} has lost:\n{}", lost.join("\n"));

        let sentences = said.iter().filter(|(_, text)| text.len() > 30).count();
        let values = said.iter().filter(|(key, _)| key == "value").count();
        let counts = (said.len(), sentences, values);
        let most = if *name == "amazon" { (350, 130, 28) } else { (220, 60, 22) };
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
    let known = said.iter().find(|(_, text)| text == "115.9").expect("a figure").clone();
    said.push(("text".to_owned(), "Nobody wrote this.".to_owned()));
    said.extend(std::iter::repeat_n(known, 99));
    let lost = lost(&said, &read);
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].ends_with(" of 100: 115.9"), "{lost:?}");
    assert_eq!(lost[1], "0 of 1: Nobody wrote this.");
}
