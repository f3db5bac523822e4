use crate::sample::report;
use crate::{Located, Severity};

/// What is said of a figure with a quote: its message and whether it stops the press.
fn said(keys: &str, quote: &str) -> Vec<String> {
    let quote = serde_json::to_string(quote).expect("a text");
    let brief = format!(
        "subject: {{name: Example plc}}\nunits: {{employees: people at work}}\nperiods: {{Q3 2026: \
         2025-07-28/2025-10-26, Q2 2026: 2025-04-28/2025-07-27, FY 2026: \
         2025-01-27/2026-01-25, Q3 2025: 2024-07-29/2024-10-27, Q4 2025: \
         2024-10-28/2025-01-26, H1 2025: 2024-01-29/2024-07-28, FY 2025: \
         2024-01-29/2025-01-26, H1 2026: 2025-01-27/2025-07-27}}\nfigures:\n  a: {{{keys}, \
         quote: {quote}}}\n"
    );
    let report = report(&brief);
    let all = report.findings().iter().map(Located::finding);
    let own = all.filter(|it| ["L140", "S001", "S005", "S004"].contains(&it.rule().code));
    own.map(|it| {
        let mark = if it.severity() == Severity::Error { "!" } else { "?" };
        format!("{mark} {}", it.message())
    })
    .collect()
}

const SALES: &str = "label: Revenue, value: $57.0B, change: +62% yoy, prior: $35.1B, \
                     period: Q3 2026, comparisons: [{change: +22% qoq}]";
const FLOW: &str = "label: Operating cash flow, value: $130.7B, change: +16% yoy, prior: \
                    $112.7B, period: TTM to 2025-09-30";

/// As companies write them.
const TRUE: &[(&str, &str)] = &[
    (SALES, "record revenue of $57.0 billion, up 22% from Q2 and up 62% from a year ago"),
    (
        SALES,
        "Revenue was a record $57.0 billion, up 22% sequentially and up 62% year on year.",
    ),
    (SALES, "Revenue for the third quarter of fiscal 2026 was $57,006 million"),
    (
        SALES,
        "third-quarter revenue of $57 billion, the highest since the first quarter of 2019",
    ),
    (SALES, "Q3 FY26 revenue of $57.0bn vs $35.1bn in Q3 FY25"),
    (SALES, "Total revenue 57,006 35,082"),
    (SALES, "revenue in the quarter ended October 26, 2025 rose by $21.9 billion"),
    (SALES, "revenue rose 62%, our third quarter in a row above 50%"),
    (SALES, "revenue rose 62%; 15% of it came from one customer"),
    (SALES, "up 60% in constant currency"),
    (SALES, "sales in the 13 weeks ended October 26, 2025 were $57.0 billion"),
    (
        FLOW,
        "increased 16% to $130.7 billion for the trailing twelve months, compared with \
            $112.7 billion for the trailing twelve months ended September 30, 2024",
    ),
    (FLOW, "Operating cash flow was $130.7 billion over the last twelve months."),
    (
        "label: Sales, value: $180.2B, change: +13% yoy, prior: $158.9B, period: Q3 2026",
        "Net sales increased 13% to $180.2 billion in the third quarter, compared with $158.9 \
         billion in third quarter 2025. Excluding the $1.5 billion favorable impact from \
         year-over-year changes in foreign exchange rates, net sales increased 12%",
    ),
    (
        "label: Outlook, range: {low: $206.0B, high: $213.0B}, period: FY 2026, guidance: \
         {issued: 2025-10-30}",
        "Net sales are expected to be between $206.0 billion and $213.0 billion, or to grow \
         between 10% and 13% compared with 2025",
    ),
    (
        "label: Outlook, range: {low: $206.0B, high: $213.0B}, period: FY 2026, guidance: \
         {issued: 2025-10-30}",
        "raised from $200 billion–$206 billion to $206.0 billion–$213.0 billion",
    ),
    (
        "label: Outlook, value: $65.0B, tolerance: 2%, period: FY 2026, guidance: {issued: \
         2025-10-30}",
        "$65.0 billion, plus or minus 2%",
    ),
    (
        "label: Net sales, value: $84.4B, change: +8% yoy, prior: $78.2B, period: Q4 2025",
        "Net sales for the quarter increased 8.0 percent, to $84.4 billion, from $78.2 \
         billion last year",
    ),
    (
        "label: Diluted EPS, value: $5.87/share, change: +11% yoy, prior: $5.29/share, period: Q4 2025",
        "Net income for the sixteen-week fourth quarter was $2,610 million, $5.87 per diluted \
         share, up from $5.29 per diluted share in the fourth quarter last year",
    ),
    (
        "label: EPS, value: $1.95/share, prior: $1.43/share, change: up yoy, period: Q3 2026",
        "diluted earnings per share were $1.95, compared with $1.43",
    ),
    (
        "label: EBITDA, value: $2.7B, change: -44% yoy, prior: $4.8B, period: Q3 2026",
        "EBITDA of USD 2.7bn compared to USD 4.8bn",
    ),
    (
        "label: Profit before tax, value: $7.3B, change: -14% yoy, prior: $8.5B, period: Q3 2026",
        "Profit before tax of $7.3bn was $1.2bn lower than in 3Q24",
    ),
    (
        "label: Cloud revenue, value: €5.29B, change: +22% yoy, comparisons: [{change: +27% \
         yoy, adjustment: constant-currency}], period: Q3 2026",
        "Cloud revenue was up 22% to €5.29 billion, and up 27% at constant currencies",
    ),
    (
        "label: Net income, value: $1.2B, prior: -$0.4B, change: n.m. yoy, period: Q3 2026",
        "net income of $1.2 billion compared to a net loss of $(0.4) billion",
    ),
    (
        "label: Net loss, value: -$0.4B, prior: -$0.6B, change: up yoy, period: Q3 2026",
        "the net loss decreased to $0.4 billion from $0.6 billion",
    ),
    (
        "label: Employees, value: 1.58M employees, change: -2% yoy, period: at 2025-10-26",
        "Headcount decreased 2% to 1,578,000 at the end of the third quarter",
    ),
    (
        "label: Comparable sales, change: +5.7% yoy, period: Q3 2026",
        "Comparable sales increased 5.7% for the third quarter",
    ),
    (
        "label: Operating margin, value: 12.5%, prior: 11.3%, change: +1.2 pp yoy, period: Q3 2026",
        "the operating margin rose to 12.5% from 11.3%, an increase of 120 basis points",
    ),
    (
        "label: Gross margin, value: 73.4%, period: Q3 2026",
        "GAAP and non-GAAP gross margins were 73.4% and 73.6%, respectively",
    ),
    (
        "label: Renewal rate, value: 92.3%, period: Q3 2026",
        "renewal rates were 92.3%, and membership income rose 14%",
    ),
    (
        "label: Revenue, value: £3.2B, change: +10% yoy, prior: £2.9B, period: H1 2026",
        "Revenue for the six months to 27 July 2025 was £3.2bn (H1 2025: £2.9bn), an increase \
         of 10%",
    ),
    (
        "label: Capital spending, value: ~$125B, period: FY 2026, guidance: {issued: 2025-10-30}",
        "we expect full-year cash capex to be approximately $125 billion in 2025",
    ),
    (
        "label: Backlog, value: $455B, change: +359% yoy, period: at 2025-10-26",
        "remaining performance obligations were $455 billion, up 359%",
    ),
    (
        "label: Growth of revenue, value: 20.2%, period: Q3 2026",
        "AWS grew 20.2% year over year, accelerating from 17.5% last quarter",
    ),
    (
        "label: Cost to serve, value: $2,290, change: -4.2% yoy, better: lower, period: Q3 2026",
        "unit cost fell 4.2% to $2,290",
    ),
    (
        "label: Users, value: 700M+, period: Q3 2026",
        "more than 700 million people now use it each month, up from 500 million",
    ),
    (
        "label: Revenue run rate, value: $1B, period: run rate at 2025-10-30",
        "a $1 billion annualized revenue run rate in the first quarter",
    ),
    (
        "label: Restated revenue, value: $9.1B, prior: $9.4B, change: -3% yoy, period: Q3 2026",
        "Revenue of $9.1 billion was 3% below the restated $9.4 billion",
    ),
    (
        "label: Retention, value: 125%, period: at 2025-10-26",
        "net revenue retention of 125% as of October 26, 2025, against 127% at October 27, 2024",
    ),
    (
        "label: Earnings per share, value: £0.124/share, period: H1 2026",
        "Statutory basic EPS was 12.4p (H1 2025: 11.1p)",
    ),
    (
        "label: Dividend, value: AUD 0.13/share, period: H1 2026",
        "an interim dividend of 13 cents per share",
    ),
    (
        "label: Production, value: 190K, change: +5% qoq, period: Q3 2026",
        "190,200 ounces in the October quarter, 5% higher than the July quarter",
    ),
    (
        "label: Prior cash, value: £1.40B, period: at 2024-10-27",
        "cash of £1.65bn (27 October 2024: £1.40bn)",
    ),
    (
        "label: Umsatz, value: €12.5B, period: Q3 2026",
        "Der Umsatz stieg um 5 % auf 13,5 Mrd. Euro",
    ),
    (
        "label: Chiffre, value: €12.5B, period: Q3 2026",
        "un chiffre d'affaires de 13.5 milliards d'euros dans le premier semestre",
    ),
];

#[test]
fn honest_quotes_are_left_alone() {
    let wrong: Vec<_> = TRUE
        .iter()
        .map(|(keys, quote)| (*quote, said(keys, quote)))
        .filter(|(_, said)| !said.is_empty())
        .collect();
    assert_eq!(wrong, []);
}

/// With the part of the message that names what is wrong.
const FALSE: &[(&str, &str, &str)] = &[
    (SALES, "record revenue of $75.0 billion, up 62% from a year ago", "! $75.0 billion"),
    (SALES, "record revenue of $57.0 billion, up 26% from a year ago", "! 26%"),
    (SALES, "Revenue was $57.0 billion, down 62% from a year ago", "? down 62%"),
    (
        SALES,
        "Revenue for the second quarter of fiscal 2026 was $57.0 billion",
        "? second quarter of fiscal 2026",
    ),
    (
        SALES,
        "Revenue for the third quarter of fiscal 2025 was $57.0 billion",
        "? third quarter of fiscal 2025",
    ),
    (
        SALES,
        "Revenue for the nine months ended October 26, 2025 was $57.0 billion",
        "? nine months ended October 26, 2025",
    ),
    (
        SALES,
        "Revenue for the quarter ended July 27, 2025 was $57.0 billion",
        "? quarter ended July 27, 2025",
    ),
    (SALES, "Full-year revenue was $57.0 billion", "? Full-year"),
    (SALES, "revenue of $57.0 million", "! $57.0 million"),
    (
        FLOW,
        "increased 16% to $103.7 billion for the trailing twelve months",
        "! $103.7 billion",
    ),
    (
        FLOW,
        "Operating cash flow was $130.7 billion in the third quarter",
        "? third quarter",
    ),
    (
        "label: EPS, value: $1.95/share, prior: $1.43/share, change: up yoy, period: Q3 2026",
        "diluted earnings per share were $1.59",
        "! $1.59",
    ),
    (
        "label: EBITDA, value: $2.7B, change: -44% yoy, prior: $4.8B, period: Q3 2026",
        "EBITDA of USD 7.2bn",
        "! USD 7.2bn",
    ),
    (
        "label: Renewal rate, value: 92.3%, period: Q3 2026",
        "renewal rates were 93.2%",
        "! 93.2%",
    ),
    (
        "label: Employees, value: 1.58M employees, change: -2% yoy, period: at 2025-10-26",
        "Headcount decreased 2% to 1,758,000",
        "! 1,758,000",
    ),
    (
        "label: Outlook, range: {low: $206.0B, high: $213.0B}, period: FY 2026, guidance: \
         {issued: 2025-10-30}",
        "expected to be between $208.0 billion and $213.0 billion",
        "! $208.0 billion",
    ),
    (
        "label: Comparable sales, change: +5.7% yoy, period: Q3 2026",
        "Comparable sales increased 7.5% for the third quarter",
        "! 7.5%",
    ),
    (
        "label: Comparable sales, change: +5.7% yoy, period: Q3 2026",
        "Comparable sales decreased 5.7%",
        "? decreased 5.7%",
    ),
    (
        "label: Users, value: 700M+, period: Q3 2026",
        "more than 200 million people now use it each month",
        "! 200 million",
    ),
    (
        "label: Retention, value: 125%, period: at 2025-07-27",
        "net revenue retention of 125% as of October 26, 2025",
        "? as of October 26, 2025",
    ),
    (
        "label: Outlook, range: {low: '$1,195M', high: '$1,200M'}, period: FY 2026, guidance: \
         {issued: 2025-10-30}",
        "revenue of $1.915 - $1.200 billion",
        "! $1.915",
    ),
    (
        "label: Cash, value: £1.65B, prior: £1.40B, change: up yoy, period: at 2025-10-26",
        "cash of £6.15bn (27 October 2024: £1.40bn)",
        "! £6.15bn",
    ),
    (
        "label: Earnings per share, value: £0.124/share, period: H1 2026",
        "statutory basic EPS was 14.2p",
        "! 14.2p",
    ),
    (SALES, "revenue of $57.1 billion", "! $57.1 billion"),
    (
        "label: Production, value: 190K, change: +5% qoq, period: H1 2026",
        "190,200 ounces, 5% lower than the March quarter",
        "? 5%",
    ),
    (
        "label: Margin, value: 12.5%, prior: 11.3%, change: +1.2 pp yoy, period: Q3 2026",
        "a margin of 12.5%, up 210 basis points",
        "! 210 basis points",
    ),
];

#[test]
fn quotes_that_say_something_else_are_found() {
    let wrong: Vec<_> = FALSE
        .iter()
        .map(|(keys, quote, wanted)| (*quote, *wanted, said(keys, quote)))
        .filter(|(_, wanted, said)| {
            let (mark, words) = wanted.split_once(' ').expect("a mark");
            !matches!(said.as_slice(), [one]
                if one.starts_with(mark) && one.contains(&format!("{words}`")))
        })
        .collect();
    assert_eq!(wrong, []);
}
