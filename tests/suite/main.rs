//! The suite: what holds across crates, shown on files.
#![expect(clippy::print_stdout, reason = "what a generator made is worth a look")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the repository, and write to it where they are told to"
)]

mod agree;
mod book;
mod cases;
mod conform;
mod copied;
mod copies;
mod data;
mod emit;
mod fixes;
mod formats;
mod front;
mod languages;
mod layout;
mod marks;
mod mistakes;
mod passes;
mod print;
mod proof;
mod raster;
mod reader;
mod rooms;
mod same;
mod scalars;
mod schema;
mod seed;
mod shapes;
mod starter;
mod themes;
mod write;
