//! Ratios by their labels: which figures one is made of, if the words of all three say so.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Adjustment, Basis, Figure, Id, Measure};

use super::gathered::Facts;
use super::unit::unit_of;
use crate::prose::phrase::{lower, words};

/// Words in labels that name nothing, or a time: the periods are compared by their days.
const STOP: [&str; 42] = [
    "a",
    "an",
    "and",
    "annual",
    "at",
    "by",
    "company",
    "consolidated",
    "end",
    "first",
    "fiscal",
    "for",
    "fourth",
    "from",
    "full",
    "fy",
    "gaap",
    "group",
    "half",
    "ifrs",
    "in",
    "its",
    "month",
    "nine",
    "of",
    "on",
    "our",
    "period",
    "q1",
    "q2",
    "q3",
    "q4",
    "quarter",
    "reported",
    "second",
    "the",
    "third",
    "to",
    "total",
    "trailing",
    "ttm",
    "year",
];

/// What sales are called.
const SALES: [&[&str]; 6] = [
    &["revenue"],
    &["net", "revenue"],
    &["sale"],
    &["net", "sale"],
    &["turnover"],
    &["net", "turnover"],
];

/// What stands in a margin, and what its numerator is called instead.
const PROFITS: [(&str, &[&[&str]]); 3] = [
    (
        "operating",
        &[
            &["operating", "income"],
            &["operating", "profit"],
            &["operating", "earning"],
            &["operating", "result"],
            &["income", "operation"],
            &["profit", "operation"],
        ],
    ),
    ("gross", &[&["gross", "profit"]]),
    ("net", &[&["net", "income"], &["net", "profit"], &["net", "earning"]]),
];

/// Words that say that what a margin is named for is a profit itself.
const OWN_PROFITS: [&str; 8] =
    ["ebitda", "ebit", "ebita", "ebitdar", "profit", "income", "earning", "cash"];

/// Words that adjust a profit, and leave sales what they are.
const ADJUSTING: [&str; 7] =
    ["adjusted", "underlying", "core", "non-gaap", "non-ifrs", "recurring", "normalised"];

/// What a label may say between the two parts of a ratio.
const BETWEEN: [&str; 10] = [
    " as a share of ",
    " as share of ",
    " as a percentage of ",
    " as percentage of ",
    " as a percent of ",
    " as % of ",
    " in % of ",
    ", % of ",
    " share of ",
    " to ",
];

type Name = BTreeSet<String>;
type Found<'b> = Vec<(&'b Id, &'b Figure)>;

/// What a ratio may be of, and what by.
struct Parts<'b> {
    of: Found<'b>,
    by: Found<'b>,
    /// Whether their labels name the part of the company, which dimensions need not say then.
    is_named: bool,
    is_loose: bool,
}

/// Figures of one name, beyond which none of them is looked at.
const MOST: usize = 8;

/// Names of one kind that are tried.
const SOME: usize = 64;

/// Whether a label may be the name of a ratio.
pub(crate) fn may_be(label: &str) -> bool {
    ["argin", "hare", " to ", "% of", "percent", "EPS"]
        .iter()
        .any(|it| label.contains(it))
}

/// The figures by the words of their labels.
pub(crate) struct Labels<'b> {
    by_name: BTreeMap<Name, Found<'b>>,
    /// Names of what is attributable to owners, and of counts of shares.
    of_owners: Vec<Name>,
    of_shares: Vec<Name>,
}

/// A ratio that the label of a figure is the name of.
pub(crate) struct Ratio<'b> {
    pub(crate) of: (&'b Id, &'b Figure),
    pub(crate) by: (&'b Id, &'b Figure),
    /// Whether what else is known of such figures may move it a little.
    pub(crate) is_loose: bool,
}

impl<'b> Labels<'b> {
    pub(crate) fn of(facts: &Facts<'b>) -> Self {
        let mut names: BTreeMap<Name, Vec<_>> = BTreeMap::new();
        for (id, figure, _) in facts.figures() {
            if unit_of(figure).is_some_and(|unit| unit.measure != Measure::Percent) {
                let name = name(figure.label.as_str());
                names.entry(name).or_default().push((id, figure));
            }
        }
        let some = |words: &[&str]| -> Vec<Name> {
            let has = |name: &&Name| words.iter().any(|word| name.contains(*word));
            names.keys().filter(has).take(SOME).cloned().collect()
        };
        let (of_owners, of_shares) =
            (some(&["attributable"]), some(&["diluted", "basic"]));
        Labels { by_name: names, of_owners, of_shares }
    }

    fn get(&self, name: &Name) -> &[(&'b Id, &'b Figure)] {
        let all = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        all.get(..MOST).unwrap_or(all)
    }

    /// The figures of any of some names, after the words that all of them share.
    fn any(&self, shared: &Name, names: &[&[&str]]) -> Found<'b> {
        let with = |name: &&[&str]| -> Name {
            shared.iter().cloned().chain(name.iter().map(|&it| it.to_owned())).collect()
        };
        let found = names.iter().map(with).collect::<BTreeSet<_>>();
        found.iter().flat_map(|name| self.get(name).iter().take(MOST)).copied().collect()
    }

    /// Every ratio that a figure may be by its label.
    pub(crate) fn ratios(&self, facts: &Facts<'b>, ratio: &Figure) -> Vec<Ratio<'b>> {
        let label = lower(ratio.label.as_str());
        let Some(unit) = unit_of(ratio) else { return Vec::new() };
        let parts = match (&unit.measure, &unit.per) {
            (Measure::Percent, None) => {
                self.margin(&label).or_else(|| self.share(&label))
            }
            (Measure::Money(_), Some(per)) if per.as_str() == "share" => {
                self.earnings(&label)
            }
            _ => None,
        };
        let Some(Parts { of, by, is_named, is_loose }) = parts else { return Vec::new() };
        let scoped = |part: &Figure| {
            let (own, other) = (&ratio.dimensions, &part.dimensions);
            own == other || (is_named && (own.is_empty() || other.is_empty()))
        };
        let fit = |it: &(&Id, &Figure), strict| {
            scoped(it.1) && fits(facts, ratio, it.1, strict)
        };
        let of: Vec<_> = of.into_iter().filter(|it| fit(it, true)).collect();
        let by: Vec<_> = by.into_iter().filter(|it| fit(it, false)).collect();
        let pairs = of.iter().flat_map(|of| by.iter().map(move |by| (*of, *by)));
        let pairs = pairs.filter(|(of, by)| of.0 != by.0 && are_of_one(of.1, by.1));
        pairs.map(|(of, by)| Ratio { of, by, is_loose }).collect()
    }

    /// `AWS operating margin`: the operating income of AWS, and its sales.
    fn margin(&self, label: &str) -> Option<Parts<'b>> {
        if !label.contains("margin") {
            return None;
        }
        let mut rest = name(label);
        if !rest.remove("margin") || rest.contains("interest") {
            return None;
        }
        let own = OWN_PROFITS.iter().any(|word| rest.contains(*word));
        let kind = PROFITS.iter().find(|(word, _)| rest.contains(*word));
        let of = match kind {
            _ if own => self.get(&rest).to_vec(),
            Some((word, names)) => {
                rest.remove(*word);
                self.any(&rest, names)
            }
            None => return None,
        };
        // What is left names the part of the company.
        let is_part = |word: &String| {
            let word = word.as_str();
            !ADJUSTING.contains(&word)
                && !OWN_PROFITS.contains(&word)
                && !["operating", "gross", "net", "free", "flow", "pre-tax"]
                    .contains(&word)
        };
        let part: Name = rest.iter().filter(|word| is_part(word)).cloned().collect();
        let mut by = self.any(&part, &SALES);
        // The sales of a segment go by its name alone.
        if !part.is_empty() {
            by.extend(self.get(&part));
        }
        Some(Parts { of, by, is_named: !part.is_empty(), is_loose: false })
    }

    /// `Cloud share of revenue`, `share of Cloud in revenue`, `capex as % of sales`.
    fn share(&self, label: &str) -> Option<Parts<'b>> {
        let within = label.strip_prefix("share of ").and_then(|it| it.split_once(" in "));
        let between = || BETWEEN.iter().find_map(|between| label.split_once(between));
        let (part, whole) = within.or_else(between)?;
        let (part, whole) = (name(part), name(whole));
        if part.is_empty() || whole.is_empty() {
            return None;
        }
        let is_sales = SALES.iter().any(|it| {
            it.len() == whole.len() && it.iter().all(|word| whole.contains(*word))
        });
        let by = if is_sales {
            self.any(&Name::new(), &SALES)
        } else {
            self.get(&whole).to_vec()
        };
        let both = part.union(&whole).cloned().collect();
        let mut of = self.get(&part).to_vec();
        of.extend(self.get(&both));
        if is_sales {
            of.extend(self.any(&part, &SALES));
        }
        of.sort_by_key(|(id, _)| *id);
        of.dedup_by_key(|(id, _)| *id);
        Some(Parts { of, by, is_named: true, is_loose: false })
    }

    /// `diluted EPS`: net income and the diluted shares. Preferred dividends, minorities and
    /// what is added back for notes that could be converted move it a little.
    fn earnings(&self, label: &str) -> Option<Parts<'b>> {
        let mut rest = name(label);
        let named = [
            &["eps"][..],
            &["earning", "per", "share"],
            &["income", "net", "per", "share"],
        ]
        .into_iter()
        .find(|it| it.iter().all(|word| rest.contains(*word)))?;
        named.iter().for_each(|word| {
            rest.remove(*word);
        });
        let manner = ["diluted", "basic"].into_iter().find(|it| rest.remove(*it))?;
        let profits = PROFITS.iter().find(|(word, _)| *word == "net")?.1;
        let is_owners = |found: &Name| {
            const WORDS: [&str; 14] = [
                "attributable",
                "available",
                "common",
                "ordinary",
                "shareholder",
                "stockholder",
                "owner",
                "parent",
                "holder",
                "equity",
                "share",
                "stock",
                "net",
                "member",
            ];
            found.contains("attributable")
                && ["income", "profit", "earning"].iter().any(|it| found.contains(*it))
                && found.iter().all(|word| {
                    WORDS.contains(&word.as_str())
                        || ["income", "profit", "earning"].contains(&word.as_str())
                        || rest.contains(word)
                })
                && rest.iter().all(|word| found.contains(word))
        };
        let owners = self.of_owners.iter().filter(|name| is_owners(name));
        let owners: Vec<_> = owners.flat_map(|name| self.get(name)).copied().collect();
        let is_loose = owners.is_empty();
        let of = if is_loose { self.any(&rest, profits) } else { owners };
        let is_count = |found: &Name| {
            const FILL: [&str; 8] = [
                "weighted",
                "average",
                "weighted-average",
                "outstanding",
                "number",
                "common",
                "ordinary",
                "count",
            ];
            found.contains(manner)
                && found.contains("share")
                && found.iter().all(|word| {
                    word == manner || word == "share" || FILL.contains(&word.as_str())
                })
        };
        let counts = self.of_shares.iter().filter(|name| is_count(name));
        let by = counts.flat_map(|name| self.get(name)).copied();
        let by = by.filter(|(_, it)| {
            unit_of(it).is_some_and(|unit| match &unit.measure {
                Measure::Named(unit) => ["share", "shares"].contains(&unit.as_str()),
                _ => false,
            })
        });
        Some(Parts { of, by: by.collect(), is_named: false, is_loose })
    }
}

/// The words of a label that name what is measured, without plural or genitive.
fn name(label: &str) -> Name {
    let plain = |word: &str| {
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        let plural = word.len() > 3 && !word.ends_with("ss");
        let bare = if plural { word.strip_suffix('s').unwrap_or(word) } else { word };
        bare.to_owned()
    };
    let is_name = |word: &String| {
        !STOP.contains(&word.as_str()) && word.contains(char::is_alphabetic)
    };
    words(label).map(|(word, _)| plain(&word)).filter(is_name).collect()
}

fn adjustment(figure: &Figure) -> Option<Adjustment> {
    figure.adjustment.filter(|it| *it != Adjustment::Reported)
}

/// Whether a figure may be a part of a ratio: of its period, its entity and its basis. Sales
/// are as reported even where the profit is adjusted.
fn fits(facts: &Facts<'_>, ratio: &Figure, part: &Figure, strict: bool) -> bool {
    let days = |figure: &Figure| {
        let period = figure.period.as_ref()?;
        facts.calendar.dates(period)
    };
    let one_time = match (days(ratio), days(part)) {
        (Some(one), Some(other)) => one == other,
        _ => ratio.period.is_some() && ratio.period == part.period,
    };
    let of_others = |figure: &Figure| {
        figure.basis.filter(|it| matches!(it, Basis::ThirdParty | Basis::AnalystEstimate))
    };
    let bases = match (ratio.basis, part.basis) {
        (Some(one), Some(other)) if strict => one == other || are_plain(one, other),
        (Some(one), None) | (None, Some(one)) if strict => !one.is_adjusted(),
        (_, Some(other)) => !other.is_adjusted() || ratio.basis == Some(other),
        _ => true,
    };
    one_time
        && bases
        && of_others(ratio) == of_others(part)
        && ratio.guidance.is_some() == part.guidance.is_some()
        && ratio.entity == part.entity
        && adjustment(ratio) == adjustment(part)
        && (!strict || ratio.excluding == part.excluding)
}

/// Whether neither is adjusted, and they are not of two sets of principles.
fn are_plain(one: Basis, other: Basis) -> bool {
    let principle =
        |it: Basis| matches!(it, Basis::Gaap | Basis::Ifrs | Basis::OtherGaap);
    let adjusted = one.is_adjusted() || other.is_adjusted();
    let apart = principle(one) && principle(other);
    !(adjusted || apart)
}

/// Whether two figures are in one unit, or the other counts what there is for each of.
fn are_of_one(of: &Figure, by: &Figure) -> bool {
    let (Some(a), Some(b)) = (unit_of(of), unit_of(by)) else { return false };
    let money = matches!(a.measure, Measure::Money(_)) && a.per.is_none();
    a == b || (money && matches!(b.measure, Measure::Named(_)))
}
