//! The command `strata`: checks a company analysis kept as data, and prints it.
//!
//! ```text
//! arguments ──▶ read ──▶ check ──▶ preflight ──▶ typeset ──▶ write
//!                        └─ strata-check ─┘      └ strata-render ┘
//! ```
//!
//! The only room with input and output: files, standard streams, colours, exit codes. One
//! file per command; [`render`] tells the whole story. What another program would want is
//! not here but in the crates that this one calls.

mod args;
mod batch;
mod briefs;
mod check;
mod completions;
mod confined;
mod convert;
mod diff;
mod explain;
mod extract;
mod failure;
mod fmt;
mod input;
mod jobs;
mod man;
mod new;
mod output;
mod pages;
mod progress;
mod project;
mod render;
mod schema;
mod set;
mod starter;
mod target;
mod theme;
mod verify;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Mutex;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::args::{Args, Color, Command};
use crate::failure::{Exit, Failure, plain};

/// A brief is laid out in some millions of small pieces: an eighth of the time of a print
/// was the allocator of the system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let mode = args.next();
    if mode.as_ref().is_some_and(|mode| mode == confined::MODE) {
        return guard(|| confined::serve(args))
            .unwrap_or_else(|it| output::tell(&it))
            .into();
    }
    if mode.is_some_and(|mode| mode == batch::MODE) {
        return guard(batch::serve).unwrap_or_else(|it| output::tell(&it)).into();
    }
    // Before clap speaks, which follows the same choice.
    Color::told(std::env::args_os()).choose();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return misunderstood(error),
    };
    args.color.choose();
    // Until the process ends: a thread that waits for more input outlives this one.
    let args: &'static Args = Box::leak(Box::new(args));
    guard(|| run(args)).unwrap_or_else(|failure| output::tell(&failure)).into()
}

/// Says what is wrong with the arguments, or gives the help that is asked for. Arguments
/// are repeated as they are: those that would steer the terminal are read again as escapes.
fn misunderstood(mut error: clap::Error) -> ExitCode {
    if error.use_stderr() {
        let args = std::env::args_os().map(|arg| plain(&arg.to_string_lossy()));
        match Args::try_parse_from(args) {
            Err(escaped) => error = escaped,
            Ok(_) => {
                let failure =
                    Failure::new("an argument has a character that is not seen");
                return output::tell(&failure.help("type it again")).into();
            }
        }
    }
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    // If that fails there is nowhere left to say so.
    let _ = error.print();
    ExitCode::from(code)
}

fn run(args: &'static Args) -> Result<Exit, Failure> {
    match &args.command {
        Command::New(new) => new::new(new, args.quiet),
        Command::Check(check) => check::check(check, args.quiet),
        Command::Set(set) => set::set(set, args.quiet),
        Command::Fmt(fmt) => fmt::fmt(fmt, args.quiet),
        Command::Convert(convert) => convert::convert(convert, args.quiet),
        Command::Render(render) => render::render(render, args.quiet),
        Command::Extract(extract) => extract::extract(extract, args.quiet),
        Command::Verify(verify) => verify::verify(verify, args.quiet),
        Command::Schema(args) => schema::schema(args),
        Command::Explain(explain) => explain::explain(explain),
        Command::Completions(completions) => completions::completions(completions),
        Command::Man(man) => man::man(man, args.quiet),
    }
}

/// Turns a panic into a failure. The hook stays silent and only keeps the place: panics
/// inside Typst are caught before they come here, and reported as what they are.
fn guard(work: impl FnOnce() -> Result<Exit, Failure>) -> Result<Exit, Failure> {
    static PLACE: Mutex<Option<String>> = Mutex::new(None);
    set_hook(Box::new(|panic| {
        if let Ok(mut place) = PLACE.lock() {
            *place = panic.location().map(ToString::to_string);
        }
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take());
        let place = place.unwrap_or_else(|| "an unknown place".to_owned());
        let what = format!("strata failed at {place}: {}", plain(message(&*panic)));
        Err(Failure::new(what).help(
            "please report this, with the brief if you can: it is a fault of Strata",
        ))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_with_its_place() {
        let failure = guard(|| panic!("as {} wanted", "not")).unwrap_err().to_string();
        assert!(failure.contains("main.rs"), "{failure}");
        assert!(failure.contains("as not wanted"), "{failure}");
    }
}
