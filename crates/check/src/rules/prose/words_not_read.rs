use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("words_not_read.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if facts.is_english() || facts.prose.is_empty() {
        return;
    }
    report
        .at(
            facts.root.key("language"),
            "of the sentences only numbers, bounds, periods and verbs are read in this language",
        )
        .help("have ranks, counts, bases and likelihood read by somebody else");
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn it_is_said_once_and_not_of_english() {
        let said = |language: &str| {
            let verdict = "verdict: {text: [One. Two., Three.]}\n";
            messages(&format!("language: {language}\n{verdict}"), "L151").len()
        };
        assert_eq!((said("de-DE"), said("fr-FR"), said("en-GB")), (1, 1, 0));
    }
}
