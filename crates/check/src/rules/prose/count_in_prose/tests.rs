//! Sentences that are wrong, and true ones that look like them.

use crate::sample::of_each;

const FIGURES: &str = r#"figures:
  sales: {label: Net sales, value: $5.0B, change: +13% yoy, period: FY 2024, breakdowns: {segments: [cloud, stores, ads], regions: [us, eu, other]}}
  cloud: {label: Cloud, value: $1.4B, period: FY 2024, dimensions: {segment: Cloud}}
  stores: {label: Stores, value: $3.2B, period: FY 2024, dimensions: {segment: Stores}}
  ads: {label: Advertising, value: $0.4B, period: FY 2024, dimensions: {segment: Ads}}
  us: {label: United States, value: $3B, period: FY 2024}
  eu: {label: Europe, value: $1B, period: FY 2024}
  other: {label: Other countries, value: $1B, period: FY 2024}
  peer: {label: Rival sales, value: $9B, period: FY 2024, entity: Rival Inc}
sections:
  - title: One network
    blocks:
      - stack: {title: Three layers, layers: [{name: A}, {name: B}, {name: C}]}
      - points: {title: Three risks to watch, items: [{text: A}, {text: B}, {text: C}]}
      - points: {title: Two acquisitions in a year, items: [{text: A}, {text: B}, {text: C}]}
      - points: {title: Three risks, items: [{text: A}, {text: B}, {text: C}]}"#;

/// What the rule says of each of some sentences.
fn said(texts: &[&str]) -> Vec<usize> {
    of_each(FIGURES, "L143", texts)
}

#[test]
fn what_is_wrong_is_said_once() {
    let texts = [
        "Sales come from four segments.",
        "Its two segments grew.",
        "The company reports two segments.",
        "It has five segments.",
        "All four segments grew.",
        "The four segments make up sales.",
        "Four segments make up net sales.",
        "Two segments make up net sales.",
        "Two of the four segments grew.",
        "Net sales is the sum of four segments.",
        "Sales grew in all four regions.",
        "The business is split into four segments.",
        "It operates in two segments, cloud and stores.",
        "The two segments add up to {sales}.",
        "Net sales rose in all 4 segments.",
        "The company has four reportable segments.",
        "A four-layer stack carries it.",
        "Four layers: one, two, three.",
        "Each of the four segments grew.",
        "Its four regions brought {sales}.",
        "It has two layers.",
        "Four segments are reported.",
        "Of four segments only cloud shrank.",
        "Of the four segments, stores are the largest.",
        "It divides {sales} into two segments.",
        "{sales} in four segments is what it sold.",
        "Five segments grew.",
    ];
    for texts in texts.chunks(40) {
        for (text, count) in texts.iter().zip(said(texts)) {
            assert_eq!(count, 1, "{text}");
        }
    }
}

#[test]
fn what_is_true_or_open_is_not() {
    let texts = [
        "Sales come from three segments.",
        "Two segments grew.",
        "The other two segments fell.",
        "Two of the three segments grew.",
        "The two largest segments grew.",
        "It has two regions of its own.",
        "Its three regions brought {sales}.",
        "Its two regions brought {sales}.",
        "It added two more segments.",
        "Sales fell in two regions.",
        "The three segments make up {sales}.",
        "Rival Inc has four segments.",
        "Both segments grew.",
        "In two segments sales rose.",
        "Sales rose in two of three segments.",
        "Three-quarters of it is cloud.",
        "A two-year plan has three layers.",
        "It has two segments that grow.",
        "The two segments it sold are gone.",
        "Cloud and ads, the two segments that grew, brought {cloud}.",
        "It does not have four segments.",
        "If it had four segments, one could be sold.",
        "Three layers of one stack.",
        "Four segments of the public watch.",
        "He says “it has four segments”.",
        "It left two segments of the market.",
        "One in four regions grew.",
        "Four segments of the market are in decline.",
        "Of four customers, two left.",
        "Of the two segments that grew, cloud is larger.",
        "It earned {cloud} in two segments.",
        "Three segments are reported.",
        "Of three segments only stores shrank.",
        "Five states were hit by the storm.",
        "It divides {sales} into three segments.",
    ];
    for (text, count) in texts.iter().zip(said(&texts)) {
        assert_eq!(count, 0, "{text}");
    }
}
