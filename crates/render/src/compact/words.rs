//! What a file says of itself, without the phrases that nobody reads.

use lopdf::Document;

/// The schemas of the description that ISO 19005-3 (6.6.2.3) knows without being told.
const KNOWN: [&str; 2] =
    ["http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/pdf/1.3/"];

/// The description of a file without what it says of schemas that are known, and without
/// its history: it has none, and says so twice.
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
    if let Some((before, rest)) = out.split_once("<xmpMM:History>")
        && let Some((_, behind)) = rest.split_once("</xmpMM:History>")
    {
        // The names of what it would have been made of go with it.
        let name = " xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\"";
        out = [before, behind].concat().replace(name, "");
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

#[cfg(test)]
mod tests {
    use super::description;

    #[test]
    fn the_description_keeps_what_a_reader_does_not_know() {
        let schema = |uri: &str| {
            format!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>a name\
                 </pdfaSchema:schema><pdfaSchema:namespaceURI>{uri}\
                 </pdfaSchema:namespaceURI><pdfaSchema:property><rdf:li \
                 rdf:parseType=\"Resource\">a key</rdf:li></pdfaSchema:property></rdf:li>"
            )
        };
        let own = schema("http://www.aiim.org/pdfua/ns/id/");
        let known = schema("http://ns.adobe.com/pdf/1.3/");
        let other = schema("http://ns.adobe.com/pdf/1.3/of-another");
        let xmp =
            |schemas: &str, history: &str| format!("<a>{history}<b>{schemas}</b></a>");
        let history = "<xmpMM:History><rdf:Seq>saved</rdf:Seq></xmpMM:History>";
        let long = xmp(&format!("{known}{own}{known}{other}"), history);
        assert_eq!(description(&long), xmp(&format!("{own}{other}"), ""));
        assert_eq!(description("no schemas"), "no schemas");
    }
}
