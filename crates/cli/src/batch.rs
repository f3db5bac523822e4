//! `--from`: any number of briefs, of which none stops the others.
//!
//! ```text
//! sources ──reader──▶ Entry ──▶ Run ──Order──▶ crew ──▶ Done ──▶ Run ──▶ report
//!            waits ◀──allowed──  │                └─ print ▶ folder    └─ print ▶ archive
//!                                └─ done before, of another share, name taken
//! ```
//!
//! The reader and the children go on side by side; [`Run`] alone decides, event by event. It
//! knows of no more briefs than twice as many as are worked on at a time.

mod archive;
mod envelope;
mod filing;
mod lines;
mod name;
mod press;
mod progress;
mod reader;
mod record;
mod report;
mod resume;
mod run;
mod shard;
mod signals;
mod source;
mod taken;
mod tally;
mod worked;

use std::path::Path;
use std::sync::mpsc;
use std::thread;

use strata_crew::{Crew, Task};

use crate::args::{Batch, Check, Render, Source as Reading};
use crate::failure::{Exit, Failure};
use crate::project::Setups;
use crate::render::{jobs_of, unfit};
use crate::{check, output, render as prints};
use filing::Filing;
pub(crate) use name::Template;
pub(crate) use press::{MODE, serve};
use reader::Reader;
pub(crate) use record::schema_text;
use report::Report;
use resume::Finished;
use run::{Event, Run};
pub(crate) use shard::Shard;
use source::Source;

/// Prints many briefs.
pub(crate) fn render(args: &'static Render, quiet: bool) -> Result<Exit, Failure> {
    let setups = prints::setups(args)?;
    let job = Job {
        task: Task::Print,
        batch: &args.batch,
        reading: &args.briefs.source,
        jobs: jobs_of(args.jobs),
        template: args.filing.name.clone().unwrap_or_default(),
        quiet,
    };
    job.run(setups, || Filing::of(args))
}

/// Judges many briefs.
pub(crate) fn check(args: &'static Check, quiet: bool) -> Result<Exit, Failure> {
    let setups = check::setups(args)?;
    let job = Job {
        task: Task::Check,
        batch: &args.batch,
        reading: &args.briefs.source,
        jobs: jobs_of(args.jobs),
        template: Template::default(),
        quiet,
    };
    job.run(setups, || Ok(Filing::None))
}

/// What is to be done, as the arguments say.
struct Job {
    task: Task,
    batch: &'static Batch,
    reading: &'static Reading,
    jobs: usize,
    template: Template,
    quiet: bool,
}

impl Job {
    /// Does it, from the first brief to the last, or until a signal.
    fn run(
        self,
        mut setups: Setups<'static>,
        filing: impl FnOnce() -> Result<Filing, Failure>,
    ) -> Result<Exit, Failure> {
        let Self { task, batch, jobs, quiet, .. } = self;
        if self.reading.input_format.is_some() {
            return Err(Failure::new("`--input-format` does not go with `--from`")
                .help("the names of files say it, lines are JSON"));
        }
        let sources = Source::all(&batch.from)?;
        // What holds for all of them is looked at before anything is written.
        for source in &sources {
            setups.of(&source.place())?;
        }
        if !setups.unfit.is_empty() {
            return Ok(unfit(&setups));
        }
        let mut finished = Finished::default();
        let report = Report::open(batch.report.as_deref(), batch.resume, |record| {
            finished.add(&record, &self.template);
        })?;
        let filing = filing()?;

        let (events, happened) = mpsc::channel();
        let (allow, allowed) = mpsc::channel();
        let told = events.clone();
        signals::watch(move |exit| drop(told.send(Event::Signal(exit))))
            .map_err(|error| Failure::new(format!("cannot wait for signals: {error}")))?;
        let limits = press::limits(batch.timeout.unwrap_or(60));
        let folder = filing.as_folder().map(Path::to_owned);
        let done = events.clone();
        let crew = Crew::new(press::command, jobs, limits, move |it| {
            // What is done last may be done when nobody listens any more.
            let _ = done.send(Event::Done(Box::new(worked::put(it, folder.as_deref()))));
        });
        let send = events.clone();
        let reader = Reader {
            task,
            setups,
            quiet,
            send: move |it| drop(send.send(Event::read(it))),
            allowed: move || allowed.recv().is_ok(),
        };
        thread::spawn(move || {
            reader.read(&sources);
            let _ = events.send(Event::End);
        });

        let (template, shard) = (self.template, batch.shard);
        let run =
            Run::new(run::Job { template, shard, finished, jobs, quiet }, filing, report);
        let (exit, words) = run.drive(crew, allow, &happened)?;
        if !quiet {
            output::note(&format!("{words}\n"));
        }
        Ok(exit)
    }
}
