//! TOML that grows faster than its text.

use strata_check::Format::Toml;

use crate::{File, all_bounded, file};

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn files() -> Vec<File> {
    let dotted = |count: usize| vec!["a"; count].join(".");
    vec![
        file(
            "100,000 lists in lists",
            Toml,
            format!("a = {}", "[".repeat(100_000)),
            &["P108"],
        ),
        file(
            "100,000 closed lists",
            Toml,
            format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
            &["P108"],
        ),
        file(
            "50,000 maps in maps",
            Toml,
            format!("a = {}", "{a = ".repeat(50_000)),
            &["P108"],
        ),
        file(
            "79 levels",
            Toml,
            format!("a = {}{}", "[".repeat(79), "]".repeat(79)),
            &["P108"],
        ),
        file(
            "a dotted key of 20,000",
            Toml,
            format!("{} = 1\n", dotted(20_000)),
            &["P108"],
        ),
        file(
            "a dotted head of 20,000",
            Toml,
            format!("[{}]\nb = 1\n", dotted(20_000)),
            &["P108"],
        ),
        file(
            "a dotted key in braces",
            Toml,
            format!("x = {{{} = 1}}\n", dotted(20_000)),
            &["P108"],
        ),
        file("a dotted key of 70", Toml, format!("{} = 1\n", dotted(70)), &["P108"]),
        file(
            "20,000 dotted keys",
            Toml,
            many(20_000, |at| format!("a{at}.b.c = 1\n")),
            &["S001"],
        ),
        file(
            "14,000 keys of 30 words",
            Toml,
            many(14_000, |at| format!("a{at}.{} = 1\n", dotted(30))),
            &["P109"],
        ),
        file(
            "900 keys of 30 words",
            Toml,
            many(900, |at| format!("a{at}.{} = 1\n", dotted(30))),
            &["S001"],
        ),
        file(
            "20,000 dotted keys of one",
            Toml,
            many(20_000, |at| format!("a.b.c{at} = 1\n")),
            &["S001", "S002"],
        ),
        file(
            "1,500 growing heads",
            Toml,
            many(1_400, |at| format!("[{}]\n", vec!["a"; at + 1].join("."))),
            &["P109"],
        ),
        file("30 February", Toml, "as-of = 2025-02-30\n", &["P300"]),
        file("200,000 [[a]]", Toml, "[[a]]\n".repeat(200_000), &["P109"]),
        file("200,000 [[sections]]", Toml, "[[sections]]\n".repeat(200_000), &["P109"]),
        file("a key 50,000 times", Toml, "a = 1\n".repeat(50_000), &["P106"]),
        file(
            "50,000 keys twice",
            Toml,
            many(2, |_| many(20_000, |at| format!("a{at} = 1\n"))),
            &["P106"],
        ),
        file("a head 50,000 times", Toml, "[a]\n".repeat(50_000), &["P106"]),
        file(
            "20,000 heads twice",
            Toml,
            many(2, |_| many(20_000, |at| format!("[a{at}]\n"))),
            &["P106"],
        ),
        file(
            "a key twice in 20,000 tables",
            Toml,
            many(20_000, |at| format!("[a{at}]\nb = 1\nb = 2\n")),
            &["P106"],
        ),
        file("100,000 faults", Toml, "a = b\n".repeat(100_000), &["P106", "P300"]),
        file("100,000 half lines", Toml, "a =\n".repeat(100_000), &["P106", "P300"]),
        file("100,000 faults in one line", Toml, "= ".repeat(100_000), &["P300"]),
        file(
            "an unclosed list of 200,000",
            Toml,
            format!("a = [{}", "1,".repeat(200_000)),
            &["P300"],
        ),
        file(
            "an unclosed text of lines",
            Toml,
            format!("a = \"\"\"{}", "b\n".repeat(300_000)),
            &["P300"],
        ),
        file(
            "100,000 unclosed texts",
            Toml,
            many(100_000, |at| format!("a{at} = \"b\n")),
            &["P300"],
        ),
        file(
            "numbers of its own",
            Toml,
            "a = [inf, -nan, 0x1F, 0b11, 0o7, 1_000, +1, 1_0.5_0]\n",
            &["P011", "S001", "S002"],
        ),
        file(
            "100,000 numbers of its own",
            Toml,
            format!("a = [{}]\n", "0x1F,".repeat(100_000)),
            &["P011"],
        ),
        file(
            "an integer of 1,000 digits",
            Toml,
            format!("a = {}\n", "9".repeat(1_000)),
            &["P010", "S001", "S002"],
        ),
        file("1e999", Toml, "title = 1e999\n", &["P010", "S002"]),
        file(
            "a text of 20 MB",
            Toml,
            format!("title = \"{}\"", "a".repeat(20 << 20)),
            &["S002", "S007"],
        ),
        file(
            "100,000 escapes",
            Toml,
            format!("title = \"{}\"", "\\u0041".repeat(100_000)),
            &["S002", "S007"],
        ),
        file(
            "200,000 keys",
            Toml,
            many(200_000, |at| format!("a{at} = \"b\"\n")),
            &["S001"],
        ),
        file(
            "200,000 keys in braces",
            Toml,
            format!("x = {{{}}}\n", many(200_000, |at| format!("a{at}=1,"))),
            &["S001", "S002"],
        ),
        file(
            "400,000 numbers",
            Toml,
            format!("a = [{}]\n", "1,".repeat(400_000)),
            &["S001", "S002"],
        ),
        file(
            "600,000 numbers",
            Toml,
            format!("a = [{}]\n", "1,".repeat(600_000)),
            &["P109"],
        ),
        file("YAML in a TOML file", Toml, crate::honest::text(1), &["P300"]),
    ]
}

#[test]
fn toml_is_read_or_refused() {
    all_bounded(files);
}
