use strata_model::calc::plot::{PlotError, plot};
use strata_model::{Chart, ChartForm, Period};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::charts::charts;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("chart_draws_nothing.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (chart, path) in charts(facts) {
        let Err(why) = plot(facts.brief, chart) else { continue };
        let Some((message, help)) = said(chart, &why) else { continue };
        let place = match why {
            PlotError::Several(_) | PlotError::Crowded(_) => {
                (path.key("with"), Part::Key)
            }
            _ => blamed(chart, &why, path),
        };
        report.at(place, message).help(help);
    }
}

/// Where the figure stands that cannot be drawn.
fn blamed<'b>(
    chart: &'b Chart,
    why: &PlotError<'_>,
    path: ArenaPath<'b>,
) -> (ArenaPath<'b>, Part) {
    let id = match why {
        PlotError::Unlike(_, id) | PlotError::Units(_, id) | PlotError::Twice(id) => {
            Some(id)
        }
        PlotError::NoValue(id)
        | PlotError::NoEarlier(id)
        | PlotError::NoHistory(id)
        | PlotError::NoTime(id, _)
        | PlotError::NoParts(id)
        | PlotError::Mixed(id) => Some(id),
        _ => None,
    };
    let further = id.and_then(|id| chart.with.iter().rposition(|one| *one == **id));
    let path = match further {
        Some(at) => path.key("with").index(at),
        None => path.key("figure"),
    };
    (path, Part::Value)
}

/// What is missing and what to do; nothing where another rule says it.
fn said(chart: &Chart, why: &PlotError<'_>) -> Option<(String, String)> {
    let form = chart.form.unwrap_or(ChartForm::Bars).word();
    let needs = |id, what: &str| format!("`{form}` cannot draw `{id}`: {what}");
    Some(match why {
        PlotError::Unknown(_) => return None,
        // A label without dates is a mistake of its own.
        PlotError::NoTime(_, Some(period)) if **period != Period::Unstated => {
            return None;
        }
        PlotError::Several(_) => (
            format!(
                "`{form}` draws one figure, and the chart has {}",
                chart.with.len() + 1
            ),
            "drop `with`, or choose `line`, `slope` or `shares`".to_owned(),
        ),
        PlotError::Crowded(most) => (
            format!(
                "`{form}` keeps at most {most} figures apart, and the chart has {}",
                chart.with.len() + 1
            ),
            "draw fewer, or list them in a block of `figures`".to_owned(),
        ),
        PlotError::Twice(id) => {
            (format!("the chart draws `{id}` twice"), "name each figure once".to_owned())
        }
        PlotError::NoValue(id) => (
            needs(id, "it has no `value`"),
            "draw a figure that has a `value`".to_owned(),
        ),
        PlotError::NoEarlier(id) => (
            needs(id, "nothing is known of an earlier value"),
            "add its `prior`, or its `change` in percent".to_owned(),
        ),
        PlotError::NoHistory(id) => {
            (needs(id, "it has no value of another time"), "add its `history`".to_owned())
        }
        PlotError::NoTime(id, _) => (
            needs(id, "a value of no stated time has no place in order of time"),
            "state its `period`".to_owned(),
        ),
        PlotError::NoParts(id) if chart.form == Some(ChartForm::Shares) => (
            needs(id, "it has no breakdown and is no percentage"),
            "add its `breakdowns`, or draw figures in percent".to_owned(),
        ),
        PlotError::NoParts(id) => {
            (needs(id, "it has no breakdown"), "add its `breakdowns`".to_owned())
        }
        PlotError::NoSum(id) => (
            needs(id, "it is derived by no sum or difference"),
            "add its `derivation`, for example `operating-cash-flow - capex`".to_owned(),
        ),
        PlotError::Units(one, other) if one == other => (
            needs(one, "its values have different units"),
            "give all of them in one unit".to_owned(),
        ),
        PlotError::Units(one, other) => (
            format!("`{form}` cannot draw `{one}` with `{other}`: their units differ"),
            "give both in one unit, or draw them apart".to_owned(),
        ),
        PlotError::Unlike(one, other) => (
            format!(
                "`{form}` cannot draw `{one}` with `{other}`: they differ in the period, \
                 the basis or what they are compared with"
            ),
            "draw them apart, or compare like with like".to_owned(),
        ),
        PlotError::Mixed(id) => (
            format!("`{form}` draws numbers or words, and `{id}` moves in words"),
            "draw the shifts in a chart of their own".to_owned(),
        ),
        PlotError::NoWhole(id) => (
            needs(id, "a whole of nothing or less has no shares"),
            "choose `parts`".to_owned(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(figures: &str, chart: &str) -> Vec<String> {
        let brief = format!(
            "figures:\n{figures}sections:\n  - title: One\n    blocks:\n      \
             - chart: {{title: 'Now {{a.label}}', {chart}}}\n"
        );
        messages(&brief, "L048")
    }

    const TWO: &str = "  a: {label: A, value: $5B, prior: $4B, period: FY 2024, \
                       history: {FY 2023: $4B}}\n  \
                       b: {label: B, value: $3B, prior: $4B, period: FY 2024, \
                       history: {FY 2023: $4B}}\n";

    #[test]
    fn what_is_there_is_drawn() {
        for form in ["bars", "columns", "line", "slope"] {
            assert_eq!(said(TWO, &format!("figure: a, form: {form}")), [""; 0]);
        }
        for form in ["line", "slope"] {
            assert_eq!(
                said(TWO, &format!("figure: a, with: [b], form: {form}")),
                [""; 0]
            );
        }
        let change = "  a: {label: A, value: $5B, change: +25% yoy, period: FY 2024}\n";
        assert_eq!(said(change, "figure: a"), [""; 0]);
        let share = "  a: {label: A, value: 34%, period: FY 2024}\n";
        assert_eq!(said(share, "figure: a, form: shares"), [""; 0]);
        let shift = "  a: {label: A, shift: {from: months, to: days}, period: FY 2024}\n";
        assert_eq!(said(shift, "figure: a, form: slope"), [""; 0]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let bare = "  a: {label: A, value: $5B, period: FY 2024}\n";
        let told = [
            ("bars", "nothing is known of an earlier value"),
            ("slope", "nothing is known of an earlier value"),
            ("columns", "it has no value of another time"),
            ("line", "it has no value of another time"),
            ("parts", "it has no breakdown"),
            ("shares", "it has no breakdown and is no percentage"),
            ("waterfall", "it is derived by no sum or difference"),
        ];
        for (form, why) in told {
            let all = said(bare, &format!("figure: a, form: {form}"));
            assert_eq!(all, [format!("`{form}` cannot draw `a`: {why}")]);
        }
        assert_eq!(said(bare, "figure: a").len(), 1, "bars if nothing is said");
        assert_eq!(said(bare, "figure: c, form: line"), [""; 0], "found as dangling");
        let growth = "  a: {label: A, change: +5% yoy, period: FY 2024}\n";
        assert_eq!(
            said(growth, "figure: a"),
            ["`bars` cannot draw `a`: it has no `value`"]
        );
        let points = "  a: {label: A, value: 5%, change: +1 pp yoy, period: FY 2024}\n";
        assert_eq!(said(points, "figure: a").len(), 1, "a point is no growth");
    }

    #[test]
    fn figures_that_do_not_go_together_are_named() {
        let with = |b: &str, form: &str| {
            let figures = format!(
                "  a: {{label: A, value: $5B, prior: $4B, period: FY 2024, \
                 history: {{FY 2023: $4B}}}}\n  b: {{label: B, {b}}}\n"
            );
            said(&figures, &format!("figure: a, with: [b], form: {form}"))
        };
        let plain = "value: $5B, prior: $4B, period: FY 2024";
        assert_eq!(
            with(plain, "columns"),
            ["`columns` draws one figure, and the chart has 2"]
        );
        assert_eq!(
            with("value: 5 GW, prior: 4 GW, period: FY 2024", "slope"),
            ["`slope` cannot draw `a` with `b`: their units differ"]
        );
        let quarter = "value: $5B, prior: $4B, period: Q4 2024, history: {Q3 2024: $4B}";
        assert_eq!(with(quarter, "line").len(), 1, "a quarter among years");
        let yoy = "value: $5B, prior: $4B, change: +25% yoy, period: FY 2024";
        assert_eq!(with(yoy, "slope").len(), 1, "one against a year earlier, one not");
        let shift = "shift: {from: months, to: days}, period: FY 2024";
        assert_eq!(with(shift, "slope").len(), 1);
        assert_eq!(said(TWO, "figure: a, with: [a], form: line").len(), 1, "twice");
        let all = "with: [b, b2, b3, b4], form: line";
        let more = ["b2", "b3", "b4"]
            .map(|id| format!("  {id}: {{label: {id}, value: $3B, period: FY 2024}}\n"));
        let crowd = format!("{TWO}{}", more.concat());
        assert_eq!(said(&crowd, &format!("figure: a, {all}")).len(), 1);
    }

    #[test]
    fn one_scale_has_one_unit() {
        let mixed =
            "  a: {label: A, value: $5B, period: FY 2024, history: {FY 2023: €4B}}\n";
        assert_eq!(
            said(mixed, "figure: a, form: columns"),
            ["`columns` cannot draw `a`: its values have different units"]
        );
        let parts = "  a: {label: A, value: -$5B, period: FY 2024, breakdowns: {of: [b]}}\n  \
                     b: {label: B, value: -$5B, period: FY 2024}\n";
        assert_eq!(said(parts, "figure: a, form: parts"), [""; 0]);
        assert_eq!(
            said(parts, "figure: a, form: shares"),
            ["`shares` cannot draw `a`: a whole of nothing or less has no shares"]
        );
    }
}
