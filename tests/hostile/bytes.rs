//! Bytes that are no text, and characters that nobody sees.

use strata_check::Format::{Json, Toml, Yaml};

use crate::{File, all_bounded, file};

fn brief(title: &str) -> String {
    format!(
        "strata: \"1\"\ntitle: {title}\nsubject: {{name: Example}}\nas-of: 2025-09-30\n\
         thesis: [{{id: a, kind: observation, text: It grew.}}]\n"
    )
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2], mark: &[u8]) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(unit);
    mark.iter().copied().chain(units).collect()
}

fn files() -> Vec<File> {
    let text = brief("Growth");
    let mut invalid = brief("Gr*wth").into_bytes();
    invalid.iter_mut().filter(|byte| **byte == b'*').for_each(|byte| *byte = 0xff);
    vec![
        file("nothing", Yaml, "", &["P110"]),
        file("nothing, JSON", Json, "", &["P110"]),
        file("nothing, TOML", Toml, "", &["P110"]),
        file("spaces", Yaml, " \n".repeat(200_000), &["P110"]),
        file("spaces, JSON", Json, " \n".repeat(200_000), &["P110"]),
        file("spaces, TOML", Toml, " \n".repeat(200_000), &["P110"]),
        file("comments only", Yaml, "# a\n".repeat(100_000), &["P110"]),
        file("comments only, TOML", Toml, "# a\n".repeat(100_000), &["P110"]),
        file("a mark only", Yaml, "\u{feff}", &["P110"]),
        file("a mark only, JSON", Json, "\u{feff}", &["P110"]),
        file("a mark only, TOML", Toml, "\u{feff}", &["P110"]),
        file("a mark of UTF-16 only", Yaml, [0xff, 0xfe], &["P002"]),
        file(
            "UTF-16, little end",
            Yaml,
            utf16(&text, u16::to_le_bytes, b"\xff\xfe"),
            &["P002"],
        ),
        file(
            "UTF-16, big end",
            Yaml,
            utf16(&text, u16::to_be_bytes, b"\xfe\xff"),
            &["P002"],
        ),
        file("UTF-16, no mark", Yaml, utf16(&text, u16::to_le_bytes, b""), &["P002"]),
        file(
            "UTF-16, no mark, JSON",
            Json,
            utf16("{\"a\": 1}", u16::to_be_bytes, b""),
            &["P002"],
        ),
        file("a byte that is none", Yaml, invalid, &["P002"]),
        file("no bytes of UTF-8", Yaml, vec![0xff; 1 << 20], &["P002"]),
        file(
            "half a character",
            Yaml,
            [text.as_bytes(), b"\xe2\x82"].concat(),
            &["P002"],
        ),
        file("surrogates in UTF-8", Yaml, b"title: \xed\xa0\x80\n", &["P002"]),
        file("too long a form", Yaml, b"title: \xc0\xaf\n", &["P002"]),
        file("nulls", Yaml, vec![0; 1 << 20], &["P002"]),
        file("a null", Yaml, brief("Gro\0wth"), &["P003"]),
        file("a null, JSON", Json, "{\"title\": \"a\0b\"}", &["P003", "S002"]),
        file("a null, TOML", Toml, "title = \"a\0b\"", &["P003"]),
        file("another mark inside", Yaml, brief("Gro\u{feff}wth"), &["P003"]),
        file("two marks", Yaml, format!("\u{feff}\u{feff}{text}"), &["P003"]),
        file("the order of writing", Yaml, brief("\u{202e}htworG"), &["P003"]),
        file("isolates", Yaml, brief("\u{2066}Growth\u{2069}"), &["P003"]),
        file(
            "a zero-width space in a key",
            Yaml,
            text.replace("title", "ti\u{200b}tle"),
            &["P003", "S001"],
        ),
        file("a line separator", Yaml, brief("Growth\u{2028}deck: x"), &["P003"]),
        file("a next line", Yaml, brief("Growth\u{85}deck: x"), &["P003"]),
        file("tags", Yaml, brief("Growth\u{e0041}"), &["P003"]),
        file(
            "an escape of a terminal",
            Yaml,
            brief("\u{1b}]0;owned\u{7}Growth"),
            &["P003"],
        ),
        file("a C1 control", Yaml, brief("\u{9b}31mGrowth"), &["P003"]),
        file("200,000 of them", Yaml, "\u{200b}".repeat(200_000), &["P003"]),
        file(
            "200,000 in JSON",
            Json,
            format!("\"{}\"", "\u{200b}".repeat(200_000)),
            &["P003"],
        ),
        file("by escape", Yaml, brief("\"\\u202eGrowth\""), &["P004"]),
        file("by escape, null", Yaml, brief("\"\\0Growth\""), &["P004"]),
        file("by escape, terminal", Yaml, brief("\"\\e[31mGrowth\""), &["P004"]),
        file(
            "by escape, in a key",
            Yaml,
            format!("{text}\"\\e[31mx\": z\n"),
            &["P004", "S001"],
        ),
        file(
            "100,000 by escape, JSON",
            Json,
            format!("\"{}\"", "\\u202e".repeat(100_000)),
            &["P004"],
        ),
        file(
            "100,000 by escape, TOML",
            Toml,
            format!("a = \"{}\"", "\\u202e".repeat(100_000)),
            &["P004", "S001", "S002"],
        ),
        file("a lone surrogate", Yaml, brief("\"\\ud800\""), &["P100"]),
        file("a lone surrogate, JSON", Json, "{\"title\": \"\\ud800\"}", &["P200"]),
        file("the wrong half, JSON", Json, "{\"title\": \"\\udc00\\ud800\"}", &["P200"]),
        file("a lone surrogate, TOML", Toml, "title = \"\\ud800\"", &["P300"]),
        file(
            "marks on marks",
            Yaml,
            brief(&format!("e{}", "\u{301}".repeat(100))),
            &["P005"],
        ),
        file(
            "200,000 marks",
            Yaml,
            format!("title: e{}\n", "\u{301}".repeat(200_000)),
            &["P005", "S002"],
        ),
        file("carriage returns alone", Yaml, text.replace('\n', "\r"), &[]),
        file("carriage returns and line feeds", Yaml, text.replace('\n', "\r\n"), &[]),
        file("carriage returns, TOML", Toml, "a = 1\rb = 2\r", &["P300"]),
        file("form feeds", Yaml, text.replace('\n', "\n\u{c}"), &["P003"]),
        file("no-break spaces", Yaml, "\u{a0}".repeat(100_000), &["S004"]),
    ]
}

#[test]
fn bytes_are_text_or_refused() {
    all_bounded(files);
}
