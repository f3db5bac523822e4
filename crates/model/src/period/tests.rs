use super::*;

fn dates(period: &str, declared: &[(&str, &str)], calendar_year: bool) -> String {
    let read =
        |(label, days): &(&str, &str)| (label.parse().unwrap(), days.parse().unwrap());
    let declared = declared.iter().map(read).collect();
    let calendar = Calendar { declared: &declared, calendar_year };
    let days = calendar.dates(&period.parse().unwrap());
    days.map(|days| days.to_string()).unwrap_or_default()
}

#[test]
fn labels_of_a_calendar_year_have_its_months() {
    for (label, days) in [
        ("Q1 2024", "2024-01-01/2024-03-31"),
        ("Q2 2024", "2024-04-01/2024-06-30"),
        ("Q3 2024", "2024-07-01/2024-09-30"),
        ("Q4 2024", "2024-10-01/2024-12-31"),
        ("H1 2024", "2024-01-01/2024-06-30"),
        ("H2 2024", "2024-07-01/2024-12-31"),
        ("FY 2024", "2024-01-01/2024-12-31"),
        ("YTD Q3 2024", "2024-01-01/2024-09-30"),
        ("TTM Q1 2024", "2023-04-01/2024-03-31"),
    ] {
        assert_eq!(dates(label, &[], true), days, "{label}");
        assert_eq!(dates(label, &[], false), "", "{label}");
        let kind = label.rsplit_once(' ').map(|(kind, _)| kind).unwrap();
        assert_eq!(dates(&format!("{kind} 25"), &[], true), "", "{kind}");
    }
    assert_eq!(dates("2024-02", &[], false), "2024-02-01/2024-02-29");
    // The year before 29 February begins on the 28th.
    assert_eq!(dates("TTM to 2024-02-28", &[], false), "2023-02-28/2024-02-28");
    assert_eq!(dates("TTM to 2024-02-29", &[], false), "2023-03-01/2024-02-29");
    assert_eq!(dates("TTM to 2025-02-28", &[], false), "2024-03-01/2025-02-28");
    assert_eq!(dates("at 2024-02-29", &[], false), "2024-02-29/2024-02-29");
    assert_eq!(dates("run rate at 2024-02-29", &[], false), "2024-02-29/2024-02-29");
    assert_eq!(dates("since launch to 2024-02-29", &[], true), "");
    assert_eq!(dates("unstated", &[], true), "");
}

#[test]
fn what_is_declared_comes_first() {
    let declared = [
        ("FY 2024", "2023-07-02/2024-06-29"),
        ("FY 2025", "2024-06-30/2025-06-28"),
        ("FY Old", "2000-01-01/2099-12-31"),
        ("Q1 2026", "2025-06-29/2025-09-27"),
        ("H1 2026", "2025-06-29/2025-12-27"),
        ("TTM Q2 2024", "2022-12-25/2023-12-30"),
        ("Autumn", "2024-09-01/2024-11-30"),
    ];
    for (period, days) in [
        ("FY 2024", "2023-07-02/2024-06-29"),
        ("Autumn", "2024-09-01/2024-11-30"),
        // A label of its own, and one that only looks like it.
        ("TTM Q2 2024", "2022-12-25/2023-12-30"),
        ("TTM FY 2024", "2023-06-30/2024-06-29"),
        // The declared year that holds the day, from its first day to its last.
        ("YTD to 2023-07-02", "2023-07-02/2023-07-02"),
        ("YTD to 2024-06-29", "2023-07-02/2024-06-29"),
        ("YTD to 2024-06-30", "2024-06-30/2024-06-30"),
        ("YTD to 2025-06-28", "2024-06-30/2025-06-28"),
        ("YTD Autumn", "2024-06-30/2024-11-30"),
        // No year is declared, but its first part.
        ("YTD H1 2026", "2025-06-29/2025-12-27"),
        ("YTD to 2025-06-29", ""),
    ] {
        assert_eq!(dates(period, &declared, false), days, "{period}");
    }
    assert_eq!(dates("YTD to 2025-06-29", &declared, true), "2025-01-01/2025-06-29");
}

/// A label that is declared for another year than its own.
#[test]
fn a_year_begins_before_it_ends() {
    let declared = [("9M 2062", "2084-09-29/2086-09-27")];
    assert_eq!(dates("YTD Q3 2062", &declared, true), "2062-01-01/2062-09-30");
    assert_eq!(dates("YTD Q3 2062", &declared, false), "");
}

#[test]
fn a_calendar_knows_the_end_where_it_knows_no_start() {
    let declared = BTreeMap::new();
    let calendar = Calendar { declared: &declared, calendar_year: false };
    let end = |period: &str| {
        let end = calendar.end(&period.parse().unwrap());
        end.map(|day| day.to_string()).unwrap_or_default()
    };
    assert_eq!(end("since launch to 2024-02-29"), "2024-02-29");
    assert_eq!(end("YTD to 2024-02-29"), "2024-02-29");
    assert_eq!(end("13 weeks to 2025-09-28"), "2025-09-28");
    assert_eq!(end("unstated"), "");
}

#[test]
fn a_label_says_what_it_is_of() {
    let year = |label: &str| label.parse::<Label>().unwrap().year();
    for label in ["Q1 2024", "H2 2024", "9M 2024", "FY 2024"] {
        assert_eq!(year(label), Some(2024), "{label}");
        assert_eq!(label.parse::<Label>().unwrap().as_str(), label);
    }
    for label in ["Q5 2024", "Q1 3024", "Q1 20245", "Autumn 2024", "Q1"] {
        assert_eq!(year(label), None, "{label}");
    }
}

#[test]
fn nine_months_are_those_of_the_year_of_the_books() {
    assert_eq!(dates("9M 2025", &[], true), "2025-01-01/2025-09-30");
    assert_eq!(dates("9M 2025", &[], false), "");
    let declared = [("9M 2025", "2024-07-01/2025-03-31")];
    assert_eq!(dates("9M 2025", &declared, true), declared[0].1);
    assert_eq!(dates("YTD 9M 2025", &declared, false), declared[0].1);
    assert_eq!(dates("TTM 9M 2025", &declared, false), "2024-04-01/2025-03-31");
    for other in ["9M", "9M 25", "8M 2025", "9m 2025", "9M 2025 a"] {
        assert!(other.parse::<Period>().is_err(), "{other}");
    }
}

#[test]
fn weeks_end_on_their_day() {
    assert_eq!(dates("13 weeks to 2025-04-30", &[], false), "2025-01-30/2025-04-30");
    assert_eq!(dates("1 week to 2025-04-30", &[], false), "2025-04-24/2025-04-30");
    assert_eq!(dates("53 weeks to 2025-02-01", &[], true), "2024-01-28/2025-02-01");
    assert_eq!(dates("53 weeks to 1000-02-01", &[], true), "", "before all dates");
    for other in
        ["54 weeks to 2025-02-01", "1 weeks to 2025-02-01", "0 weeks to 2025-02-01"]
    {
        assert!(other.parse::<Period>().is_err(), "{other}");
    }
}
