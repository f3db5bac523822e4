use super::*;

fn brief(figures: &str) -> Brief {
    let text = format!(
        r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
        "as-of":"2025-10-31","figures":{{{figures}}},
        "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#
    );
    serde_json::from_str(&text).unwrap()
}

fn told(brief: &Brief, reference: &str) -> Result<String, Lack> {
    let meant = meant(brief, &reference.parse().unwrap())?;
    Ok(match &meant {
        Meant::Period(period) => period.to_string(),
        Meant::Words(words) => (*words).to_owned(),
        Meant::Change(change) => change.to_string(),
        other => other.quantity().map(ToString::to_string).unwrap_or_default(),
    })
}

#[test]
fn each_part_of_a_figure() {
    let brief = brief(
        r#""x":{"label":"Sales","short":"S","value":"-$77,673M","show-as":"-$77.7B",
            "prior":"$65.0B","change":"-3% yoy","period":"FY 2025",
            "comparisons":[
                {"as":"cc","change":"+26% to +28% yoy","adjustment":"organic"},
                {"as":"plan","change":"vs guidance","with":"o"},
                {"as":"swing","change":"n.m. yoy","prior":"$1B"}]},
           "o":{"label":"Outlook","range":{"low":"$206B","high":"$213B"},"period":"FY 2026"},
           "t":{"label":"T","value":"$65.0B","tolerance":"2%"},
           "e":{"label":"E","value":"±$0.3B"},
           "b":{"label":"B","value":"-5+"},
           "s":{"label":"S","value":"$77,673M","show-as":"$77.7B","prior":"$65,585M"},
           "g":{"label":"G","change":"+3% yoy"}"#,
    );
    for (reference, expected) in [
        ("x", "-$77.7B"),
        ("x.rounded", "-$77.7B"),
        ("x.unsigned", "$77.7B"),
        ("x.prior", "$65.0B"),
        ("s.prior", "$65.6B"),
        ("s.delta", "+$12.1B"),
        ("x.delta", "-$142.7B"),
        ("x.fall", "-3%"),
        ("x.short", "S"),
        ("o.short", "Outlook"),
        ("x.cc", "+26% to +28% yoy"),
        ("x.cc.rise", ""),
        ("x.plan.label", "Outlook"),
        ("x.plan.period", "FY 2026"),
        ("x.plan.prior", "$213B"),
        ("x.swing", "n.m. yoy"),
        ("o.low", "$206B"),
        ("o.high", "$213B"),
        ("o.mid", "$209.5B"),
        ("t.low", "$63.7B"),
        ("t.mid", "$65.0B"),
        ("e.low", "-$0.3B"),
        ("e.high", "$0.3B"),
    ] {
        assert_eq!(told(&brief, reference).as_deref(), Ok(expected), "{reference}");
    }
    for (reference, why) in [
        ("y", Lack::Figure("y".parse().unwrap())),
        ("x.rise", Lack::WrongWay(Direction::Up)),
        ("x.low", Lack::Key("range")),
        ("x.ccc", Lack::Comparison("ccc".parse().unwrap())),
        ("x.cc.low", Lack::PartOfFigure(Part::Low)),
        ("x.cc.period", Lack::NoOther(Part::Period)),
        ("x.cc.prior", Lack::Key("prior")),
        ("x.plan", Lack::Unstated),
        ("x.plan.delta", Lack::NoValue("o".parse().unwrap())),
        ("x.swing.rise", Lack::NoSize),
        ("o.rounded", Lack::Key("value")),
        ("b.unsigned", Lack::Bound),
        ("g", Lack::OnlyChange),
        ("t.cagr since FY 2019", Lack::History("FY 2019".parse().unwrap())),
    ] {
        assert_eq!(told(&brief, reference), Err(why), "{reference}");
    }
}

#[test]
fn a_difference_goes_one_way() {
    let brief = brief(
        r#""up":{"label":"U","value":"$5M","prior":"$4M"},
           "down":{"label":"D","value":"$3M","prior":"$4M"},
           "flat":{"label":"F","value":"$4M","prior":"$4M"}"#,
    );
    for (reference, expected) in [
        ("up.delta", Ok("+$1M")),
        ("up.more", Ok("$1M")),
        ("up.less", Err(Lack::WrongWay(Direction::Down))),
        ("down.delta", Ok("-$1M")),
        ("down.less", Ok("$1M")),
        ("down.more", Err(Lack::WrongWay(Direction::Up))),
        ("flat.more", Err(Lack::WrongWay(Direction::Flat))),
        ("flat.less", Err(Lack::WrongWay(Direction::Flat))),
    ] {
        let found = told(&brief, reference);
        assert_eq!(found.as_deref().map_err(Clone::clone), expected, "{reference}");
    }
}

#[test]
fn only_parts_that_print_something_more_are_offered() {
    let brief = brief(
        r#""x":{"label":"X","short":"S","value":"-$77,673M","prior":"-$65,585M",
            "change":"vs consensus","period":"FY 2025","history":{"FY 2023":"$1M"},
            "comparisons":[{"as":"cc","change":"+26% yoy","prior":"$1M"},
                {"as":"plan","change":"vs guidance","prior":"$2M"}]},
           "y":{"label":"Y","value":"$5M","change":"+3% yoy","period":"FY 2025"},
           "r":{"label":"R","range":{"low":"$206B","high":"$213B"}}"#,
    );
    let parts = |id: &str, comparison: Option<&str>| {
        let name = comparison.map(|it| it.parse().unwrap());
        let parts = parts(&brief, &id.parse().unwrap(), name.as_ref());
        parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        parts("x", None),
        "x.cc x.plan x.rounded x.unsigned x.rise x.fall x.delta x.less x.prior \
         x.period x.label x.short"
    );
    assert_eq!(parts("y", None), "y.change y.rise y.period y.label");
    assert_eq!(parts("r", None), "r.low r.high r.mid r.label");
    assert_eq!(parts("x", Some("cc")), "x.cc.rise x.cc.delta x.cc.less x.cc.prior");
    assert_eq!(parts("x", Some("plan")), "x.plan.delta x.plan.less x.plan.prior");
    assert_eq!(parts("z", None), "");
}
