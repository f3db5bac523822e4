//! The command, end to end: each test starts the binary in a folder of its own.
//!
//! These tests belong to the package `strata`, which names this file in its manifest: only
//! there does cargo build the binary for its tests and say where it is.
#![allow(clippy::disallowed_methods, reason = "tests read files and start processes")]

mod batch;
mod check;
mod colour;
mod convert;
mod copies;
mod desk;
mod explain;
mod files;
mod fmt;
mod folders;
mod help;
mod man;
mod new;
mod project;
mod proof;
mod readme;
mod render;
mod set;
mod streams;
mod theme;
mod write;
