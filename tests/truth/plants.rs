//! The kinds of errors, by what they are about.

mod basis;
mod claims;
mod counts;
mod dates;
mod evidence;
mod growth;
mod languages;
mod ranks;
mod sentences;
mod sums;
mod times;
mod verbs;

use crate::plant::Kind;

/// Every kind there is: first what the fields alone show.
pub(crate) fn kinds() -> impl Iterator<Item = &'static Kind> {
    let fields =
        [sums::KINDS, growth::KINDS, dates::KINDS, claims::KINDS, evidence::KINDS];
    let sentences = [
        verbs::KINDS,
        counts::KINDS,
        ranks::KINDS,
        times::KINDS,
        basis::KINDS,
        languages::KINDS,
    ];
    fields.into_iter().chain(sentences).flatten()
}
