//! tmp
fn main() {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap();
        let input = strata_check::Input {
            name: &name,
            bytes: &bytes,
            format: strata_check::Format::of_name(&name).unwrap(),
            limits: strata_check::Limits::default(),
        };
        let checked = strata_check::check_strictly(&input);
        let report = match &checked {
            Ok(c) => c.report(),
            Err(r) => r,
        };
        print!("{}", strata_check::emit::human(report, false));
    }
}
