//! What holds of every rule, and of every file of one.

#![expect(clippy::disallowed_methods, reason = "what is forgotten is found on the disk")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;
use crate::rule::{CASES, Phase, Severity};
use crate::sample::{self, messages, phases, shaped};
use crate::{Certainty, Format, Report};

/// The files of a folder and those in it that end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.flat_map(|path| match path.is_dir() {
        true => files(&path, ending),
        false => vec![path],
    });
    files.filter(|path| path.extension().is_some_and(|it| it == ending)).collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")
}

/// The rule of a file, by its name.
fn rule_of(file: &Path) -> &'static Rule {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let name = stem.replace('_', "-");
    rule(&name).unwrap_or_else(|| panic!("{} is not in the registry", file.display()))
}

#[test]
fn codes_and_names_are_unique_and_every_word_is_written() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.code), "{} twice", rule.code);
        assert!(seen.insert(rule.name), "{} twice", rule.name);
        for text in [rule.title(), &rule.why(), rule.bad, rule.good, &rule.fix()] {
            assert!(!text.is_empty(), "{} is not explained", rule.code);
        }
    }
}

#[test]
fn a_rule_is_found_by_code_and_by_name() {
    assert_eq!(rule("s001"), rule("unknown-key"));
    assert!(rule("S000").is_none());
    assert_eq!(closest_rule("unknwon-key"), rule("S001"));
    assert!(closest_rule("weather").is_none());
    let codes = |word| rules_called(word).iter().map(|it| it.code).collect::<Vec<_>>();
    assert_eq!(codes("unknown-key"), ["S001"]);
    assert_eq!(
        codes("l11"),
        ["L110", "L111", "L112", "L113", "L114", "L115", "L116", "L117", "L118"]
    );
    assert!(codes("L").len() > 80 && codes("").is_empty() && codes("L9999").is_empty());
}

#[test]
fn every_rule_is_listed_in_its_phase_in_the_order_of_codes() {
    assert!(CHECKS.is_sorted_by_key(|check| check.rule.code));
    assert!(rules().is_sorted_by_key(Rule::phase));
    for rule in rules().filter(|rule| rule.phase() != Phase::Rules) {
        assert!(!rule.reads_english() && !rule.is_of_absence(), "{}", rule.code);
    }
}

/// A rule that stands in a file and in no list is never applied.
#[test]
fn every_file_is_a_rule_and_every_rule_a_file() {
    let files = files(&source(), "md");
    for file in &files {
        let rule = rule_of(file);
        let text = std::fs::read_to_string(file).expect("a text");
        assert!(text.contains(&format!("\ncode: {}\n", rule.code)), "{}", file.display());
        let room = file.parent().and_then(Path::file_name).expect("a room");
        let room = room.to_str().unwrap_or_default();
        let of_phase = ["syntax", "shape", "press", "theme", "project"].contains(&room);
        assert_eq!(of_phase, rule.phase() != Phase::Rules, "{}", file.display());
        assert!(!of_phase || room == rule.phase().to_string(), "{}", file.display());
    }
    assert_eq!(files.len(), rules().count());
}

#[test]
fn every_example_shows_what_it_is_meant_to_show() {
    let read = |rule: &Rule, example| -> Report {
        match (rule.phase(), rule.language()) {
            (Phase::Syntax, "yaml") => sample::read(example, Format::Yaml),
            (Phase::Syntax, "json") => sample::read(example, Format::Json),
            (Phase::Syntax, "toml") => sample::read(example, Format::Toml),
            (Phase::Shape, "yaml") => sample::report(example),
            (Phase::Rules, "yaml") => shaped(example),
            (phase, language) => panic!("an example of {phase} in {language}"),
        }
    };
    // Those of themes and project files are shown where one is read.
    let shown = |rule: &&Rule| rule.language() != "text" && rule.phase() < Phase::Theme;
    for rule in rules().filter(shown) {
        let (bad, good) = (read(rule, rule.bad), read(rule, rule.good));
        let codes = sample::codes(&bad);
        assert!(codes.contains(&rule.code), "{}: bad raises {codes:?}", rule.code);
        let codes = sample::codes(&good);
        assert!(!codes.contains(&rule.code), "{}: good raises {codes:?}", rule.code);
        let in_order = |phase: &Phase| *phase > rule.phase() || *phase == Phase::Rules;
        assert!(
            phases(&good).iter().all(in_order),
            "{}: good raises {codes:?}",
            rule.code
        );
    }
}

/// What cannot be written down in an example: sizes, bytes, invisible characters, pages.
#[test]
fn only_what_cannot_be_shown_is_described() {
    let described = rules().filter(|rule| rule.language() == "text");
    let codes: Vec<_> = described.map(|rule| rule.code).collect();
    let pages = ["R001", "R002", "R003"];
    let sizes_and_bytes = ["P001", "P002", "P003", "P005", "P108", "P109", "S999"];
    assert_eq!(codes, [sizes_and_bytes.as_slice(), &pages].concat());
}

/// A brief of the smallest kind with something added, and what a rule says of it.
#[derive(Debug, Default)]
struct Case<'t> {
    brief: String,
    messages: Vec<&'t str>,
}

/// The cases of a file: blocks of ` ```yaml case `, each with its messages as a quote behind
/// it, or none.
fn cases(text: &str) -> Vec<Case<'_>> {
    let Some((_, text)) = text.split_once(CASES) else { return Vec::new() };
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let case = cases.last_mut();
        match (line, case) {
            ("```yaml case", _) if !inside => {
                inside = true;
                cases.push(Case::default());
            }
            ("```", Some(_)) if inside => inside = false,
            (line, Some(case)) if inside => case.brief.push_str(&format!("{line}\n")),
            (line, _) if line.starts_with("```") => panic!("a case is not `{line}`"),
            (line, Some(case)) => case.messages.extend(line.strip_prefix("> ")),
            _ => {}
        }
    }
    assert!(!inside && !cases.is_empty(), "a case has an end");
    cases
}

#[test]
fn every_case_is_said_what_stands_behind_it() {
    let mut seen = 0;
    for file in files(&source(), "md") {
        let text = std::fs::read_to_string(&file).expect("a text");
        for Case { brief, messages: expected } in cases(&text) {
            let said = messages(&brief, rule_of(&file).code);
            assert_eq!(said, expected, "{}:\n{brief}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 30, "only {seen} cases");
}

const OVERVIEW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules.md");

/// All rules in one table, written from their files.
fn overview() -> String {
    let mut table = String::from(
        "# The rules\n\nWritten from the files of the rules, each of which says why it exists, shows \
         an example and says\nwhat to do; `strata explain CODE` prints that. Where there is a \
         certainty, findings are read out\nof words, which may mean something else.\n\n\
         | Code | Name | Severity | Certainty | What it finds |\n|---|---|---|---|---|\n",
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files(&source(), "md");
    let order = |file: &PathBuf| rules().position(|rule| rule == rule_of(file));
    files.sort_by_key(order);
    for file in &files {
        let (rule, path) = (rule_of(file), file.strip_prefix(root).unwrap_or(file));
        let certainty = rule.certainty().map(|it| it.to_string()).unwrap_or_default();
        table.push_str(&format!(
            "| [{}]({}) | {} | {} | {certainty} | {} |\n",
            rule.code,
            path.display().to_string().replace('\\', "/"),
            rule.name,
            rule.severity,
            rule.title(),
        ));
    }
    table.replace("|  |", "| |")
}

#[test]
fn the_overview_is_what_the_files_say() {
    let written = overview();
    if std::env::var_os("UPDATE_RULES").is_some() {
        std::fs::write(OVERVIEW, &written).expect("rules.md can be written");
    }
    let published = std::fs::read_to_string(OVERVIEW).unwrap_or_default();
    assert!(
        published == written,
        "crates/check/rules.md is not what the rules say; refresh it with\n\
         \n    UPDATE_RULES=1 cargo test -p strata-check overview\n"
    );
}

/// Rules that read English sentences have nothing to say of others.
#[test]
fn english_is_read_in_english_briefs_only() {
    for rule in rules().filter(|rule| rule.reads_english()) {
        for language in ["de-DE", "fr-FR"] {
            let brief = format!("{}\nlanguage: {language}\n", rule.bad);
            assert!(
                messages(&brief, rule.code).is_empty(),
                "{} in {language}",
                rule.code
            );
        }
    }
    let bound = "figures:\n  chips: {label: Chips, value: 500K, qualifier: nearly, \
                 period: FY 2024}\nlanguage: de-DE\nverdict: {text: ['Es sind knapp {chips}.']}";
    assert_eq!(messages(bound, "L072"), ["`knapp` is printed by `{chips}` itself"]);
}

/// What is read out of words stops no press, unless it is hardly ever wrong: numbers,
/// references, dates and units decide errors.
#[test]
fn a_guess_is_no_error() {
    let all = rules().filter(|rule| rule.phase() == Phase::Rules);
    for report in all.map(|rule| shaped(rule.bad)) {
        for finding in report.findings().iter().map(crate::Located::finding) {
            let rule = finding.rule();
            let sure = finding.certainty().is_none_or(|it| it == Certainty::High);
            assert!(sure || finding.severity() != Severity::Error, "{}", rule.code);
        }
    }
    let told = |brief: &str, code: &str| {
        let found = sample::findings(brief, code);
        found.iter().map(|one| (one.severity(), one.certainty())).collect::<Vec<_>>()
    };
    let guess = |certainty| [(Severity::Warning, Some(certainty))];
    // One rule may know some of what it says, and guess the rest.
    let keys = "thesis: [{id: a, kind: forecast, text: It grows., likelihood: likely, \
                confidence: high}]\n";
    assert_eq!(told(keys, "L041"), [(Severity::Error, None)]);
    let words = "verdict: {text: ['It is likely, with high confidence.']}\n";
    assert_eq!(told(words, "L041"), guess(Certainty::Medium));
    let figure = |keys: &str| format!("figures: {{a: {{{keys}, period: FY 2024}}}}\n");
    let multiple = figure("label: Use, value: 2x");
    assert_eq!(told(&multiple, "L035"), [(Severity::Error, None)]);
    let label = figure("label: Higher completion, value: 60%");
    assert_eq!(told(&label, "L035"), guess(Certainty::Low));
    for code in ["L031", "L070", "L072"] {
        let bad = rule(code).map(|rule| rule.bad).unwrap_or_default();
        let found = told(bad, code);
        let warns = |it: &(Severity, Option<Certainty>)| {
            it.0 == Severity::Warning && it.1.is_some()
        };
        assert!(!found.is_empty() && found.iter().all(warns), "{code}: {found:?}");
    }
}
