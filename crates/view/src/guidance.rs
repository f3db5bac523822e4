//! Guidance: what was expected before, what is expected now, and what came of it.

use serde::Serialize;
use strata_model::calc::outlook::{Ends, Revision, actuals, revision};
use strata_model::calc::surprise;
use strata_model::{Against, Change, Comparison, Extent, Figure, GuidanceTable, Id, Ref};

use crate::context::Context;
use crate::words::{Rich, Said, Words};

/// A table of guidance.
#[derive(Debug, Serialize)]
pub(crate) struct GuidanceView {
    heads: Vec<Words>,
    pub(crate) rows: Vec<Outlook>,
}

/// A measure with its outlook.
#[derive(Debug, Serialize)]
pub(crate) struct Outlook {
    label: Rich,
    /// Its period, what it covers and what it assumes.
    pub(crate) about: Vec<Rich>,
    /// Nothing if there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Given>,
    now: Given,
    revision: Words,
    /// What was reported since, each.
    pub(crate) actual: Vec<Rich>,
    /// Whether it may not stay together.
    tall: bool,
}

/// An outlook and when it was given.
#[derive(Debug, Serialize)]
struct Given {
    value: Rich,
    lines: Vec<Said>,
}

impl Context<'_> {
    pub(crate) fn guidance(&self, table: &GuidanceTable) -> GuidanceView {
        let labels = self.labels;
        let words = &labels.tables;
        let rows: Vec<_> = table.show.iter().filter_map(|id| self.outlook(id)).collect();
        let heads = [words.measure, labels.earlier, labels.now, words.revision];
        let actual = rows.iter().any(|row| !row.actual.is_empty());
        let heads = heads.into_iter().chain(actual.then_some(words.actual));
        GuidanceView { heads: heads.map(Words::from).collect(), rows }
    }

    fn outlook(&self, id: &Id) -> Option<Outlook> {
        let (id, figure) = self.brief.figures.get_key_value(id)?;
        let labels = self.labels;
        let guidance = figure.guidance.as_ref();
        let before = figure.replaces.as_ref();
        let before = before.and_then(|id| self.brief.figures.get_key_value(id.id()));
        let revised = match before {
            Some((_, before)) => revision(before, figure),
            None => Some(Revision::New),
        };
        let mut about = vec![Rich::plain(self.period_said(figure))];
        about.extend(guidance.and_then(|it| it.scope.as_ref()).map(|it| self.rich(it)));
        about.extend(guidance.iter().flat_map(|it| &it.assumes).map(|it| {
            let mut line = Rich::plain(format!("{} ", labels.assumes));
            let body = self.rich(it);
            line.runs.extend(body.runs);
            line.marks = body.marks;
            line
        }));
        let mut outlook = Outlook {
            label: Rich::plain(figure.label.as_str()),
            about,
            before: before.map(|(id, figure)| self.given(id, figure)),
            now: self.given(id, figure),
            revision: revised.map(|it| labels.revision(it).into()).unwrap_or_default(),
            actual: self.actuals(id, figure),
            tall: false,
        };
        outlook.tall = outlook.is_tall();
        Some(outlook)
    }

    fn given(&self, id: &Id, figure: &Figure) -> Given {
        let labels = self.labels;
        let mut value =
            Rich::plain(Said::new(labels.value(figure), labels.say_value(figure)));
        value.cite(self.refs.cited.by(id));
        // Of a value with a tolerance, the value is the middle.
        let ends = figure.range.as_ref().and_then(|_| Ends::of(figure));
        let middle = ends.and_then(|ends| ends.midpoint()).map(|middle| {
            let told = |middle: String| format!("{} {middle}", labels.tables.midpoint);
            Said::new(told(labels.quantity(&middle)), told(labels.say_quantity(&middle)))
        });
        let issued = figure.guidance.as_ref().map(|it| Said::from(labels.day(it.issued)));
        Given { value, lines: middle.into_iter().chain(issued).collect() }
    }

    /// What was reported of what was expected, and how it stands to that.
    fn actuals(&self, id: &Id, outlook: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let expected = Comparison {
            with: Some(Ref::to(id.clone())),
            ..Comparison::new(Change {
                extent: Extent::Unstated,
                against: Against::Guidance,
            })
        };
        let told = |(own, it): (&Id, &Figure)| {
            let mut compared = it.comparisons.iter();
            let compared =
                compared.find(|it| it.with.as_ref().is_some_and(|it| it == id));
            let mut actual =
                Rich::plain(Said::new(labels.value(it), labels.say_value(it)));
            let comparison = compared.unwrap_or(&expected);
            if let Some(surprise) = surprise(self.brief, it, Some(comparison)) {
                actual.push(format!("{}{}", labels.colon, labels.surprise(surprise)));
            }
            actual.cite(self.refs.cited.by(own));
            actual
        };
        actuals(self.brief, id, outlook).map(told).collect()
    }
}
