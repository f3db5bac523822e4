//! The arguments of what a shell and its manual are given.

use std::path::PathBuf;

use clap::ValueHint;
use clap_complete::Shell;

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

pub(super) const COMPLETIONS: &str = "\
Examples:
  strata completions bash >~/.local/share/bash-completion/completions/strata
  strata completions zsh >~/.zfunc/_strata
  strata completions fish >~/.config/fish/completions/strata.fish";

#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// The command whose page is printed [default: that of all of them]
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub(crate) of: Option<String>,

    /// Write all pages into a folder, under their names
    #[arg(long, short, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
}

pub(super) const MAN: &str = "\
Examples:
  strata man render | man -l -
  strata man -o ~/.local/share/man/man1     strata.1, strata-check.1 and so on

A page says what `--help` says.";
