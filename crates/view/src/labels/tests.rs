//! Every word of every closed list, every sentence, in every language.

use std::collections::HashSet;
use std::fmt::Write as _;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use strata_check::Outcome;
use strata_model::calc::Surprise;
use strata_model::calc::outlook::Revision;
use strata_model::*;

use super::{Growth, Labels, SignedCurrency, Until, labels};

/// Gaps as a reader of the table can tell them apart: `·` may not break, `'` is narrow.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "·").replace('\u{202f}', "'")
}

/// The plurals that CLDR knows of a language.
fn categories(language: Language) -> Vec<PluralCategory> {
    let tag = format!("{}-{}", language.language(), language.region());
    let locale = Locale::try_from_str(&tag).expect("a locale");
    let rules = PluralRules::try_new_cardinal((&locale).into()).expect("compiled in");
    rules.categories().collect()
}

/// The table of one language, and each closed list in it with its words.
#[derive(Default)]
struct Table {
    text: String,
    counts: Vec<PluralCategory>,
    lists: Vec<(&'static str, Vec<(String, String)>)>,
}

impl Table {
    fn row(&mut self, name: &str, words: &str) {
        let _ = writeln!(self.text, "  {name:22}{}", shown(words));
    }

    fn head(&mut self, name: &str) {
        let _ = writeln!(self.text, "{name}");
    }

    fn list(&mut self, name: &'static str, words: Vec<(String, String)>) {
        self.head(name);
        for (variant, word) in &words {
            self.row(variant, word);
        }
        self.lists.push((name, words));
    }

    fn counted(&mut self, name: &str, say: impl Fn(PluralCategory) -> String) {
        self.head(name);
        for count in self.counts.clone() {
            self.row(&format!("{count:?}"), &say(count));
        }
    }
}

/// The variants of a list. The match fails to compile where one is missing in it: whoever
/// adds a variant is led here.
macro_rules! variants {
    ($list:ident: $($variant:ident)+) => {{
        let _: fn($list) = |it| match it { $($list::$variant => (),)+ };
        [$($list::$variant),+]
    }};
}

/// Adds the closed lists to a table.
macro_rules! lists {
    ($table:ident, $labels:ident; $($name:ident => $list:ident: $($variant:ident)+;)+) => {
        $($table.list(
            stringify!($name),
            variants!($list: $($variant)+)
                .map(|it| (format!("{it:?}"), $labels.$name(it).to_owned()))
                .to_vec(),
        );)+
    };
}

fn closed_lists(labels: &Labels) -> Table {
    let counts = categories(labels.language);
    let mut table = Table { counts: counts.clone(), ..Table::default() };
    lists! { table, labels;
        qualifier => Qualifier: Exact About Nearly AtLeast MoreThan AtMost LessThan UpTo;
        basis => Basis: Gaap Ifrs OtherGaap NonGaap NonIfrs OperatingMetric IssuerClaim ThirdParty
            AnalystEstimate;
        adjustment => Adjustment: Reported ConstantCurrency Organic Excluding;
        tier => Tier: RegulatoryFiling Issuer ThirdParty Press Own;
        tier_count => Tier: RegulatoryFiling Issuer ThirdParty Press Own;
        audit => Audit: Audited Reviewed Unaudited;
        copied => Copied: Ocr Transcript;
        verification => Verification: Matched Differs NotChecked NotCheckable;
        claim_kind => ClaimKind: Observation Derived Assumption Inference Judgment Forecast;
        confidence => Confidence: Low Moderate High;
        likelihood => Likelihood: AlmostNoChance VeryUnlikely Unlikely RoughlyEvenChance
            Likely VeryLikely AlmostCertain;
        status => Status: Holds Watch Broken Indeterminate Superseded Retired;
        advantage => AdvantageKind: Scale Network CounterPositioning Switching Branding
            CorneredResource Process;
        middle => Middle: Avoided Bridging;
        role => Role: Supplier Customer Investee Competitor Complementor;
        measure => TripwireMeasure: Value Change Rank;
        side => Side: Below AtMost Above AtLeast;
        effect => Effect: Breaks Weakens Watch;
        against_what => Against: Yoy Qoq Prior Plan Baseline Consensus Guidance Estimate Peer;
        scale_word => Scale: One Thousand Million Billion Trillion;
        relation => Relation: Supports Undermines Undercuts Context;
        outcome => Outcome: Tripped Clear Indeterminate NoData NotDue;
        direction => Direction: Up Down Flat;
        part => Part: Value Rounded Unsigned Low High Mid Change Rise Fall Delta More Less Prior Cagr
            Period Label Short;
        surprise => Surprise: Beat InLine Miss Above Below;
        revision => Revision: New Confirmed Raised Cut FloorRaised CeilingRaised FloorCut
            CeilingCut Narrowed Widened;
    }
    let against =
        variants!(Against: Yoy Qoq Prior Plan Baseline Consensus Guidance Estimate Peer);
    let said = |it| (format!("{it:?}"), (labels.spoken.against_what)(it).to_owned());
    table.list("against_what, said", against.map(said).to_vec());
    let scales = variants!(Scale: One Thousand Million Billion Trillion);
    for &count in &counts {
        let said = |it| (format!("{it:?}"), (labels.spoken.scale)(it, count).to_owned());
        table.list("scale, said", scales.map(said).to_vec());
    }
    let currencies = variants!(SignedCurrency: Usd Eur Gbp Jpy Inr);
    for &count in &counts {
        let said =
            |it| (format!("{it:?}"), (labels.spoken.currency)(it, count).to_owned());
        table.list("currency, said", currencies.map(said).to_vec());
    }
    let numbered = |months: &[&str; 12]| {
        let named = months.iter().zip(1..);
        named.map(|(name, n): (_, u8)| (n.to_string(), (*name).to_owned())).collect()
    };
    table.list("months", numbered(&labels.months));
    table.list("short months", numbered(&labels.written.short_months));
    table
}

/// The sentences, each place filled with its own name.
fn sentences(labels: &Labels, table: &mut Table) {
    let it = &labels.sentences;
    table.head("sentences");
    table.row("foot", &(it.foot)("{kind}", "{as-of}"));
    table.row("edition", &(it.edition)("{edition}"));
    table.row("exhibit", &(it.exhibit)(7));
    table.row("table", &(it.table)(7));
    table.row("amounts_in", &(labels.key_figures.amounts_in)("{currency}"));
    table.row("changes_in", &(labels.tables.changes_in)("{changes}", "{unit}"));
    table.row("changed", &(it.changed)(labels.against_what(Against::Yoy)));
    table.row("changed", &(it.changed)(labels.against_what(Against::Plan)));
    table.row("open_until", &(it.open_until)("{day}"));
    table.row("shift", &(it.shift)("{from}", "{to}"));
    table.row("parts", &(it.parts)("{by}"));
    table.row("precise_to", &(it.precise_to)("{power}"));
    table.row("method_data", &(it.method_data)("{file}", "{digest}"));
    let growth = it.growth_of.iter().map(|piece| match piece {
        Growth::Words(words) => words,
        Growth::Of => "{of}",
        Growth::On => "{on}",
    });
    let growth: String = growth.collect();
    assert_eq!(growth.matches("{of}").count(), 1, "{growth}");
    assert_eq!(growth.matches("{on}").count(), 1, "{growth}");
    table.row("growth_of", &growth);
    table.row("page_of", &(labels.page_of)("{page}", "{pages}"));
    table.row("sources_on", &(labels.sources_on)("{page}"));
    table.row("at_day", &(it.at_day)("{day}"));
    table.row("since_launch", &(it.since_launch)("{day}"));
    table.row("run_rate", &(it.run_rate)("{day}"));
    let mut until = |name: &str, until: &Until| {
        table.row(name, &(until.label)("{label}"));
        table.row(name, &(until.day)("{day}"));
    };
    until("ttm", &it.ttm);
    until("ytd", &it.ytd);
    until("ttm, said", &labels.spoken.ttm);
    until("ytd, said", &labels.spoken.ytd);
    for (name, alt) in [
        ("alt_bars", it.alt_bars),
        ("alt_parts", it.alt_parts),
        ("alt_shares", it.alt_shares),
        ("alt_slope", it.alt_slope),
        ("alt_waterfall", it.alt_waterfall),
    ] {
        table.row(name, &alt("{names}", "{period}", "{told}"));
    }
    table.row("alt_columns", &(it.alt_columns)("{names}", "{told}"));
    table.row("alt_line", &(it.alt_line)("{names}", "{told}"));
    table.row("scale_from", &(it.scale_from)("{lowest}"));
    let charts = &labels.charts;
    table.row("a_year_before", charts.a_year_before);
    for effect in Effect::ALL {
        table.row("crossing", (charts.crossing)(effect));
    }
    for side in Side::ALL {
        table.row("beyond", &(charts.beyond)(side, "{value}"));
    }
    table.row("dashed", &(charts.dashed)("{words}"));
    table.row("off_the_scale", &(charts.off_the_scale)("{words}"));
    let written = &labels.written;
    let diagrams = &labels.diagrams;
    table.row("layer", &(diagrams.layer)("{number}"));
    table.row("role_to", &(diagrams.role_to)("{company}"));
    table.row("alt_poles", &(diagrams.alt_poles)("{names}", "{told}"));
    table.row("discs", &(diagrams.discs)("{measure}"));
    table.row("range", &(written.range)("{low}", "{high}"));
    table.row("signed range", &(written.signed_range)("{low}", "{high}"));
    table.row("day", &(written.day)("{day}", "{month}", 2025));
    table.row("quarter", &(written.quarter)(3, 2025));
    table.row("half", &(written.half)(2, 2025));
    table.row("year", &(written.year)(2025));
    table.row("nine_months", &(written.nine_months)(2025));
    table.row("weeks", &(it.weeks_to)(&(written.weeks)(13), "{day}"));
    table.row("a week", &(written.weeks)(1));
    table.row("short_year", &(written.short_year)(2025));
    let spoken = &labels.spoken;
    table.row("up", &(spoken.up)("{of}", "{size}"));
    table.row("down", &(spoken.down)("{of}", "{size}"));
    table.row("plus_or_minus", &(spoken.plus_or_minus)("{value}", "{tolerance}"));
    table.row("range, said", &(spoken.range)("{low}", "{high}"));
    table.row("span", &(spoken.span)("{first}", "{last}"));
    table.row("shift, said", &(spoken.shift)("{from}", "{to}"));
    table.row("year, said", &(spoken.year)(2025));

    table.counted("and_more", |count| (it.and_more)(count, 7));
    table.counted("estimates", |count| (it.estimates)(count, 7));
    table.counted("for_periods", |count| (it.for_periods)(count, 7));
    table.counted("periods_so_far", |count| (it.periods_so_far)(count, 7, 9));
    table.counted("summary_figures", |count| (it.summary_figures)(count, 7));
    table.counted("summary_claims", |count| (it.summary_claims)(count, 7));
    table.counted("points", |count| (spoken.points)(count).to_owned());
    table.counted("basis_points", |count| (spoken.basis_points)(count).to_owned());
    table.counted("times", |count| (spoken.times)(count).to_owned());
}

#[test]
fn every_word_in_every_language() {
    for language in Language::ALL {
        let labels = labels(language);
        let mut table = closed_lists(labels);
        sentences(labels, &mut table);
        let name = format!("words-{}-{}", language.language(), language.region());
        insta::assert_snapshot!(name, table.text);
    }
}

/// The sentences of the front page, each place filled with its own name.
#[test]
fn the_sentences_of_the_front_page() {
    for language in Language::ALL {
        let labels = labels(language);
        let it = &labels.front;
        let mut table = Table { counts: categories(language), ..Table::default() };
        table.row("reports_in", &(it.reports_in)("{currency}"));
        table.row("target_by", &(it.target_by)("{horizon}"));
        table.row("to_target", &(it.to_target)("{upside}"));
        table.row("floor", &(it.floor)("{measure}"));
        table.row("ceiling", &(it.ceiling)("{measure}"));
        table.row("period_to", &(it.period_to)("{period}", "{day}"));
        table.row("of_them", &(it.of_them)(7, "{some}"));
        table.counted("sources", |count| (it.sources)(count, 7));
        table.counted("filings", |count| (it.filings)(count, 7));
        let name = format!("front-{}-{}", language.language(), language.region());
        insta::assert_snapshot!(name, table.text);
    }
}

/// A list with two variants of one word hides which is meant; an empty word hides both.
#[test]
fn no_word_is_empty_or_stands_for_two() {
    for language in Language::ALL {
        for (name, words) in closed_lists(labels(language)).lists {
            let mut seen = HashSet::new();
            for (variant, word) in words {
                // The value itself, and the digits themselves, need no word.
                let silent = matches!(variant.as_str(), "Value" | "One");
                assert_eq!(word.is_empty(), silent, "{language:?} {name} {variant}");
                assert!(seen.insert(word), "{language:?} {name} {variant}");
            }
        }
    }
}

#[test]
fn every_currency_with_a_sign_is_said_in_words() {
    for (sign, _) in Currency::SYMBOLS {
        let currency = Currency::of_symbol(sign).expect("a currency");
        assert!(SignedCurrency::of(currency).is_some(), "{sign}");
    }
}
