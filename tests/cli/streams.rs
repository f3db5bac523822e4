//! Standard input and output.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::desk::{Desk, PDF, Ran, SMALL, TYPO};

#[test]
fn a_brief_comes_in_and_goes_out_by_the_streams() {
    let desk = Desk::new();
    let ran = desk.fed(&["render", "-"], SMALL).assert(0);
    let ran = ran.says("wrote standard output (1 page, ");
    assert!(ran.bytes.starts_with(PDF));
    desk.put("a.yaml", SMALL);
    let same = desk.strata(&["render", "a.yaml", "-o", "-"]).assert(0);
    assert!(ran.bytes == same.bytes, "the bytes differ");
    let svg = desk.strata(&["render", "a.yaml", "-o", "-", "--format", "svg"]).assert(0);
    assert!(svg.out.starts_with("<svg"));
    assert_eq!(desk.list("."), ["a.yaml"]);

    desk.fed(&["render", "-", "-o", "b.pdf"], SMALL).assert(0);
    assert!(desk.read("b.pdf") == ran.bytes, "the bytes differ");
}

#[test]
fn standard_input_is_yaml_unless_told() {
    let desk = Desk::new();
    desk.fed(&["check", "-"], SMALL).assert(0);
    let toml = "strata = \"1\"\ntitle = \"T\"\nas-of = \"2025-09-30\"\n\
        subject = {name = \"N\"}\n[[thesis]]\nid = \"a\"\nkind = \"observation\"\n\
        text = \"Text.\"\n";
    desk.fed(&["check", "-"], toml).assert(1);
    desk.fed(&["check", "-", "--input-format", "toml"], toml).assert(0);
}

#[test]
fn an_error_on_standard_input_writes_nothing() {
    let desk = Desk::new();
    let ran = desk.fed(&["render", "-", "-o", "-"], TYPO).assert(1);
    assert!(ran.bytes.is_empty());
    assert_snapshot!(ran);
    desk.fed(&["render", "-"], "").assert(1).says("P110");
}

#[test]
fn standard_streams_are_not_shared() {
    let desk = Desk::with_good();
    for (case, args) in [
        ("input_twice", ["check", "-", "-", "-q"].as_slice()),
        ("output_shared", &["render", "good.yaml", "good.yaml", "-o", "-"]),
        ("input_without_name", &["render", "-", "good.yaml"]),
        ("input_into_folder", &["render", "-", "-o", "out/"]),
    ] {
        assert_snapshot!(case, desk.strata(args).assert(2));
    }
    assert_eq!(desk.list("."), ["brief.schema.json", "good.yaml"]);
}

#[test]
fn several_pictures_do_not_fit_in_one_stream() {
    let desk = Desk::new();
    let paragraphs: Vec<_> =
        (1..=60).map(|n| format!("Paragraph {n} of many.")).collect();
    let paragraphs = paragraphs.join(", ");
    desk.put(
        "long.yaml",
        format!(
            "{SMALL}sections:\n  - {{title: S, blocks: [text: {{paragraphs: [{paragraphs}]}}]}}\n"
        ),
    );
    let ran =
        desk.strata(&["render", "long.yaml", "-o", "-", "--format", "png"]).assert(2);
    assert!(ran.bytes.is_empty());
    ran.says(" pages cannot share standard output");
    desk.strata(&["render", "long.yaml", "--format", "svg"]).assert(0).says("to long-");
}

#[test]
fn a_reader_that_stops_is_no_failure() {
    let desk = Desk::new();
    let mut command = desk.command(&["schema"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("strata starts");
    let mut some = [0; 16];
    child.stdout.take().expect("a pipe").read_exact(&mut some).expect("some bytes");
    let ran = Ran::new(&["schema"], &child.wait_with_output().expect("strata ends"));
    assert!(ran.code == Some(0) && ran.err.is_empty(), "{ran}");
}

/// A print that nobody has got is not printed.
#[cfg(unix)]
#[test]
fn a_product_that_is_not_delivered_is_a_failure() {
    let desk = Desk::with_good();
    let closed = |args: &[&str]| {
        let strata = desk.command(args);
        let mut shell = std::process::Command::new("sh");
        shell
            .arg("-c")
            .arg("exec \"$0\" \"$@\" >&-")
            .arg(strata.get_program())
            .args(args);
        let output = shell.current_dir(desk.path("")).output().expect("a shell");
        Ran::new(args, &output)
    };
    let products = [
        ["render", "good.yaml", "-o", "-"].as_slice(),
        &["convert", "good.yaml", "--to", "json"],
    ];
    for args in products {
        closed(args).assert(2).says("cannot write standard output: it is closed");
        // On purpose, it may go nowhere.
        let output = desk.command(args).stdout(Stdio::null()).output().expect("an end");
        Ran::new(args, &output).assert(0);
        let mut child = desk.command(args);
        let child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("strata starts");
        drop(child.stdout.take());
        let ran = Ran::new(args, &child.wait_with_output().expect("strata ends"));
        ran.assert(2).says("cannot write standard output: ");
    }
    closed(&["check", "good.yaml"]).assert(0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure() {
    let desk = Desk::new();
    let full =
        || std::fs::File::options().write(true).open("/dev/full").expect("a device");
    for args in [["schema", "-q"], ["explain", "P001"], ["completions", "bash"]] {
        let output = desk.command(&args).stdout(full()).output().expect("strata starts");
        let ran = Ran::new(&args, &output).assert(2);
        ran.says("error: cannot write standard output: no space left");
    }
}
