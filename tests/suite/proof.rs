//! What is printed gives its data back and proves itself, and what was tampered with does
//! not.

use std::time::{Duration, Instant};

use lopdf::content::Content;
use lopdf::{Document, Object, SaveOptions, Stream};
use strata_check::Format;
use strata_proof::bounds::Bound;
use strata_proof::file::ReadError;
use strata_proof::verify::{Bytes, Verdict, Verification};
use strata_proof::{enclosed, verify};
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};
use strata_view::theme::Theme;
use strata_view::watermark::Watermark;

use crate::conform::broken;
use crate::data::accepted;
use crate::print::{briefs, printed};
use crate::write::Dice;

fn proof(pdf: &[u8]) -> Verification {
    match verify(pdf, &[]) {
        Ok(found) => found,
        Err(error) => panic!("{error}"),
    }
}

/// What is wrong with a file, without its data.
fn told(found: &Verification) -> String {
    let Verification { bytes, missing, differences, exchanged, .. } = found;
    format!("{bytes:?} {missing:?} {differences:?} {exchanged:?}")
}

#[test]
fn the_data_come_back_byte_for_byte() {
    for (name, brief) in briefs() {
        let back = enclosed(&brief.pdf).expect(name);
        assert_eq!(back.briefs.len(), 1, "{name}");
        assert!(
            back.briefs[0].bytes == brief.checked.canonical().expect("JSON"),
            "{name}"
        );
        assert_eq!(back.briefs[0].name, "brief.json");
        let imprint = back.imprint.expect("an imprint");
        let design = Design { max_pages: u16::MAX, ..Design::default() };
        assert_eq!(imprint.design(Theme::default()), Some(design));
        assert_eq!((imprint.watermark(), imprint.book), (None, false));
    }
}

#[test]
fn every_print_proves_itself() {
    for (name, brief) in briefs() {
        let found = proof(&brief.pdf);
        assert!(found.verdict() == Verdict::Verified, "{name}: {}", told(&found));
        assert!(found.strings > 200 && found.missing.is_empty(), "{name}");
    }
    let (_, brief) = briefs()[1];
    let design = Design {
        paper: Paper::UsLetter,
        density: Density::Closer,
        watermark: Some(Watermark::Confidential),
        max_pages: u16::MAX,
        theme: Theme::default(),
    };
    let pdf = printed(brief.checked.clone(), &design).pdf;
    let found = proof(&pdf);
    assert!(found.verdict() == Verdict::Verified, "{}", told(&found));
    assert_eq!(
        found.enclosed.imprint.and_then(|it| it.design(Theme::default())),
        Some(design)
    );
}

/// The widest and the shortest, on both papers: all of it is on the page.
#[test]
fn marked_copies_conform_and_hide_nothing() {
    let (_, brief) = briefs()[1];
    let wide = "W".repeat(40);
    for (mark, paper) in [
        ("draft", Paper::A4),
        (wide.as_str(), Paper::A4),
        (wide.as_str(), Paper::UsLetter),
        ("!", Paper::UsLetter),
        ("Nur für den Vorstand – Ξέφτι, “Копия”", Paper::A4),
    ] {
        let design = Design { paper, watermark: mark.parse().ok(), ..Design::default() };
        assert!(design.watermark.is_some(), "{mark}");
        let copy = printed(brief.checked.clone(), &design);
        assert_eq!(copy.document.pages(), brief.document.pages(), "{mark}");
        for standard in ["ua1", "3a"].iter().filter(|_| mark != wide) {
            assert_eq!(broken(&copy.pdf, standard), [""; 0], "{mark}, {standard}");
        }
    }
}

/// A file with one of its streams rewritten.
fn tampered(
    pdf: &[u8],
    mut tamper: impl FnMut(&Stream, &mut Vec<u8>) -> bool,
) -> Vec<u8> {
    let mut file = Document::load_mem(pdf).expect("a file");
    let streams = file.objects.values_mut().filter_map(|it| it.as_stream_mut().ok());
    let done = streams.into_iter().any(|stream| {
        let mut bytes = stream.decompressed_content().unwrap_or_default();
        let done = tamper(stream, &mut bytes);
        if done {
            stream.dict.remove(b"Filter");
            stream.set_content(bytes);
        }
        done
    });
    assert!(done, "nothing was tampered with");
    let mut out = Vec::new();
    file.save_to(&mut out).expect("written");
    out
}

fn replace(bytes: &mut Vec<u8>, old: &[u8], new: &[u8]) -> bool {
    match bytes.windows(old.len()).position(|it| it == old) {
        Some(at) => {
            bytes.splice(at..at + old.len(), new.iter().copied());
            true
        }
        None => false,
    }
}

#[test]
fn another_digit_in_the_data_is_caught() {
    let (_, brief) = briefs()[0];
    let pdf = tampered(&brief.pdf, |stream, bytes| {
        stream.dict.has(b"Params") && replace(bytes, b"$115.9B", b"$115.8B")
    });
    let found = proof(&pdf);
    assert!(found.verdict() == Verdict::Refuted, "{}", told(&found));
    assert_eq!(found.exchanged, ["brief.json"]);
    assert!(!found.missing.is_empty(), "{}", told(&found));
    let said = found.missing[0].to_string();
    assert!(said.contains("figures.") && said.contains("`$115.8B`"), "{said}");
}

/// The first two glyphs of the content of a page change places.
fn swap(bytes: &mut Vec<u8>) -> bool {
    let Ok(mut content) = Content::decode(bytes) else { return false };
    let shown = content.operations.iter_mut().filter(|it| it.operator == "TJ");
    let mut strings = shown.flat_map(|it| &mut it.operands).flat_map(|it| match it {
        Object::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    });
    let done = strings.any(|string| match string {
        Object::String(glyphs, _) if glyphs.len() >= 4 && glyphs[..2] != glyphs[2..4] => {
            glyphs[..4].rotate_left(2);
            true
        }
        _ => false,
    });
    *bytes = content.encode().expect("content");
    done
}

#[test]
fn another_word_on_a_page_is_caught() {
    let (_, brief) = briefs()[0];
    let pdf = tampered(&brief.pdf, |stream, bytes| {
        let page = bytes.windows(4).any(|it| it == b"MCID");
        page && !stream.dict.has(b"Type") && swap(bytes)
    });
    let found = proof(&pdf);
    assert!(matches!(found.bytes, Bytes::Differ(_)), "{}", told(&found));
    assert!(found.exchanged.is_empty(), "the data are as they were");
    assert_eq!(found.differences.len(), 1, "{}", told(&found));
    let differing = &found.differences[0];
    assert_ne!(differing.says, differing.should);
}

#[test]
fn bytes_that_say_nothing_are_caught_too() {
    let (_, brief) = briefs()[1];
    let mut pdf = brief.pdf.clone();
    pdf.extend_from_slice(b"\n% nothing\n");
    let found = proof(&pdf);
    assert_eq!(found.bytes, Bytes::Differ(brief.pdf.len()));
    assert!(found.differences.is_empty() && found.missing.is_empty(), "{}", told(&found));
}

#[test]
fn another_version_is_named_and_not_compared() {
    let (_, brief) = briefs()[1];
    let this = format!("\"strata\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let pdf = tampered(&brief.pdf, |stream, bytes| {
        stream.dict.has(b"Params")
            && replace(bytes, this.as_bytes(), b"\"strata\":\"0.0.9\"")
    });
    let found = proof(&pdf);
    assert_eq!(found.bytes, Bytes::OtherVersion("0.0.9".to_owned()));
    assert!(found.verdict() == Verdict::NotProved, "{}", told(&found));
    assert!(found.missing.is_empty());
}

/// A print with another build in its imprint.
fn of_another_build(pdf: &[u8]) -> Vec<u8> {
    tampered(pdf, |stream, bytes| {
        let key = b"\"build\":\"";
        let at = bytes.windows(key.len()).position(|it| it == key);
        let Some(at) = at.filter(|_| stream.dict.has(b"Params")) else { return false };
        bytes[at + key.len()..][..64].fill(b'0');
        true
    })
}

#[test]
fn another_build_is_not_proved_unless_its_data_were_exchanged() {
    let (_, brief) = briefs()[1];
    let pdf = of_another_build(&brief.pdf);
    let found = proof(&pdf);
    assert_eq!(found.bytes, Bytes::OtherBuild);
    assert_eq!(found.verdict(), Verdict::NotProved, "{}", told(&found));
    assert!(found.missing.is_empty() && found.exchanged.is_empty());

    let exchanged = tampered(&pdf, |stream, bytes| {
        stream.dict.has(b"Params")
            && replace(bytes, b"\"title\": \"", b"\"title\": \"Not ")
    });
    let found = proof(&exchanged);
    assert_eq!(found.verdict(), Verdict::Refuted, "{}", told(&found));
    assert!(!found.missing.is_empty() && !found.exchanged.is_empty());
}

/// A letter and a mark for which there is no letter in one are printed as two glyphs.
#[test]
fn marks_without_a_letter_of_their_own_are_found() {
    let (_, brief) = briefs()[1];
    let text =
        String::from_utf8(brief.checked.canonical().expect("JSON")).expect("UTF-8");
    for word in ["a\u{327}b", "x\u{301}", "q\u{308}u\u{331}", "z\u{30a}z\u{30a}"] {
        let title = format!("\"title\": \"{word} ");
        let marked = text.replacen("\"title\": \"", &title, 1);
        let again =
            printed(accepted("marked", &marked, Format::Json), &Design::default());
        let found = proof(&again.pdf);
        assert_eq!(found.verdict(), Verdict::Verified, "{word}: {}", told(&found));
    }
}

/// A print whose first page has another content.
fn with_content(pdf: &[u8], content: Vec<u8>) -> Vec<u8> {
    let mut file = Document::load_mem(pdf).expect("a file");
    let page = file.page_iter().next().expect("a page");
    let mut stream = Stream::new(lopdf::Dictionary::new(), content);
    stream.compress().expect("compressed");
    let stream = file.add_object(stream);
    let page = file.get_dictionary_mut(page).expect("a page");
    page.set("Contents", stream);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    bytes
}

#[test]
fn what_a_page_asks_for_is_counted_before_it_is_read() {
    let (_, brief) = briefs()[1];
    for (content, bound) in [
        (b"q ".repeat(100_001), Bound::Operators),
        (b"0 ".repeat(1_000_001), Bound::Operators),
        (b" ".repeat((8 << 20) + 1), Bound::Page),
    ] {
        let pdf = with_content(&brief.pdf, content);
        assert_eq!(verify(&pdf, &[]).err(), Some(ReadError::TooLarge(bound)));
    }
}

#[test]
fn values_are_counted_before_they_are_read() {
    let (_, brief) = briefs()[1];
    let mut pdf = brief.pdf.clone();
    pdf.extend(b"9999 0 obj[".iter().chain(b"0 ".repeat(2_000_000).iter()));
    assert_eq!(enclosed(&pdf).err(), Some(ReadError::TooLarge(Bound::Values)));
}

/// Those of packed lists are counted once, and all lists together.
#[test]
fn packed_values_are_counted_before_they_are_read() {
    let (_, brief) = briefs()[1];
    let with_lists = |lists: usize| {
        let mut file = Document::load_mem(&brief.pdf).expect("a file");
        for _ in 0..lists {
            file.add_object(vec![Object::Null; 800_000]);
        }
        let options = SaveOptions::builder().use_object_streams(true);
        let options = options.use_xref_streams(true).compression_level(9);
        let options = options.max_objects_per_stream(1);
        let mut pdf = Vec::new();
        file.save_with_options(&mut pdf, options.build()).expect("written");
        enclosed(&pdf).err()
    };
    assert_eq!(with_lists(2), None);
    assert_eq!(with_lists(3), Some(ReadError::TooLarge(Bound::Values)));
}

#[test]
fn an_imprint_names_each_brief_once() {
    let (_, brief) = briefs()[1];
    let pdf = tampered(&brief.pdf, |stream, bytes| {
        let twice = b"[\"brief.json\",\"brief.json\"]";
        stream.dict.has(b"Params") && replace(bytes, b"[\"brief.json\"]", twice)
    });
    let why = enclosed(&pdf).expect_err("refused").to_string();
    assert!(why.contains("names `brief.json` twice"), "{why}");
}

#[test]
fn data_with_an_error_are_not_printed_again() {
    let (_, brief) = briefs()[1];
    let pdf = tampered(&brief.pdf, |stream, bytes| {
        stream.dict.has(b"Params") && replace(bytes, b"\"title\"", b"\"titel\"")
    });
    let found = proof(&pdf);
    assert!(matches!(found.bytes, Bytes::NotPrintable(None)), "{}", told(&found));
    assert!(found.reports[0].has_errors() && found.verdict() == Verdict::Refuted);
}

#[test]
fn what_is_no_print_is_refused_in_words() {
    let (_, brief) = briefs()[1];
    let refused = |pdf: &[u8]| enclosed(pdf).expect_err("no data");
    assert_eq!(refused(b""), ReadError::NoPdf);
    assert_eq!(refused(b"strata: \"1\"\n"), ReadError::NoPdf);
    assert!(matches!(refused(b"%PDF-1.7\n"), ReadError::Damaged(_)));
    let mut bare = Document::load_mem(&brief.pdf).expect("a file");
    let catalog = bare.catalog_mut().expect("a catalog");
    catalog.remove(b"AF");
    catalog.remove(b"Names");
    let mut bytes = Vec::new();
    bare.save_to(&mut bytes).expect("written");
    assert_eq!(refused(&bytes), ReadError::NoData);
    // The list of names is enough where a tool has dropped the other.
    let mut named = Document::load_mem(&brief.pdf).expect("a file");
    named.catalog_mut().expect("a catalog").remove(b"AF");
    let mut bytes = Vec::new();
    named.save_to(&mut bytes).expect("written");
    assert!(
        enclosed(&bytes).is_ok_and(
            |it| it.briefs[0].bytes == brief.checked.canonical().expect("JSON")
        )
    );
}

/// A stream that unpacks to far more than a brief can be is not unpacked.
#[test]
fn a_bomb_is_not_unpacked() {
    let (_, brief) = briefs()[1];
    let mut file = Document::load_mem(&brief.pdf).expect("a file");
    let streams = file.objects.values_mut().filter_map(|it| it.as_stream_mut().ok());
    let data = |stream: &&mut Stream| {
        let bytes = stream.decompressed_content().unwrap_or_default();
        stream.dict.has(b"Params") && bytes == brief.checked.canonical().expect("JSON")
    };
    for stream in streams.filter(data) {
        stream.dict.remove(b"Filter");
        stream.set_content(vec![b' '; 80 << 20]);
        stream.compress().expect("compressed");
        assert!(stream.dict.get(b"Filter").is_ok_and(|it| matches!(it, Object::Name(_))));
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    assert_eq!(enclosed(&bytes), Err(ReadError::TooLarge(Bound::Data)));
}

/// A list of objects of which thousands begin at one place, where a long list stands: read
/// once for each, it would fill any memory.
#[test]
fn a_list_that_is_read_over_and_over_is_not_read() {
    let objects: String = (10..40_000).map(|id| format!("{id} 0 ")).collect();
    let first = objects.len();
    let packed = format!("{objects}[{}]", "0 ".repeat(400_000));
    let mut file = b"%PDF-1.7\n".to_vec();
    let list = file.len();
    let head = format!(
        "1 0 obj<</Type/ObjStm/N 39990/First {first}/Length {}>>stream\n",
        packed.len()
    );
    file.extend(head.bytes().chain(packed.bytes()).chain(*b"\nendstream endobj\n"));
    let catalog = file.len();
    file.extend(b"2 0 obj<</Type/Catalog>>endobj\n");
    let table = file.len();
    file.extend(format!("xref\n0 3\n0000000000 65535 f \n{list:010} 00000 n \n{catalog:010} 00000 n \ntrailer<</Size 3/Root 2 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    let begun = Instant::now();
    assert_eq!(enclosed(&file), Err(ReadError::NoData));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

/// 300 files cut short or with bits turned: the data come back, or a reason, and soon.
#[test]
fn a_damaged_file_gives_data_or_a_reason() {
    let (_, brief) = briefs()[0];
    let dice = &mut Dice::of(4);
    let (mut back, mut refused, mut slowest) = (0, 0, Duration::ZERO);
    for n in 0..300 {
        let mut pdf = brief.pdf.clone();
        if n % 3 == 0 {
            pdf.truncate(dice.roll(pdf.len()));
        } else {
            for _ in 0..=n % 40 {
                let at = dice.roll(pdf.len());
                pdf[at] ^= 1 << dice.roll(8);
            }
        }
        let begun = Instant::now();
        let result = if n % 10 == 0 {
            verify(&pdf, &[]).map(|found| found.enclosed)
        } else {
            enclosed(&pdf)
        };
        slowest = slowest.max(begun.elapsed());
        match result {
            Ok(data) => back += usize::from(!data.briefs.is_empty()),
            Err(ReadError::Damaged(how)) => {
                assert!(!how.contains("defies"), "{n}: a reader panicked");
                refused += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert_eq!(back + refused, 300);
    assert!(back > 20 && refused > 50, "{back} came back, {refused} did not");
    assert!(slowest < Duration::from_secs(20), "{slowest:?}");
}

/// The attached data are canonical: in whatever language a brief is written, its print gives
/// back the same.
#[test]
fn the_data_of_another_language_are_the_same() {
    let (name, brief) = briefs()[1];
    let text =
        String::from_utf8(brief.checked.canonical().expect("JSON")).expect("UTF-8");
    let again = printed(accepted(name, &text, Format::Json), &Design::default());
    assert_eq!(
        enclosed(&again.pdf).map(|it| it.briefs),
        enclosed(&brief.pdf).map(|it| it.briefs)
    );
}
