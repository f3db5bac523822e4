//! What leads to what, by numbers.

/// Steps from one number to another, forwards and backwards.
pub(crate) struct Graph {
    ahead: Rows,
    before: Rows,
}

/// For each number, some numbers.
struct Rows {
    /// Where the numbers of each end.
    ends: Vec<usize>,
    list: Vec<usize>,
}

impl Rows {
    fn new(count: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut ends = vec![0; count];
        for (from, _) in pairs.clone() {
            ends[from] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut list = vec![0; start];
        for (from, to) in pairs {
            list[ends[from]] = to;
            ends[from] += 1;
        }
        Rows { ends, list }
    }

    fn of(&self, at: usize) -> &[usize] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[start..self.ends[at]]
    }

    fn reached(&self, mut open: Vec<usize>) -> Vec<bool> {
        let mut marks = vec![false; self.ends.len()];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut marks[at], true) {
                open.extend(self.of(at));
            }
        }
        marks
    }
}

impl Graph {
    /// The steps between numbers below `count`; others are none.
    pub(crate) fn new(count: usize, steps: &[(usize, usize)]) -> Self {
        let steps = steps.iter().copied().filter(|(from, to)| *from.max(to) < count);
        let backwards = steps.clone().map(|(from, to)| (to, from));
        Graph { ahead: Rows::new(count, steps), before: Rows::new(count, backwards) }
    }

    /// Where a number leads to.
    pub(crate) fn ahead(&self, at: usize) -> &[usize] {
        self.ahead.of(at)
    }

    /// Which numbers some come to, however long the way; those included.
    pub(crate) fn beyond(&self, open: Vec<usize>) -> Vec<bool> {
        self.ahead.reached(open)
    }

    /// Which numbers come to some, however long the way; those included.
    pub(crate) fn behind(&self, open: Vec<usize>) -> Vec<bool> {
        self.before.reached(open)
    }

    /// From which numbers a way leads in a circle.
    pub(crate) fn circling(&self) -> Vec<bool> {
        let count = self.ahead.ends.len();
        let mut ways: Vec<_> = (0..count).map(|at| self.ahead(at).len()).collect();
        let mut open: Vec<_> = (0..count).filter(|at| ways[*at] == 0).collect();
        while let Some(at) = open.pop() {
            for before in self.before.of(at) {
                ways[*before] -= 1;
                if ways[*before] == 0 {
                    open.push(*before);
                }
            }
        }
        ways.into_iter().map(|ways| ways > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_followed_both_ways() {
        let graph =
            Graph::new(6, &[(0, 1), (1, 2), (3, 1), (4, 5), (5, 4), (4, 6), (9, 0)]);
        assert_eq!(graph.ahead(1), [2]);
        assert_eq!(graph.beyond(vec![3]), [false, true, true, true, false, false]);
        assert_eq!(graph.behind(vec![1]), [true, true, false, true, false, false]);
        assert_eq!(graph.circling(), [false, false, false, false, true, true]);
        assert!(Graph::new(0, &[]).circling().is_empty());
    }
}
