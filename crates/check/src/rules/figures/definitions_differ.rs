use strata_model::{Adjustment, Basis, Derivation, Figure, Id, Ref};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("definitions_differ.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        for (name, parts) in &figure.breakdowns {
            let at = path.key("breakdowns").key(name.as_str());
            breakdown(facts, id, figure, &parts.parts, at, report);
        }
        let derivation = (path.key("derivation"), Part::Value);
        match &figure.derivation {
            Some(Derivation::Growth(of, on)) => {
                let adjusted = says_so(facts, figure, of);
                pair(facts, [of, on], derivation, adjusted, report);
            }
            Some(other) => principles(facts, other, derivation, report),
            None => {}
        }
        if let Some(before) = &figure.replaces {
            let place = (path.key("replaces"), Part::Value);
            pair(facts, [id, before], place, false, report);
        }
    }
}

/// What two figures say of themselves that keeps them from being compared.
struct Difference {
    what: &'static str,
    words: [String; 2],
    /// It is not certain that they measure different things.
    doubtful: bool,
}

/// A part of a breakdown against the whole. A part has mostly a definition of its own, so
/// only one that leaves the definition of the whole, where other parts share it, is odd.
fn breakdown(
    facts: &Facts<'_>,
    id: &Id,
    whole: &Figure,
    parts: &[Ref<Figure>],
    at: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let known = |part| facts.figure(part).map(|figure| (part, figure));
    let known = || parts.iter().enumerate().filter_map(|(n, id)| Some((n, known(id)?)));
    let reconciles = parts.iter().any(|part| whole.nearest_gaap.as_ref() == Some(part))
        || known()
            .any(|(_, (_, part))| part.nearest_gaap.as_ref().is_some_and(|it| it == id));
    let shares = known().any(|(_, (_, part))| part.definition == whole.definition);
    let odd = known().find_map(|(n, (part_id, part))| {
        let difference = adjustments(part, whole)
            .or_else(|| bases(part, whole).filter(|_| !reconciles))
            .or_else(|| {
                definitions(facts, part, whole).filter(|_| shares && !reconciles)
            })?;
        // What is left of the whole once the rest is known belongs to nobody's basis.
        let left = part.derivation.is_some() && difference.doubtful;
        (!left).then_some((n, part_id, difference))
    });
    if let Some((n, part, difference)) = odd {
        difference.tell((at.index(n), Part::Value), [part, id], report);
    }
}

/// Whether a growth rate says how it is adjusted. Adjusted for currencies or acquisitions is
/// only the later value.
fn says_so(facts: &Facts<'_>, rate: &Figure, of: &Id) -> bool {
    use Adjustment::{ConstantCurrency, Organic};
    matches!(rate.adjustment, Some(ConstantCurrency | Organic))
        && facts.figure(of).is_some_and(|of| of.adjustment == rate.adjustment)
}

/// Two figures of one measure. Their adjustments may differ if that is said.
fn pair(
    facts: &Facts<'_>,
    ids: [&Id; 2],
    place: (ArenaPath<'_>, Part),
    adjusted: bool,
    report: &mut Reporter<'_>,
) {
    let [Some(a), Some(b)] = ids.map(|id| facts.figure(id)) else { return };
    let difference = definitions(facts, a, b)
        .or_else(|| bases(a, b).filter(|difference| !difference.doubtful))
        .or_else(|| adjustments(a, b).filter(|_| !adjusted));
    if let Some(difference) = difference {
        difference.tell(place, ids, report);
    }
}

/// Terms of one computation that follow different accounting principles.
fn principles(
    facts: &Facts<'_>,
    derivation: &Derivation,
    place: (ArenaPath<'_>, Part),
    report: &mut Reporter<'_>,
) {
    let principle = |basis| matches!(basis, Basis::Gaap | Basis::Ifrs | Basis::OtherGaap);
    let terms = derivation.ids().filter_map(|id| Some((id, facts.figure(id)?)));
    let mut terms = terms.filter(|(_, term)| term.basis.is_some_and(principle));
    let Some((first, one)) = terms.next() else { return };
    let other = terms.find_map(|(id, term)| Some((id, bases(one, term)?)));
    if let Some((id, difference)) = other {
        let doubtful = Difference { doubtful: true, ..difference };
        doubtful.tell(place, [first, id], report);
    }
}

/// A definition that does not exist is a slip, not another one.
fn definitions(facts: &Facts<'_>, a: &Figure, b: &Figure) -> Option<Difference> {
    let of = |figure: &'_ Figure| {
        let id = figure.definition.as_ref()?;
        facts.brief.definitions.contains_key(id.id()).then(|| id.to_string())
    };
    let words = [of(a)?, of(b)?];
    let what = "definition";
    (a.definition != b.definition).then_some(Difference { what, words, doubtful: false })
}

/// Who vouches for a figure says less of what it measures than how it was measured.
fn bases(a: &Figure, b: &Figure) -> Option<Difference> {
    let (one, other) = (a.basis?, b.basis?);
    let is_measure = |basis| {
        !matches!(basis, Basis::IssuerClaim | Basis::ThirdParty | Basis::AnalystEstimate)
    };
    let doubtful = !(is_measure(one) && is_measure(other));
    let words = [Basis::word(one).to_owned(), Basis::word(other).to_owned()];
    (one != other).then_some(Difference { what: "basis", words, doubtful })
}

/// What is not said to be adjusted is as reported.
fn adjustments(a: &Figure, b: &Figure) -> Option<Difference> {
    let [one, other] = [a, b].map(|one| one.adjustment.unwrap_or(Adjustment::Reported));
    let words = [Adjustment::word(one).to_owned(), Adjustment::word(other).to_owned()];
    let what = "adjustment";
    (one != other).then_some(Difference { what, words, doubtful: false })
}

impl Difference {
    fn tell(
        self,
        place: (ArenaPath<'_>, Part),
        ids: [&Id; 2],
        report: &mut Reporter<'_>,
    ) {
        let Difference { what, words: [one, other], doubtful } = self;
        let [a, b] = ids;
        let message =
            format!("`{a}` and `{b}` differ in {what}: `{one}` is set against `{other}`");
        let at = |id: &Id| {
            let path = Path::root().key("figures").key(id.as_str());
            (path.key(what), Part::Value)
        };
        let raised = report
            .at(place, message)
            .help(format!("compare figures of one {what}, or correct that of `{a}`"))
            .related(at(a), format!("the {what} of `{a}`"))
            .related(at(b), format!("the {what} of `{b}`"));
        if doubtful {
            raised.severity(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    /// What is said of figures `a` and `b`, and of `c`, which joins them.
    fn said(a: &str, b: &str, c: &str) -> Vec<String> {
        let brief = format!(
            "definitions: {{net: less incentives, gross: all of it}}\nfigures:\n  \
             a: {{label: A, value: $2.0B, period: FY 2024{a}}}\n  \
             b: {{label: B, value: $1.0B, period: FY 2024{b}}}\n  \
             c: {{label: C, value: $3.0B, period: FY 2024, {c}}}\n"
        );
        messages(&brief, "L037")
    }

    const PARTS: &str = "breakdowns: {by-half: [a, b]}";
    const GROWTH: &str = "derivation: growth of a on b";

    #[test]
    fn parts_are_held_to_their_whole() {
        let gaap = format!("{PARTS}, basis: gaap");
        assert_eq!(
            said(", basis: gaap", ", basis: ifrs", &gaap),
            ["`b` and `c` differ in basis: `ifrs` is set against `gaap`"]
        );
        assert!(said(", basis: gaap", "", &gaap).is_empty(), "what is not said");
        assert_eq!(said(", adjustment: organic", "", PARTS).len(), 1);
        assert!(said(", adjustment: reported", "", PARTS).is_empty());
        let net = format!("{PARTS}, definition: net");
        assert_eq!(said(", definition: net", ", definition: gross", &net).len(), 1);
        let own = said(", definition: gross", ", definition: gross", &net);
        assert!(own.is_empty(), "parts of a definition of their own");
    }

    #[test]
    fn a_reconciliation_is_no_comparison() {
        let adjusted =
            format!("{PARTS}, basis: non-gaap, definition: net, nearest-gaap: a");
        assert!(said(", basis: gaap", ", basis: gaap", &adjusted).is_empty());
        let gaap = format!("{PARTS}, basis: gaap");
        let part = ", basis: non-gaap, definition: net, nearest-gaap: c";
        assert!(said(part, ", basis: gaap", &gaap).is_empty());
        let foreign = ", basis: non-gaap, definition: net, nearest-gaap: b";
        assert_eq!(said(foreign, ", basis: gaap", &gaap).len(), 1);
    }

    #[test]
    fn growth_is_a_comparison_and_a_difference_is_none() {
        let (net, gross) = (", definition: net", ", definition: gross");
        assert_eq!(said(net, gross, GROWTH).len(), 1);
        assert!(said(net, net, GROWTH).is_empty());
        assert!(said(net, gross, "derivation: a - b").is_empty());
        assert!(
            said(", basis: gaap", ", basis: non-gaap", "derivation: a - b").is_empty()
        );
        assert!(said(", basis: gaap", ", basis: gaap", "derivation: a / b").is_empty());
        assert_eq!(said(", basis: gaap", ", basis: ifrs", "derivation: a / b").len(), 1);
        let currency = ", adjustment: constant-currency";
        assert_eq!(said(currency, "", GROWTH).len(), 1);
        let stated = format!("{GROWTH}{currency}");
        assert!(said(currency, "", &stated).is_empty(), "the rate says so");
        assert_eq!(said(", adjustment: excluding", "", GROWTH).len(), 1);
        assert!(said(", basis: gaap", ", basis: analyst-estimate", GROWTH).is_empty());
    }

    #[test]
    fn what_is_replaced_measured_the_same() {
        let replaces = "replaces: a, basis: gaap";
        assert!(said(", basis: gaap", "", replaces).is_empty());
        assert_eq!(said(", basis: ifrs", "", replaces).len(), 1);
        assert!(said(", basis: analyst-estimate", "", replaces).is_empty());
        assert_eq!(said(", adjustment: organic", "", replaces).len(), 1);
    }
}
