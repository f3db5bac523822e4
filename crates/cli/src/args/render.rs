//! The arguments of `strata render`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ValueEnum, ValueHint};
use strata_view::sheet::{Density, Paper};
use strata_view::watermark::Watermark;

use super::batch::Filing;
use super::{Batch, Deny, Project, Sources};
use crate::pages::Pages;

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

pub(super) const RENDER: &str = "\
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
