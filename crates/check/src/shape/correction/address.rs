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
    let Some((scheme, rest)) = text.split_once("://") else {
        let bare = text.starts_with("www.").then(|| format!("https://{text}"));
        return bare.filter(|text| reads::<Url>(text)).map(Correction::guess);
    };
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
