//! What figures imply: how wide they are open, how they lie in time, how a tripwire on
//! them stands, what a target promises, and what can be drawn of them. Nothing here judges.

mod aspect;
mod compute;
pub mod history;
pub mod interval;
pub mod outlook;
pub mod plot;
mod rounding;
mod surprise;
pub mod table;
pub mod tripwire;
pub mod upside;

pub use aspect::{Lack, Meant, meant, parts, shown, shown_alike};
pub use compute::computed;
pub use history::{History, Level};
pub use interval::Interval;
pub use plot::{Plot, plot};
pub use rounding::{rounded, shown_as};
pub use surprise::{Base, Surprise, base, surprise};
pub use tripwire::{Outcome, Watched, outcome};
pub use upside::upside;

/// How many units of its last digit may be what the parts of a derived figure leave open.
pub const DERIVED_WIDER: u32 = 5;
