//! What the key, the value or the reference under the cursor means, in plain words.

mod printed;
mod thing;

use strata_model::{BUILT_IN, Calendar, Quantity, describe};

pub(super) use printed::{parts, printed};
pub(super) use thing::{dates, in_brief, text};

use super::cursor::Spot;
use super::names::Mention;
use super::roles::{Role, Roles};
use super::{Draft, short};
use strata_check::rule;
use strata_syntax::path::Step;
use strata_syntax::source::{Lines, Region, Span};
use strata_syntax::suggest::closest;
use strata_syntax::tree::Kind;

/// What something means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// Plain text in short paragraphs; code and the author's words stand in backticks.
    pub text: String,
    /// What it is about.
    pub region: Region,
}

/// The meaning of what stands around an offset.
pub(super) fn hover(draft: &Draft, roles: &Roles, offset: usize) -> Option<Hover> {
    let at =
        |span: Span, text| Hover { text, region: Lines::new(&draft.text).region(span) };
    if let Some(mention) = draft.names.at(offset) {
        return Some(at(mention.whole, named(draft, mention)));
    }
    let spot = draft.spot(offset)?;
    Some(at(spot.span, meaning_of(draft, roles, &spot)?))
}

/// What a reference leads to, and what it prints.
fn named(draft: &Draft, mention: &Mention) -> String {
    let id = &mention.id;
    let Some(thing) = draft.names.thing(id) else {
        let fits = |kind| mention.wants.is_none_or(|wants| wants == kind);
        let fitting = draft.names.things.iter().filter(|thing| fits(thing.kind));
        let meant = closest(id, fitting.map(|thing| thing.named.id.as_str()));
        let help = meant.map(|meant| format!("; did you mean `{meant}`?"));
        return format!("nothing has the id `{}`{}", short(id), help.unwrap_or_default());
    };
    let mut text = String::new();
    if let Some(prints) = &mention.prints {
        let raw = short(&prints.written(mention.whole.slice(&draft.text)));
        text = match printed(draft, prints) {
            Some(printed) => format!("`{raw}` prints `{printed}`\n\n"),
            None => format!("`{raw}` has nothing to print\n\n"),
        };
    }
    text.push_str(&thing::in_full(draft, thing));
    if mention == &thing.named {
        let same = draft.names.mentions.iter().filter(|mention| mention.id == *id);
        let times = match same.count() {
            0 => "nothing refers to it".to_owned(),
            1 => "referred to once".to_owned(),
            count => format!("referred to {count} times"),
        };
        text.push_str(&format!("\n\n{times}"));
    }
    text
}

/// What a value says by itself, and what the schema says of it and its key.
fn meaning_of(draft: &Draft, roles: &Roles, spot: &Spot<'_>) -> Option<String> {
    let place = spot.place?;
    let mut paragraphs = Vec::new();
    if !spot.is_key
        && let Kind::Str(text) = &spot.node.kind
    {
        paragraphs.extend(value(draft, roles, spot, text));
    }
    paragraphs.push(head(spot));
    let description = describe::description(place);
    paragraphs.push(description.to_owned());
    let form = describe::form(place).filter(|form| *form != description);
    paragraphs.extend(form.map(str::to_owned));
    let words = describe::meanings(place);
    if !words.is_empty() {
        let lines = words.iter().map(|(word, meaning)| format!("- `{word}`: {meaning}"));
        paragraphs.push(lines.collect::<Vec<_>>().join("\n"));
    } else if let Some(example) = describe::example(place) {
        paragraphs.push(format!("for example `{example}`"));
    }
    Some(paragraphs.join("\n\n"))
}

/// The key, and whether it must be there.
fn head(spot: &Spot<'_>) -> String {
    let key = spot.path.steps().iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    let key = key.unwrap_or_default();
    let around = spot.around.and_then(|(_, place)| place);
    let required = around.map(|place| describe::required(place));
    let must = required.is_some_and(|required| required.contains(&key));
    format!("`{}`{}", short(key), if must { ", required" } else { "" })
}

/// What a text says by itself: a word of a list, the dates of a period, a unit, a rule.
fn value(draft: &Draft, roles: &Roles, spot: &Spot<'_>, text: &str) -> Option<String> {
    let place = spot.place?;
    if roles.of_value(place) == Some(Role::Rule) {
        let rule = rule(text)?;
        return Some(format!(
            "{} {}, {}\n\n{}",
            rule.code,
            rule.name,
            rule.severity,
            rule.why()
        ));
    }
    let words = describe::meanings(place);
    if let Some((word, meaning)) = words.iter().find(|(word, _)| *word == text) {
        return Some(format!("`{word}`: {meaning}"));
    }
    match describe::scalar(place)? {
        "Period" | "EventDate" => dates(draft, &text.parse().ok()?),
        "Quantity" => {
            let quantity: Quantity = text.parse().ok()?;
            let units = quantity.unit().names().filter_map(|unit| {
                let own =
                    draft.tree.get("units").and_then(|units| units.get(unit.as_str()));
                let own = own.and_then(thing::text);
                let known = BUILT_IN.iter().find(|(name, _)| *name == unit.as_str());
                let meaning = own.or(known.map(|(_, meaning)| *meaning))?;
                Some(format!("`{unit}`: {}", short(meaning)))
            });
            Some(units.collect::<Vec<_>>().join("\n")).filter(|units| !units.is_empty())
        }
        _ => None,
    }
}

/// The calendar of the draft, as far as it can be read.
fn calendar<T>(draft: &Draft, ask: impl FnOnce(&Calendar<'_>) -> T) -> T {
    let periods = draft.tree.get("periods").map(|periods| &periods.kind);
    let declared = match periods {
        Some(Kind::Map(entries)) => {
            let read =
                |text: &str, dates: &str| Some((text.parse().ok()?, dates.parse().ok()?));
            let read = entries.iter().map(|entry| read(&entry.key, text(&entry.value)?));
            read.flatten().collect()
        }
        _ => Default::default(),
    };
    let year = draft.tree.get("subject").and_then(|subject| subject.get("fiscal-year"));
    let calendar_year = year.and_then(text) == Some("calendar");
    ask(&Calendar { declared: &declared, calendar_year })
}

#[cfg(test)]
mod tests {
    use super::super::tests::draft;
    use strata_syntax::Format;

    const BRIEF: &str = "\
subject: {name: Example plc, fiscal-year: calendar}
sources:
  release: {title: Results, publisher: Example plc, date: 2025-10-30, tier: issuer}
units: {chips: accelerators in service}
figures:
  capex:
    label: CapEx
    value: $115.9B
    change: +78% yoy
    prior: $65.0B
    period: TTM Q3 2025
    basis: non-gaap
    source: release
  margin: {label: Margin, derivation: cash - capex, value: 5 chips, qualifier: }
thesis:
  - {id: main, kind: judgment, text: 'CapEx rose {capex.rise} to {capex}. {capx}', rests-on: [capex]}
allow:
  - {rule: L030, at: capex, reason: so it is}
verdict: {text: [
";

    /// The text at the first place of a word behind another one.
    fn at(behind: &str, word: &str) -> String {
        let draft = draft(BRIEF, Format::Yaml);
        let from = BRIEF.find(behind).expect(behind);
        let offset = BRIEF[from..].find(word).expect(word) + from;
        draft.hover(offset + word.len() / 2).map_or_else(String::new, |hover| hover.text)
    }

    #[test]
    fn a_reference_shows_what_it_leads_to_and_prints() {
        let capex = "figure `capex`: CapEx\n`$115.9B`, `+78% yoy`, from `$65.0B`\n`TTM Q3 2025`: \
                     2024-10-01 to 2025-09-30\nsource `release`: Results, Example plc, 2025-10-30";
        assert_eq!(at("rests-on", "capex"), capex);
        assert_eq!(
            at("rose", "{capex.rise}"),
            format!("`{{capex.rise}}` prints `78%`\n\n{capex}")
        );
        assert_eq!(
            at("to {", "{capex}"),
            format!("`{{capex}}` prints `$115.9B`\n\n{capex}")
        );
        assert_eq!(at("figures:", "capex"), format!("{capex}\n\nreferred to 5 times"));
        assert_eq!(
            at("{capx}", "capx"),
            "nothing has the id `capx`; did you mean `capex`?"
        );
        assert_eq!(at("L030", "capex"), capex);
        assert!(at("basis", "release").starts_with("source `release`: Results"));
    }

    #[test]
    fn what_is_computed_and_what_evidence_means_is_shown() {
        const TEXT: &str = "\
figures:
  a: {label: A, value: $180.2B, prior: $158.9B, change: +13% yoy, nope: x}
  b: {label: B, value: $158.9B, history: }
thesis:
  - {id: main, text: 'It rose by {= a - b}, {a.delta} or {a.low}.', rests-on: [a.change]}
";
        let at = |word: &str| {
            let draft = draft(TEXT, Format::Yaml);
            let hover = draft.hover(TEXT.find(word).expect(word) + 3);
            let text = hover.map(|hover| hover.text).unwrap_or_default();
            text.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(at("{= a - b}"), "`{= a - b}` prints `$21.3B`");
        assert_eq!(at("{a.delta}"), "`{a.delta}` prints `+$21.3B`");
        assert_eq!(at("{a.low}"), "`{a.low}` has nothing to print");
        assert_eq!(at("a.change]"), "`a.change` prints `+13%`");
    }

    #[test]
    fn keys_and_words_are_explained() {
        let basis = at("TTM", "basis");
        assert!(basis.starts_with("`basis`\n\nThe accounting basis"), "{basis}");
        assert!(basis.contains("\n- `ifrs`: "), "{basis}");
        assert!(at("basis", "non-gaap").starts_with("`non-gaap`: "));
        assert!(at("capex:", "label").starts_with("`label`, required\n\n"));
        assert!(at("L030", "L030").starts_with("L030 period-missing, warning\n\n"));
        assert!(
            at("prior", "TTM").starts_with("`TTM Q3 2025`: 2024-10-01 to 2025-09-30\n\n")
        );
        assert!(
            at("margin", "5 chips").starts_with("`chips`: accelerators in service\n\n")
        );
        assert!(
            at("margin", "qualifier").starts_with("`qualifier`\n\nHow the source bounds")
        );
        assert!(at("margin", "-").contains("for example `operating-cash-flow - capex`"));
        assert_eq!(at("allow", ": {"), "");
    }
}
