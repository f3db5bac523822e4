//! German and French: as much as is read of them.

use super::sentences::{Pair, exchanged, pair, placed};
use crate::figure::Figure;
use crate::host::Host;
use crate::plant::{Kind, Plant, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("a verb turned round, in German", &["L141"], german_verbs),
    kind("a verb turned round, in French", &["L141"], french_verbs),
    kind("another number, typed in German", &["L032"], german_typed),
    kind("another number, typed in French", &["L032"], french_typed),
    kind("the wrong period, in German", &["L031"], german_period),
    kind("the wrong period, in French", &["L031"], french_period),
    kind("guidance told as a result, in German", &["L146"], german_outlook),
];

fn german_verbs(host: &Host) -> Vec<Plant> {
    let words = [
        ("stieg um {", "fiel um {"),
        ("sank von {", "stieg von {"),
        ("wuchs er um {", "schrumpfte er um {"),
        ("verlor {", "gewann {"),
        ("fiel um {", "stieg um {"),
        ("sank um {", "stieg um {"),
        ("legten zu, um {", "gaben nach, um {"),
    ];
    if host.language() == "de" { exchanged(host, &words, |_| true) } else { Vec::new() }
}

fn french_verbs(host: &Host) -> Vec<Plant> {
    let words = [
        ("a augmenté de {", "a diminué de {"),
        ("ont baissé de {", "ont augmenté de {"),
        ("a progressé de {", "a reculé de {"),
        ("ont reculé de {", "ont progressé de {"),
    ];
    if host.language() == "fr" { exchanged(host, &words, |_| true) } else { Vec::new() }
}

fn of<'h>(host: &'h Host, language: &str) -> impl Iterator<Item = &'h Figure> {
    let own = host.language() == language;
    host.figures
        .iter()
        .filter(move |figure| own && figure.is_result() && figure.value.is_some())
}

fn all(host: &Host, pairs: impl Iterator<Item = Pair>) -> Vec<Plant> {
    pairs.map(|pair| Plant { at: pair.wrong.clone(), ..placed(host, &pair) }).collect()
}

/// A number as it is written where a comma stands before its decimals.
fn european(figure: &Figure) -> Option<(String, String)> {
    let number = figure.value.as_ref()?;
    let unit = match number.unit.as_str() {
        "€" => " Mio. €",
        "%" => " %",
        _ => return None,
    };
    let write = |text: &str| {
        let digits: String =
            text.chars().filter(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
        let digits: String = digits
            .chars()
            .map(|c| match c {
                ',' => '.',
                '.' => ',',
                c => c,
            })
            .collect();
        format!("{digits}{unit}")
    };
    Some((write(&number.swapped()), write(&number.text)))
}

fn german_typed(host: &Host) -> Vec<Plant> {
    let pairs = of(host, "de").filter_map(|figure| {
        let (wrong, _) = european(figure)?;
        let (label, id) = (&figure.label, &figure.id);
        Some(pair(id, format!("{label}: {wrong}."), format!("{label}: {{{id}}}.")))
    });
    all(host, pairs)
}

fn french_typed(host: &Host) -> Vec<Plant> {
    let pairs = of(host, "fr").filter_map(|figure| {
        let wrong = european(figure)?.0.replace('.', " ").replace("Mio  €", "M€");
        let (label, id) = (&figure.label, &figure.id);
        Some(pair(id, format!("{label} : {wrong}."), format!("{label} : {{{id}}}.")))
    });
    all(host, pairs)
}

fn german_period(host: &Host) -> Vec<Plant> {
    let pairs = of(host, "de").filter(|it| it.period.starts_with('Q')).enumerate();
    let pairs = pairs.map(|(at, figure)| {
        let (label, id) = (&figure.label, &figure.id);
        let other = ["Geschäftsjahr", "Halbjahr", "ersten Quartal"][at % 3];
        let text = |words: &str| format!("Im {words}, {label}: {{{id}}}.");
        pair(id, text(other), text("vierten Quartal"))
    });
    all(host, pairs)
}

fn french_period(host: &Host) -> Vec<Plant> {
    let pairs = of(host, "fr").filter(|it| it.period.starts_with('H')).enumerate();
    let pairs = pairs.map(|(at, figure)| {
        let (label, id) = (&figure.label, &figure.id);
        let other =
            ["Au troisième trimestre", "Sur l’exercice", "Au second semestre"][at % 3];
        let text = |words: &str| format!("{words}, {label} : {{{id}}}.");
        pair(id, text(other), text("Au premier semestre"))
    });
    all(host, pairs)
}

fn german_outlook(host: &Host) -> Vec<Plant> {
    let words = [
        ("Das Unternehmen erwartet {", "Das Unternehmen erzielte {"),
        (
            "Das Unternehmen erwartet {ausblick} für das",
            "Der Umsatz betrug {ausblick} im",
        ),
    ];
    let mut plants = exchanged(host, &words, |_| true);
    let guided =
        host.figures.iter().filter(|it| it.is_guidance && host.language() == "de");
    let pairs = guided.map(|figure| {
        let id = &figure.id;
        pair(
            id,
            format!("Der Umsatz kam auf {{{id}}}."),
            format!("Erwartet wird ein Umsatz von {{{id}}}."),
        )
    });
    plants.extend(all(host, pairs));
    plants
}
