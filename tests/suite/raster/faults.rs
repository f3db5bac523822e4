//! The comparison itself put to the test: faults made in a copy of the file are reported.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

use super::picture::Picture;
use super::{FEW, PAGES, written};

/// How many places of a page are tried for each fault, spread over the page.
const TRIED: usize = 3;

/// The bytes of four glyphs: fewer may be no word.
const WORD: usize = 8;

/// A page of a written file, to be drawn with faults.
struct Page {
    name: String,
    file: Document,
    number: usize,
    sound: Picture,
    steps: Vec<Operation>,
}

fn pages() -> impl Iterator<Item = Page> {
    PAGES.into_iter().map(|(name, number)| {
        let file = Document::load_mem(written(name)).expect("a file");
        let id = file.page_iter().nth(number - 1).expect("a page");
        let steps = Content::decode(&file.get_page_content(id)).expect("steps");
        let sound = Picture::read(&Picture::of(written(name), number).png());
        let name = format!("{name}, page {number}");
        Page { name, file, number, sound, steps: steps.operations }
    })
}

impl Page {
    /// How many pixels are others once the page is drawn by other steps.
    fn others(&self, steps: Vec<Operation>) -> usize {
        let mut file = self.file.clone();
        let id = file.page_iter().nth(self.number - 1).expect("a page");
        let drawn = Content { operations: steps }.encode().expect("steps");
        file.change_page_content(id, drawn).expect("changed");
        let mut pdf = Vec::new();
        file.save_to(&mut pdf).expect("written");
        Picture::of(&pdf, self.number).others(&self.sound)
    }

    /// Each of the places in turn is changed, and the change must be seen.
    fn is_seen(
        &self,
        what: &str,
        places: &[usize],
        change: impl Fn(&mut Vec<Operation>, usize),
    ) {
        for place in places.iter().step_by(places.len().div_ceil(TRIED).max(1)) {
            let mut steps = self.steps.clone();
            change(&mut steps, *place);
            let others = self.others(steps);
            let step = &self.steps[*place];
            assert!(others > FEW, "{}: {what} at {place}, {step:?}: {others}", self.name);
        }
    }

    /// Where texts begin that draw a word: a space draws nothing, a comma a few pixels.
    fn texts(&self) -> Vec<usize> {
        let mut texts = self.places(&["BT"]);
        texts.retain(|begin| {
            let steps = text(&self.steps, *begin).filter_map(|it| self.steps.get(it));
            let shown = steps.filter(|it| ["Tj", "TJ"].contains(&it.operator.as_str()));
            shown.flat_map(|it| &it.operands).map(bytes).sum::<usize>() >= WORD
        });
        assert!(texts.len() > TRIED, "{}", self.name);
        texts
    }

    fn places(&self, operators: &[&str]) -> Vec<usize> {
        let found = self.steps.iter().enumerate();
        let found = found.filter(|(_, it)| operators.contains(&it.operator.as_str()));
        found.map(|(place, _)| place).collect()
    }
}

/// The bytes of glyphs in what is shown.
fn bytes(shown: &Object) -> usize {
    match shown {
        Object::String(glyphs, _) => glyphs.len(),
        Object::Array(pieces) => pieces.iter().map(bytes).sum(),
        _ => 0,
    }
}

fn same(one: &Operation, other: &Operation) -> bool {
    one.operator == other.operator && one.operands == other.operands
}

fn shift(x: i64, y: i64) -> Operation {
    Operation::new("cm", [1, 0, 0, 1, x, y].map(Object::from).to_vec())
}

#[test]
fn a_sound_page_is_not_reported() {
    for page in pages() {
        assert_eq!(page.others(page.steps.clone()), 0, "{}", page.name);
    }
}

#[test]
fn a_changed_colour_is_seen() {
    for page in pages() {
        let mut colours = page.places(&["rg", "RG", "g", "G", "sc", "SC", "scn", "SCN"]);
        colours
            .retain(|it| page.steps[*it].operands.iter().all(|it| it.as_float().is_ok()));
        let first =
            |it: &usize| page.steps.iter().position(|step| same(step, &page.steps[*it]));
        colours.retain(|it| first(it) == Some(*it));
        assert!(colours.len() > 1, "{}", page.name);
        page.is_seen("a colour", &colours, |steps, place| {
            let sound = steps[place].clone();
            for step in steps.iter_mut().filter(|it| same(it, &sound)) {
                let channel = step.operands[0].as_float().expect("a number");
                let other = if channel > 0.5 { channel - 0.1 } else { channel + 0.1 };
                step.operands[0] = other.into();
            }
        });
    }
}

#[test]
fn a_lost_stroke_is_seen() {
    for page in pages() {
        let strokes = page.places(&["S", "s"]);
        assert!(strokes.len() > 3, "{}", page.name);
        page.is_seen("a stroke", &strokes, |steps, place| {
            steps[place] = Operation::new("n", Vec::new());
        });
    }
}

/// Where a text begins, and where it ends.
fn text(steps: &[Operation], begin: usize) -> std::ops::RangeInclusive<usize> {
    let ends = steps.iter().skip(begin).position(|it| it.operator == "ET");
    begin..=begin + ends.expect("an end")
}

#[test]
fn text_over_text_is_seen() {
    for page in pages() {
        page.is_seen("text over text", &page.texts(), |steps, place| {
            let text = text(steps, place);
            let again = steps[text.clone()].to_vec();
            let over = [vec![Operation::new("q", Vec::new()), shift(2, 3)], again];
            let over = over.concat().into_iter().chain([Operation::new("Q", Vec::new())]);
            let behind = text.end() + 1;
            steps.splice(behind..behind, over);
        });
    }
}

/// By a point, a third of a millimetre.
#[test]
fn a_shifted_text_is_seen() {
    for page in pages() {
        page.is_seen("a shifted text", &page.texts(), |steps, place| {
            let text = text(steps, place);
            steps.insert(text.end() + 1, Operation::new("Q", Vec::new()));
            steps.splice(place..place, [Operation::new("q", Vec::new()), shift(0, 1)]);
        });
    }
}
