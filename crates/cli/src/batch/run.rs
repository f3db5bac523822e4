//! A run while it goes on: what to do with each brief, and when to end.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use strata_crew::{Crew, Order, Verdict};

use super::filing::Filing;
use super::name::{Mark, Template};
use super::progress::Progress;
use super::reader::{Entry, Unworked};
use super::report::Report;
use super::resume::{Finished, pdf};
use super::shard::Shard;
use super::taken::Taken;
use super::tally::Tally;
use super::worked::{Fault, Ticket, Worked, record};
use crate::failure::{Exit, Failure, plain, reason};
use crate::output;

/// How many briefs there may be for each job: one at work, and one that waits.
const AHEAD: usize = 2;

/// What happens in a run.
pub(super) enum Event {
    /// A brief has come in.
    Entry(Box<Entry>),
    /// A source cannot be read, or not any further.
    Unread(Failure),
    /// No more briefs will come in.
    End,
    /// A brief has been worked on.
    Done(Box<Worked>),
    /// The run is to end, in this way.
    Signal(Exit),
}

impl Event {
    /// What the reader has read.
    pub(super) fn read(read: Result<Entry, Failure>) -> Self {
        match read {
            Ok(entry) => Self::Entry(Box::new(entry)),
            Err(failure) => Self::Unread(failure),
        }
    }
}

/// What does not change in a run.
pub(super) struct Job {
    pub(super) template: Template,
    pub(super) shard: Option<Shard>,
    pub(super) finished: Finished,
    pub(super) jobs: usize,
    pub(super) quiet: bool,
}

/// A run.
pub(super) struct Run {
    job: Job,
    filing: Filing,
    report: Report,
    taken: Taken,
    tally: Tally,
    progress: Progress,
    /// Read, and not yet given to the crew.
    waiting: VecDeque<(Ticket, Order)>,
    at_work: usize,
    /// Worked on, and not yet told of: where prints go in the order of the briefs.
    held: BTreeMap<u64, Worked>,
    turns: u64,
    told: u64,
    has_ended: bool,
    signal: Option<Exit>,
}

/// Why a run ends before its time.
enum Stop {
    Failure(Failure),
    /// Nobody reads the report any more.
    Unheard,
    /// A second signal.
    Now,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Run {
    pub(super) fn new(job: Job, filing: Filing, report: Report) -> Self {
        let progress = Progress::new(job.quiet);
        Self {
            job,
            filing,
            report,
            taken: Taken::default(),
            tally: Tally::default(),
            progress,
            waiting: VecDeque::new(),
            at_work: 0,
            held: BTreeMap::new(),
            turns: 0,
            told: 0,
            has_ended: false,
            signal: None,
        }
    }

    /// Goes on until all briefs are done; how it has ended, and in words what has become of
    /// them. `allow` lets the reader read one brief more.
    pub(super) fn drive(
        mut self,
        crew: Crew<Ticket>,
        allow: Sender<()>,
        happened: &Receiver<Event>,
    ) -> Result<(Exit, String), Failure> {
        let mut allow = Some(allow);
        self.allow(allow.as_ref(), AHEAD * self.job.jobs);
        let ended = loop {
            if self.is_over() {
                break Ok(());
            }
            let event = match happened.recv_timeout(self.progress.pause()) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => {
                    self.progress.show(&self.tally);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            };
            match self.take(event) {
                Ok(free) => self.allow(allow.as_ref(), free),
                Err(stop) => break Err(stop),
            }
            if self.signal.is_some() {
                // The reader reads no more.
                allow = None;
            }
            self.hand_over(&crew);
            self.progress.show(&self.tally);
        };
        match ended {
            Ok(()) => {}
            Err(Stop::Failure(failure)) => {
                crew.kill();
                return Err(failure);
            }
            Err(Stop::Unheard) => {
                crew.kill();
                return Ok((self.tally.exit(), self.tally.words()));
            }
            Err(Stop::Now) => {
                crew.kill();
                return Ok(self.summary());
            }
        }
        drop(crew);
        let summary = self.summary();
        self.filing.finish()?;
        Ok(summary)
    }

    fn allow(&self, allow: Option<&Sender<()>>, briefs: usize) {
        for _ in 0..briefs {
            // A reader that has read all wants no more.
            let _ = allow.map(|allow| allow.send(()));
        }
    }

    fn is_over(&self) -> bool {
        let idle = self.at_work == 0 && self.held.is_empty();
        idle && (self.signal.is_some() || (self.has_ended && self.waiting.is_empty()))
    }

    /// What happens; how many briefs more may be read.
    fn take(&mut self, event: Event) -> Result<usize, Stop> {
        match event {
            Event::Entry(entry) if self.signal.is_none() => self.enter(*entry),
            Event::Entry(_) => Ok(0),
            Event::Unread(failure) => {
                let exit = self.say(|| output::tell(&failure));
                self.tally.note(exit);
                Ok(0)
            }
            Event::End => {
                self.has_ended = true;
                Ok(0)
            }
            Event::Done(worked) => {
                self.at_work -= 1;
                self.settle(*worked)
            }
            Event::Signal(_) if self.signal.is_some() => Err(Stop::Now),
            Event::Signal(exit) => {
                self.signal = Some(exit);
                self.tally.note(exit);
                self.waiting.clear();
                self.release()
            }
        }
    }

    /// Lets a brief in, unless there is nothing to be done for it.
    fn enter(&mut self, entry: Entry) -> Result<usize, Stop> {
        let Entry { n, id, source, file, key, content } = entry;
        let name = self.job.template.fill(&id, key.as_deref().unwrap_or_default());
        let mark = Mark::of(&name);
        if self.job.shard.is_some_and(|shard| !shard.holds(mark)) {
            return Ok(1);
        }
        let taken = self.taken.take(mark, n);
        if taken.is_ok()
            && let Some(key) = &key
            && let Some(ending) =
                self.job.finished.of(&name, key, self.filing.as_folder())
        {
            self.tally.skip(ending);
            return Ok(1);
        }
        let turn = self.turns;
        self.turns += 1;
        let output = pdf(&name);
        let ticket = Ticket { n, id, source, key, output, file, turn };
        let outcome = match (taken, content) {
            (Ok(()), Unworked::Order(order)) => {
                self.waiting.push_back((ticket, order));
                return Ok(0);
            }
            (Err(first), _) => Err(Fault::One(format!(
                "the name `{name}` is taken: brief {first} has it"
            ))),
            (_, Unworked::Refused(outcome)) => Ok(outcome),
            (_, Unworked::Failed(fault)) => Err(Fault::One(fault)),
        };
        self.settle(Worked { ticket, outcome, bytes: 0, took: Duration::ZERO })
    }

    fn hand_over(&mut self, crew: &Crew<Ticket>) {
        while self.at_work < self.job.jobs
            && let Some((ticket, order)) = self.waiting.pop_front()
        {
            self.at_work += 1;
            crew.put(ticket, order);
        }
    }

    /// Tells of a brief, at once or when its turn has come.
    fn settle(&mut self, worked: Worked) -> Result<usize, Stop> {
        if !self.filing.is_ordered() {
            self.tell(worked)?;
            return Ok(1);
        }
        self.held.insert(worked.ticket.turn, worked);
        self.release()
    }

    /// Tells of those whose turn has come; how many there were.
    fn release(&mut self) -> Result<usize, Stop> {
        // After a signal, some of those in between are not worked on.
        let is_last = self.signal.is_some() && self.at_work == 0;
        let mut free = 0;
        while let Some(next) = self.held.first_entry()
            && (is_last || *next.key() == self.told)
        {
            let worked = next.remove();
            self.told = worked.ticket.turn + 1;
            self.tell(worked)?;
            free += 1;
        }
        Ok(free)
    }

    fn tell(&mut self, worked: Worked) -> Result<(), Stop> {
        let Worked { ticket, outcome, bytes, took } = worked;
        let outcome = outcome.or_else(Fault::outcome).map_err(|fault| {
            let help = "please report this, unless the machine is short of something";
            Failure::new(fault).help(help)
        })?;
        if let Verdict::Printed(print) = &outcome.verdict {
            self.filing.add(&ticket.output, print)?;
        }
        let file = ticket.file.clone();
        let record = record(ticket, outcome, bytes, took);
        match self.report.add(&record) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                return Err(Stop::Unheard);
            }
            Err(error) => {
                let what = format!("cannot write the report: {}", reason(&error));
                return Err(Failure::new(what).into());
            }
        }
        self.tally.count(&record);
        let lines = self.tally.lines(&record, &file);
        if !lines.is_empty() {
            self.say(|| Tally::say(&lines));
        }
        Ok(())
    }

    fn say<T>(&self, write: impl FnOnce() -> T) -> T {
        self.progress.aside(write)
    }

    /// How the run has ended, in a code and in words.
    fn summary(&self) -> (Exit, String) {
        let mut words = self.tally.words();
        if self.tally.is_cut() {
            words += &match self.report.name() {
                Some(name) => format!("\nall findings are in `{name}`"),
                None => "\n`--report FILE` keeps all findings".to_owned(),
            };
        }
        if self.signal.is_some() {
            words = format!("interrupted: {words}");
            if self.report.name().is_some() && !self.filing.is_ordered() {
                words += "; `--resume` goes on";
            }
        }
        (self.tally.exit(), plain_lines(&words))
    }
}

/// Words of several lines, none of which can steer the terminal.
fn plain_lines(words: &str) -> String {
    words.lines().map(plain).collect::<Vec<_>>().join("\n")
}
