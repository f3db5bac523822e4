//! How printed pages look: the written file, drawn by a renderer that knows nothing of
//! Typst, beside pictures that a person has looked at.
//!
//! Where a page is meant to look different, look at the picture that the failure names, and
//! then accept the new one: `STRATA_RASTER=accept cargo test -p strata-tests raster`.

mod faults;
mod picture;

use std::path::PathBuf;
use std::{env, fs};

use crate::print::briefs;
use picture::Picture;

/// Charts · barbell, list and callouts · tables, verdict and figure index · stack and callouts.
const PAGES: [(&str, usize); 4] =
    [("amazon", 1), ("amazon", 3), ("amazon", 4), ("nvidia", 2)];

/// How many pixels may be others: none of an edge that is meant, a few where the arithmetic
/// of another processor turns a curve the other way. A page has half a million.
const FEW: usize = 4;

#[test]
fn printed_pages_look_as_they_did() {
    let accept = env::var_os("STRATA_RASTER").is_some_and(|it| it == "accept");
    assert!(
        !accept || env::var_os("CI").is_none(),
        "a person accepts a picture, never a script"
    );
    let mut failures = Vec::new();
    for (name, page) in PAGES {
        let printed = Picture::of(written(name), page);
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join(format!("suite/raster/{name}-{page}.png"));
        if accept {
            fs::write(&path, printed.png()).expect("a picture is written");
        }
        let reference = Picture::read(&fs::read(&path).expect("a reference picture"));
        let others = printed.others(&reference);
        if others > FEW {
            let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
                .join(format!("raster-{name}-{page}.png"));
            fs::write(&seen, printed.beside(&reference).png()).expect("a picture");
            failures.push(format!(
                "{name}, page {page}: {others} pixels are others, red in {}",
                seen.display()
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\nIf they are meant: STRATA_RASTER=accept cargo test -p strata-tests raster",
        failures.join("\n")
    );
}

fn written(name: &str) -> &'static [u8] {
    let brief = briefs().into_iter().find(|(it, _)| *it == name);
    &brief.expect("a shipped brief").1.pdf
}
