//! Addresses, taken apart as a browser does it (WHATWG URL), and what is wrong with one.

mod host;

/// An address in its parts.
pub(crate) enum Address<'u> {
    /// One of the web.
    Web {
        scheme: &'u str,
        /// What stands before `@`: a name, perhaps with a password.
        user: Option<&'u str>,
        host: &'u str,
        port: Option<&'u str>,
        /// The path and all behind it.
        rest: &'u str,
    },
    /// One of mail, with what it sets in the mail.
    Mail { to: &'u str, headers: &'u str },
}

impl<'u> Address<'u> {
    /// The parts of an address of a known scheme.
    pub(crate) fn of(url: &'u str) -> Option<Self> {
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

/// Whether a user is named like a host, perhaps with a port.
pub(crate) fn is_name_like(user: &str) -> bool {
    let (name, port) = user.split_once(':').unwrap_or((user, ""));
    let dotted = name.contains('.') || name.to_ascii_lowercase().contains("%2e");
    dotted && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// How an address misleads, and what to do about it.
pub(crate) fn fault(address: &Address<'_>) -> Option<(String, String)> {
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
