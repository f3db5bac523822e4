//! Characters that nobody sees, and what they are called.

/// Whether a character has no shape of its own, or changes the order or the look of others.
/// Joiners and variation selectors depend on where they stand and are not among them, nor
/// are tabs and line breaks.
#[must_use]
pub fn is_hidden(found: char) -> bool {
    match found {
        ' '..='~' | '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' => true,
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => true,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' => true,
        '\u{f0000}'..='\u{10ffff}' => true,
        // The last two of every plane are noncharacters.
        _ => u32::from(found) & 0xfffe == 0xfffe,
    }
}

/// Hidden characters as escapes, so that a message stays on its line and in its order.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for found in text.chars() {
        if is_hidden(found) || found.is_control() {
            escaped.extend(found.escape_default());
        } else {
            escaped.push(found);
        }
    }
    escaped
}

/// A character that must not be printed, in words that can be.
pub(crate) fn name_of(found: char) -> String {
    let meaning = match found {
        '\u{0}' => "null",
        '\u{1b}' => "escape",
        '\u{85}' => "next line",
        '\u{0}'..='\u{9f}' => "control character",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "direction mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "bidirectional control",
        '\u{200c}' | '\u{200d}' => "zero-width joiner",
        '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            "variation selector"
        }
        '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "private use",
        '\u{e0000}'..='\u{e007f}' => "tag character",
        _ => "invisible character",
    };
    format!("U+{:04X} ({meaning})", found as u32)
}

#[cfg(test)]
mod tests {
    use super::{escape, is_hidden};

    #[test]
    fn joiners_and_emoji_selectors_stay_legal() {
        assert!(!"👩\u{200d}💻 ☎\u{fe0f} naïve €".chars().any(is_hidden));
        assert!("\u{202e}\u{200b}\u{7f}\u{85}\u{fffe}".chars().all(is_hidden));
    }

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        assert_eq!(escape("a\u{1b}[31m\u{202e}\nb"), "a\\u{1b}[31m\\u{202e}\\nb");
    }
}
