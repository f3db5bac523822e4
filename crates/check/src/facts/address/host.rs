//! What may be wrong with the name of a host: a number in disguise, letters that look like
//! others.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use unicode_script::{Script, UnicodeScript};

use crate::punycode::decoded;

/// What is wrong with a host, and what to do about it.
pub(super) fn fault(host: &str) -> Option<(String, String)> {
    let copy = || "copy the address again from the page that it leads to".to_owned();
    if let Some(literal) = host.strip_prefix('[') {
        let literal =
            literal.strip_suffix(']').and_then(|it| it.parse::<Ipv6Addr>().ok());
        return literal
            .is_none()
            .then(|| (format!("`{host}` is no address of IPv6"), copy()));
    }
    if host.contains('%') {
        return Some((format!("the host `{host}` is written in escapes"), copy()));
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_of_name =
        |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_of_name);
    if !name.split('.').all(is_label) {
        return Some((format!("`{host}` is no name of a host"), copy()));
    }
    let (_, top) = name.rsplit_once('.').unwrap_or(("", name));
    // As browsers tell a number from a name (WHATWG URL); only four decimals are plain.
    if is_number(top) && name.parse::<Ipv4Addr>().is_err() {
        let message = format!("the host `{host}` is a number in disguise");
        return Some((
            message,
            "write the name of the host, or its four decimals".to_owned(),
        ));
    }
    name.split('.').find_map(|label| word(label, top)).map(|message| (message, copy()))
}

fn is_number(label: &str) -> bool {
    let hex = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    match hex {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => label.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// What is wrong with one label that stands for a word beyond ASCII.
fn word(label: &str, top: &str) -> Option<String> {
    let encoded = label.get(..4).filter(|start| start.eq_ignore_ascii_case("xn--"));
    let encoded = encoded.and_then(|_| label.get(4..))?;
    let Some(word) = decoded(encoded) else {
        return Some(format!("`{label}` stands for no word"));
    };
    if let Some(hidden) = word.chars().find(|found| strata_model::is_hidden(*found)) {
        return Some(format!("`{label}` hides U+{:04X}", hidden as u32));
    }
    let scripts: BTreeSet<&str> = word.chars().filter_map(script).collect();
    if !is_one_system(&scripts) {
        let names: Vec<String> = scripts.iter().map(|&name| name.to_owned()).collect();
        let names = strata_syntax::words::joined(&names, "and");
        return Some(format!("`{label}` reads `{word}`: letters of {names}"));
    }
    let shown = decoded(top.get(4..).unwrap_or("")).unwrap_or_default();
    let at_home = shown.chars().filter_map(script).any(|one| scripts.contains(one))
        || CYRILLIC_TOPS.iter().any(|one| top.eq_ignore_ascii_case(one));
    let looks_latin = word.chars().all(|found| {
        found.is_ascii_digit() || found == '-' || LOOK_LATIN.contains(found)
    });
    (looks_latin && !at_home)
        .then(|| format!("`{label}` reads `{word}`, which looks like Latin letters"))
}

/// Letters of other scripts that look like Latin ones (UTS #39, whole-script confusables).
const LOOK_LATIN: &str = "асԁеһіјӏорԛѕԝхуүҽгмткпнвьαικνορτυχωօոսցհյ";

/// Domains of countries that write Cyrillic, where such a word is no disguise.
const CYRILLIC_TOPS: [&str; 9] = ["bg", "by", "kg", "kz", "mk", "mn", "ru", "su", "ua"];

/// The script of a letter, if it belongs to one.
fn script(found: char) -> Option<&'static str> {
    match found.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script.full_name()),
    }
}

/// Whether letters of these scripts are written together in one word of some language
/// (UTS #39, highly restrictive).
fn is_one_system(scripts: &BTreeSet<&str>) -> bool {
    const TOGETHER: [&[&str]; 3] = [
        &["Latin", "Han", "Hiragana", "Katakana"],
        &["Latin", "Han", "Bopomofo"],
        &["Latin", "Han", "Hangul"],
    ];
    let within = |system: &&[&str]| scripts.iter().all(|one| system.contains(one));
    scripts.len() <= 1 || TOGETHER.iter().any(within)
}
