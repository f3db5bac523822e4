//! The files that a theme names: where they may lie, and what they may be.

use serde::Serialize;
use serde_json::{Value, json};
use strata_check::{Finding, THEME_FILE};
use strata_syntax::source::Span;
use strata_syntax::tree::{Kind, Node};

use super::setting::{Setting, refused};
use crate::attached::digest;

/// The largest theme that is read, in bytes.
pub const LARGEST_THEME: usize = 64 << 10;

/// The largest file of a face.
pub const LARGEST_FACE: usize = 8 << 20;

/// The largest logo.
pub const LARGEST_LOGO: usize = 1 << 20;

/// How high a logo stands at most, and how wide, in millimetres.
const LOGO: (f64, f64) = (6.0, 50.0);

/// The most dots of a logo across and down.
const MOST_DOTS: u32 = 4096;

/// The name of a file that lies in the folder of the theme or below it: parts with `/`
/// between, none of which leads out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FileName {
    name: String,
    #[serde(skip)]
    pub(super) span: Span,
}

impl FileName {
    /// The name, as it is written.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Why a name leads elsewhere, if it does.
    fn astray(name: &str) -> Option<&'static str> {
        let part = |part: &str| part.is_empty() || part == ".";
        match name {
            _ if name.contains("://") => Some("an address is not fetched"),
            _ if name.starts_with('/') => {
                Some("it does not begin in the folder of the theme")
            }
            _ if name.contains(['\\', ':', '\0']) => Some("it has `\\` or `:` in it"),
            _ if name.split('/').any(|it| it == "..") => {
                Some("it leads out of the folder of the theme")
            }
            _ if name.split('/').any(part) => Some("a part of it has no name"),
            _ if name.len() > 200 => Some("it has more than 200 bytes"),
            _ => None,
        }
    }

    /// What is wrong with the file.
    pub(super) fn found(&self, what: impl Into<String>, help: &str) -> Finding {
        let message = format!("`{}`: {}", self.name, what.into());
        Finding::new(&THEME_FILE, self.span, message).help(help)
    }
}

impl Setting for FileName {
    fn set(&mut self, node: &Node<'_>, found: &mut Vec<Finding>) {
        let Kind::Str(name) = &node.kind else {
            return found.push(refused(node, "expected the name of a file"));
        };
        *self = Self { name: name.clone().into_owned(), span: node.span };
        if let Some(why) = Self::astray(name) {
            let help = "put the file beside the theme, and name it from there";
            found.push(self.found(why, help));
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1, "maxLength": 200 })
    }
}

/// A logo: a picture with what is said in its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logo {
    /// What is said in its place.
    pub alt: String,
    /// How wide it is set, in millimetres.
    width: f64,
    /// How high, in millimetres.
    height: f64,
    /// The picture, a PNG.
    #[serde(skip)]
    pub png: Vec<u8>,
    /// SHA-256 of the picture, in hexadecimal.
    #[serde(skip)]
    pub digest: String,
}

impl Logo {
    /// Reads a picture to the end, so that the press finds no fault in it.
    ///
    /// # Errors
    ///
    /// Why it cannot be set.
    pub(super) fn read(png: Vec<u8>, alt: &str) -> Result<Self, String> {
        if png.len() > LARGEST_LOGO {
            return Err(format!("it has {} bytes, more than {LARGEST_LOGO}", png.len()));
        }
        let limits = png::Limits { bytes: 128 << 20 };
        let decoder =
            png::Decoder::new_with_limits(std::io::Cursor::new(png.as_slice()), limits);
        let no_png = |error: png::DecodingError| format!("it is no whole PNG: {error}");
        let mut reader = decoder.read_info().map_err(no_png)?;
        let (wide, high) = reader.info().size();
        if wide == 0 || high == 0 || wide > MOST_DOTS || high > MOST_DOTS {
            return Err(format!(
                "it has {wide} × {high} dots, at most {MOST_DOTS} a side"
            ));
        }
        if reader.info().is_animated() {
            return Err("it moves".to_owned());
        }
        let size = reader.output_buffer_size().ok_or("it is too large")?;
        reader.next_frame(&mut vec![0; size]).map_err(no_png)?;
        reader.finish().map_err(no_png)?;
        let (most_high, most_wide) = LOGO;
        let ratio = f64::from(wide) / f64::from(high);
        let height = most_high.min(most_wide / ratio);
        let digest = digest(&png);
        Ok(Self { alt: alt.to_owned(), width: height * ratio, height, png, digest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["logo.png", "fonts/Sans-Bold.ttf", "a b/é.otf", "..a/b..", ".x"] {
            assert_eq!(FileName::astray(name), None, "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "../logo.png",
            "fonts/../../logo.png",
            "fonts/./logo.png",
            "fonts//logo.png",
            "fonts/",
            "C:\\logo.png",
            "C:logo.png",
            "https://example.com/logo.png",
            "file:logo.png",
            "logo.png\0",
        ] {
            assert!(FileName::astray(name).is_some(), "{name}");
        }
    }
}
