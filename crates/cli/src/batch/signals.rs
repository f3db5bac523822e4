//! The signals that end a run: the first lets it finish what is at work, the second does not.

use std::io;

use crate::failure::Exit;

/// Calls `told` for each SIGINT and SIGTERM, with how the run then ends.
///
/// A SIGINT that was ignored when the command was started stays ignored: it is that of a
/// terminal, and `nohup` or a job in the background have nothing to do with it.
///
/// # Errors
///
/// When the system does not allow it.
#[cfg(unix)]
pub(super) fn watch(mut told: impl FnMut(Exit) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let ignored = if is_ignored(SIGINT) { None } else { Some(SIGINT) };
    let mut signals = Signals::new(ignored.into_iter().chain([SIGTERM]))?;
    std::thread::spawn(move || {
        for (before, signal) in signals.forever().enumerate() {
            if before > 1 {
                // Nobody has listened to two of them: something waits that never comes.
                let _ = emulate_default_handler(signal);
            }
            told(if signal == SIGINT { Exit::Interrupted } else { Exit::Terminated });
        }
    });
    Ok(())
}

/// Elsewhere the system ends the process, and its children see the end of their input.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub(super) fn watch(_: impl FnMut(Exit) + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Whether a signal is ignored, as far as the system tells.
#[cfg(unix)]
#[expect(
    clippy::disallowed_methods,
    reason = "only there does Linux tell what is ignored"
)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << (signal - 1)) != 0)
}
