//! The colours of the theme: what is set in them can be read, in grey as well.

use std::collections::BTreeMap;

use crate::world::THEME;

/// Red, green and blue from 0 to 1.
type Colour = [f64; 3];

const WHITE: Colour = [1.0; 3];

/// The colours of the theme by name.
fn colours() -> BTreeMap<&'static str, Colour> {
    let colours = THEME.lines().filter_map(|line| {
        let (name, hex) = line.strip_prefix("#let ")?.split_once(" = rgb(\"#")?;
        let part = |at: usize| {
            let part = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
            Some(f64::from(part) / 255.0)
        };
        Some((name, [part(0)?, part(2)?, part(4)?]))
    });
    colours.chain([("white", WHITE)]).collect()
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|part| match part {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    });
    let [red, green, blue] = linear;
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio of two colours (WCAG 2.2), from 1 to 21.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Lightness (CIE L*), from 0 to 100.
fn lightness(colour: Colour) -> f64 {
    116.0 * luminance(colour).cbrt() - 16.0
}

#[test]
fn text_can_be_read_on_its_ground() {
    let colours = colours();
    assert_eq!(colours.len(), 12, "{colours:?}");
    let pairs = [
        ("ink", "white"),
        ("ink", "tint"),
        ("ink", "pale"),
        ("mute", "white"),
        ("mute", "tint"),
        ("accent", "white"),
        ("accent", "tint"),
        ("warm", "white"),
        ("warm", "tint"),
        ("ochre", "white"),
        ("white", "deep"),
        ("white", "mid"),
    ];
    for (text, ground) in pairs {
        let ratio = contrast(colours[text], colours[ground]);
        assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
    }
}

#[test]
fn bars_and_lines_stand_out_from_the_page() {
    let colours = colours();
    for mark in ["accent", "warm", "mid", "soft", "ochre", "ink"] {
        let ratio = contrast(colours[mark], WHITE);
        assert!(ratio >= 3.0, "{mark}: {ratio:.2}");
    }
}

/// A gap parts them, and on each stand its number and its name; grey must tell them apart.
#[test]
fn the_bands_of_the_stack_differ_in_grey() {
    let colours = colours();
    for (below, above) in [("deep", "mid"), ("mid", "pale")] {
        let step = lightness(colours[above]) - lightness(colours[below]);
        assert!(step >= 15.0, "{below} under {above}: {step:.1}");
    }
}
