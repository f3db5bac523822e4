//! One small file for each mistake, named after the rule that finds it; and what is said.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use strata_check::{Format, Input, Limits, Report, check, rules};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");

/// A file with one mistake in it.
pub(crate) struct Case {
    /// `L001-duplicate-id.yaml`: the code, the mistake, the language.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Case {
    fn code(&self) -> &str {
        self.name.split('-').next().unwrap_or_default()
    }

    pub(crate) fn input(&self) -> Input<'_> {
        let format = Format::of_name(&self.name).expect("a known ending");
        let (name, bytes) = (self.name.as_str(), self.bytes.as_slice());
        Input { name, bytes, format, limits: Limits::default() }
    }

    /// What a check says, whether or not it lets the brief pass.
    pub(crate) fn report(&self) -> Report {
        report(&self.input())
    }
}

/// What a check says of a file.
pub(crate) fn report(input: &Input<'_>) -> Report {
    match check(input) {
        Ok(checked) => checked.report().clone(),
        Err(report) => report,
    }
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings().iter().map(|one| one.finding().rule().code).collect()
}

/// All cases, sorted by name: the files, and those that no editor would show as they are.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = made();
    for entry in std::fs::read_dir(FOLDER).expect("the folder of cases") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // A case begins with its code; the naive seed has a test of its own.
        let is_case = name.starts_with(|first: char| first.is_ascii_uppercase());
        if is_case && Format::of_name(name).is_some() {
            let bytes = std::fs::read(&path).expect("a case");
            cases.push(Case { name: name.to_owned(), bytes });
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() > 100, "only {} cases", cases.len());
    cases
}

/// Files too large, not text, or with something in them that cannot be seen.
fn made() -> Vec<Case> {
    let brief = |title: &str| {
        format!(
            "strata: \"1\"\ntitle: {title}\nsubject: {{name: Example Bakeries plc}}\n\
             as-of: 2025-09-30\n\
             thesis: [{{id: growth, kind: observation, text: Growth is back.}}]\n"
        )
    };
    let mut latin_1 = brief("Cafe").into_bytes();
    latin_1.iter_mut().filter(|byte| **byte == b'f').for_each(|byte| *byte = 0xe9);
    let utf_16 = brief("Growth").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let many = format!("thesis: [\n{}]\n", ("1,".repeat(100) + "\n").repeat(5_010));
    [
        ("P001-file-too-large.yaml", brief("Growth").repeat(8000).into_bytes()),
        ("P002-saved-as-latin-1.yaml", latin_1),
        ("P002-saved-as-utf-16.yaml", utf_16),
        ("P003-zero-width-space.yaml", brief("Back to\u{200b} growth").into_bytes()),
        ("P003-order-of-writing.yaml", brief("\u{202e}htworg ot kcaB").into_bytes()),
        ("P003-escape-byte.yaml", brief("Back \u{1b}[31mto growth").into_bytes()),
        ("P003-private-use.yaml", brief("Back to \u{e000}rowth").into_bytes()),
        ("P003-selector.yaml", brief("Back\u{e0149} to growth\ndisclosures: {author: A, positions: None., ai-use: None.}").into_bytes()),
        ("P003-joiner.yaml", brief("Back\u{200d} to growth\ndisclosures: {author: A, positions: None., ai-use: None.}").into_bytes()),
        (
            "P100-no-break-space.yaml",
            brief("Growth\nsources:\n  a:\n\u{a0}\u{a0}  title: A\n    tier: own")
                .into_bytes(),
        ),
        ("P109-too-many-values.yaml", many.into_bytes()),
    ]
    .map(|(name, bytes)| Case { name: name.to_owned(), bytes })
    .into()
}

/// Rules that no file can break, each with the reason.
const NO_CASE: [(&str, &str); 1] = [(
    "S999",
    "raised where schema and reader disagree, which `agree` shows they never do",
)];

/// Cases whose one mistake is rightly found more than once, each with the reason.
const MORE: [(&str, &[&str], &str); 2] = [
    (
        "L004-words-that-changed.yaml",
        &["L032", "L004"],
        "what is no longer allowed is found again",
    ),
    (
        "L032-in-german.yaml",
        &["L151", "L032"],
        "what is not read of a language is said of every brief in it",
    ),
];

#[test]
fn every_rule_of_a_file_has_a_case() {
    let cases = cases();
    let shown: BTreeSet<&str> = cases.iter().map(Case::code).collect();
    for rule in rules().filter(|rule| !rule.code.starts_with(['R', 'T', 'J'])) {
        let excused = NO_CASE.iter().any(|(code, _)| *code == rule.code);
        let has = shown.contains(rule.code);
        assert!(
            has != excused,
            "{} {}: a case or a reason, not both",
            rule.code,
            rule.name
        );
    }
    for code in shown {
        assert!(strata_check::rule(code).is_some(), "a case of {code}, which is no rule");
    }
}

#[test]
fn one_mistake_is_one_finding() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = codes(&case.report());
        let more = MORE.iter().find(|(name, ..)| *name == case.name);
        let expected =
            more.map_or_else(|| vec![case.code()], |(_, codes, _)| codes.to_vec());
        if found != expected {
            wrong.push(format!("{}: {found:?}, not {expected:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_said_is_what_was_read_and_approved() {
    let cases = cases();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("{FOLDER}/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut changed = Vec::new();
    for case in &cases {
        let said = strata_emit::human(&case.report(), false);
        let same = settings.bind(|| {
            catch_unwind(AssertUnwindSafe(|| {
                insta::assert_snapshot!(case.name.as_str(), said);
            }))
        });
        changed.extend(same.err().map(|_| case.name.as_str()));
    }
    assert!(changed.is_empty(), "other words than before: {}", changed.join(", "));

    for entry in std::fs::read_dir(format!("{FOLDER}/snapshots")).expect("the snapshots")
    {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        let Some(of) = name.strip_suffix(".snap") else { continue };
        assert!(
            of == crate::seed::NAIVE || cases.iter().any(|case| case.name == of),
            "cases/snapshots/{name} belongs to no case: delete it"
        );
    }
}

/// Whatever a finding says, it says where, why and what to do.
#[test]
fn every_finding_has_a_place_and_a_way_out() {
    for case in cases() {
        let report = case.report();
        for located in report.findings() {
            let finding = located.finding();
            let (message, name) = (finding.message(), &case.name);
            let advice = finding.advice().unwrap_or_default();
            assert!(!advice.is_empty(), "{name}: `{message}` says not what to do");
            for text in [message, advice] {
                assert!(!text.ends_with('.'), "{name}: a full stop after `{text}`");
                assert!(!text.contains('\n'), "{name}: a line break in `{text}`");
                let first = text.chars().next().unwrap_or_default();
                let name_first = ["JSON", "YAML", "TOML", "UTF"];
                assert!(
                    !first.is_uppercase()
                        || name_first.iter().any(|n| text.starts_with(n)),
                    "{name}: a capital begins `{text}`"
                );
            }
            let (start, end) = (located.region().start, located.region().end);
            assert!(start.line >= 1 && start.column >= 1, "{name}");
            assert!((start.line, start.column) <= (end.line, end.column), "{name}");
        }
    }
}
