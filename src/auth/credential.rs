//! What a request shows to say who asks: an API key, or the cookie of a session.
use axum::http::{HeaderMap, Method, Uri, header};

use super::{
    api_key::ApiKey,
    secret_hash::SecretHash,
    session_token::{CookieName, SessionToken},
};
use crate::{
    app::App,
    error::{Code, Error, Result},
    http::whence::{self, Whence},
};

/// Header that names the tenant.
const TENANT_ID: &str = "tenant-id";

/// The head of a request, as far as it says who asks.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// What it does.
    pub method: &'a Method,
    /// Where it was sent.
    pub uri: &'a Uri,
    /// Everything else.
    pub headers: &'a HeaderMap,
}

/// What a request shows to say who asks.
#[derive(Debug, Clone)]
pub(super) enum Credential {
    /// `Authorization: Bearer <API key>`.
    Key(ApiKey),
    /// The cookie of a session.
    Session(SessionToken),
}

impl Credential {
    /// The API key, if there is one; else the session. A cookie comes along by itself, so what it may
    /// change is asked for by our own pages alone.
    pub(super) fn of(app: &App, head: Head<'_>) -> Result<Self> {
        if head.headers.contains_key(header::AUTHORIZATION) {
            return bearer(head.headers).map(Self::Key);
        }
        let token = head.session()?.ok_or_else(|| {
            Error::refused(
                Code::AuthRequired,
                "Send your API key in the header `Authorization: Bearer <API key>`, or sign in: \
                 POST /v1/session.",
            )
        })?;
        if !head.method.is_safe() {
            head.require_own_page(app)?;
        }
        Ok(Self::Session(token))
    }

    pub(super) fn hash(&self) -> SecretHash {
        match self {
            Self::Key(key) => key.hash(),
            Self::Session(token) => token.hash(),
        }
    }
}

impl<'a> Head<'a> {
    /// What the request calls its tenant.
    pub(super) fn wanted(self) -> Result<Option<&'a str>> {
        if self.headers.get_all(TENANT_ID).iter().count() > 1 {
            return Err(Error::refused(
                Code::NoTenantAccess,
                "Send the header `Tenant-ID` once.",
            ));
        }
        let wanted = self.headers.get(TENANT_ID);
        Ok(wanted
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
            .filter(|tenant| !tenant.is_empty()))
    }

    /// The session in its cookie. The name without a prefix can be set by hosts of the same domain
    /// and counts only where there are none.
    pub fn session(self) -> Result<Option<SessionToken>> {
        if let Some(token) = SessionToken::in_cookie(self.headers, CookieName::Host)? {
            return Ok(Some(token));
        }
        if self.is_on_loopback() {
            SessionToken::in_cookie(self.headers, CookieName::Loopback)
        } else {
            Ok(None)
        }
    }

    /// Refuses what another page asks for, and what does not say which page does.
    pub fn require_own_page(self, app: &App) -> Result<()> {
        match self.whence(app) {
            Whence::OwnPage => Ok(()),
            Whence::Elsewhere | Whence::Untold => Err(cross_site()),
        }
    }

    /// Refuses what another page asks for.
    pub fn refuse_other_pages(self, app: &App) -> Result<()> {
        match self.whence(app) {
            Whence::OwnPage | Whence::Untold => Ok(()),
            Whence::Elsewhere => Err(cross_site()),
        }
    }

    /// Whether it was sent to the machine itself.
    pub fn is_on_loopback(self) -> bool {
        whence::host(self.uri, self.headers).is_some_and(|host| whence::is_loopback(&host))
    }

    fn whence(self, app: &App) -> Whence {
        Whence::of(self.uri, self.headers, app.files().public_url.as_deref())
    }
}

fn cross_site() -> Error {
    Error::refused(
        Code::CrossSiteRequest,
        "A session changes things from pages of this server alone: send `Origin` with the address \
         the request goes to, as browsers do, or use an API key in `Authorization`. Behind a proxy, \
         have it pass `Host` on as it is, or set --public-url.",
    )
}

fn bearer(headers: &HeaderMap) -> Result<ApiKey> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(header), None) = (values.next(), values.next()) else {
        return Err(Error::refused(
            Code::InvalidToken,
            "Send the header `Authorization` once.",
        ));
    };
    header
        .to_str()
        .ok()
        .and_then(|value| {
            let (scheme, key) = value.trim().split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
        })
        .and_then(|key| ApiKey::parse(key).ok())
        .ok_or_else(|| {
            Error::refused(
                Code::InvalidToken,
                "This is not an API key of this server: it must read `Bearer fo_live_…`, whole \
                 and without changes.",
            )
        })
}
