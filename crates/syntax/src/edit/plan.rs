//! What is to become of each value: changes laid onto the tree, before any byte is touched.
//!
//! All changes speak of the brief as it is. An emptied map or list goes with its key, for
//! a brief says the same without it; as an entry of a list it stays, written as empty.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::EditError;
use crate::change::{Change, Place, Value};
use crate::path::{Part, Path, Step};
use crate::suggest;
use crate::tree::{Entry, Kind, Node};

/// What is to become of one value, and of the key that holds it.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Another name for the key.
    pub(super) key: Option<String>,
    pub(super) operation: Operation,
}

/// What is to become of one value.
#[derive(Debug, Default)]
pub(super) enum Operation {
    #[default]
    Keep,
    Remove,
    Replace(Value),
    /// Texts in the place of parts of the decoded text.
    Patch(Vec<(Range<usize>, String)>),
    Inside(Inside),
}

/// What is to become of the entries of a map or a list.
#[derive(Debug, Default)]
pub(super) struct Inside {
    /// Those that do not stay as they are, by their place.
    pub(super) entries: BTreeMap<usize, Plan>,
    /// New ones at the end; keys mean nothing in a list.
    pub(super) added: Vec<(String, Value)>,
}

impl Inside {
    pub(super) fn removes(&self, at: usize) -> bool {
        matches!(self.entries.get(&at), Some(Plan { operation: Operation::Remove, .. }))
    }
}

/// Lays changes onto a tree.
pub(super) fn plan(root: &Node<'_>, changes: &[Change]) -> Result<Plan, EditError> {
    let mut plan = Plan::default();
    for change in changes {
        let (path, request) = match change {
            Change::Write(Place::Bytes(_), _) => continue,
            Change::Write(Place::Node(path, part), text) => {
                (path, Request::of(part, text))
            }
            Change::Put(path, value) => (path, Request::Put(value)),
            Change::Remove(path) => (path, Request::Remove),
        };
        let request = RequestAt { path, request };
        request.lay(root, &mut plan, 0)?;
    }
    if settle(root, &mut plan)? {
        return Err(EditError::new("nothing would be left of the brief"));
    }
    Ok(plan)
}

enum Request<'c> {
    Write(&'c str),
    Rename(&'c str),
    Patch(&'c Range<usize>, &'c str),
    Put(&'c Value),
    Remove,
}

impl<'c> Request<'c> {
    fn of(part: &'c Part, text: &'c str) -> Self {
        match part {
            Part::Value => Request::Write(text),
            Part::Key => Request::Rename(text),
            Part::Within(range) => Request::Patch(range, text),
        }
    }
}

struct RequestAt<'c> {
    path: &'c Path,
    request: Request<'c>,
}

impl RequestAt<'_> {
    /// Lays the request onto the plan of the value that `done` steps lead to.
    fn lay(
        &self,
        node: &Node<'_>,
        plan: &mut Plan,
        done: usize,
    ) -> Result<(), EditError> {
        let [step, rest @ ..] = self.path.steps().get(done..).unwrap_or(&[]) else {
            return self.settle(node, plan, done);
        };
        if node.kind == Kind::Null {
            let Request::Put(value) = &self.request else {
                return Err(self.missing(node, done));
            };
            let steps = self.path.steps().get(done..).unwrap_or(&[]);
            match &mut plan.operation {
                Operation::Replace(known) => self.merge(known, steps, value)?,
                operation @ Operation::Keep => {
                    *operation = Operation::Replace(self.nest(steps, value)?);
                }
                _ => return Err(self.twice()),
            }
            return Ok(());
        }
        if matches!(plan.operation, Operation::Keep) {
            plan.operation = Operation::Inside(Inside::default());
        }
        let Operation::Inside(inside) = &mut plan.operation else {
            return Err(self.twice());
        };
        if let Some((at, value)) = position(node, step) {
            let entry = inside.entries.entry(at).or_default();
            if let (Request::Rename(name), [], Kind::Map(_)) =
                (&self.request, rest, &node.kind)
            {
                if entry.key.as_ref().is_some_and(|known| known != name) {
                    return Err(self.twice());
                }
                entry.key = Some((*name).to_owned());
                return Ok(());
            }
            return self.lay(value, entry, done + 1);
        }
        let Request::Put(value) = &self.request else {
            return Err(self.missing(node, done));
        };
        match (&node.kind, step) {
            (Kind::Map(_), _) => {
                let key = match step {
                    Step::Key(key) => key.to_string(),
                    Step::Index(index) => index.to_string(),
                };
                match inside.added.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, known)) => self.merge(known, rest, value),
                    None => {
                        inside.added.push((key, self.nest(rest, value)?));
                        Ok(())
                    }
                }
            }
            (Kind::Seq(items), Step::Index(index)) => {
                let at = index.checked_sub(items.len()).unwrap_or_default();
                let count = inside.added.len();
                match inside.added.get_mut(at) {
                    Some((_, known)) => self.merge(known, rest, value),
                    None if at == count => {
                        inside.added.push((String::new(), self.nest(rest, value)?));
                        Ok(())
                    }
                    None => Err(self.missing(node, done)),
                }
            }
            _ => Err(self.missing(node, done)),
        }
    }

    /// The path has been walked: the value is there.
    fn settle(
        &self,
        node: &Node<'_>,
        plan: &mut Plan,
        done: usize,
    ) -> Result<(), EditError> {
        if done == 0 {
            return Err(EditError::new("the whole brief cannot be changed at once")
                .help("name a value in it"));
        }
        let wanted = match &self.request {
            Request::Write(text) | Request::Rename(text) => {
                Operation::Replace(Value::Text((*text).to_owned()))
            }
            Request::Put(value) => Operation::Replace((*value).clone()),
            Request::Remove => Operation::Remove,
            Request::Patch(range, text) => {
                return self.patch(node, plan, (*range).clone(), text);
            }
        };
        match (&plan.operation, &wanted) {
            (Operation::Keep, _) => plan.operation = wanted,
            (Operation::Remove, Operation::Remove) => {}
            (Operation::Replace(one), Operation::Replace(other)) if one == other => {}
            _ => return Err(self.twice()),
        }
        Ok(())
    }

    fn patch(
        &self,
        node: &Node<'_>,
        plan: &mut Plan,
        range: Range<usize>,
        text: &str,
    ) -> Result<(), EditError> {
        let fits = match &node.kind {
            Kind::Str(old) | Kind::Num(old) => old.get(range.clone()).is_some(),
            _ => false,
        };
        if !fits {
            let path = self.path;
            return Err(EditError::new(format!("`{path}` has no such part")));
        }
        if matches!(plan.operation, Operation::Keep) {
            plan.operation = Operation::Patch(Vec::new());
        }
        let Operation::Patch(parts) = &mut plan.operation else {
            return Err(self.twice());
        };
        let part = (range, text.to_owned());
        if parts.contains(&part) {
            return Ok(());
        }
        parts.push(part);
        parts.sort_by_key(|(range, _)| (range.start, range.end));
        let apart = parts.windows(2).all(|two| match two {
            [(one, _), (next, _)] => one.end <= next.start && one.start < next.start,
            _ => true,
        });
        if apart { Ok(()) } else { Err(self.twice()) }
    }

    /// A new value at the end of steps that do not exist yet.
    fn nest(&self, steps: &[Step], value: &Value) -> Result<Value, EditError> {
        steps.iter().rev().try_fold(value.clone(), |value, step| match step {
            Step::Key(key) => Ok(Value::Map(vec![(key.to_string(), value)])),
            Step::Index(0) => Ok(Value::List(vec![value])),
            Step::Index(_) => Err(EditError::new(format!(
                "`{}` leaves out entries of a list",
                self.path
            ))
            .help("begin at 0")),
        })
    }

    /// A new value inside one that is itself new.
    fn merge(
        &self,
        known: &mut Value,
        steps: &[Step],
        value: &Value,
    ) -> Result<(), EditError> {
        match (known, steps) {
            (known, []) if known == value => Ok(()),
            (Value::Map(entries), [Step::Key(key), rest @ ..]) => {
                match entries.iter_mut().find(|(known, _)| **known == **key) {
                    Some((_, known)) => self.merge(known, rest, value),
                    None => {
                        entries.push((key.to_string(), self.nest(rest, value)?));
                        Ok(())
                    }
                }
            }
            (Value::List(items), [Step::Index(at), rest @ ..]) => {
                let count = items.len();
                match items.get_mut(*at) {
                    Some(known) => self.merge(known, rest, value),
                    None if *at == count => {
                        items.push(self.nest(rest, value)?);
                        Ok(())
                    }
                    None => Err(self.twice()),
                }
            }
            _ => Err(self.twice()),
        }
    }

    fn twice(&self) -> EditError {
        EditError::new(format!("`{}` is changed twice", self.path))
    }

    /// The step after `done` steps leads nowhere.
    fn missing(&self, node: &Node<'_>, done: usize) -> EditError {
        missing(node, &Path::root().join(self.path.steps().get(..done).unwrap_or(&[])), {
            match self.path.steps().get(done) {
                Some(step) => step,
                None => &Step::Index(0),
            }
        })
    }
}

/// Says that a step leads nowhere, and what is there.
pub fn missing(node: &Node<'_>, above: &Path, step: &Step) -> EditError {
    let place = match above.steps() {
        [] => "the brief".to_owned(),
        _ => format!("`{}`", above.dotted()),
    };
    let step = match step {
        Step::Key(key) => key.to_string(),
        Step::Index(index) => index.to_string(),
    };
    match &node.kind {
        Kind::Map(entries) => {
            let refused = EditError::new(format!("{place} has no key `{step}`"));
            let keys = entries.iter().map(|entry| entry.key.as_ref());
            match suggest::closest(&step, keys) {
                Some(meant) => refused.help(format!("did you mean `{meant}`?")),
                None => refused,
            }
        }
        Kind::Seq(items) => {
            let refused = EditError::new(format!("{place} has no entry `{step}`"));
            match items.len() {
                0 => refused.help("write `-` for a new entry: the list is empty"),
                1 => refused.help("write 0 for its entry, or `-` for a new one"),
                count => refused.help(format!(
                    "write 0 to {} for an entry, or `-` for a new one",
                    count - 1
                )),
            }
        }
        _ => EditError::new(format!("{place} is a text: there is no `{step}` in it")),
    }
}

/// The place and the value of an entry.
pub(super) fn position<'n, 's>(
    node: &'n Node<'s>,
    step: &Step,
) -> Option<(usize, &'n Node<'s>)> {
    match (&node.kind, step) {
        (Kind::Map(entries), step) => {
            let key = match step {
                Step::Key(key) => key.to_string(),
                Step::Index(index) => index.to_string(),
            };
            let at = entries.iter().position(|entry| entry.key == key.as_str())?;
            entries.get(at).map(|entry| (at, &entry.value))
        }
        (Kind::Seq(items), Step::Index(at)) => items.get(*at).map(|item| (*at, item)),
        _ => None,
    }
}

/// Lets emptied values of keys go, from the inside out. Returns whether this one is empty.
fn settle(node: &Node<'_>, plan: &mut Plan) -> Result<bool, EditError> {
    let Operation::Inside(inside) = &mut plan.operation else { return Ok(false) };
    for (at, entry) in &mut inside.entries {
        let emptied = match &node.kind {
            Kind::Map(entries) => match entries.get(*at) {
                Some(known) => settle(&known.value, entry)?,
                None => false,
            },
            Kind::Seq(items) => {
                items.get(*at).map_or(Ok(false), |item| settle(item, entry))?;
                false
            }
            _ => false,
        };
        if emptied {
            entry.operation = Operation::Remove;
        }
    }
    let count = match &node.kind {
        Kind::Map(entries) => {
            distinct(entries, inside)?;
            entries.len()
        }
        Kind::Seq(items) => items.len(),
        _ => 0,
    };
    Ok(count > 0 && inside.added.is_empty() && (0..count).all(|at| inside.removes(at)))
}

/// Refuses a key that would be there twice.
fn distinct(entries: &[Entry<'_>], inside: &Inside) -> Result<(), EditError> {
    let touched = inside.entries.values().any(|plan| plan.key.is_some());
    if !touched && inside.added.is_empty() {
        return Ok(());
    }
    let known = entries.iter().enumerate().filter(|(at, _)| !inside.removes(*at));
    let known = known.map(|(at, entry)| {
        let renamed = inside.entries.get(&at).and_then(|plan| plan.key.as_deref());
        renamed.unwrap_or(&entry.key)
    });
    let mut seen = HashSet::new();
    for key in known.chain(inside.added.iter().map(|(key, _)| key.as_str())) {
        if !seen.insert(key) {
            return Err(EditError::new(format!("the key `{key}` is there already"))
                .help("choose another name"));
        }
    }
    Ok(())
}
