//! The words of English; those of British English where they differ.

use PluralCategory::One;
use icu_plurals::PluralCategory;
use strata_check::Outcome;
use strata_model::calc::outlook::Revision;
use strata_model::{
    Adjustment, AdvantageKind, Against, Audit, Basis, ClaimKind, Confidence, Copied,
    Direction, Effect, Language, Likelihood, Middle, Qualifier, Relation, Role, Scale,
    Side, Status, Tier, TripwireMeasure, Verification,
};

use super::sentences::{Growth, Sentences, Until};
use super::spoken::{SignedCurrency, Spoken};
use super::table::{Descriptors, FrontWords, Labels, TableWords, Words};
use super::written::Written;

pub(super) const EN_US: Labels = Labels {
    language: Language::EnUs,
    written: WRITTEN,
    spoken: SPOKEN,
    words: WORDS,
    sentences: SENTENCES,
    colon: ": ",
    semicolon: "; ",
    brief_kind: "Strategy brief",
    thesis: "Thesis",
    company: "Company",
    period: "Period",
    as_of: "As of",
    data_cut_off: "Data to",
    prices_of: "Prices of",
    lei: "LEI",
    cik: "CIK",
    edition: "Edition",
    sources: "Sources",
    not_given: "Not given",
    item: "Item",
    detail: "Detail",
    reference: "Ref",
    party: "Party",
    roles: "Role",
    and: "and",
    year_earlier: "Year earlier",
    earlier: "Earlier",
    now: "Now",
    implied: "(implied)",
    source: "Source",
    interpretation: "Interpretation",
    no_evidence: "No evidence recorded",
    no_source: "No source recorded",
    assumes: "Assumes",
    alternative: "Alternative",
    shown_by: "Shown by",
    review_by: "Review by",
    horizon: "Horizon",
    replaces: "Replaces",
    advantage_kind: "Advantage of",
    mechanisms: "Mechanisms",
    gap: "Gap",
    benefit: "Benefit",
    barrier: "Barrier",
    final_take: "Final take",
    change_our_mind: "What would change our mind",
    reasoning: "Reasoning",
    reading: "Reading",
    breaks_if: "Breaks if",
    result: "Result",
    figures: "Figures",
    figure: "Figure",
    value: "Value",
    change: "Change",
    prior: "from",
    history: "History",
    defined_as: "Defined as",
    derivation: "Derived",
    baseline: "against",
    population: "of",
    excluding: "excluding",
    to_positive: "from negative to positive",
    to_negative: "from positive to negative",
    nearest_gaap: "nearest GAAP measure",
    guidance_issued: "guidance of",
    also_in: "also",
    exact_digits: "exact",
    computed: "computed",
    sources_and_method: "Sources and method",
    retrieved: "read",
    method_implied: "Values marked “(implied)” are computed from stated ones: an earlier value as \
        value ÷ (1 + growth), rounded as the stated value; a share as part ÷ whole.",
    method_marks: "Figures are printed as stated: ~ means about, + at least; nearly, more than \
        and up to stand in words. M numbers name figures, S sources, R readings.",
    method_bars: "In a pair of bars the outline is the earlier value and the solid bar the \
        later; each pair has its own scale.",
    summary_sourceless: "without a source",
    definitions: "Definitions",
    disclosures: "Disclosures",
    author: "Author",
    positions: "Positions",
    relationships: "Relationships",
    compensation: "Compensation",
    methodology: "Methodology",
    ai_use: "Use of AI",
    notice: "Notice",
    page_of: |page, pages| format!("Page {page} of {pages}"),
    attachment: "The data of this brief, from which it was printed",
    imprint: "How this file was printed",
    draft: "Draft",
    confidential: "Confidential",
    contents: "Contents",
    unstated: "period not stated",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    trailing_twelve_months: "trailing twelve months",
    year_to_date: "year to date",
    descriptor: Descriptors {
        completeness: "completeness",
        precision: "precision",
        age: "age",
        access: "access",
        bias: "bias",
    },
    rest: "Not broken down",
    front: FrontWords {
        by: "By",
        reviewed_by: "Reviewed by",
        rating: "Rating",
        rating_scale: "Rating scale",
        before: "before",
        since: "since",
        target_price: "Target price",
        price: "Price",
        upside: "Upside",
        method: "Method",
        what_changed: "What changed",
        market_data: "Market data",
        next_date: "Next date",
        currency: "Currency",
        index: "Index",
        isin: "ISIN",
        fiscal_calendar: "Fiscal calendar",
    },
    tables: TABLES,
    notes: "Notes",
    method_notes: "N numbers behind words name the notes.",
};

pub(super) const EN_GB: Labels = Labels {
    language: Language::EnGb,
    written: Written {
        scale: |it| match it {
            Scale::One => "",
            Scale::Thousand => "k",
            Scale::Million => "m",
            Scale::Billion => "bn",
            Scale::Trillion => "tn",
        },
        day: |day, month, year| format!("{day}\u{a0}{month}\u{a0}{year}"),
        ..WRITTEN
    },
    ..EN_US
};

const WORDS: Words = Words {
    qualifier: |it| match it {
        Qualifier::Exact => "exactly",
        Qualifier::About => "about",
        Qualifier::Nearly => "nearly",
        Qualifier::AtLeast => "at least",
        Qualifier::MoreThan => "more than",
        Qualifier::AtMost => "at most",
        Qualifier::UpTo => "up to",
    },
    basis: |it| match it {
        Basis::Gaap => "GAAP",
        Basis::Ifrs => "IFRS",
        Basis::OtherGaap => "local GAAP",
        Basis::NonGaap => "non-GAAP",
        Basis::NonIfrs => "non-IFRS",
        Basis::OperatingMetric => "operating metric",
        Basis::IssuerClaim => "issuer’s claim",
        Basis::ThirdParty => "third party",
        Basis::AnalystEstimate => "analyst’s estimate",
    },
    adjustment: |it| match it {
        Adjustment::Reported => "as reported",
        Adjustment::ConstantCurrency => "constant currency",
        Adjustment::Organic => "organic",
        Adjustment::Excluding => "excluding items",
    },
    tier: |it| match it {
        Tier::RegulatoryFiling => "regulatory filing",
        Tier::Issuer => "issuer",
        Tier::ThirdParty => "third party",
        Tier::Press => "press",
        Tier::Own => "own",
    },
    tier_count: |it| match it {
        Tier::RegulatoryFiling => "from regulatory filings",
        Tier::Issuer => "from the issuer",
        Tier::ThirdParty => "from third parties",
        Tier::Press => "from the press",
        Tier::Own => "the author’s own",
    },
    audit: |it| match it {
        Audit::Audited => "audited",
        Audit::Reviewed => "reviewed",
        Audit::Unaudited => "unaudited",
    },
    copied: |it| match it {
        Copied::Ocr => "read as an OCR copy",
        Copied::Transcript => "read as a transcript",
    },
    verification: |it| match it {
        Verification::Matched => "matched with the source",
        Verification::Differs => "differs from the source",
        Verification::NotChecked => "not checked",
        Verification::NotCheckable => "not checkable",
    },
    claim_kind: |it| match it {
        ClaimKind::Observation => "observation",
        ClaimKind::Derived => "derived",
        ClaimKind::Assumption => "assumption",
        ClaimKind::Inference => "inference",
        ClaimKind::Judgment => "judgment",
        ClaimKind::Forecast => "forecast",
    },
    confidence: |it| match it {
        Confidence::Low => "low confidence",
        Confidence::Moderate => "moderate confidence",
        Confidence::High => "high confidence",
    },
    likelihood: |it| match it {
        Likelihood::AlmostNoChance => "almost no chance",
        Likelihood::VeryUnlikely => "very unlikely",
        Likelihood::Unlikely => "unlikely",
        Likelihood::RoughlyEvenChance => "roughly even chance",
        Likelihood::Likely => "likely",
        Likelihood::VeryLikely => "very likely",
        Likelihood::AlmostCertain => "almost certain",
    },
    status: |it| match it {
        Status::Holds => "holds",
        Status::Watch => "watch",
        Status::Broken => "broken",
        Status::Indeterminate => "indeterminate",
        Status::Superseded => "superseded",
        Status::Retired => "retired",
    },
    advantage: |it| match it {
        AdvantageKind::Scale => "scale",
        AdvantageKind::Network => "network",
        AdvantageKind::CounterPositioning => "counter-positioning",
        AdvantageKind::Switching => "switching costs",
        AdvantageKind::Branding => "branding",
        AdvantageKind::CorneredResource => "cornered resource",
        AdvantageKind::Process => "process",
    },
    middle: |it| match it {
        Middle::Avoided => "the middle is avoided",
        Middle::Bridging => "the middle bridges the poles",
    },
    role: |it| match it {
        Role::Supplier => "supplier",
        Role::Customer => "customer",
        Role::Investee => "investee",
        Role::Competitor => "competitor",
        Role::Complementor => "complementor",
    },
    measure: |it| match it {
        TripwireMeasure::Value => "",
        TripwireMeasure::Change => "change",
        TripwireMeasure::Rank => "rank",
    },
    side: |it| match it {
        Side::Below => "below",
        Side::AtMost => "at most",
        Side::Above => "above",
        Side::AtLeast => "at least",
    },
    effect: |it| match it {
        Effect::Breaks => "breaks it",
        Effect::Weakens => "weakens it",
        Effect::Watch => "to be watched",
    },
    against_what: |it| match it {
        Against::Yoy => "yoy",
        Against::Qoq => "qoq",
        Against::Prior => "vs prior",
        Against::Plan => "vs plan",
        Against::Baseline => "vs baseline",
        Against::Consensus => "vs consensus",
        Against::Guidance => "vs guidance",
        Against::Estimate => "vs estimate",
        Against::Peer => "vs peer",
    },
    scale_word: |it| match it {
        Scale::One => "",
        Scale::Thousand => "thousand",
        Scale::Million => "million",
        Scale::Billion => "billion",
        Scale::Trillion => "trillion",
    },
    relation: |it| match it {
        Relation::Supports => "Rests on",
        Relation::Undermines => "Against",
        Relation::Undercuts => "Undercut by",
        Relation::Context => "Context",
    },
    outcome: |it| match it {
        Outcome::Tripped => "tripped",
        Outcome::Clear => "clear",
        Outcome::Indeterminate => "indeterminate",
        Outcome::NoData => "no data",
    },
    direction: |it| match it {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Flat => "flat",
    },
    revision: |it| match it {
        Revision::New => "new",
        Revision::Confirmed => "confirmed",
        Revision::Raised => "raised",
        Revision::Cut => "cut",
        Revision::FloorRaised => "floor raised",
        Revision::CeilingRaised => "ceiling raised",
        Revision::FloorCut => "floor cut",
        Revision::CeilingCut => "ceiling cut",
        Revision::Narrowed => "narrowed",
        Revision::Widened => "widened",
    },
};

const TABLES: TableWords = TableWords {
    not_available: "n.a.",
    not_available_means: "not available",
    nil: "\u{2014}",
    nil_means: "nil",
    estimate: "E",
    estimate_means: "estimate",
    growth_computed: "growth is computed from the values shown where none is stated",
    measure: "Measure",
    midpoint: "midpoint",
    revision: "Revision",
    actual: "Actual",
};

const SENTENCES: Sentences = Sentences {
    foot: |kind, as_of, edition| format!("{kind} · as of {as_of} · edition {edition}"),
    layer: |number, name| format!("Layer {number}: {name}"),
    exhibit: |number| format!("Exhibit {number}."),
    and_more: |_, more| format!("and {more} more"),
    shift: |from, to| format!("{from} to {to}"),
    for_periods: |count, number| match count {
        One => format!(", {number} period"),
        _ => format!(", {number} periods in a row"),
    },
    parts: |by| format!("Parts by {by}:"),
    growth_of: &[
        Growth::Words("growth of "),
        Growth::Of,
        Growth::Words(" on "),
        Growth::On,
    ],
    precise_to: |power| format!("precise to 10^{power}"),
    method_data: |file, digest| {
        format!("The data of this brief are attached as {file}, SHA-256 {digest}.")
    },
    summary_figures: |count, number| match count {
        One => format!("{number} figure"),
        _ => format!("{number} figures"),
    },
    summary_claims: |count, number| match count {
        One => format!(
            "{number} of them the issuer’s own claim, without definition or audit"
        ),
        _ => format!(
            "{number} of them the issuer’s own claims, without definition or audit"
        ),
    },
    ttm: Until {
        label: |label| format!("TTM {label}"),
        day: |day| format!("TTM to {day}"),
    },
    ytd: Until {
        label: |label| format!("YTD {label}"),
        day: |day| format!("YTD to {day}"),
    },
    estimates: |count, number| match count {
        PluralCategory::One => format!("{number} estimate"),
        _ => format!("{number} estimates"),
    },
    weeks_to: |weeks, day| format!("{weeks} to {day}"),
    at_day: |day| format!("at {day}"),
    since_launch: |day| format!("since launch to {day}"),
    run_rate: |day| format!("run rate at {day}"),
    alt_bars: |names, period, told| format!("Bar chart of {names}, {period}: {told}."),
    alt_columns: |names, told| format!("Column chart of {names}: {told}."),
    alt_line: |names, told| format!("Line chart of {names}: {told}."),
    alt_parts: |names, period, told| {
        format!("Bar chart of the parts of {names}, {period}: {told}.")
    },
    alt_shares: |names, period, told| {
        format!("Bar chart of shares of {names}, {period}: {told}.")
    },
    alt_slope: |names, period, told| format!("Slope chart of {names}, {period}: {told}."),
    alt_waterfall: |names, period, told| {
        format!("Waterfall chart of {names}, {period}: {told}.")
    },
    alt_stack: |count, number, names| match count {
        One => format!("Diagram of {number} layer: {names}."),
        _ => format!("Diagram of {number} layers, from the foundation up: {names}."),
    },
    scale_from: |lowest| format!("The scale starts at {lowest}, not at zero."),
    sampled: |every, of| {
        format!(
            "One in {every} of {of} values is shown, with the first and the last; all of them are in \
        the list of figures."
        )
    },
    listed: |every, of| {
        format!(
            "The table lists one in {every} of {of} values, with the first and the last; all of them \
        are in the list of figures."
        )
    },
};

const WRITTEN: Written = Written {
    scale: |it| match it {
        Scale::One => "",
        Scale::Thousand => "K",
        Scale::Million => "M",
        Scale::Billion => "B",
        Scale::Trillion => "T",
    },
    money_first: true,
    money_gap: "",
    money_gap_after_letters: "",
    percent: "%",
    more_likely: "% more likely",
    less_likely: "% less likely",
    points: "\u{a0}pp",
    basis_points: "\u{a0}bp",
    unit: |name, _| (name == "sq-ft").then_some("sq\u{a0}ft"),
    not_meaningful: "n.m.",
    range: |low, high| format!("{low}–{high}"),
    signed_range: |low, high| format!("{low} to {high}"),
    day: |day, month, year| format!("{month}\u{a0}{day},\u{a0}{year}"),
    first: "1",
    quarter: |quarter, year| format!("Q{quarter} {year}"),
    half: |half, year| format!("H{half} {year}"),
    year: |year| format!("FY {year}"),
    nine_months: |year| format!("9M {year}"),
    weeks: |count| match count {
        1 => "1\u{a0}week".to_owned(),
        _ => format!("{count}\u{a0}weeks"),
    },
    short_year: |year| format!("FY {year}"),
    short_months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec",
    ],
};

const SPOKEN: Spoken = Spoken {
    scale: |scale, count| match (scale, count) {
        (Scale::One, _) => "",
        (Scale::Thousand, _) => "thousand",
        (Scale::Million, _) => "million",
        (Scale::Billion, _) => "billion",
        (Scale::Trillion, _) => "trillion",
    },
    currency: |currency, count| match (currency, count) {
        (SignedCurrency::Usd, One) => "US dollar",
        (SignedCurrency::Usd, _) => "US dollars",
        (SignedCurrency::Eur, One) => "euro",
        (SignedCurrency::Eur, _) => "euros",
        (SignedCurrency::Gbp, One) => "pound",
        (SignedCurrency::Gbp, _) => "pounds",
        (SignedCurrency::Jpy, _) => "yen",
        (SignedCurrency::Inr, One) => "Indian rupee",
        (SignedCurrency::Inr, _) => "Indian rupees",
    },
    of: "",
    of_before_vowel: "",
    percent: "percent",
    more_likely: "percent more likely",
    less_likely: "percent less likely",
    points: |count| match count {
        One => "percentage point",
        _ => "percentage points",
    },
    basis_points: |count| match count {
        One => "basis point",
        _ => "basis points",
    },
    times: |count| match count {
        One => "time",
        _ => "times",
    },
    per: "per",
    plus: "plus",
    minus: "minus",
    either: "plus or minus",
    not_meaningful: "not meaningful",
    up: |of, size| format!("up {of}{size}"),
    down: |of, size| format!("down {of}{size}"),
    plus_or_minus: |value, tolerance| format!("{value} plus or minus {tolerance}"),
    range: |low, high| format!("{low} to {high}"),
    span: |first, last| format!("{first} to {last}"),
    shift: |from, to| format!("{from} to {to}"),
    against_what: |it| match it {
        Against::Yoy => "year over year",
        Against::Qoq => "quarter over quarter",
        Against::Prior => "against the prior value",
        Against::Plan => "against the plan",
        Against::Baseline => "against the baseline",
        Against::Consensus => "against consensus",
        Against::Guidance => "against guidance",
        Against::Estimate => "against the estimate",
        Against::Peer => "against the peer",
    },
    ttm: Until {
        label: |label| format!("trailing twelve months ended {label}"),
        day: |day| format!("trailing twelve months to {day}"),
    },
    ytd: Until {
        label: |label| format!("year to date, {label}"),
        day: |day| format!("year to date, to {day}"),
    },
    year: |year| format!("fiscal year {year}"),
    nine_months: |year| format!("the first nine months of {year}"),
};
