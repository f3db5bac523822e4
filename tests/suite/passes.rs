//! How often Typst lays a brief out: page numbers cost a second pass, and nothing a third.

use serde_json::Value;
use strata_render::{bind, typeset};
use strata_view::design::Design;
use strata_view::sheet::Density;
use typst_timing::TimingScope;

use crate::print::briefs;

/// The passes that some work takes on this thread. Others may be at work at the same time.
fn passes(work: impl FnOnce()) -> usize {
    typst_timing::enable();
    let probe = TimingScope::new("probe");
    work();
    drop(probe);
    let mut events = Vec::new();
    typst_timing::export_json(&mut events, |_| (String::new(), 0)).expect("exported");
    let events: Vec<Value> = serde_json::from_slice(&events).expect("events");
    let begun = events.iter().filter(|event| event["ph"] == "B");
    let probe = begun.clone().rfind(|event| event["name"] == "probe").expect("the probe");
    begun
        .skip_while(|event| *event != probe)
        .filter(|event| event["tid"] == probe["tid"])
        .filter(|event| event["name"].as_str().is_some_and(|it| it.starts_with("iter (")))
        .count()
}

#[test]
fn pages_are_laid_out_at_most_twice() {
    let open = Design { density: Density::Open, ..Design::default() };
    for (name, brief) in briefs() {
        let count = passes(|| {
            typeset(&brief.checked, &open).unwrap_or_else(|error| panic!("{error}"));
        });
        assert!((1..=2).contains(&count), "{name}: {count} passes");
    }
    let all = briefs().map(|(_, brief)| brief.checked.clone());
    let count = passes(|| {
        bind(&all, &open).unwrap_or_else(|error| panic!("{error}"));
    });
    assert!((1..=2).contains(&count), "a book of all: {count} passes");
    typst_timing::disable();
}
