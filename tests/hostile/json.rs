//! JSON beyond what one file should hold.

use strata_check::Format::Json;

use crate::{File, all_bounded, file};

fn files() -> Vec<File> {
    let many = |count: usize, one: fn(usize) -> String| -> String {
        (0..count).map(one).collect::<Vec<_>>().join(",")
    };
    let around = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    vec![
        file("[ x 200,000", Json, "[".repeat(200_000), &["P108"]),
        file("[] nested 200,000", Json, around("[", "", "]", 200_000), &["P108"]),
        file(
            "maps nested 100,000",
            Json,
            around("{\"a\":", "1", "}", 100_000),
            &["P108"],
        ),
        file("500 levels", Json, around("[", "", "]", 500), &["P108"]),
        file("500 levels of maps", Json, around("{\"a\":", "1", "}", 500), &["P108"]),
        file("33 levels", Json, around("[", "", "]", 33), &["P108"]),
        file(
            "a deep $schema",
            Json,
            format!("{{\"$schema\": {}}}", around("[", "", "]", 31)),
            &["S002", "S004"],
        ),
        file(
            "a deeper $schema",
            Json,
            format!("{{\"$schema\": {}}}", around("[", "", "]", 100_000)),
            &["P108"],
        ),
        file("NaN", Json, "{\"title\": NaN}", &["P200"]),
        file("-Infinity", Json, "{\"title\": -Infinity}", &["P200"]),
        file("a trailing comma", Json, "{\"title\": \"x\",}", &["P200"]),
        file("a comment", Json, "{\"title\": \"x\" /* y */}", &["P200"]),
        file(
            "a comment without an end",
            Json,
            format!("/*{}", "a".repeat(1 << 20)),
            &["P200"],
        ),
        file(
            "__proto__",
            Json,
            "{\"__proto__\": {}, \"constructor\": {}}",
            &["S001", "S002"],
        ),
        file(
            "keys of a library",
            Json,
            "{\"$serde_json::private::Number\": \"1\", \"$serde_json::private::RawValue\": \"1\"}",
            &["S001", "S002"],
        ),
        file("an integer of 1,000 digits", Json, "9".repeat(1_000), &["P010"]),
        file(
            "a number of a million digits",
            Json,
            format!("{{\"title\": {}}}", "1".repeat(1_000_000)),
            &["P010", "S002"],
        ),
        file("1e999", Json, "{\"title\": 1e999}", &["P010", "S002"]),
        file(
            "100,000 escapes",
            Json,
            format!("{{\"title\": \"{}\"}}", "\\u0041".repeat(100_000)),
            &["S002", "S007"],
        ),
        file(
            "1,000,000 short escapes",
            Json,
            format!("{{\"title\": \"{}\"}}", "\\\\".repeat(500_000)),
            &["S002", "S007"],
        ),
        file(
            "a text of 20 MB",
            Json,
            format!("{{\"title\": \"{}\"}}", "a".repeat(20 << 20)),
            &["S002", "S007"],
        ),
        file(
            "a text without an end",
            Json,
            format!("{{\"title\": \"{}", "a".repeat(1 << 20)),
            &["P200"],
        ),
        file(
            "200,000 keys",
            Json,
            format!("{{{}}}", many(200_000, |at| format!("\"a{at}\":\"b\""))),
            &["S001"],
        ),
        file(
            "a key 100,000 times",
            Json,
            format!("{{{}}}", many(100_000, |_| "\"a\":\"b\"".to_owned())),
            &["P106", "S001", "S002"],
        ),
        file(
            "400,000 numbers",
            Json,
            format!("[{}]", many(400_000, |_| "1".to_owned())),
            &["S004"],
        ),
        file(
            "600,000 numbers",
            Json,
            format!("[{}]", many(600_000, |_| "1".to_owned())),
            &["P109"],
        ),
        file(
            "200,000 line breaks in a text",
            Json,
            format!("{{\"title\": \"{}\"}}", "\n".repeat(200_000)),
            &["P200", "S002"],
        ),
        file(
            "100,000 texts with a tab",
            Json,
            format!("[{}]", many(100_000, |_| "\"\t\"".to_owned())),
            &["P200"],
        ),
        file("two roots", Json, "{}{}".to_owned() + &"{}".repeat(100_000), &["P200"]),
        file(
            "an unclosed list of 200,000",
            Json,
            format!("[{}", "1,".repeat(200_000)),
            &["P200"],
        ),
        file("commas", Json, ",".repeat(500_000), &["P200"]),
        file("a bare word", Json, "a".repeat(1 << 20), &["P200"]),
        file("a bare null", Json, "null", &["S004"]),
        file(
            "a line of a million in one map",
            Json,
            format!(
                "{{\"figures\":{{{}}}}}",
                many(60_000, |at| format!("\"a{at}\":{{\"x\":1}}"))
            ),
            &["S001", "S002", "S006"],
        ),
    ]
}

#[test]
fn json_is_read_or_refused() {
    all_bounded(files);
}
