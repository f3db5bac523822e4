//! Names the build: `STRATA_BUILD` is a digest of everything that decides about the bytes
//! of a print and can be seen here. What cannot be seen is the compiler and its flags.
#![expect(clippy::disallowed_methods, reason = "a build script reads what it names")]

mod digest;

use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let lock = here.ancestors().map(|it| it.join("Cargo.lock")).find(|it| it.is_file());
    let lock = match lock {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            fs::read_to_string(path)?
        }
        // Nothing is pinned, so nothing can be named.
        None => String::new(),
    };
    for room in digest::rooms(&here)?.keys() {
        for (_, path) in digest::seen(&here, room) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    println!("cargo::rerun-if-changed={}", here.join("build").display());
    println!("cargo::rustc-env=STRATA_BUILD={}", digest::digest(&here, &lock)?);
    Ok(())
}
