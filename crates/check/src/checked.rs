//! The proof that a brief has been judged.

use std::fmt;

use strata_model::Brief;
use strata_syntax::change::Place;
use strata_syntax::{Format, Gated, Input, Limits, gate, parse as parse_text};

use crate::diagnostic::{Finding, Findings};
use crate::examine::{Examined, Scope, examine};
use crate::judge::Extent;
use crate::report::Report;
use crate::rules::shape::DISAGREEMENT;
use crate::trial::Trial;

/// A brief without errors: what the press accepts. [`check`] and [`audit`] are its only
/// sources.
#[derive(Debug, Clone)]
pub struct Checked {
    brief: Brief,
    report: Report,
    format: Format,
    limits: Limits,
}

impl Checked {
    /// The brief.
    #[must_use]
    pub fn brief(&self) -> &Brief {
        &self.brief
    }

    /// The warnings and notes of the check.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The canonical form of the brief: JSON, indented, line feeds, a final one. Equal for
    /// equal briefs, whatever language and order they were written in.
    ///
    /// # Errors
    ///
    /// That the brief cannot be written: a fault of Strata.
    pub fn canonical(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(&self.brief).map(String::into_bytes)
    }

    /// Findings that were made after the check, with their places in the text that was
    /// checked. If there are any, the text is read again: call it once, with all there is
    /// to say.
    #[must_use]
    pub fn locate(&self, findings: Vec<Finding>) -> Report {
        let mut located = Findings::default();
        located.extend(findings);
        let source = self.report.source();
        // It has been read before: it raises nothing now that is not in the report.
        let read = || parse_text(source, self.format, self.limits).0;
        let tree = (!located.is_empty()).then(read).flatten();
        let marked = self.report.offset() > 0;
        Report::new(self.report.name(), source, marked, tree.as_ref(), located)
    }
}

/// Judges a data file.
///
/// # Errors
///
/// The report, if it holds an error. Warnings and notes alone do not fail: they stay with
/// the [`Checked`].
pub fn check(input: &Input<'_>) -> Result<Checked, Report> {
    judge(input, Scope::CHECK)
}

/// Reads a data file into the model without judging what it says: for programs that convert
/// or edit. What comes out is no proof of anything.
///
/// # Errors
///
/// The report, if the file has not the form of a brief.
pub fn read(input: &Input<'_>) -> Result<Brief, Report> {
    judge(input, Scope::READ).map(|checked| checked.brief)
}

/// What the rules say of a brief in memory, by path, in the order of the rules: at most 200
/// findings of each severity. Only [`audit`] and [`check`] make a proof of it.
#[must_use]
pub fn lint(brief: &Brief) -> Vec<Finding> {
    let mut findings = Findings::default();
    crate::judge::findings(brief, Extent::Whole, &mut findings);
    findings.list
}

/// Judges a data file as [`check`] does, and holds it against the published schema as well
/// even where it is accepted. The two must agree; where they do not, the finding is S999.
///
/// # Errors
///
/// As for [`check`].
pub fn check_strictly(input: &Input<'_>) -> Result<Checked, Report> {
    judge(input, Scope::STRICT)
}

/// Judges a brief built in Rust: it is written as canonical JSON, and that is checked. The
/// findings point into that text.
///
/// # Errors
///
/// As for [`check`].
// By value on purpose: what was judged cannot be changed afterwards.
#[allow(clippy::needless_pass_by_value)]
pub fn audit(brief: Brief) -> Result<Checked, Report> {
    let name = "brief.json";
    let text = canonical(&brief).map_err(|error| {
        let finding = Finding::new(&DISAGREEMENT, Place::start(), error.to_string());
        let finding = finding.help("please report this fault of Strata");
        Report::of(name, "", vec![(finding, None)])
    })?;
    // A brief in memory is not a file: only what a brief may hold bounds it.
    let limits = Limits { bytes: usize::MAX, ..Limits::default() };
    let input = Input { name, bytes: text.as_bytes(), format: Format::Json, limits };
    check(&input)
}

/// The road of every brief: gate, examination, report, fixes.
fn judge(input: &Input<'_>, scope: Scope) -> Result<Checked, Report> {
    let (format, limits) = (input.format, input.limits);
    let Gated { text, marked, errors } = gate(input);
    let is_text = errors.is_empty();
    let mut findings = Findings::of(errors);
    let text = text.as_ref();
    let examined = if is_text {
        examine(text, format, limits, scope, &mut findings)
    } else {
        Examined::default()
    };
    let counted = findings.of_rule.clone();
    let tree = examined.tree.as_ref();
    let mut report =
        Report::new(input.name, text, marked, tree, findings).reaching(examined.phase());
    if is_text {
        let (examined, findings) = (&examined, &counted);
        let scope = scope.without_part();
        let trial = Trial { text, format, limits, scope, examined, findings };
        report.offer(trial.fixes(&report));
    }
    match examined.brief {
        Some(brief) if !report.has_errors() => {
            Ok(Checked { brief, report, format, limits })
        }
        _ => Err(report),
    }
}

/// Why a brief has no canonical form: a fault of Strata.
#[derive(Debug)]
pub struct CanonicalError(serde_json::Error);

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the brief cannot be written as JSON: {}", self.0)
    }
}

impl std::error::Error for CanonicalError {}

fn canonical(brief: &Brief) -> Result<String, CanonicalError> {
    let mut text = serde_json::to_string_pretty(brief).map_err(CanonicalError)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NO_FACE, Part, Path, sample};

    const BRIEF: &str = "strata: \"1\"\ntitle: Rails\nas-of: 2025-10-31\nsubject: {name: Example \
                         plc}\nthesis:\n  - {id: main, kind: observation, text: 'It {{grew}}.'}\n";

    fn checked(text: &str, format: Format) -> Checked {
        let input = Input {
            name: "a.yaml",
            bytes: text.as_bytes(),
            format,
            limits: Limits::default(),
        };
        check_strictly(&input).expect("the sample has no errors")
    }

    #[test]
    fn a_brief_comes_back_from_its_canonical_form() {
        let first = checked(BRIEF, Format::Yaml);
        let text =
            String::from_utf8(first.canonical().expect("JSON")).expect("JSON is UTF-8");
        let second = checked(&text, Format::Json);
        assert_eq!(first.brief(), second.brief());
        assert_eq!(first.canonical().ok(), second.canonical().ok());
        let third = audit(first.brief().clone()).expect("it has been checked before");
        assert_eq!(first.canonical().ok(), third.canonical().ok());
    }

    #[test]
    fn a_later_finding_gets_its_place() {
        let path = Path::root().key("thesis").index(0).key("text");
        let finding =
            Finding::new(&NO_FACE, (path, Part::Within(5..9)), "no face has `grew`");
        let report = checked(BRIEF, Format::Yaml).locate(vec![finding]);
        assert_eq!(
            sample::told(&report),
            "a.yaml:6:47: error[R001 no-face]: no face has `grew`\n"
        );
    }

    #[test]
    fn a_byte_order_mark_moves_offsets_but_not_columns() {
        let text = format!("\u{feff}{}", BRIEF.replace("title", "titel"));
        let input = Input {
            name: "a.yaml",
            bytes: text.as_bytes(),
            format: Format::Yaml,
            limits: Limits::default(),
        };
        let report = check(&input).expect_err("the title is misspelt");
        assert!(sample::told(&report).starts_with("a.yaml:2:1: error[S001 "));
        assert_eq!((report.offset(), report.findings()[0].region().bytes.start), (3, 12));
    }
}
