//! The judge of a brief: text in, a proof or located findings out.
//!
//! On the road from a data file to a printed page this crate decodes the tree of a text into
//! the model and applies the rules to it. It alone knows rules, findings and their fixes.
//! Every finding has a line and a column. It does no input or output, reads no clock and no
//! environment, and knows nothing of pages.
//!
//! ```
//! use strata_check::{Format, Input, Limits, check};
//!
//! let bytes = b"strata: \"1\"\ntitel: Back to growth\n";
//! let input =
//!     Input { name: "brief.yaml", bytes, format: Format::Yaml, limits: Limits::default() };
//! let report = check(&input).expect_err("the title is misspelt, and more is missing");
//! let misspelt = |one: &&strata_check::Located| one.finding().rule().code == "S001";
//! let found = report.findings().iter().find(misspelt).expect("a finding");
//! assert_eq!((found.region().start.line, found.region().start.column), (2, 1));
//! ```

mod checked;
mod decode;
mod diagnostic;
mod examine;
mod facts;
mod fix;
mod fixing;
mod format;
mod judge;
mod levels;
mod part;
mod prose;
mod punycode;
mod registry;
mod report;
mod revision;
mod rule;
mod rules;
#[cfg(test)]
mod sample;
mod shape;
mod table;
mod trial;

pub use checked::{CanonicalError, Checked, audit, check, check_strictly, lint, read};
pub use decode::{DecodeError, decode};
pub use diagnostic::Finding;
pub use fix::Fix;
pub use fixing::{Fixed, fix, fix_within};
pub use format::{convert, format};
pub use judge::allowable;
pub use levels::{Levels, NotLowered};
pub use registry::{closest_rule, rule, rules, rules_called};
pub use report::{Located, Report};
pub use revision::Revision;
pub use rule::{Certainty, Phase, Rule, Severity, explain};
pub use rules::press::{NO_FACE, PAGE_FAULT, TOO_LONG};
pub use rules::project::{PROJECT_KEY, PROJECT_RULE, PROJECT_VALUE};
pub use rules::shape::{MALFORMED_SCALAR, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
pub use rules::syntax::FILE_TOO_LARGE;
pub use rules::theme::{
    FACE_LACKS, LOW_CONTRAST, THEME_FILE, THEME_KEY, THEME_VALUE, TOO_NEAR_IN_GREY,
};
pub use shape::schema::{place, step};
pub use strata_model::calc::{Outcome, outcome};
pub use strata_syntax::change::{Change, Edit, Place, Safety, Value};
pub use strata_syntax::edit::EditError;
pub use strata_syntax::format::LaidOut;
pub use strata_syntax::path::{Key, Part, Path, Step};
pub use strata_syntax::source::{Position, Region};
pub use strata_syntax::{Format, Input, Limits};
