use strata_model::{Figure, Id};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::phrase::words;
use crate::prose::tight::owner;
use crate::prose::{Kind, Named, NamedBy, Sentence};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("label_beside_another.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if !facts.is_english() {
        return;
    }
    rows(facts, report);
    for sentence in facts.sentences() {
        if sentence.references().next().is_none() {
            continue;
        }
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        let names = facts.namings().within(sentence);
        for (at, printed) in sentence.references() {
            let Some(token) = sentence.token(at) else { continue };
            let Some(name) = owner(sentence, &names, at) else { continue };
            let alien = name.by == NamedBy::Label
                && !name.means(printed.id)
                && !is_related(facts, name.figures, printed.id, printed.figure)
                && (is_swapped(sentence, &names, name, printed.id)
                    || !is_spoken_of(sentence, name, printed.figure));
            if token.quoted || !alien {
                continue;
            }
            let own = passage.text.get(sentence.bytes()).unwrap_or("");
            let start = sentence.bytes().start;
            let bytes = sentence
                .token(name.tokens.start)
                .zip(sentence.token(name.tokens.end - 1))
                .map(|(first, last)| first.bytes.start - start..last.bytes.end - start);
            let said = bytes.and_then(|bytes| own.get(bytes)).unwrap_or("");
            let written = passage.text.get(token.bytes.clone()).unwrap_or("");
            let message = format!(
                "`{said}` stands before `{written}`, which is of `{}`",
                printed.figure.label
            );
            let meant = match name.figures {
                [only] => format!("print a part of `{only}`, or name what is printed"),
                _ => "print the figure that is named, or name what is printed".to_owned(),
            };
            let path = Path::root().key("figures").key(printed.id.as_str());
            report
                .at(passage.part(token.bytes.clone()), message)
                .help(meant)
                .related(path.key("label"), "the figure that is printed");
        }
    }
}

/// Rows of tables under the name of one figure with the numbers of another.
fn rows(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        for line in &laid.lines {
            let Some(label) =
                line.row.label.as_ref().filter(|_| line.row.figure.is_none())
            else {
                continue;
            };
            let Some(named) = facts.namings().whole(label.as_str()) else { continue };
            let cells = laid.of_line(line);
            let alien = |id: &Id, figure: &Figure| {
                !named.contains(&id) && !is_related(facts, named, id, figure)
            };
            if cells.is_empty()
                || !cells.iter().all(|it| alien(it.shown.id, it.shown.figure))
            {
                continue;
            }
            let Some(first) = cells.first() else { continue };
            let message = format!(
                "the row `{label}` shows `{}`, which is of `{}`",
                first.shown.id, first.shown.figure.label
            );
            let path = Path::root().key("figures").key(first.shown.id.as_str());
            report
                .at(first.place, message)
                .help("show the figures of the row, or name what it shows")
                .related(path.key("label"), "the figure that is shown");
        }
    }
}

/// Whether a figure is what a name may stand for all the same: it has the name in its own,
/// is of the same part of the whole, or the one is computed from the other.
fn is_related(facts: &Facts<'_>, named: &[&Id], id: &Id, figure: &Figure) -> bool {
    // `Organic growth` may be that of anything.
    let last = words(figure.label.as_str()).last().map(|(word, _)| word);
    if last.is_some_and(|it| ["growth", "change", "increase"].contains(&it.as_ref())) {
        return true;
    }
    named.iter().any(|named| {
        let Some(own) = facts.figure(named) else { return true };
        let scope = !own.dimensions.is_empty() && own.dimensions == figure.dimensions
            || own.entity.is_some() && own.entity == figure.entity;
        let is_operand = |of: &Figure, id: &Id| {
            of.derivation.as_ref().is_some_and(|it| it.ids().any(|one| one == id))
        };
        let made = is_operand(own, id) || is_operand(figure, named);
        let again = figure.concept.is_some()
            && figure.concept == own.concept
            && own.dimensions == figure.dimensions
            || figure.replaces.as_ref().is_some_and(|it| it.id() == *named)
            || own.replaces.as_ref().is_some_and(|it| it.id() == id);
        scope
            || made
            || again
            || has_words_of(figure, own.label.as_str())
            || has_words_of(own, figure.label.as_str())
    })
}

/// Whether the label of a figure has all words of another in it, or shares its head.
fn has_words_of(figure: &Figure, label: &str) -> bool {
    let head = label.split([',', '(']).next().unwrap_or(label);
    let own: Vec<_> = words(figure.label.as_str()).map(|(word, _)| stem(&word)).collect();
    words(head).all(|(word, _)| own.contains(&stem(&word)))
}

/// Whether the sentence speaks of a figure by any telling word of its names elsewhere than
/// in the name it stands behind.
fn is_spoken_of(sentence: &Sentence<'_>, name: &Named<'_, '_>, figure: &Figure) -> bool {
    let named: Vec<String> =
        name.tokens.clone().map(|at| stem(sentence.word(at))).collect();
    let label = figure.label.as_str();
    let others = figure.short.iter().map(strata_model::Text::as_str);
    let scope =
        figure.dimensions.values().chain(&figure.entity).map(strata_model::Text::as_str);
    let units = figure.value.iter().flat_map(|it| it.unit().names());
    let units = units.map(strata_model::UnitName::as_str);
    let own: Vec<String> = std::iter::once(label)
        .chain(others)
        .chain(scope)
        .chain(units)
        .flat_map(words)
        .map(|(word, _)| stem(&word))
        .filter(|word| word.len() > 2 && !named.contains(word) && !is_empty(word))
        .collect();
    sentence.tokens.iter().enumerate().any(|(at, token)| {
        let Kind::Word(word, _) = &token.kind else { return false };
        !name.holds(at) && own.contains(&stem(word))
    })
}

/// Whether the names of two numbers were exchanged: the other one stands behind this name.
fn is_swapped(
    sentence: &Sentence<'_>,
    names: &[Named<'_, '_>],
    name: &Named<'_, '_>,
    id: &Id,
) -> bool {
    sentence.references().any(|(at, other)| {
        name.means(other.id) && owner(sentence, names, at).is_some_and(|it| it.means(id))
    })
}

fn is_empty(word: &str) -> bool {
    const EMPTY: [&str; 14] = [
        "the", "and", "for", "per", "from", "with", "total", "net", "gross", "year",
        "quarter", "new", "all", "rate",
    ];
    EMPTY.contains(&word)
}

/// A word up to where its endings begin.
fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let word = word.strip_suffix("es").or(word.strip_suffix('s')).unwrap_or(word);
    let word = word.strip_suffix('e').unwrap_or(word);
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str) -> Vec<String> {
        let text = serde_json::to_string(text).expect("a text");
        let brief = format!(
            "figures:\n  \
             cloud: {{label: Cloud, value: $33B, change: +20% yoy, prior: $27.5B, period: FY 2024}}\n  \
             ads: {{label: Advertising services, short: Ads, value: $18B, change: +24% yoy, prior: \
             $14.5B, period: FY 2024}}\n  \
             margin: {{label: Cloud margin, value: 34.6%, change: -3.4 pp yoy, prior: 38.0%, period: \
             FY 2024}}\n  \
             sales: {{label: Net sales, value: $180B, change: +13% yoy, prior: $159B, period: FY 2024, \
             breakdowns: {{service: [cloud, ads]}}}}\n  \
             organic: {{label: Organic growth, value: 11%, period: FY 2024}}\n  \
             cash: {{label: Free cash flow, value: $14.8B, change: -69% yoy, prior: $47.7B, period: FY \
             2024}}\n\
             verdict: {{text: [{text}]}}\n"
        );
        messages(&brief, "L145")
    }

    #[test]
    fn a_number_behind_another_name_is_found() {
        for (text, message) in [
            (
                "Cloud grew {ads.rise}.",
                "`Cloud` stands before `{ads.rise}`, which is of `Advertising services`",
            ),
            (
                "It held on, and free cash flow fell to {cloud}.",
                "`free cash flow` stands before `{cloud}`, which is of `Cloud`",
            ),
            (
                "Ads ({cash}) did well.",
                "`Ads` stands before `{cash}`, which is of `Free cash flow`",
            ),
            (
                "Net sales grew {ads.rise}.",
                "`Net sales` stands before `{ads.rise}`, which is of `Advertising services`",
            ),
            (
                "Cloud rose from {ads.prior} to {cloud}.",
                "`Cloud` stands before `{ads.prior}`, which is of `Advertising services`",
            ),
        ] {
            assert_eq!(said(text), [message], "{text}");
        }
        let swapped = "Cloud grew {ads.rise} and advertising services grew {cloud.rise}.";
        assert_eq!(said(swapped).len(), 2);
    }

    #[test]
    fn what_is_named_or_akin_is_not() {
        for text in [
            "Cloud grew {cloud.rise}.",
            "Cloud grew {cloud.rise} to {cloud}, ads {ads.rise}.",
            "Cloud, at {margin}, lost {margin.fall}.",
            "Cloud was {cloud} of {sales}.",
            "Sales of cloud were {cloud}; advertising brought {ads}.",
            "Net sales grew {cloud.rise} in the cloud.",
            "Cloud grew {organic}.",
            "Half of the cloud is {cash} away.",
            "Behind cloud stands {ads} of advertising.",
            "“Cloud grew {ads.rise}”, it says.",
            "In cloud, {ads} would be much.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_row_shows_the_figure_it_is_named_after() {
        let said = |a: &str, b: &str| {
            let brief = format!(
                "figures:\n  north: {{label: North, value: $3.0B, period: FY 2024}}\n  \
                 south: {{label: South, value: $2.0B, period: FY 2024}}\nsections:\n  - title: S\n    \
                 blocks:\n      - table:\n          title: T\n          columns: [{{label: Sales}}]\n          \
                 rows: [{{label: North, cells: [{a}]}}, {{label: South, cells: [{b}]}}]\n"
            );
            messages(&brief, "L145")
        };
        assert_eq!(
            said("south", "north"),
            [
                "the row `North` shows `south`, which is of `South`",
                "the row `South` shows `north`, which is of `North`"
            ]
        );
        assert_eq!(said("north", "south"), [""; 0]);
    }
}
