//! L066 and L067: addresses that lead elsewhere than they seem to, and those that give a
//! password away.

use strata_model::Url;
use strata_syntax::change::Place;
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

mod host;

pub(super) const MISLEADING: Lint = Lint { rule: &MISLEADING_ADDRESS, check: misleading };
pub(super) const SECRET: Lint = Lint { rule: &SECRET_IN_ADDRESS, check: secret };

const MISLEADING_ADDRESS: Rule = Rule {
    code: "L066",
    name: "misleading-address",
    severity: Severity::Error,
    why: "A reader trusts the first words of an address. A name before `@`, letters of two \
          scripts in one word, a number for a host or a line break in a mail address lead \
          elsewhere than they seem to.",
    bad: "sources:\n  a: {title: A, tier: press, url: \"https://www.sec.gov@example.com/a\"}",
    good: "sources:\n  a: {title: A, tier: press, url: \"https://www.sec.gov/a\"}",
    fix: "Open the address, and copy it again from the page that it leads to.",
};

const SECRET_IN_ADDRESS: Rule = Rule {
    code: "L067",
    name: "secret-in-address",
    severity: Severity::Error,
    why: "A brief is printed and passed on, with its data. Whoever has it has the name and \
          the password in its addresses.",
    bad: "sources:\n  a: {title: A, tier: press, url: \"https://me:secret@example.com/a\"}",
    good: "sources:\n  a: {title: A, tier: press, url: \"https://example.com/a\"}",
    fix: "Take the name and the password out, and change the password if the brief has left \
          your hands.",
};

fn misleading(index: &Index<'_>, found: &mut Vec<Finding>) {
    judge(index, found, |url| {
        let (message, help) = fault(&Address::of(url)?)?;
        Some((&MISLEADING_ADDRESS, message, help))
    });
}

fn secret(index: &Index<'_>, found: &mut Vec<Finding>) {
    judge(index, found, |url| {
        let Address::Web { user: Some(user), .. } = Address::of(url)? else {
            return None;
        };
        // What may be a password or a key is not repeated in a log.
        let message = match user.split_once(':') {
            _ if is_name_like(user) => return None,
            Some((name, _)) => format!("the address has the password of `{name}` in it"),
            None => "the address has a user or a key in it".to_owned(),
        };
        let help = "take out everything between `//` and `@`".to_owned();
        Some((&SECRET_IN_ADDRESS, message, help))
    });
}

/// Whether a user is named like a host, perhaps with a port.
fn is_name_like(user: &str) -> bool {
    let (name, port) = user.split_once(':').unwrap_or((user, ""));
    let dotted = name.contains('.') || name.to_ascii_lowercase().contains("%2e");
    dotted && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn judge(
    index: &Index<'_>,
    found: &mut Vec<Finding>,
    fault: impl Fn(&str) -> Option<(&'static Rule, String, String)>,
) {
    let path = index.root.key("sources");
    for (id, source) in &index.brief.sources {
        let Some((rule, message, help)) =
            source.url.as_ref().map(Url::as_str).and_then(&fault)
        else {
            continue;
        };
        let place = Place::from((path.key(id.as_str()).key("url"), Part::Value));
        found.push(Finding::new(rule, place, message).help(help));
    }
}

/// An address in its parts, as a browser takes it apart (WHATWG URL).
enum Address<'u> {
    Web {
        scheme: &'u str,
        user: Option<&'u str>,
        host: &'u str,
        port: Option<&'u str>,
        rest: &'u str,
    },
    Mail {
        to: &'u str,
        headers: &'u str,
    },
}

impl<'u> Address<'u> {
    fn of(url: &'u str) -> Option<Self> {
        if let Some(mail) = url.strip_prefix("mailto:") {
            let (to, headers) = mail.split_once('?').unwrap_or((mail, ""));
            return Some(Address::Mail { to, headers });
        }
        let (scheme, web) = url.split_once("://")?;
        // To a browser a backslash is a slash, and slashes more than two are none.
        let web = web.trim_start_matches(['/', '\\']);
        let end = web.find(['/', '\\', '?', '#']).unwrap_or(web.len());
        let (authority, rest) = web.split_at(end);
        let (user, server) = match authority.rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, authority),
        };
        let colon = server.rfind(':').filter(|at| !server[*at..].contains(']'));
        let (host, port) = server.split_at(colon.unwrap_or(server.len()));
        Some(Address::Web { scheme, user, host, port: port.strip_prefix(':'), rest })
    }
}

/// What is wrong with an address, and what to do about it.
fn fault(address: &Address<'_>) -> Option<(String, String)> {
    match address {
        Address::Web { scheme, user, host, port, rest } => {
            if let Some(user) = user.filter(|user| is_name_like(user)) {
                let seeming = user.split(':').next().unwrap_or(user);
                return Some((
                    format!("the address leads to `{host}`, not to `{seeming}`"),
                    "take out everything between `//` and `@`".to_owned(),
                ));
            }
            host::fault(host)
                .or_else(|| port_fault(scheme, (*port)?))
                .or_else(|| backslash(rest))
                .or_else(|| control(rest))
        }
        Address::Mail { to, headers } => mail(to, headers),
    }
}

fn port_fault(scheme: &str, port: &str) -> Option<(String, String)> {
    let other = match (scheme, port) {
        ("https", "80") => "http",
        ("http", "443") => "https",
        _ if port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0) => {
            return None;
        }
        _ => {
            let message = format!("`{port}` is no port");
            return Some((message, "write a number from 1 to 65535, or none".to_owned()));
        }
    };
    let message =
        format!("the address says `{scheme}`, and port {port} is that of `{other}`");
    Some((message, format!("take out `:{port}`, or write `{other}`")))
}

fn backslash(rest: &str) -> Option<(String, String)> {
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    path.contains('\\').then(|| {
        let message = "browsers read the backslash in the address as `/`".to_owned();
        (message, "write `/`, or `%5C` for a backslash".to_owned())
    })
}

/// A control character as `%` and two digits.
fn control(text: &str) -> Option<(String, String)> {
    let escapes = text.match_indices('%').filter_map(|(at, _)| text.get(at..at + 3));
    let code = |escape: &&str| u8::from_str_radix(&escape[1..], 16);
    let found = escapes
        .into_iter()
        .find(|escape| code(escape).is_ok_and(|code| code.is_ascii_control()))?;
    let message = format!("`{found}` in the address writes a control character");
    Some((message, format!("take out `{found}` and what follows it, if it is not yours")))
}

fn mail(to: &str, headers: &str) -> Option<(String, String)> {
    // In the text of a mail a line break is a line break (RFC 6068).
    let header = headers.split('&').filter(|header| !is_header(header, &["body"]));
    let injected = std::iter::once(to).chain(header.clone()).find_map(control);
    if let Some((message, _)) = injected {
        let help = "take it out: a line break adds a header to the mail";
        return Some((message, help.to_owned()));
    }
    let allowed = ["subject", "body"];
    let hidden = header
        .filter(|header| !header.is_empty() && !is_header(header, &allowed))
        .map(|header| header.split('=').next().unwrap_or(header))
        .next();
    if let Some(name) = hidden {
        let message = format!("the mail address sets `{name}` as well");
        return Some((message, "keep the address, `subject` and `body`".to_owned()));
    }
    to.split(',')
        .filter_map(|to| to.rsplit_once('@'))
        .find_map(|(_, host)| host::fault(host))
}

fn is_header(header: &str, names: &[&str]) -> bool {
    let name = header.split('=').next().unwrap_or(header);
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

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
