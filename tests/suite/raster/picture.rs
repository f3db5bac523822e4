//! A page as pixels.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// A picture is kept in steps of 5, so that it is small: at most 2 from what was drawn.
const STEP: u8 = 5;

/// By how much a channel of a pixel may differ: what the steps take, and six for the
/// rounding of another processor.
const TOLERANCE: u8 = 8;

/// Red, green and blue, row by row from the top.
#[derive(Clone)]
pub(super) struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// A page of a file, counted from 1, a pixel a point.
    pub(super) fn of(pdf: &[u8], page: usize) -> Self {
        let pdf = Pdf::new(pdf.to_vec()).expect("a file");
        let page = pdf.pages().get(page - 1).expect("a page");
        let settings = RenderSettings { bg_color: WHITE, ..RenderSettings::default() };
        let interpreter = InterpreterSettings::default();
        let drawn = render(page, &RenderCache::new(), &interpreter, &settings);
        // On a white ground nothing is transparent.
        let pixels = drawn.data().iter().map(|it| [it.r, it.g, it.b]).collect();
        Self { width: drawn.width().into(), height: drawn.height().into(), pixels }
    }

    pub(super) fn read(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(png)).read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut bytes).expect("a picture");
        assert_eq!(info.color_type, png::ColorType::Rgb);
        let (pixels, _) = bytes.as_chunks();
        Self { width: info.width, height: info.height, pixels: pixels.to_vec() }
    }

    pub(super) fn png(&self) -> Vec<u8> {
        let step = |it: u8| (it / STEP + u8::from(it % STEP > STEP / 2)) * STEP;
        let bytes: Vec<u8> = self.pixels.iter().flatten().map(|it| step(*it)).collect();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("a head");
        writer.write_image_data(&bytes).expect("a picture");
        writer.finish().expect("an end");
        out
    }

    /// How many pixels are others than those of a picture of the same size; all if it has
    /// another size.
    pub(super) fn others(&self, reference: &Self) -> usize {
        if (self.width, self.height) != (reference.width, reference.height) {
            return self.pixels.len();
        }
        let pairs = self.pixels.iter().zip(&reference.pixels);
        pairs.filter(|(one, other)| is_other(one, other)).count()
    }

    /// The picture, and beside it a pale one of the reference with the others in red.
    pub(super) fn beside(&self, reference: &Self) -> Self {
        let width = self.width as usize;
        let pale = |it: &[u8; 3]| it.map(|channel| 170 + channel / 3);
        let marked = self.pixels.iter().zip(&reference.pixels).map(|(one, other)| {
            if is_other(one, other) { [255, 0, 0] } else { pale(other) }
        });
        let marked: Vec<_> = marked.collect();
        let rows = self.pixels.chunks(width).zip(marked.chunks(width));
        let pixels = rows.flat_map(|(one, other)| [one, other].concat()).collect();
        Self { width: 2 * self.width, height: self.height, pixels }
    }
}

fn is_other(one: &[u8; 3], other: &[u8; 3]) -> bool {
    one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > TOLERANCE)
}
