//! `strata man`: the pages of the manual, made of what `--help` says.

use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};

use crate::args::{Args, Man};
use crate::failure::{Exit, Failure, plain, show};
use crate::output;

/// Prints the page of one command, or writes those of all into a folder.
pub(crate) fn man(args: &Man, quiet: bool) -> Result<Exit, Failure> {
    let mut root = Args::command().disable_help_subcommand(true);
    root.build();
    let Some(folder) = &args.output else {
        let command = match args.of.as_deref() {
            None => &root,
            Some(name) => root.find_subcommand(name).ok_or_else(|| unknown(name))?,
        };
        output::print(&String::from_utf8_lossy(&text(command)?))?;
        return Ok(Exit::Clean);
    };
    let all = std::iter::once(&root).chain(root.get_subcommands());
    let pages = all
        .map(|it| Ok((folder.join(Page::new(it.clone()).get_filename()), text(it)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    if let Some((page, _)) = pages.first() {
        output::create_folder_of(page, quiet)?;
    }
    output::write(&pages)?;
    if !quiet {
        output::note(&format!("wrote {} pages to {}\n", pages.len(), show(folder)));
    }
    Ok(Exit::Clean)
}

/// A page. What stands below the arguments in `--help` is its last section, its lines as
/// they are: they begin with examples.
fn text(command: &Command) -> Result<Vec<u8>, Failure> {
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut text = Vec::new();
    let page = Page::new(command.clone().after_help(None::<&str>));
    let page = page.source(concat!("Strata ", env!("CARGO_PKG_VERSION")));
    // There is none; but of an empty one nothing would stand in the line of the title.
    let made = page.date(" ").manual("Strata Manual").render(&mut text);
    made.map_err(|error| Failure::new(format!("cannot write the manual: {error}")))?;
    let mut section = Roff::new();
    section.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in below.lines().skip(1) {
        section.text([roman(line)]);
    }
    text.extend(section.control("fi", []).to_roff().into_bytes());
    Ok(text)
}

fn unknown(name: &str) -> Failure {
    Failure::new(format!("there is no command `{}`", plain(name)))
        .help("`strata --help` lists all commands")
}
