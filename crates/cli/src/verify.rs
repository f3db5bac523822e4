//! `strata verify`: whether a printed PDF is what its data print.

use std::path::Path;

use strata_proof::verify::{Bytes, Difference, Verdict, Verification};

use crate::args::Verify;
use crate::failure::{Exit, Failure, plain, show};
use crate::{confined, input, output, theme};

/// More differences than this say nothing new.
const SHOWN: usize = 10;

/// The most characters of a text that are shown.
const LETTERS: usize = 60;

/// What follows where the bytes could not be compared.
const UNSEEN: &str =
    "what its pages show beside the text of the data, or draw over it, was not looked at";

/// Verifies each file. What is found is what this command is for, so it goes to standard
/// output.
pub(crate) fn verify(args: &Verify, quiet: bool) -> Result<Exit, Failure> {
    input::stream_once(&args.files)?;
    let theme = match theme::open(args.theme.as_deref())? {
        Ok(theme) => theme,
        Err(report) => {
            output::note(&strata_emit::human(&report, true));
            return Ok(Exit::Failed);
        }
    };
    let faces: Vec<_> = theme.own_faces().map(|(_, it)| it.bytes().to_vec()).collect();
    let verified = args.files.iter().map(|file| one(file, &faces, quiet));
    let exits =
        verified.map(|exit| exit.unwrap_or_else(|failure| output::tell(&failure)));
    Ok(exits.max().unwrap_or(Exit::Clean))
}

fn one(file: &Path, faces: &[Vec<u8>], quiet: bool) -> Result<Exit, Failure> {
    confined::verify(file, &input::printed(file)?, faces, quiet)
}

/// Verifies a file that has been read, and says what was found.
pub(crate) fn judge(
    file: &Path,
    pdf: &[u8],
    faces: &[Vec<u8>],
    quiet: bool,
) -> Result<Exit, Failure> {
    let found = strata_proof::verify(pdf, faces)
        .map_err(|error| input::unreadable(file, &error))?;
    for report in found.reports.iter().filter(|report| !report.is_clean()) {
        output::print(&strata_emit::human(report, true))?;
    }
    let name = show(file);
    let (word, exit) = match found.verdict() {
        Verdict::Verified if quiet => return Ok(Exit::Clean),
        Verdict::Verified => ("verified", Exit::Clean),
        Verdict::Refuted => ("refuted", Exit::Faulty),
        Verdict::NotProved => ("not proved", Exit::Failed),
    };
    let mut text = format!("{name}: {word}: {}\n", facts(&found));
    for line in doubts(&found) {
        text.push_str(&format!("  - {line}\n"));
    }
    output::print(&text)?;
    Ok(exit)
}

/// What was looked at, in one line.
fn facts(found: &Verification) -> String {
    let mut facts = Vec::new();
    let theme = found.enclosed.imprint.as_ref().and_then(|it| it.theme.as_ref());
    if let Some(theme) = theme {
        facts.push(format!("in the theme `{}`", plain(&theme.name)));
    }
    if let Some(mark) = found.enclosed.imprint.as_ref().and_then(|it| it.watermark()) {
        facts.push(format!("a copy marked `{}`", plain(mark)));
    }
    let size = found.enclosed.briefs.iter().map(|data| data.bytes.len()).sum();
    facts.push(match found.enclosed.briefs.as_slice() {
        [data] => format!("{} {} bytes", plain(&data.name), grouped(size)),
        briefs => format!("{} briefs, {} bytes", briefs.len(), grouped(size)),
    });
    let count: usize = found.reports.iter().map(|it| it.findings().len()).sum();
    facts.push(format!("{count} finding{}", if count == 1 { "" } else { "s" }));
    facts.push(match &found.bytes {
        Bytes::Identical => "bytes identical".to_owned(),
        Bytes::Differ(_) => "bytes differ".to_owned(),
        _ if found.verdict() == Verdict::NotProved => "data and words agree".to_owned(),
        _ => "bytes not compared".to_owned(),
    });
    let (all, missing) = (found.strings, found.missing.len());
    let there = all.saturating_sub(missing);
    facts.push(format!(
        "{} of {} strings found in its text",
        grouped(there),
        grouped(all)
    ));
    facts.join(" · ")
}

/// What is wrong, or not known, a line each.
fn doubts(found: &Verification) -> Vec<String> {
    let mut doubts = Vec::new();
    let this = env!("CARGO_PKG_VERSION");
    match &found.bytes {
        Bytes::Differ(at) if found.differences.is_empty() => {
            let at = grouped(*at);
            doubts.push(format!(
                "the pages read the same, but the bytes differ from byte {at} on"
            ));
        }
        Bytes::OtherVersion(made) => doubts.push(format!(
            "it says that Strata {} made it, and this is {this}: {UNSEEN}",
            plain(made)
        )),
        Bytes::OtherBuild => doubts.push(format!(
            "it says that another build of Strata {this} made it: {UNSEEN}"
        )),
        Bytes::NoFaces(faces) => {
            let needs = faces.iter().map(|face| {
                format!(
                    "it needs the face {} (sha256 {})",
                    plain(&face.name),
                    plain(&face.sha256)
                )
            });
            doubts.extend(few(needs.collect()));
            let look = "give the theme it was printed in with `--theme`";
            doubts.push(format!("{look}; without it, {UNSEEN}"));
        }
        Bytes::NoImprint => {
            doubts.push(format!("it does not say how it was printed: {UNSEEN}"));
        }
        Bytes::NotPrintable(Some(error)) => {
            doubts.push(format!(
                "its data cannot be printed: {}",
                plain(&error.to_string())
            ));
        }
        Bytes::NotPrintable(None) => {
            doubts.push("its data cannot be printed: see the findings".to_owned());
        }
        _ => {}
    }
    for name in &found.exchanged {
        doubts.push(format!(
            "`{}` is not what was printed: the pages do not name its SHA-256",
            plain(name)
        ));
    }
    let missing = found.missing.iter().map(|fault| plain(&fault.to_string()));
    doubts.extend(few(missing.collect()));
    doubts.extend(few(found.differences.iter().map(said).collect()));
    doubts
}

fn said(difference: &Difference) -> String {
    let page = difference.page;
    match (cut(&difference.says), cut(&difference.should)) {
        (says, should) if says.is_empty() => format!("page {page} lacks `{should}`"),
        (says, should) if should.is_empty() => format!("page {page} adds `{says}`"),
        (says, should) => format!("page {page} says `{says}` instead of `{should}`"),
    }
}

/// The first of them, and how many more there are.
fn few(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

fn cut(text: &str) -> String {
    let text = plain(text.trim());
    if text.chars().count() <= LETTERS {
        return text;
    }
    let start: String = text.chars().take(LETTERS).collect();
    format!("{}…", start.trim_end())
}

/// A number with commas: `41,203`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_threes() {
        assert_eq!(
            [7, 999, 41_203, 1_000_000].map(grouped),
            ["7", "999", "41,203", "1,000,000"]
        );
    }
}
