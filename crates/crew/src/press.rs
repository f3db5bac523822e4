//! One child of a crew, as its parent sees it.

use std::io::{self, BufReader, Read};
use std::process::{Child, ChildStdin, ChildStdout, Command};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::child::{Limits, Lost, ran_out, start, told, wait};
use crate::order::{Order, Outcome};
use crate::serve::{hello, panicked};
use crate::{frame, wire};

/// How long a child may take to start at least, and to end after its last word.
const START: Duration = Duration::from_secs(60);
const END: Duration = Duration::from_secs(5);

/// How much of what a child says on standard error is kept, in bytes.
const KEPT: u64 = 64 << 10;

type Parts = Vec<Vec<u8>>;

/// A child at work, shared with whoever may have to end it.
pub(crate) type Shared = Arc<Mutex<Child>>;

/// A child that takes orders.
pub(crate) struct Press {
    child: Shared,
    limits: Limits,
    asked: Option<Sender<Parts>>,
    answers: Receiver<io::Result<Option<Parts>>>,
    wire: wire::Sender,
    said: Option<JoinHandle<Vec<u8>>>,
    /// How many orders it has answered.
    pub(crate) answered: usize,
}

impl Press {
    /// Starts a child and waits until it is ready; `known` is told of it before.
    ///
    /// # Errors
    ///
    /// When it cannot be started, or ends before it is ready.
    pub(crate) fn start(
        mut command: Command,
        limits: Limits,
        known: impl FnOnce(&Shared),
    ) -> Result<Self, Lost> {
        apart(&mut command);
        let mut child = start(&mut command)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let child = Arc::new(Mutex::new(child));
        known(&child);
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(Lost::Unstarted(io::Error::other("it has no pipes")));
        };
        let (asked, orders) = mpsc::channel();
        let (done, answers) = mpsc::channel();
        thread::spawn(move || converse(stdin, stdout, &orders, &done));
        let said = Some(thread::spawn(move || hear(stderr)));
        let wire = wire::Sender::default();
        let asked = Some(asked);
        let mut press = Self { child, limits, asked, answers, wire, said, answered: 0 };
        press.exchange(vec![hello(limits)], limits.time.max(START))?;
        Ok(press)
    }

    /// Hands the child an order, and waits for the outcome.
    ///
    /// # Errors
    ///
    /// When there is none. The child is gone then.
    pub(crate) fn ask(&mut self, order: &Order) -> Result<Outcome, Lost> {
        let parts = self.wire.pack(order);
        let answer = self.exchange(parts, self.limits.time)?;
        if let Some(panic) = panicked(&answer) {
            self.end(END);
            return Err(Lost::Crashed(format!("a panic: {panic}")));
        }
        self.answered += 1;
        wire::unpack(answer).ok_or_else(|| {
            self.end(Duration::ZERO);
            Lost::Crashed("its answer is none".to_owned())
        })
    }

    /// Whether the child has ended by itself, without having been asked.
    pub(crate) fn is_gone(&self) -> bool {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        !matches!(child.try_wait(), Ok(None))
    }

    fn exchange(&mut self, parts: Parts, time: Duration) -> Result<Parts, Lost> {
        // If the thread is gone, so is the child: the answer says so.
        let _ = self.asked.as_ref().map(|asked| asked.send(parts));
        match self.answers.recv_timeout(time) {
            Ok(Ok(Some(answer))) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => {
                self.end(Duration::ZERO);
                Err(Lost::TooLong(time))
            }
            Ok(Ok(None) | Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                Err(self.lost())
            }
        }
    }

    /// How a child has ended that has broken its pipes.
    fn lost(&mut self) -> Lost {
        let how = self.end(END);
        let said = self.said.take().and_then(|it| it.join().ok()).unwrap_or_default();
        if ran_out(&said) {
            return Lost::TooMuch(self.limits.memory);
        }
        Lost::Crashed(how)
    }

    /// Ends the child: it may have so much time to do it by itself. Tells how it ended.
    fn end(&mut self, time: Duration) -> String {
        self.asked = None;
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = wait(&mut child, time);
        if !matches!(ended, Ok(Some(_))) {
            let _ = child.kill();
            let _ = child.wait();
        }
        match ended {
            Ok(Some(status)) => told(status),
            Ok(None) => "it did not end".to_owned(),
            Err(error) => error.to_string(),
        }
    }
}

impl Drop for Press {
    /// A child that is asked nothing more sees the end of its input, and leaves.
    fn drop(&mut self) {
        self.end(END);
    }
}

/// Keeps the signals of a terminal from a child: its parent decides how the work ends.
fn apart(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(
            command,
            CREATE_NEW_PROCESS_GROUP,
        );
    }
}

/// Writes what is asked and reads what is answered, in a thread of its own: neither can be
/// given up by the clock.
fn converse(
    mut stdin: ChildStdin,
    stdout: ChildStdout,
    orders: &Receiver<Parts>,
    answers: &Sender<io::Result<Option<Parts>>>,
) {
    let mut stdout = BufReader::new(stdout);
    for parts in orders {
        let answer =
            frame::write(&mut stdin, &parts).and_then(|()| frame::read(&mut stdout));
        let goes_on = matches!(answer, Ok(Some(_)));
        if answers.send(answer).is_err() || !goes_on {
            return;
        }
    }
}

/// The beginning of what a child says; the rest is read and forgotten.
fn hear(mut from: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    // What was said before the pipe broke is kept.
    let _ = from.by_ref().take(KEPT).read_to_end(&mut kept);
    let _ = io::copy(&mut from, &mut io::sink());
    kept
}
