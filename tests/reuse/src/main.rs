//! Builds a brief in Rust and prints it as JSON, with nothing but `strata-model`. The
//! output is a brief: `cargo run | strata check - --input-format json`.

use strata_model::{Brief, ClaimKind, Figure, FiscalYear, Reading, Subject};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let claim = Reading {
        rests_on: vec!["sales".parse()?],
        ..Reading::new("growth".parse()?, ClaimKind::Judgment, "Growth is back.".parse()?)
    };
    let subject = Subject {
        fiscal_year: Some(FiscalYear::Calendar),
        ..Subject::new("Example Bakeries plc".parse()?)
    };
    let as_of = "2025-09-30".parse()?;
    let mut brief = Brief::new("Back to growth".parse()?, subject, as_of, vec![claim]);

    // A figure is written as it is printed; a malformed one does not parse.
    let sales = Figure {
        value: Some("£4.2B".parse()?),
        change: Some("+6% yoy".parse()?),
        period: Some("H1 2025".parse()?),
        ..Figure::new("Sales".parse()?)
    };
    brief.figures.insert("sales".parse()?, sales);

    println!("{}", serde_json::to_string_pretty(&brief)?);
    Ok(())
}
