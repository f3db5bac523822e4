//! Sentences that are wrong, and true ones that look like them.

use crate::sample::report;

const FIGURES: &str = r#"figures:
  sales: {label: Net sales, short: Sales, value: $5.0B, change: +13% yoy, prior: $4.4B, period: FY 2024, breakdowns: {segments: [cloud, stores, ads]}}
  cloud: {label: Cloud, value: $1.4B, change: +104% yoy, prior: $0.69B, period: FY 2024, dimensions: {segment: Cloud}}
  stores: {label: Stores, value: $3.2B, change: -5% yoy, period: FY 2024, dimensions: {segment: Stores}}
  ads: {label: Advertising, value: $0.4B, change: +190% yoy, prior: $0.14B, period: FY 2024, dimensions: {segment: Ads}}
  share: {label: Cloud share of sales, value: 28%, period: FY 2024}
  capex: {label: CapEx, value: $2.10B, change: +31% yoy, prior: $1.60B, period: FY 2024}
  ocf: {label: Operating cash flow, value: $2.5B, change: +1% yoy, period: FY 2024}
  users: {label: Users, value: 12.1M, change: 2.2x yoy, period: FY 2024}
  debt: {label: Net debt, value: $0.9B, prior: $1.75B, change: -49% yoy, better: lower, period: at 2024-12-31}
  guide: {label: Sales outlook, value: $10B, period: FY 2025, guidance: {issued: 2025-01-30}}
  q: {label: Q4 sales, value: $1.3B, change: +4% yoy, prior: $1.25B, period: Q4 2024, comparisons: [{as: qoq, change: +2% qoq}]}"#;

/// What the rule says of each of some sentences.
fn said(texts: &[&str]) -> Vec<usize> {
    let lines = texts.iter().map(|text| {
        let text = serde_json::to_string(text).expect("a text");
        format!("    - {text}\n")
    });
    let head = format!("{FIGURES}\nverdict:\n  text:\n");
    let first = head.lines().count() + 5;
    let report = report(&(head + &lines.collect::<String>()));
    let own = report.findings().iter().filter(|it| it.finding().rule().code == "L142");
    let lines: Vec<_> = own.map(|it| it.region().start.line).collect();
    (1..=texts.len())
        .map(|at| lines.iter().filter(|line| **line == first + at).count())
        .collect()
}

#[test]
fn what_is_wrong_is_said_once() {
    let texts = [
        "Sales doubled to {sales}.",
        "Net sales doubled from {sales.prior} to {sales}.",
        "Sales nearly doubled to {sales}.",
        "CapEx doubled to {capex}.",
        "CapEx, up {capex.rise}, doubled.",
        "CapEx doubled in a year ({capex.rise}).",
        "Cloud tripled to {cloud}.",
        "Cloud more than tripled to {cloud}.",
        "Cloud nearly doubled from {q} to {sales}.",
        "Advertising doubled to {ads}.",
        "Advertising more than quadrupled to {ads}.",
        "Advertising quadrupled from {ads.prior}.",
        "Sales more than halved from {sales} to {stores}.",
        "CapEx halved to {capex}.",
        "Sales halved.",
        "Users tripled to {users}.",
        "A threefold rise in users to {users} followed.",
        "Users grew fivefold to {users}.",
        "It doubled its capex to {capex}.",
        "Doubling capex to {capex} was bold.",
        "CapEx was twice its level of {capex.prior}.",
        "At {capex}, capex is three times its level of {capex.prior}.",
        "{stores} is four times {cloud}.",
        "Stores, at {stores}, are four times the {cloud} of Cloud.",
        "{sales} of sales is five times {capex}.",
        "CapEx of {capex} is double the {capex.prior} of last year.",
        "Advertising grew four times as fast as Cloud.",
        "Cloud grew {cloud.rise}, twice as fast as advertising.",
        "{cloud}, half of {sales}.",
        "Cloud brought {cloud}, two thirds of {sales}.",
        "Cloud brought {cloud}, half of sales.",
        "Cloud is half of sales.",
        "Half of sales came from Cloud.",
        "More than half of sales came from Cloud ({cloud}).",
        "Stores bring a third of sales.",
        "Stores make up three quarters of net sales.",
        "Most of sales came from Cloud.",
        "The majority of sales came from cloud ({cloud}).",
        "Cloud accounts for nearly half of sales ({share}).",
        "A third of sales ({share}) is Cloud.",
        "Cloud has {share} of sales, or about half.",
        "Nearly a third of sales came from Advertising.",
        "Stores brought less than half of sales.",
        "Stores brought about half of sales: {stores}.",
        "Ads, a quarter of sales, grew.",
        "{debt} is a quarter of {debt.prior}.",
        "CapEx of {capex} took half of {ocf}.",
        "Stores earned the bulk of it, and Cloud brought a tenth of sales.",
        "Cloud, a fifth of sales, doubled.",
        "More than two thirds of sales came from Stores ({stores}).",
        "Net debt fell by a third to {debt}.",
        "CapEx rose by half to {capex}.",
        "Stores shrank by a quarter.",
        "CapEx rose by two thirds from {capex.prior} to {capex}.",
        "Sales grew by more than a quarter.",
        "CapEx was a tenth higher than the {capex.prior} of last year.",
        "Cloud has tripled to {cloud}.",
        "Cloud sales tripled to {cloud}.",
        "Advertising has quintupled, to {ads}.",
        "CapEx has doubled since last year, from {capex.prior} to {capex}.",
        "A doubling of capex to {capex} weighed.",
        "Capex, which doubled to {capex}, weighed.",
        "CapEx of {capex} doubled from {capex.prior}.",
        "Sales are double the {sales.prior} of a year ago.",
        "Sales, at {sales}, are more than twice the {sales.prior} of last year.",
        "Net debt tripled to {debt}.",
        "Stores account for only half of net sales ({stores}).",
        "At {cloud}, Cloud is nearly half of sales.",
        "Cloud generates two thirds of net sales.",
        "About two thirds of net sales come from Cloud.",
        "The majority of net sales, {cloud}, came from Cloud.",
        "Some {share} of sales, more than a third, came from Cloud.",
        "Cloud's share of {share}, or a fifth, is small.",
        "Capex, at {capex}, was half of {ocf}.",
        "Sales rose by nearly a third, to {sales}.",
        "CapEx is up by a tenth on the year, to {capex}.",
        "CapEx grew a tenth to {capex}.",
        "Advertising revenue nearly doubled to {ads}.",
        "Advertising is only a quarter of sales.",
        "Ads make up a fifth of net sales.",
        "Advertising grew ten times as fast as Cloud.",
        "Net debt halved; capex doubled to {capex}.",
        "CapEx nearly tripled from {capex.prior} to {capex}.",
        "It more than tripled capex, from {capex.prior} to {capex}.",
        "Stores bring in less than a third of net sales.",
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
        "Cloud doubled to {cloud}.",
        "Cloud more than doubled to {cloud}.",
        "Cloud roughly doubled from {cloud.prior} to {cloud}.",
        "Advertising nearly tripled to {ads}.",
        "Advertising almost tripled from {ads.prior} to {ads}.",
        "Net debt nearly halved to {debt}.",
        "Net debt halved from {debt.prior} to {debt}.",
        "Users more than doubled to {users}.",
        "Users grew twofold to {users}.",
        "It doubled down on capex of {capex}.",
        "Since 2019 sales have doubled to {sales}.",
        "Sales have doubled in five years to {sales}.",
        "Sales will double to {guide}.",
        "Guidance doubled to {guide}.",
        "Double-digit growth took sales to {sales}.",
        "Cloud customers doubled, and sales rose {sales.rise}.",
        "Sales did not double.",
        "If sales doubled, capex of {capex} would be covered.",
        "The order book doubled.",
        "The store count doubled; sales rose {sales.rise}.",
        "{stores} is more than twice {cloud}.",
        "Stores, at {stores}, are eight times the {ads} of Ads.",
        "Sales are paid three times a year.",
        "Advertising grew almost twice as fast as Cloud.",
        "For the third time sales rose, to {sales}.",
        "Twice in the year sales rose.",
        "Sales in the first half were {q}.",
        "Half of the increase in sales came from Cloud.",
        "Half of sales growth came from Cloud.",
        "A quarter of sales in Europe came from Cloud.",
        "{cloud}, more than a quarter of {sales}.",
        "Cloud brought {cloud}, just over a quarter of sales.",
        "Stores brought two thirds of sales.",
        "Stores bring nearly two thirds of sales.",
        "Most of sales came from Stores.",
        "More than half of sales came from Stores ({stores}).",
        "Cloud makes up over a quarter of sales ({share}).",
        "Half of users came from Cloud.",
        "Cloud will be half of sales by 2030.",
        "Cloud was once half of sales.",
        "Less than a third of sales ({share}) is Cloud.",
        "CapEx took most of operating cash flow ({capex} of {ocf}).",
        "A quarter of {share} is not much.",
        "In the third quarter of growth sales hit {sales}.",
        "The first quarter of sales in cloud came to {cloud}.",
        "Half a point of sales, {share}, was lost.",
        "Sales rose {sales.rise}, half of it price.",
        "Cloud and advertising make up a third of sales.",
        "About a third of Cloud is AI: half of sales is stock.",
        "Net debt is about half of {debt.prior}.",
        "{capex}, three quarters of a good year.",
        "Sales rose in three quarters of the regions.",
        "Two thirds of members renewed, at {sales}.",
        "Sales are more than twice the {capex} of capex.",
        "Cloud earns a third of profit.",
        "Q4 sales were a quarter of sales: {q}.",
        "A quarter of sales came in Q4.",
        "Sales twice missed the plan and came to {sales}.",
        "Ads is the half of the story that grew.",
        "Net debt fell by half to {debt}.",
        "CapEx rose by about a third to {capex}.",
        "CapEx rose by almost a third.",
        "Cloud more than doubled, and sales rose by an eighth to {sales}.",
        "Costs in Cloud take half of sales.",
        "Cloud costs half of sales.",
        "Members pay three quarters of what is left: {share}.",
        "Double the {ads} would not move {sales}.",
        "Sales reached {sales}, twice as much as in 2015.",
        "Three times as many people as {users} watched.",
        "Cloud doubled its sales to {cloud}.",
        "Cloud has more or less doubled, to {cloud}.",
        "Cloud doubled, and so did its costs.",
        "Half the sales force left.",
        "Half of all stores were closed.",
        "Stores, half of them leased, brought {stores}.",
        "Half of the year was lost; sales still came to {sales}.",
        "A third of a percent is {share}.",
        "Two thirds of {sales} is a guess.",
        "By the third quarter sales hit {sales}.",
        "One quarter of sales growth is enough.",
        "The majority shareholder bought; sales came to {sales}.",
        "Most of the capex of {capex} went into Cloud.",
        "Most of capex went into Cloud.",
        "Cloud takes most of capex.",
        "Half of {capex} went into Cloud, {cloud}.",
        "A quarter of capex goes into stores that bring {stores}.",
        "Sales are up by more than a tenth, to {sales}.",
        "Sales grew by an eighth.",
        "CapEx rose by a third.",
        "CapEx, up by almost a third, reached {capex}.",
        "Twice as many users came: {users}.",
        "Sales per user halved as users doubled to {users}.",
        "Users doubled to {users}, sales rose by an eighth to {sales}.",
        "Three times in a row, cloud doubled.",
        "It cost {capex}, three times the plan.",
        "CapEx was to double to {capex}; it did not.",
        "The plan had been to double cloud to {sales}.",
        "A double-digit rise took sales to {sales}.",
        "If cloud doubled again it would be half of sales.",
        "The doubling of cloud to {cloud} came at twice the cost.",
        "Cloud doubled in size to {cloud} and tripled in customers.",
        "Stores have half the margin of cloud, and {stores} of sales.",
        "Cloud margins are twice those of stores.",
        "Advertising earns half of the profit on {ads} of sales.",
        "Half of sales, or {sales}, is at stake in a year.",
        "Sales in half of the markets rose to {sales}.",
        "Cloud brings a quarter of sales and half of profit.",
        "Cloud is more than a quarter of sales, stores less than two thirds.",
        "Stores and cloud bring most of sales.",
        "Stores brought most of sales, cloud a quarter.",
        "The other half of sales came from Cloud.",
        "A third of sales each come from three channels.",
        "In the half of sales that is Cloud, growth doubled.",
        "Sales quadrupled in ten years, to {sales}.",
        "Guidance calls for sales to double to {guide}.",
        "{guide} would be twice {sales}.",
        "Net debt fell by nearly half to {debt}, half a turn of EBITDA.",
        "Half a year of sales, {sales}, is stock.",
    ];
    for (text, count) in texts.iter().zip(said(&texts)) {
        assert_eq!(count, 0, "{text}");
    }
}
