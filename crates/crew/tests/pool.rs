//! A crew and its children, which are this program again.
#![expect(clippy::print_stdout, reason = "the parent says how it went")]
#![expect(clippy::disallowed_methods, reason = "a parent counts its children")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{env, fs, process, thread};

use strata_check::Format;
use strata_crew::{Crew, Done, Limits, Order, Outcome, Setup, Task, Verdict};
use strata_crew::{myself, serve, work};

const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: 512 << 20 };

fn main() {
    match env::args().nth(1).as_deref() {
        Some("child") => serve().expect("a child"),
        Some("dead") => process::abort(),
        // Arguments of the test runner.
        _ => {
            briefs_come_back_as_they_would_without_a_crew();
            whatever_a_brief_does_costs_one_brief();
            four_bad_briefs_in_a_row_end_nothing();
            a_crew_that_never_works_says_so();
            a_crew_that_is_killed_is_gone();
            println!("test result: ok. 5 passed; 0 failed; no child is left");
        }
    }
}

fn brief(id: &str) -> Order {
    let brief = format!(
        "strata: \"1\"\nid: {id}\ntitle: Growth of {id}\nsubject: {{name: Example plc}}\n\
         as-of: 2025-09-30\nthesis:\n  - {{id: growth, kind: observation, text: It is back.}}\n"
    );
    Order {
        task: Task::Print,
        name: format!("{id}.yaml"),
        origin: Default::default(),
        format: Format::Yaml,
        bytes: brief.into_bytes(),
        setup: Arc::new(Setup::default()),
    }
}

/// What a crew of so many children makes of these orders, by their number.
fn run(
    mode: &'static str,
    jobs: usize,
    limits: Limits,
    orders: Vec<Order>,
) -> BTreeMap<usize, Result<Outcome, String>> {
    let (done, outcomes) = mpsc::channel();
    let report = move |it: Done<usize>| {
        let outcome = it.outcome.map_err(|lost| lost.to_string());
        done.send((it.tag, outcome)).expect("a parent");
    };
    let crew = Crew::new(move || myself([mode]), jobs, limits, report);
    for (at, order) in orders.into_iter().enumerate() {
        crew.put(at, order);
    }
    drop(crew);
    assert_eq!(children(), 0, "a child is left");
    outcomes.iter().collect()
}

fn briefs_come_back_as_they_would_without_a_crew() {
    let mut orders: Vec<_> = ["one", "two", "three"].map(brief).into();
    orders.push(Order { task: Task::Check, ..brief("four") });
    orders.push(Order { bytes: b"titel: no".to_vec(), ..brief("five") });
    let there = run("child", 2, LIMITS, orders.clone());
    let here: Vec<_> = orders.iter().map(work).collect();
    assert_eq!(there.len(), here.len());
    for (there, here) in there.values().zip(&here) {
        assert_eq!(there.as_ref(), Ok(here));
    }
    assert!(matches!(&here[0].verdict, Verdict::Printed(print) if print.pages == 1));
    assert_eq!(
        (&here[3].verdict, &here[4].verdict),
        (&Verdict::Passed, &Verdict::Refused)
    );
    assert_eq!(here[4].findings[0]["file"], serde_json::Value::Null);
    assert!(here[4].errors > 0);
}

fn whatever_a_brief_does_costs_one_brief() {
    let ids =
        ["a", "trial-abort", "b", "trial-hang", "trial-memory", "trial-overflow", "c"];
    let soon = Limits { time: Duration::from_secs(4), ..LIMITS };
    let outcomes = run("child", 2, soon, ids.map(brief).into());
    for (at, id) in ids.iter().enumerate() {
        match (&outcomes[&at], *id) {
            (Err(why), "trial-hang") => assert_eq!(why, "it took longer than 4 s"),
            (Err(why), "trial-memory") if cfg!(target_os = "linux") => {
                assert_eq!(why, "it needed more than 512 MiB of memory");
            }
            (Err(why), "trial-abort") if cfg!(target_os = "linux") => {
                assert_eq!(why, "it crashed (signal 6)");
            }
            (Err(_), id) => assert!(id.starts_with("trial-"), "{id}"),
            (Ok(outcome), id) => {
                assert!(!id.starts_with("trial-"), "{id}");
                assert!(matches!(outcome.verdict, Verdict::Printed(_)));
            }
        }
    }
}

fn four_bad_briefs_in_a_row_end_nothing() {
    let orders = ["trial-abort"; 7].into_iter().chain(["last"]).map(brief).collect();
    let outcomes = run("child", 1, LIMITS, orders);
    let crashed = outcomes.values().filter(|it| it.is_err()).count();
    assert_eq!((outcomes.len(), crashed), (8, 7));
    for why in outcomes.values().filter_map(|it| it.as_ref().err()) {
        assert!(why.starts_with("it crashed ("), "{why}");
    }
}

fn a_crew_that_never_works_says_so() {
    let outcomes = run("dead", 2, LIMITS, ["a", "b", "c"].map(brief).into());
    assert_eq!(outcomes.len(), 3);
    for outcome in outcomes.values() {
        let why = outcome.as_ref().expect_err("nothing");
        assert!(
            why.starts_with("no process for it does its work: it crashed ("),
            "{why}"
        );
    }
}

fn a_crew_that_is_killed_is_gone() {
    let called = Arc::new(AtomicUsize::new(0));
    let count = called.clone();
    let report = move |_: Done<()>| {
        count.fetch_add(1, Ordering::SeqCst);
    };
    let crew = Crew::new(|| myself(["child"]), 2, LIMITS, report);
    for _ in 0..6 {
        crew.put((), brief("trial-hang"));
    }
    while cfg!(target_os = "linux") && children() < 2 {
        thread::sleep(Duration::from_millis(5));
    }
    crew.kill();
    drop(crew);
    assert_eq!((children(), called.load(Ordering::SeqCst)), (0, 0));
}

/// How many children this process has.
fn children() -> usize {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of = |task: fs::DirEntry| fs::read_to_string(task.path().join("children"));
    let listed = tasks.map(|task| of(task).unwrap_or_default());
    listed.map(|it| it.split_whitespace().count()).sum()
}
