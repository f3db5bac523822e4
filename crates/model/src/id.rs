//! Identifiers: of everything inside a brief, and of the company outside it.

use std::{borrow::Borrow, fmt, str::FromStr};

use crate::form;
use crate::scalar::{Malformed, Scalar, as_text, fits};

/// Declares a scalar that is kept as the text it was written as.
macro_rules! kept_text {
    ($(#[$doc:meta])* $name:ident, $max:literal, $pattern:expr, $plain:path, $examples:expr, $about:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl Scalar for $name {
            const NAME: &'static str = stringify!($name);
            const DESCRIPTION: &'static str = $about;
            const PATTERN: &'static str = $pattern;
            const MAX: usize = $max;
            const EXAMPLES: &'static [&'static str] = &$examples;
        }

        impl $name {
            /// The text as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                fits::<Self>(text, $plain).map(|()| Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        as_text!($name);
    };
}

kept_text!(
    /// The name of a thing inside a brief, by which everything else refers to it.
    ///
    /// ASCII only, so that no two ids look alike.
    ///
    /// ```
    /// use strata_model::Id;
    /// assert_eq!("free-cash-flow".parse::<Id>()?.as_str(), "free-cash-flow");
    /// assert!("Free Cash Flow".parse::<Id>().is_err());
    /// # Ok::<_, strata_model::Malformed>(())
    /// ```
    Id, 64,
    "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$",
    form::is_id,
    ["free-cash-flow", "capex", "aws"],
    "A name in lower case, words joined by hyphens. All ids of a brief are one namespace."
);

impl Id {
    /// An id out of a longer text whose pattern has been matched. No schema can bound a part
    /// of a text, so it may be longer than an id is: then it names nothing.
    pub(crate) fn within(text: &str) -> Self {
        Self(text.to_owned())
    }
}

kept_text!(
    /// A unit: a noun that is counted or a physical unit.
    UnitName, 40,
    "^[A-Za-zµΩ°][A-Za-z0-9µΩ°²³-]*$",
    form::is_unit,
    ["developers", "GW", "chips"],
    "One word without spaces. Physical units are built in; every other word is declared under `units`."
);

kept_text!(
    /// The Central Index Key of a filer with the US Securities and Exchange Commission.
    Cik, 10,
    "^[0-9]{10}$",
    form::is_cik,
    ["0001018724"],
    "Ten digits, leading zeros included."
);

kept_text!(
    /// A Legal Entity Identifier, ISO 17442.
    Lei, 20,
    "^[A-Z0-9]{18}[0-9]{2}$",
    form::is_lei,
    ["ZXTILKJKG63JELOEG630"],
    "Twenty letters and digits, ISO 17442."
);

kept_text!(
    /// An address that a reader may open: `https`, `http` or `mailto`, never another scheme.
    Url, 2000,
    "^(?:https?://|mailto:)[!-~]+$",
    form::is_url,
    ["https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001018724"],
    "An https, http or mailto address, without spaces."
);

kept_text!(
    /// A whole number of periods or days, written as text like every number of the format.
    Count, 4,
    "^[1-9][0-9]{0,3}$",
    form::is_count,
    ["2", "90"],
    "A whole number from 1 to 9999, in quotes: no field of the format is a number."
);

impl Count {
    /// The number.
    #[must_use]
    pub fn get(&self) -> u16 {
        self.0.parse().unwrap_or(u16::MAX)
    }
}
