//! The engine proved on a stand-in template, which can be made to fail.

mod build;
mod faces;

use std::sync::LazyLock;

use serde_json::{Value, json};
use strata_view::content::Place;
use strata_view::design::Design;
use strata_view::plan::Elastic;
use strata_view::sheet::{Density, Paper};
use strata_view::theme::Theme;

use crate::complete::{Expected, missing};
use crate::document::Document;
use crate::error::{FaultKind, TypesetError};
use crate::inspect;
use crate::press::{Attachment, Job, set};
use crate::world::Base;

static STAND_IN: LazyLock<Base> = LazyLock::new(|| {
    Base::new(&[("/main.typ", include_str!("tests/stand-in.typ"))], Theme::research())
});

/// A brief with one of everything the engine has to carry.
fn sample() -> Value {
    let rows: Vec<_> = (1..=12)
        .map(|i| json!([format!("Item {i}"), format!("Detail of item {i}"), "S1"]))
        .collect();
    json!({
        "company": "Example (EXM)",
        "title": "A stand-in",
        "deck": "#panic() *b* _i_ $x^2$ <label> @ref // is printed as it is written.",
        "author": "Strata",
        "keywords": ["example"],
        "kind": "Strategy brief",
        "sections": [
            { "title": "First section", "blocks": [
                { "kind": "text", "text": ["A paragraph.", "Another one."] },
                { "kind": "points", "title": "Points", "points": ["One", "Two"] },
                { "kind": "chart", "title": "Bars", "alt": "Two bars: 1 and 2.",
                  "bars": [0.5, 1.0] },
            ]},
            { "title": "Second section", "blocks": [
                { "kind": "table", "title": "Items", "columns": ["Item", "Detail", "Ref"],
                  "rows": rows },
            ]},
        ],
        "sources": [
            { "name": "S1", "title": "Annual report", "url": "https://example.com/report" },
        ],
    })
}

fn print(view: &Value, design: &Design) -> Result<Document, TypesetError> {
    let attachments = [Attachment {
        name: "brief.json".to_owned(),
        text: Some(view.to_string()),
        mime: "application/json",
        relationship: "source",
        description: "The data this was printed from",
    }];
    let job = Job {
        view,
        theme: &design.theme,
        attachments: &attachments,
        mark: None,
        ident: "example",
        as_of: (2025, 10, 30),
        elastic: Elastic::default(),
    };
    set(&STAND_IN, &job, design)
}

fn printed(view: &Value) -> Document {
    print(view, &Design::default()).expect("the sample can be set")
}

fn kinds(result: Result<Document, TypesetError>) -> Vec<FaultKind> {
    match result {
        Ok(_) => Vec::new(),
        Err(error) => error.faults().iter().map(|fault| fault.kind).collect(),
    }
}

fn is(dict: &lopdf::Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key).and_then(lopdf::Object::as_name).is_ok_and(|it| it == name)
}

fn assert_conforms(pdf: &[u8]) {
    use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
    for profile in ["ua1", "3a"] {
        let profile: ValidationProfile = profile.parse().expect("a profile");
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(pdf, &options).expect("checked");
        let rules: Vec<_> = report.failures.iter().map(|it| &it.rule_id).collect();
        assert!(report.is_compliant, "{rules:?}");
    }
}

#[test]
fn the_file_conforms_to_both_standards() {
    assert_conforms(&printed(&sample()).pdf().expect("written"));
}

/// Every object of it, under the number that Typst gave it; the faces pack no better.
#[test]
fn a_file_made_small_holds_what_typst_wrote() {
    let document = printed(&sample());
    let (plain, small) = (document.plain().expect("written"), document.pdf());
    let small = small.expect("made small");
    assert!(small.len() < plain.len() * 7 / 10, "{} of {}", small.len(), plain.len());
    let mut plain = lopdf::Document::load_mem(&plain).expect("read");
    let small = lopdf::Document::load_mem(&small).expect("read");
    crate::spoken::settle(&mut plain);
    for (id, object) in &plain.objects {
        assert_eq!(small.objects.get(id), Some(object), "{id:?}");
    }
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    let first = printed(&sample()).pdf().expect("written");
    let second = std::thread::spawn(|| printed(&sample()).pdf().expect("written"));
    assert!(first == second.join().expect("no panic"));
}

#[test]
fn the_brief_is_attached_and_the_date_is_its_own() {
    let pdf = printed(&sample()).pdf().expect("written");
    let file = lopdf::Document::load_mem(&pdf).expect("read");
    let is_brief = |stream: &&lopdf::Stream| is(&stream.dict, b"Type", b"EmbeddedFile");
    let attached: Vec<_> = file
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(is_brief)
        .map(|stream| stream.decompressed_content().expect("a stream"))
        .collect();
    assert_eq!(attached, [sample().to_string().into_bytes()]);

    let info = file.trailer.get(b"Info").and_then(lopdf::Object::as_reference);
    let info = info.and_then(|id| file.get_dictionary(id)).expect("information");
    for key in [&b"CreationDate"[..], b"ModDate"] {
        let date = info.get(key).and_then(lopdf::Object::as_str).expect("a date");
        assert_eq!(date, b"D:20251030000000Z");
    }
}

#[test]
fn inner_links_lead_to_their_target_and_say_what_it_is() {
    let pdf = printed(&sample()).pdf().expect("written");
    let file = lopdf::Document::load_mem(&pdf).expect("read");
    let links: Vec<_> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| is(dict, b"Subtype", b"Link"))
        .collect();
    assert_eq!(links.len(), 13);
    let says = |link: &lopdf::Dictionary| {
        let contents = link.get(b"Contents").expect("contents");
        lopdf::decode_text_string(contents).expect("text")
    };
    let (inner, outer): (Vec<_>, Vec<_>) =
        links.iter().copied().partition(|it| it.has(b"Dest"));
    assert_eq!((inner.len(), outer.len()), (12, 1));
    assert!(inner.iter().all(|link| says(link) == "S1, Annual report"));
    assert_eq!(says(outer[0]), "https://example.com/report");
    assert!(links.iter().all(|link| link.has(b"StructParent")));
}

#[test]
fn links_to_nowhere_and_foreign_schemes_are_refused() {
    let mut view = sample();
    view["sections"][1]["blocks"][0]["rows"][0][2] = json!("S9");
    assert_eq!(kinds(print(&view, &Design::default())), [FaultKind::Link]);
    for url in ["javascript:alert(1)", "file:///tmp/x", "data:,x", "//example.com"] {
        let mut view = sample();
        view["sources"][0]["url"] = json!(url);
        assert_eq!(kinds(print(&view, &Design::default())), [FaultKind::Link], "{url}");
    }
}

#[test]
fn markup_in_the_data_is_text() {
    let document = printed(&sample());
    let deck = sample()["deck"].as_str().expect("a deck").to_owned();
    assert!(document.text(1).contains(&deck), "{}", document.text(1));
}

#[test]
fn strings_are_counted_on_the_pages() {
    let document = printed(&sample());
    let entry = |path: &str, text: &str| Expected {
        path: path.to_owned(),
        text: text.to_owned(),
        place: Place::Anywhere,
    };
    let present =
        [entry("/deck", "is printed as it is written."), entry("/a", "Item 12")];
    assert!(missing(&document.trace().reading, &present).is_empty());
    let lost = missing(
        &document.trace().reading,
        &[entry("/a", "Item 3"), entry("/b", "Item 3")],
    );
    assert_eq!(lost.len(), 1, "once as a name, once within `Detail of item 3`: {lost:?}");
}

#[test]
fn a_table_over_several_pages_stays_whole() {
    let mut view = sample();
    let long = "word ".repeat(300);
    let rows: Vec<_> = (0..60)
        .map(|i| json!([format!("Row {i}."), format!("{long}{i}."), "S1"]))
        .collect();
    view["sections"][1]["blocks"][0]["rows"] = json!(rows);
    let document = printed(&view);
    assert!(document.pages() > 3);
    let expected: Vec<_> = (0..60)
        .flat_map(|i| [format!("Row {i}."), format!("{long}{i}.")])
        .map(|text| Expected { path: text.clone(), text, place: Place::Anywhere })
        .collect();
    assert_eq!(missing(&document.trace().reading, &expected), []);
    let places: Vec<_> =
        document.areas().into_iter().map(|it| (it.page, it.place)).collect();
    assert!(places.contains(&(3, "/sections/1/blocks/0".to_owned())), "{places:?}");
}

#[test]
fn a_token_too_long_for_its_column_is_caught() {
    let mut view = sample();
    view["sections"][1]["blocks"][0]["rows"][3][0] = json!("x".repeat(60));
    let error = print(&view, &Design::default()).err().expect("an overlap");
    let fault = &error.faults()[0];
    assert_eq!(fault.kind, FaultKind::Overlap);
    assert_eq!(fault.place.as_deref(), Some("/sections/1/blocks/0"));
    assert!(fault.what.contains("Detail of item 4"), "{error}");
}

#[test]
fn a_bar_off_the_page_is_caught() {
    let mut view = sample();
    view["sections"][0]["blocks"][2]["bars"] = json!([1.0, 4.0]);
    let kinds = kinds(print(&view, &Design::default()));
    assert_eq!(kinds, [FaultKind::Outside]);
}

#[test]
fn a_sparse_last_page_is_drawn_in() {
    let with = |paragraphs: usize, density: Density| {
        let mut view = sample();
        view["sections"][0]["blocks"][0]["text"] = json!(vec!["Short."; paragraphs]);
        let design = Design { paper: Paper::UsLetter, density, ..Design::default() };
        print(&view, &design).expect("the sample can be set")
    };
    let tipping =
        (1..80).find(|&it| with(it, Density::Open).pages() > 1).expect("two pages");
    let drawn = with(tipping, Density::Auto);
    assert_eq!((drawn.pages(), drawn.density()), (1, 0.86));
    let (open, auto) = (with(1, Density::Open), with(1, Density::Auto));
    assert_eq!((open.density(), auto.density()), (1.0, 1.0));
    assert!(auto.fill() < 1.0);
}

#[test]
fn a_page_is_not_drawn_in_where_no_gaps_could_give_it_room() {
    let with = |text: Vec<String>| {
        let mut view = sample();
        view["sections"][0]["blocks"][0]["text"] = json!(text);
        let design = Design { density: Density::Open, ..Design::default() };
        print(&view, &design).expect("the sample can be set")
    };
    let sheet = Design::default().sheet_at(Density::Open);
    let may_save_a_page = |it: &Document| inspect::may_save_a_page(it.trace(), &sheet);
    let half = |page: &Document| page.pages() == 2 && (0.4..0.6).contains(&page.fill());
    let dense = |words: usize| with(vec!["All in one ".repeat(words)]);
    let dense = (1..40).map(|it| dense(60 * it)).find(half).expect("half a page");
    assert!(!may_save_a_page(&dense));
    let loose = |count: usize| with(vec!["Short.".to_owned(); count]);
    let loose = (1..80).map(loose).find(|it| it.pages() == 2).expect("two pages");
    assert!(may_save_a_page(&loose));
}

#[test]
fn pages_are_drawn_as_pictures() {
    let document = printed(&sample());
    let png = document.png(1, 72.0).expect("drawn");
    assert!(png.starts_with(b"\x89PNG"));
    assert!(document.svg(1).expect("drawn").contains("</svg>"));
    assert!(document.png(9, 72.0).is_err() && document.svg(0).is_err());
}

/// Where the links of a page lead, as an XML parser reads it.
fn addresses(svg: &str) -> Vec<String> {
    let page = roxmltree::Document::parse(svg).expect("XML");
    let links = page
        .descendants()
        .filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "a")));
    let leads = links.filter_map(|link| {
        let address = link.attribute("href")?;
        assert_eq!(
            link.attribute(("http://www.w3.org/1999/xlink", "href")),
            Some(address)
        );
        Some(address.to_owned())
    });
    leads.collect()
}

#[test]
fn a_page_is_xml_whatever_its_addresses_hold() {
    let seen: String = (' '..='~').chain(['\u{A0}', 'é', '\u{2028}', '😀']).collect();
    let hidden = "a\0\t\n\r\x1B\x7F\u{85}\u{FDD0}\u{FDD1}\u{FFFE}\u{FFFF}z";
    let written = "a%00%09%0A%0D%1B%7F%C2%85%EF%B7%90%EF%B7%91%EF%BF%BE%EF%BF%BFz";
    for (rest, read) in [
        ("?a=1&b=2", "?a=1&b=2"),
        ("&amp;&quot;&#38;<a href=\"x\"/>]]>", "&amp;&quot;&#38;<a href=\"x\"/>]]>"),
        (&seen, &seen),
        (hidden, written),
        // The most that the model takes.
        (&"&".repeat(1_980), &"&".repeat(1_980)),
        (&"<".repeat(1_980), &"<".repeat(1_980)),
    ] {
        let mut view = sample();
        view["sources"][0]["url"] = json!(format!("https://example.com/{rest}"));
        let svg = printed(&view).svg(1).expect("drawn");
        assert_eq!(addresses(&svg), [format!("https://example.com/{read}")]);
    }
}

#[test]
fn text_cut_by_a_clip_is_caught() {
    let mut view = sample();
    let words = "Words that do not fit into the box they are in";
    view["sections"][0]["blocks"] = json!([{ "kind": "clip", "text": words }]);
    assert!(kinds(print(&view, &Design::default())).contains(&FaultKind::Cut));
}

#[test]
fn a_ground_over_the_text_of_another_block_is_caught() {
    let mut view = sample();
    let ground = json!({ "kind": "ground" });
    let blocks = view["sections"][0]["blocks"].as_array_mut().expect("blocks");
    blocks.truncate(1);
    blocks.push(ground);
    let error = print(&view, &Design::default()).err().expect("a ground over text");
    let fault = &error.faults()[0];
    assert_eq!(fault.kind, FaultKind::Touch, "{error}");
    assert!(fault.what.contains("/sections/0/blocks/1"), "{error}");
}

#[test]
fn strokes_on_the_edge_and_hanging_points_are_no_fault() {
    let mut view = sample();
    view["sections"][0]["blocks"] = json!([{ "kind": "edge", "text": "Éxact (Øj)." }]);
    assert!(kinds(print(&view, &Design::default())).is_empty());
}

#[test]
fn an_error_of_the_template_names_its_line() {
    let mut view = sample();
    view["sections"][0]["blocks"] = json!([{ "kind": "panic", "text": "told so" }]);
    let error = print(&view, &Design::default()).err().expect("a panic");
    assert_eq!(error.faults()[0].kind, FaultKind::Template);
    let said = error.to_string();
    assert!(said.starts_with("main.typ:") && said.contains("told so"), "{said}");
}

#[test]
fn a_panic_of_typst_is_contained() {
    let error = crate::guard::contain::<()>(|| panic!("so deep")).expect_err("a panic");
    assert_eq!(error.faults()[0].kind, FaultKind::Panic);
    assert!(error.to_string().contains("so deep"));
}

#[test]
fn characters_without_a_glyph_are_refused_by_the_press_too() {
    let mut view = sample();
    view["title"] = json!("中");
    let document = printed(&view);
    let error = document.pdf().expect_err("no glyph");
    assert_eq!(error.faults()[0].kind, FaultKind::Export, "{error}");
}
