use super::*;

/// What is read, in the words of HTML.
fn shown(text: &str) -> String {
    let read = markup(text);
    let mut out = flows(&read.flow);
    for (what, bytes) in &read.unread {
        out.push_str(&format!(" !{what:?} {:?}", &text[bytes.clone()]));
    }
    out
}

fn flows(flow: &[Flow<'_>]) -> String {
    let one = |part: &Flow<'_>| match part {
        Flow::Paragraph(phrases) => {
            format!("<p>{}", phrases.iter().map(phrase).collect::<String>())
        }
        Flow::List(first, items) => {
            let items = items.iter().map(|item| format!("<li>{}", flows(item)));
            let kind = first.map_or("ul".to_owned(), |first| format!("ol {first}"));
            format!("<{kind}>{}</>", items.collect::<String>())
        }
        Flow::Quotation(inner) => format!("<q>{}</>", flows(inner)),
    };
    flow.iter().map(one).collect()
}

fn phrase(phrase: &Phrase<'_>) -> String {
    let words = match &phrase.content {
        Content::Words(words) => (*words).to_owned(),
        Content::Reference(it) => format!("${}", it.figure),
        Content::Computed(it) => format!("$= {it}"),
        Content::Broken(_) => "$?".to_owned(),
        Content::Note(id) => format!("^{id}"),
    };
    let Style { strong, emphasis, link } = phrase.style;
    let words = if strong { format!("<b>{words}</>") } else { words };
    let words = if emphasis { format!("<i>{words}</>") } else { words };
    match link {
        Some(link) => format!("<a {link}>{words}</>"),
        None => words,
    }
}

#[test]
fn the_marks_are_read() {
    for (text, read) in [
        ("plain", "plain"),
        ("a *b* c", "a <i>b</> c"),
        ("**b**", "<b>b</>"),
        ("**b *c* d**", "<b>b </><i><b>c</></><b> d</>"),
        ("***b***", "<i><b>b</></>"),
        ("up **{x.rise}** in *{y}*", "up <b>$x</> in <i>$y</>"),
        ("up**{x}**on", "up<b>$x</>on"),
        (
            "see [the *report*](https://example.com/a(b)?c=d*e*f).",
            "see <a https://example.com/a(b)?c=d*e*f>the </>\
             <a https://example.com/a(b)?c=d*e*f><i>report</></>.",
        ),
        (
            "[{x} more](mailto:ir@example.com)",
            "<a mailto:ir@example.com>$x</><a mailto:ir@example.com> more</>",
        ),
        ("a[^one] b[^two]", "a^one b^two"),
        (r"\*a\* \[b](c) \_ \\ \`", r"*a* [b](c) _ \ `"),
        ("{{*a*}}", "{<i>a</>}"),
    ] {
        assert_eq!(shown(text), format!("<p>{read}"), "{text}");
    }
}

#[test]
fn what_is_no_mark_stays_as_it_is() {
    for text in [
        "2025. A good year",
        "- 5 %",
        "# 1 in tools",
        "> 5 %",
        "    ",
        "---",
        "* a",
        "5 * 3 * 2",
        "a ** b",
        "*",
        "a < 5 %, b > 3 %",
        "snake_case_word and a_ _b",
        "one ` alone",
        "[brackets] and [two][words] and [a]: https://example.com",
        "AT&T and R&D; a&b;",
        "~~a~~ | b | c",
        "+ a",
        "1) a",
        "https://example.com/a_b_c",
        r"C:\path\to",
        "[^",
        "100*",
        "ends with \\",
        "``` a",
        "=",
    ] {
        assert_eq!(shown(text), format!("<p>{text}"));
    }
}

#[test]
fn braces_come_before_marks() {
    assert_eq!(shown("*a {b*c} d*"), "<p><i>a </><i>$?</><i> d</>");
    assert_eq!(shown("{= a * b} and {= c * d}"), "<p>$= a * b and $= c * d");
    assert_eq!(shown(r"\{x}"), r"<p>\$x");
    assert_eq!(shown("[^{x}]"), "<p>[^$x] !NoteId \"[^{x}]\"");
    let linked = "[a](https://example.com/{x})";
    assert_eq!(shown(linked), format!("<p>a !Address {linked:?}"));
}

#[test]
fn lines_make_paragraphs_lists_and_quotations() {
    for (text, read) in [
        ("a\nb", "<p>a b"),
        ("a\n\nb *c\nd*", "<p>a<p>b <i>c</><i> </><i>d</>"),
        ("a\n\n- b\n- c", "<p>a<ul><li><p>b<li><p>c</>"),
        ("- a\n  - b\n  - c\n- d", "<ul><li><p>a<ul><li><p>b<li><p>c</><li><p>d</>"),
        ("3. a\n4. b", "<ol 3><li><p>a<li><p>b</>"),
        ("a:\n\n> b {x}\n> c", "<p>a:<q><p>b $x c</>"),
        ("- a\n\n  b\n- c", "<ul><li><p>a<p>b<li><p>c</>"),
        ("> - a\n> - b", "<q><ul><li><p>a<li><p>b</></>"),
        ("- **{x}** of\n  it", "<ul><li><p><b>$x</> of it</>"),
    ] {
        assert_eq!(shown(text), read, "{text}");
    }
}

#[test]
fn everything_else_is_refused_where_it_stands() {
    use Unread::*;
    for (text, what, at) in [
        ("a _b_ c", Underscore, "_b_"),
        ("a __b__ c", Underscore, "__b__"),
        ("a `b` c", Code, "`b`"),
        ("a <b>b", Html, "<b>"),
        ("a <!-- b --> c", Html, "<!-- b -->"),
        ("R&amp;D", Entity, "&amp;"),
        ("&#65;", Entity, "&#65;"),
        ("![a](https://example.com)", Image, "![a](https://example.com)"),
        ("<https://example.com>", Autolink, "<https://example.com>"),
        ("<a@example.com>", Autolink, "<a@example.com>"),
        ("[a](ftp://b)", Address, "[a](ftp://b)"),
        ("[a](page)", Address, "[a](page)"),
        (r#"[a](https://b.c "d")"#, Address, r#"[a](https://b.c "d")"#),
        ("[a](<https://b.c>)", Address, "[a](<https://b.c>)"),
        ("[](https://b.c)", EmptyLink, "[](https://b.c)"),
        ("[ ](https://b.c)", EmptyLink, "[ ](https://b.c)"),
        ("[^1]", NoteId, "[^1]"),
        ("[^A b]", NoteId, "[^A b]"),
        ("[^a]: b", NoteDefinition, "[^a]"),
        ("a\n\n[^a]: b", NoteDefinition, "[^a]: b"),
        ("a  \nb", HardBreak, "  \n"),
        ("a\\\nb", HardBreak, "\\\n"),
        ("a\n\n# b", Heading, "# b"),
        ("a\n---\nb", Heading, "a\n---\n"),
        ("a\n\n---\n\nb", Rule, "---\n"),
        ("a\n\n    b", CodeBlock, "b"),
        ("```\nb\n```", CodeBlock, "```\nb\n```"),
        ("<div>\na\n</div>", Html, "<div>\na\n</div>"),
        ("| a |\n|---|\n| b |", Table, "| a |\n|---|\n| b |"),
        ("[a]\n\n[a]: https://b.c", ReferenceLink, "[a]"),
        ("> > > > > a\nb", TooDeep, "> a\nb"),
        ("- - - - - a\n", TooDeep, "- a\n"),
    ] {
        let read = markup(text);
        let (found, bytes) = read.unread.first().expect(text);
        assert_eq!((*found, &text[bytes.clone()]), (what, at), "{text}");
    }
}

#[test]
fn what_is_unmarked_knows_where_it_stands() {
    let text = "up *about* **{x}**[^n], \\*b";
    let read = unmarked(text);
    assert_eq!(read.text, "up about {x}, *b");
    let at = |words: &str| {
        let start = read.text.find(words).unwrap();
        let bytes = start..start + words.len();
        (&text[read.written(bytes.clone())], read.is_whole(&bytes))
    };
    assert_eq!(at("about"), ("about", true));
    assert_eq!(at("{x}"), ("{x}", true));
    assert_eq!(at("about {x}"), ("about* **{x}", false));
    assert_eq!(at("up about"), ("up *about", false));
    assert_eq!(at("*b"), ("*b", true));
    assert_eq!(read.written(3..3), 4..4);
    let marked = |text: &str, bytes| unmarked(text).is_all_that_is_marked(&bytes);
    assert!(marked("a**b**c", 1..2) && marked("a**b**", 1..2));
    assert!(!marked("a**bc**d", 1..2) && !marked("a**{x}b**", 4..5));
    assert!(!marked("ab*c*", 1..2) && !marked("abc", 1..2));
    let plain = unmarked("a {x} b");
    assert_eq!((plain.written(2..5), plain.is_whole(&(2..5))), (2..5, true));
    assert_eq!(unmarked("5 * 3 and [b]").text, "5 * 3 and [b]");
    assert_eq!(unmarked("- a\n- b\n\nc\nd").text, "a\nb\nc d");
}

#[test]
fn braces_in_an_address_are_no_words_of_the_text() {
    for (text, read) in [
        ("[a](https://b.c/{x}/d) e", "a e !Address \"[a](https://b.c/{x}/d)\""),
        ("[a](https://b.c/{{x) e", "a e !Address \"[a](https://b.c/{{x)\""),
        ("[a](https://b.c/{x) e", "a e !Address \"[a](https://b.c/{x)\""),
    ] {
        assert_eq!(shown(text).trim_start_matches("<p>"), read, "{text:?}");
    }
}

#[test]
fn a_line_break_between_braces_is_no_space_of_its_own() {
    for (text, read, bare) in [
        ("a {b +\nc} d", "<p>a $? d", "a {b +\nc} d"),
        ("{a\nb}\nc", "<p>$? c", "{a\nb} c"),
        ("{a\n\nb\nc} d", "<p>$?<p> d", "{a\n\nb\nc}\n d"),
    ] {
        assert_eq!(shown(text), read, "{text:?}");
        assert_eq!(unmarked(text).text, bare, "{text:?}");
    }
}

/// Signs that open much and close nothing.
#[test]
fn hostile_texts_are_read() {
    for unit in [
        "*", "*a ", "**a", "[", "[a](", "[^", "> ", "- ", "`a", "<a ", "&", "_a", "\\",
        "{*", "![", "{{", "a\n",
    ] {
        for text in [unit.repeat(4000 / unit.len()), unit.repeat(1300) + "\n\na"] {
            let read = markup(&text);
            assert!(read.flow.iter().all(|part| depth(part) <= DEEPEST), "{unit}");
            assert!(read.unmarked(&text).text.len() <= text.len(), "{unit}");
        }
    }
}

fn depth(part: &Flow<'_>) -> usize {
    let deepest = |flow: &[Flow<'_>]| flow.iter().map(depth).max().unwrap_or(0);
    match part {
        Flow::Paragraph(_) => 0,
        Flow::List(_, items) => {
            1 + items.iter().map(|item| deepest(item)).max().unwrap_or(0)
        }
        Flow::Quotation(inner) => 1 + deepest(inner),
    }
}
