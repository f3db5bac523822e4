//! What holds of a draft as a whole: it agrees with the rules where they can read it, and
//! answers at every offset of any text.

use std::collections::HashSet;

use strata_check::decode;
use strata_model::walk::{Leaf, Record, Step, Visit, Walk};
use strata_model::{Brief, IdKind, Segment, describe, segments};
use strata_syntax::parse;
use strata_syntax::path::Part;
use strata_syntax::tree::locate;

use super::*;

/// A text as it is being typed.
pub(super) fn draft(text: &str, format: Format) -> Draft {
    let bytes = text.as_bytes();
    Draft::read(&Input { name: "a", bytes, format, limits: Limits::default() })
}

const DATA: [&str; 2] = [
    include_str!("../../../data/amazon-2025q3.yaml"),
    include_str!("../../../data/nvidia-2026q3.yaml"),
];

/// The texts of a brief in the three languages. Of TOML there is a small one only.
fn texts() -> Vec<(String, Format)> {
    let mut texts = Vec::new();
    for yaml in DATA {
        let (root, _) = parse(yaml, Format::Yaml, Limits::default());
        let brief: Brief = decode(&root.expect("it is YAML")).expect("it is a brief");
        let json = serde_json::to_string_pretty(&brief).expect("it can be written");
        texts.push((yaml.to_owned(), Format::Yaml));
        texts.push((json, Format::Json));
    }
    let toml = "title = 'A {capex.rise}'\nas-of = 2025-10-31\n[subject]\nname = 'B'\n\
                [sources.filing]\ntitle = 'C'\ntier = 'issuer'\n[figures.capex]\nlabel = 'D'\n\
                value = '$5B'\nsource = 'filing'\nderivation = 'cash - free'\n\
                [figures.cash]\nlabel = 'E'\n[figures.free]\nlabel = 'F'\nhistory = {'FY 2024' = '$1B'}\n\
                [[thesis]]\nid = 'main'\nkind = 'judgment'\ntext = \"\"\"\nIt \\\n  holds {capex}.\"\"\"\n\
                rests-on = ['capex',\n  'cash']\n[[allow]]\nrule = 'L030'\nat = '/figures/capex/value'\n";
    texts.push((toml.to_owned(), Format::Toml));
    texts
}

/// Names and references, each with the bytes it stands at.
type Found = HashSet<(String, Option<IdKind>, Range<usize>)>;

/// What the model's walk finds in a brief, at its bytes in the text.
struct Walked<'t> {
    root: &'t Node<'t>,
    text: &'t str,
    path: Vec<Path>,
    kind: Option<IdKind>,
    names: Found,
    references: Found,
}

impl Walked<'_> {
    fn at(&self, part: &Part) -> Range<usize> {
        let path = self.path.last().cloned().unwrap_or_default();
        locate(self.root, self.text, &path, part).range()
    }
}

impl<'b> Visit<'b> for Walked<'_> {
    fn enter(&mut self, step: Step<'b>) {
        let here = self.path.last().cloned().unwrap_or_default();
        self.path.push(match step {
            Step::Key(key) => here.key(key),
            Step::Period(period) => here.key(&period.to_string()),
            Step::Index(index) => here.index(index),
        });
    }

    fn leave(&mut self) {
        self.path.pop();
    }

    fn record(&mut self, record: Record<'b>) {
        self.kind = record.kind();
    }

    fn key(&mut self, key: Leaf<'b>, names: Option<IdKind>) {
        if let (Leaf::Id(id), Some(_)) = (key, names) {
            self.names.insert((id.to_string(), names, self.at(&Part::Key)));
        }
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        let whole = self.at(&Part::Value);
        let figure = Some(IdKind::Figure);
        match leaf {
            Leaf::Id(id) if self.kind.is_some() => {
                self.names.insert((id.to_string(), self.kind, whole));
            }
            Leaf::Ref(id, kind) => {
                self.references.insert((id.to_string(), Some(kind), whole));
            }
            Leaf::Ground(ground) => {
                self.references.insert((ground.id().to_string(), None, whole));
            }
            Leaf::Cell(cell) => {
                if let Some(id) = cell.id() {
                    self.references.insert((id.to_string(), figure, whole));
                }
            }
            Leaf::Derivation(derivation) => {
                for id in derivation.ids() {
                    // Each is a word between spaces.
                    let text = derivation.to_string();
                    let mut at = 0;
                    for word in text.split(' ') {
                        if word == id.as_str() {
                            let part = Part::Within(at..at + word.len());
                            self.references.insert((
                                id.to_string(),
                                figure,
                                self.at(&part),
                            ));
                        }
                        at += word.len() + 1;
                    }
                }
            }
            Leaf::Prose(text) => {
                for segment in segments(text) {
                    match segment {
                        Segment::Reference(reference, range) => {
                            let at = self.at(&Part::Within(range));
                            let id = reference.figure.to_string();
                            self.references.insert((id, figure, at));
                        }
                        Segment::Computed(_, range) => {
                            let words = &text[range.clone()];
                            let mut at = range.start;
                            for word in words.split_inclusive([' ', '=', '}']) {
                                let id = word.trim_end_matches([' ', '=', '}']);
                                if id.starts_with(|it: char| it.is_ascii_lowercase())
                                    && !["growth", "of", "on"].contains(&id)
                                {
                                    let part = Part::Within(at..at + id.len());
                                    let at = self.at(&part);
                                    self.references.insert((id.to_owned(), figure, at));
                                }
                                at += word.len();
                            }
                        }
                        Segment::Words(_) | Segment::Broken(..) => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn names_are_those_of_the_model() {
    let whole = describe::whole(describe::root()).to_string();
    let texts = texts().into_iter().chain([(whole, Format::Json)]);
    for (text, format) in texts.filter(|(_, format)| *format != Format::Toml) {
        let (root, _) = parse(&text, format, Limits::default());
        let root = root.expect("it can be read");
        let brief: Brief = decode(&root).expect("it is a brief");
        let mut walked = Walked {
            root: &root,
            text: &text,
            path: Vec::new(),
            kind: None,
            names: Found::new(),
            references: Found::new(),
        };
        brief.walk(&mut walked);
        let draft = draft(&text, format);
        let own: Found = draft
            .names
            .things
            .iter()
            .map(|one| (one.named.id.clone(), Some(one.kind), one.named.whole.range()))
            .collect();
        assert_eq!(own, walked.names);
        let own: Found = draft
            .names
            .mentions
            .iter()
            .map(|one| (one.id.clone(), one.wants, one.whole.range()))
            .collect();
        // The scopes of allowed findings are no references of the model.
        let theirs = &walked.references;
        assert!(theirs.is_subset(&own), "{:?}", theirs.difference(&own));
        assert_eq!(own.len(), theirs.len() + brief.allow.len());
        for mention in draft.names.all() {
            let span = mention.span.expect("nothing is escaped here");
            assert_eq!(span.slice(&text), mention.id);
        }
    }
}

#[test]
fn a_whole_text_is_read_as_the_check_reads_it() {
    for (text, format) in texts() {
        let draft = draft(&text, format);
        let (root, _) = parse(&text, format, Limits::default());
        assert_eq!(Some(&draft.tree), root.as_ref());
        assert!(draft.lost.is_empty());
    }
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// Asks everything at an offset; what comes must fit the text.
fn ask(draft: &Draft, offset: usize) {
    let fits = |bytes: &Range<usize>| {
        assert!(
            draft.text().get(bytes.clone()).is_some(),
            "{bytes:?} of {:?}",
            draft.text()
        );
    };
    let _ = draft.path(offset);
    draft.hover(offset).iter().for_each(|hover| fits(&hover.region.bytes));
    draft.definition(offset).iter().for_each(|region| fits(&region.bytes));
    draft.references(offset).iter().for_each(|region| fits(&region.bytes));
    for edit in draft.rename(offset, "quite-new").unwrap_or_default() {
        fits(&edit.bytes);
    }
    draft.completions(offset).iter().for_each(|one| fits(&one.bytes));
    let place = draft.utf16(offset);
    assert!(draft.offset(place) <= offset.min(draft.text().len()));
}

/// What breaks a text.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"'",
    b":",
    b": ",
    b"- ",
    b",",
    b"\n",
    b"\n\n  ",
    b"\t",
    b"#",
    b"&a ",
    b"*a",
    b"!",
    b"|\n",
    b">-\n",
    b"---\n",
    b"...\n",
    b"%",
    b"\\",
    "€".as_bytes(),
    "👩\u{200d}💻".as_bytes(),
    b"\r",
    "\u{0}".as_bytes(),
    b"{capex.",
    b"null",
    b"0x1",
    b"[[",
    b"= ",
    b"'''",
    b"\"\"\"",
    b"/*",
    b"//",
    "\u{202e}".as_bytes(),
    b"? ",
    b"\xff",
    b"\xe2\x82",
];

/// How often each text is broken.
fn rounds() -> usize {
    #[expect(clippy::disallowed_methods, reason = "the switch of the long run")]
    let rounds = std::env::var("STRATA_DRAFTS").ok().and_then(|text| text.parse().ok());
    rounds.unwrap_or(12)
}

#[test]
fn any_bytes_can_be_asked_anything() {
    let mut dice = Dice(7);
    for (text, format) in texts() {
        for round in 0..rounds() {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..=round % 4 {
                let at = dice.below(bytes.len());
                match dice.below(6) {
                    0 => bytes.truncate(at),
                    1 => drop(bytes.drain(at..(at + 300).min(bytes.len()))),
                    _ => drop(bytes.splice(
                        at..at,
                        PIECES[dice.below(PIECES.len())].iter().copied(),
                    )),
                }
            }
            // Now and then it is read as another language.
            let format = match dice.below(8) {
                0 => [Format::Yaml, Format::Json, Format::Toml][dice.below(3)],
                _ => format,
            };
            let input =
                Input { name: "a", bytes: &bytes, format, limits: Limits::default() };
            let draft = Draft::read(&input);
            let _ = draft.outline();
            (0..3).for_each(|_| ask(&draft, dice.below(bytes.len() + 4)));
            ask(&draft, usize::MAX);
        }
    }
}

#[test]
fn a_text_can_be_asked_wherever_typing_has_come_to() {
    for (text, format) in texts() {
        for round in 1..=rounds() {
            let mut at = text.len() * round / rounds();
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let draft = draft(&text[..at], format);
            let enough = at < 100 || draft.outline().len() > 1;
            assert!(enough, "{format:?} {at}: {:?}", &text[..at]);
            ask(&draft, at);
        }
    }
}

#[test]
fn what_is_typed_does_not_hide_what_is_there() {
    fn count(symbols: &[Symbol]) -> usize {
        symbols.iter().map(|symbol| 1 + count(&symbol.children)).sum()
    }
    let typed = ["fo", "fo: \"ba", "fo: {ba: ", "fo: [ba,", "fo: ba: q", "\tfo: ba"];
    for text in DATA {
        let all = count(&draft(text, Format::Yaml).outline());
        let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        for (round, at) in lines.iter().step_by(lines.len() / rounds()).enumerate() {
            let indent = text[*at..].len() - text[*at..].trim_start_matches(' ').len();
            for words in typed.iter().cycle().skip(round).take(2) {
                let line = format!("{}{words}\n", &text[*at..*at + indent]);
                let broken = format!("{}{line}{}", &text[..*at], &text[*at..]);
                let left = count(&draft(&broken, Format::Yaml).outline());
                assert!(left + 1 >= all, "{left} of {all}: {line:?} at byte {at}");
            }
        }
    }
}

#[test]
fn hostile_texts_are_answered() {
    let many = |piece: &str| piece.repeat((48 << 10) / piece.len());
    let deeper = |piece: &str| -> String {
        (0..300).map(|depth| format!("{:depth$}{piece}\n", "")).collect()
    };
    let texts = [
        (format!("thesis: [{{text: \"{}\"}}]", many("{a}")), Format::Yaml),
        (format!("thesis: [{{text: \"\\u0041{}\"}}]", many("{a}")), Format::Yaml),
        (format!("figures: {{a: {{derivation: a{}}}}}", many(" + a")), Format::Yaml),
        (many("["), Format::Yaml),
        (many("{a: \n"), Format::Yaml),
        (many("a: b\nbar\n"), Format::Yaml),
        (many("a: 'b\n c: \"\n"), Format::Yaml),
        (many("a: b\n"), Format::Yaml),
        (many("- "), Format::Yaml),
        (deeper("a: ["), Format::Yaml),
        (deeper("a: \""), Format::Yaml),
        (many("["), Format::Json),
        (many("{\"a\":"), Format::Json),
        (format!("[\"{}", many("\\")), Format::Json),
        (format!("{{\"title\": \"{}", many("€")), Format::Json),
        (format!("a = {}", many("[")), Format::Toml),
        (many("foo\n"), Format::Toml),
        (many("[a]\nb = 'c'\n"), Format::Toml),
        (many("'''\n"), Format::Toml),
    ];
    for (text, format) in texts {
        let draft = draft(&text, format);
        let _ = draft.outline();
        [0, text.len() / 2, text.len()].into_iter().for_each(|at| ask(&draft, at));
    }
    let input = Input {
        name: "a",
        bytes: b"title: a text that is too long",
        format: Format::Yaml,
        limits: Limits { bytes: 10, ..Limits::default() },
    };
    let draft = Draft::read(&input);
    assert_eq!((draft.text(), draft.report().errors()), ("", 1));
    ask(&draft, 3);
}
