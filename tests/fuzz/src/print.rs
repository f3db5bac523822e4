//! A printed file, written by anyone.

use strata_proof::file::ReadError;
use strata_proof::verify;
use strata_proof::verify::{Verdict, Verification};

/// Whatever the bytes are, something is concluded, the same each time; and what is verified
/// has data, all of which stand on its pages.
pub fn holds(bytes: &[u8]) {
    let (one, other) = (verify(bytes, &[]), verify(bytes, &[]));
    let verdict = |it: &Result<Verification, ReadError>| {
        it.as_ref().ok().map(Verification::verdict)
    };
    assert_eq!(verdict(&one), verdict(&other), "a file is verified in two ways");
    if let Ok(found) = one
        && found.verdict() == Verdict::Verified
    {
        assert!(found.missing.is_empty() && found.differences.is_empty());
        assert!(!found.enclosed.briefs.is_empty(), "nothing is verified");
    }
}
