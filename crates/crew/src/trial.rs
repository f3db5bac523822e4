//! Briefs that do to a press what must never cost more than themselves. For tests alone.

use std::hint::black_box;
use std::process;
use std::thread;
use std::time::Duration;

use strata_check::Checked;
use strata_model::Id;
use strata_render::TypesetError;
use strata_render::error::{Fault, FaultKind};

/// Does what the id of a brief says, if it is one of these.
pub fn play(brief: &Checked) {
    match brief.brief().id.as_ref().map(Id::as_str) {
        Some("trial-abort") => process::abort(),
        Some("trial-panic") => panic!("as the brief says"),
        Some("trial-hang") => loop {
            thread::sleep(Duration::from_secs(1));
        },
        Some("trial-overflow") => {
            black_box(deep(0));
        }
        Some("trial-memory") => {
            let mut eaten = Vec::new();
            loop {
                // Asked for and never touched: the limit is on what may be touched.
                eaten.push(black_box(vec![0_u8; 16 << 20]));
            }
        }
        _ => {}
    }
}

/// Fails as the press does, if the id of a brief says so.
///
/// # Errors
///
/// That fault.
pub fn fail(brief: &Checked) -> Result<(), TypesetError> {
    match brief.brief().id.as_ref().map(Id::as_str) {
        Some("trial-fault") => Err(vec![Fault {
            kind: FaultKind::Overlap,
            page: Some(1),
            place: None,
            what: "as the brief says".to_owned(),
        }]
        .into()),
        _ => Ok(()),
    }
}

/// A recursion without an end, which no compiler can turn into a loop.
#[expect(unconditional_recursion, reason = "the stack is meant to overflow")]
fn deep(level: u64) -> u64 {
    let frame = black_box([level; 64]);
    black_box(deep(level + 1)) + frame.iter().sum::<u64>()
}
