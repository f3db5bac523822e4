//! How long each stage of the road takes, and the stages against one another.
//!
//! divan times every stage; then the stages are timed in pairs, and the ratios printed.

mod brief;
mod pairwise;

use std::fmt;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use granit_parser::Parser;
use pairwise::{Pairs, quantile, time};
use strata_check::{
    Checked, Finding, Format, Input, Limits, NO_FACE, Path, Report, check as judge,
};
use strata_model::Brief;
use strata_render::Document;
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};

const AMAZON: &str = include_str!("../../data/amazon-2025q3.yaml");

/// The briefs, from short to long. The last two differ in nothing but their length.
const SIZES: [Size; 3] = [Size::Amazon, Size::Hundred, Size::Thousand];

/// The density is fixed: left open, a short brief is sometimes set a second time, closer.
static DESIGN: LazyLock<Design> = LazyLock::new(|| Design {
    paper: Paper::A4,
    density: Density::Open,
    max_pages: u16::MAX,
    ..Design::default()
});

/// How long a stage, and how long a pair of stages, is measured before the next begins.
const PATIENCE: Duration = Duration::from_secs(3);

/// The pairs of which a ratio is the median.
const PAIRS: std::ops::RangeInclusive<usize> = 3..=101;

#[derive(Debug, Clone, Copy)]
enum Size {
    Amazon,
    Hundred,
    Thousand,
}

/// A brief in every form that a stage begins with.
struct Given {
    text: String,
    checked: Checked,
    canonical: Vec<u8>,
    document: OnceLock<Document>,
}

impl Given {
    fn document(&self) -> &Document {
        self.document.get_or_init(|| set(&self.checked))
    }
}

impl Size {
    fn given(self) -> &'static Given {
        static AMAZON_GIVEN: LazyLock<Given> = LazyLock::new(|| given(AMAZON.to_owned()));
        static HUNDRED: LazyLock<Given> =
            LazyLock::new(|| given(brief::text(100 / brief::FIGURES)));
        static THOUSAND: LazyLock<Given> =
            LazyLock::new(|| given(brief::text(1000 / brief::FIGURES)));
        match self {
            Self::Amazon => &AMAZON_GIVEN,
            Self::Hundred => &HUNDRED,
            Self::Thousand => &THOUSAND,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Amazon => "Amazon",
            Self::Hundred => "100 figures",
            Self::Thousand => "1,000 figures",
        })
    }
}

fn given(text: String) -> Given {
    let checked = accepted(judge(&input(&text)));
    let report = checked.report();
    assert_eq!(report.warnings(), 0, "{}", strata_emit::human(report, false));
    Given {
        canonical: checked.canonical().expect("JSON"),
        text,
        checked,
        document: OnceLock::new(),
    }
}

fn input(text: &str) -> Input<'_> {
    let limits = Limits::default();
    Input { name: "brief.yaml", bytes: text.as_bytes(), format: Format::Yaml, limits }
}

fn accepted(verdict: Result<Checked, Report>) -> Checked {
    verdict.unwrap_or_else(|report| panic!("{}", strata_emit::human(&report, false)))
}

fn set(brief: &Checked) -> Document {
    strata_render::typeset(brief, &DESIGN).expect("a brief without errors")
}

/// Reference: the parser's events alone.
#[divan::bench(args = SIZES)]
fn events(size: Size) -> usize {
    let parser = Parser::new_from_str(&size.given().text);
    parser.map_while(Result::ok).count()
}

/// Reference: the model out of canonical JSON, by serde alone.
#[divan::bench(args = SIZES)]
fn json(size: Size) -> Brief {
    serde_json::from_slice(&size.given().canonical).expect("canonical JSON")
}

/// Text to tree, as far as it can be had alone: for something to be located the text is
/// read again. Its gate is passed already; its copy in the report is not.
#[divan::bench(args = SIZES)]
fn read(size: Size) -> Report {
    let nothing = Finding::new(&NO_FACE, Path::root(), "");
    size.given().checked.locate(vec![nothing])
}

/// Text to model: read and shape.
#[divan::bench(args = SIZES)]
fn shape(size: Size) -> Brief {
    strata_check::read(&input(&size.given().text)).expect("a brief of the right shape")
}

/// Model to findings: the rules alone.
#[divan::bench(args = SIZES)]
fn lint(size: Size) -> usize {
    strata_check::lint(size.given().checked.brief()).len()
}

/// Text to proof: read, shape, lint.
#[divan::bench(args = SIZES)]
fn check(size: Size) -> Checked {
    accepted(judge(&input(&size.given().text)))
}

/// The same with the schema run over what was accepted.
#[divan::bench(args = SIZES)]
fn check_strictly(size: Size) -> Checked {
    accepted(strata_check::check_strictly(&input(&size.given().text)))
}

/// Proof to findings of the press; the text is read again to locate them.
#[divan::bench(args = SIZES)]
fn preflight(size: Size) -> Report {
    strata_render::preflight(&size.given().checked, &DESIGN)
}

/// Proof to pages, inspected.
#[divan::bench(args = SIZES)]
fn typeset(size: Size) -> Document {
    set(&size.given().checked)
}

/// Pages to the bytes of a PDF.
#[divan::bench(args = SIZES)]
fn pdf(size: Size) -> Vec<u8> {
    size.given().document().pdf().expect("conforming pages")
}

/// Bytes in, PDF out: the road of `strata render`.
#[divan::bench(args = SIZES)]
fn whole(size: Size) -> Vec<u8> {
    let checked = check(size);
    let report = strata_render::preflight(&checked, &DESIGN);
    assert!(!report.has_errors(), "{}", strata_emit::human(&report, false));
    set(&checked).pdf().expect("conforming pages")
}

/// Two stages by their names, and their ratio on a brief.
type Ratio = (&'static str, fn(Size) -> f64);

/// A stage by its name, and the ratio of its times on two briefs.
type Growth = (&'static str, fn() -> f64);

/// What is compared on one brief.
const RATIOS: [Ratio; 10] = [
    ("read : events", |size| ratio(|| read(size), || events(size))),
    ("check : events", |size| ratio(|| check(size), || events(size))),
    ("check : json", |size| ratio(|| check(size), || json(size))),
    ("check : read", |size| ratio(|| check(size), || read(size))),
    ("shape : read", |size| ratio(|| shape(size), || read(size))),
    ("lint : check", |size| ratio(|| lint(size), || check(size))),
    ("check_strictly : check", |size| ratio(|| check_strictly(size), || check(size))),
    ("typeset : check", |size| ratio(|| typeset(size), || check(size))),
    ("pdf : typeset", |size| ratio(|| pdf(size), || typeset(size))),
    ("whole : typeset", |size| ratio(|| whole(size), || typeset(size))),
];

/// What is compared between a thousand figures and a hundred.
const GROWTH: [Growth; 8] = [
    ("events", || growth(events)),
    ("read", || growth(read)),
    ("shape", || growth(shape)),
    ("lint", || growth(lint)),
    ("check", || growth(check)),
    ("typeset", || growth(typeset)),
    ("pdf", || growth(pdf)),
    ("whole", || growth(whole)),
];

fn growth<T>(stage: fn(Size) -> T) -> f64 {
    ratio(|| stage(Size::Thousand), || stage(Size::Hundred))
}

/// The median ratio of pairs.
fn ratio<A, B>(a: impl Fn() -> A, b: impl Fn() -> B) -> f64 {
    let mut pairs = Pairs::default();
    let mut spent = Duration::ZERO;
    while pairs.a.len() < *PAIRS.start()
        || (spent < PATIENCE && pairs.a.len() < *PAIRS.end())
    {
        let (a, b) = (time(&a).0, time(&b).0);
        pairs.push(a, b);
        spent += a + b;
    }
    quantile(&pairs.ratios(), 0.5)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it has measured")]
fn print_ratios() {
    print!("\n{:<24}", "ratio of times");
    SIZES.iter().for_each(|size| print!("{size:>15}"));
    println!();
    for (name, ratio) in RATIOS {
        print!("{name:<24}");
        SIZES.iter().for_each(|size| print!("{:>15.2}", ratio(*size)));
        println!();
    }
    let [hundred, thousand] = [Size::Hundred, Size::Thousand].map(Size::given);
    let longer = thousand.text.len() as f64 / hundred.text.len() as f64;
    let pages = thousand.document().pages() as f64 / hundred.document().pages() as f64;
    println!("\n1,000 figures : 100 figures");
    println!("{:<24}{longer:>15.2}\n{:<24}{pages:>15.2}", "bytes", "pages");
    for (name, growth) in GROWTH {
        println!("{name:<24}{:>15.2}", growth());
    }
    if cfg!(debug_assertions) {
        println!("\nthe workspace is not optimised in this build: `cargo bench` is");
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> =
        args.iter().map(String::as_str).filter(|arg| *arg != "--bench").collect();
    if !asked.contains(&"--list") {
        let given = SIZES.map(Size::given);
        // `cargo test --all-targets` comes without `--bench`: the briefs are good, enough.
        if asked.len() == args.len() {
            return;
        }
        for given in given {
            given.document();
        }
    }
    if asked != ["ratios"] {
        divan::Divan::default().max_time(PATIENCE).config_with_args().main();
    }
    if asked.is_empty() || asked == ["ratios"] {
        print_ratios();
    }
}
