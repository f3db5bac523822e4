//! The built-in theme, and the files that it names.

use std::sync::{Arc, LazyLock};

use strata_syntax::{Format, Limits, read};

use super::files::FileName;
use super::setting::Setting;
use super::style::{FaceRoles, Style};
use super::{Loaded, Theme, Typeface};
use crate::face::Faces;

const TEXT: &str = include_str!("research.toml");

/// The files of the faces, in the order of [`Face::ALL`](crate::face::Face::ALL).
const FILES: [&[u8]; 9] = [
    include_bytes!("../../fonts/SourceSerif4-Regular.otf"),
    include_bytes!("../../fonts/SourceSerif4-It.otf"),
    include_bytes!("../../fonts/SourceSerif4-Semibold.otf"),
    include_bytes!("../../fonts/SourceSerif4Display-Regular.otf"),
    include_bytes!("../../fonts/SourceSerif4Display-Semibold.otf"),
    include_bytes!("../../fonts/SourceSans3-Regular.otf"),
    include_bytes!("../../fonts/SourceSans3-It.otf"),
    include_bytes!("../../fonts/SourceSans3-Semibold.otf"),
    include_bytes!("../../fonts/SourceSans3-Bold.otf"),
];

static RESEARCH: LazyLock<Theme> = LazyLock::new(|| {
    let mut style = Style::default();
    if let (Some(tree), _) = read(TEXT, Format::Toml, Limits::default()) {
        style.set(&tree, &mut Vec::new());
    }
    let faces = FILES.map(|file| {
        Arc::new(Typeface::read(file).expect("the built-in faces are sound"))
    });
    Theme(Arc::new(Loaded { style, faces: Faces::new(faces), logo: None, own: None }))
});

impl Theme {
    /// The built-in theme.
    pub fn research() -> &'static Self {
        &RESEARCH
    }
}

/// The names of the files of the faces, in the order of [`Face::ALL`](crate::face::Face::ALL).
pub(super) fn files(roles: &FaceRoles) -> [&FileName; 9] {
    let FaceRoles { serif, display, sans } = roles;
    [
        &serif.regular,
        &serif.italic,
        &serif.semibold,
        &display.regular,
        &display.semibold,
        &sans.regular,
        &sans.italic,
        &sans.semibold,
        &sans.bold,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that it forgot would be nothing.
    #[test]
    fn the_built_in_theme_sets_every_key() {
        let (tree, errors) = read(TEXT, Format::Toml, Limits::default());
        assert!(errors.is_empty());
        let tree = tree.expect("a tree");
        let mut found = Vec::new();
        Style::default().set(&tree, &mut found);
        assert!(found.is_empty(), "{found:?}");
        let mut open = vec![(super::super::schema(), Some(&tree), String::new())];
        while let Some((schema, node, path)) = open.pop() {
            let node = node.unwrap_or_else(|| panic!("{path} is not set"));
            let keys = schema["properties"].as_object().into_iter().flatten();
            for (key, schema) in keys.filter(|(key, _)| *key != "logo") {
                open.push((schema.clone(), node.get(key), format!("{path}/{key}")));
            }
        }
    }
}
