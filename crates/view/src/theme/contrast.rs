//! Whether what is set in the colours of a theme can be read, and told apart in grey.

use strata_check::{Finding, LOW_CONTRAST, TOO_NEAR_IN_GREY};

use super::setting::Colour;
use super::style::Colours;

const WHITE: Colour = Colour([0xFF; 3]);

/// The least contrast of text with its ground, and of a mark with the page (WCAG 2.2, AA).
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// How far layers that touch are apart in lightness, at least.
const STEP: f64 = 15.0;

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Colour) -> f64 {
    let linear = colour.0.map(|part| match f64::from(part) / 255.0 {
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
    match luminance(colour) {
        dark if dark <= 216.0 / 24389.0 => dark * 24389.0 / 27.0,
        light => 116.0 * light.cbrt() - 16.0,
    }
}

/// Pairs of colours that cannot be told apart, each with the keys by which it is mended,
/// the first of which is named by a finding.
pub(super) fn faults(
    colours: &Colours,
    mut place: impl FnMut([&str; 2]) -> strata_syntax::source::Span,
) -> Vec<Finding> {
    let Colours { ink, mute, accent, warm, deep, mid, soft, pale, ochre, tint, .. } =
        *colours;
    let (white, page) = (("white", WHITE), ("white", WHITE));
    let (tint, pale, deep, mid) =
        (("tint", tint), ("pale", pale), ("deep", deep), ("mid", mid));
    let (ink, mute) = (("ink", ink), ("mute", mute));
    let (accent, warm, ochre) = (("accent", accent), ("warm", warm), ("ochre", ochre));
    let texts = [
        (ink, page),
        (ink, tint),
        (ink, pale),
        (mute, page),
        (mute, tint),
        (accent, page),
        (accent, tint),
        (warm, page),
        (warm, tint),
        (ochre, page),
        (white, deep),
        (white, mid),
    ];
    let marks = [mid, ("soft", soft)].map(|mark| (mark, page));
    let texts = texts.map(|pair| (pair, TEXT, "text"));
    let marks = marks.map(|pair| (pair, MARK, "marks"));
    let mut found = Vec::new();
    for (((one, colour), (other, ground)), least, what) in texts.into_iter().chain(marks)
    {
        let ratio = contrast(colour, ground);
        if ratio < least {
            let message = format!(
                "`{one}` on `{other}` has a contrast of {ratio:.2}, and {what} needs {least}"
            );
            let darker = if one == "white" { other } else { one };
            let help = format!("make `{darker}` darker");
            found.push(
                Finding::new(&LOW_CONTRAST, place([one, other]), message).help(help),
            );
        }
    }
    for ((below, dark), (above, light)) in [(deep, mid), (mid, pale)] {
        let step = lightness(light) - lightness(dark);
        if step < STEP {
            let message = format!(
                "in grey `{above}` is {step:.0} lighter than `{below}`, and layers need {STEP}"
            );
            let help = format!("make `{below}` darker, or `{above}` lighter");
            found.push(
                Finding::new(&TOO_NEAR_IN_GREY, place([above, below]), message)
                    .help(help),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_and_lightness_are_those_of_the_standards() {
        let grey = |part| Colour([part; 3]);
        assert!((contrast(grey(0), WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(grey(0x77), WHITE) - 4.478).abs() < 0.001, "just too light");
        assert!((contrast(grey(0x76), WHITE) - 4.542).abs() < 0.001);
        assert!((lightness(grey(0x77)) - 50.03).abs() < 0.01);
        assert!(
            lightness(grey(0)).abs() < 1e-9 && (lightness(WHITE) - 100.0).abs() < 1e-9
        );
    }
}
