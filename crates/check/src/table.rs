//! Tables that are looked up by ids. Their hashing is seeded at random, as that of the
//! standard library is, but takes a third of its time.

use std::collections::{HashMap, HashSet};

use foldhash::quality::RandomState;

pub(crate) type Table<K, V> = HashMap<K, V, RandomState>;
pub(crate) type Set<K> = HashSet<K, RandomState>;
