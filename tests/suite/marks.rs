//! Marks of prose on the pages: seen and heard, and in no place printed with their signs.

use strata_check::{Format, Input, Limits};
use strata_proof::verify;
use strata_proof::verify::Verdict;
use strata_view::design::Design;

use crate::conform::{STANDARDS, broken};
use crate::data::accepted;
use crate::print::{Printed, approve, file, printed, tree};

/// A brief with every mark, in every sort of place that has one.
const MARKED: &str = r#"strata: "1"
title: "Example Bakeries: cash is *king*, says **the board**[^scope]"
deck: "Growth is **back**[^scope], and [the *report* of {sales}](https://example.com/a_b_c) says so."
subject: {name: Example Bakeries plc, fiscal-year: calendar}
period: FY 2024
as-of: 2025-10-31
sources:
  report: {title: Annual report, date: 2025-02-01, tier: third-party}
definitions:
  cash: What is *free* of claims[^lease].
notes:
  scope: The group, with **all** its stores and {sales} of sales.
  lease: Leases are those of [the notes](https://example.com/notes).
figures:
  sales:
    label: Sales
    value: $5.1B
    change: +13% yoy
    prior: $4.5B
    period: FY 2024
    definition: cash
    source: report
    baseline: The *old* stores[^scope].
    note: As *reported*.
thesis:
  - id: main
    kind: judgment
    label: The *main* thing[^lease]
    text: |-
      Growth of **{sales.rise}** is *back*[^scope]:

      - in stores,
      - and online.
    support: Sales rose to *{sales}*.
    rests-on: [sales]
    confidence: moderate
    confidence-reason: The *audited* figures **say so**.
sections:
  - id: goes
    title: Where the *cash* goes[^lease]
    lead: Into **stores**, [mostly](mailto:ir@example.com).
    blocks:
      - text:
          title: What **drives** it
          paragraphs:
            - With **strong**, *emphasis*, ***both***, a \*, {{braces}} and 5 * 3 * 2.
            - |-
              Three things, of which {sales} is the first:

              - **Stores**: {sales.rise} more, and *more
                to come*,
                1. in the north,
                2. in the south[^lease];
              - online.

              > “We are not for sale”, says the *board*.
              >
              > So it is.

              3. Third.
              4. Fourth.

              After it, a last paragraph.
      - points:
          items:
            - {name: "Price *power*[^lease] now", text: "It *holds* at {sales}."}
            - {name: "**Scale**", figures: [sales]}
      - stack:
          layers:
            - name: The **base**[^scope] of it
              role: A *role*
              items-label: "*Part*[^scope] of it"
              items: [{name: "*Ovens*[^lease] too"}]
            - {name: The top, items: [{name: Shops}]}
      - barbell:
          poles:
            - name: A *pole*[^scope] here
              tagline: "**Near**"
              items: [{name: "*Bread*", text: Of **rye**.}]
            - name: Another
              tagline: Far
              text: So *it* is[^scope].
              items: [{name: Cakes}]
      - counterparties:
          parties:
            - {name: "The *millers*[^scope] all", roles: [supplier], text: They **mill**.}
      - reading:
          id: second
          kind: observation
          text: It **holds**.
          support: |-
            > Says *somebody*.

            And so say we.
          rests-on: [sales]
verdict:
  title: A *final* take[^scope]
  text:
    - |-
      Buy **time**, not *shares*:

      - one;
      - [two](https://example.com/two).
disclosures:
  author: |-
    *Example* Author.

    - Of Example House
  positions: None.
  ai-use: None.
"#;

fn marked() -> Printed {
    printed(accepted("marked", MARKED, Format::Yaml), &Design::default())
}

#[test]
fn marks_are_seen_and_heard_and_not_printed() {
    let brief = marked();
    let pages = 1..=brief.document.pages();
    let text: String = pages.map(|page| brief.document.text(page)).collect();
    let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
    let (tree, about) = (tree::told(&file), file::told(&file));
    for (what, said) in [("pages", &text), ("structure", &tree), ("file", &about)] {
        for sign in ["**", "](", "[^", "*king", "\\"] {
            assert!(!said.contains(sign), "{sign} in the {what}:\n{said}");
        }
    }
    for words in ["a *, {braces} and 5 * 3 * 2.", "the boardN1", "“We are not for sale”"]
    {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    approve("marks", "tree", &tree);
    approve("marks", "file", &about);
    for standard in STANDARDS {
        assert_eq!(broken(&brief.pdf, standard), [""; 0], "{standard}");
    }
}

/// The head of a table stands on each of its pages, and cannot lead anywhere.
#[test]
fn a_marked_head_is_repeated() {
    let items: Vec<_> = (1..=90).map(|n| format!("{{name: Item {n}}}")).collect();
    let layer = format!("[{{name: \"*Ovens*[^lease] too\"}}, {}]", items.join(", "));
    let many = MARKED.replace("[{name: \"*Ovens*[^lease] too\"}]", &layer);
    assert!(many != MARKED);
    let brief = printed(accepted("many", &many, Format::Yaml), &Design::default());
    let pages = (1..=brief.document.pages()).map(|page| brief.document.text(page));
    let heads = pages.filter(|text| text.replace('\n', "").contains("PartN1"));
    assert!(heads.count() > 1);
}

#[test]
fn what_is_marked_proves_itself() {
    let found = verify(&marked().pdf, &[]).unwrap_or_else(|error| panic!("{error}"));
    assert!(found.verdict() == Verdict::Verified, "{:?}", found.missing);
}

#[test]
fn a_layout_keeps_every_line_and_stays_as_it_is() {
    let laid_out = |text: &str, format| {
        let (name, limits) = ("marked", Limits::default());
        let input = Input { name, bytes: text.as_bytes(), format, limits };
        strata_check::format(&input).expect("it can be laid out")
    };
    let canonical =
        |text: &str, format| accepted("marked", text, format).canonical().expect("JSON");
    let once = laid_out(MARKED, Format::Yaml);
    assert!(
        once.contains("    - |-\n      Buy **time**, not *shares*:\n\n      - one;\n")
    );
    assert!(once.contains("\n                1. in the north,\n"), "{once}");
    assert_eq!(laid_out(&once, Format::Yaml), once);
    assert!(canonical(&once, Format::Yaml) == canonical(MARKED, Format::Yaml));
}
