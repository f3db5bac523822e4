//! What may be written at the cursor.

mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;
use strata_check::Rule;
use strata_model::{BUILT_IN, ComparisonName, Id, IdKind, Period, describe};
use strata_syntax::Format;
use strata_syntax::tree::{Kind, Node};

use super::roles::{Role, Roles};
use super::{Draft, hover, is_no_text, short};
use place::Here;

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it is called in a list.
    pub label: String,
    /// A few words about it, on one line; may be empty.
    pub detail: String,
    /// What sort of text it is.
    pub offer: Offer,
    /// The bytes in whose place it is written; may be none.
    pub bytes: Range<usize>,
    /// What is written, in the language of the file.
    pub text: String,
}

/// What sort of text is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Offer {
    /// A key that must be there and is not.
    RequiredKey,
    /// A key that may be there and is not.
    Key,
    /// A word out of a closed list.
    Word,
    /// The id of a thing of this kind.
    Id(IdKind),
    /// The id of a thing that is named elsewhere, but is not there yet.
    NewId,
    /// What of a figure prose prints.
    Part,
    /// A unit.
    Unit,
    /// A period that is named elsewhere.
    Period,
    /// A rule whose findings can be allowed.
    Rule,
}

/// All that may be written at an offset.
pub(super) fn complete(
    draft: &Draft,
    roles: &'static Roles,
    offset: usize,
) -> Vec<Completion> {
    let Some(here) = place::here(draft, offset) else { return Vec::new() };
    let is_long = |place| {
        let role = roles.of_value(place);
        matches!(role, Some(Role::Prose | Role::Expression))
            || describe::scalar(place) == Some("Quantity")
    };
    let in_text = !here.is_key && here.place.is_some_and(is_long);
    let bytes = if in_text { here.word.clone() } else { here.bytes.clone() };
    let offers = Offers { draft, roles, here: &here, bytes };
    match here.place {
        Some(place) if here.is_key => offers.keys(place),
        Some(place) => offers.values(place),
        None => Vec::new(),
    }
}

struct Offers<'o> {
    draft: &'o Draft,
    roles: &'static Roles,
    here: &'o Here,
    /// In whose place an offer is written: a word of a longer text, or the whole.
    bytes: Range<usize>,
}

impl Offers<'_> {
    /// The keys that a map at this place does not have yet.
    fn keys(&self, place: &Value) -> Vec<Completion> {
        let target = describe::resolve(place);
        if let Some(value) =
            target.get("additionalProperties").filter(|value| value.is_object())
        {
            return self.free_keys(value, target);
        }
        // A block has one key.
        if describe::is_union(target) && !self.here.siblings.is_empty() {
            return Vec::new();
        }
        let required = describe::required(place);
        let keys = describe::keys(target).into_iter();
        let keys =
            keys.filter(|key| !self.here.siblings.iter().any(|other| other == key));
        let (first, rest): (Vec<_>, Vec<_>) =
            keys.partition(|key| required.contains(key));
        let offer = |key: &str, offer| {
            let value = describe::member(place, key);
            let detail = value.map(describe::description);
            let scalar = value.is_some_and(|value| {
                describe::resolve(value).get("type").is_some_and(|kind| kind == "string")
            });
            self.completion(
                offer,
                key,
                detail.unwrap_or_default(),
                self.as_key(key, scalar),
            )
        };
        let first = first.into_iter().map(|key| offer(key, Offer::RequiredKey));
        first.chain(rest.into_iter().map(|key| offer(key, Offer::Key))).collect()
    }

    /// The keys of a map that takes any: ids that are named but not there, periods.
    fn free_keys(&self, value: &Value, target: &Value) -> Vec<Completion> {
        let names = target.get("propertyNames").unwrap_or(&Value::Null);
        if let Some("Period" | "PeriodLabel") = describe::scalar(names) {
            return self.periods();
        }
        let Some(Role::Names(kind)) = self.roles.of_key(value) else { return Vec::new() };
        let missing = self.draft.names.mentions.iter().filter(|mention| {
            mention.wants == Some(kind) && self.draft.names.thing(&mention.id).is_none()
        });
        let ids: BTreeSet<&str> = missing.map(|mention| mention.id.as_str()).collect();
        let offer = |id| self.completion(Offer::NewId, id, "", self.as_key(id, false));
        ids.into_iter().map(offer).collect()
    }

    /// What a value at this place may be.
    fn values(&self, place: &Value) -> Vec<Completion> {
        let words = describe::meanings(place);
        if !words.is_empty() {
            let offer = |(word, meaning): &(&str, &str)| {
                self.completion(Offer::Word, word, meaning, self.as_value(word))
            };
            return words.iter().map(offer).collect();
        }
        match self.roles.of_value(place) {
            Some(Role::Refers(None)) => self.grounds(),
            Some(Role::Refers(wants)) => self.ids(wants),
            Some(Role::Scope) => self.ids(None),
            Some(Role::Expression | Role::Cell) => self.ids(Some(IdKind::Figure)),
            Some(Role::Rule) => {
                let offer = |rule: &Rule| {
                    let text = self.as_value(rule.name);
                    self.completion(Offer::Rule, rule.name, rule.code, text)
                };
                strata_check::allowable().map(offer).collect()
            }
            Some(Role::Prose) => self.in_prose(),
            Some(Role::Names(_)) => Vec::new(),
            None => match describe::scalar(place) {
                Some("Period") => self.periods(),
                Some("Quantity") => self.units(),
                _ => Vec::new(),
            },
        }
    }

    /// The ids that fit.
    fn ids(&self, wants: Option<IdKind>) -> Vec<Completion> {
        let things = self.draft.names.things.iter();
        let fitting =
            things.filter(|thing| wants.is_none_or(|wants| wants == thing.kind));
        let offer = |thing: &super::names::Thing| {
            let detail = match wants {
                Some(_) => hover::in_brief(self.draft, thing),
                None => format!(
                    "{}: {}",
                    thing.kind.word(),
                    hover::in_brief(self.draft, thing)
                ),
            };
            let id = &thing.named.id;
            self.completion(Offer::Id(thing.kind), id, &detail, self.as_value(id))
        };
        fitting.map(offer).collect()
    }

    /// Behind a brace the figures, behind a dot what they print; behind `[^` the notes.
    fn in_prose(&self) -> Vec<Completion> {
        let before = self.here.before.as_str();
        if let Some((_, inner)) = before.rsplit_once("[^")
            && !inner.contains([']', '{', ' '])
        {
            let mut notes = self.ids(Some(IdKind::Note));
            notes.iter_mut().for_each(|note| note.text.clone_from(&note.label));
            return notes;
        }
        let Some(open) = before.rfind('{') else { return Vec::new() };
        let inner = before.get(open + 1..).unwrap_or("");
        let doubled = before.get(..open).is_some_and(|before| {
            (before.len() - before.trim_end_matches('{').len()) % 2 == 1
        });
        if doubled || inner.contains('}') {
            return Vec::new();
        }
        if let Some((id, behind)) = inner.split_once('.') {
            let parts = self.parts(id, behind).into_iter();
            let offer = |(name, printed): (String, String)| {
                self.completion(Offer::Part, &name, &printed, name.clone())
            };
            return parts.map(offer).collect();
        }
        let mut figures = self.ids(Some(IdKind::Figure));
        figures.iter_mut().for_each(|figure| figure.text.clone_from(&figure.label));
        figures
    }

    /// What a figure prints by its parts and comparisons, given what stands behind the dot.
    fn parts(&self, id: &str, behind: &str) -> Vec<(String, String)> {
        let comparison = match behind.split_once('.') {
            Some((name, _)) => match name.parse::<ComparisonName>() {
                Ok(name) => Some(name),
                Err(_) => return Vec::new(),
            },
            None => None,
        };
        let id = id.parse::<Id>().ok();
        let parts = |id| hover::parts(self.draft, &id, comparison.as_ref());
        id.map(parts).unwrap_or_default()
    }

    /// Behind the dot of a figure its aspects, else what a reading may rest on.
    fn grounds(&self) -> Vec<Completion> {
        let Some((id, behind)) = self.here.before.split_once('.') else {
            return self.ids(None);
        };
        let id = id.trim_start_matches(['"', '\'']);
        let before =
            behind.rsplit_once('.').map_or(String::new(), |it| format!("{}.", it.0));
        let is_word = |name: &str| ["period", "label", "short"].contains(&name);
        let fits = |(name, _): &(String, String)| !is_word(name) && !name.contains(' ');
        let offer = |(name, printed): (String, String)| {
            let whole = format!("{id}.{before}{name}");
            self.completion(Offer::Part, &whole, &printed, self.as_value(&whole))
        };
        self.parts(id, behind).into_iter().filter(fits).map(offer).collect()
    }

    /// The periods that are named in the brief, in the order of their first place.
    fn periods(&self) -> Vec<Completion> {
        let mut periods = Vec::new();
        gather_periods(&self.draft.tree, describe::root(), &mut periods);
        let mut seen = BTreeSet::new();
        periods.retain(|period| {
            seen.insert(*period)
                && !self.here.siblings.iter().any(|other| other == period)
        });
        let offer = |period: &&str| {
            let text = if self.here.is_key {
                self.as_key(period, true)
            } else {
                self.as_value(period)
            };
            let dates = period.parse::<Period>().ok();
            let dates = dates.and_then(|period| hover::dates(self.draft, &period));
            self.completion(Offer::Period, period, &dates.unwrap_or_default(), text)
        };
        periods.iter().map(offer).collect()
    }

    /// The units, the brief's own before the others, once there is a number.
    fn units(&self) -> Vec<Completion> {
        if !self.here.before.contains(|found: char| found.is_ascii_digit()) {
            return Vec::new();
        }
        let own = match self.draft.tree.get("units").map(|units| &units.kind) {
            Some(Kind::Map(entries)) => entries.as_slice(),
            _ => &[],
        };
        let own = own.iter().map(|entry| (&*entry.key, hover::text(&entry.value)));
        let all =
            own.chain(BUILT_IN.iter().map(|(name, meaning)| (*name, Some(*meaning))));
        let offer = |(name, meaning): (&str, Option<&str>)| {
            self.completion(
                Offer::Unit,
                name,
                meaning.unwrap_or_default(),
                name.to_owned(),
            )
        };
        all.map(offer).collect()
    }

    fn completion(
        &self,
        offer: Offer,
        label: &str,
        detail: &str,
        mut text: String,
    ) -> Completion {
        text.insert_str(0, self.here.gap);
        let (label, detail) = (short(label), short(detail));
        Completion { label, detail, offer, bytes: self.bytes.clone(), text }
    }

    /// A key with what follows it.
    fn as_key(&self, key: &str, scalar: bool) -> String {
        let bare = match self.draft.format {
            Format::Yaml => true,
            Format::Json => self.here.quoted,
            Format::Toml => self.here.quoted || !key.contains([' ', '/', '$']),
        };
        let key = if bare { key.to_owned() } else { format!("\"{key}\"") };
        match self.draft.format {
            _ if self.here.complete => key,
            Format::Yaml if scalar => format!("{key}: "),
            Format::Yaml => format!("{key}:"),
            Format::Json => format!("{key}: "),
            Format::Toml => format!("{key} = "),
        }
    }

    fn as_value(&self, text: &str) -> String {
        let bare =
            self.here.quoted || (self.draft.format == Format::Yaml && !is_no_text(text));
        if bare { text.to_owned() } else { format!("\"{text}\"") }
    }
}

/// The periods of a value, as written.
fn gather_periods<'d>(node: &'d Node<'_>, place: &Value, found: &mut Vec<&'d str>) {
    let is_period =
        |place| matches!(describe::scalar(place), Some("Period" | "PeriodLabel"));
    match &node.kind {
        Kind::Map(entries) => {
            let keys =
                describe::resolve(place).get("propertyNames").is_some_and(is_period);
            for entry in entries {
                found.extend(keys.then_some(&*entry.key).filter(|key| is_one(key)));
                if let Some(place) = describe::member(place, &entry.key) {
                    gather_periods(&entry.value, place, found);
                }
            }
        }
        Kind::Seq(items) => {
            if let Some(place) = describe::item(place) {
                items.iter().for_each(|item| gather_periods(item, place, found));
            }
        }
        Kind::Str(text) if is_period(place) && is_one(text) => found.push(text),
        _ => {}
    }
}

fn is_one(text: &str) -> bool {
    text.parse::<Period>().is_ok_and(|period| period != Period::Unstated)
}
