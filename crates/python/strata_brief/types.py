"""A brief as it stands in JSON, for type checkers alone: what it needs of `typing` came with
Python 3.11. Written from the schema by `.ci/types`.

    if TYPE_CHECKING:
        from strata_brief.types import Brief
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

Adjustment: TypeAlias = Literal['reported', 'constant-currency', 'organic', 'excluding']


AdvantageKind: TypeAlias = Literal['scale', 'network', 'counter-positioning', 'switching', 'branding', 'cornered-resource', 'process']


Aspect: TypeAlias = Literal['value', 'change']


Audit: TypeAlias = Literal['audited', 'reviewed', 'unaudited']


Basis: TypeAlias = Literal['gaap', 'ifrs', 'other-gaap', 'non-gaap', 'non-ifrs', 'operating-metric', 'issuer-claim', 'third-party', 'analyst-estimate']


Better: TypeAlias = Literal['higher', 'lower', 'neither']


Cell: TypeAlias = str


Change: TypeAlias = str


ChartForm: TypeAlias = Literal['bars', 'columns', 'line', 'parts', 'shares', 'slope', 'waterfall']


Cik: TypeAlias = str


ClaimKind: TypeAlias = Literal['observation', 'derived', 'assumption', 'inference', 'judgment', 'forecast']


ColumnKind: TypeAlias = Literal['figures', 'words']


ComparisonName: TypeAlias = str


Confidence: TypeAlias = Literal['low', 'moderate', 'high']


Copied: TypeAlias = Literal['ocr', 'transcript']


Count: TypeAlias = str


Currency: TypeAlias = str


Date: TypeAlias = str


Decimals: TypeAlias = str


Derivation: TypeAlias = str


Effect: TypeAlias = Literal['breaks', 'weakens', 'watch']


EventDate: TypeAlias = str


Extreme: TypeAlias = Literal['highest', 'lowest']


FiscalYear: TypeAlias = Literal['calendar']


FormatVersion: TypeAlias = Literal['1']


Ground: TypeAlias = str


Growth: TypeAlias = Literal['yoy', 'qoq']


Heading: TypeAlias = str


Id: TypeAlias = str


Interval: TypeAlias = str


Isin: TypeAlias = str


Language: TypeAlias = Literal['en-US', 'en-GB', 'de-DE', 'fr-FR']


Lei: TypeAlias = str


Likelihood: TypeAlias = Literal['almost-no-chance', 'very-unlikely', 'unlikely', 'roughly-even-chance', 'likely', 'very-likely', 'almost-certain']


Line: TypeAlias = str


Middle: TypeAlias = Literal['avoided', 'bridging']


Name: TypeAlias = str


Origin: TypeAlias = Literal['stated', 'computed']


Paragraph: TypeAlias = str


Period: TypeAlias = str


class PoleMeasure(TypedDict):
    """A measure that both poles of a barbell have."""

    name: Heading
    figures: list[Id]


Qualifier: TypeAlias = Literal['exact', 'about', 'nearly', 'at-least', 'more-than', 'at-most', 'less-than', 'up-to']


Quantity: TypeAlias = str


class Range(TypedDict):
    """The two ends of a range, in the order low, high."""

    low: Quantity
    high: Quantity


Relation: TypeAlias = Literal['supports', 'undermines', 'undercuts', 'context']


Role: TypeAlias = Literal['supplier', 'customer', 'investee', 'competitor', 'complementor']


RowKind: TypeAlias = Literal['subtotal', 'total', 'memo']


class Sector(TypedDict):
    """The sector of a company by somebody's classification."""

    name: Name
    taxonomy: NotRequired[Name]


Sentence: TypeAlias = str


Shift = TypedDict(
    'Shift',
    {
        'from': Name,
        'to': Name,
    },
)


Short: TypeAlias = str


Shown: TypeAlias = str


Side: TypeAlias = Literal['below', 'at-most', 'above', 'at-least']


Status: TypeAlias = Literal['holds', 'watch', 'broken', 'indeterminate', 'superseded', 'retired']


Subject = TypedDict(
    'Subject',
    {
        'name': Name,
        'short': NotRequired[Name],
        'ticker': NotRequired[Name],
        'cik': NotRequired[Cik],
        'lei': NotRequired[Lei],
        'isin': NotRequired[Isin],
        'exchange': NotRequired[Name],
        'index': NotRequired[Name],
        'sector': NotRequired[Sector],
        'country': NotRequired[Name],
        'currency': NotRequired[Currency],
        'fiscal-year': NotRequired[FiscalYear],
    },
)


class Superlative(TypedDict):
    """A claim to be the highest or lowest of a series; checked against the figure's history."""

    of: Aspect
    extreme: Extreme
    since: Period
    words: NotRequired[Name]


class TextBlock(TypedDict):
    """Paragraphs of prose."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    paragraphs: list[Paragraph]


Tier: TypeAlias = Literal['regulatory-filing', 'issuer', 'third-party', 'press', 'own']


TripwireMeasure: TypeAlias = Literal['value', 'change', 'rank']


Url: TypeAlias = str


class Verdict(TypedDict):
    """The conclusion."""

    title: NotRequired[Heading]
    text: list[Paragraph]


Verification: TypeAlias = Literal['matched', 'differs', 'not-checked', 'not-checkable']


class Allowance(TypedDict):
    """A finding accepted on purpose. An entry that matches no finding is itself a finding."""

    rule: Name
    at: Line
    reason: Line
    words: NotRequired[Line]


Alternative = TypedDict(
    'Alternative',
    {
        'text': Sentence,
        'shown-by': NotRequired[Sentence],
    },
)


Breakdown: TypeAlias = list[Id]
"""A complete list of parts: figures that add up to the figure it stands in."""


Chart = TypedDict(
    'Chart',
    {
        'id': NotRequired[Id],
        'title': Sentence,
        'lead': NotRequired[Sentence],
        'figure': Id,
        'with': NotRequired[list[Id]],
        'form': NotRequired[ChartForm],
    },
)


class Column(TypedDict):
    """A column of a table. It has a label or a period, or both."""

    label: NotRequired[Heading]
    period: NotRequired[Period]
    kind: NotRequired[ColumnKind]


Comparison = TypedDict(
    'Comparison',
    {
        'as': NotRequired[ComparisonName],
        'change': Change,
        'prior': NotRequired[Quantity],
        'with': NotRequired[Id],
        'adjustment': NotRequired[Adjustment],
        'excluding': NotRequired[list[Name]],
        'baseline': NotRequired[Sentence],
        'estimates': NotRequired[Count],
        'origin': NotRequired[Origin],
        'source': NotRequired[Id],
        'date': NotRequired[Date],
        'note': NotRequired[Sentence],
    },
)


class Corroboration(TypedDict):
    """A further source that states a figure."""

    source: Id
    locator: NotRequired[Line]
    quote: NotRequired[Line]


class Counterparty(TypedDict):
    """Another company or body. Several roles at once are normal and are the point."""

    id: NotRequired[Id]
    name: Heading
    roles: list[Role]
    text: NotRequired[Sentence]
    figures: NotRequired[list[Id]]


class Descriptor(TypedDict):
    """What a source is worth as evidence, one line each, after ICD 206."""

    completeness: NotRequired[Line]
    precision: NotRequired[Line]
    age: NotRequired[Line]
    access: NotRequired[Line]
    bias: NotRequired[Line]


Disclosures = TypedDict(
    'Disclosures',
    {
        'author': NotRequired[Paragraph],
        'positions': NotRequired[Paragraph],
        'relationships': NotRequired[Paragraph],
        'compensation': NotRequired[Paragraph],
        'methodology': NotRequired[Paragraph],
        'ai-use': NotRequired[Paragraph],
        'notice': NotRequired[Paragraph],
    },
)


class Event(TypedDict):
    """An event that is to come."""

    date: EventDate
    event: Name
    note: NotRequired[Sentence]


class Evidence(TypedDict):
    """A piece of evidence and what it does to the claim."""

    of: Ground
    relation: Relation
    warrant: NotRequired[Sentence]
    diagnosticity: NotRequired[Sentence]


class Figures(TypedDict):
    """Figures side by side."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    show: list[Shown]


class Guidance(TypedDict):
    """An outlook given by the issuer."""

    issued: Date
    scope: NotRequired[Sentence]
    assumes: NotRequired[list[Sentence]]


class GuidanceTable(TypedDict):
    """Earlier and current guidance side by side, with what became of it."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    show: list[Id]


class Item(TypedDict):
    """One thing that is said or listed: of a layer, a pole, a list of mechanisms or points. It has a name or a text, or both."""

    id: NotRequired[Id]
    name: NotRequired[Heading]
    text: NotRequired[Sentence]
    figures: NotRequired[list[Id]]


class Person(TypedDict):
    """Somebody who answers for the brief."""

    name: Name
    role: NotRequired[Name]
    contact: NotRequired[Url]


class Points(TypedDict):
    """A list of points."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    items: list[Item]


class Pole(TypedDict):
    """A pole of a barbell."""

    id: NotRequired[Id]
    name: Heading
    tagline: NotRequired[Heading]
    text: NotRequired[Sentence]
    items: NotRequired[list[Item]]


Recommendation = TypedDict(
    'Recommendation',
    {
        'rating': Name,
        'scale': NotRequired[list[Name]],
        'before': NotRequired[Name],
        'issued': NotRequired[Date],
        'target': NotRequired[Id],
        'price': NotRequired[Id],
        'price-time': NotRequired[Name],
        'horizon': NotRequired[Period],
        'method': NotRequired[Sentence],
    },
)


class Row(TypedDict):
    """A row of a table: cells of its own, or one figure over the periods of the columns."""

    label: NotRequired[Heading]
    kind: NotRequired[RowKind]
    figure: NotRequired[Id]
    growth: NotRequired[Growth]
    cells: NotRequired[list[Cell]]
    words: NotRequired[list[Heading]]


Source = TypedDict(
    'Source',
    {
        'title': Line,
        'publisher': NotRequired[Name],
        'date': NotRequired[Date],
        'tier': Tier,
        'locator': NotRequired[Line],
        'url': NotRequired[Url],
        'audit': NotRequired[Audit],
        'copy': NotRequired[Copied],
        'retrieved': NotRequired[Date],
        'archived-hash': NotRequired[Name],
        'ai-use': NotRequired[Line],
        'descriptor': NotRequired[Descriptor],
    },
)


class Table(TypedDict):
    """Figures in rows and columns: segments by measures, quarters by measures, peers by measures. Units, periods and growth are printed from the figures."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    columns: list[Column]
    rows: list[Row]


Tripwire = TypedDict(
    'Tripwire',
    {
        'figure': Id,
        'measure': TripwireMeasure,
        'is': Side,
        'threshold': Quantity,
        'period': NotRequired[Period],
        'for-periods': NotRequired[Count],
        'effect': NotRequired[Effect],
        'because': NotRequired[Sentence],
    },
)


class Counterparties(TypedDict):
    """The others in the game."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    parties: list[Counterparty]


Figure = TypedDict(
    'Figure',
    {
        'label': Name,
        'short': NotRequired[Short],
        'value': NotRequired[Quantity],
        'show-as': NotRequired[Quantity],
        'tolerance': NotRequired[Quantity],
        'range': NotRequired[Range],
        'magnitude': NotRequired[Name],
        'shift': NotRequired[Shift],
        'qualifier': NotRequired[Qualifier],
        'decimals': NotRequired[Decimals],
        'change': NotRequired[Change],
        'prior': NotRequired[Quantity],
        'comparisons': NotRequired[list[Comparison]],
        'better': NotRequired[Better],
        'superlative': NotRequired[Superlative],
        'period': NotRequired[Period],
        'basis': NotRequired[Basis],
        'adjustment': NotRequired[Adjustment],
        'excluding': NotRequired[list[Name]],
        'definition': NotRequired[Id],
        'nearest-gaap': NotRequired[Id],
        'concept': NotRequired[Name],
        'entity': NotRequired[Name],
        'dimensions': NotRequired[dict[str, Name]],
        'baseline': NotRequired[Sentence],
        'population': NotRequired[Sentence],
        'guidance': NotRequired[Guidance],
        'derivation': NotRequired[Derivation],
        'breakdowns': NotRequired[dict[str, Breakdown]],
        'history': NotRequired[dict[str, Quantity]],
        'source': NotRequired[Id],
        'locator': NotRequired[Line],
        'quote': NotRequired[Line],
        'corroborated-by': NotRequired[list[Corroboration]],
        'verification': NotRequired[Verification],
        'replaces': NotRequired[Id],
        'note': NotRequired[Sentence],
    },
)


Reading = TypedDict(
    'Reading',
    {
        'id': Id,
        'label': NotRequired[Heading],
        'short': NotRequired[Short],
        'kind': ClaimKind,
        'text': Paragraph,
        'support': NotRequired[Paragraph],
        'rests-on': NotRequired[list[Ground]],
        'against': NotRequired[list[Ground]],
        'evidence': NotRequired[list[Evidence]],
        'confidence': NotRequired[Confidence],
        'confidence-reason': NotRequired[Sentence],
        'likelihood': NotRequired[Likelihood],
        'horizon': NotRequired[Period],
        'assumptions': NotRequired[list[Sentence]],
        'alternatives': NotRequired[list[Alternative]],
        'breaks-if': NotRequired[list[Tripwire]],
        'review-by': NotRequired[Date],
        'status': NotRequired[Status],
        'replaces': NotRequired[Id],
    },
)


class Advantage(TypedDict):
    """A competitive advantage."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    kind: NotRequired[AdvantageKind]
    gap: NotRequired[Sentence]
    benefit: NotRequired[Sentence]
    barrier: NotRequired[Sentence]
    mechanisms: NotRequired[list[Item]]
    reading: NotRequired[Reading]


class Barbell(TypedDict):
    """Two poles."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    poles: list[Pole]
    measures: NotRequired[list[PoleMeasure]]
    middle: NotRequired[Middle]
    mechanisms: NotRequired[list[Item]]
    reading: NotRequired[Reading]


Layer = TypedDict(
    'Layer',
    {
        'id': NotRequired[Id],
        'name': Heading,
        'role': NotRequired[Heading],
        'lead': NotRequired[Sentence],
        'items-label': NotRequired[Heading],
        'items': NotRequired[list[Item]],
        'reading': NotRequired[Reading],
    },
)


class Stack(TypedDict):
    """Layers that build on one another, the foundation first."""

    id: NotRequired[Id]
    title: NotRequired[Heading]
    lead: NotRequired[Sentence]
    layers: list[Layer]


class Block(TypedDict):
    """One block of a section, written as a map of exactly one key: its kind."""

    text: NotRequired[TextBlock]
    figures: NotRequired[Figures]
    chart: NotRequired[Chart]
    points: NotRequired[Points]
    stack: NotRequired[Stack]
    advantage: NotRequired[Advantage]
    barbell: NotRequired[Barbell]
    counterparties: NotRequired[Counterparties]
    table: NotRequired[Table]
    guidance: NotRequired[GuidanceTable]
    reading: NotRequired[Reading]


class Section(TypedDict):
    """A section of the brief."""

    id: NotRequired[Id]
    title: Heading
    lead: NotRequired[Sentence]
    blocks: NotRequired[list[Block]]


Brief = TypedDict(
    'Brief',
    {
        'strata': FormatVersion,
        'id': NotRequired[Id],
        'kind': NotRequired[Name],
        'title': Heading,
        'deck': NotRequired[Sentence],
        'subject': Subject,
        'authors': NotRequired[list[Person]],
        'publisher': NotRequired[Name],
        'reviewed-by': NotRequired[list[Person]],
        'recommendation': NotRequired[Recommendation],
        'market': NotRequired[list[Id]],
        'next-event': NotRequired[Event],
        'period': NotRequired[Period],
        'as-of': Date,
        'data-cut-off': NotRequired[Date],
        'price-date': NotRequired[Date],
        'stale-after': NotRequired[Count],
        'edition': NotRequired[Name],
        'language': NotRequired[Language],
        'sources': NotRequired[dict[str, Source]],
        'definitions': NotRequired[dict[str, Sentence]],
        'notes': NotRequired[dict[str, Sentence]],
        'units': NotRequired[dict[str, Sentence]],
        'periods': NotRequired[dict[str, Interval]],
        'figures': NotRequired[dict[str, Figure]],
        'thesis': list[Reading],
        'sections': NotRequired[list[Section]],
        'verdict': NotRequired[Verdict],
        'disclosures': NotRequired[Disclosures],
        'allow': NotRequired[list[Allowance]],
    },
)
