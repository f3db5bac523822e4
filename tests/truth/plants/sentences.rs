//! How a sentence comes into a brief: said by itself, or changed where it stands.

use serde_json::json;

use crate::figure::Figure;
use crate::host::Host;
use crate::plant::{Edit, Plant, hash, put};

/// A sentence that is false, and one in its words that is true.
pub(super) struct Pair {
    pub(super) about: String,
    pub(super) wrong: String,
    pub(super) right: String,
}

pub(super) fn pair(about: &str, wrong: String, right: String) -> Pair {
    Pair { about: about.to_owned(), wrong, right }
}

/// The pairs at places of a brief where an author writes: the verdict, a text, a point, the
/// end of a paragraph.
pub(super) fn said(host: &Host, pairs: impl IntoIterator<Item = Pair>) -> Vec<Plant> {
    let pairs = pairs.into_iter().filter(|_| host.is_english());
    pairs.map(|pair| Plant { at: pair.wrong.clone(), ..placed(host, &pair) }).collect()
}

pub(super) fn placed(host: &Host, pair: &Pair) -> Plant {
    let place = hash(&[&host.name, &pair.about]) % 3;
    let both = |edit: &dyn Fn(&str) -> Edit| Plant {
        at: pair.about.clone(),
        edits: vec![edit(&pair.wrong)],
        twin: vec![edit(&pair.right)],
    };
    match place {
        0 => {
            let point = |text: &str| json!({"points": {"items": [{"name": "Also", "text": text}]}});
            both(&|text| Edit::Push("/sections/0/blocks".to_owned(), point(text)))
        }
        1 => {
            let old = host.tree["verdict"]["text"][0].as_str().unwrap_or("").to_owned();
            both(&|text| put("/verdict/text/0", format!("{old} {text}")))
        }
        _ => both(&|text| Edit::Push("/verdict/text".to_owned(), json!(text))),
    }
}

/// Words that are exchanged in the texts as they stand, where what follows is fit for it.
pub(super) fn exchanged(
    host: &Host,
    words: &[(&str, &str)],
    fits: impl Fn(&str) -> bool,
) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (pointer, text) in &host.prose {
        for (own, other) in words {
            for (at, _) in text.match_indices(own) {
                let begins =
                    text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let rest = &text[at + own.len()..];
                if begins && fits(rest) {
                    let wrong = format!("{}{other}{rest}", &text[..at]);
                    let mut plant = Plant::put(pointer, wrong.clone());
                    plant.at = format!("{pointer} {own}: {wrong}");
                    plants.push(plant);
                }
            }
        }
    }
    plants
}

/// What of a text belongs to the same sentence.
pub(super) fn sentence(rest: &str) -> &str {
    rest.split_once(". ").map_or(rest, |(own, _)| own)
}

/// Results with a name, in whose sentences errors are planted.
pub(super) fn results(host: &Host) -> impl Iterator<Item = &Figure> {
    host.figures.iter().filter(|figure| figure.is_result() && figure.can_be_named())
}
