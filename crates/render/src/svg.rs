//! A page as SVG.
//!
//! Typst writes addresses as they are, all but their quotes, and Typst takes none of more
//! than 8,000 bytes. What has a meaning in XML goes in as a character that no address may
//! hold, and is written as XML says once the page is drawn: a page has no other text, since
//! its letters are outlines.

use std::fmt::Write as _;

use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Url};
use typst_layout::Page;
use typst_svg::SvgOptions;

/// What has a meaning in an attribute of XML, what stands for it while the page is drawn (a
/// noncharacter of Unicode), and how XML writes it.
const MEANING: [(char, char, &str); 2] =
    [('&', '\u{FDD0}', "&amp;"), ('<', '\u{FDD1}', "&lt;")];

/// Draws a page; its links lead where they did.
pub(crate) fn svg(page: &Page) -> String {
    let mut page = page.clone();
    cover(&mut page.frame);
    let drawn = typst_svg::svg(&page, &SvgOptions::default());
    MEANING.iter().fold(drawn, |drawn, (_, cover, xml)| drawn.replace(*cover, xml))
}

/// Covers the addresses of a frame.
fn cover(frame: &mut Frame) {
    // Touching a frame copies it.
    if !concerns(frame) {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => cover(&mut group.frame),
            FrameItem::Link(Destination::Url(url), _) => {
                if let Ok(covered) = Url::new(covered(url)) {
                    *url = covered;
                }
            }
            _ => {}
        }
        true
    });
}

fn concerns(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => concerns(&group.frame),
        FrameItem::Link(target, _) => matches!(target, Destination::Url(_)),
        _ => false,
    })
}

/// An address in which nothing has a meaning in XML. What XML cannot hold is written in
/// percent, as everybody does who opens an address.
fn covered(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        let meaning = MEANING.iter().find(|(plain, ..)| *plain == c);
        match meaning {
            Some((_, cover, _)) => out.push(*cover),
            None if c.is_control() || is_noncharacter(c) => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
            None => out.push(c),
        }
    }
    out
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}
