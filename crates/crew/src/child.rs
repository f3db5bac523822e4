//! One question to a child process, one answer: what is asked goes to its standard input, and
//! what it answers comes from its standard output.
//!
//! ```text
//! parent: ask ──request──▶ stdin   child: confine, work
//!             ◀──answer─── stdout
//! ```

use std::ffi::OsStr;
use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How much a child may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From its start to its end.
    pub time: Duration,
    /// The bytes of its data: heap and other private memory. Not known to macOS and Windows,
    /// where the time alone is limited.
    pub memory: u64,
}

/// What a child has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its exit code.
    pub code: i32,
    /// Its standard output.
    pub out: Vec<u8>,
    /// Its standard error.
    pub err: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum Lost {
    /// The child could not be started, or not be waited for.
    Unstarted(io::Error),
    /// It took longer than this and was ended.
    TooLong(Duration),
    /// It asked for more memory than this, in bytes.
    TooMuch(u64),
    /// It ended by itself and in no way that it means to, as told.
    Crashed(String),
    /// No child of a crew does its work any more, whatever it is given; why the last did not.
    Broken(String),
}

impl std::error::Error for Lost {}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstarted(error) => {
                write!(f, "the process for it cannot be started: {error}")
            }
            Self::TooLong(time) => write!(f, "it took longer than {} s", time.as_secs()),
            Self::TooMuch(bytes) => {
                write!(f, "it needed more than {} MiB of memory", bytes >> 20)
            }
            Self::Crashed(how) => write!(f, "it crashed ({how})"),
            Self::Broken(how) => write!(f, "no process for it does its work: {how}"),
        }
    }
}

/// The command that starts the program that is running once more, with other arguments.
///
/// # Errors
///
/// When the system does not tell where it lies.
#[expect(clippy::disallowed_methods, reason = "this room is where processes are started")]
pub fn myself<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> io::Result<Command> {
    // The program itself, even if another file lies in its place by now.
    let own = if cfg!(target_os = "linux") {
        "/proc/self/exe".into()
    } else {
        std::env::current_exe()?
    };
    let mut command = Command::new(own);
    command.args(args);
    Ok(command)
}

/// Starts a child, hands it a request, and waits for its answer.
///
/// The child has to [`confine`] itself to the same limits; the time is kept from outside as
/// well. However it ends, it is gone when this returns.
///
/// # Errors
///
/// When it gives no answer. An answer with another exit code than 0 is one.
pub fn ask(
    mut command: Command,
    request: Vec<u8>,
    limits: Limits,
) -> Result<Answer, Lost> {
    let mut child = start(&mut command)?;
    let stdin = child.stdin.take();
    // A child that ends before it has read everything says why in its own words.
    let asked = thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&request)));
    let (out, err) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let ended = wait(&mut child, limits.time);
    if !matches!(ended, Ok(Some(_))) {
        let _ = child.kill();
        let _ = child.wait();
    }
    let _ = asked.join();
    let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
    match ended.map_err(Lost::Unstarted)? {
        None => Err(Lost::TooLong(limits.time)),
        Some(status) => match status.code() {
            Some(code) if code != PANICKED => Ok(Answer { code, out, err }),
            _ if ran_out(&err) => Err(Lost::TooMuch(limits.memory)),
            _ => Err(Lost::Crashed(told(status))),
        },
    }
}

/// Starts a child that is spoken with by pipes.
pub(crate) fn start(command: &mut Command) -> Result<Child, Lost> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // Else the allocator of our programs claims a gigabyte ahead, as much as there may be.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
    command.spawn().map_err(Lost::Unstarted)
}

/// The exit code of a Rust program that panics, and of an abort on Windows where memory runs
/// out: never that of an answer.
pub(crate) const PANICKED: i32 = 101;

/// What the standard library says on the way out when there is no more memory.
pub(crate) fn ran_out(err: &[u8]) -> bool {
    String::from_utf8_lossy(err).contains("memory allocation of ")
}

#[cfg(unix)]
pub(crate) fn told(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;

    status.signal().map_or_else(|| "a panic".to_owned(), |it| format!("signal {it}"))
}

#[cfg(not(unix))]
pub(crate) fn told(status: ExitStatus) -> String {
    status.to_string()
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was said before the pipe broke is kept.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        bytes
    })
}

/// How the child has ended; nothing if it has not by then.
#[expect(clippy::disallowed_methods, reason = "a limit of time needs a clock")]
pub(crate) fn wait(child: &mut Child, time: Duration) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    // Asked often at first: most children answer soon.
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let left = time.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return Ok(None);
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Confines this process, a child, to limits: of its memory, and of its processor time as a
/// net below the clock of its parent. It leaves no core file, and ends with its parent.
///
/// # Errors
///
/// When the system does not allow it.
pub fn confine(limits: Limits) -> io::Result<()> {
    hold(limits.memory)?;
    allow(limits.time)
}

/// Confines this process to so many bytes of data, leaves no core file, and ends with its
/// parent.
#[cfg(unix)]
pub(crate) fn hold(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let most = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, most(0))?;
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, set_parent_process_death_signal};

        // Not the address space: an allocator may reserve more of it than it ever uses.
        setrlimit(Resource::Data, most(memory))?;
        set_parent_process_death_signal(Some(Signal::KILL))?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
    Ok(())
}

/// Ends this process after so much more processor time, and some seconds.
#[cfg(unix)]
pub(crate) fn allow(time: Duration) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    let most = used.saturating_add(time.as_secs()).saturating_add(5);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let current = maximum.map_or(most, |maximum| maximum.min(most));
    setrlimit(Resource::Cpu, Rlimit { current: Some(current), maximum })?;
    Ok(())
}

/// Where limits are not known, the parent keeps the time.
#[cfg(not(unix))]
pub(crate) fn hold(_: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn allow(_: Duration) -> io::Result<()> {
    Ok(())
}
