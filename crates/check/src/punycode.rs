//! Punycode (RFC 3492): words beyond ASCII in the names of hosts.

/// The word of an encoded label, without its prefix.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let (plain, extended) = text.rsplit_once('-').unwrap_or(("", text));
    let mut word: Vec<char> = plain.to_ascii_lowercase().chars().collect();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.bytes();
    let mut first = true;
    while digits.len() > 0 {
        let before = at;
        let mut weight = 1_u32;
        let mut place = 36_u32;
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let least = place.saturating_sub(bias).clamp(1, 26);
            if digit < least {
                break;
            }
            weight = weight.checked_mul(36 - least)?;
            place += 36;
        }
        let length = u32::try_from(word.len()).ok()? + 1;
        bias = adapted(at - before, length, first);
        first = false;
        code = code.checked_add(at / length)?;
        at %= length;
        word.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    (!word.is_empty()).then(|| word.into_iter().collect())
}

fn adapted(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

/// A word as an encoded label has it, without the prefix.
pub(crate) fn encoded(word: &str) -> Option<String> {
    let letters: Vec<u32> = word.chars().map(u32::from).collect();
    let mut text: String = word.chars().filter(char::is_ascii).collect();
    let plain = u32::try_from(text.len()).ok()?;
    if plain > 0 {
        text.push('-');
    }
    let (mut code, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, plain);
    while (done as usize) < letters.len() {
        let next = *letters.iter().filter(|letter| **letter >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(done + 1)?)?;
        code = next;
        for letter in &letters {
            if *letter < code {
                delta = delta.checked_add(1)?;
            }
            if *letter != code {
                continue;
            }
            digits(delta, bias, &mut text)?;
            bias = adapted(delta, done + 1, done == plain);
            delta = 0;
            done += 1;
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(text)
}

/// A number in digits whose weight grows with their place, the lowest first.
fn digits(mut number: u32, bias: u32, text: &mut String) -> Option<()> {
    let digit = |value: u32| char::from_digit(value, 36);
    // Letters come before figures here.
    let letter =
        |value: u32| if value < 26 { digit(value + 10) } else { digit(value - 26) };
    let mut place = 36_u32;
    loop {
        let least = place.saturating_sub(bias).clamp(1, 26);
        if number < least {
            text.push(letter(number)?);
            return Some(());
        }
        text.push(letter(least + (number - least) % (36 - least))?);
        number = (number - least) / (36 - least);
        place += 36;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_encoded_as_they_are_decoded() {
        for (word, label) in [
            ("münchen", "mnchen-3ya"),
            ("пример", "e1afmkfd"),
            ("例子", "fsqu00a"),
            ("bücher-und-straßen", "bcher-und-straen-tlb22c"),
        ] {
            assert_eq!(decoded(label).as_deref(), Some(word));
            assert_eq!(encoded(word).as_deref(), Some(label));
        }
    }
}
