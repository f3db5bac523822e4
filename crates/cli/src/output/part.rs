//! A file while it is being written: beside its place, under a name of its own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use same_file::Handle;
use tempfile::NamedTempFile;

use super::place::folder_of;

/// Writes all of a file beside its place, down to the disk, with the owner and the rights
/// of the one that it is to replace.
pub(super) fn stage(
    place: &Path,
    bytes: &[u8],
    old: Option<&fs::Metadata>,
) -> io::Result<NamedTempFile> {
    let mut part = create(folder_of(place))?;
    part.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(part.as_file(), old)?;
        part.as_file().set_permissions(old.permissions())?;
    }
    part.as_file().sync_all()?;
    Ok(part)
}

/// Creates a part that is locked, which tells others that it is still being written.
pub(super) fn create(folder: &Path) -> io::Result<NamedTempFile> {
    sweep_once(folder);
    loop {
        let name = name(RandomState::new().hash_one(0));
        let mut builder = tempfile::Builder::new();
        builder.prefix(&name).rand_bytes(0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Less what the user's mask takes away, as for every new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let part = builder.tempfile_in(folder)?;
        // Without locks nobody sweeps either.
        let locked = part.as_file().lock().is_ok();
        // Another command may have swept it before it was locked.
        if !locked || is_at(part.as_file(), part.path()) {
            return Ok(part);
        }
    }
}

/// Whether a file that is open is still the one that its path leads to.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let ours = file.try_clone().and_then(Handle::from_file);
    ours.is_ok_and(|ours| Handle::from_path(path).is_ok_and(|there| there == ours))
}

/// The name of a part: a number and its complement, as nobody names a file of their own.
fn name(number: u64) -> String {
    format!(".strata-{number:016x}{:016x}.part", !number)
}

/// Whether a name is one that [`name`] gives.
fn is_ours(file: &str) -> bool {
    let number = file.strip_prefix(".strata-").and_then(|rest| rest.get(..16));
    let number = number.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    number.is_some_and(|number| name(number) == file)
}

/// Removes what a killed run has left behind, once in each folder.
fn sweep_once(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if swept.insert(folder.to_owned()) {
        sweep(folder);
    }
}

/// Removes the parts that nobody holds any more.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let part = entry.file_name().to_str().is_some_and(is_ours);
        let file = part && entry.file_type().is_ok_and(|kind| kind.is_file());
        if !file {
            continue;
        }
        // Held until it is removed: who creates a part waits for that, and looks again.
        if let Ok(part) = File::open(entry.path())
            && part.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Gives a file the owner and the group of another.
#[cfg(unix)]
fn keep_owner(part: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = part.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(part, Some(old.uid()), Some(old.gid())).map_err(|_| {
        io::Error::other("it belongs to another user or group, which would be lost")
    })
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_parts_are_ours() {
        for number in [0, 1, 0x1234_5678_9abc_def0, u64::MAX] {
            assert!(is_ours(&name(number)));
        }
        let own = name(7);
        let taken = [own.replace('7', "8"), own.replace(".part", ""), own.to_uppercase()];
        assert!(!taken.iter().any(|name| is_ours(name)));
        let users = [".strata-mine.part", ".strata-abcdef.part", ".strata-é.part", ""];
        assert!(!users.iter().any(|name| is_ours(name)));
    }

    #[test]
    fn a_part_that_is_held_is_not_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = create(folder.path()).expect("a part");
        sweep(folder.path());
        assert!(is_at(held.as_file(), held.path()));
        let left = held.path().to_owned();
        let (file, path) = held.keep().expect("a part that stays");
        drop(file);
        assert_eq!(path, left);
        sweep(folder.path());
        assert!(!left.exists());
    }
}
