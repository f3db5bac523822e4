//! An address of the web or of mail as it is printed: short, and long enough to be found by.

/// The most letters of it.
const MOST: usize = 48;

/// The address without its scheme, query and fragment; of a long path, the first and the
/// last part.
pub(crate) fn printed(url: &str) -> String {
    let bare = url.strip_prefix("mailto:").or(url.split_once("://").map(|it| it.1));
    let bare = bare.unwrap_or(url);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let (path, rest) = bare.split_at(bare.find(['?', '#']).unwrap_or(bare.len()));
    if rest.len() > 1 && letters(bare) <= MOST && !url.starts_with("mailto:") {
        return bare.to_owned();
    }
    let path = path.trim_end_matches('/');
    let mark = if rest.len() > 1 && !url.starts_with("mailto:") { "/…" } else { "" };
    let whole = format!("{path}{mark}");
    if letters(&whole) <= MOST {
        return whole;
    }
    let mut parts = path.split('/');
    let host = parts.next().unwrap_or_default();
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    let shorter = match parts.as_slice() {
        [first, .., last] => {
            vec![
                format!("{host}/{first}/…/{last}"),
                format!("{host}/…/{last}"),
                format!("{host}/{first}/…"),
            ]
        }
        _ => Vec::new(),
    };
    let fits = |short: &String| letters(short) <= MOST;
    shorter.into_iter().find(fits).unwrap_or_else(|| cut(&format!("{host}/…")))
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// A host that is too long, cut in its front: its end says whose it is.
fn cut(address: &str) -> String {
    match letters(address).checked_sub(MOST) {
        None | Some(0) => address.to_owned(),
        Some(over) => format!("…{}", address.chars().skip(over + 1).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_printed_short() {
        for (url, short) in [
            ("https://www.example.com/", "example.com"),
            ("https://example.com/ir/report.pdf", "example.com/ir/report.pdf"),
            (
                "https://example.com/wiki/Margin_(finance)#Initial",
                "example.com/wiki/Margin_(finance)#Initial",
            ),
            ("https://example.com/?q=a&b=c", "example.com/?q=a&b=c"),
            ("mailto:ir@example.com?subject=Half-year", "ir@example.com"),
            ("http://example.com:8443/x", "example.com:8443/x"),
        ] {
            assert_eq!(printed(url), short);
        }
        let path = "/segment".repeat(20);
        let long = format!("https://example.com/archive{path}/end.html");
        assert_eq!(printed(&long), "example.com/archive/…/end.html");
        let name = format!("https://example.com/ir/2025/{}.pdf", "report-".repeat(9));
        assert_eq!(printed(&name), "example.com/ir/…");
        let token = format!("https://example.com/a?token={}", "x".repeat(300));
        assert_eq!(printed(&token), "example.com/a/…");
        let deep = format!("https://example.com/{}", "a".repeat(300));
        assert_eq!(printed(&deep), "example.com/…");
        let host = format!("https://{}.example.com/a", "sub.".repeat(40));
        assert!(
            printed(&host).ends_with(".example.com/…")
                && letters(&printed(&host)) <= MOST
        );
    }
}
