//! What tells whether a brief has been printed as it would be printed now.

use std::fmt::Write as _;

use strata_check::Format;
use strata_render::imprint::BUILD;
use strata_view::attached::digest;

use crate::setup::Setup;
use crate::wire;

/// The key of a brief: SHA-256, in hexadecimal, of all that decides what becomes of it: the
/// build, the design with its theme, what is refused, the language, and the bytes. Times of
/// files do not count.
#[must_use]
pub fn key(bytes: &[u8], format: Format, setup: &Setup) -> String {
    let Setup { levels, deny_warnings, design, limits } = setup;
    let mut said = format!(
        "build {BUILD}\nformat {}\npaper {}\ndensity {}\npages {}\n",
        format.word(),
        design.paper.name(),
        design.density.name(),
        design.max_pages,
    );
    // Writing to a text cannot fail.
    if let Some(mark) = &design.watermark {
        let _ = writeln!(said, "mark {mark}");
    }
    let _ = writeln!(said, "theme {}", wire::theme_digest(&design.theme));
    let _ = writeln!(said, "deny {deny_warnings} {}", levels.words().join(" "));
    let _ = writeln!(said, "most {} {} {}", limits.bytes, limits.depth, limits.values);
    let mut all = said.into_bytes();
    all.push(0);
    all.extend(bytes);
    digest(&all)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strata_check::{Levels, Limits, Severity, rule};
    use strata_view::design::Design;
    use strata_view::sheet::{Density, Paper};
    use strata_view::theme::Theme;

    use super::*;

    fn printed(change: impl FnOnce(&mut Setup)) -> String {
        let mut setup = Setup::default();
        change(&mut setup);
        key(b"{}", Format::Json, &setup)
    }

    #[test]
    fn all_that_decides_is_in_the_key() {
        let plain = || printed(|_| {});
        assert_eq!(plain(), plain());
        assert_eq!(plain().len(), 64);
        let theme = |text: &str| {
            let files = |_: &str| Err("none".to_owned());
            Theme::load("house.toml", text.as_bytes(), files).expect("a theme")
        };
        let looks = |design: Design| printed(|setup| setup.design = design);
        let level = |level| {
            let mut levels = Levels::default();
            levels.set(rule("L030").expect("a rule"), level).expect("a warning");
            printed(|setup| setup.levels = levels)
        };
        let keys = [
            plain(),
            key(b"{} ", Format::Json, &Setup::default()),
            key(b"{}", Format::Yaml, &Setup::default()),
            printed(|setup| setup.deny_warnings = true),
            printed(|setup| setup.limits = Limits { bytes: 9, ..Limits::default() }),
            level(Some(Severity::Error)),
            level(None),
            looks(Design { paper: Paper::UsLetter, ..Design::default() }),
            looks(Design { density: Density::ALL[1], ..Design::default() }),
            looks(Design { max_pages: 9, ..Design::default() }),
            looks(Design { watermark: "draft".parse().ok(), ..Design::default() }),
            looks(Design { theme: theme("name = \"A\"\n"), ..Design::default() }),
            looks(Design { theme: theme("name = \"B\"\n"), ..Design::default() }),
        ];
        let count = keys.len();
        assert_eq!(BTreeSet::from(keys).len(), count);
    }
}
