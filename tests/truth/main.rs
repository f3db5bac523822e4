//! The benchmark of truth: what the judge catches of errors that are planted one at a time in
//! clean briefs, what it says of sentences that are true, and what its fixes do to them.
//!
//! The table of the last run stands in `TABLE.md`; a drop fails with the kinds named.
//! `UPDATE_TRUTH=1 cargo test --test truth` writes it, `SHOW_TRUTH=1 cargo test --test truth --
//! --nocapture` prints every plant with what was said.
#![expect(clippy::print_stdout, reason = "what was planted is worth a look")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the repository, and write to it where they are told to"
)]

mod figure;
mod host;
mod plant;
mod plants;
mod sentences;
mod table;

use std::path::{Path, PathBuf};

use host::Host;
use table::Table;

/// The folder of this benchmark.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("truth")
}

/// The clean briefs: those that are shipped, and those of this benchmark.
fn hosts() -> Vec<Host> {
    let mut paths = Vec::new();
    for folder in [folder().join("../../data"), folder().join("briefs")] {
        let files = std::fs::read_dir(&folder).expect("the folder is there");
        let files = files.map(|file| file.expect("a file of the folder").path());
        paths
            .extend(files.filter(|path| path.extension().is_some_and(|it| it == "yaml")));
    }
    paths.sort_by_key(|path| path.file_name().map(std::ffi::OsStr::to_owned));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a brief is text");
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        Host::read(&name.unwrap_or_default(), &text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn no_kind_of_error_is_caught_less_often_and_no_true_sentence_is_doubted_more() {
    let hosts = hosts();
    assert!(hosts.len() >= 8, "there are {} clean briefs", hosts.len());
    let show = std::env::var_os("SHOW_TRUTH").is_some();
    let mut table = Table::default();
    table.judge_clean(&hosts);
    table.judge_plants(&hosts, show);
    table.judge_sentences(&hosts, &folder().join("sentences.txt"), show);
    assert!(table.kinds() >= 60, "there are {} kinds", table.kinds());
    let new = table.to_string();
    let path = folder().join("TABLE.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    if std::env::var_os("UPDATE_TRUTH").is_some() {
        std::fs::write(&path, &new).expect("the table can be written");
        return;
    }
    let worse = table::worse(&old, &new);
    assert!(worse.is_empty(), "worse than TABLE.md says:\n{}", worse.join("\n"));
    assert!(
        old == new,
        "not worse, but other than TABLE.md says: write it with UPDATE_TRUTH=1\n{new}"
    );
}
