//! Mistakes in how it is written: spaces, signs, quotes, lines twice or lost.

use serde_json::Value;
use strata_check::Format;

use super::{Mistake, tables};

pub(super) fn mistakes(
    name: &'static str,
    yaml: &str,
    brief: &Value,
) -> impl Iterator<Item = Mistake> {
    let mut made = Vec::new();
    in_yaml(name, yaml, &mut made);
    let json = serde_json::to_string_pretty(brief).expect("JSON");
    in_json(name, &json, &mut made);
    let toml = tables::toml(brief).expect("no null in a brief");
    in_toml(name, &toml, &mut made);
    made.into_iter()
}

/// A line of YAML that holds a key or begins an entry.
struct Line<'t> {
    /// Its number, from 0.
    at: usize,
    indent: usize,
    /// Whether an entry of a list begins here.
    dash: bool,
    key: Option<&'t str>,
    /// What stands behind the key, or is the entry.
    value: &'t str,
    /// The number of the line after all that is under it.
    end: usize,
}

fn lines(yaml: &str) -> Vec<Line<'_>> {
    let all: Vec<&str> = yaml.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, line) in all.iter().enumerate() {
        let rest = line.trim_start();
        if at < skip || rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        let within = indent(line);
        let end = at
            + 1
            + all[at + 1..]
                .iter()
                .take_while(|it| {
                    it.is_empty()
                        || indent(it) > within
                        || it.trim_start().starts_with('#')
                })
                .count();
        let end = at
            + 1
            + all[at + 1..end]
                .iter()
                .rposition(|it| {
                    !it.trim().is_empty() && !it.trim_start().starts_with('#')
                })
                .map_or(0, |last| last + 1);
        let (dash, entry) = match rest.strip_prefix("- ") {
            Some(entry) => (true, entry),
            None => (false, rest),
        };
        let is_key = |key: &&str| {
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            !key.is_empty() && key.chars().all(plain)
        };
        let split = entry
            .split_once(':')
            .filter(|(_, rest)| rest.is_empty() || rest.starts_with(' '));
        let key = split.map(|(key, _)| key).filter(is_key);
        let value = match (key, split) {
            (Some(_), Some((_, value))) => value.trim(),
            _ => entry,
        };
        if value.starts_with(['>', '|']) || (!value.is_empty() && end > at + 1 && !dash) {
            skip = end;
        }
        found.push(Line { at, indent: within, dash, key, value, end });
    }
    found
}

fn in_yaml(name: &'static str, yaml: &str, made: &mut Vec<Mistake>) {
    let all: Vec<&str> = yaml.lines().collect();
    let with = |from: usize, to: usize, new: Vec<String>| -> String {
        let before = all[..from].iter().map(|it| (*it).to_owned());
        let after = all[to..].iter().map(|it| (*it).to_owned());
        before.chain(new).chain(after).map(|line| line + "\n").collect()
    };
    let found = lines(yaml);
    let last_of = |index: usize| {
        let line = &found[index];
        found.get(index + 1).is_none_or(|next| next.indent < line.indent)
    };
    for (index, line) in found.iter().enumerate() {
        let text = all[line.at];
        let mut add = |class, text: String| {
            made.push(Mistake {
                class,
                place: format!("{name}:{}", line.at + 1),
                format: Format::Yaml,
                text,
                meant: None,
            });
        };
        let one = |new: String| with(line.at, line.at + 1, vec![new]);
        let block = |by: isize| {
            let moved = all[line.at..line.end].iter().map(|it| moved(it, by));
            with(line.at, line.end, moved.collect())
        };
        let alone = line.end == line.at + 1;
        if line.key.is_some() && !line.dash && line.indent > 0 {
            if alone {
                add("line in by 1", one(moved(text, 1)));
                add("line in by 2", one(moved(text, 2)));
                add("line out by 1", one(moved(text, -1)));
                add("line out by 2", one(moved(text, -2)));
                add("tab for indentation", one(text.replacen("  ", "\t", 1)));
            } else {
                add("block in by 1", block(1));
                add("block in by 2", block(2));
                add("block out by 1", block(-1));
                add("block out by 2", block(-2));
                if line.value.is_empty()
                    && !all[line.at + 1].trim_start().starts_with("- ")
                {
                    let body = all[line.at + 1..line.end].iter().map(|it| moved(it, -2));
                    add("body not indented", with(line.at + 1, line.end, body.collect()));
                }
            }
        }
        if line.dash && alone {
            add("entry in by 1", one(moved(text, 1)));
            add("entry in by 2", one(moved(text, 2)));
            add("entry out by 2", one(moved(text, -2)));
            add("no space after the dash", one(text.replacen("- ", "-", 1)));
            add("dash twice", one(text.replacen("- ", "- - ", 1)));
        }
        if line.dash {
            add("dash missing", one(text.replacen("- ", "", 1)));
            add("dash for spaces", one(text.replacen("- ", "  ", 1)));
        } else if line.key.is_some() {
            add(
                "dash too much",
                one(format!("{}- {}", &text[..line.indent], &text[line.indent..])),
            );
        }
        if line.key.is_some() {
            let twice = all[line.at..line.end].iter().map(|it| (*it).to_owned());
            if !line.dash {
                let both = twice.clone().chain(twice).collect();
                add("key twice", with(line.at, line.end, both));
            }
            add("colon missing", one(text.replacen(':', "", 1)));
            if !line.value.is_empty() {
                add("no space after the colon", one(text.replacen(": ", ":", 1)));
                add("equals for colon", one(text.replacen(": ", " = ", 1)));
            }
        }
        let plain = line.value.starts_with(|c: char| c.is_ascii_alphabetic())
            && line.value.contains(' ')
            && alone;
        if plain {
            let start = text.len() - line.value.len();
            let middle = start + line.value.find(' ').expect("a space");
            add(
                "colon in a text",
                one(format!("{}:{}", &text[..middle], &text[middle..])),
            );
            for sign in [
                "{", "[", "*", "&", "@", "%", "!", "\"", "'", "> ", "| ", "- ", "? ",
                "`", "#",
            ] {
                let class = match sign {
                    "{" | "[" => "bracket before a text",
                    "*" | "&" | "!" => "sign of YAML before a text",
                    "\"" | "'" => "quote that is not closed",
                    "> " | "| " => "block sign before a text",
                    "- " | "? " => "dash before a text",
                    "#" => "hash before a text",
                    _ => "reserved sign before a text",
                };
                add(class, one(format!("{}{sign}{}", &text[..start], &text[start..])));
            }
        }
        if let Some(quote) = line.value.chars().next().filter(|c| "\"'".contains(*c))
            && alone
            && line.value.ends_with(quote)
        {
            add("closing quote missing", one(text[..text.len() - 1].to_owned()));
            let start = text.len() - line.value.len();
            add(
                "opening quote missing",
                one(format!("{}{}", &text[..start], &text[start + 1..])),
            );
        }
        if line.value.starts_with(['[', '{']) && line.value.ends_with([']', '}']) && alone
        {
            add("closing bracket missing", one(text[..text.len() - 1].to_owned()));
            let start = text.len() - line.value.len();
            add(
                "opening bracket missing",
                one(format!("{}{}", &text[..start], &text[start + 1..])),
            );
            if line.value.contains(", ") {
                add("comma missing", one(text.replacen(", ", " ", 1)));
            }
        }
        if line.value.is_empty() && line.key.is_some() && !last_of(index) {
            add("body lost", with(line.at + 1, line.end, Vec::new()));
        }
    }
}

fn moved(line: &str, by: isize) -> String {
    if line.trim().is_empty() {
        return line.to_owned();
    }
    match by {
        1.. => format!("{}{line}", " ".repeat(by.unsigned_abs())),
        _ => line.strip_prefix(&" ".repeat(by.unsigned_abs())).unwrap_or(line).to_owned(),
    }
}

/// Takes away, at each of some signs, what a hand forgets.
fn in_json(name: &'static str, json: &str, made: &mut Vec<Mistake>) {
    let mut add = |class, at: usize, text: String| {
        let line = json[..at].matches('\n').count() + 1;
        made.push(Mistake {
            class,
            place: format!("{name}:{line}"),
            format: Format::Json,
            text,
            meant: None,
        });
    };
    let cut = |at: usize, length: usize, new: &str| {
        format!("{}{new}{}", &json[..at], &json[at + length..])
    };
    for (at, _) in json.match_indices(",\n") {
        add("comma missing", at, cut(at, 1, ""));
        add("comma twice", at, cut(at, 1, ",,"));
        add("semicolon for comma", at, cut(at, 1, ";"));
    }
    for (at, _) in json.match_indices("\": ") {
        add("colon missing", at, cut(at + 1, 1, ""));
        add("equals for colon", at, cut(at + 1, 1, " ="));
        add("quote missing", at, cut(at, 1, ""));
    }
    for (at, found) in json.match_indices("\"\n").chain(json.match_indices("\",\n")) {
        add("closing quote missing", at, cut(at, 1, ""));
        if found == "\"\n" {
            add("comma too much", at, cut(at + 1, 0, ","));
        }
    }
    for (at, _) in json.match_indices(": \"") {
        add("opening quote missing", at, cut(at + 2, 1, ""));
        let end = at + 3 + json[at + 3..].find("\"").expect("a quote");
        if !json[at + 3..end].contains(['\'', '\\']) {
            let single = format!(
                "{}'{}'{}",
                &json[..at + 2],
                &json[at + 3..end],
                &json[end + 1..]
            );
            add("single quotes", at, single);
        }
    }
    for sign in ["{\n", "[\n", "}\n", "]\n", "},\n", "],\n"] {
        for (at, _) in json.match_indices(sign) {
            let class = if sign.starts_with(['{', '[']) {
                "opening bracket missing"
            } else {
                "closing bracket missing"
            };
            add(class, at, cut(at, 1, ""));
        }
    }
}

fn in_toml(name: &'static str, toml: &str, made: &mut Vec<Mistake>) {
    let mut offset = 0;
    for (number, line) in toml.lines().enumerate() {
        let (start, end) = (offset, offset + line.len());
        offset = end + 1;
        let mut add = |class, new: &str| {
            let text = format!("{}{new}{}", &toml[..start], &toml[end..]);
            made.push(Mistake {
                class,
                place: format!("{name}:{}", number + 1),
                format: Format::Toml,
                text,
                meant: None,
            });
        };
        if let Some(rest) = line.strip_prefix('[') {
            add("closing bracket missing", &line[..line.len() - 1]);
            add("opening bracket missing", rest);
            if line.starts_with("[[") {
                add("one bracket for two", &line[1..line.len() - 1]);
            } else {
                add("two brackets for one", &format!("[{line}]"));
                add("table twice", &format!("{line}\n{line}"));
            }
        } else if let Some((key, value)) = line.split_once(" = ") {
            add("key twice", &format!("{line}\n{line}"));
            add("equals missing", &format!("{key} {value}"));
            add("colon for equals", &format!("{key}: {value}"));
            if value.starts_with('"') {
                add("closing quote missing", &line[..line.len() - 1]);
                add("opening quote missing", &line.replacen('"', "", 1));
                add("quotes missing", &format!("{key} = {}", value.trim_matches('"')));
            }
            if value.starts_with('[') {
                add("closing bracket missing", &line[..line.len() - 1]);
                if value.contains("\", ") {
                    add("comma missing", &line.replacen("\", ", "\" ", 1));
                }
            }
        }
    }
}
