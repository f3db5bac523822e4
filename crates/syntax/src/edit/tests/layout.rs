//! What a careful author would have written: the layout of new and changed lines.

use super::*;
use crate::change::Value;
use crate::path::Path;
use crate::write::{self, Context};

const YAML: &str = "\
figures:
  # the rails
  capex:
    value: $115.9B   # TTM
    history: {TTM Q3 2024: $65.0B}

  aws: {label: AWS, value: \"$33,000M\"}

# -- thesis
thesis:
  - id: arbitrage
    text: >-
      Amazon is in the middle of the largest capex cycle in company history, and
      infrastructure is the real product.
    rests-on: [capex, aws]
  - {id: b, text: \"It {grew}: well.\"}
verdict:
  text:
    - One of $115.9B.
    - Two.
";

fn path(pointer: &str) -> Path {
    Path::parse(pointer).expect(pointer)
}

fn put(pointer: &str, value: impl Into<Value>) -> Change {
    Change::Put(path(pointer), value.into())
}

fn write(pointer: &str, part: Part, text: &str) -> Change {
    Change::Write(Place::Node(path(pointer), part), text.to_owned())
}

fn remove(pointer: &str) -> Change {
    Change::Remove(path(pointer))
}

fn map(entries: &[(&str, &str)]) -> Value {
    let entry = |(key, text): &(&str, &str)| ((*key).to_owned(), Value::from(*text));
    Value::Map(entries.iter().map(entry).collect())
}

fn allowance() -> Value {
    map(&[("rule", "L032"), ("at", "capex"), ("reason", "wording of the source")])
}

/// The lines that are no longer there, then those that are new.
#[track_caller]
fn lines(text: &str, format: Format, changes: &[Change]) -> String {
    let after = match changed(text, format, changes) {
        Ok(after) => after,
        Err(why) => panic!("{why}"),
    };
    let diff = similar::TextDiff::from_lines(text, &after);
    let changes = diff.iter_all_changes();
    let changed = changes.filter(|one| one.tag() != similar::ChangeTag::Equal);
    changed.map(|one| format!("{}{}", one.tag(), one.value())).collect()
}

#[test]
fn a_value_is_written_in_its_place() {
    let cases = [
        (
            write("/figures/capex/value", Part::Value, "$116.0B"),
            "\
-    value: $115.9B   # TTM
+    value: $116.0B   # TTM
",
        ),
        (
            write("/figures/aws/value", Part::Value, "$34.0B"),
            "\
-  aws: {label: AWS, value: \"$33,000M\"}
+  aws: {label: AWS, value: $34.0B}
",
        ),
        (
            write("/figures/aws", Part::Key, "aws: cloud"),
            "\
-  aws: {label: AWS, value: \"$33,000M\"}
+  \"aws: cloud\": {label: AWS, value: \"$33,000M\"}
",
        ),
        (
            write("/verdict/text/0", Part::Within(7..14), "{capex}"),
            "\
-    - One of $115.9B.
+    - One of {capex}.
",
        ),
        (
            write("/verdict/text/0", Part::Within(0..14), "{capex}"),
            "\
-    - One of $115.9B.
+    - \"{capex}.\"
",
        ),
        (
            write("/thesis/1/text", Part::Within(3..9), "'{{grew}}' \"now\""),
            "\
-  - {id: b, text: \"It {grew}: well.\"}
+  - {id: b, text: \"It '{{grew}}' \\\"now\\\": well.\"}
",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(lines(YAML, Format::Yaml, &[change]), expected);
    }
}

#[test]
fn prose_in_a_block_stays_there_and_only_its_words_change() {
    let text = "Amazon is in the middle of the second largest capex cycle in company history, and \
                infrastructure is the product.";
    let one = write("/thesis/0/text", Part::Value, text);
    assert_eq!(
        lines(YAML, Format::Yaml, &[one]),
        "\
-      Amazon is in the middle of the largest capex cycle in company history, and
-      infrastructure is the real product.
+      Amazon is in the middle of the second largest capex cycle in company history, and
+      infrastructure is the product.
"
    );
    // Words over the end of a line.
    let part = write("/thesis/0/text", Part::Within(71..89), "and so {grew}");
    assert_eq!(lines(YAML, Format::Yaml, &[part]), "\
-      Amazon is in the middle of the largest capex cycle in company history, and
-      infrastructure is the real product.
+      Amazon is in the middle of the largest capex cycle in company history, and so {grew} is the real product.
");
    let new = "Something wholly different, told at length because there is so much to say about \
               it that one line will not do.";
    let other = write("/thesis/0/text", Part::Value, new);
    assert_eq!(
        lines(YAML, Format::Yaml, &[other]),
        "\
-      Amazon is in the middle of the largest capex cycle in company history, and
-      infrastructure is the real product.
+      Something wholly different, told at length because there is so much to say
+      about it that one line will not do.
"
    );
}

#[test]
fn an_entry_is_added_behind_its_siblings() {
    let long = "a reason that does not fit on one line, for it goes on and on, and then it goes on";
    let cases = [
        (put("/figures/new", map(&[("label", "New"), ("value", "$1,0M")])), "\
+  new: {label: New, value: \"$1,0M\"}
+
"),
        (put("/figures/capex/history/FY 2020", "yes"), "\
-    history: {TTM Q3 2024: $65.0B}
+    history: {TTM Q3 2024: $65.0B, FY 2020: \"yes\"}
"),
        (put("/thesis/0/rests-on/2", "power"), "\
-    rests-on: [capex, aws]
+    rests-on: [capex, aws, power]
"),
        (put("/thesis/0/support", format!("{long}.").as_str()), "\
+    support: a reason that does not fit on one line, for it goes on and on, and then it goes on.
"),
        (put("/thesis/0/support", format!("{long} and on and on.").as_str()), "\
+    support: >-
+      a reason that does not fit on one line, for it goes on and on, and then it goes on and on and
+      on.
"),
        (put("/verdict/text/2", "Three."), "+    - Three.\n"),
        (put("/allow/0", allowance()), "\
+allow:
+  - {rule: L032, at: capex, reason: wording of the source}
"),
        (put("/allow/0", map(&[("rule", "L032"), ("reason", long)])), "\
+allow:
+  - rule: L032
+    reason: a reason that does not fit on one line, for it goes on and on, and then it goes on
"),
        (put("/disclosures/author", "Jane Doe"), "+disclosures: {author: Jane Doe}\n"),
    ];
    for (change, expected) in cases {
        assert_eq!(lines(YAML, Format::Yaml, &[change]), expected);
    }
}

#[test]
fn an_entry_goes_with_its_lines() {
    let cases: [(&[Change], &str); 5] = [
        (&[remove("/figures/capex/value")], "-    value: $115.9B   # TTM\n"),
        (
            &[remove("/figures/capex")],
            "\
-  capex:
-    value: $115.9B   # TTM
-    history: {TTM Q3 2024: $65.0B}
",
        ),
        (
            &[remove("/thesis/1/id"), remove("/verdict/text/0")],
            "\
-  - {id: b, text: \"It {grew}: well.\"}
+  - {text: \"It {grew}: well.\"}
-    - One of $115.9B.
",
        ),
        (
            &[remove("/thesis/0/id")],
            "\
-  - id: arbitrage
-    text: >-
+  - text: >-
",
        ),
        // What is emptied goes as well.
        (
            &[remove("/verdict/text/0"), remove("/verdict/text/1")],
            "\
-verdict:
-  text:
-    - One of $115.9B.
-    - Two.
",
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(lines(YAML, Format::Yaml, changes), expected);
    }
}

#[test]
fn json_is_indented_as_it_is() {
    let text =
        "{\n\t\"figures\": {\n\t\t\"e\": {}\n\t},\n\t\"rests-on\": [\"a\", \"b\"]\n}\n";
    let changes = [put("/allow/0", map(&[("rule", "L032")])), put("/rests-on/2", "c")];
    assert_eq!(
        lines(text, Format::Json, &changes),
        "\
-\t\"rests-on\": [\"a\", \"b\"]
+\t\"rests-on\": [\"a\", \"b\", \"c\"],
+\t\"allow\": [
+\t\t{
+\t\t\t\"rule\": \"L032\"
+\t\t}
+\t]
"
    );
    let changes = [remove("/rests-on/1"), put("/figures/e/f", "g")];
    assert_eq!(
        lines(text, Format::Json, &changes),
        "\
-\t\t\"e\": {}
+\t\t\"e\": {
+\t\t\t\"f\": \"g\"
+\t\t}
-\t\"rests-on\": [\"a\", \"b\"]
+\t\"rests-on\": [\"a\"]
"
    );
    let text = "{\"a\":\"b\",\"c\":[\"d\"]}";
    let changes = [put("/e", "f"), put("/c/1", "g")];
    assert_eq!(
        changed(text, Format::Json, &changes).as_deref(),
        Ok("{\"a\":\"b\",\"c\":[\"d\",\"g\"],\"e\":\"f\"}")
    );
}

#[test]
fn toml_has_its_tables() {
    let text = "\
title = \"T\"
subject = { name = \"X\" }

# figures
[figures.capex]
value = \"$1\" # TTM
history.\"FY 2025\" = '1'

[figures.aws]
value = \"2\"

[[thesis]]
id = \"a\"

[[thesis]]
id = \"b\"
";
    let cases: [(&[Change], &str); 7] = [
        (
            &[put("/deck", "D"), put("/subject/short", "Y")],
            "\
-subject = { name = \"X\" }
+subject = { name = \"X\", short = \"Y\" }
+deck = \"D\"
",
        ),
        (
            &[put("/figures/new", map(&[("value", "3")]))],
            "\
+[figures.new]
+value = \"3\"
+
",
        ),
        (
            &[put("/figures/capex/history/FY 2024", "it's")],
            "+history.\"FY 2024\" = \"it's\"\n",
        ),
        (
            &[put("/thesis/0/rests-on/0", "aws"), put("/thesis/2", map(&[("id", "c")]))],
            "\
+rests-on = [\"aws\"]
+
+[[thesis]]
+id = \"c\"
",
        ),
        (
            &[put("/allow/0", allowance())],
            "\
+
+[[allow]]
+rule = \"L032\"
+at = \"capex\"
+reason = \"wording of the source\"
",
        ),
        (
            &[remove("/thesis/0"), remove("/figures/capex/history")],
            "\
-history.\"FY 2025\" = '1'
-
-[[thesis]]
-id = \"a\"
",
        ),
        (
            &[
                write("/figures", Part::Key, "values"),
                write("/figures/capex/value", Part::Value, "$2"),
            ],
            "\
-[figures.capex]
-value = \"$1\" # TTM
+[values.capex]
+value = \"$2\" # TTM
-[figures.aws]
+[values.aws]
",
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(lines(text, Format::Toml, changes), expected);
    }
}

#[test]
fn quotes_are_there_where_they_are_needed() {
    for (text, value, entry) in [
        ("Growth is back", "Growth is back", "Growth is back"),
        ("~500K chips", "~500K chips", "~500K chips"),
        ("+13% yoy", "+13% yoy", "+13% yoy"),
        ("2025-10-31", "2025-10-31", "2025-10-31"),
        ("$57,006M", "$57,006M", "\"$57,006M\""),
        ("1:30", "\"1:30\"", "\"1:30\""),
        ("2025-10-31 12:00:00", "\"2025-10-31 12:00:00\"", "\"2025-10-31 12:00:00\""),
        ("0755", "\"0755\"", "\"0755\""),
        ("5", "\"5\"", "\"5\""),
        ("no", "\"no\"", "\"no\""),
        ("null", "\"null\"", "\"null\""),
        ("~", "\"~\"", "\"~\""),
        ("", "\"\"", "\"\""),
        (" a", "\" a\"", "\" a\""),
        ("a: b", "\"a: b\"", "\"a: b\""),
        ("a #b", "\"a #b\"", "\"a #b\""),
        ("{capex} grew", "\"{capex} grew\"", "\"{capex} grew\""),
        ("- a", "\"- a\"", "\"- a\""),
        ("a \"b\": c", "'a \"b\": c'", "'a \"b\": c'"),
        ("a\tb", "\"a\\tb\"", "\"a\\tb\""),
        ("a\u{200b}b", "\"a\\u200Bb\"", "\"a\\u200Bb\""),
    ] {
        let yaml = |context| write::text(Format::Yaml, context, text, None);
        assert_eq!(yaml(Context::Value), value);
        assert_eq!(yaml(Context::FlowEntry), entry);
    }
    // The quotes that an author chose stay of their kind.
    for (format, old, new, expected) in [
        (Format::Yaml, "'a'", "it's: so", "'it''s: so'"),
        (Format::Yaml, "\"a\"", "it's: so", "\"it's: so\""),
        (Format::Yaml, "\"a\"", "\"a\": so", "\"\\\"a\\\": so\""),
        (Format::Yaml, "'\"a\"'", "- a", "\"- a\""),
        (Format::Yaml, "\"2025-10-30\"", "2025-10-31", "2025-10-31"),
        (Format::Toml, "2025-10-30", "2025-10-31", "2025-10-31"),
        (Format::Toml, "2025-10-30", "today", "\"today\""),
        (Format::Toml, "'a'", "a\\b", "'a\\b'"),
        (Format::Toml, "'a'", "it's", "\"it's\""),
        (Format::Toml, "'a\\b'", "a", "\"a\""),
    ] {
        let joint = write::joint(format);
        let (text, expected) =
            (format!("k{joint}{old}\n"), format!("k{joint}{expected}\n"));
        let after = changed(&text, format, &[write("/k", Part::Value, new)]);
        assert_eq!(after.as_deref(), Ok(expected.as_str()), "{old}");
    }
}

#[test]
fn blanks_below_a_new_text_are_not_part_of_it() {
    let long = "a reason that goes on and on, ".repeat(5);
    let text = "a: b\n     \n\n  \n# c\n";
    let after = changed(text, Format::Yaml, &[put("/deck", long.trim_end())]);
    let after = after.unwrap_or_default();
    assert!(after.contains("deck: >-\n"), "{after}");
    assert!(after.ends_with(" on,\n\n\n\n# c\n"), "{after}");
}

#[test]
fn what_was_not_asked_for_is_seen() {
    let read = |text: &'static str| parse(text, Format::Yaml, Limits::default()).0;
    let before = read("a: b\nc: [d, e]\nf: {g: h}\n").expect("YAML");
    let changes = [
        write("/a", Part::Value, "x"),
        put("/c/2", "y"),
        write("/c/0", Part::Within(0..0), "z"),
        write("/f", Part::Key, "w"),
        remove("/c/1"),
    ];
    let stands = |text| read(text).is_some_and(|after| holds(&before, &changes, &after));
    assert!(stands("w: {g: h}\na: x\nc: [zd, y]\n"));
    for wrong in [
        "w: {g: h}\na: x\nc: [zd, y]\nnew: key\n",
        "w: {g: h, i: j}\na: x\nc: [zd, y]\n",
        "w: {g: i}\na: x\nc: [zd, y]\n",
        "f: {g: h}\na: x\nc: [zd, y]\n",
        "w: {g: h}\na: b\nc: [zd, y]\n",
        "w: {g: h}\na: x\nc: [y, zd]\n",
        "w: {g: h}\na: x\nc: [zd, y, y]\n",
        "w: {g: h}\na: x\nc: [d, y]\n",
        "w: {g: h}\nc: [zd, y]\n",
    ] {
        assert!(!stands(wrong), "{wrong}");
    }
}

#[test]
fn what_is_added_at_the_end_of_a_file_is_not_set_apart() {
    let changes = [write("/k", Part::Value, "a\nb"), put("/l", "c")];
    assert_eq!(
        changed("k: x", Format::Yaml, &changes).as_deref(),
        Ok("k: |-\n  a\n  b\nl: c\n")
    );
}
