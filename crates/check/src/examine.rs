//! The road of every text: tree, shape, rules.

use strata_model::Brief;
use strata_syntax::tree::Node;
use strata_syntax::{Format, Limits};

use crate::diagnostic::Findings;
use crate::judge::{self, Extent};
use crate::rule::{Phase, Rule};
use crate::rules::syntax;
use crate::{part, shape};

/// How far a text is to be judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    /// The last phase whose rules are applied.
    last: Phase,
    /// Whether the published schema must say the same of its shape.
    confirmed: bool,
    /// Whether the rules are applied to the part that has its shape, if not all of it has.
    part: bool,
}

impl Scope {
    /// Its shape alone.
    pub(crate) const READ: Scope =
        Scope { last: Phase::Shape, confirmed: false, part: false };
    /// All of it.
    pub(crate) const CHECK: Scope =
        Scope { last: Phase::Rules, confirmed: false, part: true };
    /// The same, and the schema is held against it even where it is accepted.
    pub(crate) const STRICT: Scope =
        Scope { last: Phase::Rules, confirmed: true, part: true };

    /// The same for a text in which a fix is tried: what the rules say of a part is no
    /// matter there.
    pub(crate) fn without_part(self) -> Self {
        Scope { part: false, ..self }
    }
}

/// What the judge made of a text.
#[derive(Default)]
pub(crate) struct Examined<'t> {
    pub(crate) tree: Option<Node<'t>>,
    pub(crate) brief: Option<Brief>,
}

impl Examined<'_> {
    /// The last phase of which the text allowed: what cannot be read has no shape, and what
    /// has not the shape of a brief says nothing.
    pub(crate) fn phase(&self) -> Phase {
        match (&self.tree, &self.brief) {
            (_, Some(_)) => Phase::Rules,
            (Some(_), None) => Phase::Shape,
            (None, None) => Phase::Syntax,
        }
    }
}

/// Rules after which a part of the text is not in the brief.
const PARTS_LOST: [&Rule; 6] = [
    &syntax::MERGE_KEY,
    &syntax::DUPLICATE_KEY,
    &syntax::KEY_NOT_TEXT,
    &syntax::ANCHOR,
    &syntax::ALIAS,
    &syntax::TAG,
];

/// The road of every text that has passed the gate: tree, shape, rules.
pub(crate) fn examine<'t>(
    text: &'t str,
    format: Format,
    limits: Limits,
    scope: Scope,
    findings: &mut Findings,
) -> Examined<'t> {
    let (root, errors) = strata_syntax::read(text, format, limits);
    findings.read(errors);
    let Some(root) = root else { return Examined::default() };
    let brief = shape::shape(&root, text, format, findings);
    if let Some(brief) = &brief {
        if scope.confirmed {
            shape::confirm(&root, text, format, findings);
        }
        if scope.last >= Phase::Rules {
            // A key that was refused may have held what seems to be missing.
            let whole = !PARTS_LOST.iter().any(|rule| findings.has(rule));
            let extent = if whole { Extent::Whole } else { Extent::Rest };
            judge::findings(brief, extent, findings);
        }
    } else if scope.part {
        part::judge(&root, findings);
    }
    Examined { tree: Some(root), brief }
}
