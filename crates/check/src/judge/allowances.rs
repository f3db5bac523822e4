//! What the entries of `allow` take away, and what is wrong with those that allow nothing.

use strata_model::{Allowance, Id, Line};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::judge::allowable;
use crate::part::Lost;
use crate::registry::{closest_rule, rule};
use crate::rule::{Rule, Severity};

/// What an entry allows: one rule in one place.
pub(super) struct Allowed {
    pub(super) rule: &'static Rule,
    pub(super) scope: Path,
    /// Whether the place was found by an id, and not written as a pointer.
    by_id: bool,
    /// The words that it allows there, if it names them.
    pub(super) words: Option<String>,
    /// The number of the entry in the list.
    pub(super) number: usize,
    /// Whether there was anything to allow.
    pub(super) used: bool,
    /// Whether there was something of the kind in other words.
    pub(super) is_passed_by: bool,
    /// The words that it allowed without naming them: two of them at most.
    pub(super) literals: Vec<String>,
}

impl Allowed {
    /// Whether its rule reads words, so that they matter.
    pub(super) fn is_of_words(&self) -> bool {
        self.words.is_some() || self.rule.certainty().is_some()
    }

    /// Takes down words that are allowed without being named.
    pub(super) fn read(&mut self, literal: &str) {
        if self.literals.len() < 2 && !self.literals.iter().any(|known| known == literal)
        {
            self.literals.push(literal.to_owned());
        }
    }

    /// Puts the entry in its place in the file, of which a part was read.
    pub(super) fn move_to(&mut self, lost: &Lost<'_>) {
        if self.by_id {
            self.scope = lost.original(&self.scope);
        }
    }
}

/// What the brief allows. An entry that allows nothing at all is a finding.
pub(super) fn entries(facts: &Facts<'_>, mut report: Reporter<'_>) -> Vec<Allowed> {
    let entries =
        facts.brief.allow.iter().enumerate().filter_map(|(number, allowance)| {
            let path = Path::root().key("allow").index(number);
            let rule = named(allowance, &path, &mut report)?;
            let scope = scope(facts, allowance, &path, &mut report)?;
            let by_id = Path::parse(allowance.at.as_str()).is_none();
            Some(Allowed {
                rule,
                scope,
                by_id,
                words: allowance.words.as_ref().map(|words| words.as_str().to_owned()),
                number,
                used: false,
                is_passed_by: false,
                literals: Vec::new(),
            })
        });
    entries.collect()
}

/// What there is to say of an entry that allowed nothing, or words that it does not name.
pub(super) fn doubtful(facts: &Facts<'_>, entry: &Allowed, report: &mut Reporter<'_>) {
    if entry.used { unpinned(facts, entry, report) } else { idle(facts, entry, report) }
}

fn idle(facts: &Facts<'_>, entry: &Allowed, report: &mut Reporter<'_>) {
    let Some(allowance) = facts.brief.allow.get(entry.number) else { return };
    let path = Path::root().key("allow").index(entry.number);
    let (at, rule) = (&allowance.at, &allowance.rule);
    match &entry.words {
        Some(words) if entry.is_passed_by => {
            let message = format!(
                "nothing at `{at}` breaks the rule `{rule}` in the words `{words}`"
            );
            report.at(path.key("words"), message).help(
                "mend what stands there now, or write its words here if they are as good",
            );
        }
        _ => {
            let message = format!("nothing at `{at}` breaks the rule `{rule}`");
            report
                .at(path.clone(), message)
                .help("remove the entry")
                .fix(Safety::Safe, [Change::Remove(path)]);
        }
    }
}

/// An entry that would allow any other words as well.
fn unpinned(facts: &Facts<'_>, entry: &Allowed, report: &mut Reporter<'_>) {
    let Some(allowance) = facts.brief.allow.get(entry.number) else { return };
    let path = Path::root().key("allow").index(entry.number);
    let (at, rule) = (&allowance.at, &allowance.rule);
    let message =
        format!("the entry allows `{rule}` at `{at}` whatever words stand there");
    let raised = report.at(path.clone(), message).severity(Severity::Note);
    match entry.literals.as_slice() {
        [literal] if literal.parse::<Line>().is_ok() => raised
            .help(format!("name the words with `words: {literal}`"))
            .fix(Safety::Safe, [Change::Put(path.key("words"), literal.as_str().into())]),
        [_] => raised.help("name some of the words with `words`"),
        _ => raised.help("write an entry for each, with its words under `words`"),
    };
}

/// The rule an entry is about, if it can be allowed.
fn named(
    allowance: &Allowance,
    path: &Path,
    report: &mut Reporter<'_>,
) -> Option<&'static Rule> {
    let (word, at) = (allowance.rule.as_str(), path.key("rule"));
    match rule(word) {
        Some(rule) if allowable().any(|one| one == rule) => return Some(rule),
        Some(_) => {
            report
                .at(at, format!("the rule `{word}` cannot be allowed"))
                .help("remove the entry, and mend what it was to allow");
        }
        None => {
            let raised = report.at(at.clone(), format!("there is no rule `{word}`"));
            let meant = closest_rule(word);
            match meant.filter(|meant| allowable().any(|one| one == *meant)) {
                Some(meant) => raised
                    .help(format!("did you mean `{}`?", meant.name))
                    .fix(Safety::Unsafe, [write(at, meant.name)]),
                None => raised.help("name a lint by its code or its name"),
            };
        }
    }
    None
}

/// The place an entry is about, if there is such a place.
fn scope(
    facts: &Facts<'_>,
    allowance: &Allowance,
    path: &Path,
    report: &mut Reporter<'_>,
) -> Option<Path> {
    let at = allowance.at.as_str();
    let known = facts.thing(at).map(|thing| thing.path.path());
    if let Some(scope) = known.or_else(|| Path::parse(at)) {
        return Some(scope);
    }
    let meant = facts.closest(at, facts.things.iter().map(|thing| thing.id));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if at.parse::<Id>().is_ok() => "correct the id".to_owned(),
        None => "write an id, or a pointer such as `/figures/capex`".to_owned(),
    };
    report
        .at(path.key("at"), format!("there is nothing with the id `{at}`"))
        .help(help)
        .fix(Safety::Unsafe, meant.map(|meant| write(path.key("at"), meant)));
    None
}

fn write(path: Path, text: &str) -> Change {
    Change::Write(Place::from(path), text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::sample::{messages, proposals};

    #[test]
    fn an_entry_takes_away_one_kind_of_finding_in_one_place() {
        let brief = |entry: &str| {
            format!(
                "figures:\n  a: {{label: A, value: 5%}}\n  b: {{label: B, value: 5%}}\n\
                 allow: [{{{entry}, reason: so it is}}]\n"
            )
        };
        assert_eq!(messages(&brief("rule: L030, at: a"), "L030").len(), 1);
        assert_eq!(messages(&brief("rule: L030, at: /figures"), "L030").len(), 0);
        let said = |entry: &str| messages(&brief(entry), "L004");
        assert_eq!(said("rule: L099, at: a"), ["there is no rule `L099`"]);
        assert_eq!(said("rule: S001, at: a"), ["the rule `S001` cannot be allowed"]);
        let offered = |word: &str| {
            proposals(&brief(&format!("rule: {word}, at: a")), "L004").into_iter().next()
        };
        assert_eq!(offered("L999"), None, "one code resembles every other");
        assert_eq!(offered("disagrement"), None, "nor may that be allowed");
        assert_eq!(offered("L30").as_deref(), Some("period-missing"));
        assert_eq!(offered("period-mising").as_deref(), Some("period-missing"));
        assert_eq!(said("rule: L030, at: c"), ["there is nothing with the id `c`"]);
        assert_eq!(said("rule: L001, at: a"), ["nothing at `a` breaks the rule `L001`"]);
    }

    #[test]
    fn an_entry_for_words_holds_for_them_alone() {
        let brief = |text: &str, words: &str| {
            format!(
                "figures: {{a: {{label: Sales, value: $4.0B, period: FY 2024}}}}\n\
                 verdict: {{text: ['{text}']}}\n\
                 allow: [{{rule: L032, at: /verdict, reason: of another firm{words}}}]\n"
            )
        };
        let said =
            |text: &str, words: &str, code: &str| messages(&brief(text, words), code);
        let (text, words) = ("A rival sold $4.0B of it.", ", words: $4.0B");
        assert_eq!(said(text, words, "L032").len(), 0);
        assert!(said(text, words, "L004").is_empty());
        assert_eq!(said(text, ", words: sold $4.0B", "L004").len(), 0);
        let loose = "the entry allows `L032` at `/verdict` whatever words stand there";
        assert_eq!(said(text, "", "L004"), [loose]);
        assert_eq!(said(text, "", "L032").len(), 0);
        // Another number takes its place.
        let other = "We sold $4.00B of it.";
        let idle = "nothing at `/verdict` breaks the rule `L032` in the words `$4.0B`";
        assert_eq!(said(other, words, "L004"), [idle]);
        assert_eq!(said(other, words, "L032").len(), 1);
        let none = "nothing at `/verdict` breaks the rule `L032`";
        assert_eq!(said("We sold it.", words, "L004"), [none]);
        // Of two, one is not allowed.
        let two = "A rival sold $4.0B of it, and we $4.00B.";
        assert_eq!(said(two, words, "L032").len(), 1);
        assert!(said(two, words, "L004").is_empty());
    }

    #[test]
    fn words_can_be_added_by_a_fix() {
        let brief = "figures: {a: {label: Sales, value: $4.0B, period: FY 2024}}\n\
                     verdict: {text: ['A rival sold $4.0B of it.']}\n\
                     allow:\n  - {rule: L032, at: /verdict, reason: of another firm}\n";
        let report = crate::sample::shaped(brief);
        let found = report.findings().iter();
        let found = found.filter(|one| one.finding().rule().code == "L004");
        let fixes: Vec<_> = found.filter_map(|one| one.fix()).collect();
        let [fix] = fixes.as_slice() else { panic!("{}", crate::sample::told(&report)) };
        let text = fix.edits().iter().map(|edit| edit.text.as_str()).collect::<String>();
        assert!(text.contains("words: $4.0B"), "{text}");
    }
}
