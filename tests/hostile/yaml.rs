//! YAML that other readers expand, recurse into, drown in or take for something else.

use strata_check::Format::Yaml;

use crate::{File, all_bounded, file};

/// Nine lists, each of nine times the one before.
fn laughs() -> String {
    let line = |at: usize| {
        let names = vec![format!("*a{at}"); 9].join(", ");
        format!("a{}: &a{} [{names}]\n", at + 1, at + 1)
    };
    let lines: String = (0..9).map(line).collect();
    format!("a0: &a0 [lol, lol, lol]\n{lines}")
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn expanding() -> Vec<File> {
    vec![
        file("billion laughs", Yaml, laughs(), &["P102", "P103", "S001", "S002"]),
        file(
            "a chain of aliases",
            Yaml,
            format!(
                "a0: &a0 x\n{}",
                many(20_000, |at| format!("a{}: &a{} *a{at}\n", at + 1, at + 1))
            ),
            &["P103"],
        ),
        file(
            "200,000 anchors",
            Yaml,
            many(200_000, |at| format!("- &a{at} x\n")),
            &["P103"],
        ),
        file(
            "200,000 aliases",
            Yaml,
            format!("- &a x\n{}", "- *a\n".repeat(200_000)),
            &["P102", "P103"],
        ),
        file(
            "an alias of itself",
            Yaml,
            "a: &a [*a]\n",
            &["P102", "P103", "S001", "S002"],
        ),
        file("an alias of nothing", Yaml, "title: *nothing\n", &["P102", "S002"]),
        file(
            "an anchor without an end",
            Yaml,
            format!("a: &{}\n", "a".repeat(1 << 20)),
            &["P103", "S001", "S002"],
        ),
        file("merge keys", Yaml, many(50_000, |_| "<<: {a: b}\n".to_owned()), &["P105"]),
        file(
            "a merge key of an alias",
            Yaml,
            "a: &a {b: c}\nd: {<<: *a}\n",
            &["P102", "P103", "P105", "S001", "S002"],
        ),
        file(
            "tags of a language",
            Yaml,
            "!!python/object/apply:os.system [\"touch /tmp/x\"]\n",
            &["P104"],
        ),
        file("an include", Yaml, "!include /etc/passwd\n", &["P104"]),
        file("a binary", Yaml, "title: !!binary aGVsbG8=\n", &["P104", "S002"]),
        file("a bare tag", Yaml, "title: ! x\n", &["P104", "S002"]),
        file("100,000 tags", Yaml, "- !a x\n".repeat(100_000), &["P104"]),
        file(
            "a tag without an end",
            Yaml,
            format!("a: !{} x\n", "a".repeat(1 << 20)),
            &["P104", "S001", "S002"],
        ),
        file("a directive", Yaml, "%YAML 1.1\n---\ntitle: x\n", &["P100"]),
        file(
            "100,000 directives",
            Yaml,
            format!("{}---\ntitle: x\n", "%TAG !a! tag:a,2000:\n".repeat(50_000)),
            &["P100"],
        ),
        file("two documents", Yaml, "title: x\n---\ntitle: y\n", &["P101"]),
        file("100,000 documents", Yaml, "---\na\n".repeat(100_000), &["P101"]),
        file("document marks only", Yaml, "---\n...\n", &["P110"]),
        file("ends of documents only", Yaml, "...\n".repeat(100_000), &["P110"]),
        file("a document after its end", Yaml, "a: b\n...\nc: d\n", &["P101"]),
    ]
}

fn nested() -> Vec<File> {
    vec![
        file("[ x 100,000", Yaml, "[".repeat(100_000), &["P108"]),
        file("{a: x 50,000", Yaml, "{a: ".repeat(50_000), &["P108"]),
        file("- x 20,000", Yaml, "- ".repeat(20_000), &["P108"]),
        file(": x 100,000", Yaml, ": ".repeat(100_000), &["P107", "P108"]),
        file("? x 20,000", Yaml, "? ".repeat(20_000), &["P108"]),
        file(
            "3,000 maps in maps",
            Yaml,
            many(1_000, |at| format!("{}a:\n", " ".repeat(at))),
            &["P108"],
        ),
        file(
            "unclosed [ of 200,000",
            Yaml,
            format!("[{}", "a, ".repeat(200_000)),
            &["P100"],
        ),
        file(
            "unclosed { of 100,000",
            Yaml,
            format!("{{{}", many(100_000, |at| format!("a{at}: b, "))),
            &["P100"],
        ),
        file("] x 100,000", Yaml, "]".repeat(100_000), &["P100"]),
        file(
            "[] x 300,000",
            Yaml,
            "[".to_owned() + &"[],".repeat(300_000) + "]",
            &["S004"],
        ),
        file(
            "a staircase",
            Yaml,
            many(1_000, |at| format!("{}- a\n", " ".repeat(1_000 - at))),
            &["P100"],
        ),
        file(
            "64 levels",
            Yaml,
            format!("title: {}{}", "[".repeat(64), "]".repeat(64)),
            &["P108"],
        ),
        file(
            "31 levels",
            Yaml,
            format!("title: {}{}", "[".repeat(31), "]".repeat(31)),
            &["S002", "S004"],
        ),
    ]
}

fn keys() -> Vec<File> {
    vec![
        file("a list as a key", Yaml, "? [a, b]\n: c\n", &["P107", "S002"]),
        file("a map as a key", Yaml, "{a: b}: c\n", &["P107", "S002"]),
        file("an alias as a key", Yaml, "*a : c\n", &["P102", "S002"]),
        file("50,000 lists as keys", Yaml, "? [a]\n: b\n".repeat(50_000), &["P107"]),
        file("a key twice", Yaml, "title: x\n\"title\": z\n", &["P106", "S002"]),
        file(
            "a key 100,000 times",
            Yaml,
            "a: b\n".repeat(100_000),
            &["P106", "S001", "S002"],
        ),
        file("300,000 keys", Yaml, many(300_000, |at| format!("a{at}: b\n")), &["S001"]),
        file("200,000 keys", Yaml, many(200_000, |at| format!("a{at}: b\n")), &["S001"]),
        file(
            "200,000 figures",
            Yaml,
            format!("figures:\n{}", many(200_000, |at| format!("  a{at}: b\n"))),
            &["S002", "S004", "S006"],
        ),
        file(
            "60,000 figures with a wrong key",
            Yaml,
            format!("figures:\n{}", many(60_000, |at| format!("  a{at}: {{x: b}}\n"))),
            &["S001", "S002", "S006"],
        ),
        file(
            "60,000 keys without indentation",
            Yaml,
            format!("figures:\n{}", many(60_000, |at| format!("  a{at}:\n  label: b\n"))),
            &["P106"],
        ),
        file(
            "200,000 ids of no form",
            Yaml,
            format!("definitions:\n{}", many(200_000, |at| format!("  A{at}: b\n"))),
            &["S002", "S005"],
        ),
        file(
            "a key of 1,025 letters",
            Yaml,
            format!("{}: x\n", "a".repeat(1_025)),
            &["P100"],
        ),
        file(
            "a key of a million letters",
            Yaml,
            format!("{}: x\n", "a".repeat(1_000_000)),
            &["P100"],
        ),
        file(
            "a quoted key of a million",
            Yaml,
            format!("\"{}\": x\n", "a".repeat(1_000_000)),
            &["P100"],
        ),
        file(
            "a long key in braces",
            Yaml,
            format!("{{\"{}\": x}}\n", "a".repeat(1_000_000)),
            &["P100"],
        ),
        file("a homoglyph", Yaml, "tіtle: x\n", &["S001", "S002"]),
        file("an empty key", Yaml, "\"\": x\n", &["S001", "S002"]),
        file("a key of digits", Yaml, "2025: x\n", &["P107", "S002"]),
        file(
            "sections with wrong keys",
            Yaml,
            format!("sections:\n{}", "- {x: y}\n".repeat(100_000)),
            &["S001", "S002", "S006"],
        ),
    ]
}

fn scalars() -> Vec<File> {
    let numbers = ".nan .inf -.Inf 0755 0o17 0x1F 0b11 1_000 +1 .5 1. 1.e3 1_0.5";
    let numbers =
        numbers.split(' ').map(|text| format!("- {text}\n")).collect::<String>();
    vec![
        file("numbers to some", Yaml, numbers, &["P011"]),
        file(
            "words that are truth to some",
            Yaml,
            "- no\n- on\n- y\n- Yes\n",
            &["P012", "S004"],
        ),
        file("an integer of 1,000 digits", Yaml, "9".repeat(1_000), &["P010"]),
        file(
            "a number of a million digits",
            Yaml,
            format!("title: {}", "1".repeat(1_000_000)),
            &["P010", "S002"],
        ),
        file(
            "a decimal of a million digits",
            Yaml,
            format!("title: 0.{}", "1".repeat(1_000_000)),
            &["P010", "S002"],
        ),
        file("1e400", Yaml, "title: 1e400\n", &["P010", "S002"]),
        file("1e-400", Yaml, "title: 1e-400\n", &["S002", "S004"]),
        file(
            "an exponent of a million digits",
            Yaml,
            format!("title: 1e{}", "9".repeat(1_000_000)),
            &["P010", "S002"],
        ),
        file(
            "a million underscores",
            Yaml,
            format!("title: 1{}", "_".repeat(1_000_000)),
            &["P011", "S002"],
        ),
        file("100,000 strange numbers", Yaml, "- 0x1F\n".repeat(100_000), &["P011"]),
        file(
            "a plain scalar of 20 MB",
            Yaml,
            format!("title: {}", "ab c".repeat(5 << 20)),
            &["S002", "S007"],
        ),
        file(
            "a quoted scalar of 20 MB",
            Yaml,
            format!("title: \"{}\"", "abcd".repeat(5 << 20)),
            &["S002", "S007"],
        ),
        file(
            "a block scalar of 20 MB",
            Yaml,
            format!("title: |\n{}", "  abcde\n".repeat(5 << 19)),
            &["S002", "S007"],
        ),
        file(
            "escapes of 4 MB",
            Yaml,
            format!("title: \"{}\"", "\\x41".repeat(1 << 20)),
            &["S002", "S007"],
        ),
        file(
            "a comment of 5 MB",
            Yaml,
            format!("#{}\ntitle: x\n", "a".repeat(5 << 20)),
            &["S002"],
        ),
        file(
            "2 MB of indentation",
            Yaml,
            format!("a:\n{}b: c\n", " ".repeat(2 << 20)),
            &["S001", "S002"],
        ),
        file(
            "2 MB of spaces behind",
            Yaml,
            format!("title: x{}\n", " ".repeat(2 << 20)),
            &["S002"],
        ),
        file(
            "a plain scalar of 300,000 lines",
            Yaml,
            format!("title:\n{}", "  a\n".repeat(300_000)),
            &["S002", "S007"],
        ),
        file(
            "a quoted scalar of 300,000 lines",
            Yaml,
            format!("title: \"\n{}\"", "  a\n".repeat(300_000)),
            &["S002", "S007"],
        ),
        file(
            "a folded scalar of 300,000 lines",
            Yaml,
            format!("title: >\n{}", "  a\n".repeat(300_000)),
            &["S002", "S007"],
        ),
        file(
            "a block scalar that is indented more and more",
            Yaml,
            format!(
                "title: >\n{}",
                many(1_000, |at| format!("{}a\n", " ".repeat(at + 2)))
            ),
            &["S002", "S007"],
        ),
        file(
            "empty lines in a block scalar",
            Yaml,
            format!("title: |+\n  a\n{}", "\n".repeat(500_000)),
            &["S002", "S007"],
        ),
        file(
            "a quote that is never closed",
            Yaml,
            format!("title: \"{}", "a\n ".repeat(300_000)),
            &["P100"],
        ),
        file("quotes that are never closed", Yaml, "- \"a\n".repeat(100_000), &["P100"]),
        file("a million tabs", Yaml, "\t".repeat(1_000_000), &["P110"]),
        file("a tab before a key", Yaml, "a:\n\tb: c\n", &["P100"]),
        file("questions", Yaml, "?\n".repeat(100_000), &["P107"]),
        file("dashes", Yaml, "-\n".repeat(300_000), &["S004"]),
        file("colons without a space", Yaml, "a:b\n".repeat(200_000), &["S004"]),
        file(
            "one line of a million",
            Yaml,
            format!("{{{}}}", many(80_000, |at| format!("a{at}: {{x: y}},"))),
            &["S001"],
        ),
        file("hashes", Yaml, "title: x\n".to_owned() + &" #".repeat(500_000), &["S002"]),
        file("comments in a list", Yaml, "- a # b\n".repeat(100_000), &["S004"]),
    ]
}

#[test]
fn what_expands_is_refused() {
    all_bounded(expanding);
}

#[test]
fn nothing_nests_without_end() {
    all_bounded(nested);
}

#[test]
fn keys_are_words_and_each_is_there_once() {
    all_bounded(keys);
}

#[test]
fn scalars_are_read_in_time() {
    all_bounded(scalars);
}
