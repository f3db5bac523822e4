//! The rules, each in a file of Markdown that says what it demands; the rules on what a brief
//! says have their check beside it.

pub(crate) mod charts;
pub(crate) mod evidence;
pub(crate) mod figures;
pub(crate) mod front;
pub(crate) mod ids;
pub(crate) mod periods;
pub(crate) mod press;
pub(crate) mod project;
pub(crate) mod prose;
pub(crate) mod shape;
pub(crate) mod sources;
pub(crate) mod syntax;
pub(crate) mod tables;
pub(crate) mod theme;
