#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| strata_fuzz::period::holds(text));
