//! Rules of project files: raised by the command that reads one, listed here with all others.

use crate::rule::Rule;

/// All rules of project files.
pub(crate) const RULES: &[&Rule] = &[&PROJECT_KEY, &PROJECT_VALUE, &PROJECT_RULE];

/// A key that a project file does not have.
pub const PROJECT_KEY: Rule = Rule::read(include_str!("project/project_key.md"));

/// A value that a project file cannot have.
pub const PROJECT_VALUE: Rule = Rule::read(include_str!("project/project_value.md"));

/// A rule that a project cannot set as it does.
pub const PROJECT_RULE: Rule = Rule::read(include_str!("project/project_rule.md"));
