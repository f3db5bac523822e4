//! How bad the findings of a rule are where others than its author decide: a project, or who
//! runs a check.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::diagnostic::Finding;
use crate::registry::rule;
use crate::rule::{Rule, Severity};

/// Other severities than those of the rules. They raise what they like, and lower or leave
/// out warnings and notes; an error stays one. It can be accepted by an entry of `allow`
/// alone, which travels with the data.
///
/// ```
/// use strata_check::{Levels, Severity, rule};
///
/// let [unused, dangling] = ["unused-figure", "L002"].map(|name| rule(name).expect("a rule"));
/// let mut levels = Levels::default();
/// assert!(levels.set(unused, Some(Severity::Error)).is_ok());
/// assert!(levels.set(unused, None).is_ok());
/// let refused = levels.set(dangling, None).expect_err("an error");
/// assert_eq!(refused.to_string(), "`dangling-reference` is an error, and stays one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    of: BTreeMap<&'static Rule, Option<Severity>>,
    only: Option<BTreeSet<&'static Rule>>,
}

/// That a rule of errors was to be lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLowered(&'static Rule);

impl fmt::Display for NotLowered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is an error, and stays one", self.0.name)
    }
}

impl std::error::Error for NotLowered {}

impl Levels {
    /// Sets the severity of all findings of a rule that are no errors; with nothing they are
    /// left out.
    ///
    /// # Errors
    ///
    /// That the rule is one of errors, and this is less.
    pub fn set(
        &mut self,
        rule: &'static Rule,
        level: Option<Severity>,
    ) -> Result<(), NotLowered> {
        if rule.severity == Severity::Error && level != Some(Severity::Error) {
            return Err(NotLowered(rule));
        }
        self.of.insert(rule, level);
        Ok(())
    }

    /// Leaves out the warnings and notes of these rules.
    pub fn ignore(&mut self, rules: impl IntoIterator<Item = &'static Rule>) {
        self.of.extend(rules.into_iter().map(|rule| (rule, None)));
    }

    /// Leaves out the warnings and notes of all other rules than these, and of those that
    /// were selected before. What is selected is no longer left out.
    pub fn select(&mut self, rules: impl IntoIterator<Item = &'static Rule>) {
        for rule in rules {
            if self.of.get(rule) == Some(&None) {
                self.of.remove(rule);
            }
            self.only.get_or_insert_default().insert(rule);
        }
    }

    /// These levels in words, from which [`Levels::of_words`] makes the same again: `CODE=error`
    /// and the like, `CODE=ignore`, `CODE` for a rule that is selected.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let selected = self.only.iter().flatten().map(|rule| rule.code.to_owned());
        let of = self.of.iter().map(|(rule, level)| match level {
            Some(level) => format!("{}={level}", rule.code),
            None => format!("{}=ignore", rule.code),
        });
        selected.chain(of).collect()
    }

    /// Levels from words; nothing where one of them means nothing.
    #[must_use]
    pub fn of_words(words: &[String]) -> Option<Self> {
        let mut levels = Self::default();
        for word in words {
            let (code, level) = word.split_once('=').unwrap_or((word, ""));
            let rule = rule(code)?;
            match level {
                "" => levels.select([rule]),
                "ignore" => levels.ignore([rule]),
                _ => {
                    let all = [Severity::Error, Severity::Warning, Severity::Note];
                    let level = all.into_iter().find(|it| it.to_string() == level)?;
                    levels.set(rule, Some(level)).ok()?;
                }
            }
        }
        Some(levels)
    }

    /// How bad a finding is; nothing if it is left out.
    #[must_use]
    pub fn severity(&self, finding: &Finding) -> Option<Severity> {
        self.level(finding.rule(), finding.severity())
    }

    pub(crate) fn level(&self, rule: &Rule, severity: Severity) -> Option<Severity> {
        if severity == Severity::Error {
            return Some(severity);
        }
        let level = match self.of.get(rule) {
            Some(level) => (*level)?,
            None => severity,
        };
        let is_selected = self.only.as_ref().is_none_or(|only| only.contains(rule));
        (is_selected || level == Severity::Error).then_some(level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::rules_called;
    use crate::sample;

    /// Two figures without a period, one reference that leads nowhere.
    const BRIEF: &str = "figures:\n  a: {label: A, value: 5%}\n  b: {label: B, value: 6%}\n\
                         verdict: {text: ['It is {a}, {b} and {c}.']}\n";

    fn told(levels: &Levels) -> Vec<(Severity, &'static str)> {
        let report = sample::shaped(BRIEF).adjusted(levels);
        let all = report.findings().iter().map(crate::Located::finding);
        let all: Vec<_> = all.map(|one| (one.severity(), one.rule().code)).collect();
        let count = |wanted| all.iter().filter(|(it, _)| *it == wanted).count();
        assert_eq!(report.errors(), count(Severity::Error));
        assert_eq!(report.warnings(), count(Severity::Warning));
        assert_eq!(report.notes(), count(Severity::Note));
        all.into_iter().filter(|(_, code)| ["L002", "L030"].contains(code)).collect()
    }

    fn named(name: &str) -> &'static Rule {
        rule(name).expect("a rule")
    }

    #[test]
    fn levels_are_read_back_from_their_words() {
        let mut levels = Levels::default();
        assert_eq!(Levels::of_words(&levels.words()), Some(levels.clone()));
        levels.select([named("L030"), named("L002")]);
        levels.ignore([named("L002"), named("L003")]);
        levels.set(named("L030"), Some(Severity::Error)).expect("a warning");
        assert_eq!(levels.words().len(), 5);
        assert_eq!(Levels::of_words(&levels.words()), Some(levels));
        for word in ["L000", "L030=worse", "L002=note", "=note"] {
            assert_eq!(Levels::of_words(&[word.to_owned()]), None, "{word}");
        }
    }

    #[test]
    fn warnings_are_raised_lowered_and_left_out_and_errors_stay() {
        let missing = named("L030");
        let with = |level| {
            let mut levels = Levels::default();
            levels.set(missing, level).expect("a warning");
            told(&levels)
        };
        let dangling = (Severity::Error, "L002");
        let raised = |it| [(it, "L030"), (it, "L030"), dangling];
        assert_eq!(told(&Levels::default()), raised(Severity::Warning));
        for level in [Severity::Error, Severity::Warning, Severity::Note] {
            assert_eq!(with(Some(level)), raised(level));
        }
        assert_eq!(with(None), [dangling]);
        let mut levels = Levels::default();
        for level in [None, Some(Severity::Note), Some(Severity::Warning)] {
            assert!(levels.set(named("L002"), level).is_err());
        }
        assert!(levels.set(named("L002"), Some(Severity::Error)).is_ok());
        levels.ignore(rules_called("L"));
        assert_eq!(told(&levels), [dangling]);
    }

    #[test]
    fn what_is_selected_is_shown_with_all_errors() {
        let dangling = (Severity::Error, "L002");
        let warning = (Severity::Warning, "L030");
        let mut levels = Levels::default();
        levels.ignore([named("L030")]);
        levels.select([named("L001")]);
        assert_eq!(told(&levels), [dangling]);
        levels.select([named("L030")]);
        assert_eq!(told(&levels), [warning, warning, dangling]);
        let mut raised = Levels::default();
        raised.set(named("L030"), Some(Severity::Error)).expect("raised");
        raised.select([named("L001")]);
        assert_eq!(told(&raised).len(), 3);
    }

    #[test]
    fn what_is_not_listed_is_counted_at_its_level() {
        let figures =
            (0..300).map(|at| format!("  f{at}: {{label: A{at}, value: 5%}}\n"));
        let brief = format!("figures:\n{}", figures.collect::<String>());
        let report = sample::shaped(&brief);
        let of_rule = 300;
        let mut levels = Levels::default();
        levels.set(named("L030"), Some(Severity::Note)).expect("a warning");
        let lowered = report.clone().adjusted(&levels);
        assert_eq!(lowered.warnings() + of_rule, report.warnings());
        assert_eq!(lowered.notes(), report.notes() + of_rule);
        levels.set(named("L030"), None).expect("a warning");
        let without = report.clone().adjusted(&levels);
        assert_eq!(without.warnings() + of_rule, report.warnings());
        assert_eq!(without.notes(), report.notes());
    }

    #[test]
    fn what_is_left_out_is_not_fixed() {
        let text = "strata: \"1\"\ntitle: T\nas-of: 2025-10-31\nsubject: {name: S}\n\
                    thesis: [{id: m, kind: observation, text: 'The figure is {a} %.'}]\n\
                    figures: {a: {label: A, value: 5%, period: 2025-10-31}}\n\
                    allow: [{rule: L030, at: a, reason: none}]\n";
        let (bytes, limits) = (text.as_bytes(), crate::Limits::default());
        let input =
            crate::Input { name: "a", bytes, format: crate::Format::Yaml, limits };
        let most = crate::Safety::Unsafe;
        assert!(!crate::fix(&input, most).text.contains("L030"));
        let mut levels = Levels::default();
        levels.ignore([named("L004")]);
        assert!(crate::fix_within(&input, most, &levels).text.contains("L030"));
    }
}
