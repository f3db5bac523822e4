//! What the template prints, in the order in which it prints it.
//!
//! The model says what is true, the view what stands on the page: every word chosen, every
//! number written, every length computed. The template only sets it.

mod back;
mod block;
mod book;
mod brief;
mod chart;
mod claim;
mod context;
mod filled;
mod height;
mod measure;
mod reading;
mod reasoning;
mod refs;
mod register;
mod section;
mod watch;
mod words;

pub(crate) use book::{BookView, book};
pub(crate) use brief::{View, view};
pub(crate) use filled::filled;
