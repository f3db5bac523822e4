use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("check_digits.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let subject = &facts.brief.subject;
    let mut refuse = |key, name: &str, text: &str| {
        report
            .at(
                facts.root.key("subject").key(key),
                format!("`{text}` is no {name}: its check digits do not fit"),
            )
            .help("copy it anew from where it is published");
    };
    if let Some(isin) = subject.isin.as_ref().filter(|it| !is_isin(it.as_str())) {
        refuse("isin", "ISIN", isin.as_str());
    }
    if let Some(lei) = subject.lei.as_ref().filter(|it| !is_lei(it.as_str())) {
        refuse("lei", "LEI", lei.as_str());
    }
}

/// The digits of a number in which letters count from 10, as both standards have it.
fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.chars().filter_map(|it| it.to_digit(36)).flat_map(|value| {
        let tens = (value >= 10).then_some(value / 10);
        tens.into_iter().chain([value % 10])
    })
}

/// ISO 6166: every second digit from the right is doubled, and the sum of all digits ends
/// with 0.
fn is_isin(text: &str) -> bool {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 17442, by ISO 7064: the number leaves 1 when divided by 97.
fn is_lei(text: &str) -> bool {
    digits(text).fold(0, |rest, digit| (rest * 10 + digit) % 97) == 1
}

#[cfg(test)]
mod tests {
    use super::{is_isin, is_lei};

    #[test]
    fn numbers_that_are_published_fit_and_no_slip_in_one_digit_does() {
        let isins = ["US0231351067", "DE0007164600", "DK0010244508", "JP3633400001"];
        let leis = ["ZXTILKJKG63JELOEG630", "549300S4KLFTLO7GSQ80"];
        let isins = isins.map(|number| (number, is_isin as fn(&str) -> bool));
        let leis = leis.map(|number| (number, is_lei as fn(&str) -> bool));
        for (number, fits) in isins.into_iter().chain(leis) {
            assert!(fits(number), "{number}");
            for (at, found) in number.char_indices() {
                let digits =
                    ('0'..='9').filter(|it| found.is_ascii_digit() && *it != found);
                for other in digits {
                    let mut slip = number.to_owned();
                    slip.replace_range(at..=at, &other.to_string());
                    assert!(!fits(&slip), "{slip}");
                }
            }
        }
    }
}
