//! Where prints run: in pools of one thread, as many as there are processors.
//!
//! The layout engine hands work to a pool of threads. One that all share would be gone in a
//! forked child, which then waits for it for ever; so a pool is remembered together with the
//! process that made it.

use std::mem::forget;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, PoisonError};
use std::{process, thread};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::guard::{Faults, contained};

/// What the deepest brief that is accepted needs, and more.
const STACK: usize = 16 << 20;

/// The lanes of a process.
struct Lanes {
    process: u32,
    idle: Vec<ThreadPool>,
    /// Those that are idle and those that are in use.
    made: usize,
}

static LANES: Mutex<Lanes> = Mutex::new(Lanes { process: 0, idle: Vec::new(), made: 0 });
static FREED: Condvar = Condvar::new();

/// Works in a lane, once one is free. A panic does no harm.
pub(crate) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Faults> {
    let lane = take()?;
    let done = lane.install(|| contained(work));
    give_back(lane);
    done
}

fn take() -> Result<ThreadPool, Faults> {
    let most = thread::available_parallelism().map_or(1, NonZero::get);
    let mut lanes = LANES.lock().unwrap_or_else(PoisonError::into_inner);
    let process = process::id();
    if lanes.process != process {
        let fresh = Lanes { process, idle: Vec::new(), made: 0 };
        // Their threads were left behind in the parent: to drop them is to wait for those.
        forget(std::mem::replace(&mut *lanes, fresh));
    }
    let busy = |lanes: &mut Lanes| lanes.idle.is_empty() && lanes.made >= most;
    let mut lanes = FREED.wait_while(lanes, busy).unwrap_or_else(PoisonError::into_inner);
    if let Some(lane) = lanes.idle.pop() {
        return Ok(lane);
    }
    let lane = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    let lane = lane.map_err(|error| Faults(vec![error.to_string()]))?;
    lanes.made += 1;
    Ok(lane)
}

fn give_back(lane: ThreadPool) {
    let mut lanes = LANES.lock().unwrap_or_else(PoisonError::into_inner);
    lanes.idle.push(lane);
    drop(lanes);
    FREED.notify_one();
}
