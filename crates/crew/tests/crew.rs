//! A parent and its children, which are this program again.
#![expect(
    clippy::print_stdout,
    reason = "children answer, and the parent says how it went"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a child exits, a parent counts its children"
)]

use std::hint::black_box;
use std::io::{Read, Write, stdin, stdout};
use std::time::Duration;
use std::{env, process, thread};

use strata_crew::{Answer, Limits, Lost, ask, confine, myself};

const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: 256 << 20 };

fn main() {
    match env::args().nth(1).as_deref() {
        Some("child") => child(&env::args().nth(2).unwrap_or_default()),
        // Arguments of the test runner.
        _ => parent(),
    }
}

fn child(work: &str) {
    confine(LIMITS).expect("limits");
    let mut request = Vec::new();
    if work != "deaf" {
        stdin().read_to_end(&mut request).expect("a request");
    }
    match work {
        "echo" => stdout().write_all(&request).expect("an answer"),
        "fail" => process::exit(3),
        "deaf" => println!("no need to read"),
        "hang" => loop {
            thread::sleep(Duration::from_secs(1));
        },
        "abort" => process::abort(),
        "panic" => panic!("as asked"),
        "overflow" => println!("{}", deep(0)),
        "eat" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(black_box(vec![1_u8; 1 << 20]));
            }
        }
        other => unreachable!("{other}"),
    }
}

/// A recursion without an end, which no compiler can turn into a loop.
#[expect(unconditional_recursion, reason = "the stack is meant to overflow")]
fn deep(level: u64) -> u64 {
    let frame = black_box([level; 64]);
    black_box(deep(level + 1)) + frame[1]
}

fn asked(work: &str, request: &[u8], limits: Limits) -> Result<Answer, Lost> {
    ask(myself(["child", work]).expect("this program"), request.to_vec(), limits)
}

fn parent() {
    let large: Vec<u8> = (0..5_000_000_u32).map(|at| (at % 251) as u8).collect();
    let echo = asked("echo", &large, LIMITS).expect("an answer");
    assert!(echo.out == large && echo.code == 0, "nothing is lost on the way");
    assert_eq!(asked("fail", b"", LIMITS).expect("an answer").code, 3);
    let deaf = asked("deaf", &large, LIMITS).expect("an answer");
    assert_eq!(deaf.out, b"no need to read\n");

    let lost = |work| asked(work, b"", LIMITS).expect_err(work).to_string();
    assert!(lost("abort").starts_with("it crashed ("), "{}", lost("abort"));
    assert!(lost("panic").starts_with("it crashed ("), "{}", lost("panic"));
    assert!(lost("overflow").starts_with("it crashed ("), "{}", lost("overflow"));
    if cfg!(target_os = "linux") {
        assert_eq!(lost("abort"), "it crashed (signal 6)");
        assert_eq!(lost("eat"), "it needed more than 256 MiB of memory");
    }
    let soon = Limits { time: Duration::from_secs(1), ..LIMITS };
    let late = asked("hang", b"", soon).expect_err("no answer");
    assert_eq!(late.to_string(), "it took longer than 1 s");
    assert_eq!(children(), 0, "a child is left");
    println!("test result: ok. 1 passed; 0 failed; every child has ended as it should");
}

/// How many children this process has.
fn children() -> usize {
    let path = format!("/proc/self/task/{}/children", process::id());
    let listed = std::fs::read_to_string(path).unwrap_or_default();
    listed.split_whitespace().count()
}
