//! Which plain words are numbers, and which only some tools take for one.

/// The most characters a number may have.
const LENGTH: usize = 40;

/// Whether this is a number in JSON's grammar (RFC 8259, section 6).
pub(crate) fn is_json(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits(text);
    if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
        return false;
    }
    let rest = match rest.strip_prefix('.') {
        Some(rest) => match digits(rest) {
            ("", _) => return false,
            (_, rest) => rest,
        },
        None => rest,
    };
    rest.is_empty() || is_exponent(rest)
}

/// Whether some YAML or TOML reader takes this for a number although JSON does not: signs,
/// leading zeros, underscores, other bases, bare points, infinity.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    // Most plain words are told by their first character.
    let first = text.as_bytes().first();
    if !first.is_some_and(|first| matches!(first, b'0'..=b'9' | b'.' | b'-' | b'+'))
        || is_json(text)
    {
        return false;
    }
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(text, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = text.strip_prefix(prefix) {
            let fits = |found: char| found == '_' || found.is_digit(radix);
            return rest.contains(|found: char| found != '_') && rest.chars().all(fits);
        }
    }
    let grouped =
        |text: &str| text.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit());
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    !mantissa.starts_with('_')
        && grouped(whole)
        && grouped(fraction)
        && (has_digit(whole) || has_digit(fraction))
        && (exponent.is_empty() || is_exponent(exponent))
}

/// Whether the number is of a length and size that mean something.
pub(crate) fn is_in_range(text: &str) -> bool {
    text.len() <= LENGTH && text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_exponent(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return false };
    let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
