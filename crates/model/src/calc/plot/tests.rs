use super::*;

/// Figures that have all that some form needs, and some that lack it.
const FIGURES: &str = r#"{
  "sales": {"label": "S", "value": "$120M", "change": "+20% yoy", "period": "Q3 2025",
    "history": {"Q3 2024": "$100M", "Q1 2025": "$90M", "Q3 2025": "$121M"},
    "breakdowns": {"region": ["east", "west"], "kind": ["half"]}},
  "costs": {"label": "C", "value": "$80M", "prior": "$70M", "change": "+14% yoy",
    "period": "Q3 2025"},
  "year": {"label": "Y", "value": "$400M", "prior": "$300M", "period": "FY 2024",
    "history": {"FY 2023": "$300M"}},
  "older": {"label": "O", "value": "$90M", "prior": "$70M", "change": "+29% qoq",
    "period": "Q3 2025"},
  "adjusted": {"label": "A", "value": "$85M", "prior": "$70M", "change": "+14% yoy",
    "period": "Q3 2025", "basis": "non-gaap"},
  "east": {"label": "E", "value": "$90M", "period": "Q3 2025"},
  "west": {"label": "W", "value": "$24M", "period": "Q3 2025"},
  "half": {"label": "H", "value": "$119.5M", "period": "Q3 2025"},
  "share": {"label": "P", "value": "60%", "period": "Q3 2025"},
  "profit": {"label": "R", "value": "$41M", "period": "Q3 2025",
    "derivation": "sales - costs + west"},
  "product": {"label": "X", "value": "$41M", "derivation": "sales * share"},
  "loss": {"label": "L", "value": "-$5M", "breakdowns": {"b": ["east"]}},
  "euro": {"label": "U", "value": "€5M", "prior": "$4M", "period": "Q3 2025",
    "breakdowns": {"b": ["east"]}},
  "moved": {"label": "M", "shift": {"from": "a", "to": "b"}},
  "range": {"label": "G", "range": {"low": "$1M", "high": "$2M"}},
  "halved": {"label": "V", "value": "$50M", "change": "-50% yoy", "period": "Q3 2025"},
  "gone": {"label": "N", "value": "$50M", "change": "-100% yoy", "period": "Q3 2025"},
  "points": {"label": "T", "value": "$50M", "change": "+5 pp yoy", "period": "Q3 2025"},
  "undated": {"label": "D", "value": "$50M", "period": "Some 2025",
    "history": {"Q3 2024": "$40M"}},
  "timeless": {"label": "Z", "value": "$50M"}
}"#;

/// What a form draws of some figures, in short; or why it does not.
fn drawn(form: &str, figures: &str) -> String {
    let brief = format!(
        r#"{{"strata": "1", "title": "T", "as-of": "2025-10-31", "figures": {FIGURES},
        "subject": {{"name": "N", "fiscal-year": "calendar"}},
        "thesis": [{{"id": "t", "kind": "judgment", "text": "T"}}]}}"#
    );
    let brief: Brief = serde_json::from_str(&brief).unwrap();
    let (figure, with) = figures.split_once(' ').unwrap_or((figures, ""));
    let with: Vec<_> = with.split_whitespace().map(|id| format!("\"{id}\"")).collect();
    let chart = format!(
        r#"{{"title": "T", "figure": "{figure}", "with": [{}], "form": "{form}"}}"#,
        with.join(",")
    );
    let chart: Chart = serde_json::from_str(&chart).unwrap();
    match plot(&brief, &chart) {
        Ok(plot) => told(&plot),
        Err(error) => format!("{error:?}").replace("Id(\"", "").replace("\")", ""),
    }
}

fn told(plot: &Plot<'_>) -> String {
    let label = |figure: &Figure| figure.label.to_string();
    let all: Vec<String> = match plot {
        Plot::Pairs(pairs) => {
            let pair = |it: &Pair<'_>| {
                let sign = if it.implied { "~" } else { "" };
                format!("{} {sign}{} to {}", label(it.figure), it.earlier, it.value)
            };
            pairs.iter().map(pair).collect()
        }
        Plot::Shifts(shifts) => {
            let shift = |(figure, it): &(&Figure, &Shift)| {
                format!("{} {} to {}", label(figure), it.from, it.to)
            };
            shifts.iter().map(shift).collect()
        }
        Plot::Series(series) => {
            let point = |it: &Point<'_>| {
                format!("{}{} {}", if it.own { "*" } else { "" }, it.end, it.quantity)
            };
            let one = |it: &Series<'_>| {
                let points: Vec<_> = it.points.iter().map(point).collect();
                format!("{} in {}: {}", label(it.figure), it.value, points.join(", "))
            };
            series.iter().map(one).collect()
        }
        Plot::Parts(whole, groups) => {
            let part = |(figure, amount): &(&Figure, &Quantity)| {
                format!(" {} {amount}", label(figure))
            };
            let one = |it: &Group<'_>| {
                format!("{}:{}", it.name, it.parts.iter().map(part).collect::<String>())
            };
            let groups = groups.iter().map(one);
            std::iter::once(label(whole)).chain(groups).collect()
        }
        Plot::Shares(groups) => {
            let share = |it: &Share<'_>| {
                let sign = if it.implied { "~" } else { "" };
                let figure = it.figure.map_or("rest".to_owned(), label);
                format!(" {figure} {sign}{}%", it.percent.round_dp(1).normalize())
            };
            let one = |it: &Shares<'_>| {
                let name = it.name.map(ToString::to_string).unwrap_or_default();
                format!("{name}:{}", it.parts.iter().map(share).collect::<String>())
            };
            groups.iter().map(one).collect()
        }
        Plot::Steps(steps) => {
            let million = Decimal::from(1_000_000);
            let one = |it: &Step<'_>| {
                let sign = if it.level { "=" } else { "" };
                let (from, to) = (it.from / million, it.to / million);
                format!("{sign}{} {from} to {to}", label(it.figure))
            };
            steps.iter().map(one).collect()
        }
    };
    all.join("; ")
}

#[test]
fn each_form_draws_what_its_figures_have() {
    for (form, figures, drawn_as) in [
        ("bars", "sales", "S ~$100M to $120M"),
        ("bars", "halved", "V ~$100M to $50M"),
        ("bars", "costs", "C $70M to $80M"),
        ("slope", "costs sales", "C $70M to $80M; S ~$100M to $120M"),
        ("slope", "moved", "M a to b"),
        (
            "columns",
            "sales",
            "S in $120M: 2024-09-30 $100M, 2025-03-31 $90M, *2025-09-30 $120M",
        ),
        ("line", "year", "Y in $400M: 2023-12-31 $300M, *2024-12-31 $400M"),
        ("parts", "sales", "S; kind: H $119.5M; region: E $90M W $24M"),
        ("shares", "sales", "kind: H ~99.6%; region: E ~75% W ~20% rest ~5%"),
        ("shares", "share", ": P 60%"),
        ("waterfall", "profit", "=S 0 to 120; C 120 to 40; W 40 to 64; =R 0 to 41"),
    ] {
        assert_eq!(drawn(form, figures), drawn_as, "{form} {figures}");
    }
}

#[test]
fn a_form_says_what_its_figures_lack() {
    for (form, figures, why) in [
        ("bars", "nothing", "Unknown(nothing)"),
        ("bars", "sales costs", "Several(Bars)"),
        ("columns", "year sales", "Several(Columns)"),
        ("line", "year costs year", "Twice(year)"),
        ("line", "year share", "Units(year, share)"),
        ("line", "sales year", "Unlike(sales, year)"),
        ("slope", "costs adjusted", "Unlike(costs, adjusted)"),
        ("slope", "costs older", "Unlike(costs, older)"),
        ("slope", "costs moved", "Mixed(moved)"),
        ("bars", "range", "NoValue(range)"),
        ("bars", "east", "NoEarlier(east)"),
        ("bars", "gone", "NoEarlier(gone)"),
        ("bars", "points", "NoEarlier(points)"),
        ("bars", "euro", "Units(euro, euro)"),
        ("line", "east", "NoHistory(east)"),
        ("line", "timeless", "NoTime(timeless, None)"),
        ("parts", "east", "NoParts(east)"),
        ("parts", "euro", "Units(euro, east)"),
        ("shares", "east", "NoParts(east)"),
        ("shares", "euro", "Units(euro, east)"),
        ("shares", "loss", "NoWhole(loss)"),
        ("waterfall", "sales", "NoSum(sales)"),
        ("waterfall", "product", "NoSum(product)"),
    ] {
        assert_eq!(drawn(form, figures), why, "{form} {figures}");
    }
    let undated = drawn("line", "undated");
    assert!(undated.starts_with("NoTime(undated, Some("), "{undated}");
    let ids = |count| {
        let ids = FIGURES.lines().filter_map(|line| line.strip_prefix("  \""));
        let ids = ids.filter_map(|line| Some(line.split_once('"')?.0));
        ids.take(count).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(drawn("line", &ids(13)), "Crowded(12)");
    assert_eq!(drawn("line", &ids(12)), "Unlike(sales, year)");
}

#[test]
fn only_what_no_rounding_explains_is_the_rest() {
    let share = |percent| Share { figure: None, percent, implied: true };
    let rest = |shares: &[i64]| {
        let shares: Vec<_> =
            shares.iter().map(|it| share(Decimal::new(*it, 1))).collect();
        rest(&shares).map(|it| it.percent.to_string())
    };
    assert_eq!(rest(&[600, 390]), None, "half a point for each of two");
    assert_eq!(rest(&[600, 389]).as_deref(), Some("1.1"));
    assert_eq!(rest(&[995]), None);
    assert_eq!(rest(&[994]).as_deref(), Some("0.6"));
    assert_eq!(rest(&[1200]), None);
}

/// Quarters and years of weeks are of the kind of those of months.
#[test]
fn periods_are_of_one_kind_whatever_they_are_counted_in() {
    let kind = |text: &str| kind(&text.parse().unwrap());
    for (weeks, label) in [
        (11, None),
        (12, Some("Q3 2025")),
        (17, Some("Q1 2025")),
        (18, None),
        (23, None),
        (24, Some("H1 2025")),
        (28, Some("H2 2025")),
        (29, None),
        (36, Some("9M 2025")),
        (40, Some("9M 2025")),
        (41, None),
        (52, Some("FY 2025")),
        (53, Some("FY 2025")),
    ] {
        let found = kind(&format!("{weeks} weeks to 2025-09-28"));
        assert_eq!(found, label.map_or((9, weeks), kind), "{weeks} weeks");
    }
    let all = [
        "at 2025-09-30",
        "2025-09",
        "Q3 2025",
        "H1 2025",
        "9M 2025",
        "FY 2025",
        "Autumn",
        "2025-07-01/2025-09-30",
        "YTD Q3 2025",
        "TTM Q3 2025",
        "since launch to 2025-09-30",
        "run rate at 2025-09-30",
        "unstated",
        "5 weeks to 2025-09-28",
    ];
    for (at, one) in all.iter().enumerate() {
        for other in &all[..at] {
            assert_ne!(kind(one), kind(other), "{one}, {other}");
        }
    }
}
