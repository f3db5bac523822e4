//! The command line: every command, argument and example.

mod batch;
mod color;
mod project;
mod proof;
mod shell;
mod source;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use strata_check::Safety;
use strata_view::sheet::{Density, Paper};
use strata_view::watermark::Watermark;

use crate::pages::Pages;
use batch::MANY;
pub(crate) use batch::{Batch, Container, Filing};
pub(crate) use color::Color;
pub(crate) use project::Project;
use proof::{EXTRACT, VERIFY};
pub(crate) use proof::{Extract, Verify};
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

const CHECK: &str = "\
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
pub(crate) struct Render {
    /// Count warnings as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,

    /// The file or folder to write to; `-` is standard output [default: NAME.pdf here]
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// What to write [default: what the output's name ends in, else pdf]
    #[arg(long, value_enum, conflicts_with = "from")]
    pub(crate) format: Option<OutputFormat>,

    /// The size of the sheet [default: a4]
    #[arg(long)]
    #[arg(value_parser = PossibleValuesParser::new(Paper::ALL.map(Paper::name))
        .try_map(|name| name.parse::<Paper>()))]
    pub(crate) paper: Option<Paper>,

    /// How close the blocks stand: the factor on every vertical gap [default: auto]
    #[arg(long)]
    #[arg(value_parser = PossibleValuesParser::new(Density::ALL.map(Density::name))
        .try_map(|name| name.parse::<Density>()))]
    pub(crate) density: Option<Density>,

    /// The look of a house: a TOML file with colours, faces, sizes, page and logo
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) theme: Option<PathBuf>,

    /// A copy marked on every page: `draft`, `confidential`, or words of your own
    #[arg(long, value_name = "WORDS")]
    pub(crate) mark: Option<Watermark>,

    /// The most pages of a brief [default: 200]
    #[arg(long, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_pages: Option<u16>,

    /// Bind all briefs into one file, with a page of contents; -o names it
    #[arg(long, conflicts_with = "from")]
    pub(crate) book: bool,

    /// How many briefs are printed at a time [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) jobs: Option<u8>,

    /// The pages to draw, as PNG or SVG: `1-3,5`, `3-` [default: all]
    #[arg(long, value_name = "PAGES", conflicts_with = "from")]
    pub(crate) pages: Option<Pages>,

    /// Dots per inch of a PNG [default: 144]
    #[arg(long, value_parser = clap::value_parser!(u16).range(36..=600))]
    #[arg(conflicts_with = "from")]
    pub(crate) dpi: Option<u16>,

    #[command(flatten)]
    pub(crate) project: Project,

    #[command(flatten)]
    pub(crate) batch: Batch,

    #[command(flatten)]
    pub(crate) filing: Filing,

    #[command(flatten)]
    pub(crate) briefs: Sources,
}

const RENDER: &str = "\
Examples:
  strata render acme-2026q1.yaml                   acme-2026q1.pdf
  strata render acme-2026q1.yaml -o print/         print/acme-2026q1.pdf
  strata render acme-2026q1.yaml --format png      acme-2026q1-1.png and so on
  strata render acme-2026q1.yaml -o a.svg --pages 2-3
  strata render acme-2026q1.yaml --mark draft      DRAFT across every page
  strata render acme-2026q1.yaml --theme house/house.toml
  strata render *.yaml -o print                    one PDF each in the folder print
  strata render briefs -o print                    the same, in folders as they lie there
  strata render *.yaml --book -o book.pdf          all in one, with a page of contents
  strata render - -o - <acme-2026q1.yaml >acme.pdf
  strata render --from briefs.jsonl -o print --report report.jsonl

A brief with an error writes nothing. With one brief, -o names a file, or a folder if it
exists as one or ends in `/`; with several, or a folder of them, it names a folder, where
briefs from folders below stand in folders of the same names. A folder that is missing is
created.
The file ends in .pdf, .png or .svg, which tells what to write; a pipe, or with --format a
name without an ending, will do as well. PNG and SVG are one file per page: the page's number
is put before the ending, with zeros where a brief has ten pages or more. A PDF is always
whole.
A theme names what it changes of the built-in one; `strata schema --theme` has all keys. Its
faces and its logo lie in its folder or below it.

With --from there may be any number of briefs, read one after the other: those of a folder, or
a brief in each line of a .jsonl file or of standard input. A line is a brief, or
{\"id\": …, \"brief\": {…}}, or {\"id\": …, \"text\": \"…\", \"format\": \"yaml\"}. A brief that cannot be
printed stops no other: the report has a line for each, and --resume goes on where a run was
ended. Files are called after the id of the line, the name of the file, the id of the brief or
the number of the line, whichever is there first. Shares of --shard stay the same when briefs
are added. --to tar writes one archive to -o, in the order of the briefs.";

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

// The values of these choices have no words of their own: with them, help fills three
// screens. What they mean is said once, at the argument.

/// The briefs to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Kind {
    #[default]
    Strategy,
    Results,
}

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

/// The forms of a printed brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Pdf,
    Png,
    Svg,
}

impl OutputFormat {
    /// What the names of its files end in.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            OutputFormat::Pdf => "pdf",
            OutputFormat::Png => "png",
            OutputFormat::Svg => "svg",
        }
    }
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
