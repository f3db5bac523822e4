//! The words of French.

use PluralCategory::{Many, One};
use icu_plurals::PluralCategory;
use strata_check::Outcome;
use strata_model::calc::Surprise;
use strata_model::calc::outlook::Revision;
use strata_model::{
    Adjustment, AdvantageKind, Against, Audit, Basis, ClaimKind, Confidence, Copied,
    Direction, Effect, Language, Likelihood, Middle, Part, Qualifier, Relation, Role,
    Scale, Side, Status, Tier, TripwireMeasure, Verification,
};

use super::sentences::{Growth, Sentences, Until};
use super::spoken::{SignedCurrency, Spoken};
use super::table::{
    BackWords, Descriptors, FrontWords, Labels, OutlookWords, TableWords, WatchWords,
    Words,
};
use super::written::Written;

pub(super) const FR_FR: Labels = Labels {
    language: Language::FrFr,
    written: WRITTEN,
    spoken: SPOKEN,
    words: WORDS,
    sentences: SENTENCES,
    colon: "\u{a0}: ",
    semicolon: "\u{202f}; ",
    brief_kind: "Note stratégique",
    thesis: "Thèses",
    company: "Société",
    period: "Période",
    as_of: "Arrêté au",
    data_cut_off: "Données",
    prices_of: "Cours du",
    lei: "LEI",
    cik: "CIK",
    edition: "Édition",
    sources: "Sources",
    not_given: "Non précisé",
    item: "Élément",
    detail: "Détail",
    reference: "Réf.",
    party: "Acteur",
    roles: "Rôle",
    and: "et",
    year_earlier: "Un an plus tôt",
    earlier: "Auparavant",
    to: "à",
    now: "Actuel",
    implied: "(implicite)",
    source: "Source",
    interpretation: "Interprétation",
    no_evidence: "Aucun élément à l’appui",
    no_source: "Aucune source indiquée",
    assumes: "Suppose",
    shown_by: "Signe",
    review_by: "À revoir avant le",
    horizon: "Horizon",
    replaces: "Remplace",
    advantage_kind: "Nature de l’avantage",
    mechanisms: "Mécanismes",
    gap: "Écart",
    benefit: "Bénéfice",
    barrier: "Barrière",
    final_take: "Conclusion",
    change_our_mind: "Ce qui nous ferait changer d’avis",
    figure: "Chiffre",
    value: "Valeur",
    change: "Variation",
    prior: "contre",
    history: "Historique",
    defined_as: "Définition",
    baseline: "par rapport à",
    population: "parmi",
    excluding: "hors",
    shown_as: "affiché",
    in_short: "abrégé",
    to_positive: "de négatif à positif",
    to_negative: "de positif à négatif",
    nearest_gaap: "mesure GAAP la plus proche",
    nearest_ifrs: "mesure IFRS la plus proche",
    guidance_issued: "prévision du",
    exact_digits: "exact",
    computed: "par calcul",
    retrieved: "consulté le",
    method_implied: "Les valeurs marquées «\u{a0}(implicite)\u{a0}» sont calculées à partir de \
        valeurs indiquées\u{a0}: une valeur antérieure comme valeur ÷ (1 + croissance), arrondie \
        comme la valeur indiquée\u{202f}; une part comme partie ÷ total.",
    method_marks: "Les chiffres sont imprimés tels que publiés\u{a0}: ~ signifie environ, + au \
        moins\u{202f}; près de, plus de et jusqu’à figurent en toutes lettres. Les numéros \
        en exposant désignent les sources.",
    method_bars: "Dans une paire de barres, le contour est la valeur antérieure et la barre \
        pleine la plus récente\u{202f}; chaque paire a sa propre échelle.",
    summary_sourceless: "sans source",
    disclosures: "Déclarations",
    author: "Auteur",
    positions: "Positions",
    relationships: "Liens d’intérêts",
    compensation: "Rémunération",
    methodology: "Méthodologie",
    ai_use: "Recours à l’IA",
    notice: "Avertissement",
    page_of: |page, pages| format!("Page {page} sur {pages}"),
    attachment: "Les données de cette note, à partir desquelles elle a été imprimée",
    imprint: "Comment ce fichier a été imprimé",
    draft: "Projet",
    confidential: "Confidentiel",
    contents: "Sommaire",
    unstated: "période non précisée",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    trailing_twelve_months: "douze mois glissants",
    year_to_date: "cumul annuel",
    descriptor: Descriptors {
        completeness: "exhaustivité",
        precision: "précision",
        age: "ancienneté",
        access: "accès",
        bias: "biais",
    },
    rest: "Non ventilé",
    front: FrontWords {
        by: "Par",
        reviewed_by: "Relu par",
        reports_in: |currency| format!("publie en {currency}"),
        rating: "Recommandation",
        rating_scale: "Échelle",
        from: "auparavant",
        unchanged: "sans changement",
        since: "depuis le",
        target_price: "Objectif de cours",
        target_by: |horizon| format!("Objectif de cours, {horizon}"),
        price: "Cours",
        upside: "Potentiel",
        to_target: |upside| format!("{upside} jusqu’à l’objectif"),
        method: "Méthode",
        what_changed: "Ce qui a changé",
        floor: |measure| format!("{measure}, plancher"),
        ceiling: |measure| format!("{measure}, plafond"),
        next_date: "Prochaine date",
        period_to: |period, day| format!("{period}, au {day}"),
        sources: |count, number| match count {
            One => format!("{number} source"),
            _ => format!("{number} sources"),
        },
        filings: |count, number| match count {
            One => format!("{number} document réglementaire"),
            _ => format!("{number} documents réglementaires"),
        },
        of_them: |all, some| format!("{all}, dont {some}"),
        classification: "Classification",
        index: "Indice",
        isin: "ISIN",
        fiscal_calendar: "Exercices et trimestres",
    },
    tables: TABLES,
    outlook: OUTLOOK,
    watch: WATCH,
    back: BACK,
    own_estimates: "Nos estimations",
    sources_here: "Sources de cette page",
    also: "Aussi",
    source_number: |number| format!("source {number}"),
    notes: "Notes",
    method: "Méthode",
    method_notes: "Les numéros N derrière des mots renvoient aux notes.",
};

const WORDS: Words = Words {
    qualifier: |it| match it {
        Qualifier::Exact => "exactement",
        Qualifier::About => "environ",
        Qualifier::Nearly => "près de",
        Qualifier::AtLeast => "au moins",
        Qualifier::MoreThan => "plus de",
        Qualifier::AtMost => "au plus",
        Qualifier::LessThan => "moins de",
        Qualifier::UpTo => "jusqu’à",
    },
    basis: |it| match it {
        Basis::Gaap => "GAAP",
        Basis::Ifrs => "IFRS",
        Basis::OtherGaap => "normes locales",
        Basis::NonGaap => "non-GAAP",
        Basis::NonIfrs => "non-IFRS",
        Basis::OperatingMetric => "indicateur opérationnel",
        Basis::IssuerClaim => "déclaration de l’émetteur",
        Basis::ThirdParty => "chiffre de tiers",
        Basis::AnalystEstimate => "estimation d’analyste",
    },
    adjustment: |it| match it {
        Adjustment::Reported => "publié",
        Adjustment::ConstantCurrency => "à changes constants",
        Adjustment::Organic => "organique",
        Adjustment::Excluding => "hors éléments",
    },
    tier: |it| match it {
        Tier::RegulatoryFiling => "document réglementaire",
        Tier::Issuer => "émetteur",
        Tier::ThirdParty => "tiers",
        Tier::Press => "presse",
        Tier::Own => "travaux de l’auteur",
    },
    tier_count: |it| match it {
        Tier::RegulatoryFiling => "selon des documents réglementaires",
        Tier::Issuer => "selon l’émetteur",
        Tier::ThirdParty => "selon des tiers",
        Tier::Press => "selon la presse",
        Tier::Own => "selon les travaux de l’auteur",
    },
    audit: |it| match it {
        Audit::Audited => "audité",
        Audit::Reviewed => "examen limité",
        Audit::Unaudited => "non audité",
    },
    copied: |it| match it {
        Copied::Ocr => "lu sur copie OCR",
        Copied::Transcript => "lu sur transcription",
    },
    verification: |it| match it {
        Verification::Matched => "conforme à la source",
        Verification::Differs => "diffère de la source",
        Verification::NotChecked => "non vérifié",
        Verification::NotCheckable => "non vérifiable",
    },
    claim_kind: |it| match it {
        ClaimKind::Observation => "constat",
        ClaimKind::Derived => "résultat de calcul",
        ClaimKind::Assumption => "hypothèse",
        ClaimKind::Inference => "déduction",
        ClaimKind::Judgment => "jugement",
        ClaimKind::Forecast => "prévision",
    },
    confidence: |it| match it {
        Confidence::Low => "confiance faible",
        Confidence::Moderate => "confiance moyenne",
        Confidence::High => "confiance élevée",
    },
    likelihood: |it| match it {
        Likelihood::AlmostNoChance => "quasi impossible",
        Likelihood::VeryUnlikely => "très improbable",
        Likelihood::Unlikely => "improbable",
        Likelihood::RoughlyEvenChance => "environ une chance sur deux",
        Likelihood::Likely => "probable",
        Likelihood::VeryLikely => "très probable",
        Likelihood::AlmostCertain => "quasi certain",
    },
    status: |it| match it {
        Status::Holds => "tient",
        Status::Watch => "à surveiller",
        Status::Broken => "invalidé",
        Status::Indeterminate => "indéterminé",
        Status::Superseded => "remplacé",
        Status::Retired => "retiré",
    },
    advantage: |it| match it {
        AdvantageKind::Scale => "échelle",
        AdvantageKind::Network => "effets de réseau",
        AdvantageKind::CounterPositioning => "contre-positionnement",
        AdvantageKind::Switching => "coûts de changement",
        AdvantageKind::Branding => "marque",
        AdvantageKind::CorneredResource => "ressource exclusive",
        AdvantageKind::Process => "processus",
    },
    middle: |it| match it {
        Middle::Avoided => "le milieu est évité",
        Middle::Bridging => "le milieu relie les pôles",
    },
    role: |it| match it {
        Role::Supplier => "fournisseur",
        Role::Customer => "client",
        Role::Investee => "participation",
        Role::Competitor => "concurrent",
        Role::Complementor => "complémenteur",
    },
    measure: |it| match it {
        TripwireMeasure::Value => "",
        TripwireMeasure::Change => "variation",
        TripwireMeasure::Rank => "rang",
    },
    side: |it| match it {
        Side::Below => "sous",
        Side::AtMost => "au plus",
        Side::Above => "au-dessus de",
        Side::AtLeast => "au moins",
    },
    effect: |it| match it {
        Effect::Breaks => "l’invalide",
        Effect::Weakens => "l’affaiblit",
        Effect::Watch => "à surveiller",
    },
    against_what: |it| match it {
        Against::Yoy => "sur un an",
        Against::Qoq => "sur un trimestre",
        Against::Prior => "vs précédent",
        Against::Plan => "vs plan",
        Against::Baseline => "vs référence",
        Against::Consensus => "vs consensus",
        Against::Guidance => "vs prévisions",
        Against::Estimate => "vs estimation",
        Against::Peer => "vs pair",
    },
    scale_word: |it| match it {
        Scale::One => "",
        Scale::Thousand => "milliers",
        Scale::Million => "M",
        Scale::Billion => "Md",
        Scale::Trillion => "billions",
    },
    relation: |it| match it {
        Relation::Supports => "S’appuie sur",
        Relation::Undermines => "Contre",
        Relation::Undercuts => "Affaibli par",
        Relation::Context => "Contexte",
    },
    outcome: |it| match it {
        Outcome::Tripped => "déclenché",
        Outcome::Clear => "non déclenché",
        Outcome::Indeterminate => "indéterminé",
        Outcome::NoData => "pas de données",
    },
    direction: |it| match it {
        Direction::Up => "en hausse",
        Direction::Down => "en baisse",
        Direction::Flat => "stable",
    },
    part: |it| match it {
        Part::Value => "",
        Part::Rounded => "arrondi",
        Part::Unsigned => "valeur absolue",
        Part::Low => "borne basse",
        Part::High => "borne haute",
        Part::Mid => "milieu",
        Part::Change => "variation",
        Part::Rise => "hausse",
        Part::Fall => "baisse",
        Part::Delta => "écart",
        Part::More => "de plus",
        Part::Less => "de moins",
        Part::Prior => "valeur de comparaison",
        Part::Cagr => "croissance annuelle moyenne",
        Part::Period => "période",
        Part::Label => "libellé",
        Part::Short => "nom court",
    },
    surprise: |it| match it {
        Surprise::Beat => "dépassement",
        Surprise::InLine => "conforme",
        Surprise::Miss => "en deçà",
        Surprise::Above => "au-dessus",
        Surprise::Below => "au-dessous",
    },
    revision: |it| match it {
        Revision::New => "nouveau",
        Revision::Confirmed => "confirmé",
        Revision::Raised => "relevé",
        Revision::Cut => "abaissé",
        Revision::FloorRaised => "borne basse relevée",
        Revision::CeilingRaised => "borne haute relevée",
        Revision::FloorCut => "borne basse abaissée",
        Revision::CeilingCut => "borne haute abaissée",
        Revision::Narrowed => "resserré",
        Revision::Widened => "élargi",
    },
};

const TABLES: TableWords = TableWords {
    not_available: "n.d.",
    not_available_means: "non disponible",
    nil: "\u{2014}",
    nil_means: "néant",
    estimate: "e",
    estimate_means: "estimation",
    growth_computed: "croissance calculée à partir des valeurs présentées lorsqu’elle n’est pas publiée",
};

const OUTLOOK: OutlookWords = OutlookWords {
    measure: "Indicateur",
    midpoint: "milieu",
    before: "avant",
    now: "maintenant",
    before_not_given: "avant\u{a0}: non précisé",
    given: "donné le",
    last_reported: "dernier publié",
    actual: "réalisé",
    consensus: "consensus",
};

const WATCH: WatchWords = WatchWords {
    lead: "Distance entre la valeur actuelle et le seuil",
    claim: "Ce que nous disons",
    condition: "Plus vrai si",
    now: "maintenant, et",
    breaks: "là où cela rompt (hachuré)",
    distance: "Distance",
    open: "ouvert",
};

const BACK: BackWords = BackWords {
    head: "Chiffres et sources",
    lead: "Chaque chiffre de la note, avec sa source",
    change: "Var.",
    before: "Avant",
    source: "Src.",
    other_periods: "Autres périodes",
    not_checked: "pas encore vérifié dans le document",
    changes: |against| format!("Variations {against}, sauf mention contraire"),
    quarters: "trimestres",
    halves: "semestres",
    nine_months: "neuf mois",
    years: "exercices",
    months: "mois",
    days: "jours",
    why: "Pourquoi cette confiance",
    sure: |it| match it {
        Confidence::Low => "faible",
        Confidence::Moderate => "moyenne",
        Confidence::High => "élevée",
    },
    or: "Ou",
    terms: "Termes",
    stands: "Où se trouve chaque chiffre",
};

const SENTENCES: Sentences = Sentences {
    foot: |kind, as_of, edition| {
        format!("{kind} · arrêté au {as_of} · édition {edition}")
    },
    layer: |number, name| format!("Couche {number}\u{a0}: {name}"),
    exhibit: |number| format!("Graphique {number}."),
    thesis: |number| format!("thèse {number}"),
    and_more: |count, more| match count {
        One => format!("et {more} autre"),
        _ => format!("et {more} autres"),
    },
    shift: |from, to| format!("{from} → {to}"),
    for_periods: |count, number| match count {
        One => format!(", pendant {number} période"),
        _ => format!(", {number} périodes de suite"),
    },
    periods_so_far: |count, number, of| match count {
        One => format!("{number} période sur {of}"),
        _ => format!("{number} périodes sur {of}"),
    },
    changed: |against| format!("variation {against}"),
    open_until: |day| format!("ouvert jusqu’au {day}"),
    parts: |by| format!("Répartition par {by}\u{a0}:"),
    growth_of: &[
        Growth::Words("croissance de "),
        Growth::Of,
        Growth::Words(" par rapport à "),
        Growth::On,
    ],
    precise_to: |power| format!("précis à 10^{power}"),
    method_data: |file, digest| {
        format!(
            "Les données de cette note sont jointes sous le nom {file}, SHA-256 {digest}."
        )
    },
    summary_figures: |count, number| match count {
        One => format!("{number} chiffre"),
        _ => format!("{number} chiffres"),
    },
    summary_claims: |count, number| match count {
        One => {
            format!("dont {number} déclaration de l’émetteur, sans définition ni audit")
        }
        _ => {
            format!("dont {number} déclarations de l’émetteur, sans définition ni audit")
        }
    },
    ttm: Until {
        label: |label| format!("12 mois à fin {label}"),
        day: |day| format!("12 mois au {day}"),
    },
    ytd: Until {
        label: |label| format!("cumul annuel à fin {label}"),
        day: |day| format!("cumul annuel au {day}"),
    },
    estimates: |count, number| match count {
        PluralCategory::One => format!("{number} estimation"),
        _ => format!("{number} estimations"),
    },
    weeks_to: |weeks, day| format!("{weeks} au {day}"),
    at_day: |day| format!("au {day}"),
    since_launch: |day| format!("du lancement au {day}"),
    run_rate: |day| format!("rythme annualisé au {day}"),
    alt_bars: |names, period, told| {
        format!("Graphique à barres\u{a0}: {names}, {period}\u{a0}: {told}.")
    },
    alt_columns: |names, told| format!("Histogramme\u{a0}: {names}\u{a0}: {told}."),
    alt_line: |names, told| format!("Courbe\u{a0}: {names}\u{a0}: {told}."),
    alt_parts: |names, period, told| {
        format!(
            "Graphique à barres des composantes\u{a0}: {names}, {period}\u{a0}: {told}."
        )
    },
    alt_shares: |names, period, told| {
        format!("Graphique à barres des parts\u{a0}: {names}, {period}\u{a0}: {told}.")
    },
    alt_slope: |names, period, told| {
        format!("Graphique de pentes\u{a0}: {names}, {period}\u{a0}: {told}.")
    },
    alt_waterfall: |names, period, told| {
        format!("Graphique en cascade\u{a0}: {names}, {period}\u{a0}: {told}.")
    },
    alt_stack: |count, number, names| match count {
        One => format!("Schéma à {number} couche\u{a0}: {names}."),
        _ => format!("Schéma à {number} couches, de la base au sommet\u{a0}: {names}."),
    },
    scale_from: |lowest| format!("L’échelle commence à {lowest}, et non à zéro."),
    sampled: |every, of| {
        format!(
            "Une valeur sur {every} est représentée, sur un total de {of}, avec la première et la \
        dernière\u{202f}; toutes figurent dans la liste des chiffres."
        )
    },
    listed: |every, of| {
        format!(
            "Le tableau donne une valeur sur {every}, sur un total de {of}, avec la première et la \
        dernière\u{202f}; toutes figurent dans la liste des chiffres."
        )
    },
};

// `Bn` is what CLDR abbreviates `billion` to, and half of the readers would take it for a
// thousand millions: the word itself stands there.
const WRITTEN: Written = Written {
    scale: |it| match it {
        Scale::One => "",
        Scale::Thousand => "\u{a0}k",
        Scale::Million => "\u{a0}M",
        Scale::Billion => "\u{a0}Md",
        Scale::Trillion => "",
    },
    money_first: false,
    money_gap: "\u{a0}",
    money_gap_after_letters: "",
    percent: "\u{202f}%",
    more_likely: "\u{202f}% plus probable",
    less_likely: "\u{202f}% moins probable",
    points: "\u{a0}pt",
    basis_points: "\u{a0}pb",
    unit: |name, count| {
        Some(match (name, count) {
            ("days", One) => "jour",
            ("days", _) => "jours",
            ("weeks", One) => "semaine",
            ("weeks", _) => "semaines",
            ("months", _) => "mois",
            ("years", One) => "an",
            ("years", _) => "ans",
            ("share", One) => "action",
            ("share", _) => "actions",
            ("shares", One) => "action",
            ("shares", _) => "actions",
            ("GB", _) => "Go",
            ("TB", _) => "To",
            ("PB", _) => "Po",
            ("EB", _) => "Eo",
            ("sq-ft", _) => "sq\u{a0}ft",
            _ => return None,
        })
    },
    not_meaningful: "n.s.",
    range: |low, high| format!("{low}\u{a0}– {high}"),
    signed_range: |low, high| format!("{low} à {high}"),
    day: |day, month, year| format!("{day}\u{a0}{month}\u{a0}{year}"),
    first: "1er",
    quarter: |quarter, year| format!("T{quarter} {year}"),
    half: |half, year| format!("S{half} {year}"),
    year: |year| format!("exercice {year}"),
    nine_months: |year| format!("9M {year}"),
    weeks: |count| match count {
        1 => "1\u{a0}semaine".to_owned(),
        _ => format!("{count}\u{a0}semaines"),
    },
    short_year: |year| format!("{year}"),
    short_months: [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
        "oct.", "nov.", "déc.",
    ],
};

const SPOKEN: Spoken = Spoken {
    scale: |scale, count| match (scale, count) {
        (Scale::One, _) => "",
        (Scale::Thousand, _) => "mille",
        (Scale::Million, One) => "million",
        (Scale::Million, _) => "millions",
        (Scale::Billion, One) => "milliard",
        (Scale::Billion, _) => "milliards",
        (Scale::Trillion, One) => "billion",
        (Scale::Trillion, _) => "billions",
    },
    currency: |currency, count| match (currency, count) {
        (SignedCurrency::Usd, One) => "dollar américain",
        (SignedCurrency::Usd, Many) => "de dollars américains",
        (SignedCurrency::Usd, _) => "dollars américains",
        (SignedCurrency::Eur, One) => "euro",
        (SignedCurrency::Eur, Many) => "d’euros",
        (SignedCurrency::Eur, _) => "euros",
        (SignedCurrency::Gbp, One) => "livre sterling",
        (SignedCurrency::Gbp, Many) => "de livres sterling",
        (SignedCurrency::Gbp, _) => "livres sterling",
        (SignedCurrency::Jpy, One) => "yen",
        (SignedCurrency::Jpy, Many) => "de yens",
        (SignedCurrency::Jpy, _) => "yens",
        (SignedCurrency::Inr, One) => "roupie indienne",
        (SignedCurrency::Inr, Many) => "de roupies indiennes",
        (SignedCurrency::Inr, _) => "roupies indiennes",
    },
    of: "de ",
    of_before_vowel: "d’",
    percent: "pour cent",
    more_likely: "pour cent plus probable",
    less_likely: "pour cent moins probable",
    points: |count| match count {
        One => "point de pourcentage",
        _ => "points de pourcentage",
    },
    basis_points: |count| match count {
        One => "point de base",
        _ => "points de base",
    },
    times: |_| "fois",
    per: "par",
    plus: "plus",
    minus: "moins",
    either: "plus ou moins",
    not_meaningful: "non significatif",
    up: |of, size| format!("en hausse {of}{size}"),
    down: |of, size| format!("en baisse {of}{size}"),
    plus_or_minus: |value, tolerance| format!("{value}, plus ou moins {tolerance}"),
    range: |low, high| format!("de {low} à {high}"),
    span: |first, last| format!("du {first} au {last}"),
    shift: |from, to| format!("de {from} à {to}"),
    against_what: |it| match it {
        Against::Yoy => "sur un an",
        Against::Qoq => "sur un trimestre",
        Against::Prior => "par rapport à la valeur précédente",
        Against::Plan => "par rapport au plan",
        Against::Baseline => "par rapport à la référence",
        Against::Consensus => "par rapport au consensus",
        Against::Guidance => "par rapport aux prévisions",
        Against::Estimate => "par rapport à l’estimation",
        Against::Peer => "par rapport au pair",
    },
    ttm: Until {
        label: |label| format!("douze mois glissants à fin {label}"),
        day: |day| format!("douze mois glissants au {day}"),
    },
    ytd: Until {
        label: |label| format!("cumul annuel à fin {label}"),
        day: |day| format!("cumul annuel au {day}"),
    },
    year: |year| format!("exercice {year}"),
    nine_months: |year| format!("les neuf premiers mois de {year}"),
};
