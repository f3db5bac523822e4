//! What can be set in a theme: values that know how they are written and which bounds they
//! keep, and tables of them.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use strata_check::{Finding, THEME_KEY, THEME_VALUE};
use strata_syntax::suggest::closest;
use strata_syntax::tree::{Kind, Node};

/// What a theme can set. What a theme does not name keeps the value that it had.
pub(super) trait Setting {
    /// Takes over what a tree says, or says why not.
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>);

    /// What a JSON Schema says of it.
    fn schema() -> Value;
}

/// A table of a theme: its keys with what they mean. A key that it does not have is refused.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident {
        $($(#[doc = $doc:literal])+ $key:ident: $type:ty,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $key: $type,)+
        }

        impl $crate::theme::setting::Setting for $name {
            fn set(
                &mut self,
                node: &strata_syntax::tree::Node<'_>,
                found: &mut Vec<strata_check::Finding>,
            ) {
                let keys = &[$(stringify!($key)),+];
                for entry in $crate::theme::setting::entries(node, keys, found) {
                    match &*entry.key {
                        $(stringify!($key) => self.$key.set(&entry.value, found),)+
                        _ => {}
                    }
                }
            }

            fn schema() -> serde_json::Value {
                let mut keys = serde_json::Map::new();
                $({
                    let mut key = <$type>::schema();
                    key["description"] = [$($doc),+].map(str::trim).join(" ").into();
                    keys.insert(stringify!($key).to_owned(), key);
                })+
                serde_json::json!({
                    "type": "object", "additionalProperties": false, "properties": keys,
                })
            }
        }
    };
}
pub(super) use table;

/// The entries of a table that it has by these keys; the others are found.
pub(super) fn entries<'n, 't>(
    node: &'n Node<'t>,
    keys: &[&str],
    found: &mut Vec<Finding>,
) -> Vec<&'n strata_syntax::tree::Entry<'t>> {
    let Kind::Map(entries) = &node.kind else {
        found.push(refused(node, "expected a table"));
        return Vec::new();
    };
    let known = |entry: &&strata_syntax::tree::Entry<'_>| {
        let key = &*entry.key;
        let known = keys.contains(&key);
        if !known {
            let message = format!("`{key}` is no key of a theme here");
            let help = match closest(key, keys.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("take one of `{}`", keys.join("`, `")),
            };
            found.push(Finding::new(&THEME_KEY, entry.key_span, message).help(help));
        }
        known
    };
    entries.iter().filter(known).collect()
}

/// A value that is not what it should be.
pub(super) fn refused(node: &Node<'_>, expected: &str) -> Finding {
    let shown = match &node.kind {
        Kind::Null => "nothing".to_owned(),
        Kind::Bool(truth) => format!("`{truth}`"),
        Kind::Num(text) | Kind::Str(text) => format!("`{text}`"),
        Kind::Seq(items) => format!("a list of {}", items.len()),
        Kind::Map(_) => "a table".to_owned(),
    };
    Finding::new(&THEME_VALUE, node.span, format!("{expected}, not {shown}"))
        .help("write it as `strata explain T002` shows it")
}

impl<T: Setting + Default> Setting for Option<T> {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        self.get_or_insert_default().set(node, found);
    }

    fn schema() -> Value {
        T::schema()
    }
}

/// A colour of eight bits each of red, green and blue: `#0B4F7A`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Colour(pub(super) [u8; 3]);

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

impl Colour {
    fn of(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6)?;
        let hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        hex.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl Setting for Colour {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        let colour = match &node.kind {
            Kind::Str(text) => Self::of(text),
            _ => None,
        };
        match colour {
            Some(colour) => *self = colour,
            None => found.push(refused(node, "expected a colour such as `#0B4F7A`")),
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
    }
}

/// A number within bounds, which are given in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Number<const LEAST: u16, const MOST: u16>(f64);

impl<const LEAST: u16, const MOST: u16> Number<LEAST, MOST> {
    const BOUNDS: (f64, f64) = (LEAST as f64 / 100.0, MOST as f64 / 100.0);

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl<const LEAST: u16, const MOST: u16> Setting for Number<LEAST, MOST> {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        let (least, most) = Self::BOUNDS;
        let number = match &node.kind {
            Kind::Num(text) => text.parse::<f64>().ok(),
            _ => None,
        };
        match number.filter(|it| (least..=most).contains(it)) {
            Some(number) => self.0 = number,
            None => {
                let expected = format!("expected a number from {least} to {most}");
                found.push(refused(node, &expected));
            }
        }
    }

    fn schema() -> Value {
        let (least, most) = Self::BOUNDS;
        json!({ "type": "number", "minimum": least, "maximum": most })
    }
}

/// Sizes of which the first that fits is taken, from the largest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Steps<const COUNT: usize>(
    #[serde(serialize_with = "as_list")] [Number<700, 4800>; COUNT],
);

impl<const COUNT: usize> Steps<COUNT> {
    /// The sizes, the largest first.
    pub fn get(&self) -> [f64; COUNT] {
        self.0.map(Number::get)
    }
}

fn as_list<T: Serialize, S: Serializer>(them: &[T], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(them)
}

impl<const COUNT: usize> Default for Steps<COUNT> {
    fn default() -> Self {
        Self([Number::default(); COUNT])
    }
}

impl<const COUNT: usize> Setting for Steps<COUNT> {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        let items = match &node.kind {
            Kind::Seq(items) if items.len() == COUNT => items,
            _ => {
                let expected = format!("expected a list of {COUNT} sizes");
                return found.push(refused(node, &expected));
            }
        };
        for (step, item) in self.0.iter_mut().zip(items) {
            step.set(item, found);
        }
        if !self.0.is_sorted_by(|a, b| a.get() >= b.get()) {
            found.push(refused(node, "expected sizes from the largest to the smallest"));
        }
    }

    fn schema() -> Value {
        json!({
            "type": "array", "items": Number::<700, 4800>::schema(),
            "minItems": COUNT, "maxItems": COUNT,
        })
    }
}

/// A line of text, of 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Line(String);

impl Line {
    /// The most characters.
    const MOST: usize = 80;

    pub(super) fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for Line {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        let line = match &node.kind {
            Kind::Str(text) => Some(text.trim()),
            _ => None,
        };
        let fits = |it: &&str| (1..=Self::MOST).contains(&it.chars().count());
        let line = line.filter(fits).filter(|it| !it.contains(char::is_control));
        match line {
            Some(line) => self.0 = line.to_owned(),
            None => {
                let expected =
                    format!("expected one line of 1 to {} characters", Self::MOST);
                found.push(refused(node, &expected));
            }
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1, "maxLength": Self::MOST })
    }
}
