use super::*;

fn figure(keys: &str) -> Figure {
    let text = format!("{{\"label\":\"A\",{keys}}}");
    serde_json::from_str(&text).unwrap()
}

fn range(low: &str, high: &str) -> Figure {
    figure(&format!("\"range\":{{\"low\":\"{low}\",\"high\":\"{high}\"}}"))
}

fn value(value: &str) -> Figure {
    figure(&format!("\"value\":\"{value}\""))
}

#[test]
fn the_ends_say_what_became_of_it() {
    let before = range("$8.0B", "$9.5B");
    for (low, high, revision) in [
        ("$8.0B", "$9.5B", Revision::Confirmed),
        ("$8,000M", "$9.50B", Revision::Confirmed),
        ("$9.0B", "$10.0B", Revision::Raised),
        ("$7.0B", "$9.0B", Revision::Cut),
        ("$9.0B", "$9.5B", Revision::FloorRaised),
        ("$8.0B", "$10.0B", Revision::CeilingRaised),
        ("$7.0B", "$9.5B", Revision::FloorCut),
        ("$8.0B", "$9.0B", Revision::CeilingCut),
        ("$8.5B", "$9.0B", Revision::Narrowed),
        ("$7.0B", "$10.0B", Revision::Widened),
    ] {
        assert_eq!(super::revision(&before, &range(low, high)), Some(revision));
    }
    assert_eq!(super::revision(&before, &range("€8.0B", "€9.5B")), None);
    assert_eq!(super::revision(&before, &figure("\"change\":\"up yoy\"")), None);
}

#[test]
fn bounds_points_and_tolerances_have_ends() {
    let at_least = figure("\"value\":\"$9.0B\",\"qualifier\":\"at-least\"");
    assert_eq!(revision(&at_least, &range("$9.0B", "$9.5B")), Some(Revision::CeilingCut));
    assert_eq!(revision(&range("$8.0B", "$9.5B"), &at_least), Some(Revision::Raised));
    assert_eq!(revision(&range("2%", "4%"), &value("~4%")), Some(Revision::FloorRaised));
    let about = figure("\"value\":\"$10.0B\",\"tolerance\":\"10%\"");
    assert_eq!(revision(&about, &range("$9.0B", "$11.0B")), Some(Revision::Confirmed));
}

#[test]
fn what_was_reported_last_is_the_same_thing_a_period_earlier() {
    let figure = |keys: &str| format!("{{\"label\":\"A\",\"basis\":\"gaap\",{keys}}}");
    let figures = [
        ("a-year", figure(r#""value":"$9B","period":"FY 2024","concept":"x:Sales""#)),
        ("earlier", figure(r#""value":"$2B","period":"Q2 2025","concept":"x:Sales""#)),
        ("euros", figure(r#""value":"€2B","period":"Q3 2025","concept":"x:Sales""#)),
        ("latest", figure(r#""value":"$3B","period":"Q3 2025","concept":"x:Sales""#)),
        ("other", figure(r#""value":"$4B","period":"Q3 2025","concept":"x:Costs""#)),
        (
            "outlook",
            figure(
                r#""range":{"low":"$3B","high":"$4B"},"period":"Q4 2025",
                "concept":"x:Sales","guidance":{"issued":"2025-10-30"},
                "comparisons":[{"change":"vs consensus","prior":"$3.4B"}]"#,
            ),
        ),
    ];
    let figures = figures.map(|(id, figure)| format!("\"{id}\":{figure}")).join(",");
    let brief = format!(
        r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
        "as-of":"2025-10-31","figures":{{{figures}}},
        "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#
    );
    let brief: Brief = serde_json::from_str(&brief).unwrap();
    let of = |id: &str| brief.figures.iter().find(|(own, _)| own.as_str() == id);
    let (_, outlook) = of("outlook").unwrap();
    assert_eq!(last_reported(&brief, outlook), of("latest"));
    assert_eq!(last_reported(&brief, of("a-year").unwrap().1), None);
    assert_eq!(consensus(&brief, outlook).unwrap().to_string(), "$3.4B");
}

#[test]
fn what_an_outlook_expected_is_told_by_the_same_thing() {
    let same = r#""concept":"x:Sales","basis":"gaap","period":"Q4 2025""#;
    let other = |from: &str, to: &str| same.replace(from, to);
    let figures = [
        ("actual", same.to_owned()),
        ("segment", format!("{same},\"dimensions\":{{\"segment\":\"Cloud\"}}")),
        ("costs", other("Sales", "Costs")),
        ("adjusted", other("gaap\",", "non-gaap\",")),
        ("before", other("Q4", "Q3")),
        ("revised", format!("{same},\"guidance\":{{\"issued\":\"2025-11-30\"}}")),
        (
            "compared",
            r#""comparisons":[{"change":"vs guidance","with":"outlook"}]"#.to_owned(),
        ),
        (
            "elsewhere",
            r#""comparisons":[{"change":"vs guidance","with":"before"}]"#.to_owned(),
        ),
        ("outlook", format!("{same},\"guidance\":{{\"issued\":\"2025-10-30\"}}")),
        ("vague", r#""period":"Q4 2025","basis":"gaap""#.to_owned()),
    ];
    let figures = figures
        .map(|(id, keys)| format!(r#""{id}":{{"label":"A","value":"$3B",{keys}}}"#));
    let brief = format!(
        r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
        "as-of":"2025-10-31","figures":{{{}}},
        "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#,
        figures.join(",")
    );
    let brief: Brief = serde_json::from_str(&brief).unwrap();
    let told = |id: &str| {
        let (id, outlook) = brief.figures.get_key_value(id).unwrap();
        let found = actuals(&brief, id, outlook).map(|(id, _)| id.to_string());
        found.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told("outlook"), "actual compared");
    assert_eq!(told("vague"), "", "two figures without a concept have none in common");
}

#[test]
fn the_middle_has_the_digits_it_needs() {
    let middle = |low: &str, high: &str| {
        Ends::of(&range(low, high)).unwrap().midpoint().map(|it| it.to_string())
    };
    assert_eq!(middle("$8.0B", "$9.5B").as_deref(), Some("$8.75B"));
    assert_eq!(middle("$9.0B", "$9.5B").as_deref(), Some("$9.25B"));
    assert_eq!(middle("2%", "4%").as_deref(), Some("3%"));
    assert_eq!(middle("-$2B", "$1B").as_deref(), Some("-$0.5B"));
    assert_eq!(middle("$5B", "$5B"), None);
    assert_eq!(Ends::of(&value("~4%")).unwrap().midpoint(), None);
}
