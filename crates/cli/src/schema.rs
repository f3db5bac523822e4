//! `strata schema`: the schemas for editors.

use crate::args::Schema;
use crate::failure::{Exit, Failure};
use crate::{batch, output};

/// Prints the schema of a brief, byte for byte what `schema/brief.schema.json` holds, or
/// that of a theme or a report.
pub(crate) fn schema(args: &Schema) -> Result<Exit, Failure> {
    if args.theme {
        output::print(&format!("{:#}\n", strata_view::theme::schema()))?;
    } else if args.report {
        output::print(&batch::schema_text())?;
    } else {
        output::print(&strata_model::schema_text())?;
    }
    Ok(Exit::Clean)
}
