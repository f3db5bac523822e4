use std::collections::BTreeMap;

use strata_model::{Basis, Currency, Figure, Id, Measure, Prose, Quantity, Ref, Text};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::lower;
use crate::prose::spelling;
use crate::rule::Rule;
use crate::table::Set;

pub(crate) const RULE: Rule = Rule::read(include_str!("odd_currency.md"));

/// Amounts in one currency beside which one in another is odd.
const USUAL: usize = 4;

/// An amount of the company that the brief is about.
struct Amount<'b> {
    id: &'b Id,
    figure: &'b Figure,
    path: ArenaPath<'b>,
    key: &'static str,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut amounts: BTreeMap<Currency, Vec<Amount<'_>>> = BTreeMap::new();
    for (id, figure, path) in facts.figures() {
        let (key, quantity) = match (&figure.value, &figure.range) {
            (Some(value), _) => ("value", value),
            (None, Some(range)) => ("range", &range.low),
            (None, None) => continue,
        };
        let Some(currency) = money(quantity).filter(|_| is_own(facts, id, figure)) else {
            continue;
        };
        let all = amounts.entry(currency).or_default();
        all.push(Amount { id, figure, path, key });
    }
    let Some((usual_in, usual)) = amounts.iter().max_by_key(|(_, all)| all.len()) else {
        return;
    };
    if usual.len() < USUAL {
        return;
    }
    let others = amounts.iter().filter(|(currency, _)| *currency != usual_in);
    let others =
        others.flat_map(|(currency, all)| all.iter().map(move |it| (currency, it)));
    let mut odd = others.filter(|(currency, it)| !is_told(facts, it.figure, **currency));
    let (Some((currency, odd)), None) = (odd.next(), odd.next()) else { return };
    if facts.brief.subject.currency == Some(*currency)
        || is_tied(odd, usual, *usual_in)
        || !shares_source(odd.figure, usual)
    {
        return;
    }
    let message = format!(
        "`{}` is in {}, and {} other amounts of the company are in {}",
        odd.id,
        currency.code(),
        usual.len(),
        usual_in.code()
    );
    report.at((odd.path.key(odd.key), Part::Value), message).help(
        "correct the currency; or name whose amount it is as `entity`, or say in the `note` \
         why it is in another",
    );
}

fn money(quantity: &Quantity) -> Option<Currency> {
    match (&quantity.unit().measure, &quantity.unit().per) {
        (Measure::Money(currency), None) => Some(*currency),
        _ => None,
    }
}

/// Whether a figure is an amount of the company's own accounts, and no price.
fn is_own(facts: &Facts<'_>, id: &Id, figure: &Figure) -> bool {
    let recommendation = facts.brief.recommendation.as_ref();
    let prices = recommendation.iter().flat_map(|it| [&it.target, &it.price]).flatten();
    figure.entity.is_none()
        && figure.derivation.is_none()
        && !matches!(figure.basis, Some(Basis::ThirdParty | Basis::AnalystEstimate))
        && !prices.map(Ref::id).any(|price| price == id)
        && !facts.brief.market.iter().any(|shown| shown.id() == id)
}

/// Whether the words beside a figure name its currency.
fn is_told(facts: &Facts<'_>, figure: &Figure, currency: Currency) -> bool {
    let definition = figure.definition.as_ref();
    let definition = definition.and_then(|id| facts.brief.definitions.get(id.id()));
    let quotes = figure.corroborated_by.iter().filter_map(|it| it.quote.as_ref());
    let texts = [
        Some(figure.label.as_str()),
        figure.short.as_ref().map(Text::as_str),
        figure.note.as_ref().map(Prose::as_str),
        figure.quote.as_ref().map(Text::as_str),
        figure.locator.as_ref().map(Text::as_str),
        figure.population.as_ref().map(Prose::as_str),
        figure.baseline.as_ref().map(Prose::as_str),
        definition.map(Prose::as_str),
    ];
    let dimensions = figure.dimensions.values().map(Text::as_str);
    let mut texts =
        texts.into_iter().flatten().chain(quotes.map(Text::as_str)).chain(dimensions);
    let code = currency.code();
    let known = iso_currency::Currency::from_code(code);
    let name =
        known.and_then(|it| lower(it.name()).split(' ').next_back().map(str::to_owned));
    texts.any(|text| {
        let symbol = currency.symbol();
        let words = || text.split(|found: char| !found.is_alphabetic());
        text.contains(code)
            || symbol.is_some_and(|symbol| text.contains(symbol))
            || words().any(|word| symbol.is_some() && spelling::currency(word) == symbol)
            || name.as_ref().is_some_and(|name| lower(text).contains(name.as_str()))
    })
}

/// Whether a figure is computed with, or compared with, amounts in the usual currency: that
/// they do not fit is another rule's.
fn is_tied(odd: &Amount<'_>, usual: &[Amount<'_>], other: Currency) -> bool {
    let figure = odd.figure;
    let priors = figure.comparisons.iter().filter_map(|it| it.prior.as_ref());
    let beside = figure.prior.iter().chain(figure.history.values()).chain(priors);
    beside.filter_map(money).any(|it| it == other)
        || figure.parts().next().is_some()
        || usual.iter().any(|it| it.figure.parts().any(|part| part == odd.id))
}

/// Whether a figure stands in a source that states amounts in the usual currency as well.
fn shares_source(odd: &Figure, usual: &[Amount<'_>]) -> bool {
    let of = |figure: &'_ Figure| figure.source.as_ref().map(|it| it.id().clone());
    let sources: Set<Id> = usual.iter().filter_map(|it| of(it.figure)).collect();
    of(odd).is_none_or(|source| sources.contains(&source))
}
