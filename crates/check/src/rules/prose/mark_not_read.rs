use strata_model::markup::{DEEPEST, Unread};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("mark_not_read.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (what, place) in &facts.unread {
        let (message, help) = said(*what);
        report.at(place.clone(), message).help(help);
    }
}

fn said(what: Unread) -> (String, &'static str) {
    let (message, help) = match what {
        Unread::Underscore => (
            "underscores around words do not mark them",
            "write `*emphasis*` or `**strong**`, or put a `\\` before the underscore",
        ),
        Unread::Code => (
            "words between backticks are code, which is not printed",
            "write the words alone, or put a `\\` before the backtick",
        ),
        Unread::CodeBlock => (
            "lines that are fenced or indented by four spaces are code, which is not printed",
            "begin the lines without spaces",
        ),
        Unread::Html => {
            ("HTML is not read", "write the words alone, or put a `\\` before the `<`")
        }
        Unread::Entity => (
            "the name of a character stands for it only in HTML",
            "write the character itself, or put a `\\` before the `&`",
        ),
        Unread::Image => (
            "an image cannot stand in a text",
            "leave it out, or put a `\\` before the `[` to print it as it is",
        ),
        Unread::Autolink => (
            "an address between angle brackets is no link",
            "write `[words](address)`, or put a `\\` before the `<`",
        ),
        Unread::ReferenceLink => (
            "a link has its address beside it",
            "write `[words](address)`, or put a `\\` before the `[`",
        ),
        Unread::Address => (
            "what stands in the parentheses is no address of a link",
            "write an `https`, `http` or `mailto` address and nothing beside it, or put a `\\` before the `[`",
        ),
        Unread::EmptyLink => {
            ("a link without words", "write in the brackets where the link leads")
        }
        Unread::Heading => (
            "a heading cannot stand in a text",
            "give the section or the block a `title`, or put a `\\` before the mark",
        ),
        Unread::Rule => (
            "a line across cannot stand in a text",
            "leave a blank line between two paragraphs, or put a `\\` before the mark",
        ),
        Unread::Table => (
            "a table cannot stand in a text",
            "show the figures in a block, or put a `\\` before the `|`",
        ),
        Unread::HardBreak => (
            "a line of a paragraph cannot be broken by hand",
            "take away the spaces or the `\\` at the end of the line, or leave a blank line",
        ),
        Unread::NoteDefinition => (
            "the words of a note do not stand in a text",
            "write them under `notes`, by the id of the note",
        ),
        Unread::NoteId => (
            "no id of a note stands behind the `^`",
            "write an id such as `[^lease]` and its words under `notes`, or put a `\\` before the `[`",
        ),
        Unread::Unclosed => (
            "two stars that mark nothing",
            "close them right behind the last word, or put a `\\` before each",
        ),
        Unread::TooDeep => {
            let message = format!(
                "lists and quotations stand in one another at most {DEEPEST} deep"
            );
            return (message, "write the innermost as a paragraph");
        }
    };
    (message.to_owned(), help)
}

#[cfg(test)]
mod tests {
    use crate::sample::{messages, report, told};

    fn said(text: &str) -> Vec<String> {
        let text = serde_json::to_string(text).expect("a text");
        messages(&format!("verdict: {{text: [{text}]}}\n"), "L081")
    }

    #[test]
    fn what_is_no_mark_of_the_format_is_refused() {
        for (text, words) in [
            ("It is _not_ so", "underscores"),
            ("It is `so`", "backticks"),
            ("It is <b>so</b>", "HTML"),
            ("Look: ![a](https://example.com/a.png)", "image"),
            ("See <https://example.com>", "angle brackets"),
            ("See [it](example.com)", "no address of a link"),
            ("See [](https://example.com)", "without words"),
            ("As said[^1]", "no id of a note"),
            ("[^a]: so it is", "the words of a note"),
            ("A\n\n# B", "heading"),
            ("A\n\n***\n\nB", "line across"),
            ("A\n\n    B", "four spaces"),
            ("A\\\nB", "by hand"),
            ("> > > > > B\nC", "at most 4 deep"),
            ("[a]: https://example.com\n\nB", "address beside it"),
            ("R&amp;D", "character"),
        ] {
            let said = said(text);
            let first = said.first().map_or("", String::as_str);
            assert!(first.contains(words), "{text}: {said:?}");
        }
    }

    #[test]
    fn what_is_a_mark_or_none_is_not() {
        for text in [
            "**It** is *so*, [here](https://example.com/a_b), 5 * 3 and snake_case_too",
            "margins < 5 % and > 3 %, a ` alone, R&D, [so] it is",
            "2025. A good year",
            "- 5 %",
            "\\_so\\_ and \\`so\\` and \\<b>",
            "A\n\n- B\n  - C\n\n1. D\n\n> E",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_mark_is_shown_in_its_line() {
        let brief = "verdict:\n  text:\n    - |-\n      One line.\n\n      - a _b_ c\n";
        let told = told(&report(brief));
        assert!(told.contains(":11:11: error[L081"), "{told}");
    }
}
