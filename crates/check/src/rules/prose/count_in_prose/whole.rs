//! Whether a sentence counts all there are, or some of them.

use super::things::plural;
use super::{Counted, Said};

impl Said<'_, '_> {
    /// Whether it is some of them: `two more regions`, `the two largest`, `two of three`.
    pub(super) fn is_partial(&self, counted: &Counted) -> bool {
        const BEFORE: [&str; 30] = [
            "other",
            "last",
            "first",
            "next",
            "top",
            "largest",
            "biggest",
            "smallest",
            "remaining",
            "further",
            "more",
            "additional",
            "another",
            "or",
            "to",
            "than",
            "least",
            "most",
            "about",
            "some",
            "nearly",
            "over",
            "new",
            "former",
            "these",
            "those",
            "any",
            "every",
            "only",
            "just",
        ];
        const BEHIND: [&str; 16] = [
            "that", "which", "where", "with", "whose", "out", "fewer", "more", "ago",
            "later", "under", "above", "below", "without", "apart", "away",
        ];
        let before = self.word(counted.first.checked_sub(1));
        // One in three regions.
        let one = counted.first.checked_sub(2);
        let of_many = before == "in"
            && one
                .and_then(|it| self.sentence.token(it))
                .is_some_and(|it| it.sense().is_some_and(|it| it.count.is_some()));
        let restricted = counted.joined && before == "another";
        of_many
            || restricted
            || BEFORE.contains(&before)
            || (!counted.joined && BEHIND.contains(&self.sentence.word(counted.last + 1)))
    }

    /// Whether a sentence speaks of all there are.
    pub(super) fn is_of_whole(&self, counted: &Counted, more: bool) -> bool {
        let sentence = self.sentence;
        let before = |back: usize| self.word(counted.first.checked_sub(back));
        if counted.joined {
            return matches!(before(1), "a" | "the" | "its" | "this" | "our" | "");
        }
        const OWN: [&str; 6] = ["its", "our", "their", "all", "these", "into"];
        const VERBS: [&str; 25] = [
            "has",
            "have",
            "reports",
            "reported",
            "report",
            "operates",
            "operate",
            "runs",
            "comprises",
            "comprise",
            "comprised",
            "includes",
            "contains",
            "counts",
            "splits",
            "forms",
            "discloses",
            "lists",
            "manages",
            "knows",
            "covers",
            "spans",
            "names",
            "publishes",
            "sells",
        ];
        // `It has two segments in decline` has more of them.
        let last = sentence.token(counted.last + 1);
        let ends =
            last.is_none_or(|it| it.word().is_none_or(|it| ["and", "as"].contains(&it)));
        let own =
            OWN.contains(&before(1)) || (VERBS.contains(&before(1)) && (ends || more));
        let of = before(1) == "of"
            && ([
                "sum", "made", "consists", "consist", "composed", "total", "up", "each",
            ]
            .contains(&before(2))
                || crate::prose::lexicon::sense(before(2), self.facts.language())
                    .is_some_and(|it| it.count.is_some()));
        let of_the = before(1) == "the" && before(2) == "of";
        let within = ["in", "across", "through", "from"].contains(&before(1))
            && [
                "reports",
                "reported",
                "operates",
                "operating",
                "organised",
                "organized",
                "split",
                "divided",
                "comes",
                "came",
                "come",
                "is",
                "reporting",
                "active",
            ]
            .contains(&before(2));
        let next = sentence.word(counted.last + 1);
        let makes = [
            "make",
            "makes",
            "made",
            "add",
            "together",
            "sum",
            "form",
            "account",
            "accounted",
            "comprise",
            "constitute",
        ]
        .contains(&next)
            || (["all", "bring", "brought"].contains(&next)
                && ["of", "all"].contains(&sentence.word(counted.last + 2)));
        let head = counted.first == 0
            && self.begins
            && (last.is_none() || more && last.is_some_and(|it| it.word().is_none()))
            && !self.counts_twice(counted);
        let colon = last.is_some_and(|it| it.is_mark(':')) && !head;
        own || of
            || of_the
            || within
            || makes
            || head
            || colon
            || self.is_parted(counted)
            || (more && self.is_more_at_the_head(counted))
    }

    /// `{pipeline} in three phases`: the figure has them as its parts.
    fn is_parted(&self, counted: &Counted) -> bool {
        let leads = ["in", "into", "across", "among", "over"];
        let lead = counted.first.checked_sub(1);
        let whole = lead.filter(|it| leads.contains(&self.sentence.word(*it)));
        let whole = whole.and_then(|it| it.checked_sub(1));
        let printed = whole.and_then(|it| self.sentence.token(it)?.printed());
        printed.is_some_and(|it| {
            let mut keys = it.figure.breakdowns.keys();
            it.is_level() && keys.any(|key| plural(key.as_str()) == counted.noun)
        })
    }

    /// `Four pits are mined`, `of five regions the Americas are the largest`: there are not
    /// so many of them, whatever is said.
    fn is_more_at_the_head(&self, counted: &Counted) -> bool {
        const VERBS: [&str; 17] = [
            "share",
            "bring",
            "brought",
            "are",
            "were",
            "have",
            "had",
            "grew",
            "fell",
            "rose",
            "declined",
            "make",
            "contribute",
            "contributed",
            "earn",
            "earned",
            "lost",
        ];
        let sentence = self.sentence;
        let next = sentence.token(counted.last + 1);
        if counted.joined {
            return false;
        }
        if counted.first == 0 {
            return next
                .is_some_and(|it| it.word().is_some_and(|it| VERBS.contains(&it)));
        }
        let article = ["the", "its", "our", "all"];
        let of = match counted.first {
            1 => true,
            2 => article.contains(&sentence.word(1)),
            _ => false,
        };
        let ends = next.is_none_or(|it| {
            it.word().is_none_or(|it| article.contains(&it) || it == "only")
        });
        of && sentence.word(0) == "of" && ends
    }

    /// Whether more than there are is false whatever is said of them: figures of the brief
    /// stand beside them.
    pub(super) fn is_within(&self, counted: &Counted) -> bool {
        let before = self.word(counted.first.checked_sub(1));
        let whole = ["the", "all", "in", "across", "both", "from"].contains(&before);
        // Segments are those of the accounts.
        let own = ["segments", "divisions"].contains(&counted.noun.as_str());
        if self.sentence.word(counted.last + 1) == "of" {
            return false;
        }
        if (before == "the" && counted.first == 1) || (own && counted.first == 0) {
            return true;
        }
        let names = self.facts.namings().within(self.sentence);
        whole && (!names.is_empty() || self.sentence.references().next().is_some())
    }
}
