//! Several children at work: orders in, outcomes out as they come.

use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use strata_check::Format;
use strata_emit::Origin;

use crate::child::{Limits, Lost};
use crate::order::{Order, Outcome, Task};
use crate::press::{Press, Shared};
use crate::setup::Setup;

/// After so many briefs a child is replaced, so that no slow leak ever matters.
const LIFE: usize = 2_000;

/// After so many children in a row that were lost with their first brief, the next has to
/// show that it is not the briefs.
const PATIENCE: usize = 3;

/// An order that has been worked on.
#[derive(Debug)]
pub struct Done<T> {
    /// What the order was put under.
    pub tag: T,
    /// What has become of it, or why nothing has.
    pub outcome: Result<Outcome, Lost>,
    /// How long it took.
    pub took: Duration,
}

/// Children that work side by side, each in a process of its own.
///
/// What one brief does to its child costs that brief alone: the child is replaced. Where no
/// child does its work any more, whatever it is given, the outcome of this and of all further
/// orders is [`Lost::Broken`].
///
/// Dropped, a crew finishes what it was given.
pub struct Crew<T> {
    orders: Option<Sender<(T, Order)>>,
    workers: Vec<JoinHandle<()>>,
    common: Arc<Common>,
}

/// What the workers of a crew have in common.
struct Common {
    command: Box<dyn Fn() -> io::Result<Command> + Send + Sync>,
    limits: Limits,
    /// The children, by the number of their workers.
    children: Vec<Mutex<Option<Shared>>>,
    /// The children in a row that were lost with their first brief.
    lost: AtomicUsize,
    /// Why no child does its work any more.
    broken: Mutex<Option<String>>,
    killed: AtomicBool,
}

impl<T: Send + 'static> Crew<T> {
    /// A crew of so many children, each started by this command when there is work for it and
    /// kept to these limits, its time for each brief. `done` is called in the thread of the
    /// worker, for each order as it is done.
    ///
    /// The child has to call [`serve`](crate::serve), and nothing else.
    pub fn new(
        command: impl Fn() -> io::Result<Command> + Send + Sync + 'static,
        jobs: usize,
        limits: Limits,
        done: impl Fn(Done<T>) + Send + Sync + 'static,
    ) -> Self {
        let (orders, queue) = mpsc::channel();
        let (queue, done) = (Arc::new(Mutex::new(queue)), Arc::new(done));
        let jobs = jobs.max(1);
        let common = Arc::new(Common {
            command: Box::new(command),
            limits,
            children: (0..jobs).map(|_| Mutex::default()).collect(),
            lost: AtomicUsize::default(),
            broken: Mutex::default(),
            killed: AtomicBool::default(),
        });
        let worker = |at| {
            let (common, queue, done) = (common.clone(), queue.clone(), done.clone());
            thread::spawn(move || Worker { common, at, press: None }.run(&queue, &*done))
        };
        let workers = (0..jobs).map(worker).collect();
        Self { orders: Some(orders), workers, common }
    }

    /// Hands over an order. It waits until a child is free: who has many keeps count.
    pub fn put(&self, tag: T, order: Order) {
        // Workers end after the orders do.
        let _ = self.orders.as_ref().map(|orders| orders.send((tag, order)));
    }

    /// Ends all children at once. What they had at work and what is still to be done is
    /// given up, and `done` is not called for it.
    pub fn kill(&self) {
        self.common.killed.store(true, Ordering::SeqCst);
        for slot in &self.common.children {
            let child = slot.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(child) = child {
                let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = child.kill();
            }
        }
    }
}

impl<T> Drop for Crew<T> {
    fn drop(&mut self) {
        self.orders = None;
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

/// A thread with a child of its own.
struct Worker {
    common: Arc<Common>,
    at: usize,
    press: Option<Press>,
}

impl Worker {
    #[expect(clippy::disallowed_methods, reason = "how long a brief took is told")]
    fn run<T>(mut self, queue: &Mutex<Receiver<(T, Order)>>, done: &dyn Fn(Done<T>)) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((tag, order)) = next else { return };
            let begun = Instant::now();
            let common = self.common.clone();
            let killed = || common.killed.load(Ordering::SeqCst);
            let outcome = (!killed()).then(|| self.work(&order));
            let Some(outcome) = outcome.filter(|_| !killed()) else { return };
            done(Done { tag, outcome, took: begun.elapsed() });
        }
    }

    fn work(&mut self, order: &Order) -> Result<Outcome, Lost> {
        let mut press = match self.press.take().filter(|press| !press.is_gone()) {
            Some(press) => press,
            None => self.start()?,
        };
        let outcome = press.ask(order);
        match &outcome {
            Ok(_) => {
                self.common.lost.store(0, Ordering::SeqCst);
                self.press = Some(press).filter(|press| press.answered < LIFE);
            }
            Err(_) if press.answered == 0 => {
                self.common.lost.fetch_add(1, Ordering::SeqCst);
            }
            Err(_) => {}
        }
        outcome
    }

    /// A child that is ready, and if too many were lost has shown that it works.
    fn start(&self) -> Result<Press, Lost> {
        let Common { lost, broken, killed, .. } = &*self.common;
        let broken = || broken.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(how) = &*broken() {
                return Err(Lost::Broken(how.clone()));
            }
            let tried = lost.load(Ordering::SeqCst);
            let started = self.started().and_then(|mut press| {
                if tried >= PATIENCE {
                    press.ask(&proof())?;
                    lost.store(0, Ordering::SeqCst);
                }
                Ok(press)
            });
            match started {
                Ok(press) => return Ok(press),
                Err(why) if killed.load(Ordering::SeqCst) => return Err(why),
                Err(why) if tried >= PATIENCE => *broken() = Some(why.to_string()),
                Err(_) => {
                    lost.fetch_add(1, Ordering::SeqCst);
                }
            }
        }
    }

    fn started(&self) -> Result<Press, Lost> {
        let Common { command, limits, children, killed, .. } = &*self.common;
        let command = command().map_err(Lost::Unstarted)?;
        Press::start(command, *limits, |child| {
            if let Some(slot) = children.get(self.at) {
                *slot.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(child.clone());
            }
            // Whoever has just ended all children did not know of this one.
            if killed.load(Ordering::SeqCst) {
                let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
            }
        })
    }
}

/// A brief that is known to print.
fn proof() -> Order {
    let brief = "strata: \"1\"\ntitle: Proof\nsubject: {name: Proof}\nas-of: 2025-01-01\n\
                 thesis:\n  - {id: proof, kind: observation, text: It prints.}\n";
    Order {
        task: Task::Print,
        name: "proof".to_owned(),
        origin: Origin::default(),
        format: Format::Yaml,
        bytes: brief.as_bytes().to_vec(),
        setup: Arc::new(Setup::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::Verdict;

    #[test]
    fn the_proof_prints() {
        let outcome = crate::work(&proof());
        assert!(matches!(outcome.verdict, Verdict::Printed(_)), "{outcome:?}");
    }
}
