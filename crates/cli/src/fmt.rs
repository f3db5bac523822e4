//! `strata fmt`: the canonical layout of briefs.

use std::path::Path;

use crate::args::Fmt;
use crate::briefs::Briefs;
use crate::failure::{Exit, Failure, plain, show};
use crate::input::Purpose;
use crate::{diff, input, output};

/// Lays out each brief. One that cannot be read does not keep the others from it.
pub(crate) fn fmt(args: &Fmt, quiet: bool) -> Result<Exit, Failure> {
    let briefs = Briefs::find(&args.briefs, quiet)?;
    let mut worst = Exit::Clean;
    let mut changed = 0;
    for (_, failure) in &briefs.unread {
        worst = worst.max(output::tell(failure));
    }
    for brief in &briefs.files {
        match lay_out(&brief.path, args, quiet) {
            Ok(Outcome::Same) => {}
            Ok(Outcome::Changed) => changed += 1,
            Ok(Outcome::Unreadable) => worst = worst.max(Exit::Faulty),
            Err(failure) => worst = worst.max(output::tell(&failure)),
        }
    }
    if args.check && changed > 0 {
        worst = worst.max(Exit::Faulty);
    }
    if !quiet && worst == Exit::Clean && changed == 0 {
        output::note("nothing to change\n");
    }
    Ok(worst)
}

/// What became of a brief, or would have.
enum Outcome {
    Same,
    Changed,
    Unreadable,
}

fn lay_out(file: &Path, args: &Fmt, quiet: bool) -> Result<Outcome, Failure> {
    let writes = !args.diff && !args.check;
    let purpose = if writes { Purpose::Change } else { Purpose::Look };
    let text = input::open(file, &args.briefs.source, purpose)?;
    let input = text.input();
    let new = match strata_check::format(&input) {
        Ok(new) => new,
        Err(report) => {
            output::note(&strata_emit::human(&report, true));
            output::note(&format!("{} stays as it is\n", plain(text.name())));
            return Ok(Outcome::Unreadable);
        }
    };
    let same = new.as_bytes() == input.bytes;
    if !same && !quiet && has_mixed_ends(input.bytes) {
        let ends = if new.contains('\r') { "CRLF" } else { "LF" };
        let name = plain(text.name());
        output::note(&format!(
            "{name}: its line ends are mixed; laid out, all are {ends}\n"
        ));
    }
    if args.diff {
        let old = String::from_utf8_lossy(input.bytes);
        output::print(&diff::unified(text.name(), &old, &new))?;
    } else if args.check && !same {
        output::print(&format!("{}\n", plain(text.name())))?;
    }
    if writes && (!same || input::is_stream(file)) {
        text.replace(new.as_bytes())?;
        if !quiet && !input::is_stream(file) {
            output::note(&format!("wrote {}\n", show(file)));
        }
    }
    Ok(if same { Outcome::Same } else { Outcome::Changed })
}

/// Whether some lines end as on Windows and others do not.
fn has_mixed_ends(text: &[u8]) -> bool {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let ended = lines.filter(|line| line.ends_with(b"\n"));
    let mut kinds = ended.map(|line| line.ends_with(b"\r\n"));
    kinds.next().is_some_and(|first| kinds.any(|other| other != first))
}
