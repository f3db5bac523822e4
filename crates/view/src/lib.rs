//! What stands on the pages of a brief, word by word and length by length.
//!
//! The model says what is true, the view what is printed, in the order in which it is: every
//! word chosen, every number written, every length computed. Whoever sets it, on paper or
//! on a screen, only sets it: nothing here knows Typst.
//!
//! ```text
//! refs, labels ──▶ context ──▶ readings, sections, figures, sources ──▶ brief ──▶ book
//! ```

mod address;
pub mod attached;
mod back;
mod block;
mod book;
mod breaks;
mod brief;
mod calendar;
mod changes;
mod chart;
mod cited;
mod claim;
mod columns;
mod compared;
mod compose;
pub mod content;
mod context;
pub mod design;
mod diagram;
mod extent;
pub mod face;
mod figure_index;
mod filled;
mod front;
mod guidance;
mod height;
mod item;
mod key_figure;
mod labels;
pub mod letter;
mod masthead;
mod measure;
pub mod plan;
mod print;
mod reading;
mod reasoning;
mod recommended;
mod refs;
mod running;
mod section;
pub mod sheet;
mod table;
pub mod theme;
mod trail;
mod watch;
pub mod watermark;
mod words;

pub use book::{BookView, book};
pub use brief::{View, view};
