//! Work in child processes: what it is asked and what it answers goes through pipes, and it
//! is ended where it takes too long or too much memory.
//!
//! ```text
//! Order ──▶ Crew ──frame──▶ child: serve ──▶ work: read, judge, typeset, pdf
//! Done  ◀──      ◀──frame──                ◀──
//! ```
//!
//! A panic can be caught in a thread; a stack that overflows, an abort, a hang and memory
//! that runs out cannot. The only room that knows processes, pipes and such limits: [`ask`]
//! puts one question to one child, a [`Crew`] puts briefs through several, one after the
//! other, and replaces those that die.

mod child;
mod frame;
mod judged;
mod key;
mod order;
mod parts;
mod pool;
mod press;
mod serve;
mod setup;
#[cfg(feature = "trial")]
pub mod trial;
mod wire;
mod work;

pub use child::{Answer, Limits, Lost, ask, confine, myself};
pub use judged::Judged;
pub use key::key;
pub use order::{Order, Outcome, Print, Task, Verdict};
pub use parts::{pack, unpack};
pub use pool::{Crew, Done};
pub use serve::serve;
pub use setup::Setup;
pub use work::work;
