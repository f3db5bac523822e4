//! The names that are taken in a run.

use std::collections::HashMap;

use super::name::Mark;

/// The names so far, in 16 bytes each: a million briefs take little memory.
#[derive(Default)]
pub(super) struct Taken(HashMap<[u8; 10], [u8; 6]>);

impl Taken {
    /// Takes a name for the brief of this number; if it is taken, tells by which.
    pub(super) fn take(&mut self, name: Mark, n: u64) -> Result<(), u64> {
        let [_, _, number @ ..] = n.to_be_bytes();
        if let Some([a, b, c, d, e, f]) = self.0.get(&name.own()).copied() {
            return Err(u64::from_be_bytes([0, 0, a, b, c, d, e, f]));
        }
        self.0.insert(name.own(), number);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_once() {
        let mut taken = Taken::default();
        let large = (1 << 40) + 7;
        assert_eq!(taken.take(Mark::of("a"), 1), Ok(()));
        assert_eq!(taken.take(Mark::of("b"), large), Ok(()));
        assert_eq!(taken.take(Mark::of("a"), 3), Err(1));
        assert_eq!(taken.take(Mark::of("b"), 4), Err(large));
    }
}
