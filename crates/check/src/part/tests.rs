use crate::sample;

const GOOD: &str = "\
sources: {a: {title: Report, tier: issuer}}
figures:
  sales: {label: Sales, value: $4.0B, period: FY 2024, source: a}
  cloud: {label: Cloud, value: $1.0B, period: FY 2024, source: a}
sections:
  - title: One
    blocks:
      - text: {paragraphs: ['Sales were {sales}.', 'Cloud was {cloud}.']}
      - text: {paragraphs: ['Others were {others}.']}
";

/// The codes of what is found after something is written in the place of something else.
fn codes(from: &str, to: &str) -> Vec<&'static str> {
    assert!(GOOD.contains(from), "{from}");
    let mut codes = sample::codes(&sample::report(&GOOD.replacen(from, to, 1)));
    codes.retain(|code| !["L053", "L040", "L042", "L047"].contains(code));
    codes
}

#[test]
fn a_slip_hides_nothing_of_what_does_not_hang_on_it() {
    assert_eq!(codes("Sales were", "Sales were"), ["L002"]);
    for (from, to, shape) in [
        ("label: Sales", "labell: Sales", vec!["S001"]),
        ("period: FY 2024", "period: 2024 FY", vec!["S005"]),
        ("value: $1.0B", "value: [$1.0B]", vec!["S004"]),
        ("tier: issuer", "tier: isuer", vec!["S003"]),
        ("- title: One", "- titel: One", vec!["S001"]),
        ("sections:", "title: [B]\nsections:", vec!["S004"]),
        (
            "sections:",
            "subject: {nam: Example plc, fiscal-year: calendar}\nsections:",
            vec!["S001"],
        ),
        ("sections:", "sektions:", vec!["S001"]),
        ("figures:", "figurs:", vec!["S001"]),
        ("sections:", "as-of: 31.10.2025\nsections:", vec!["S005"]),
    ] {
        let found = codes(from, to);
        let of_shape: Vec<_> =
            found.iter().copied().filter(|code| code.starts_with('S')).collect();
        assert_eq!(of_shape, shape, "{to}");
        let of_rules: Vec<_> =
            found.iter().copied().filter(|code| code.starts_with('L')).collect();
        assert_eq!(of_rules, ["L002"], "{to}");
    }
}
