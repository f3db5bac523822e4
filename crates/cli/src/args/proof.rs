//! The arguments of what is done with printed files.

use std::path::PathBuf;

use clap::ValueHint;

#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    /// A PDF that Strata has printed; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,

    /// The file or folder to write to; `-` is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(crate) output: PathBuf,

    /// Of a book, the one brief whose data are written
    #[arg(long, value_name = "NAME")]
    pub(crate) brief: Option<String>,
}

pub(super) const EXTRACT: &str = "\
Examples:
  strata extract acme-2026q1.pdf                          to standard output
  strata extract acme-2026q1.pdf -o acme-2026q1.json
  strata extract book.pdf -o data/                        all briefs of a book
  strata extract book.pdf --brief acme-2026q1

The data are written byte for byte as they are attached: the brief in its canonical form,
which is JSON and the same whatever language it was written in. Nothing is overwritten.";

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// PDFs that Strata has printed; `-` reads standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// The theme that they were printed in, where its faces are
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) theme: Option<PathBuf>,
}

pub(super) const VERIFY: &str = "\
Examples:
  strata verify acme-2026q1.pdf
  strata verify *.pdf --quiet
  strata verify acme-2026q1.pdf --theme house/house.toml

The attached data are judged and printed again as the file says it was printed; the bytes
must be the same. Another reader, which shares nothing with the press, then looks for every
string of the data on the pages. Verified means that the pages show what the data say; it is
no signature: who made the file is not proved. Of a theme, text and logo are attached, its
faces are not: they come from the theme that is given, and must be the same to the byte.

Exit codes:
  0  verified
  1  refuted: the file is not what its data print; what differs is said
  2  not proved: it cannot be read within the limits, does not say how it was printed, or was
     printed by another version or build of Strata, or in faces that are not at hand";
