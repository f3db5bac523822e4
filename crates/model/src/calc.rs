//! What figures imply: how wide they are open, how they lie in time, how a tripwire on
//! them stands, and what can be drawn of them. Nothing here judges.

pub mod history;
pub mod interval;
pub mod outlook;
pub mod plot;
pub mod table;
pub mod tripwire;

pub use history::{History, Level};
pub use interval::Interval;
pub use plot::{Plot, plot};
pub use tripwire::{Outcome, Watched, outcome};
