//! `strata schema`: the schema for editors.

use crate::failure::{Exit, Failure};
use crate::output;

/// Prints the schema, byte for byte what `schema/brief.schema.json` holds.
pub(crate) fn schema() -> Result<Exit, Failure> {
    output::print(&strata_model::schema_text())?;
    Ok(Exit::Clean)
}
