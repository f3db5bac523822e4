//! The judge of a brief: text in, a proof or located findings out.
//!
//! On the road from a data file to a printed page this crate reads the text into one tree
//! for YAML, JSON and TOML, decodes the tree into the model, and lints the model. It alone
//! knows syntax, places in files, and rules. Every finding has a line and a column. It does
//! no input or output, reads no clock and no environment, and knows nothing of pages.
//!
//! ```
//! use strata_check::{Format, Input, Limits, check, emit};
//!
//! let bytes = b"strata: \"1\"\ntitel: Owning the rails of AI\n";
//! let input =
//!     Input { name: "brief.yaml", bytes, format: Format::Yaml, limits: Limits::default() };
//! let report = check(&input).expect_err("the title is misspelt, and more is missing");
//! assert!(emit::short(&report).contains("brief.yaml:2:1: error[S001 unknown-key]: "));
//! ```

mod change;
mod checked;
mod decode;
mod diagnostic;
mod edit;
pub mod editor;
pub mod emit;
mod fix;
mod input;
mod interval;
mod joiner;
mod layout;
mod lint;
mod path;
mod report;
mod revision;
mod rule;
#[cfg(test)]
mod sample;
mod series;
mod shape;
mod source;
mod suggest;
mod table;
mod tree;
mod tripwire;

pub use change::{Change, Safety, Value};
pub use checked::{Checked, audit, check, check_strictly, lint, read};
pub use diagnostic::{Finding, Place};
pub use edit::{Edit, Refused};
pub use fix::{Fix, Mended, mend};
pub use input::{Format, Input, Limits};
pub use layout::{Converted, convert, format};
pub use path::{Key, Part, Path, Step};
pub use report::{Located, Report};
pub use revision::Revision;
pub use rule::press::{NO_FACE, PAGE_FAULT, TOO_LONG};
pub use rule::{Rule, Severity, closest_rule, explain, rule, rules};
pub use source::{Position, Region};
pub use tripwire::{Outcome, outcome};
