//! Joiners and variation selectors: nobody sees them, and some scripts and emoji need them
//! where they stand. Anywhere else they are hidden characters.

use unicode_properties::UnicodeEmoji;
use unicode_script::{Script, UnicodeScript};

/// Whether a joiner or a selector stands where no script and no emoji needs one.
pub(crate) fn is_stray(text: &str, at: usize, found: char) -> bool {
    let neighbours = || {
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at + found.len_utf8()..).and_then(|it| it.chars().next());
        (before, after)
    };
    match found {
        '\u{200c}' | '\u{200d}' => {
            let (before, after) = neighbours();
            !joins(before, found, after)
        }
        '\u{fe00}'..='\u{fe0f}'
        | '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{e0100}'..='\u{e01ef}' => {
            let (before, after) = neighbours();
            !before.chars().next_back().is_some_and(|base| selects(base, found, after))
        }
        _ => false,
    }
}

/// Whether a base takes a selector. A selector is no base: none follows another.
fn selects(base: char, selector: char, after: Option<char>) -> bool {
    let script = base.script();
    match selector {
        // The keys of a telephone become emoji with a cap only.
        '\u{fe0f}' if base.is_ascii() => {
            matches!(base, '0'..='9' | '#' | '*') && after == Some('\u{20e3}')
        }
        '\u{fe0e}' | '\u{fe0f}' => !base.is_ascii() && base.is_emoji_char(),
        '\u{fe00}' => {
            let operator =
                matches!(base, '\u{2200}'..='\u{22ff}' | '\u{2a00}'..='\u{2aff}');
            let other = [Script::Han, Script::Myanmar, Script::Phags_Pa];
            operator || is_wide_punctuation(base) || other.contains(&script)
        }
        '\u{fe01}' if is_wide_punctuation(base) => true,
        '\u{fe01}' | '\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => script == Script::Han,
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            script == Script::Mongolian && base.is_alphabetic()
        }
        _ => false,
    }
}

/// Marks that may stand between a letter and a joiner.
const MARKS: usize = 4;

/// Whether what stands around a joiner is joined: letters of one script that joins or has
/// conjuncts, or two emoji.
fn joins(before: &str, joiner: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    let mut back = before.chars().rev();
    let Some(mut base) = back.next() else { return false };
    if matches!(base, '\u{200c}' | '\u{200d}') {
        return false;
    }
    if joiner == '\u{200d}' && !after.is_ascii() && after.is_emoji_char() {
        if base == '\u{fe0f}' {
            base = back.next().unwrap_or(base);
        }
        return !base.is_ascii() && base.is_emoji_char();
    }
    // A mark belongs to whatever letter it stands on.
    for _ in 0..MARKS {
        if base.script() != Script::Inherited || is_selector(base) {
            break;
        }
        base = back.next().unwrap_or(base);
    }
    let script = base.script();
    script == after.script() && JOINING.contains(&script)
}

/// The marks of Chinese and Japanese that stand at a side of their square or in its middle.
fn is_wide_punctuation(found: char) -> bool {
    matches!(found, '、' | '。' | '！' | '，' | '．' | '：' | '；' | '？')
}

/// A selector of any script but Mongolian.
pub(crate) fn is_selector(found: char) -> bool {
    matches!(found, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Scripts whose letters join, or whose consonants form conjuncts (Unicode, chapters 9, 12
/// to 16 and 23.2).
const JOINING: [Script; 31] = [
    Script::Arabic,
    Script::Syriac,
    Script::Mandaic,
    Script::Nko,
    Script::Mongolian,
    Script::Phags_Pa,
    Script::Adlam,
    Script::Hanifi_Rohingya,
    Script::Manichaean,
    Script::Psalter_Pahlavi,
    Script::Sogdian,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Oriya,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Myanmar,
    Script::Khmer,
    Script::Tibetan,
    Script::Balinese,
    Script::Javanese,
    Script::Sundanese,
    Script::Grantha,
    Script::Tirhuta,
    Script::Newa,
    Script::Brahmi,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn strays(text: &str) -> Vec<char> {
        let strays =
            text.char_indices().filter(|(at, found)| is_stray(text, *at, *found));
        strays.map(|(_, found)| found).collect()
    }

    #[test]
    fn scripts_and_emoji_have_what_they_need() {
        for text in [
            "👩\u{200d}💻",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}🚀",
            "☎\u{fe0f} ☎\u{fe0e} ©\u{fe0e}",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष न\u{200d}म",
            "ශ්\u{200d}රී",
            "葛\u{e0100}飾 神\u{fe00}",
            "ᠠ\u{180b}ᠨ",
            "∩\u{fe00}",
        ] {
            assert_eq!(strays(text), [' '; 0], "{text:?}");
        }
    }

    #[test]
    fn a_message_in_selectors_or_joiners_is_found() {
        for text in [
            "A\u{e0149}m\u{e0147}",
            "A\u{fe0f}",
            "1\u{fe0f} shop",
            "a\u{200d}b",
            "a\u{200c}b",
            "म\u{200d}",
            "a\u{200d}म",
            "💻\u{200d}",
            "💻\u{200d} 💻",
            "می\u{200c}\u{200c}خ",
            "☎\u{fe0f}\u{fe0f}",
            "☎\u{e0100}",
            "葛\u{e0100}\u{e0101}",
            "葛\u{180b}",
            "\u{fe0f}",
            "☎\u{fe05}",
        ] {
            assert!(!strays(text).is_empty(), "{text:?}");
        }
    }

    /// Unicode's own table, and the noncharacters.
    #[test]
    fn all_that_is_ignored_by_default_is_hidden_where_nothing_needs_it() {
        use icu_properties::CodePointSetData;
        use icu_properties::props::{DefaultIgnorableCodePoint, NoncharacterCodePoint};
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let noncharacter = CodePointSetData::new::<NoncharacterCodePoint>();
        for found in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            if ignorable.contains(found) || noncharacter.contains(found) {
                let text = format!("a{found}b");
                let hidden = crate::hidden::is_hidden(found) || is_stray(&text, 1, found);
                assert!(hidden, "U+{:04X}", u32::from(found));
            }
        }
    }
}
