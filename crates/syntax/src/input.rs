//! A data file before it is read: its bytes, its language, and how much is accepted.

/// A data file, already read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The name findings are reported under, usually the path as the user gave it.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// The language the bytes are written in.
    pub format: Format,
    /// How much is accepted.
    pub limits: Limits,
}

/// The languages a brief can be written in. They mean the same as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2 without anchors, aliases, tags, directives and merge keys.
    Yaml,
    /// JSON, RFC 8259, without any extension.
    Json,
    /// TOML 1.1.
    Toml,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yaml, Self::Json, Self::Toml];

    /// Its word: what the names of its files end in first of all.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Toml => "toml",
        }
    }

    /// The format a file name's ending stands for, or nothing if it stands for none.
    ///
    /// ```
    /// use strata_syntax::Format;
    /// assert_eq!(Format::of_name("data/amazon-2025q3.yaml"), Some(Format::Yaml));
    /// assert_eq!(Format::of_name("README"), None);
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Format::Yaml),
            "json" => Some(Format::Json),
            "toml" => Some(Format::Toml),
            _ => None,
        }
    }
}

/// How much of a file is accepted before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file in bytes. Values above 64 MiB count as 64 MiB.
    pub bytes: usize,
    /// The deepest nesting of maps and lists. Values above 64 count as 64.
    pub depth: usize,
    /// The greatest number of values: maps, lists and scalars.
    pub values: usize,
}

impl Default for Limits {
    /// 1 MiB, 32 levels, 500,000 values.
    fn default() -> Self {
        Limits { bytes: 1 << 20, depth: 32, values: 500_000 }
    }
}

impl Limits {
    /// What the tree and its recursion are built for: 64 MiB, 64 levels, any number of
    /// values.
    pub const MOST: Limits = Limits { bytes: 64 << 20, depth: 64, values: usize::MAX };

    /// The same limits, none above what the tree and its recursion are built for.
    pub(crate) fn clamped(self) -> Self {
        Limits {
            bytes: self.bytes.min(Limits::MOST.bytes),
            depth: self.depth.min(Limits::MOST.depth),
            values: self.values,
        }
    }
}
