//! The table: what was caught, what was doubted, and whether that is less than it was.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;

use crate::host::{Host, Saying, judge, new};
use crate::plant::{Kind, Seen, applied, chosen};
use crate::plants::kinds;
use crate::sentences::{self, Tried, side_by_side};

#[derive(Default)]
pub(crate) struct Table {
    clean: Vec<Vec<Saying>>,
    kinds: Vec<Row>,
    twins: usize,
    twin_alarms: Vec<Saying>,
    sentences: Vec<Tried>,
}

struct Row {
    kind: &'static Kind,
    planted: usize,
    caught: usize,
    /// Something was said, but by no rule of the right reason.
    other: usize,
}

impl Table {
    pub(crate) fn kinds(&self) -> usize {
        self.kinds.len()
    }

    pub(crate) fn judge_clean(&mut self, hosts: &[Host]) {
        for host in hosts {
            let said = new(&host.said, &BTreeMap::new()).into_iter();
            let said = said.filter(|it| !it.is_note).collect();
            self.clean.push(said);
        }
    }

    pub(crate) fn judge_plants(&mut self, hosts: &[Host], show: bool) {
        let kinds: Vec<&'static Kind> = kinds().collect();
        for judged in side_by_side(&kinds, |kind| judge_kind(hosts, kind)) {
            if show {
                print!("{}", judged.log);
            }
            self.twins += judged.twins;
            self.twin_alarms.extend(judged.twin_alarms);
            self.kinds.push(judged.row);
        }
    }

    pub(crate) fn judge_sentences(&mut self, hosts: &[Host], file: &Path, show: bool) {
        let text = std::fs::read_to_string(file).expect("the sentences are there");
        self.sentences = sentences::try_all(hosts, &text);
        for tried in self.sentences.iter().filter(|_| show) {
            for one in tried.alarms.iter().filter(|_| !tried.typed) {
                println!("alarm on {:?}: {} {}", tried.text, one.code, one.message);
            }
            if let Some(text) = &tried.falsified {
                println!("falsified {:?}\n       to {text:?}", tried.text);
            }
        }
    }
}

/// What became of one kind.
struct Judged {
    row: Row,
    twins: usize,
    twin_alarms: Vec<Saying>,
    log: String,
}

fn judge_kind(hosts: &[Host], kind: &'static Kind) -> Judged {
    let row = Row { kind, planted: 0, caught: 0, other: 0 };
    let mut judged =
        Judged { row, twins: 0, twin_alarms: Vec::new(), log: String::new() };
    for (host, plant) in chosen(hosts, kind) {
        let Some(tree) = applied(&host.tree, &plant.edits) else {
            panic!("{}: {} cannot be planted in {}", kind.name, plant.at, host.name)
        };
        let mut known = Vec::new();
        if !plant.twin.is_empty() {
            let twin = applied(&host.tree, &plant.twin).expect("a twin has its place");
            known = new(&judge(&twin), &host.said);
            judged.twins += 1;
            for one in known.iter().filter(|it| !it.is_note) {
                let _ = writeln!(judged.log, "twin: {} {}", one.code, one.message);
                judged.twin_alarms.push(one.clone());
            }
        }
        let said = counted(new(&judge(&tree), &host.said), known);
        let seen = |it: &&Saying| !it.is_note || kind.is_note;
        let caught = said.iter().filter(seen).any(|it| kind.rules.contains(&it.code));
        let other = !caught && said.iter().any(|it| !it.is_note);
        judged.row.planted += 1;
        judged.row.caught += usize::from(caught);
        judged.row.other += usize::from(other);
        let mark = match (caught, other) {
            (true, _) => "caught",
            (_, true) => "OTHER",
            _ => "missed",
        };
        let _ = writeln!(judged.log, "{mark} {} [{}] {}", kind.name, host.name, plant.at);
        for one in &said {
            let _ = writeln!(judged.log, "        {} {}", one.code, one.message);
        }
    }
    judged
}

/// What one list says more often than another one, by code: the words may differ.
fn counted(after: Vec<Saying>, before: Vec<Saying>) -> Vec<Saying> {
    let mut known: BTreeMap<&'static str, usize> = BTreeMap::new();
    for one in before {
        *known.entry(one.code).or_default() += 1;
    }
    after
        .into_iter()
        .filter(|one| match known.get_mut(one.code) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (200 * part + whole).checked_div(2 * whole).unwrap_or(0))
}

fn by_rule<'a>(all: impl Iterator<Item = &'a Saying>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one.code).or_default() += 1;
    }
    counts
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What is caught, and what is doubted without reason\n")?;
        writeln!(
            f,
            "Written by `UPDATE_TRUTH=1 cargo test --test truth`. Each error is planted alone in a"
        )?;
        writeln!(
            f,
            "clean brief. It is caught if a rule says so for the right reason. A sentence is planted"
        )?;
        writeln!(
            f,
            "beside a true twin in the same words; what is said of both does not count.\n"
        )?;
        writeln!(f, "## Errors\n\n| | caught | of | |\n|---|--:|--:|--:|")?;
        let total = |f: &mut fmt::Formatter<'_>,
                     name: &str,
                     own: &dyn Fn(&&Row) -> bool| {
            let rows = || self.kinds.iter().filter(own);
            let (caught, planted) =
                (rows().map(|row| row.caught).sum(), rows().map(|row| row.planted).sum());
            writeln!(
                f,
                "| {name} | {caught} | {planted} | {} |",
                percent(caught, planted)
            )
        };
        total(f, "all that can be known", &|row| row.kind.is_knowable)?;
        let seen = |seen| move |row: &&Row| row.kind.is_knowable && row.kind.seen == seen;
        total(f, "seen in fields", &seen(Seen::Fields))?;
        total(f, "seen only in sentences", &seen(Seen::Sentences))?;
        total(f, "that need understanding", &|row| !row.kind.is_knowable)?;
        writeln!(
            f,
            "\n## False alarms\n\n| rule | clean briefs | true twins | true sentences |\n|---|--:|--:|--:|"
        )?;
        let clean = by_rule(self.clean.iter().flatten());
        let twins = by_rule(self.twin_alarms.iter());
        let sentences = by_rule(
            self.sentences.iter().filter(|it| !it.typed).flat_map(|it| &it.alarms),
        );
        let mut rules: Vec<_> =
            clean.keys().chain(twins.keys()).chain(sentences.keys()).collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            let of =
                |map: &BTreeMap<&'static str, usize>| map.get(rule).copied().unwrap_or(0);
            writeln!(
                f,
                "| {rule} | {} | {} | {} |",
                of(&clean),
                of(&twins),
                of(&sentences)
            )?;
        }
        let plain = self.sentences.iter().filter(|it| !it.typed).count();
        let sum = |map: &BTreeMap<&'static str, usize>| map.values().sum::<usize>();
        writeln!(f, "| all | {} | {} | {} |", sum(&clean), sum(&twins), sum(&sentences))?;
        writeln!(f, "| in | {} | {} | {} |", self.clean.len(), self.twins, plain)?;
        let fixes: usize = self.sentences.iter().map(|it| it.fixes).sum();
        let falsified = self.sentences.iter().filter(|it| it.falsified.is_some()).count();
        writeln!(f, "\n## Fixes on true sentences\n\n| | |\n|---|--:|")?;
        writeln!(
            f,
            "| sentences, with those whose numbers are typed | {} |",
            self.sentences.len()
        )?;
        writeln!(f, "| fixes applied | {fixes} |")?;
        writeln!(f, "| sentences that print another number afterwards | {falsified} |")?;
        for (title, seen) in [("fields", Seen::Fields), ("sentences", Seen::Sentences)] {
            writeln!(f, "\n## Kinds seen in {title}\n")?;
            writeln!(
                f,
                "| kind | caught | of | by another rule | rules |\n|---|--:|--:|--:|---|"
            )?;
            for row in self.kinds.iter().filter(|row| row.kind.seen == seen) {
                let mut rules = row.kind.rules.join(" ");
                if !row.kind.is_knowable {
                    let _ = write!(rules, ", needs understanding");
                }
                let (name, caught) = (row.kind.name, row.caught);
                writeln!(
                    f,
                    "| {name} | {caught} | {} | {} | {rules} |",
                    row.planted, row.other
                )?;
            }
        }
        Ok(())
    }
}

/// The cells of each row of a table by its first, in the section of their heading.
fn rows(table: &str) -> BTreeMap<(String, String), Vec<usize>> {
    let mut rows = BTreeMap::new();
    let mut heading = String::new();
    for line in table.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text.to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let numbers = cells.iter().skip(1).map_while(|cell| cell.parse().ok()).collect();
        rows.insert((heading.clone(), cells[0].to_owned()), numbers);
    }
    rows
}

/// What the new table has less of than the old one, or more that is not wanted.
pub(crate) fn worse(old: &str, new: &str) -> Vec<String> {
    let mut worse = Vec::new();
    let old = rows(old);
    for ((heading, name), now) in rows(new) {
        let before =
            old.get(&(heading.clone(), name.clone())).cloned().unwrap_or_default();
        if heading.starts_with("Kinds") {
            if let ([was, of, ..], [is, now_of, ..]) = (before.as_slice(), now.as_slice())
            {
                // More of them may be planted than before.
                if is * of < was * now_of {
                    worse.push(format!(
                        "{name}: {is} of {now_of} caught, {was} of {of} before"
                    ));
                }
            }
        } else if heading == "False alarms" && name != "in" {
            let columns = ["clean briefs", "true twins", "true sentences"];
            for (at, column) in columns.into_iter().enumerate() {
                let (is, was) = (now.get(at).unwrap_or(&0), before.get(at).unwrap_or(&0));
                if is > was {
                    worse.push(format!(
                        "{name} in {column}: {is} false alarms, {was} before"
                    ));
                }
            }
        } else if name.starts_with("sentences that print") && now > before {
            worse.push(format!("{name}: {now:?}, {before:?} before"));
        }
    }
    worse
}

#[cfg(test)]
mod tests {
    use super::worse;

    #[test]
    fn a_drop_is_named_and_a_gain_is_none() {
        let kinds = |caught: usize| {
            format!("## Kinds seen in fields\n\n| a sum | {caught} | 6 | 0 | L022 |\n")
        };
        assert_eq!(worse(&kinds(4), &kinds(3)), ["a sum: 3 of 6 caught, 4 of 6 before"]);
        assert!(worse(&kinds(3), &kinds(4)).is_empty());
        let alarms =
            |count: usize| format!("## False alarms\n\n| L032 | 0 | {count} | 1 |\n");
        assert_eq!(
            worse(&alarms(1), &alarms(2)),
            ["L032 in true twins: 2 false alarms, 1 before"]
        );
    }
}
