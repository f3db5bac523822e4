//! What figures imply: how wide they are open, how they lie in time, how a tripwire on
//! them stands, and what can be drawn of them. Nothing here judges.

pub mod interval;
pub mod plot;
pub mod series;
pub mod tripwire;

pub use interval::Interval;
pub use plot::{Plot, plot};
pub use series::{Level, Series};
pub use tripwire::{Outcome, Watched, outcome};
