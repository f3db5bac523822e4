//! What was expected, guided, lost, and measured against another base.

use super::counts;

const FIGURES: &str = r#"figures:
  sales: {label: Net sales, short: Sales, value: $500M, change: +13% yoy, prior: $442M, period: Q3 2025, comparisons: [{as: street, change: +4.2% vs consensus, prior: $480M}, {as: seq, change: -2.9% qoq, prior: $515M}]}
  costs: {label: Operating costs, value: $200M, change: -6% yoy, prior: $213M, better: lower, period: Q3 2025, comparisons: [{as: plan, change: -9% vs plan, prior: $220M}]}
  loss: {label: Operating result, value: -$31M, prior: -$45M, change: n.m. yoy, period: Q3 2025}
  cash: {label: Free cash flow, value: $40M, change: -20% yoy, prior: $50M, period: Q3 2025}
  eps: {label: Earnings per share, short: EPS, value: $1.20/share, change: +9.1% yoy, prior: $1.10/share, period: Q3 2025, comparisons: [{as: street, change: vs consensus, prior: $1.25/share}]}
  churn: {label: Churn, value: 2.1%, change: -0.3 pp yoy, better: lower, period: Q3 2025}
  capex: {label: Capital expenditure, value: $90M, change: +12% yoy, period: Q3 2025}
  g1: {label: Sales, range: {low: $1.9B, high: $2.1B}, period: FY 2025, guidance: {issued: 2025-07-20}}
  g2: {label: Sales, range: {low: $2.0B, high: $2.2B}, period: FY 2025, guidance: {issued: 2025-11-01}, replaces: g1}
  n1: {label: Margin, range: {low: 10%, high: 14%}, period: FY 2025, guidance: {issued: 2025-07-20}}
  n2: {label: Margin, range: {low: 11%, high: 13%}, period: FY 2025, guidance: {issued: 2025-11-01}, replaces: n1}
  north: {label: North, value: $130M, change: +5% yoy, period: Q3 2025, dimensions: {region: North}}
  south: {label: South, value: $170M, change: +5% yoy, period: Q3 2025, dimensions: {region: South}}
  west: {label: West, value: $200M, change: +25% yoy, period: Q3 2025, dimensions: {region: West}}
  total: {label: Total revenue, value: $500M, period: Q3 2025, breakdowns: {regions: [north, south, west]}}"#;

#[test]
fn what_was_expected_guided_and_compared_is_known() {
    let texts = [
        "Free cash flow rose on the year before.",
        "Free cash flow gained on the prior year.",
        "Free cash flow went up year over year.",
        "Free cash flow has risen from a year earlier.",
        "Free cash flow improved on the year before.",
        "Free cash flow was up on the same quarter last year.",
        "Earnings per share declined versus the prior-year quarter.",
        "Operating costs climbed compared with the previous year.",
        "Operating result: the loss widened to {loss.unsigned}.",
        "The operating loss deepened to {loss.unsigned}.",
        "The loss grew by {loss.more}.",
        "The quarterly loss has increased to {loss.unsigned}.",
        "The operating loss widened year on year to {loss.unsigned}.",
        "Sales worsened by {sales.rise}.",
        "Sales deteriorated {sales.rise} in the quarter.",
        "Free cash flow improved by {cash.fall}.",
        "Free cash flow improved to {cash}.",
        "Churn deteriorated by {churn.fall}.",
        "An improvement in free cash flow of {cash.fall} was seen.",
        "Free cash flow was {cash.fall} better than a year before.",
        "Sales came in below the consensus, at {sales}.",
        "Sales of {sales} missed the consensus of {sales.street.prior}.",
        "Sales fell short of expectations.",
        "Sales of {sales} fell short of analysts' estimates.",
        "At {sales}, sales were below consensus.",
        "EPS beat the consensus.",
        "EPS of {eps} topped expectations.",
        "Earnings per share came in ahead of the Street's estimates.",
        "Earnings per share were better than expected.",
        "Operating costs exceeded the plan.",
        "Operating costs of {costs} came in above plan.",
        "EPS, at {eps}, was above analysts' expectations.",
        "Sales beat the consensus by {sales.rise}.",
        "Guidance was cut from {g1} to {g2}.",
        "The company lowered its sales guidance to {g2}.",
        "The outlook was trimmed to {g2}, from {g1}.",
        "The upper end was cut from {g1.high} to {g2.high}.",
        "The margin range was widened to {n2}.",
        "Guidance was reduced to {g2} from {g1}.",
        "Sales rose {sales.rise} on the quarter before.",
        "Sales rose {sales.rise} sequentially.",
        "Sales were up {sales.rise} quarter over quarter.",
        "Sequentially, sales rose {sales.rise}.",
        "Sales fell {sales.seq.fall} year over year.",
        "Sales fell {sales.seq.fall} from a year earlier.",
        "Sales rose {sales.rise} to {sales} from the previous quarter.",
        "Sales rose by {sales.rise} compared with the prior quarter.",
        "Sales rose to {sales} from {sales.seq.prior} a year earlier.",
        "Sales were {sales.rise} higher than three months earlier.",
        "Sales were {sales.street.more} above the year before.",
        "A sequential rise of {sales.rise} was seen.",
        "Sales rose {sales.rise} on the half-year before.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 1, "{text}");
    }
}

#[test]
fn what_is_true_of_it_is_not_said() {
    let texts = [
        "Free cash flow fell on the year before.",
        "Free cash flow rose on the quarter before.",
        "Free cash flow rose before the summer.",
        "Net sales fell on the quarter before.",
        "Net sales fell sequentially.",
        "Net sales rose year over year, but fell on the quarter before.",
        "Operating result: the loss narrowed to {loss.unsigned}.",
        "The loss shrank to {loss.unsigned}, from a year ago.",
        "The loss was {loss.unsigned}.",
        "The loss widened to {loss.unsigned} from the second quarter.",
        "The loss narrowed by {loss.more}.",
        "Capital expenditure improved by {capex.rise}.",
        "Capital expenditure deteriorated by {capex.rise}.",
        "Churn improved by {churn.fall}, and sales by {sales.rise}.",
        "Operating costs improved by {costs.fall}.",
        "Sales beat the consensus of {sales.street.prior}, and EPS missed it.",
        "Sales of {sales} beat the consensus, while EPS fell short of expectations.",
        "EPS missed the consensus although sales beat it.",
        "Sales beat the consensus by {sales.street.more}.",
        "Operating costs were below the plan of {costs.plan.prior}.",
        "Operating costs came in better than planned.",
        "Operating costs beat the plan.",
        "Last year sales missed the consensus.",
        "Sales are expected to miss the consensus.",
        "It is hard to beat the consensus.",
        "Margins missed expectations, but sales of {sales} did not.",
        "Sales did not miss the consensus.",
        "Sales have missed expectations in three of five quarters.",
        "Sales were in line with expectations.",
        "Sales beat the low end of the guidance.",
        "The company beat the market, with sales of {sales}.",
        "Below the consensus of {eps.street.prior}, EPS still rose {eps.rise}.",
        "Guidance was raised from {g1} to {g2}.",
        "The company raised its guidance to {g2}.",
        "The range was narrowed from {n1} to {n2}.",
        "The floor was raised from {n1.low} to {n2.low}, and the ceiling cut from {n1.high} to {n2.high}.",
        "Guidance for the margin was cut at the upper end to {n2}.",
        "Sales rose {sales.rise} on the year before and fell {sales.seq.fall} on the quarter before.",
        "Sales rose {sales.rise} year on year and fell {sales.seq.fall} sequentially.",
        "Sales fell {sales.seq.fall} on the previous quarter, to {sales}.",
        "Sales rose {sales.rise}, faster than in the quarter before.",
        "Sales rose {sales.rise} after a fall in the quarter before.",
        "Sales rose {sales.rise} from the same quarter a year earlier.",
        "Sales rose {sales.rise} from the quarter of a year ago.",
        "Sales rose {sales.rise} in the quarter, after {north.rise} in the quarter before.",
        "Sales rose {sales.rise} to {sales} from {sales.prior} a year earlier, and fell from {sales.seq.prior} a quarter earlier.",
        "Sales rose {sales.rise} on the year, as in the quarter before.",
        "Year over year, sales rose {sales.rise}; sequentially they fell {sales.seq.fall}.",
        "Sequential growth was negative, at {sales.seq}, while sales rose {sales.rise}.",
        "Sales rose {sales.rise} more quickly than a quarter ago.",
        "Churn was {churn.fall} better than a year before.",
        "Costs fell {costs.fall} more than in the quarter before.",
        "North earned {north} of {total}, more than a quarter of it.",
        "West, with {west}, is larger than South, with {south}.",
        "Sales have nearly doubled in no region.",
        "Two of three regions grew by {north.rise}.",
        "West had {west}, less than half of {total}.",
        "West had {west}, less than three times the {north} of the North.",
        "Four regions of the industry are in decline.",
        "Of five customers, two left.",
    ];
    for (text, count) in texts.iter().zip(counts(FIGURES, &texts)) {
        assert_eq!(count, 0, "{text}");
    }
}
