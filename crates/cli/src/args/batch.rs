//! The arguments of runs over many briefs.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use crate::batch::{Shard, Template};

/// The heading above what goes with `--from`.
pub(super) const MANY: &str = "Many briefs";

/// Where many briefs come from, and what is told of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Batch {
    /// Read any number of briefs: from a folder, a file of JSON Lines, or `-`
    #[arg(long, value_name = "SOURCE", value_hint = ValueHint::AnyPath)]
    #[arg(conflicts_with = "files", help_heading = MANY)]
    pub(crate) from: Vec<PathBuf>,

    /// Write a line of JSON for each brief; `-` is standard output
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    #[arg(requires = "from", conflicts_with = "files", help_heading = MANY)]
    pub(crate) report: Option<PathBuf>,

    /// Go on with a run: leave out what its report says is done
    #[arg(long, requires = "report", conflicts_with = "files", help_heading = MANY)]
    pub(crate) resume: bool,

    /// Take the I-th of N shares of the briefs, counted from 1
    #[arg(long, value_name = "I/N", help_heading = MANY)]
    #[arg(requires = "from", conflicts_with = "files")]
    pub(crate) shard: Option<Shard>,

    /// The most seconds for one brief [default: 60]
    #[arg(long, value_name = "SECONDS", help_heading = MANY)]
    #[arg(requires = "from", conflicts_with = "files")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) timeout: Option<u16>,
}

/// Where their prints go.
#[derive(Debug, clap::Args)]
pub(crate) struct Filing {
    /// What files are called, by `{id}`, `{key}`, `{key:N}` [default: {id}]
    #[arg(long, value_name = "TEMPLATE", help_heading = MANY)]
    #[arg(requires = "from", conflicts_with = "files")]
    pub(crate) name: Option<Template>,

    /// Write files, or one archive of them [default: files]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = MANY)]
    #[arg(requires = "from", conflicts_with = "files")]
    pub(crate) to: Option<Container>,
}

/// What holds the prints of many briefs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Container {
    #[default]
    Files,
    Tar,
}
