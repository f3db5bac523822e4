//! The README says what is so.

use std::fs;

use crate::desk::{Desk, SMALL, TYPO, repository};

fn text(path: &str) -> String {
    fs::read_to_string(repository(path)).expect(path)
}

#[test]
fn the_message_it_shows_is_the_one_that_is_printed() {
    let desk = Desk::new();
    let brief = text("data/amazon-2025q3.yaml").replacen("+13% yoy", "+31% yoy", 1);
    desk.put("amazon-2025q3.yaml", brief);
    let printed = desk.strata(&["check", "amazon-2025q3.yaml"]).assert(1).out;
    let (finding, rest) = printed.split_once("\n\n").expect("a finding");
    assert!(rest.starts_with("amazon-2025q3.yaml: 1 error"), "{rest}");
    let shown = format!("```text\n{finding}\n```");
    assert!(text("README.md").contains(&shown), "README.md does not show\n{shown}");
}

#[test]
fn the_program_it_shows_is_the_one_that_runs() {
    let program = text("tests/reuse/src/main.rs");
    let (_, code) = program.split_once("\n\n").expect("a doc comment first");
    let shown = format!("```rust\n{code}```");
    assert!(text("README.md").contains(&shown), "README.md does not show\n{shown}");
}

#[test]
fn the_finding_that_is_shown_is_the_one_that_is_printed() {
    let desk = Desk::new();
    desk.put("bad.yaml", TYPO);
    let printed = desk.strata(&["check", "bad.yaml", "--format", "json"]).assert(1).out;
    let (_, finding) = printed.split_once("\"findings\": [\n").expect("findings");
    let (finding, _) = finding.split_once("\n  ]\n").expect("an end");
    let shown: Vec<_> =
        finding.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let shown = format!("```json\n{}\n```", shown.join("\n"));
    assert!(text("schema/README.md").contains(&shown), "schema/README.md lacks\n{shown}");
}

#[test]
fn the_runs_it_shows_work() {
    let readme = text("README.md");
    let (_, section) = readme.split_once("\n## Thousands\n").expect("a section");
    let (section, _) = section.split_once("\n## ").expect("an end");
    let desk = Desk::new();
    fs::create_dir(desk.path("briefs")).expect("a folder");
    desk.put("briefs/acme.yaml", SMALL).put("briefs.jsonl", crate::batch::lines(2));
    let runs = section.lines().filter(|line| line.starts_with("strata "));
    let mut ran = 0;
    for run in runs {
        let run = run.split_once(" #").map_or(run, |it| it.0);
        let args: Vec<_> =
            run.split_whitespace().skip(1).map(|it| it.trim_matches('\'')).collect();
        desk.strata(&args).assert(0);
        ran += 1;
    }
    assert_eq!(ran, 4);
    let piped = "strata render --from - --to tar -o print.tar";
    assert!(section.contains(piped));
    let args: Vec<_> = piped.split_whitespace().skip(1).collect();
    desk.fed(&args, crate::batch::lines(2)).assert(0);
}

#[test]
fn what_it_links_to_is_there() {
    let files =
        [("README.md", "."), ("schema/README.md", "schema"), ("data/README.md", "data")];
    for (file, folder) in files {
        for link in
            text(file).split("](").skip(1).filter_map(|rest| rest.split(')').next())
        {
            let local = !link.starts_with("http");
            assert!(!local || repository(folder).join(link).exists(), "{file}: {link}");
        }
    }
}
