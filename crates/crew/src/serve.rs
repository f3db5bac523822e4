//! The loop of a child: an order in, an outcome out, until its parent wants no more.

use std::any::Any;
use std::io::{self, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use serde::{Deserialize, Serialize};

use crate::child::{Limits, allow, hold};
use crate::work::work;
use crate::{frame, wire};

/// The stack of the one thread that lays out: deep briefs nest deep.
const STACK: usize = 16 << 20;

/// The first message to a child: what it may take.
#[derive(Serialize, Deserialize)]
struct Hello {
    seconds: u64,
    memory: u64,
}

/// The first message to a child that is to keep to these limits.
pub(crate) fn hello(limits: Limits) -> Vec<u8> {
    let hello = Hello { seconds: limits.time.as_secs(), memory: limits.memory };
    // A struct of numbers cannot fail to be written.
    serde_json::to_vec(&hello).unwrap_or_default()
}

/// Works on the orders of a [`Crew`](crate::Crew), which come by standard input, and answers
/// by standard output, until the input ends. What else is in the process must leave both
/// alone.
///
/// # Errors
///
/// When the limits cannot be kept, a pipe breaks, or something else comes than orders.
pub fn serve() -> io::Result<()> {
    let (mut from, mut to) = (stdin().lock(), stdout().lock());
    let alien = || io::Error::new(io::ErrorKind::InvalidData, "it is no order of a crew");
    let Some(hello) = frame::read(&mut from)? else { return Ok(()) };
    let hello = hello.first().and_then(|it| serde_json::from_slice(it).ok());
    let Hello { seconds, memory } = hello.ok_or_else(alien)?;
    hold(memory)?;
    // Two children use two processors better than the threads of one.
    let lane = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    let lane = lane.map_err(io::Error::other)?;
    frame::write::<&[u8]>(&mut to, &[])?;
    let mut orders = wire::Receiver::default();
    while let Some(parts) = frame::read(&mut from)? {
        allow(Duration::from_secs(seconds))?;
        let order = orders.unpack(parts).ok_or_else(alien)?;
        match catch_unwind(AssertUnwindSafe(|| lane.install(|| work(&order)))) {
            Ok(outcome) => frame::write(&mut to, &wire::pack(outcome))?,
            Err(panic) => {
                // What a panic leaves behind is not to be built on.
                return frame::write(&mut to, &[PANIC, message(&*panic).as_bytes()]);
            }
        }
    }
    Ok(())
}

/// What a last message begins with instead of an outcome.
const PANIC: &[u8] = b"panic";

/// The words of a child whose last brief made it panic, if this is its last message.
pub(crate) fn panicked(parts: &[Vec<u8>]) -> Option<String> {
    match parts {
        [word, told] if word == PANIC => Some(String::from_utf8_lossy(told).into_owned()),
        _ => None,
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}
