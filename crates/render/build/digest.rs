//! The digest of a build: of its sources, by their names from here, and of the versions of
//! the crates they are built with. Neither the place of the checkout nor a crate that only
//! another room uses is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest as _, Sha256};

/// What is seen of a room, where the room has it.
const SEEN: [&str; 4] = ["Cargo.toml", "fonts", "src", "template"];

/// The rooms that decide about a print, by their names, with their manifests: the press and
/// all below it. A room `strata-NAME` stands in the folder `NAME` beside the others.
pub(crate) fn rooms(here: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut rooms = BTreeMap::new();
    let mut open = vec!["strata-render".to_owned()];
    while let Some(room) = open.pop() {
        if rooms.contains_key(&room) {
            continue;
        }
        let manifest = fs::read_to_string(folder(here, &room).join("Cargo.toml"))?;
        let below = dependencies(&manifest).filter(|it| it.starts_with(PREFIX));
        open.extend(below.map(str::to_owned));
        rooms.insert(room, manifest);
    }
    Ok(rooms)
}

/// What is seen of a room, by names that are the same in every checkout.
pub(crate) fn seen(here: &Path, room: &str) -> impl Iterator<Item = (String, PathBuf)> {
    let folder = folder(here, room);
    let all = SEEN.map(|part| (format!("{room}/{part}"), folder.join(part)));
    all.into_iter().filter(|(_, path)| path.exists())
}

/// What the name of every room begins with.
const PREFIX: &str = "strata-";

fn folder(here: &Path, room: &str) -> PathBuf {
    here.join("..").join(room.trim_start_matches(PREFIX))
}

/// SHA-256 in hexadecimal of what is seen from the folder of the press, and of what the lock
/// file says of the dependencies.
pub(crate) fn digest(here: &Path, lock: &str) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    };
    let rooms = rooms(here)?;
    for (name, path) in rooms.keys().flat_map(|room| seen(here, room)) {
        let mut files = BTreeMap::new();
        walk(&path, &name, &mut files)?;
        for (name, bytes) in &files {
            add(name, bytes);
        }
    }
    for package in closure(lock, &rooms) {
        add("dependency", package.as_bytes());
    }
    let bytes = hash.finalize();
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The files at a path, by names that are the same on every system.
fn walk(
    path: &Path,
    name: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> io::Result<()> {
    if !path.is_dir() {
        files.insert(name.to_owned(), fs::read(path)?);
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        walk(&entry.path(), &name, files)?;
    }
    Ok(())
}

/// The names under `[dependencies]`: the lock file does not tell those of tests from them.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let lines =
        manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| {
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        (!name.is_empty() && !name.starts_with('#')).then_some(name)
    })
}

/// Each package that the rooms are built with, as the lock file has it.
fn closure<'a>(lock: &'a str, rooms: &BTreeMap<String, String>) -> BTreeSet<&'a str> {
    let packages: Vec<_> = lock.split("[[package]]").skip(1).map(str::trim).collect();
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = Vec::new();
    for package in &packages {
        let Some(manifest) = rooms.get(value(package, "name")) else { continue };
        let first: BTreeSet<_> = dependencies(manifest).collect();
        let wanted = |it: &&str| first.contains(it.split(' ').next().unwrap_or_default());
        open.extend(needs(package).filter(wanted));
    }
    while let Some(need) = open.pop() {
        // `name`, or `name version` where there are several.
        let (name, version) = need.split_once(' ').unwrap_or((need, ""));
        let is = |package: &&&str| {
            value(package, "name") == name
                && (version.is_empty()
                    || value(package, "version")
                        == version.split(' ').next().unwrap_or(""))
        };
        let Some(package) = packages.iter().find(is) else { continue };
        // The rooms themselves are seen by their sources.
        if !rooms.contains_key(name) && found.insert(*package) {
            open.extend(needs(package));
        }
    }
    found
}

fn value<'a>(package: &'a str, key: &str) -> &'a str {
    let line =
        package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    line.unwrap_or_default().trim_matches('"')
}

fn needs(package: &str) -> impl Iterator<Item = &str> {
    let lines = package.lines().skip_while(|line| *line != "dependencies = [").skip(1);
    lines.take_while(|line| *line != "]").map(|line| line.trim().trim_matches(['"', ',']))
}
