#![no_main]

use strata_syntax::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| strata_fuzz::tree::holds(bytes, Format::Toml));
