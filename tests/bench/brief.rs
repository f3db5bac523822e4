//! A brief of any length that checks clean: a company with ever more businesses, each a
//! section with a hundred figures that add up, and readings of them.

/// The figures of one business.
pub(crate) const FIGURES: usize = PRODUCTS.len() * KEYS.len();

const PRODUCTS: [&str; 10] = [
    "pumps",
    "valves",
    "motors",
    "sensors",
    "bearings",
    "filters",
    "drives",
    "seals",
    "gauges",
    "couplings",
];

/// What the figures of one product are called after it.
const KEYS: [&str; 10] = [
    "sales",
    "americas",
    "europe",
    "asia",
    "share",
    "margin",
    "customers",
    "orders",
    "power",
    "delivery",
];

const HEAD: &str = "\
strata: \"1\"
id: generated
title: A brief as long as it has to be
deck: A company with many businesses, invented to see what a long brief takes.
subject: {name: Example Industries plc, short: Example, fiscal-year: calendar}
period: Q3 2025
as-of: 2025-10-31
language: en-US
definitions:
  sales: Sales are net of returns and of sales between the businesses.
  margin: Margin is gross profit as a share of sales.
units:
  customers: accounts with at least one order in the period
thesis:
  - id: breadth
    kind: judgment
    text: Breadth, not any one product, carries the company.
    support: Pumps alone sold {pumps-1-sales}, {pumps-1-sales.rise} more than a year before.
    rests-on: [pumps-1-sales, pumps-1-margin]
    confidence: moderate
    confidence-reason: One period only.
    breaks-if:
      - {figure: pumps-1-sales, measure: change, is: below, threshold: 1%, effect: weakens}
verdict:
  text:
    - The parts add up; whether they belong together is another question.
disclosures:
  author: A generator
  positions: None; the company is invented.
  ai-use: None.
";

/// The text of a brief with so many businesses, as YAML.
pub(crate) fn text(businesses: usize) -> String {
    let of_each =
        |part: fn(usize) -> String| (1..=businesses).map(part).collect::<String>();
    let figures = |business| {
        let of_product = |(at, product)| figures(business, at, product);
        (0..).zip(PRODUCTS).map(of_product).collect()
    };
    [
        HEAD,
        "sources:\n",
        &of_each(source),
        "figures:\n",
        &of_each(figures),
        "sections:\n",
        &of_each(section),
    ]
    .concat()
}

fn source(business: usize) -> String {
    format!(
        "  report-{business}:
    title: Report of business {business} on the third quarter
    publisher: Example Industries plc
    date: 2025-10-30
    tier: regulatory-filing
    audit: unaudited
"
    )
}

/// The figures of a product. Its numbers follow from its place, and from one another.
fn figures(business: usize, at: usize, product: &str) -> String {
    let number = business * PRODUCTS.len() + at;
    let id = format!("{product}-{business}");
    let americas = 400 + number * 37 % 500;
    let europe = 300 + number * 53 % 400;
    let asia = 200 + number * 71 % 300;
    let total = americas + europe + asia;
    let rise = 3 + number % 20;
    let sales = decimal(total, 3);
    let prior = decimal(quotient(total * 100, 100 + rise), 3);
    let share = decimal(quotient(asia * 1000, total), 1);
    let margin = decimal(300 + number * 7 % 250, 1);
    let points = decimal(1 + number % 30, 1);
    let [first, second, customers] =
        [0, 15, 40].map(|more| decimal(100 + more + number * 13 % 800, 1));
    let orders = 2 + number % 9;
    let [low, high] = [10, 19].map(|more| decimal(more + number % 60, 1));
    format!(
        "  {id}-sales:
    label: Sales of {product}
    value: ${sales}B
    change: +{rise}% yoy
    prior: ${prior}B
    period: Q3 2025
    basis: gaap
    definition: sales
    breakdowns:
      region: [{id}-americas, {id}-europe, {id}-asia]
    source: report-{business}
    locator: page {number}
  {id}-americas:
    label: Sales of {product} in the Americas
    value: ${americas}M
    period: Q3 2025
    basis: gaap
    definition: sales
    dimensions: {{region: Americas}}
    source: report-{business}
  {id}-europe:
    label: Sales of {product} in Europe
    value: ${europe}M
    period: Q3 2025
    basis: gaap
    definition: sales
    dimensions: {{region: Europe}}
    source: report-{business}
  {id}-asia:
    label: Sales of {product} in Asia
    value: ${asia}M
    period: Q3 2025
    basis: gaap
    definition: sales
    dimensions: {{region: Asia}}
    source: report-{business}
  {id}-share:
    label: Share of Asia in sales of {product}
    value: {share}%
    period: Q3 2025
    derivation: {id}-asia / {id}-sales
  {id}-margin:
    label: Margin of {product}
    value: {margin}%
    change: +{points} pp yoy
    period: Q3 2025
    basis: gaap
    definition: margin
    source: report-{business}
  {id}-customers:
    label: Customers of {product}
    value: {customers}K customers
    period: Q3 2025
    basis: operating-metric
    history:
      Q1 2025: {first}K customers
      Q2 2025: {second}K customers
    source: report-{business}
  {id}-orders:
    label: Orders of {product}
    change: +{orders}% yoy
    period: Q3 2025
    basis: operating-metric
    source: report-{business}
  {id}-power:
    label: Power of the plants for {product}
    range: {{low: {low} MW, high: {high} MW}}
    period: Q3 2025
    basis: issuer-claim
    source: report-{business}
  {id}-delivery:
    label: Time to delivery of {product}
    shift: {{from: weeks, to: days}}
    period: Q3 2025
    basis: issuer-claim
    source: report-{business}
"
    )
}

/// Two exhibits, and for each product its figures and a reading of them.
fn section(business: usize) -> String {
    let pumps = format!("pumps-{business}");
    let head = format!(
        "  - id: business-{business}
    title: Business {business}
    lead: Ten products, each with sales of its own.
    blocks:
      - chart:
          title: Pumps sold {{{pumps}-sales}}, of which {{{pumps}-asia}} in Asia
          figure: {pumps}-sales
          form: parts
      - chart:
          title: Pumps have reached {{{pumps}-customers}}
          figure: {pumps}-customers
          form: columns
"
    );
    let products = PRODUCTS.iter().map(|product| blocks(business, product));
    [head].into_iter().chain(products).collect()
}

fn blocks(business: usize, product: &str) -> String {
    let id = format!("{product}-{business}");
    let show = KEYS.map(|key| format!("{id}-{key}")).join(", ");
    format!(
        "      - figures:
          title: Business {business}, {product}
          show: [{show}]
      - reading:
          id: {id}
          kind: inference
          text: >-
            Sales of {product} grew {{{id}-sales.rise}} to {{{id}-sales}}, and Asia is
            {{{id}-share}} of them at a margin of {{{id}-margin}}.
          rests-on: [{id}-sales, {id}-share, {id}-margin]
          against: [{id}-orders]
          confidence: moderate
"
    )
}

/// The quotient to the nearest whole number.
fn quotient(of: usize, by: usize) -> usize {
    (of + by / 2) / by
}

/// A number with its last digits behind the point.
fn decimal(number: usize, places: u32) -> String {
    let one = 10_usize.pow(places);
    let width = places as usize;
    format!("{}.{:0width$}", number / one, number % one)
}
