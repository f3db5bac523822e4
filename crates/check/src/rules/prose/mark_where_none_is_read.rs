use strata_model::markup::{Content, Flow, Markup, Phrase, markup};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("mark_where_none_is_read.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (text, path) in &facts.marked_texts {
        let markup = markup(text);
        let Some((mark, phrase)) = first(&markup) else { continue };
        let message = format!("{mark} is not read here, and is printed as it stands");
        report
            .at((*path, Part::Within(phrase.bytes.clone())), message)
            .help("write the words alone");
    }
}

/// The first mark of a text that nobody sets by chance.
fn first<'m>(markup: &'m Markup<'_>) -> Option<(&'static str, &'m Phrase<'m>)> {
    let phrases = markup.flow.iter().filter_map(|part| match part {
        Flow::Paragraph(phrases) => Some(phrases),
        Flow::List(..) | Flow::Quotation(_) => None,
    });
    phrases.flatten().find_map(|phrase| {
        let mark = match (&phrase.content, phrase.style) {
            (Content::Note(_), _) => "`[^note]`",
            (_, style) if style.link.is_some() => "`[words](address)`",
            (_, style) if style.strong => "`**strong**`",
            _ => return None,
        };
        Some((mark, phrase))
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(title: &str) -> Vec<String> {
        let title = serde_json::to_string(title).expect("a text");
        let brief = format!("sources: {{a: {{title: {title}, tier: press}}}}\n");
        messages(&brief, "L082")
    }

    #[test]
    fn only_what_is_clearly_a_mark_is_one() {
        for (title, mark) in [
            ("The **annual** report", "`**strong**`"),
            ("[The report](https://example.com)", "`[words](address)`"),
            ("The report[^a]", "`[^note]`"),
        ] {
            let message = format!("{mark} is not read here, and is printed as it stands");
            assert_eq!(said(title), [message], "{title}");
        }
        for title in [
            "Sales* and profit**",
            "5 ** 3",
            "Sales* grew*, [sic](page 3)",
            "a_b_c and _so_ and `so`",
            "The report [^1]",
        ] {
            assert_eq!(said(title), [""; 0], "{title}");
        }
    }
}
