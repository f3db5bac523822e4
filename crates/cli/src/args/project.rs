//! Which project file holds.

use std::path::PathBuf;

use clap::ValueHint;

/// The project file of briefs.
#[derive(Debug, clap::Args)]
pub(crate) struct Project {
    /// The project file [default: `strata.toml` beside a brief, or the nearest above it]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with = "no_project")]
    pub(crate) project: Option<PathBuf>,

    /// Read no project file
    #[arg(long)]
    pub(crate) no_project: bool,
}
