//! tmp
fn main() {
    print!("{}", strata_model::schema_text());
}
