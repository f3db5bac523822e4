//! The arguments of runs over many briefs.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use crate::batch::{Shard, Template};

/// The heading above what goes with `--from`.
pub(super) const MANY: &str = "Many briefs";

/// Where many briefs come from, and what is told of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    /// Read briefs one after the other: from a folder, a file of JSON Lines, or `-`
    #[arg(long, value_name = "SOURCE", value_hint = ValueHint::AnyPath)]
    #[arg(conflicts_with = "files", help_heading = MANY)]
    pub(crate) from: Vec<PathBuf>,

    /// Tell what becomes of each brief, in a line of JSON; `-` is standard output
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    #[arg(requires = "from", help_heading = MANY)]
    pub(crate) report: Option<PathBuf>,

    /// Go on with a run: leave out what its report says is done
    #[arg(long, requires = "report", help_heading = MANY)]
    pub(crate) resume: bool,

    /// Take the I-th of N shares of the briefs, counted from 1
    #[arg(long, value_name = "I/N", requires = "from", help_heading = MANY)]
    pub(crate) shard: Option<Shard>,

    /// The most seconds for one brief [default: 60]
    #[arg(long, value_name = "SECONDS", requires = "from", help_heading = MANY)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) timeout: Option<u16>,
}

/// Where their prints go.
#[derive(Debug, clap::Args)]
pub(crate) struct Filing {
    /// What the files are called, of `{id}`, `{key}` and `{key:N}` [default: {id}]
    #[arg(long, value_name = "TEMPLATE", requires = "from", help_heading = MANY)]
    pub(crate) name: Option<Template>,

    /// Write files, or one archive of them [default: files]
    #[arg(long, value_enum, requires = "from", help_heading = MANY)]
    pub(crate) to: Option<Container>,
}

/// What holds the prints of many briefs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Container {
    #[default]
    Files,
    Tar,
}
