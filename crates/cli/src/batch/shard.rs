//! A share of the briefs: which one of several runs prints a brief.

use std::fmt;
use std::str::FromStr;

use super::name::Mark;

/// One share of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 0.
    at: u64,
    of: u64,
}

impl Shard {
    /// Whether a brief of this name is in the share. Names decide alone: one more brief moves
    /// no other, and two of one name meet in one share.
    pub(super) fn holds(self, name: Mark) -> bool {
        name.share() % self.of == self.at
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (at, of) = text.split_once('/').ok_or(ShardError)?;
        let number = |it: &str| it.parse::<u64>().map_err(|_| ShardError);
        let (at, of) = (number(at)?, number(of)?);
        if !(1..=of).contains(&at) {
            return Err(ShardError);
        }
        Ok(Self { at: at - 1, of })
    }
}

/// That a text is no share.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ShardError;

impl std::error::Error for ShardError {}

impl fmt::Display for ShardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a share is I/N, from 1/N to N/N, such as 3/8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_in_one_share() {
        let shards: Vec<Shard> =
            ["1/3", "2/3", "3/3"].iter().map(|it| it.parse().expect(it)).collect();
        let mut sizes = [0; 3];
        for n in 0..300 {
            let name = Mark::of(&format!("brief-{n}"));
            let holding: Vec<_> = (0..3).filter(|at| shards[*at].holds(name)).collect();
            assert_eq!(holding.len(), 1);
            sizes[holding[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (70..=130).contains(size)), "{sizes:?}");
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["0/3", "4/3", "1/0", "1", "a/3", "1/3/3", "", "-1/3"] {
            assert_eq!(text.parse::<Shard>(), Err(ShardError), "{text}");
        }
    }
}
