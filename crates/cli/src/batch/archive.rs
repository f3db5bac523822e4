//! An archive of prints: equal for equal briefs in one order.

use std::io::{self, Write};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use strata_crew::Print;
use tar::{Builder, EntryType, Header};

/// A tar archive that is written to a stream.
pub(super) struct Archive<W: Write>(Builder<W>);

impl<W: Write> Archive<W> {
    pub(super) fn new(to: W) -> Self {
        Self(Builder::new(to))
    }

    /// Adds a print. Nobody owns it, and its time is its as-of date: nothing tells who
    /// printed it and when.
    pub(super) fn add(&mut self, name: &str, print: &Print) -> io::Result<()> {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(print.pdf.len() as u64);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mode(0o644);
        header.set_mtime(seconds(print.as_of));
        self.0.append_data(&mut header, name, print.pdf.as_slice())
    }

    /// Ends the archive.
    pub(super) fn finish(self) -> io::Result<W> {
        let mut to = self.0.into_inner()?;
        to.flush()?;
        Ok(to)
    }
}

/// The beginning of a day in the seconds of archives, none of which is before 1970.
fn seconds((year, month, day): (i16, i8, i8)) -> u64 {
    let day = Date::new(year, month, day).ok();
    let start = day.and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    let seconds = start.map(|start| start.timestamp().as_second());
    seconds.and_then(|it| u64::try_from(it).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_seconds() {
        assert_eq!(seconds((1970, 1, 2)), 86_400);
        assert_eq!(seconds((2025, 9, 30)), 1_759_190_400);
        assert_eq!(seconds((1969, 1, 1)), 0);
    }
}
