//! What every command has in common that reads briefs.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};
use strata_check::{Format, Limits};

/// The largest value of `--max-size`; beyond it nothing is read at all.
pub(crate) const MAX_MIB: i64 = 64;

/// How a brief is read.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// The language of a brief, whatever its name ends in; YAML for `-`
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) input_format: Option<InputFormat>,

    /// The largest file that is read, in MiB [default: 1]
    #[arg(long, value_name = "MIB")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=MAX_MIB))]
    pub(crate) max_size: Option<u8>,
}

impl Source {
    /// The limits of a file, in a project that may set its largest size.
    pub(crate) fn limits(&self, of_project: Option<u8>) -> Limits {
        let most = self.max_size.or(of_project).unwrap_or(1);
        Limits { bytes: usize::from(most) << 20, ..Limits::default() }
    }
}

/// Several briefs, and how they are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Sources {
    /// Briefs in YAML, JSON or TOML, or folders of them; `-` stands for standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) source: Source,
}

/// The languages of briefs.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum InputFormat {
    Yaml,
    Json,
    Toml,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Yaml => Format::Yaml,
            InputFormat::Json => Format::Json,
            InputFormat::Toml => Format::Toml,
        }
    }
}
