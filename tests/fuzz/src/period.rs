//! Periods, and the days that they stand for.

use std::collections::BTreeMap;

use strata_model::{Calendar, Date, Days, Label, Period};

use crate::scalar::{self, Pattern, is_whole};

static PERIOD: Pattern = Pattern::new(scalar::pattern::<Period>);
static LABEL: Pattern = Pattern::new(scalar::pattern::<Label>);
static DATE: Pattern = Pattern::new(scalar::pattern::<Date>);

/// Each line is a period; one with a `=` in it declares the days of a label.
pub fn holds(text: &str) {
    let (mut periods, mut declared) = (Vec::new(), BTreeMap::new());
    for line in text.split('\n').take(8) {
        scalar::holds::<Date>(line, &DATE);
        scalar::holds::<Label>(line, &LABEL);
        periods.extend(scalar::holds::<Period>(line, &PERIOD));
        let label = line.split_once('=').and_then(|(label, days)| {
            Some((label.parse::<Label>().ok()?, days.parse::<Days>().ok()?))
        });
        // What is declared the wrong way round is an error of its own.
        declared.extend(label.filter(|(_, days)| days.first <= days.last));
    }
    for period in &periods {
        for calendar_year in [false, true] {
            let calendar = Calendar { declared: &declared, calendar_year };
            let Some(days) = calendar.dates(period) else { continue };
            is_whole(&days.first);
            is_whole(&days.last);
            let written = matches!(period, Period::Interval(_));
            assert!(written || days.first <= days.last, "{period}: {days}");
            assert_eq!(calendar.dates(period), Some(days));
        }
    }
}
