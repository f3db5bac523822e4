//! Edits of TOML: lines with a key and a value, and tables whose heads stand on lines.
//!
//! A comment above a line or a table that goes stays; one between its lines goes with it.

mod statement;

use super::buffer::{Buffer, blank};
use super::flow::{self, FlowPosition};
use super::plan::{Inside, Operation, Plan};
use crate::change::Value;
use crate::input::Format;
use crate::path::{Path, Step};
use crate::tree::{Kind, Node};
use crate::write::{self, Context, Room, joint};
use statement::{Head, Statement};

/// Makes of a brief what is planned for it.
pub(super) fn root(buffer: &mut Buffer<'_>, node: &Node<'_>, plan: &Plan) -> Option<()> {
    let Operation::Inside(inside) = &plan.operation else { return Some(()) };
    let list = statement::statements(buffer.source)?;
    Tables { list }.inside(buffer, node, inside, &Path::root())
}

/// The statements of a file.
struct Tables {
    list: Vec<Statement>,
}

impl Tables {
    /// Makes of the entries of a table, or of a list of tables, what is planned for them.
    fn inside(
        &self,
        buffer: &mut Buffer<'_>,
        node: &Node<'_>,
        inside: &Inside,
        path: &Path,
    ) -> Option<()> {
        let mut added: Vec<(String, Value)> = Vec::new();
        for (at, plan) in &inside.entries {
            let (child, value) = match &node.kind {
                Kind::Map(entries) => {
                    let entry = entries.get(*at)?;
                    (path.key(&entry.key), &entry.value)
                }
                Kind::Seq(items) => (path.index(*at), items.get(*at)?),
                _ => return None,
            };
            if let Some(name) = &plan.key {
                self.rename(buffer, &child, name);
            }
            let line =
                self.list.iter().find(|one| one.path == child && one.value.is_some());
            match (&plan.operation, line) {
                (Operation::Keep, _) => {}
                (Operation::Remove, _) => self.take(buffer, &child),
                (operation, Some(line)) => {
                    let value_at = line.value.clone()?.start;
                    flow::value(buffer, value, operation, &FlowPosition::Line(value_at))?;
                }
                (Operation::Inside(inside), None) => {
                    self.inside(buffer, value, inside, &child)?;
                }
                (Operation::Replace(new), None) => match (new, &node.kind) {
                    (Value::Map(new), Kind::Seq(_)) => {
                        self.refill(buffer, &child, new)?;
                    }
                    (new, Kind::Map(entries)) => {
                        self.take(buffer, &child);
                        let key = entries.get(*at)?.key.clone().into_owned();
                        added.push((plan.key.clone().unwrap_or(key), new.clone()));
                    }
                    _ => return None,
                },
                (Operation::Patch(_), None) => return None,
            }
        }
        added.extend(inside.added.iter().cloned());
        if added.is_empty() {
            return Some(());
        }
        match &node.kind {
            Kind::Seq(_) => self.append(buffer, path, &added),
            _ => self.add(buffer, path, &added),
        }
    }

    /// Those that stand within a value.
    fn within<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Statement> {
        self.list.iter().filter(|one| one.path.is_within(path))
    }

    fn rename(&self, buffer: &mut Buffer<'_>, path: &Path, name: &str) {
        for one in self.within(path) {
            if let Some(key) = one.key(path.steps().len()) {
                buffer.put(key, self::key(name));
            }
        }
    }

    /// Takes out all that stands within a value: whole runs of lines.
    fn take(&self, buffer: &mut Buffer<'_>, path: &Path) {
        let mut run = None;
        for one in &self.list {
            run = match (run.take(), one.path.is_within(path)) {
                (None, false) => None,
                (None, true) => Some(one.bytes.clone()),
                (Some(run), true) => Some(run.start..one.bytes.end),
                (Some(run), false) => {
                    buffer.take_lines(run, 0);
                    None
                }
            };
        }
        run.into_iter().for_each(|run| buffer.take_lines(run, 0));
    }

    /// Gives a table of a list other entries, below its head.
    fn refill(
        &self,
        buffer: &mut Buffer<'_>,
        path: &Path,
        entries: &[(String, Value)],
    ) -> Option<()> {
        let mut inner = self.within(path);
        let head = inner.next().filter(|one| one.head == Some(Head::Entry))?;
        inner.for_each(|one| buffer.take_lines(one.bytes.clone(), 0));
        buffer.put_below(head.bytes.end, &lines(entries, ""));
        Some(())
    }

    /// Adds tables to a list of tables.
    fn append(
        &self,
        buffer: &mut Buffer<'_>,
        path: &Path,
        added: &[(String, Value)],
    ) -> Option<()> {
        let heads = self
            .within(path)
            .filter(|one| one.path.steps().len() == path.steps().len() + 1);
        let head = heads.filter(|one| one.head == Some(Head::Entry)).last()?;
        let name = buffer.slice(head.bytes.clone()).to_owned();
        let mut below = Vec::new();
        for (_, value) in added {
            let Value::Map(entries) = value else { return None };
            below.extend([String::new(), name.clone()]);
            below.extend(lines(entries, ""));
        }
        buffer.put_below(self.within(path).last()?.bytes.end, &below);
        Some(())
    }

    /// Adds keys to a table: as lines, and as tables of their own where its tables are such.
    fn add(
        &self,
        buffer: &mut Buffer<'_>,
        path: &Path,
        added: &[(String, Value)],
    ) -> Option<()> {
        let (tables, plain): (Vec<_>, Vec<_>) =
            added.iter().cloned().partition(|(_, value)| self.has_head(path, value));
        if !plain.is_empty() {
            self.add_lines(buffer, path, &plain)?;
        }
        let mut below = Vec::new();
        for (key, value) in tables {
            let name = header(&path.key(&key));
            let (open, close, values) = match value {
                Value::List(items) => ("[[", "]]", items),
                value => ("[", "]", vec![value]),
            };
            for value in values {
                let Value::Map(entries) = value else { continue };
                below.extend([String::new(), format!("{open}{name}{close}")]);
                below.extend(lines(&entries, ""));
            }
        }
        if !below.is_empty() {
            buffer.put_below(self.within(path).last()?.bytes.end, &below);
        }
        Some(())
    }

    /// Whether a new value gets a head of its own, as others in its table have.
    fn has_head(&self, path: &Path, value: &Value) -> bool {
        let fits = match value {
            Value::Map(entries) => !entries.is_empty(),
            Value::List(items) => {
                !items.is_empty()
                    && items.iter().all(|item| matches!(item, Value::Map(_)))
            }
            Value::Text(_) => false,
        };
        let deeper = |one: &Statement| one.path.steps().len() > path.steps().len();
        fits && self.within(path).any(|one| one.head.is_some() && deeper(one))
    }

    fn add_lines(
        &self,
        buffer: &mut Buffer<'_>,
        path: &Path,
        added: &[(String, Value)],
    ) -> Option<()> {
        let head =
            self.list.iter().position(|one| one.head.is_some() && one.path == *path);
        let first = match head {
            Some(head) => Some(head + 1),
            None if path.steps().is_empty() => Some(0),
            None => None,
        };
        if let Some(first) = first {
            let rest = self.list.get(first..)?;
            let own = rest.iter().take_while(|one| one.head.is_none()).last();
            let above = own.or(head.and_then(|head| self.list.get(head)));
            let lead = own.map_or("", |own| buffer.indentation(own.bytes.start));
            match above {
                Some(above) => buffer.put_below(above.bytes.end, &lines(added, lead)),
                None => self.open(buffer, &lines(added, "")),
            }
            return Some(());
        }
        // The table is written as dotted keys, or only its own tables have heads.
        let depth = path.steps().len();
        let dotted = |one: &&Statement| one.head.is_none() && one.base < depth;
        match self.within(path).filter(dotted).last() {
            Some(above) => {
                let (from, to) = (above.keys.first()?.start, above.key(depth)?.end);
                let lead = buffer.indentation(above.bytes.start).to_owned();
                let lead = format!("{lead}{}.", buffer.slice(from..to));
                buffer.put_below(above.bytes.end, &lines(added, &lead));
            }
            None => {
                let mut below = vec![String::new(), format!("[{}]", header(path))];
                below.extend(lines(added, ""));
                buffer.put_below(self.within(path).last()?.bytes.end, &below);
            }
        }
        Some(())
    }

    /// Writes the first lines of a file that begins with a table: above the table and the
    /// comments that belong to it, below those that belong to the file.
    fn open(&self, buffer: &mut Buffer<'_>, lines: &[String]) {
        let head = self.list.first().map_or(0, |one| one.bytes.start);
        let mut at = buffer.line_start(head);
        while at > 0 && !buffer.blank_before(at) {
            at = buffer.line_start(at - 1);
        }
        if at == 0 {
            at = buffer.line_start(head);
        }
        let newline = buffer.newline;
        let mut text = lines.join(newline);
        text.push_str(newline);
        if !blank(buffer.slice(at..buffer.line_end(at))) {
            text.push_str(newline);
        }
        buffer.put(at..at, text);
    }
}

/// The name of a table in its head.
fn header(path: &Path) -> String {
    let keys = path.steps().iter().filter_map(|step| match step {
        Step::Key(key) => Some(self::key(key)),
        Step::Index(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

fn key(key: &str) -> String {
    write::text(Format::Toml, Context::Key, key, None)
}

/// The lines of each key, with something before it.
fn lines(entries: &[(String, Value)], lead: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let indent = lead.chars().take_while(|found| found.is_whitespace()).count();
    for (key, value) in entries {
        let line = format!("{lead}{}{}", self::key(key), joint(Format::Toml));
        match value {
            Value::Text(text) => {
                let room = Room { used: line.chars().count(), indent };
                let text = write::lines(Format::Toml, Context::Value, text, None, room);
                lines.push(line + &text.first);
                lines.extend(text.below);
            }
            value => {
                lines.push(line + &write::inline(Format::Toml, Context::Value, value));
            }
        }
    }
    lines
}
