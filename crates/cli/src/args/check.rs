//! The arguments of `strata check`.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};
use strata_check::Safety;

use super::batch::MANY;
use super::{Batch, Project, Sources};

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Count warnings as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,

    /// How findings are written: with their lines, one line each, or for other programs
    #[arg(long, value_enum, default_value_t, conflicts_with = "from")]
    pub(crate) format: Findings,

    /// Apply the safe fixes, and report what is left
    #[arg(long, conflicts_with = "from")]
    pub(crate) fix: bool,

    /// Apply the fixes that may change what the brief says as well
    #[arg(long, conflicts_with = "from")]
    pub(crate) unsafe_fixes: bool,

    /// Show what the fixes would change, and write nothing
    #[arg(long, conflicts_with = "from")]
    pub(crate) diff: bool,

    /// Of warnings and notes, show only those of these rules: codes, names, starts of codes
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Leave out the warnings and notes of these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// The look of a house: a TOML file with colours, faces, sizes, page and logo
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) theme: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) project: Project,

    #[command(flatten)]
    pub(crate) batch: Batch,

    /// How many briefs are judged at a time [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    #[arg(requires = "from", conflicts_with = "files", help_heading = MANY)]
    pub(crate) jobs: Option<u8>,

    #[command(flatten)]
    pub(crate) briefs: Sources,
}

impl Check {
    /// The fixes that are asked for, if any are.
    pub(crate) fn fixes(&self) -> Option<Safety> {
        match (self.fix || self.diff, self.unsafe_fixes) {
            (_, true) => Some(Safety::Unsafe),
            (true, false) => Some(Safety::Safe),
            (false, false) => None,
        }
    }
}

pub(super) const CHECK: &str = "\
Examples:
  strata check acme-2026q1.yaml
  strata check *.yaml --deny warnings
  strata check briefs               every brief in the folder, and below it
  strata check acme-2026q1.yaml --format json
  strata check acme-2026q1.yaml --fix --diff
  strata check briefs --select L03,literal-figure
  strata check *.yaml --format sarif >strata.sarif
  cat acme-2026q1.toml | strata check - --input-format toml
  strata check --from briefs.jsonl --report findings.jsonl

In a folder, a data file with the key `strata` is a brief. Hidden files and folders are left
out, what Git ignores, `target` and `node_modules`; links are not followed. A file that is
named is always read.

A project file, `strata.toml`, holds for the briefs in its folder and below it, and options
come before it:

  deny = 'warnings'
  theme = 'house/house.toml'  # paper and density as for `strata render`
  [limits]
  max-pages = 40              # and max-size
  [rules]
  period-missing = 'error'    # or warning, note, ignore; an error stays one

An error is neither ignored nor left out: an entry of `allow` in the brief accepts it, with a
reason.

With --from, briefs are read one after the other, as for `strata render`, and the report has a
line for each.

`strata explain CODE` tells more about a finding. A fix has been tried before it is offered:
applied, its finding is gone and no other has come. Of `-` the fixed text goes to standard
output.";

// The values of these choices have no words of their own: with them, help fills three
// screens. What they mean is said once, at the argument.

/// What counts as an error besides errors; nothing, for whose project says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
    Nothing,
}

/// The forms of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Findings {
    #[default]
    Human,
    Short,
    Json,
    Github,
    Sarif,
}
