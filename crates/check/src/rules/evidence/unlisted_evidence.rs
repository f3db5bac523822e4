use strata_model::{Figure, Id, IdKind, Reading};
use strata_syntax::path::Part;
use strata_syntax::words::joined;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::Kind;
use crate::rule::Rule;
use crate::table::Set;

pub(crate) const RULE: Rule = Rule::read(include_str!("unlisted_evidence.md"));

/// A figure that a reading speaks of, and where.
struct Spoken<'b> {
    id: &'b Id,
    place: (ArenaPath<'b>, Part),
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut spoken: Vec<(&Reading, ArenaPath<'_>, Vec<Spoken<'_>>)> = Vec::new();
    for sentence in facts.sentences() {
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        if !matches!(passage.path.last_key(), Some("text" | "support")) {
            continue;
        }
        let Some((reading, path)) = own(facts, passage.path) else { continue };
        for token in &sentence.tokens {
            let ids = match &token.kind {
                Kind::Reference(printed) => vec![printed.id],
                Kind::Computed(ids, _) => ids.clone(),
                _ => continue,
            };
            let place = || passage.part(token.bytes.clone());
            let said = ids.into_iter().map(|id| Spoken { id, place: place() });
            match spoken.last_mut() {
                Some((last, _, all)) if std::ptr::eq(*last, reading) => all.extend(said),
                _ => spoken.push((reading, path, said.collect())),
            }
        }
    }
    for (reading, path, said) in spoken {
        // Evidence that names nothing may be what is missing.
        let is_known = |id: &Id| facts.thing(id.as_str()).is_some();
        let mut evidence = reading.evidence().peekable();
        if evidence.peek().is_none() || !evidence.all(|(id, _)| is_known(id)) {
            continue;
        }
        let listed = behind(facts, reading);
        let mut missing: Vec<Spoken<'_>> = Vec::new();
        for one in said {
            let told = missing.iter().any(|it| it.id == one.id);
            if !told && !is_behind(facts, one.id, &listed) {
                missing.push(one);
            }
        }
        let names: Vec<_> = missing.iter().map(|it| format!("`{}`", it.id)).collect();
        let all = joined(&names, "and");
        let mut missing = missing.into_iter();
        let Some(first) = missing.next() else { continue };
        let are = if names.len() > 1 { "are" } else { "is" };
        let message = format!(
            "`{}` speaks of {all}, which {are} not among its evidence",
            reading.id
        );
        let mut raised = report
            .at(first.place, message)
            .help(format!("add {all} to `rests-on` or `against`, or say it elsewhere"))
            .related(path.key("id"), "the reading");
        for other in missing {
            raised = raised.related(other.place, "and here");
        }
    }
}

/// The reading of which a text is the claim or its support.
fn own<'b>(
    facts: &Facts<'b>,
    text: ArenaPath<'b>,
) -> Option<(&'b Reading, ArenaPath<'b>)> {
    let above = text.parent()?.number();
    let at = facts.readings.binary_search_by_key(&above, |it| it.1.number()).ok()?;
    facts.readings.get(at).copied()
}

/// Every id that the evidence of a reading leads to.
fn behind<'b>(facts: &Facts<'b>, reading: &'b Reading) -> Set<&'b str> {
    let contents = &facts.evidence_graph().contents;
    let mut found = Set::default();
    let mut open: Vec<&'b str> = reading.evidence().map(|(id, _)| id.as_str()).collect();
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        let Some(thing) = facts.thing(id) else { continue };
        match thing.kind {
            IdKind::Figure => {
                open.extend(figure(facts, id).into_iter().flat_map(leads));
            }
            IdKind::Reading => {
                let cited = own(facts, thing.path.key("id")).map(|(it, _)| it);
                let cited = cited.into_iter().flat_map(Reading::evidence);
                open.extend(cited.map(|(id, _)| id.as_str()));
                open.extend(contents.said_in(thing.path));
            }
            _ => open.extend(contents.of(thing.path)),
        }
    }
    found
}

/// Whether a figure is found behind some evidence: it is there, or what it is made of is.
fn is_behind(facts: &Facts<'_>, id: &Id, listed: &Set<&str>) -> bool {
    let made_of = || {
        let own = facts.figure(id)?;
        let mut parts = own.parts().peekable();
        parts.peek()?;
        Some(parts.all(|part| listed.contains(part.as_str())))
    };
    listed.contains(id.as_str()) || made_of().unwrap_or(false)
}

fn figure<'b>(facts: &Facts<'b>, id: &str) -> Option<&'b Figure> {
    facts.figure(&id.parse().ok()?)
}

/// What a figure leads to: its parts, what it is compared with, what it takes the place of.
fn leads(figure: &Figure) -> impl Iterator<Item = &str> {
    let compared = figure.comparisons.iter().filter_map(|it| it.with.as_ref());
    let others = compared.chain(&figure.nearest_gaap).chain(&figure.replaces);
    figure.parts().map(Id::as_str).chain(others.map(|it| it.id().as_str()))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str, evidence: &str) -> Vec<String> {
        let brief = format!(
            "figures:\n  a: {{label: A, value: $2B, period: FY 2024}}\n  b: {{label: B, value: $3B, \
             period: FY 2024}}\n  sum: {{label: Sum, value: $5B, period: FY 2024, derivation: a + b}}\n\
             thesis:\n  - {{id: one, kind: judgment, text: '{text}', {evidence}}}\n  \
             - {{id: two, kind: judgment, text: 'Of {{b}}.', rests-on: [b]}}\n"
        );
        messages(&brief, "L150")
    }

    #[test]
    fn what_is_said_must_be_found_behind_the_evidence() {
        assert_eq!(
            said("It has {b}, again {b}.", "rests-on: [a]"),
            ["`one` speaks of `b`, which is not among its evidence"]
        );
        assert_eq!(
            said("It has {= b / sum}.", "rests-on: [a]"),
            ["`one` speaks of `b` and `sum`, which are not among its evidence"]
        );
        for (text, evidence) in [
            ("It has {a}.", "rests-on: [a.value]"),
            ("It has {b}.", "rests-on: [nothing]"),
            ("It has {a}.", "against: [a]"),
            ("It has {a}.", "rests-on: [sum]"),
            ("It has {sum}.", "rests-on: [a, b]"),
            ("It has {b}.", "rests-on: [two]"),
            ("It has {b}.", "evidence: [{of: b, relation: context}]"),
        ] {
            assert_eq!(said(text, evidence), [""; 0], "{text} {evidence}");
        }
    }
}
