//! Slips in addresses.

use strata_model::{Url, is_hidden};

use super::{Correction, reads};
use crate::punycode;

/// An address with letters beyond ASCII or spaces in it, or without its scheme.
pub(super) fn address(text: &str) -> Option<Correction> {
    let text = text.trim();
    if text.chars().any(is_hidden) {
        return None;
    }
    let bare = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    if let Some(bare) = bare.filter(|bare| reads::<Url>(bare)) {
        return Some(Correction::exact(bare));
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        // A slash or the colon is missing, or all of it.
        let parts = [
            ("https:/", "https"),
            ("http:/", "http"),
            ("https//", "https"),
            ("http//", "http"),
        ];
        let rest = parts.iter().find_map(|(part, scheme)| {
            Some(format!("{scheme}://{}", text.strip_prefix(part)?))
        });
        let bare = rest.or_else(|| is_bare(text).then(|| format!("https://{text}")));
        return bare.filter(|text| reads::<Url>(text)).map(Correction::guess);
    };
    let lower = scheme.to_ascii_lowercase();
    if lower != scheme && matches!(lower.as_str(), "https" | "http") {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let text = format!("{lower}://{}{path}", host.to_ascii_lowercase());
        return reads::<Url>(&text).then(|| Correction::exact(text));
    }
    let rest = rest.trim_start();
    if !matches!(scheme, "https" | "http") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let escaped = format!("{scheme}://{host}{}", escaped(path));
    if reads::<Url>(&escaped) {
        return Some(Correction::exact(escaped));
    }
    let named: Option<Vec<String>> = host.split('.').map(label).collect();
    let named = format!("{scheme}://{}{}", named?.join("."), self::escaped(path));
    // A host that reads like another is another rule's matter.
    reads::<Url>(&named).then(|| Correction::guess(named))
}

/// Whether a text is an address without its scheme: the name of a host that begins with
/// `www`, or a name of letters with a path behind it.
fn is_bare(text: &str) -> bool {
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let end = host.rsplit('.').next().unwrap_or("");
    let name = host.contains('.')
        && end.len() > 1
        && end.bytes().all(|it| it.is_ascii_lowercase())
        && host.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-'));
    text.starts_with("www.") || name && !path.is_empty()
}

/// A label of the name of a host in the letters that are sent (RFC 3490), for words in small
/// letters of one form.
fn label(word: &str) -> Option<String> {
    if word.is_ascii() {
        return Some(word.to_owned());
    }
    let word = word.to_lowercase();
    let plain = |it: char| {
        it.is_ascii_alphanumeric() || it == '-' || (it.is_alphabetic() && it < '\u{fb00}')
    };
    // These two are written in another way by some.
    let fits = word.chars().all(plain) && !word.contains(['ß', 'ς']);
    fits.then(|| punycode::encoded(&word)).flatten().map(|text| format!("xn--{text}"))
}

/// Spaces and letters beyond ASCII as `%` and the digits of their bytes in UTF-8 (RFC 3986).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for found in text.chars() {
        if found.is_ascii_graphic() {
            escaped.push(found);
        } else {
            let mut bytes = [0; 4];
            for byte in found.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    escaped
}
