use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Basis, Figure, Id, Ref, Source, Tier};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::words;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("wrong_entity.md"));

/// Figures without an entity from documents of others, beyond which the others are parts of
/// the company.
const FEW: usize = 3;

/// Words of names that name nobody.
const FORMS: [&str; 44] = [
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "companies",
    "plc",
    "ltd",
    "limited",
    "llc",
    "lp",
    "ag",
    "se",
    "sa",
    "nv",
    "ab",
    "asa",
    "oyj",
    "spa",
    "gmbh",
    "kgaa",
    "kk",
    "group",
    "groupe",
    "gruppe",
    "holding",
    "holdings",
    "international",
    "global",
    "the",
    "of",
    "and",
    "de",
    "der",
    "die",
    "la",
    "le",
    "com",
    "investor",
    "relations",
    "ir",
    "new",
    "bank",
];

/// Words of those who publish the documents of others.
const PUBLISHERS: [&str; 34] = [
    "sec",
    "edgar",
    "commission",
    "exchange",
    "registry",
    "register",
    "registrar",
    "house",
    "court",
    "authority",
    "agency",
    "ministry",
    "department",
    "office",
    "bureau",
    "gazette",
    "bundesanzeiger",
    "nasdaq",
    "nyse",
    "wire",
    "newswire",
    "businesswire",
    "prnewswire",
    "globenewswire",
    "rns",
    "eqs",
    "dgap",
    "reuters",
    "bloomberg",
    "factset",
    "alpha",
    "youtube",
    "linkedin",
    "archive",
];

/// Of whom a document is, by its publisher or the number of its filer.
enum Of {
    Subject,
    /// Another company, by the words of its name.
    Other(BTreeSet<String>),
    /// Another filer, by its number.
    Filer,
    Unknown,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let (brief, subject) = (facts.brief, &facts.brief.subject);
    let mut own = named(subject.name.as_str());
    own.extend(subject.short.iter().flat_map(|it| named(it.as_str())));
    own.extend(subject.ticker.iter().map(|it| it.as_str().to_lowercase()));
    let documents: BTreeMap<&Id, Of> =
        brief.sources.iter().map(|(id, it)| (id, of(facts, it, &own))).collect();
    let foreign = |it: &Of| matches!(it, Of::Other(_) | Of::Filer);
    if !documents.values().any(foreign)
        || !documents.values().any(|it| matches!(it, Of::Subject))
    {
        return;
    }
    let entities: Vec<(&Id, BTreeSet<String>)> = facts
        .figures()
        .filter_map(|(id, it, _)| Some((id, named(it.entity.as_ref()?.as_str()))))
        .collect();
    let mut judged =
        Judged { facts, own, documents, entities, labels: BTreeSet::default() };
    judged.labels = judged.own_labels();
    let mut missing = Vec::new();
    for (id, figure, path) in facts.figures().filter(|(_, it, _)| is_of_accounts(it)) {
        match &figure.entity {
            None => missing.extend(judged.missing(id, figure).map(|by| (id, path, by))),
            Some(entity) => judged.wrong((id, entity.as_str()), figure, path, report),
        }
    }
    if missing.len() > FEW {
        return;
    }
    for (id, path, by) in missing {
        let message = format!(
            "`{id}` has no `entity`, and its source `{by}` is not of `{}`",
            subject.short.as_ref().unwrap_or(&subject.name)
        );
        report
            .at((path, Part::Key), message)
            .help("name whose figure it is as `entity`, or cite the company's own source")
            .related(facts.root.key("sources").key(by.as_str()), "the source");
    }
}

struct Judged<'f, 'b> {
    facts: &'f Facts<'b>,
    own: BTreeSet<String>,
    documents: BTreeMap<&'b Id, Of>,
    /// Whom figures are about, by the words of the names.
    entities: Vec<(&'b Id, BTreeSet<String>)>,
    /// The labels of figures from the company's own documents.
    labels: BTreeSet<&'b str>,
}

impl<'b> Judged<'_, 'b> {
    fn documents(&self, figure: &'b Figure) -> impl Iterator<Item = (&'b Id, &Of)> {
        let further = figure.corroborated_by.iter().map(|it| &it.source);
        let ids = figure.source.iter().chain(further).map(Ref::id);
        ids.map(|id| (id, self.documents.get(id).unwrap_or(&Of::Unknown)))
    }

    fn own_labels(&self) -> BTreeSet<&'b str> {
        let own = self.facts.figures().filter(|(_, figure, _)| {
            let mut documents = self.documents(figure);
            figure.entity.is_none()
                && figure.dimensions.is_empty()
                && documents.any(|(_, it)| matches!(it, Of::Subject))
        });
        own.map(|(_, figure, _)| figure.label.as_str()).collect()
    }

    /// A document of somebody else, if a figure that should be the company's has no other.
    fn missing(&self, id: &Id, figure: &'b Figure) -> Option<&'b Id> {
        let label = named(figure.label.as_str());
        let dimensions = figure.dimensions.values().flat_map(|it| named(it.as_str()));
        let dimensions: BTreeSet<_> = dimensions.collect();
        let is_others = |document: &Of| match document {
            Of::Filer => true,
            Of::Other(names) => {
                let known =
                    self.entities.iter().any(|(of, it)| *of != id && meet(it, names));
                let again = self.labels.contains(figure.label.as_str());
                (known || again || meet(&label, names)) && !meet(&dimensions, names)
            }
            Of::Subject | Of::Unknown => false,
        };
        let (first, _) = self.documents(figure).next()?;
        self.documents(figure).all(|(_, it)| is_others(it)).then_some(first)
    }

    /// A figure of one company from the documents of another, where the first has its own.
    fn wrong(
        &self,
        (id, entity): (&Id, &str),
        figure: &'b Figure,
        path: ArenaPath<'_>,
        report: &mut Reporter<'_>,
    ) {
        let names = named(entity);
        let is_subject = meet(&names, &self.own);
        let has_own = || {
            is_subject
                || self
                    .documents
                    .values()
                    .any(|it| matches!(it, Of::Other(of) if meet(of, &names)))
        };
        let is_others = |document: &Of| match document {
            Of::Subject => !is_subject && has_own(),
            Of::Other(of) => {
                !meet(of, &names)
                    && self
                        .entities
                        .iter()
                        .any(|(other, it)| *other != id && meet(it, of))
            }
            Of::Filer | Of::Unknown => false,
        };
        let Some((source, _)) = self.documents(figure).next() else { return };
        if !self.documents(figure).all(|(_, it)| is_others(it)) {
            return;
        }
        let message = format!(
            "`{id}` is of `{entity}`, and its source `{source}` is of another company"
        );
        report
            .at((path.key("entity"), Part::Value), message)
            .help("correct the `entity`, or the `source`")
            .related(self.facts.root.key("sources").key(source.as_str()), "the source");
    }
}

/// Whether a figure stands in the accounts or the regular reports of whom it is about.
fn is_of_accounts(figure: &Figure) -> bool {
    use Basis::{Gaap, Ifrs, NonGaap, NonIfrs, OperatingMetric, OtherGaap};
    let basis = [Gaap, Ifrs, OtherGaap, NonGaap, NonIfrs, OperatingMetric].map(Some);
    basis.contains(&figure.basis) && figure.source.is_some()
}

fn of(facts: &Facts<'_>, source: &Source, own: &BTreeSet<String>) -> Of {
    if !matches!(source.tier, Tier::RegulatoryFiling | Tier::Issuer)
        || source.copy.is_some()
    {
        return Of::Unknown;
    }
    let publisher = source.publisher.as_ref().map(|it| named(it.as_str()));
    let of_subject = publisher.as_ref().is_some_and(|it| meet(it, own));
    let filer = source.url.as_ref().and_then(|url| filer(url.as_str()));
    let subject = facts.brief.subject.cik.as_ref().map(ToString::to_string);
    let subject = subject.as_deref().map(|it| it.trim_start_matches('0'));
    match (filer.zip(subject).map(|(filer, subject)| filer == subject), publisher) {
        (Some(true), _) => Of::Subject,
        (Some(false), None) => Of::Filer,
        // The filing of somebody else about the company.
        (Some(false), Some(_)) if of_subject => Of::Unknown,
        (None, Some(_)) if of_subject => Of::Subject,
        (_, Some(names)) => {
            let is_registry = PUBLISHERS.iter().any(|it| names.contains(*it));
            if is_registry || names.is_empty() { Of::Unknown } else { Of::Other(names) }
        }
        (None, None) => Of::Unknown,
    }
}

/// The number of the filer in an address of EDGAR.
fn filer(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("sec.gov/Archives/edgar/data/")?;
    let number = rest.split('/').next()?.trim_start_matches('0');
    let digits = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    digits.then_some(number)
}

fn meet(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !one.is_disjoint(other)
}

/// The words of a name that tell it from others, without accents.
fn named(name: &str) -> BTreeSet<String> {
    let plain = |word: &str| {
        let mut plain = String::with_capacity(word.len());
        for letter in word.trim_end_matches("'s").trim_end_matches("’s").chars() {
            match letter {
                'æ' => plain.push_str("ae"),
                'ø' | 'ö' | 'ó' | 'ô' => plain.push('o'),
                'å' | 'ä' | 'á' | 'à' | 'â' => plain.push('a'),
                'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
                'ü' | 'ú' | 'û' => plain.push('u'),
                'ç' => plain.push('c'),
                'ß' => plain.push_str("ss"),
                letter => plain.push(letter),
            }
        }
        plain
    };
    let words = words(name).map(|(word, _)| plain(&word));
    words.filter(|word| word.len() > 1 && !FORMS.contains(&word.as_str())).collect()
}
