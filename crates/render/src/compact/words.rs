//! What a file says of itself, without the phrases that nobody reads.

use lopdf::Document;

/// The schemas of the description that ISO 19005-3 (6.6.2.3) knows without being told.
const KNOWN: [&str; 2] =
    ["http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/pdf/1.3/"];

/// The description of a file without what it says of schemas that are known.
pub(super) fn description(xmp: &str) -> String {
    const BEGIN: &str = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>";
    const END: &str = "</pdfaSchema:property></rdf:li>";
    let mut parts = xmp.split(BEGIN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let uri = part.split_once("<pdfaSchema:namespaceURI>").map(|(_, uri)| uri);
        let is_known =
            |uri: &str| KNOWN.iter().any(|it| uri.starts_with(&format!("{it}<")));
        match part.split_once(END) {
            Some((_, rest)) if uri.is_some_and(is_known) => out += rest,
            _ => {
                out += BEGIN;
                out += part;
            }
        }
    }
    out
}

/// Takes away the lists of the glyphs of each face, which a face that is only part of
/// another need not have (ISO 19005-3, 6.2.11.4.2).
pub(super) fn lists(file: &mut Document) {
    let described = file.objects.values_mut().filter_map(|it| it.as_dict_mut().ok());
    let lists: Vec<_> = described.filter_map(|it| it.remove(b"CIDSet")).collect();
    for list in lists.iter().filter_map(|it| it.as_reference().ok()) {
        file.objects.remove(&list);
    }
}
