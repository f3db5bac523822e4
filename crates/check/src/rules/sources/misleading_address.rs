use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::address::{Address, fault};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("misleading_address.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (address, place) in facts.addresses() {
        let address = Address::of(address);
        if let Some((message, help)) = address.and_then(|address| fault(&address)) {
            report.at(place, message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(url: &str) -> Vec<String> {
        let brief = format!("sources: {{a: {{title: A, tier: press, url: '{url}'}}}}\n");
        ["L066", "L067"].iter().flat_map(|code| messages(&brief, code)).collect()
    }

    #[test]
    fn what_misleads_is_told_in_certain_words() {
        for (url, message) in [
            (
                "https://www.sec.gov@evil.example/a",
                "the address leads to `evil.example`, not to `www.sec.gov`",
            ),
            (
                "https://www.sec.gov:443@evil.example/a",
                "the address leads to `evil.example`, not to `www.sec.gov`",
            ),
            (
                "https://ghp_0123456789@example.com/",
                "the address has a user or a key in it",
            ),
            (
                "http://example.com:443/",
                "the address says `http`, and port 443 is that of `https`",
            ),
            (
                "https://user:secret@example.com:8443/x",
                "the address has the password of `user` in it",
            ),
            ("https://example.com:99999/", "`99999` is no port"),
            ("https://example.com:80:443/", "`example.com:80` is no name of a host"),
            (
                "https://example.com\\@evil.example/",
                "browsers read the backslash in the address as `/`",
            ),
            (
                "https://example.com/a\\b",
                "browsers read the backslash in the address as `/`",
            ),
            (
                "https://example.com/a%0d%0aSet-Cookie:x",
                "`%0d` in the address writes a control character",
            ),
            (
                "https://example.com/?a=%00",
                "`%00` in the address writes a control character",
            ),
            (
                "mailto:ir@example.com%0aBcc:x@evil.example",
                "`%0a` in the address writes a control character",
            ),
            (
                "mailto:ir@example.com?subject=A%0D%0ABcc:x",
                "`%0D` in the address writes a control character",
            ),
            (
                "mailto:ir@example.com?subject=A&bcc=x@evil.example",
                "the mail address sets `bcc` as well",
            ),
            (
                "mailto:ir@example.com?BCC=x@evil.example",
                "the mail address sets `BCC` as well",
            ),
            ("https://0x7f000001/", "the host `0x7f000001` is a number in disguise"),
            ("https://2130706433/", "the host `2130706433` is a number in disguise"),
            ("https://0177.0.0.1/", "the host `0177.0.0.1` is a number in disguise"),
            (
                "https://xn--pple-43d.com/",
                "`xn--pple-43d` reads `аpple`: letters of Cyrillic and Latin",
            ),
            (
                "https://xn--80ak6aa92e.com/",
                "`xn--80ak6aa92e` reads `аррӏе`, which looks like Latin letters",
            ),
            ("https://ex%61mple.com/", "the host `ex%61mple.com` is written in escapes"),
        ] {
            assert_eq!(said(url), [message], "{url}");
        }
    }

    #[test]
    fn a_link_in_prose_is_an_address_as_well() {
        let brief = "verdict: {text: ['See [the *filing*](https://www.sec.gov@evil.example/a), \
                     and [more](https://example.com/a_b_c).']}\n";
        let message = "the address leads to `evil.example`, not to `www.sec.gov`";
        assert_eq!(messages(brief, "L066"), [message]);
        let brief =
            brief.replace("www.sec.gov@evil.example", "user:word@example.com:8443");
        let message = "the address has the password of `user` in it";
        assert_eq!(messages(&brief, "L067"), [message]);
    }

    #[test]
    fn ordinary_addresses_are_no_finding() {
        for url in [
            "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001018724",
            "https://example.com:8443/a@b?c=d:e@f#g@h",
            "https://EXAMPLE.COM/ABC",
            "https://en.wikipedia.org/wiki/Margin_(finance)#Initial_margin",
            "https://example.com/report%20final%20(v2).pdf?q=%25",
            "https://192.0.2.1/a",
            "https://[2001:db8::1]:8080/a",
            "https://example.com./",
            "https://my_host.example.com/a",
            "https://xn--mnchen-3ya.de/",
            "https://xn--wgbh1c.xn--mgbaam7a8h/",
            "https://xn--e1afmkfd.xn--p1ai/",
            "https://xn--fsqu00a.xn--0zwm56d/",
            "https://xn--bcher-kva.example/",
            "mailto:ir@example.com",
            "mailto:ir@example.com?subject=Half-year%20report&body=Hello%0D%0Ayou",
        ] {
            assert_eq!(said(url), [""; 0], "{url}");
        }
    }
}
