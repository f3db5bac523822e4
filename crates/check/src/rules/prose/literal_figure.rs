use strata_model::calc::Interval;
use strata_model::{Measure, Quantity};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::{Raised, Reporter};
use crate::facts::{Facts, Passage};
use crate::prose::because;
use crate::prose::literal::Literal;
use crate::prose::number_match::{Mention, NumberMatch, is_rounding};
use crate::prose::period_word::is_level;
use crate::prose::term::{Terms, is_of_name};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("literal_figure.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut terms = Terms::default();
    for literal in facts.literals() {
        let Some(prose) = facts.prose.get(literal.prose) else { continue };
        // What contradicts a threshold is another rule's.
        if because::stray(facts, literal).is_some() {
            continue;
        }
        let bytes = &literal.spelled.bytes;
        let typed = prose.text.get(bytes.clone()).unwrap_or("");
        let own = "make it a figure with a period and a source, and write its id";
        // A number alone does not say whose it is. What is not shown needs no fix.
        let is_named = |mention: &Mention<'_>, report: &Reporter<'_>| {
            !report.is_full()
                && facts.names().is_named(facts, mention.id, literal.place())
        };
        let names = || facts.names();
        let place = prose.part(bytes.clone());
        let plain = format!("`{typed}` is typed into prose");
        let alone = |report: &mut Reporter<'_>| {
            report.at(place.clone(), plain.clone()).help(own);
        };
        match &literal.matched {
            // Percent for points is another rule's.
            NumberMatch::Mixed(_) => {}
            NumberMatch::Near(mention)
                if is_named(mention, report) && !terms.is_term(facts, prose, literal) =>
            {
                let message = format!(
                    "{plain}, and {} `{}` of figure `{}`",
                    nearness(&literal.spelled.quantity, mention),
                    mention.quantity,
                    mention.id
                );
                let help = format!(
                    "write `{}`, or make it a figure of its own",
                    mention.reference()
                );
                let raised = report.at(place, message).help(help);
                // What prints another number is no fix.
                let rounds = is_rounding(&literal.spelled.quantity, &mention.quantity);
                mend(raised, literal, prose, mention, rounds);
            }
            NumberMatch::Unrelated | NumberMatch::Near(_) => {
                if !terms.is_term(facts, prose, literal) && !is_of_name(prose, literal) {
                    alone(report);
                }
            }
            NumberMatch::Same(mentions) => match mentions.as_slice() {
                [mention] => {
                    let named = is_named(mention, report);
                    if is_of_name(prose, literal)
                        || !named
                            && (is_short(literal) || terms.is_term(facts, prose, literal))
                    {
                        continue;
                    }
                    let help = format!("write `{}`", mention.reference());
                    let help = match named {
                        true => help,
                        false => format!("{help} if it is this one, or {own}"),
                    };
                    let message = match lost(literal, mention) {
                        Some(word) => {
                            format!("{plain}; figure `{}` says `{word}`", mention.id)
                        }
                        None => plain,
                    };
                    let raised = report.at(place, message).help(help);
                    mend(raised, literal, prose, mention, named);
                }
                several => {
                    let spoken_of = |it: &&Mention<'_>| {
                        names().is_spoken_of(facts, it.id, literal.place())
                    };
                    let meant: Vec<_> = several.iter().filter(spoken_of).collect();
                    if is_of_name(prose, literal)
                        || meant.is_empty()
                            && (is_short(literal) || terms.is_term(facts, prose, literal))
                    {
                        continue;
                    }
                    if meant.is_empty() {
                        alone(report);
                        continue;
                    }
                    let references = meant.iter().take(4);
                    let references: Vec<_> =
                        references.map(|it| format!("`{}`", it.reference())).collect();
                    let help = match references.as_slice() {
                        [one] => format!("write {one} if it is this one, or {own}"),
                        several => {
                            format!("write {}, whichever it is", several.join(" or "))
                        }
                    };
                    report.at(place, plain).help(help);
                }
            },
        }
    }
}

/// Whether a number without a unit has so few digits that many things may have it.
fn is_short(literal: &Literal<'_>) -> bool {
    let digits = literal.spelled.quantity.digits().normalize();
    let is_pure = literal.spelled.quantity.unit().measure == Measure::Pure;
    is_pure && !literal.spelled.counts && digits.mantissa().unsigned_abs() < 1000
}

/// How a number lies to the one of a figure that it nearly is.
fn nearness(number: &Quantity, mention: &Mention<'_>) -> &'static str {
    let around = (Interval::around(number), Interval::around(&mention.quantity));
    match around {
        (Some(a), Some(b))
            if a.meets(b) && number.decimals() < mention.quantity.decimals() =>
        {
            "rounds"
        }
        _ => "nearly is",
    }
}

/// The qualifier of a figure that a number equal to it has lost, or exchanged.
fn lost(literal: &Literal<'_>, mention: &Mention<'_>) -> Option<&'static str> {
    let own = mention.figure.qualifier().filter(|_| is_level(mention.part))?;
    let typed = literal.spelled.quantity.qualifier();
    let kept = typed == Some(own)
        || literal.bound.as_ref().is_some_and(|bound| bound.means.contains(&own));
    (!kept).then(|| own.word())
}

/// Offers the reference in place of the number, and of the word of bound that the reference
/// prints as well, if the sentence names the figure.
fn mend(
    raised: Raised<'_>,
    literal: &Literal<'_>,
    prose: &Passage<'_>,
    mention: &Mention<'_>,
    named: bool,
) {
    let place = Path::root().key("figures").key(mention.id.as_str()).key(mention.key());
    let raised = raised.related(place, "the figure");
    let (number, own) = (&literal.spelled.quantity, &mention.quantity);
    let money = matches!(own.unit().measure, Measure::Money(_));
    // `500K chips` would get its noun twice.
    if !named || number.unit() != own.unit() && !money {
        return;
    }
    let exact =
        number.decimals() == own.decimals() && number.value().abs() == own.value().abs();
    // A reference prints its own bound, and a number that is not its own has none.
    let bounded = is_level(mention.part) && mention.figure.qualifier().is_some();
    let bound = literal.bound.as_ref().filter(|_| bounded || !exact);
    let start = bound.map_or(literal.spelled.bytes.start, |bound| bound.bytes.start);
    let whole = prose.whole(start..literal.spelled.bytes.end);
    let write = whole.map(|whole| Change::Write(whole, mention.reference()));
    raised.fix(Safety::Unsafe, write);
}

#[cfg(test)]
mod tests {
    use crate::sample::{messages, proposals};

    fn said(text: &str) -> Vec<String> {
        let brief = format!(
            "units: {{chips: accelerators}}\nfigures:\n  capex: {{label: CapEx, value: \
             $115.9B, change: +78% yoy, prior: $65.0B, period: FY 2024}}\n  revenue: {{label: \
             Revenue, value: $180.2B, period: FY 2024}}\n  chips: {{label: Chips, value: 500K \
             chips, qualifier: nearly, period: FY 2024}}\n  margin: {{label: Gross margin, \
             value: 34.6%, change: -3.4 pp yoy, period: FY 2024}}\n  use: {{label: Use, value: \
             2x, period: FY 2024}}\n  shops: {{label: Shops, value: '318', period: FY 2024}}\n\
             verdict: {{text: [\"{text}\"]}}\n"
        );
        messages(&brief, "L032")
    }

    #[test]
    fn a_number_that_is_a_figure_is_found_in_any_spelling() {
        for (text, typed) in [
            ("It spent $115.9B.", "$115.9B"),
            ("It spent $115.9 billion.", "$115.9 billion"),
            ("It spent 115.9 billion dollars.", "115.9 billion dollars"),
            ("up from $65.0B", "$65.0B"),
            ("(up 78%, again)", "78%"),
            ("some 2x the use", "2x"),
            ("used 2 times as much", "2 times"),
            ("in 318 shops", "318"),
            ("nearly 500,000 chips", "500,000 chips"),
            ("a margin of 34.6 percent", "34.6 percent"),
            ("$5B of its own", "$5B"),
            ("3.8 GW of power", "3.8 GW"),
        ] {
            assert_eq!(said(text), [format!("`{typed}` is typed into prose")], "{text}");
        }
    }

    /// What is offered for a text about sales, a loss and an outlook.
    fn offered(text: &str) -> Vec<String> {
        let brief = format!(
            "figures:\n  sales: {{label: Sales, value: '$77,673M', prior: '$69,632M', change: \
             up yoy, period: FY 2024, comparisons: [{{as: cc, change: +9.7% yoy, adjustment: \
             constant-currency}}]}}\n  loss: {{label: Loss, value: -$2.75B, period: FY 2024}}\n  \
             outlook: {{label: Outlook, range: {{low: $206B, high: $213B}}, period: FY 2024}}\n  \
             cloud: {{label: Cloud, value: '$18,262M', show-as: $18.3B, period: FY 2024}}\n\
             verdict: {{text: [\"{text}\"]}}\n"
        );
        proposals(&brief, "L032")
    }

    #[test]
    fn what_is_computed_is_offered_where_it_prints_the_very_number() {
        for (text, reference) in [
            ("Sales came to $77.7B.", "{sales.rounded}"),
            ("Sales were 9.7% up.", "{sales.cc.rise}"),
            ("Sales moved by +$8,041M.", "{sales.delta}"),
            ("The loss came to $2.75B.", "{loss.unsigned}"),
            ("The outlook is $209.5B at its middle.", "{outlook.mid}"),
            ("Cloud had $18.3B.", "{cloud}"),
        ] {
            assert_eq!(offered(text), [reference], "{text}");
        }
        for text in
            ["Sales rose by $8,041M.", "Sales rose by $8.04B.", "Sales fell 9.7 points."]
        {
            assert_eq!(offered(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_number_that_nearly_is_one_says_how_they_differ() {
        for (text, message) in [
            (
                "revenue of $180B",
                "`$180B` is typed into prose, and rounds `$180.2B` of figure `revenue`",
            ),
            (
                "CapEx of about 116B",
                "`116B` is typed into prose, and rounds `$115.9B` of figure `capex`",
            ),
            (
                "CapEx of $115.8B",
                "`$115.8B` is typed into prose, and nearly is `$115.9B` of figure `capex`",
            ),
            (
                "a gross margin of 34%",
                "`34%` is typed into prose, and nearly is `34.6%` of figure `margin`",
            ),
            (
                "500K chips",
                "`500K chips` is typed into prose; figure `chips` says `nearly`",
            ),
            (
                "over 500K chips",
                "`500K chips` is typed into prose; figure `chips` says `nearly`",
            ),
        ] {
            assert_eq!(said(text), [message], "{text}");
        }
    }

    /// True sentences about another number than the figure nearby.
    #[test]
    fn a_number_near_that_of_another_thing_names_no_figure() {
        for text in ["It had $115.8B.", "Wages were 34% of it.", "Half of it, $180B."] {
            for message in said(text) {
                assert!(message.ends_with("is typed into prose"), "{text}: {message}");
            }
        }
        let text = "The gross margin was 35.6%.";
        assert_eq!(said(text), ["`35.6%` is typed into prose"], "one point is not near");
        assert_eq!(offered("Sales came to $77,670M."), [""; 0], "another number");
    }

    #[test]
    fn terms_of_law_contract_tariff_and_definition_are_no_figures() {
        for text in [
            "Members earn a 2% reward on groceries, and 5% on fuel, up to €20 a month.",
            "The card costs €9.90 a month, or €99 a year.",
            "Free delivery starts at €50.",
            "Active members are those who spent €10 or more.",
            "VAT on food is 7%, against 19% on other goods.",
            "The corporate tax rate is 27% by law.",
            "The royalty is 5% of sales.",
            "The covenant allows debt of up to 3.5x EBITDA.",
            "A break fee of €250M falls due if it walks away.",
            "The minimum wage is €13.90 an hour.",
            "The loan bears EURIBOR plus 1.2 percentage points.",
            "The bonds pay 4.875% and mature in 2031.",
            "The bid needs 75% of the votes.",
            "The plan assumes inflation of 2%.",
            "Each 1% change in the peso moves EBITDA by $21M.",
            "A 100 bp rise in rates costs $12M a year.",
            "Every cut of 25 bp costs about NOK 275M.",
            "If the price falls 10%, EBITDA falls 18%.",
            "The regulator requires a ratio of 14.5%.",
            "Deposits up to €100,000 are insured.",
            "The share weighs 1.2% in the index.",
            "An option grants 1 share at €30 after 4 years.",
            "It runs on Llama 3.1 405B with 16 GB of memory.",
            "A holder is a person who owns 3% or more.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
        for text in [
            "Wages rose 7%, against a minimum of 5%.",
            "It paid taxes of $5B.",
            "Under the plan it spent $5B.",
            "Each of its regions gained 12%.",
            "The tax rate was 21%.",
        ] {
            assert_eq!(said(text).len(), 1, "{text}");
        }
        assert_eq!(
            said("CapEx of $115.9B is the limit.").len(),
            1,
            "the figure is named"
        );
    }

    #[test]
    fn parts_of_names_are_no_figures() {
        for text in [
            "It flies the Boeing 318.",
            "It ranks in the top 318.",
            "The share is in the Stoxx 318.",
            "Write to 318 High Street.",
            "See page 318.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
        assert_eq!(said("It runs 318 shops.").len(), 1);
    }

    #[test]
    fn german_and_french_numbers_are_read() {
        let said = |language: &str, text: &str| {
            let brief = format!(
                "language: {language}\nfigures: {{a: {{label: Umsatz, value: €180.2B, change: +13% yoy, \
                 period: FY 2024}}}}\nverdict: {{text: ['{text}']}}\n"
            );
            messages(&brief, "L032")
        };
        assert_eq!(
            said("de-DE", "Der Umsatz stieg um 13 Prozent auf 180,2 Mrd. Euro."),
            ["`13 Prozent` is typed into prose", "`180,2 Mrd. Euro` is typed into prose"]
        );
        assert_eq!(
            said("fr-FR", "Le chiffre d’affaires atteint 180,2 milliards d’euros."),
            ["`180,2 milliards d’euros` is typed into prose"]
        );
        assert_eq!(said("de-DE", "Am 3. Oktober 2025 in 12 Ländern."), [""; 0]);
    }

    #[test]
    fn what_is_no_figure_is_left_alone() {
        for text in [
            "Claude 4.5 came in Q3 2025, on October 30, 2025, after 10 years.",
            "The 10-K and 8-K, GB200, 3M, 24/7, 4K and section 1.2 {{$}}",
            "Two chips, 100% owned, in 317 cities, 3 times a year; some points to make.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
        assert_eq!(said("The margin fell 3.4 percent."), [""; 0], "another rule's");
        assert_eq!(
            said("Interest fell 3.4 percent."),
            ["`3.4 percent` is typed into prose"]
        );
    }
}
