//! The words of German.

use PluralCategory::One;
use icu_plurals::PluralCategory;
use strata_check::Outcome;
use strata_model::calc::Surprise;
use strata_model::{
    Adjustment, AdvantageKind, Against, Audit, Basis, ClaimKind, Confidence, Copied,
    Direction, Effect, Language, Likelihood, Middle, Part, Qualifier, Relation, Role,
    Scale, Side, Status, Tier, TripwireMeasure, Verification,
};

use super::sentences::{Growth, Sentences, Until};
use super::spoken::{SignedCurrency, Spoken};
use super::table::{Descriptors, Labels, Words};
use super::written::Written;

pub(super) const DE_DE: Labels = Labels {
    language: Language::DeDe,
    written: WRITTEN,
    spoken: SPOKEN,
    words: WORDS,
    sentences: SENTENCES,
    colon: ": ",
    semicolon: "; ",
    brief_kind: "Strategiebericht",
    thesis: "Kernthesen",
    company: "Firma",
    period: "Zeitraum",
    as_of: "Stand",
    data_cut_off: "Daten bis",
    prices_of: "Kurse vom",
    lei: "LEI",
    cik: "CIK",
    edition: "Ausgabe",
    sources: "Quellen",
    not_given: "Ohne Angabe",
    item: "Posten",
    detail: "Einzelheiten",
    reference: "Ref.",
    party: "Akteur",
    roles: "Rolle",
    and: "und",
    year_earlier: "Vorjahr",
    earlier: "Zuvor",
    now: "Aktuell",
    implied: "(abgeleitet)",
    source: "Quelle",
    interpretation: "Deutung",
    no_evidence: "Keine Belege angegeben",
    no_source: "Keine Quelle angegeben",
    assumes: "Setzt voraus",
    alternative: "Alternative",
    shown_by: "Zeichen dafür",
    review_by: "Überprüfung bis",
    horizon: "Horizont",
    replaces: "Ersetzt",
    advantage_kind: "Vorteil durch",
    mechanisms: "Mechanismen",
    gap: "Abstand",
    benefit: "Nutzen",
    barrier: "Hürde",
    final_take: "Fazit",
    change_our_mind: "Was unsere Einschätzung ändern würde",
    reasoning: "Begründungen",
    reading: "Deutung",
    breaks_if: "Hinfällig, wenn",
    result: "Ergebnis",
    figures: "Kennzahlen",
    figure: "Kennzahl",
    value: "Wert",
    change: "Veränderung",
    prior: "nach",
    history: "Verlauf",
    defined_as: "Definiert als",
    derivation: "Berechnung",
    baseline: "gegenüber",
    population: "von",
    excluding: "ohne",
    shown_as: "dargestellt als",
    in_short: "kurz",
    to_positive: "von negativ zu positiv",
    to_negative: "von positiv zu negativ",
    nearest_gaap: "nächstliegende GAAP-Größe",
    guidance_issued: "Prognose vom",
    also_in: "auch",
    exact_digits: "exakt",
    computed: "berechnet",
    sources_and_method: "Quellen und Methode",
    retrieved: "abgerufen am",
    method_implied: "Mit „(abgeleitet)“ gekennzeichnete Werte sind aus angegebenen berechnet: ein \
        früherer Wert als Wert ÷ (1 + Wachstum), gerundet wie der angegebene Wert; ein Anteil \
        als Teil ÷ Ganzes.",
    method_marks: "Kennzahlen sind so gedruckt, wie sie angegeben wurden: ~ bedeutet rund, + \
        mindestens; knapp, mehr als und bis zu stehen als Wörter da. M-Nummern bezeichnen \
        Kennzahlen, S-Nummern Quellen, R-Nummern Deutungen.",
    method_bars: "In einem Balkenpaar ist der umrandete Balken der frühere, der gefüllte der \
        spätere Wert; jedes Paar hat seinen eigenen Maßstab.",
    summary_sourceless: "ohne Quelle",
    definitions: "Definitionen",
    disclosures: "Offenlegungen",
    author: "Verfasst von",
    positions: "Positionen",
    relationships: "Beziehungen",
    compensation: "Vergütung",
    methodology: "Methodik",
    ai_use: "Einsatz von KI",
    notice: "Hinweis",
    page_of: |page, pages| format!("Seite {page} von {pages}"),
    attachment: "Die Daten dieses Berichts, aus denen er gedruckt wurde",
    imprint: "Wie diese Datei gedruckt wurde",
    draft: "Entwurf",
    confidential: "Vertraulich",
    contents: "Inhalt",
    unstated: "Zeitraum nicht angegeben",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    trailing_twelve_months: "jeweils letzte zwölf Monate",
    year_to_date: "seit Jahresbeginn",
    descriptor: Descriptors {
        completeness: "Vollständigkeit",
        precision: "Genauigkeit",
        age: "Alter",
        access: "Zugang",
        bias: "Verzerrung",
    },
    rest: "Nicht aufgeteilt",
};

const WORDS: Words = Words {
    qualifier: |it| match it {
        Qualifier::Exact => "genau",
        Qualifier::About => "rund",
        Qualifier::Nearly => "knapp",
        Qualifier::AtLeast => "mindestens",
        Qualifier::MoreThan => "mehr als",
        Qualifier::AtMost => "höchstens",
        Qualifier::UpTo => "bis zu",
    },
    basis: |it| match it {
        Basis::Gaap => "GAAP",
        Basis::Ifrs => "IFRS",
        Basis::OtherGaap => "lokale Rechnungslegung",
        Basis::NonGaap => "Non-GAAP",
        Basis::NonIfrs => "Non-IFRS",
        Basis::OperatingMetric => "operative Kennzahl",
        Basis::IssuerClaim => "Angabe des Emittenten",
        Basis::ThirdParty => "Angabe Dritter",
        Basis::AnalystEstimate => "Analystenschätzung",
    },
    adjustment: |it| match it {
        Adjustment::Reported => "wie berichtet",
        Adjustment::ConstantCurrency => "währungsbereinigt",
        Adjustment::Organic => "organisch",
        Adjustment::Excluding => "bereinigt",
    },
    tier: |it| match it {
        Tier::RegulatoryFiling => "Pflichtveröffentlichung",
        Tier::Issuer => "Emittent",
        Tier::ThirdParty => "Dritte",
        Tier::Press => "Presse",
        Tier::Own => "eigene Erhebung",
    },
    tier_count: |it| match it {
        Tier::RegulatoryFiling => "aus Pflichtveröffentlichungen",
        Tier::Issuer => "vom Emittenten",
        Tier::ThirdParty => "von Dritten",
        Tier::Press => "aus der Presse",
        Tier::Own => "aus eigener Erhebung",
    },
    audit: |it| match it {
        Audit::Audited => "geprüft",
        Audit::Reviewed => "prüferisch durchgesehen",
        Audit::Unaudited => "ungeprüft",
    },
    copied: |it| match it {
        Copied::Ocr => "als OCR-Kopie gelesen",
        Copied::Transcript => "als Mitschrift gelesen",
    },
    verification: |it| match it {
        Verification::Matched => "mit der Quelle abgeglichen",
        Verification::Differs => "weicht von der Quelle ab",
        Verification::NotChecked => "nicht geprüft",
        Verification::NotCheckable => "nicht prüfbar",
    },
    claim_kind: |it| match it {
        ClaimKind::Observation => "Beobachtung",
        ClaimKind::Derived => "Ableitung",
        ClaimKind::Assumption => "Annahme",
        ClaimKind::Inference => "Schlussfolgerung",
        ClaimKind::Judgment => "Urteil",
        ClaimKind::Forecast => "Prognose",
    },
    confidence: |it| match it {
        Confidence::Low => "geringe Gewissheit",
        Confidence::Moderate => "mittlere Gewissheit",
        Confidence::High => "hohe Gewissheit",
    },
    likelihood: |it| match it {
        Likelihood::AlmostNoChance => "nahezu ausgeschlossen",
        Likelihood::VeryUnlikely => "sehr unwahrscheinlich",
        Likelihood::Unlikely => "unwahrscheinlich",
        Likelihood::RoughlyEvenChance => "etwa gleich wahrscheinlich",
        Likelihood::Likely => "wahrscheinlich",
        Likelihood::VeryLikely => "sehr wahrscheinlich",
        Likelihood::AlmostCertain => "nahezu sicher",
    },
    status: |it| match it {
        Status::Holds => "gilt",
        Status::Watch => "unter Beobachtung",
        Status::Broken => "widerlegt",
        Status::Indeterminate => "unbestimmt",
        Status::Superseded => "ersetzt",
        Status::Retired => "aufgegeben",
    },
    advantage: |it| match it {
        AdvantageKind::Scale => "Größe",
        AdvantageKind::Network => "Netzwerkeffekte",
        AdvantageKind::CounterPositioning => "Gegenpositionierung",
        AdvantageKind::Switching => "Wechselkosten",
        AdvantageKind::Branding => "Marke",
        AdvantageKind::CorneredResource => "exklusive Ressourcen",
        AdvantageKind::Process => "Prozesse",
    },
    middle: |it| match it {
        Middle::Avoided => "die Mitte bleibt frei",
        Middle::Bridging => "die Mitte verbindet die Pole",
    },
    role: |it| match it {
        Role::Supplier => "Lieferant",
        Role::Customer => "Kunde",
        Role::Investee => "Beteiligung",
        Role::Competitor => "Wettbewerber",
        Role::Complementor => "Komplementor",
    },
    measure: |it| match it {
        TripwireMeasure::Value => "",
        TripwireMeasure::Change => "Veränderung",
        TripwireMeasure::Rank => "Rang",
    },
    side: |it| match it {
        Side::Below => "unter",
        Side::AtMost => "höchstens",
        Side::Above => "über",
        Side::AtLeast => "mindestens",
    },
    effect: |it| match it {
        Effect::Breaks => "macht sie hinfällig",
        Effect::Weakens => "schwächt sie",
        Effect::Watch => "zu beobachten",
    },
    against_what: |it| match it {
        Against::Yoy => "ggü. Vj.",
        Against::Qoq => "ggü. Vorq.",
        Against::Prior => "ggü. zuvor",
        Against::Plan => "ggü. Plan",
        Against::Baseline => "ggü. Basis",
        Against::Consensus => "ggü. Konsens",
        Against::Guidance => "ggü. Prognose",
        Against::Estimate => "ggü. Schätzung",
        Against::Peer => "ggü. Wettbewerber",
    },
    scale_word: |it| match it {
        Scale::One => "",
        Scale::Thousand => "Tsd.",
        Scale::Million => "Mio.",
        Scale::Billion => "Mrd.",
        Scale::Trillion => "Bio.",
    },
    relation: |it| match it {
        Relation::Supports => "Gestützt auf",
        Relation::Undermines => "Dagegen",
        Relation::Undercuts => "Entkräftet durch",
        Relation::Context => "Kontext",
    },
    outcome: |it| match it {
        Outcome::Tripped => "ausgelöst",
        Outcome::Clear => "nicht ausgelöst",
        Outcome::Indeterminate => "unbestimmt",
        Outcome::NoData => "keine Daten",
    },
    direction: |it| match it {
        Direction::Up => "gestiegen",
        Direction::Down => "gefallen",
        Direction::Flat => "unverändert",
    },
    part: |it| match it {
        Part::Value => "",
        Part::Rounded => "gerundet",
        Part::Unsigned => "Betrag",
        Part::Low => "unteres Ende",
        Part::High => "oberes Ende",
        Part::Mid => "Mitte",
        Part::Change => "Veränderung",
        Part::Rise => "Anstieg",
        Part::Fall => "Rückgang",
        Part::Delta => "Differenz",
        Part::Prior => "Vergleichswert",
        Part::Cagr => "durchschnittliches jährliches Wachstum",
        Part::Period => "Zeitraum",
        Part::Label => "Bezeichnung",
        Part::Short => "Kurzname",
    },
    surprise: |it| match it {
        Surprise::Beat => "übertroffen",
        Surprise::InLine => "wie erwartet",
        Surprise::Miss => "verfehlt",
        Surprise::Above => "darüber",
        Surprise::Below => "darunter",
    },
};

const SENTENCES: Sentences = Sentences {
    foot: |kind, as_of, edition| format!("{kind} · Stand {as_of} · Ausgabe {edition}"),
    layer: |number, name| format!("Ebene {number}: {name}"),
    exhibit: |number| format!("Abbildung {number}."),
    and_more: |_, more| format!("und {more} weitere"),
    shift: |from, to| format!("{from} → {to}"),
    for_periods: |count, number| match count {
        One => format!(", {number} Periode lang"),
        _ => format!(", {number} Perioden in Folge"),
    },
    parts: |by| format!("Aufteilung nach {by}:"),
    growth_of: &[
        Growth::Words("Wachstum von "),
        Growth::Of,
        Growth::Words(" gegenüber "),
        Growth::On,
    ],
    precise_to: |power| format!("genau auf 10^{power}"),
    method_data: |file, digest| {
        format!("Die Daten dieses Berichts sind als {file} beigefügt, SHA-256 {digest}.")
    },
    summary_figures: |count, number| match count {
        One => format!("{number} Kennzahl"),
        _ => format!("{number} Kennzahlen"),
    },
    summary_claims: |count, number| match count {
        One => format!(
            "davon {number} eigene Angabe des Emittenten, ohne Definition oder Prüfung"
        ),
        _ => format!(
            "davon {number} eigene Angaben des Emittenten, ohne Definition oder Prüfung"
        ),
    },
    ttm: Until {
        label: |label| format!("12 Monate bis {label}"),
        day: |day| format!("12 Monate bis {day}"),
    },
    ytd: Until {
        label: |label| format!("seit Jahresbeginn bis {label}"),
        day: |day| format!("seit Jahresbeginn bis {day}"),
    },
    estimates: |count, number| match count {
        PluralCategory::One => format!("{number} Schätzung"),
        _ => format!("{number} Schätzungen"),
    },
    at_day: |day| format!("zum {day}"),
    since_launch: |day| format!("seit Einführung bis {day}"),
    run_rate: |day| format!("Run-Rate zum {day}"),
    alt_bars: |names, period, told| format!("Balkendiagramm: {names}, {period}: {told}."),
    alt_columns: |names, told| format!("Säulendiagramm: {names}: {told}."),
    alt_line: |names, told| format!("Liniendiagramm: {names}: {told}."),
    alt_parts: |names, period, told| {
        format!("Balkendiagramm der Bestandteile: {names}, {period}: {told}.")
    },
    alt_shares: |names, period, told| {
        format!("Balkendiagramm der Anteile: {names}, {period}: {told}.")
    },
    alt_slope: |names, period, told| {
        format!("Neigungsdiagramm: {names}, {period}: {told}.")
    },
    alt_waterfall: |names, period, told| {
        format!("Wasserfalldiagramm: {names}, {period}: {told}.")
    },
    alt_stack: |count, number, names| match count {
        One => format!("Schaubild mit {number} Ebene: {names}."),
        _ => format!("Schaubild mit {number} Ebenen, vom Fundament aufwärts: {names}."),
    },
    scale_from: |lowest| format!("Die Skala beginnt bei {lowest}, nicht bei null."),
    sampled: |every, of| {
        format!(
            "Gezeigt ist jeder {every}. von {of} Werten sowie der erste und der letzte; alle stehen im \
        Verzeichnis der Kennzahlen."
        )
    },
    listed: |every, of| {
        format!(
            "Die Tabelle nennt jeden {every}. von {of} Werten sowie den ersten und den letzten; alle \
        stehen im Verzeichnis der Kennzahlen."
        )
    },
};

const WRITTEN: Written = Written {
    scale: |it| match it {
        Scale::One => "",
        Scale::Thousand => "\u{a0}Tsd.",
        Scale::Million => "\u{a0}Mio.",
        Scale::Billion => "\u{a0}Mrd.",
        Scale::Trillion => "\u{a0}Bio.",
    },
    money_first: false,
    money_gap: "\u{a0}",
    money_gap_after_letters: "\u{a0}",
    percent: "\u{a0}%",
    more_likely: "\u{a0}% wahrscheinlicher",
    less_likely: "\u{a0}% weniger wahrscheinlich",
    points: "\u{a0}Pp.",
    basis_points: "\u{a0}Bp.",
    unit: |name, count| {
        Some(match (name, count) {
            ("days", One) => "Tag",
            ("days", _) => "Tage",
            ("weeks", One) => "Woche",
            ("weeks", _) => "Wochen",
            ("months", One) => "Monat",
            ("months", _) => "Monate",
            ("years", One) => "Jahr",
            ("years", _) => "Jahre",
            ("share", One) => "Aktie",
            ("share", _) => "Aktien",
            ("shares", One) => "Aktie",
            ("shares", _) => "Aktien",
            _ => return None,
        })
    },
    not_meaningful: "n. a.",
    range: |low, high| format!("{low}\u{a0}– {high}"),
    day: |day, month, year| format!("{day}.\u{a0}{month}\u{a0}{year}"),
    first: "1",
    quarter: |quarter, year| format!("Q{quarter} {year}"),
    half: |half, year| format!("H{half} {year}"),
    year: |year| format!("GJ {year}"),
    short_year: |year| format!("GJ {year}"),
    short_months: [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.",
        "Nov.", "Dez.",
    ],
};

const SPOKEN: Spoken = Spoken {
    scale: |scale, count| match (scale, count) {
        (Scale::One, _) => "",
        (Scale::Thousand, _) => "Tausend",
        (Scale::Million, One) => "Million",
        (Scale::Million, _) => "Millionen",
        (Scale::Billion, One) => "Milliarde",
        (Scale::Billion, _) => "Milliarden",
        (Scale::Trillion, One) => "Billion",
        (Scale::Trillion, _) => "Billionen",
    },
    currency: |currency, count| match (currency, count) {
        (SignedCurrency::Usd, _) => "US-Dollar",
        (SignedCurrency::Eur, _) => "Euro",
        (SignedCurrency::Gbp, _) => "Pfund",
        (SignedCurrency::Jpy, _) => "Yen",
        (SignedCurrency::Inr, One) => "Indische Rupie",
        (SignedCurrency::Inr, _) => "Indische Rupien",
    },
    of: "",
    of_before_vowel: "",
    percent: "Prozent",
    more_likely: "Prozent wahrscheinlicher",
    less_likely: "Prozent weniger wahrscheinlich",
    points: |count| match count {
        One => "Prozentpunkt",
        _ => "Prozentpunkte",
    },
    basis_points: |count| match count {
        One => "Basispunkt",
        _ => "Basispunkte",
    },
    times: |_| "Mal",
    per: "je",
    plus: "plus",
    minus: "minus",
    either: "plus oder minus",
    not_meaningful: "nicht aussagekräftig",
    up: |of, size| format!("gestiegen um {of}{size}"),
    down: |of, size| format!("gefallen um {of}{size}"),
    plus_or_minus: |value, tolerance| format!("{value}, plus oder minus {tolerance}"),
    range: |low, high| format!("{low} bis {high}"),
    span: |first, last| format!("{first} bis {last}"),
    shift: |from, to| format!("von {from} zu {to}"),
    against_what: |it| match it {
        Against::Yoy => "gegenüber dem Vorjahr",
        Against::Qoq => "gegenüber dem Vorquartal",
        Against::Prior => "gegenüber dem früheren Wert",
        Against::Plan => "gegenüber dem Plan",
        Against::Baseline => "gegenüber der Basis",
        Against::Consensus => "gegenüber dem Konsens",
        Against::Guidance => "gegenüber der Prognose",
        Against::Estimate => "gegenüber der Schätzung",
        Against::Peer => "gegenüber dem Wettbewerber",
    },
    ttm: Until {
        label: |label| format!("letzte zwölf Monate bis {label}"),
        day: |day| format!("letzte zwölf Monate bis {day}"),
    },
    ytd: Until {
        label: |label| format!("seit Jahresbeginn bis {label}"),
        day: |day| format!("seit Jahresbeginn bis {day}"),
    },
    year: |year| format!("Geschäftsjahr {year}"),
};
