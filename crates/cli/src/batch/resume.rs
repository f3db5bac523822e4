//! What a run before this one has done.

use std::collections::HashMap;
use std::path::Path;

use super::name::{Mark, Template};
use super::record::{Ending, Record};

/// The briefs that are done, by their names: what is said of one last counts.
#[derive(Default)]
pub(super) struct Finished(HashMap<[u8; 10], Last>);

/// The last line of a name.
struct Last {
    key: [u8; 16],
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Refused,
    Passed,
    /// As a file of this size at the place of its name.
    Printed(u64),
    /// To a place that is not that of its name any more.
    Elsewhere,
}

impl Finished {
    /// Takes in a line of the report.
    pub(super) fn add(&mut self, record: &Record, template: &Template) {
        // What failed is tried again, and has left everything as it was.
        let Some(key) = record.key.as_ref().filter(|_| record.verdict != Ending::Failed)
        else {
            return;
        };
        let name = template.fill(&record.id, key);
        let state = match (record.verdict, &record.output, record.bytes) {
            (Ending::Refused, ..) => State::Refused,
            (Ending::Passed, ..) => State::Passed,
            (Ending::Printed, Some(output), Some(bytes)) if *output == pdf(&name) => {
                State::Printed(bytes)
            }
            _ => State::Elsewhere,
        };
        self.0.insert(Mark::of(&name).own(), Last { key: short(key), state });
    }

    /// How a brief has ended, if it is done. Content decides, never times of files.
    pub(super) fn of(
        &self,
        name: &str,
        key: &str,
        folder: Option<&Path>,
    ) -> Option<Ending> {
        let last = self.0.get(&Mark::of(name).own())?;
        if last.key != short(key) {
            return None;
        }
        match (last.state, folder) {
            (State::Refused, _) => Some(Ending::Refused),
            (State::Passed, None) => Some(Ending::Passed),
            (State::Printed(bytes), Some(folder)) => {
                let file = folder.join(pdf(name)).metadata().ok()?;
                (file.is_file() && file.len() == bytes).then_some(Ending::Printed)
            }
            _ => None,
        }
    }
}

/// The file of a name.
pub(super) fn pdf(name: &str) -> String {
    format!("{name}.pdf")
}

/// Half of a key, which is enough to tell editions of one brief apart.
fn short(key: &str) -> [u8; 16] {
    let half = key.get(..32).unwrap_or_default();
    u128::from_str_radix(half, 16).unwrap_or_default().to_be_bytes()
}
