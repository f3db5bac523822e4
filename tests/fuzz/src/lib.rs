//! What must hold of any bytes. Each module has a function `holds` that a target calls with
//! what libFuzzer made up; it panics where something does not hold.

pub mod brief;
pub mod period;
#[cfg(feature = "press")]
pub mod print;
pub mod prose;
pub mod quantity;
mod scalar;
pub mod tree;
