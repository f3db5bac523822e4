//! The command line: every command, argument and example.

mod batch;
mod check;
mod color;
mod project;
mod proof;
mod render;
mod shell;
mod source;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};

pub(crate) use batch::{Batch, Container};
use check::CHECK;
pub(crate) use check::{Check, Deny, Findings};
pub(crate) use color::Color;
pub(crate) use project::Project;
use proof::{EXTRACT, VERIFY};
pub(crate) use proof::{Extract, Verify};
use render::RENDER;
pub(crate) use render::{OutputFormat, Render};
use shell::{COMPLETIONS, MAN};
pub(crate) use shell::{Completions, Man};
pub(crate) use source::{InputFormat, MAX_MIB, Source, Sources};

#[derive(Debug, Parser)]
#[command(name = "strata", version, about, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; NO_COLOR and CLICOLOR are honoured
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    #[arg(help_heading = GLOBAL)]
    pub(crate) color: Color,

    /// Print findings and errors, and nothing else
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    pub(crate) quiet: bool,
}

/// The heading above what every command understands.
const GLOBAL: &str = "Global options";

const EXAMPLES: &str = "\
Examples:
  strata new acme-2026q1            start a brief
  strata check acme-2026q1.yaml     judge it
  strata render acme-2026q1.yaml    print it to acme-2026q1.pdf

Exit codes:
  0  no error
  1  an error in a brief, or a warning under --deny warnings
  2  wrong usage, a file that cannot be read or written, a fault of Strata itself";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a small brief to start from, and the schema beside it
    #[command(after_help = NEW)]
    New(New),
    /// Judge briefs as a compiler judges code
    #[command(after_help = CHECK)]
    Check(Check),
    /// Change one value of a brief, and nothing else in its file
    #[command(after_help = SET)]
    Set(Set),
    /// Bring briefs into their canonical layout
    #[command(after_help = FMT)]
    Fmt(Fmt),
    /// Write a brief in another language: YAML, JSON or TOML
    #[command(after_help = CONVERT)]
    Convert(Convert),
    /// Print briefs to PDF, PNG or SVG
    #[command(after_help = RENDER)]
    Render(Render),
    /// Write out the data that are attached to a printed PDF
    #[command(after_help = EXTRACT)]
    Extract(Extract),
    /// Prove that a printed PDF is what its data print, and says all of them
    #[command(after_help = VERIFY)]
    Verify(Verify),
    /// Print the JSON Schema of a brief, for editors
    #[command(after_help = SCHEMA)]
    Schema(Schema),
    /// Explain a rule, or list them all
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// Print a completion script for a shell
    #[command(after_help = COMPLETIONS)]
    Completions(Completions),
    /// Print a page of the manual, or write all of them
    #[command(after_help = MAN)]
    Man(Man),
}

#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The id of the brief, and so the name of its file: SUBJECT-PERIOD
    /// [default: example-YYYYqN, for the last quarter whose results are out]
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) name: Option<PathBuf>,

    /// What sort of brief to start from
    #[arg(long, value_enum, default_value_t)]
    pub(crate) kind: Kind,
}

const NEW: &str = "\
Examples:
  strata new acme-2026q1                  acme-2026q1.yaml: its strategy
  strata new acme-2026q1 --kind results   what its first quarter of 2026 showed
  strata new acme-2026                    dated for the year 2026
  strata new briefs/acme-2026q1           briefs/acme-2026q1.yaml
  strata new                              a name and dates for you

Each is a complete brief of an invented company that checks and prints as it is, with comments
on what to put where. Periods and dates follow from a name that ends in a year or a quarter,
else they are those of the last quarter whose results are out. Nothing is overwritten.";

#[derive(Debug, clap::Args)]
pub(crate) struct Set {
    /// A brief in YAML, JSON or TOML; `-` reads standard input and writes standard output
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,

    /// Where: keys and numbers with dots between, from the top or from an id; or a JSON pointer
    pub(crate) path: String,

    /// What to write there: a text, or where the brief has them a list or a map
    #[arg(required_unless_present = "remove", conflicts_with = "remove")]
    #[arg(allow_hyphen_values = true)]
    pub(crate) value: Option<String>,

    /// Take the value out, with its key
    #[arg(long)]
    pub(crate) remove: bool,

    /// Show what would change, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) source: Source,
}

const SET: &str = "\
Examples:
  strata set acme-2026q1.yaml figures.sales.value '$4.3B'
  strata set acme-2026q1.yaml sales.value '$4.3B'           the same by its id
  strata set acme-2026q1.yaml /figures/sales/value '$4.3B'  the same by a JSON pointer
  strata set acme-2026q1.yaml growth.rests-on '[sales, margin]'
  strata set acme-2026q1.yaml growth.rests-on.- margin      a new entry of a list
  strata set acme-2026q1.yaml allow.0 --remove

Lists count from 0. A key that is missing is added. Quotes, comments and all other lines stay
as they are. An edit that brings an error is not written: what is wrong with it is shown.";

#[derive(Debug, clap::Args)]
pub(crate) struct Fmt {
    /// Write nothing; list the briefs that would change, and fail if there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing; print what would change
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) briefs: Sources,
}

const FMT: &str = "\
Examples:
  strata fmt acme-2026q1.yaml               lay it out, in place
  strata fmt briefs --check                 is every brief in the folder laid out?
  strata fmt acme-2026q1.yaml --diff        what would change?
  strata fmt - <acme-2026q1.yaml            lay out what an editor sends

Keys come in the order of the model, ids and lists in yours. Comments stay, and what the
brief says: each layout is read again before it is written. Lines end as most of them did, in
LF or CRLF. A brief that cannot be read is left as it is.";

#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// A brief in YAML, JSON or TOML; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,

    /// The file to write to; `-` is standard output
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// The language to write [default: what the output's name ends in]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) to: Option<InputFormat>,

    #[command(flatten)]
    pub(crate) source: Source,
}

const CONVERT: &str = "\
Examples:
  strata convert acme-2026q1.yaml -o acme-2026q1.toml
  strata convert acme-2026q1.yaml --to json
  cat acme-2026q1.json | strata convert - --input-format json --to yaml

Only layout is lost, and to JSON the comments, as JSON has none; how many is said. The
comment that tells an editor the schema is written as each language has it. Nothing is
overwritten.";

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// That of a theme instead
    #[arg(long)]
    pub(crate) theme: bool,

    /// That of a line of a report of `--from` instead
    #[arg(long, conflicts_with = "theme")]
    pub(crate) report: bool,
}

const SCHEMA: &str = "\
Examples:
  strata schema >brief.schema.json
  strata schema --theme >theme.schema.json
  strata schema --report >report.schema.json

The first line of a brief then tells an editor where to look:
  # yaml-language-server: $schema=./brief.schema.json";

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The code or the name of a rule
    pub(crate) rule: Option<String>,
}

const EXPLAIN: &str = "\
Examples:
  strata explain                    list all rules
  strata explain L002
  strata explain dangling-reference";

/// The briefs to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Kind {
    #[default]
    Strategy,
    Results,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// What the help says of defaults is what holds.
    #[test]
    fn defaults_are_as_the_help_says() {
        let design = strata_view::design::Design::default();
        assert_eq!((design.paper.name(), design.density.name()), ("a4", "auto"));
        assert_eq!(design.max_pages, 200);
    }

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }
}
