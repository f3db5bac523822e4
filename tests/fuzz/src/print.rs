//! A printed file, written by anyone.

use strata_proof::verify;
use strata_proof::verify::Verdict;

/// Whatever the bytes are, something is concluded, and the same each time. What this Strata
/// has not printed is not verified: what was changed is a file that libFuzzer made up, and
/// the seeds are prints of `data`.
pub fn holds(bytes: &[u8]) {
    let (one, other) = (verify(bytes, &[]), verify(bytes, &[]));
    let verdict = |it: &Result<_, _>| {
        it.as_ref().ok().map(|it: &verify::Verification| it.verdict())
    };
    assert_eq!(verdict(&one), verdict(&other), "a file is verified in two ways");
    if let Ok(found) = one
        && found.verdict() == Verdict::Verified
    {
        assert!(found.missing.is_empty() && found.differences.is_empty());
        assert!(!found.enclosed.briefs.is_empty(), "nothing is verified");
    }
}
