//! The cookie of a session, as it is set and cleared.
use axum::http::HeaderValue;
use chrono::TimeDelta;

use crate::{
    app::App,
    auth::{
        Head,
        session_token::{CookieName, SessionToken},
    },
    error::{Code, Error, Result},
    http::whence,
};

/// The cookie that a browser which signs in can keep safe: `__Host-` where its page came over TLS,
/// without the prefix on the server's own machine; refused where the token would travel in the clear.
pub(super) fn name_for(app: &App, head: Head<'_>) -> Result<CookieName> {
    let page = whence::page_of(head.headers);
    let page_is_near = page
        .as_ref()
        .is_none_or(|(_, page)| whence::is_loopback(page));
    match page {
        Some(("https", _)) => Ok(CookieName::Host),
        _ if page_is_near && head.is_on_loopback() => Ok(CookieName::Loopback),
        // No browser, as far as one can see.
        None if is_behind_tls(app) => Ok(CookieName::Host),
        Some(_) | None => Err(tls_required()),
    }
}

fn is_behind_tls(app: &App) -> bool {
    let url = app.files().public_url.as_deref();
    url.is_some_and(|url| url.starts_with("https://"))
}

fn tls_required() -> Error {
    Error::refused(
        Code::TlsRequired,
        "Over plain http anybody on the way could take the session. Put a proxy with TLS in front \
         of the server and open its https address, or open http://localhost on the server's own \
         machine.",
    )
}

/// `Set-Cookie` that hands a token out.
pub(super) fn set(name: CookieName, token: &SessionToken, lives: TimeDelta) -> Result<HeaderValue> {
    cookie(name, token.reveal(), lives.num_seconds())
}

/// `Set-Cookie` that takes it away.
pub(super) fn clear(name: CookieName) -> Result<HeaderValue> {
    cookie(name, "", 0)
}

fn cookie(name: CookieName, value: &str, seconds: i64) -> Result<HeaderValue> {
    let secure = match name {
        CookieName::Host => "; Secure",
        CookieName::Loopback => "",
    };
    let name = name.as_str();
    let text =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let mut value = HeaderValue::try_from(text).map_err(Error::internal)?;
    value.set_sensitive(true);
    Ok(value)
}
