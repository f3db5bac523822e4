//! The one walk over a brief: every value of it in the order of the file, with what it is
//! there for. Whoever looks for references, for prose or for what is to be printed looks
//! through it, and keeps no list of fields.
//!
//! Each record lists its fields once more in this crate, beside its type; the compiler
//! holds the list to the type.

use std::collections::BTreeMap;
use std::fmt;

use crate::{
    Block, Cell, Change, Counterparty, Date, Days, Derivation, Figure, Ground, Id,
    IdKind, Item, Layer, Period, Pole, Prose, Quantity, Reading, Ref, Referent, Section,
    Shown, Source, Text, Tripwire, period,
};

/// One step down from a map or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'b> {
    /// To the value of a key.
    Key(&'b str),
    /// To the value of a period.
    Period(&'b Period),
    /// To an entry of a list, counted from 0.
    Index(usize),
}

/// A value that holds no other, by what it is there for.
#[derive(Clone, Copy)]
pub enum Leaf<'b> {
    /// Words that are printed, with the figures between their braces filled in.
    Prose(&'b str),
    /// Words that stand as they are: braces are braces.
    Text(&'b str),
    /// The id of the record it stands in.
    Id(&'b Id),
    /// The id of another thing, with the kind that it must be of.
    Ref(&'b Id, IdKind),
    /// The id of any thing, of a figure perhaps with an aspect behind it.
    Ground(&'b Ground),
    /// The id of a figure that is shown, perhaps with a comparison behind it.
    Shown(&'b Shown),
    /// A cell of a table: the id of a figure, perhaps with an aspect behind it, or a mark.
    Cell(&'b Cell),
    /// How a figure follows from others.
    Derivation(&'b Derivation),
    /// A quantity.
    Quantity(&'b Quantity),
    /// A change and what it is measured against.
    Change(&'b Change),
    /// A period.
    Period(&'b Period),
    /// A day.
    Date(Date),
    /// A word of a closed list.
    Word(&'static str),
    /// What only a machine reads: an address, a count.
    Code(&'b dyn fmt::Display),
}

/// A map with named keys, before its values are visited.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is the record of its name")]
pub enum Record<'b> {
    Source(&'b Source),
    Figure(&'b Figure),
    Reading(&'b Reading),
    Tripwire(&'b Tripwire),
    Section(&'b Section),
    /// A block; the record of its kind is inside of it, under the word for the kind.
    Block(&'b Block),
    Item(&'b Item),
    Layer(&'b Layer),
    Pole(&'b Pole),
    Counterparty(&'b Counterparty),
}

impl Record<'_> {
    /// What the id of the record, if it has one, is the id of.
    #[must_use]
    pub fn kind(&self) -> Option<IdKind> {
        Some(match self {
            Record::Source(_) => IdKind::Source,
            Record::Figure(_) => IdKind::Figure,
            Record::Reading(_) => IdKind::Reading,
            Record::Section(_) => IdKind::Section,
            Record::Block(_) => IdKind::Block,
            Record::Item(_)
            | Record::Layer(_)
            | Record::Pole(_)
            | Record::Counterparty(_) => IdKind::Item,
            Record::Tripwire(_) => return None,
        })
    }
}

/// Who walks over a brief. A value that is absent is not visited.
pub trait Visit<'b> {
    /// Goes a step down: all that follows is there, until the step is taken back.
    fn enter(&mut self, step: Step<'b>);

    /// Takes the last step back.
    fn leave(&mut self);

    /// The record that begins where the last step led.
    fn record(&mut self, record: Record<'b>) {
        let _ = record;
    }

    /// What the key is by which the last step was taken, in a map whose keys authors choose;
    /// and what it is the id of, if it is one.
    fn key(&mut self, key: Leaf<'b>, names: Option<IdKind>) {
        let _ = (key, names);
    }

    /// The value to which the last step led.
    fn leaf(&mut self, leaf: Leaf<'b>);
}

/// What can be walked over: a brief or a part of it.
pub trait Walk {
    /// Visits every value, in the order of the file.
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>);

    /// What an id is the id of that this stands under.
    fn named(&self) -> Option<IdKind> {
        None
    }

    /// Whether the brief says nothing of it.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Walks over the value of a key.
pub(crate) fn field<'b>(
    visit: &mut dyn Visit<'b>,
    key: &'static str,
    value: &'b impl Walk,
) {
    if !value.is_absent() {
        visit.enter(Step::Key(key));
        value.walk(visit);
        visit.leave();
    }
}

/// Walks over a record: all of its fields in their order, each under the key that serde
/// gives it. A field that is forgotten here does not compile.
macro_rules! walk {
    ($record:ident $(as $kind:ident)? { $($field:ident $(= $key:literal)?),+ $(,)? }) => {
        impl $crate::walk::Walk for $record {
            fn walk<'b>(&'b self, visit: &mut dyn $crate::walk::Visit<'b>) {
                $(visit.record($crate::walk::Record::$kind(self));)?
                let Self { $($field),+ } = self;
                $($crate::walk::field(visit, $crate::walk::key!($field $(= $key)?), $field);)+
            }

            $(fn named(&self) -> Option<$crate::IdKind> {
                $crate::walk::Record::$kind(self).kind()
            })?
        }
    };
}
pub(crate) use walk;

/// The key of a field: its own name with hyphens, as `rename_all = "kebab-case"` has it.
macro_rules! key {
    ($field:ident = $key:literal) => {
        $key
    };
    ($field:ident) => {{
        const NAME: &str = stringify!($field);
        const KEY: [u8; NAME.len()] = $crate::walk::hyphened(NAME);
        const TEXT: &str = match std::str::from_utf8(&KEY) {
            Ok(text) => text,
            Err(_) => NAME,
        };
        TEXT
    }};
}
pub(crate) use key;

pub(crate) const fn hyphened<const N: usize>(name: &str) -> [u8; N] {
    let mut key = [b'-'; N];
    let mut at = 0;
    while at < N {
        if name.as_bytes()[at] != b'_' {
            key[at] = name.as_bytes()[at];
        }
        at += 1;
    }
    key
}

/// A closed list: each variant with its word in a brief, the same that serde reads.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word for it in a brief.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::scalar::NotAWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::scalar::NotAWord { of: &[$($word),+] }),
                }
            }
        }

        impl $crate::walk::Walk for $name {
            fn walk<'b>(&'b self, visit: &mut dyn $crate::walk::Visit<'b>) {
                visit.leaf($crate::walk::Leaf::Word(self.word()));
            }
        }
    };
}
pub(crate) use words;

/// Walks over a scalar that only a machine reads.
macro_rules! codes {
    ($($name:ty),+ $(,)?) => {
        $(impl Walk for $name {
            fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
                visit.leaf(Leaf::Code(self));
            }
        })+
    };
}

codes!(crate::ComparisonName, crate::Count, crate::Decimals, crate::Url, Days);

/// Walks over a scalar that is printed as it is written.
macro_rules! texts {
    ($($name:ty),+) => {
        $(impl Walk for $name {
            fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
                visit.leaf(Leaf::Text(self.as_str()));
            }
        })+
    };
}

texts!(crate::Cik, crate::Isin, crate::Lei);

impl<T: Walk> Walk for Option<T> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        if let Some(value) = self {
            value.walk(visit);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Walk> Walk for [T] {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        for (at, item) in self.iter().enumerate() {
            visit.enter(Step::Index(at));
            item.walk(visit);
            visit.leave();
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        self.as_slice().walk(visit);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Walk, const N: usize> Walk for [T; N] {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        self.as_slice().walk(visit);
    }
}

impl<K: Key, T: Walk> Walk for BTreeMap<K, T> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        for (key, value) in self {
            visit.enter(key.step());
            let names = match key.leaf() {
                Leaf::Id(_) => value.named(),
                _ => None,
            };
            visit.key(key.leaf(), names);
            value.walk(visit);
            visit.leave();
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// A key that authors choose.
trait Key {
    fn step(&self) -> Step<'_>;

    fn leaf(&self) -> Leaf<'_>;
}

impl Key for Id {
    fn step(&self) -> Step<'_> {
        Step::Key(self.as_str())
    }

    fn leaf(&self) -> Leaf<'_> {
        Leaf::Id(self)
    }
}

impl Key for Period {
    fn step(&self) -> Step<'_> {
        Step::Period(self)
    }

    fn leaf(&self) -> Leaf<'_> {
        Leaf::Period(self)
    }
}

macro_rules! code_keys {
    ($($name:ty),+) => {
        $(impl Key for $name {
            fn step(&self) -> Step<'_> {
                Step::Key(self.as_str())
            }

            fn leaf(&self) -> Leaf<'_> {
                Leaf::Code(self)
            }
        })+
    };
}

code_keys!(crate::UnitName, period::Label);

macro_rules! leaves {
    ($($name:ty => $leaf:ident),+ $(,)?) => {
        $(impl Walk for $name {
            fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
                visit.leaf(Leaf::$leaf(self));
            }
        })+
    };
}

leaves!(
    Id => Id,
    Ground => Ground,
    Cell => Cell,
    Shown => Shown,
    Derivation => Derivation,
    Quantity => Quantity,
    Change => Change,
    Period => Period,
);

impl Walk for crate::Currency {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(Leaf::Text(self.code()));
    }
}

impl Walk for Date {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(Leaf::Date(*self));
    }
}

impl<T: Referent> Walk for Ref<T> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(Leaf::Ref(self.id(), T::KIND));
    }
}

impl<const MAX: usize> Walk for Text<MAX> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(Leaf::Text(self.as_str()));
    }
}

impl<const MAX: usize> Walk for Prose<MAX> {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.leaf(Leaf::Prose(self.as_str()));
    }

    /// Prose under an id says what the id means.
    fn named(&self) -> Option<IdKind> {
        Some(IdKind::Definition)
    }
}

impl Walk for crate::Note {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        self.0.walk(visit);
    }

    fn named(&self) -> Option<IdKind> {
        Some(IdKind::Note)
    }
}

#[cfg(all(test, feature = "schema"))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::*;

    /// Each word is the one that serde writes, and is read as its variant.
    #[test]
    fn words_are_those_that_serde_reads() {
        macro_rules! hold {
            ($($list:ident),+) => {
                $(for one in $list::ALL {
                    assert_eq!(serde_json::to_value(one).unwrap(), one.word());
                    assert_eq!(one.word().parse::<$list>(), Ok(one));
                })+
            };
        }
        hold!(
            FormatVersion,
            Language,
            FiscalYear,
            Qualifier,
            Basis,
            Adjustment,
            Origin,
            Aspect,
            Extreme,
            Verification,
            ClaimKind,
            Confidence,
            Likelihood,
            Status,
            Relation,
            TripwireMeasure,
            Side,
            Effect,
            Tier,
            Audit,
            Copied,
            ChartForm,
            AdvantageKind,
            Middle,
            Role,
            ColumnKind,
            RowKind,
            Growth
        );
        assert!("".parse::<Tier>().is_err());
    }

    /// The pointers of all leaves, as a walk finds them.
    struct Pointers {
        path: Vec<String>,
        found: BTreeSet<String>,
    }

    impl<'b> Visit<'b> for Pointers {
        fn enter(&mut self, step: Step<'b>) {
            self.path.push(match step {
                Step::Key(key) => key.to_owned(),
                Step::Period(period) => period.to_string(),
                Step::Index(index) => index.to_string(),
            });
        }

        fn leave(&mut self) {
            self.path.pop();
        }

        fn leaf(&mut self, _: Leaf<'b>) {
            assert!(self.found.insert(self.path.join("/")), "{:?} twice", self.path);
        }
    }

    fn strings(at: &str, value: &serde_json::Value, found: &mut BTreeSet<String>) {
        let below = |key: &str| {
            if at.is_empty() { key.to_owned() } else { format!("{at}/{key}") }
        };
        match value {
            serde_json::Value::Object(map) => {
                map.iter().for_each(|(key, value)| strings(&below(key), value, found));
            }
            serde_json::Value::Array(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(at, it)| strings(&below(&at.to_string()), it, found));
            }
            _ => {
                found.insert(at.to_owned());
            }
        }
    }

    /// What serde writes, the walk visits, under the same keys, and nothing else.
    #[test]
    fn the_walk_visits_what_serde_writes() {
        let whole = describe::whole(describe::root());
        let brief: Brief = serde_json::from_value(whole).unwrap();
        let mut written = BTreeSet::new();
        strings("", &serde_json::to_value(&brief).unwrap(), &mut written);
        let mut walked = Pointers { path: Vec::new(), found: BTreeSet::new() };
        brief.walk(&mut walked);
        assert_eq!(walked.found, written);
    }
}
