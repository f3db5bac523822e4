//! What is offered for well-known slips.

use super::*;

pub(super) fn exact(text: &str) -> Option<Meant> {
    Some(Meant::exact(text.to_owned()))
}

pub(super) fn guess(text: &str) -> Option<Meant> {
    Some(Meant::guess(text.to_owned()))
}

#[test]
fn a_quantity_in_another_spelling_is_exact() {
    for (slip, meant) in [
        ("$115.9 billion", "$115.9B"),
        ("US$115.9bn", "$115.9B"),
        ("$115.9m", "$115.9M"),
        ("about 500 thousand chips", "~500K chips"),
        ("13 percent", "13%"),
        ("13\u{a0}%", "13%"),
        ("\u{2212}1.2 pp", "-1.2 pp"),
        ("–1.2%", "-1.2%"),
        ("$ 5B", "$5B"),
        ("5 million customers", "5M customers"),
    ] {
        assert_eq!(quantity(slip), exact(meant), "{slip}");
    }
}

#[test]
fn a_quantity_that_reads_in_two_ways_is_a_guess_or_none() {
    for (slip, meant) in [
        ("115,9", "115.9"),
        ("€1,25", "€1.25"),
        ("5 m", "5M"),
        ("5 mm", "5M"),
        ("5 k chips", "5K chips"),
        ("– 5%", "-5%"),
        ("$12 345", "$12,345"),
    ] {
        assert_eq!(quantity(slip), guess(meant), "{slip}");
    }
    for text in ["a lot", "1,2345", "12,3456%", "$1 5B", "5 10%", "1 2345"] {
        assert_eq!(quantity(text), None, "{text}");
    }
}

#[test]
fn a_change_needs_what_it_is_against() {
    let said = |text| match change(text) {
        Some(Correction::Say(words)) => words,
        _ => String::new(),
    };
    assert!(said("+13%").ends_with("`+13% yoy`"));
    let meant = |text| match change(text) {
        Some(Correction::Write(meant)) => Some(meant),
        _ => None,
    };
    assert_eq!(meant("+13 percent YoY"), exact("+13% yoy"));
    assert_eq!(meant("+1,3% yoy"), guess("+1.3% yoy"));
}

#[test]
fn ids_are_guesses_and_formulas_stay_formulas() {
    assert_eq!(id("Free Cash_Flow").as_deref(), Some("free-cash-flow"));
    assert_eq!(id("nearestGaap").as_deref(), Some("nearest-gaap"));
    assert_eq!(derivation("Sales - Net_Cost"), guess("sales - net-cost"));
    for text in ["(a + b) / c", "a+b / c", "a / {b}"] {
        assert_eq!(derivation(text), None, "{text}");
    }
}

/// Slips with what is offered for each: `=` where it is exact, `?` where it is a guess, and
/// words where somebody has to decide.
fn table(scalar: &str, slips: &[&str]) -> String {
    let line = |slip: &&str| {
        let offered = match correction(scalar, slip) {
            Some(Correction::Write(meant)) => {
                let sign = if meant.safety == Safety::Safe { '=' } else { '?' };
                format!("{sign} {}", meant.text)
            }
            Some(Correction::Say(words)) => words,
            None => "-".to_owned(),
        };
        format!("{} | {offered}\n", slip.escape_debug())
    };
    slips.iter().map(line).collect()
}

const MONEY: &[&str] = &[
    "HK$1.2B",
    "A$1.2B",
    "C$ 5M",
    "NZ$5M",
    "S$5M",
    "NT$5B",
    "R$5B",
    "US$5B",
    "US $5B",
    "AUD$5M",
    "kr 1.2B",
    "1.2B kr",
    "SEK1.2B",
    "sek 5",
    "Fr. 5M",
    "SFr. 5M",
    "RMB 5B",
    "CN¥5B",
    "5B yuan",
    "5 zł",
    "₩5B",
    "₽5B",
    "412.6M€",
    "412.6 M€",
    "€ 412M",
    "412,6 Mio. €",
    "412 Mio. EUR",
    "1,2 Mrd. €",
    "TEUR 412",
    "412 TEUR",
    "€m 412",
    "MEUR 412.6",
    "412MEUR",
    "EURm 412.6",
    "4.2B USD",
    "4.2 billion USD",
    "$1.2 bn",
    "1.2 billion",
    "1.2 billion dollars",
    "GBX 85",
    "85p",
    "85 pence",
    "85¢",
    "85 cents",
    "85p/share",
    "₹12,345 crore",
    "₹1.5 lakh",
    "Rs 500 crore",
    "₹2.9 lakh crore",
    "₹12,34,567",
    "R1.2B",
    "$1.2e9",
    "$(1.2)B",
    "($1.2B)",
    "$-5B",
    "-$ 5B",
    "5 all",
    "£85p",
    "500 US$m",
    "12億円",
    "€400M - €420M",
    "R$ 5 bi",
    "$5B USD",
    "€1,234.5M",
    "€1.234,5",
    "CHF 1'234.50",
    "€ 1\u{202f}234,5 M",
];

/// More of the same, from other countries and other programs.
const MORE: &[&str] = &[
    "£1.2bn",
    "EUR 1.2 Mrd.",
    "1.2 Mio. €",
    "1'234.5 CHF",
    "12,5 %",
    "1 234,5",
    "1\u{a0}234,5",
    "1.2 x",
    "“1.2 x”",
    "3/4",
    "½",
    "1½",
    "10 percent",
    "10 pct",
    "5 basis points",
    "$1.2mm",
    "1.2mm",
    "1.2 mm",
    "USDm 12",
    "12 USDm",
    "$m 12",
    "$ m 12",
    "12 $m",
    "€m12.5",
    "12.5 €bn",
    "GBPm 12",
    "£ million 12",
    "12 £m",
    "USD mn 12",
    "US$ 12 mn",
    "INR 12,345 Cr",
    "₹ 12,345 Cr.",
    "Rs. 12,345 crore",
    "JPY 12億",
    "¥1兆",
    "¥1.2兆円",
    "1.2万",
    "¥123百万",
    "NOK 12 mrd",
    "SEK 12 mdr",
    "12 Md€",
    "12 M€",
    "12 Mds d'euros",
    "12 millions d’euros",
    "12 mil. Kč",
    "R$ 1,2 bilhões",
    "$1,2 mil millones",
    "1,2 mln zł",
    "AED 12m",
    "SAR 12 bn",
    "US¢85",
    "85¢/lb",
    "85 c/lb",
    "85 cents/lb",
    "85p per share",
    "GBX 85.5",
    "85.5 GBp",
    "ZAc 850",
    "-0.0%",
    "+-5%",
    "±5%",
    "+/-5%",
    "+/- 5%",
    "5% ± 1%",
    "n.a.",
    "n.m.",
    "nm",
    "NM",
    "N/A",
    "na",
    "-",
    "nil",
    "$0.5bn–$0.7bn",
    "€10-12m",
    "10%-12%",
    "10 % – 12 %",
    "between 10% and 12%",
    "from 10% to 12%",
    "10 bis 12 %",
    "(0.4)%",
    "(0.4 %)",
    "$(0.42)/share",
    "($0.42)/share",
    "($0.42) per share",
    "(€12m)",
    "€(12)m",
    "-€12m",
    "€-12m",
    "€12m-",
    "12.5%*",
    "12.5%¹",
    "12.5% p.a.",
    "12.5% YoY",
    "$12.5M (est.)",
    "approx. 5%",
    "> 5%",
    "≥ 5 %",
    "=> 5%",
    "min 5%",
    "5% or more",
    "5% min.",
    "less than 5%",
    "under 5%",
    "below 5%",
    "fewer than 500",
    "not more than 5%",
    "about 5 per cent",
    "٥٪",
    "12,345,67",
    "12.345.678,9",
    "1,234,567.8",
    "1 234 567",
    "1_000_000",
    "1,000K",
    "1e6",
    "1.2E+9",
    "1.2·10⁶",
    "1.2 x 10^6",
    "two",
    "five million",
    "5 mil",
    "5MM",
    "$5MM",
    "5 MM USD",
    "5 hundred",
    "5 dozen",
    "5 Tsd.",
    "5 tys.",
];

const MORE_UNITS: &[&str] = &[
    "120 Bps",
    "120 BPS",
    "120 b.p.",
    "120bp",
    "1.2 PPT",
    "1.2 pct pts",
    "1.2 %pt",
    "1.2 % pts",
    "1.2 points",
    "1.2 Pp.",
    "1.2 %-pt",
    "1.2 Prozentpunkte",
    "13 %",
    "13 pc",
    "13 p.c.",
    "13 v.H.",
    "13 pour cent",
    "13‰",
    "130 permille",
    "€1.30/Akt.",
    "€1.30/action",
    "$1.30/sh",
    "$1.30/shr",
    "$1.30/shares",
    "$1.30/ADR",
    "$4.10/gal.",
    "$70/barrel",
    "$70 a barrel",
    "$1,950/ounce",
    "$1.95/pound",
    "$1.95 per lb",
    "$9,500/ton",
    "$9,500/metric ton",
    "$9,500/tonne",
    "$9,500/mt",
    "$3.2/mmbtu",
    "€45 per MWh",
    "€45/Mwh",
    "$12/sq ft",
    "$12/sqft",
    "500 KM",
    "500 Km",
    "500 kms",
    "12 Gigawatt",
    "12 GW-h",
    "5 TWh",
    "5 mtpa",
    "120 mboe/d",
    "500 mb/d",
    "500 bbl/day",
    "500 barrels per day",
    "500 bbls/d",
    "3 yrs",
    "3 years",
    "3 y",
    "18 months",
    "12 Mitarbeiter",
    "318 stores",
    "2.5X",
    "2.5-fold",
    "2.5 mal",
    "2,5x",
    "USD/EUR 1.08",
    "1.08 USD/EUR",
    "1.08 $/€",
    "146 JPY/USD",
    "¥146 per dollar",
    "¥146/$",
];

const NUMBERS: &[&str] = &[
    "(1.2)",
    "(5%)",
    "(5)%",
    ".5",
    "-.5%",
    "5.",
    "005",
    "1,2345",
    "12,3456%",
    "1.234,5",
    "1.234.567",
    "1'234",
    "12 345",
    "12\u{a0}345",
    "12\u{2009}345 km",
    "\u{2212}5%",
    "５％",
    "2.5×",
    "2.5 x",
    "2.5 times",
    "5 %",
    "≥5%",
    ">5%",
    "<5%",
    "5%+",
    "at least 5%",
    "nearly 5M",
    "10–12%",
    "10-12%",
    "10% to 12%",
    "$1.2-1.4B",
    "12–10%",
    "-5 - 3",
    "1.2-",
    "~ 5%",
    "circa 500 t",
    "1.2345678",
    "a lot",
    "1 2345",
    "5 10%",
    "5e3",
    "5e4",
    "n/a",
    "TBD",
    "—",
];

const UNITS: &[&str] = &[
    "120 bps",
    "120bps",
    "1.2 ppt",
    "1.2 pts",
    "1.2 p.p.",
    "1.2pp",
    "1.2 percentage points",
    "120 basis points",
    "13 pct",
    "13 percent",
    "$1.30 per share",
    "€1.30/Aktie",
    "€1.30 je Aktie",
    "€1.30 par action",
    "$1.30 a share",
    "5M Aktien",
    "¥146/usd",
    "$1.08 per EUR",
    "120 kboe/d",
    "120K boe/day",
    "500K bpd",
    "5 Mt",
    "5 kt",
    "120 koz",
    "5M barrels",
    "450 sqft",
    "450 sq ft",
    "5 m2",
    "12 sqm",
    "5M TEUs",
    "3.8 gigawatts",
    "5 hours",
    "12 Stunden",
    "5 Stück",
    "5 developers",
    "$5/cup",
    "5M liters",
    "3 days",
    "5 tonnes",
];

const PERIODS: &[&str] = &[
    "FY26 Q1",
    "Q1 FY26",
    "FY2026 Q1",
    "1Q26",
    "Q1'26",
    "Q1’26",
    "Q1-2026",
    "2026Q1",
    "FY26",
    "FY2026",
    "FY 2024/25",
    "2024/25",
    "H1 FY26",
    "1H25",
    "HY25",
    "LTM",
    "LTM Q3 2025",
    "ltm sep 2025",
    "TTM",
    "YTD",
    "NTM",
    "9M25",
    "9M2025",
    "1QFY26",
    "FY3/25",
    "9M FY26",
    "9M'25",
    "6M 2025",
    "3M 2025",
    "12M 2025",
    "YTD Q3/2025",
    "2025 Q3 YTD",
    "YTD Sep 2025",
    "YTD 2025",
    "year ended 31 March 2025",
    "Year ended March 31, 2025",
    "year to March 2025",
    "FY ended 31 March 2025",
    "twelve months ended 30 September 2025",
    "three months ended September 30, 2025",
    "nine months ended 30 September 2025",
    "quarter ended 28 September 2025",
    "six months to June 2025",
    "September 2025",
    "Sept. 2025",
    "Sep-25",
    "2025-9",
    "09/2025",
    "2025/09",
    "2025M09",
    "März 2025",
    "décembre 2025",
    "CY2025",
    "CY 2025",
    "CY Q3 2025",
    "52 weeks ended 2025-02-01",
    "13 weeks ended April 30, 2025",
    "thirteen weeks ended 30 April 2025",
    "13-week period ended 30 April 2025",
    "54 weeks to 2025-02-01",
    "FY2025E",
    "FY25A",
    "Q3 2025E",
    "HY1 2025",
    "FY24/25",
    "TTM 2025",
    "TTM ended Q3 2025",
    "LTM 9/2025",
    "LTM to Sep-25",
    "Jul-Sep 2025",
    "July to September 2025",
    "Oct 2025 - Sep 2026",
    "2025-07..2025-09",
    "2025-07/2025-09",
    "Sep-25 - Dec-25",
    "premier semestre 2025",
    "first half 2025",
    "first half of fiscal 2025",
    "third quarter 2025",
    "3rd quarter 2025",
    "3. Quartal 2025",
    "1. Halbjahr 2025",
    "S1 2025",
    "T3 2025",
    "GJ 2025",
    "exercice 2025",
    "fiscal 2025",
    "fiscal year 2025",
    "full year 2025",
    "2025",
    "first nine months of 2025",
    "nine months 2025",
    "Q3\u{a0}2025",
    "H1\u{202f}2025",
    "q3 2025",
    "as of 30 September 2025",
    "2025-09-30",
    "30.09.2025",
    "2025-07-28 to 2025-10-26",
    "28 July 2025 – 26 October 2025",
    "2025-10-26/2025-07-28",
    "Q5 2025",
    "FY 20-25",
    "Q3 20 25",
    "Q3 2025 (unaudited)",
    "H1 + H2 2025",
    "M9 2025",
    "last year",
    "FY26 Q1 ",
    "FY2026-Q1",
    "Q1FY2026",
    "Q1 FY2026",
    "FQ1 2026",
    "FQ1'26",
    "1Q 2026",
    "Q1/26",
    "Q1/2026",
    "Q1, 2026",
    "Q1 of 2026",
    "first quarter of fiscal 2026",
    "1st half 2025",
    "1H 2025",
    "H1-25",
    "2025H1",
    "2025 H1",
    "9M FY2025",
    "9M/2025",
    "9 months 2025",
    "9 Monate 2025",
    "9M 25",
    "neun Monate 2025",
    "LTM Sep-25",
    "LTM Q3'25",
    "TTM Q3/25",
    "LTM September 2025",
    "LTM to 30 September 2025",
    "TTM 30.09.2025",
    "L12M",
    "FY to March 2025",
    "FYE March 2025",
    "FYE 31/03/2025",
    "year ending June 30, 2026",
    "FY 25",
    "FY'25",
    "FY-2025",
    "FY2025/26",
    "2025E",
    "2025e",
    "2026 (est.)",
    "CY25",
    "calendar 2025",
    "Sep 2025",
    "sept 2025",
    "September, 2025",
    "2025 September",
    "septembre 2025",
    "settembre 2025",
    "Aug. 2025",
    "mid-2025",
    "end of 2025",
    "year-end 2025",
    "as at 30 September 2025",
    "at 30 September 2025",
    "30 September 2025",
    "30 Sep 25",
    "at Sep 30, 2025",
    "at 2025-9-30",
    "12M to Sep 2025",
    "12 months to September 2025",
    "52w to 1 Feb 2025",
    "26 weeks ended 2 August 2025",
    "week 40 2025",
    "Q3",
    "Phase 1",
];

const CHANGES: &[&str] = &[
    "+5.9%\u{a0}yoy",
    "+5.9%",
    "+5.9 % yoy",
    "+5.9%yoy",
    "5.9% YoY",
    "+5.9% y-o-y",
    "+190bps yoy",
    "+1.2 p.p. yoy",
    "up 5% yoy",
    "down 5% yoy",
    "(5%) yoy",
    "+5.9% zum Vorjahr",
    "+5.9% vs. prior",
    "+5.9% vs last year",
    "+5% q/q",
    "+26% to +28% yoy",
    "n.m.",
    "\u{2212}5 % yoy",
    "+5.9% y/y",
    "+5.9% (yoy)",
    "yoy +5.9%",
    "+5.9% on year",
    "+5.9% a year ago",
    "+120 bps",
    "+120bps y/y",
    "+1.2 ppt yoy",
    "+1.2ppts yoy",
    "+5.9%  yoy",
    "flat yoy",
    "flat",
    "unchanged yoy",
    "-0.0% yoy",
    "n.m. yoy",
    "nm yoy",
    "n.a. yoy",
    "N/M yoy",
    "+5,9 % yoy",
    "+€12m yoy",
    "+5-7% yoy",
    "+5% to 7% yoy",
    "x2 yoy",
    "2x yoy",
    "+5.9% vs 2024",
    "+5.9% vs Q3 2024",
    "+5.9% gg. Vj.",
    "+5,9 % zum Vorjahr",
    "+5.9% ex-FX",
    "+5.9% organic",
    "+5.9% cc",
    "+5.9% yoy cc",
];

const ADDRESSES: &[&str] = &[
    "https://ja.example.com/決算/2025年",
    "https://münchen.example/bericht",
    "https://example.com/café?q=naïve",
    "https://example.com/a b.pdf",
    "www.example.com",
    "example.com",
    "file:///home/report.pdf",
    "javascript:alert(1)",
    "https://example.com/résumé (1).pdf",
    "https://example.com/a\u{a0}b",
    "https://пример.example/",
    "https://例え.example/決算",
    "https://example.com/100%",
    "https://example.com/<id>",
    "https://example.com/{id}",
    "https://example.com/a|b",
    "HTTPS://Example.com/a",
    "http:/example.com",
    "https//example.com",
    "https:// example.com",
    "example.com/report",
    "<https://example.com>",
    "https://straße.example/",
];

#[test]
fn what_is_offered_for_each_spelling() {
    let tables = [
        ("Quantity", MONEY),
        ("Quantity", MORE),
        ("Quantity", MORE_UNITS),
        ("Quantity", NUMBERS),
        ("Quantity", UNITS),
        ("Period", PERIODS),
        ("Change", CHANGES),
        ("Url", ADDRESSES),
    ];
    let tables =
        tables.map(|(scalar, slips)| format!("{scalar}\n{}", table(scalar, slips)));
    insta::assert_snapshot!("offered", tables.join("\n"));
}

/// What stands between backticks in a help.
fn quoted(help: &str) -> impl Iterator<Item = &str> {
    help.split('`').skip(1).step_by(2)
}

/// Nobody is told to write what is then refused.
#[test]
fn what_a_help_quotes_is_accepted() {
    let all = [
        ("Quantity", MONEY),
        ("Quantity", MORE),
        ("Quantity", MORE_UNITS),
        ("Quantity", NUMBERS),
        ("Quantity", UNITS),
        ("Quantity", MORE),
        ("Quantity", MORE_UNITS),
        ("Period", PERIODS),
        ("Change", CHANGES),
        ("Url", ADDRESSES),
    ];
    for (scalar, slip) in all
        .iter()
        .flat_map(|(scalar, slips)| slips.iter().map(move |slip| (*scalar, *slip)))
    {
        let Some(correction) = correction(scalar, slip) else { continue };
        for text in quoted(&correction.help()) {
            let range =
                text.strip_prefix("range: {low: ").and_then(|it| it.strip_suffix('}'));
            let key = text.strip_prefix("qualifier: ");
            let texts: Vec<&str> = match (range, key) {
                (Some(ends), _) => ends.split(", high: ").collect(),
                (_, Some(word)) => {
                    assert!(word.parse::<strata_model::Qualifier>().is_ok(), "{word}");
                    continue;
                }
                _ if text.starts_with("{change: ") => {
                    let change = text.strip_prefix("{change: ").unwrap_or("");
                    let change = change.split(", adjustment").next().unwrap_or("");
                    assert!(is_of("Change", change), "{slip}: `{text}`");
                    continue;
                }
                _ if [
                    "value",
                    "guidance",
                    "basis: analyst-estimate",
                    "change",
                    "note",
                    "comparisons",
                ]
                .contains(&text) =>
                {
                    continue;
                }
                _ if text.starts_with("tolerance: ") => {
                    vec![text.strip_prefix("tolerance: ").unwrap_or("")]
                }
                _ if text.ends_with("yoy") || text.ends_with("qoq") => {
                    assert!(is_of("Change", text), "{slip}: `{text}`");
                    continue;
                }
                _ => vec![text],
            };
            for text in texts {
                assert!(is_of(scalar, text), "{slip}: `{text}` is no {scalar}");
            }
        }
    }
}

/// Whatever stands there, nothing panics, and what is offered is of the form. The same texts
/// on every machine.
#[test]
fn nothing_is_offered_that_is_refused() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let number =
        "[-+~$€£¥(]{0,2}[0-9.,' ]{1,9}[-–]?[0-9KMBTmnbk%x)]{0,4} ?[A-Za-z/.€²ü]{0,9}";
    let time = "(FY|Q|H|9M|LTM|YTD|year|to|ended|-|/|Sep|m|e| |[0-9]{1,4}|weeks|é){1,7}";
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let refused = |scalar: &str, text: &str| {
        let Some(Correction::Write(meant)) = correction(scalar, text) else {
            return Ok(());
        };
        prop_assert!(is_of(scalar, &meant.text), "{} {:?}: {:?}", scalar, text, meant);
        Ok(())
    };
    let holds = |(number, time, any): (String, String, String)| {
        for (scalar, text) in
            [("Quantity", &number), ("Change", &number), ("Period", &time)]
        {
            refused(scalar, text)?;
        }
        for scalar in ["Quantity", "Change", "Period", "Date", "Url", "Id"] {
            refused(scalar, &any)?;
        }
        Ok(())
    };
    let texts = (number, time, "\\PC{0,24}");
    TestRunner::new_with_rng(config, seed).run(&texts, holds).unwrap();
}

#[test]
fn identifiers_and_days_in_another_spelling() {
    let meant = |scalar, text| match correction(scalar, text) {
        Some(Correction::Write(meant)) => Some(meant),
        _ => None,
    };
    for (scalar, slip, right) in [
        ("Isin", "us 0231351067", "US0231351067"),
        ("Lei", "zxtilkjkg63jeloeg630", "ZXTILKJKG63JELOEG630"),
        ("Currency", "eur", "EUR"),
        ("EventDate", "5 February 2026", "2026-02-05"),
        ("EventDate", "at 2026-02-05", "2026-02-05"),
        ("EventDate", "2026 Q1", "Q1 2026"),
    ] {
        assert_eq!(meant(scalar, slip), exact(right), "{slip}");
    }
    assert_eq!(meant("Currency", "€"), guess("EUR"));
    for (scalar, text) in
        [("Isin", "0231351067"), ("Currency", "euros"), ("EventDate", "in spring")]
    {
        assert_eq!(meant(scalar, text), None, "{text}");
    }
}
