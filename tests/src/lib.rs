//! Nothing to use: a package needs a target of its own, and this one has tests and
//! benchmarks.
//!
//! `suite` holds what the types cannot promise: that the schema is the one in the
//! repository and agrees with the reader, that every scalar is read back as it was written,
//! that every rule is raised by a case of its own and in words that help, and that the
//! shipped briefs say what they are to say. `cases` holds one small file for each mistake,
//! named after its rule; what is said about it stands in `cases/snapshots`.
//!
//! `truth` plants errors one at a time in clean briefs and counts what is caught, and what is
//! doubted of sentences that are true. Its table stands in `truth/TABLE.md`.
