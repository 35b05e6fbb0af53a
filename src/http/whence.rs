//! Whether a request comes from a page of this server, so that no other page can act with the cookie
//! of whoever looks at it.
//!
//! Browsers say it in `Sec-Fetch-Site`, older ones in `Origin` alone; no page can change either.
use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, Uri, header, uri::Authority};

/// Header in which a browser compares the page with the server it calls.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// A page of this server.
    OwnPage,
    /// Another page, or one that does not say which.
    Elsewhere,
    /// Not a browser, or one that asks for a page.
    Untold,
}

impl Whence {
    /// As the headers tell. `public_url` is what this server is called from outside, where that is
    /// set.
    pub fn of(uri: &Uri, headers: &HeaderMap, public_url: Option<&str>) -> Self {
        let own = |own: bool| if own { Self::OwnPage } else { Self::Elsewhere };
        match (one(headers, &SEC_FETCH_SITE), one(headers, &header::ORIGIN)) {
            (Ok(None), Ok(None)) => Self::Untold,
            (Ok(Some(site)), Ok(_)) => own(site == "same-origin"),
            (Ok(None), Ok(Some(origin))) => {
                let called = public_url.is_some_and(|url| is_origin_of(origin, url));
                let named = page(origin).zip(host(uri, headers));
                own(called || named.is_some_and(|((_, page), host)| page == host))
            }
            (Err(()), _) | (_, Err(())) => Self::Elsewhere,
        }
    }
}

/// Scheme and authority of the page, as `Origin` has them; none for one that hides them.
pub fn page_of(headers: &HeaderMap) -> Option<(&str, Authority)> {
    page(one(headers, &header::ORIGIN).ok()??)
}

/// What the request calls this server: HTTP/2 has it in the address, HTTP/1.1 in `Host`.
pub fn host(uri: &Uri, headers: &HeaderMap) -> Option<Authority> {
    let named = || one(headers, &header::HOST).ok()??.parse().ok();
    uri.authority().cloned().or_else(named)
}

/// Whether a host is the machine itself, whoever asks: nothing in between can listen.
pub fn is_loopback(host: &Authority) -> bool {
    let name = host.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn page(origin: &str) -> Option<(&str, Authority)> {
    let (scheme, authority) = origin.split_once("://")?;
    Some((scheme, authority.parse().ok()?))
}

fn is_origin_of(origin: &str, url: &str) -> bool {
    url.strip_prefix(origin)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The only value of a header; none without it, an error where there are several or it is no text.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "sec-fetch-site";

    fn of(sent: &[(&'static str, &str)], public_url: Option<&str>) -> Whence {
        let mut headers = HeaderMap::new();
        headers.insert("host", "shop.example:8443".parse().unwrap());
        for (name, value) in sent {
            headers.append(*name, value.parse().unwrap());
        }
        Whence::of(&Uri::from_static("/v1/orders"), &headers, public_url)
    }

    #[test]
    fn the_browsers_own_comparison_counts_and_else_the_origin() {
        use Whence::{Elsewhere, OwnPage, Untold};
        let own = "https://shop.example:8443";
        for (sent, expected) in [
            (&[][..], Untold),
            (&[(SITE, "same-origin")], OwnPage),
            (
                &[(SITE, "same-origin"), ("origin", "https://renamed")],
                OwnPage,
            ),
            (&[(SITE, "same-site"), ("origin", own)], Elsewhere),
            (&[(SITE, "cross-site")], Elsewhere),
            (&[(SITE, "none")], Elsewhere),
            (&[(SITE, "same-origin"), (SITE, "same-origin")], Elsewhere),
            (&[("origin", own)], OwnPage),
            (&[("origin", "https://shop.example")], Elsewhere),
            (
                &[("origin", "https://shop.example:8443.evil.example")],
                Elsewhere,
            ),
            (&[("origin", "https://evil.example")], Elsewhere),
            (&[("origin", "null")], Elsewhere),
            (&[("origin", own), ("origin", own)], Elsewhere),
        ] {
            assert_eq!(of(sent, None), expected, "{sent:?}");
        }
    }

    #[test]
    fn the_public_url_is_this_server_too() {
        let sent = [("origin", "https://orders.example")];
        for (url, expected) in [
            ("https://orders.example", Whence::OwnPage),
            ("https://orders.example/shop", Whence::OwnPage),
            ("https://orders.example.evil", Whence::Elsewhere),
            ("http://orders.example", Whence::Elsewhere),
        ] {
            assert_eq!(of(&sent, Some(url)), expected, "{url}");
        }
    }

    #[test]
    fn the_machine_itself_has_several_names() {
        for (host, expected) in [
            ("localhost:8080", true),
            ("LOCALHOST", true),
            ("127.0.0.1", true),
            ("127.1.2.3:80", true),
            ("[::1]:8080", true),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("10.0.0.1", false),
            ("[::2]", false),
        ] {
            assert_eq!(is_loopback(&host.parse().unwrap()), expected, "{host}");
        }
    }
}
