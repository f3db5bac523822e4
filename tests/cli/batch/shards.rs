//! Several runs share the briefs of one source.

use std::collections::BTreeMap;

use super::{line, lines, text};
use crate::desk::Desk;

#[test]
fn three_shares_are_the_whole() {
    let desk = Desk::new();
    desk.put("briefs.jsonl", lines(12));
    let render = |shard: &str, to: &str, report: &str| {
        let args = ["render", "--from", "briefs.jsonl", "-o", to, "--report", report];
        desk.strata(&[&args[..], &["--shard", shard]].concat()).assert(0);
        desk.records(report).len()
    };
    assert_eq!(render("1/1", "whole", "w.jsonl"), 12);
    let shares = ["1/3", "2/3", "3/3"]
        .map(|it| render(it, "print", &format!("r-{}.jsonl", &it[..1])));
    assert_eq!(shares.iter().sum::<usize>(), 12);
    assert_eq!(desk.list("print"), desk.list("whole"));
    for name in desk.list("whole") {
        let [one, other] =
            ["whole", "print"].map(|it| desk.read(&format!("{it}/{name}")));
        assert!(one == other, "{name}");
    }
}

#[test]
fn one_more_brief_moves_no_other() {
    let desk = Desk::new();
    let shares = || -> BTreeMap<String, usize> {
        let of = |n: usize| {
            let shard = format!("{n}/3");
            let args = ["check", "--from", "briefs.jsonl", "--shard", &shard];
            let ran = desk.strata(&[&args[..], &["--report", "-"]].concat()).assert(0);
            let records =
                ran.out.lines().map(|line| serde_json::from_str(line).expect(line));
            let ids = records.map(|it: serde_json::Value| text(&it, "id").to_owned());
            ids.map(|id| (id, n)).collect::<Vec<_>>()
        };
        (1..=3).flat_map(of).collect()
    };
    desk.put("briefs.jsonl", lines(60));
    let before = shares();
    assert_eq!(before.len(), 60);
    let all = lines(60);
    let (head, tail) = all.split_at(all.len() / 2);
    let tail = tail.split_once('\n').map_or("", |it| it.1);
    let head = head.rsplit_once('\n').map_or("", |it| it.0);
    desk.put("briefs.jsonl", format!("{tail}{}{head}\n", line("new")));
    let after = shares();
    let moved: Vec<_> = after
        .iter()
        .filter(|(id, at)| before.get(*id).is_some_and(|it| it != *at))
        .collect();
    assert_eq!(moved, []);
    assert!(after.contains_key("new"));
    // Two of one name meet, wherever they stand.
    desk.put("briefs.jsonl", line("twin") + &lines(5) + &line("twin"));
    let failed = (1..=3).filter(|n| {
        let shard = format!("{n}/3");
        desk.strata(&["check", "--from", "briefs.jsonl", "--shard", &shard]).code
            == Some(2)
    });
    assert_eq!(failed.count(), 1);
    for wrong in ["0/3", "4/3", "3"] {
        let args = ["check", "--from", "briefs.jsonl", "--shard", wrong];
        desk.strata(&args).assert(2).says("a share is I/N");
    }
}
