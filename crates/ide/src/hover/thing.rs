//! A thing in a few lines, as far as it is written.

use strata_model::{IdKind, Period};
use strata_syntax::tree::{Kind, Node};

use super::calendar;
use crate::names::Thing;
use crate::{Draft, short};

/// The most operands of an expression that are shown.
const MOST: usize = 12;

/// The text of a value that is one.
pub(crate) fn text<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.kind {
        Kind::Str(text) | Kind::Num(text) => Some(text),
        _ => None,
    }
}

fn get<'n>(node: &'n Node<'_>, key: &str) -> Option<&'n str> {
    text(node.get(key)?)
}

/// What there is to know of a thing.
pub(crate) fn in_full(draft: &Draft, thing: &Thing) -> String {
    let node = draft.node(&thing.route);
    let id = &thing.named.id;
    let mut lines = vec![format!("{} `{}`", thing.kind.word(), short(id))];
    let name =
        ["label", "title", "name", "text"].into_iter().find_map(|key| get(node, key));
    if let (Some(name), Some(head)) = (name.or(text(node)), lines.first_mut()) {
        head.push_str(&format!(": {}", short(name)));
    }
    match thing.kind {
        IdKind::Figure => figure(draft, node, &mut lines),
        IdKind::Source => {
            let rest = ["publisher", "date"].into_iter().filter_map(|key| get(node, key));
            for word in rest {
                if let Some(head) = lines.first_mut() {
                    head.push_str(&format!(", {}", short(word)));
                }
            }
        }
        IdKind::Reading => {
            let rest = ["kind", "text"].into_iter().filter_map(|key| get(node, key));
            lines.extend(rest.filter(|words| Some(*words) != name).map(short));
        }
        _ => {}
    }
    lines.join("\n")
}

fn figure(draft: &Draft, node: &Node<'_>, lines: &mut Vec<String>) {
    let code = |text: &str| format!("`{}`", short(text));
    let mut values: Vec<String> =
        level(node).map(|level| code(&level)).into_iter().collect();
    values.extend(get(node, "change").map(code));
    values.extend(get(node, "prior").map(|prior| format!("from {}", code(prior))));
    if !values.is_empty() {
        lines.push(values.join(", "));
    }
    if let Some(period) = get(node, "period") {
        let dates = period.parse().ok().and_then(|period| dates(draft, &period));
        lines.push(dates.unwrap_or_else(|| code(period)));
    }
    if let Some(derivation) = get(node, "derivation") {
        lines.push(format!("= {}", code(derivation)));
        let span = node.get("derivation").map(|node| node.span).unwrap_or_default();
        let within = |at: u32| span.start <= at && at < span.end;
        let operands = draft.names.mentions.iter().filter(|one| within(one.whole.start));
        for operand in operands.filter_map(|one| draft.names.thing(&one.id)).take(MOST) {
            lines.push(format!("- `{}`: {}", operand.named.id, in_brief(draft, operand)));
        }
    }
    for kind in [IdKind::Source, IdKind::Definition] {
        let Some(id) = get(node, kind.word()) else { continue };
        lines.push(match draft.names.thing(id) {
            Some(thing) if thing.kind == kind => in_full(draft, thing),
            _ => format!("{} {}", kind.word(), code(id)),
        });
    }
}

/// A thing in a few words, without its id.
pub(crate) fn in_brief(draft: &Draft, thing: &Thing) -> String {
    let node = draft.node(&thing.route);
    let name =
        ["label", "title", "name", "text"].into_iter().find_map(|key| get(node, key));
    let level = level(node).or_else(|| get(node, "change").map(str::to_owned));
    let words = name.or(text(node)).map(str::to_owned).into_iter().chain(level);
    short(&words.collect::<Vec<_>>().join(", "))
}

/// The value of a figure, or what stands in its place.
fn level(node: &Node<'_>) -> Option<String> {
    let between = |key: &str, ends: [&str; 2]| {
        let [from, to] = ends.map(|end| get(node.get(key)?, end));
        Some(format!("{} to {}", from?, to?))
    };
    let word = |key: &str| get(node, key).map(str::to_owned);
    word("value")
        .or_else(|| between("range", ["low", "high"]))
        .or_else(|| word("magnitude"))
        .or_else(|| between("shift", ["from", "to"]))
}

/// A period with its first and last day.
pub(crate) fn dates(draft: &Draft, period: &Period) -> Option<String> {
    let (dates, end) =
        calendar(draft, |calendar| (calendar.dates(period), calendar.end(period)));
    let days = match (dates, end) {
        (Some(dates), _) if dates.first == dates.last => dates.last.to_string(),
        (Some(dates), _) => format!("{} to {}", dates.first, dates.last),
        (None, Some(end)) => format!("to {end}"),
        (None, None) if matches!(period, Period::Unstated) => return None,
        (None, None) => "no dates are known; declare it under `periods`".to_owned(),
    };
    Some(format!("`{period}`: {days}"))
}
