//! Handlers of sessions. They stand outside the guard, which asks for a tenant.
use axum::{
    Extension,
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    attempts::Attempts,
    cookie, end,
    open::{self, Opened},
    store,
    wire::{SessionBody, SignInBody, SignedOutBody},
};
use crate::{
    app::App,
    auth::{
        Caller, Head,
        session_token::{CookieName, SessionToken},
    },
    error::{Error, Result},
    http::{answer::Answer, json::Untenanted, peer::Peer},
    openapi::ErrorBody,
};

/// All of them.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, sign_in, sign_out))
}

/// Sign in
///
/// Exchanges an API key for a session, whose token is in a cookie that no script can read. The cookie
/// stands for the header `Authorization` from then on; `Tenant-ID` is sent with each request as before.
/// Made for browsers: the page must be the server's own, and over TLS or on the server's own machine.
/// A session lasts 12 hours, and ends sooner if its key does.
#[utoipa::path(
    post,
    path = "/v1/session",
    operation_id = "signIn",
    tag = "Session",
    security(()),
    request_body = SignInBody,
    responses(
        (status = 200, description = "What the session may do.", body = SessionBody,
            headers(("Set-Cookie" = String, description = "The session: `__Host-flexorder`, on the server's own machine `flexorder`; HttpOnly, SameSite=Strict."))),
        (status = 401, description = "INVALID_TOKEN: no key, or none that lives.", body = ErrorBody),
        (status = 403, description = "NO_TENANT_ACCESS, CROSS_SITE_REQUEST, or TLS_REQUIRED: the token would travel in the clear.", body = ErrorBody),
        (status = 429, description = "RATE_LIMITED: too many sign-ins failed.", body = ErrorBody,
            headers(("Retry-After" = u32, description = "Seconds to wait.")))
    )
)]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Extension(attempts): Extension<Attempts>,
    peer: Peer,
    browser: Browser,
    Untenanted(body): Untenanted<SignInBody>,
) -> Result<Response> {
    let attempt = match attempts.begin(peer, app.clock().now()) {
        Ok(attempt) => attempt,
        Err(too_many) => return Ok(too_many.into_response()),
    };
    let opened = open::open(&app, &body, browser.session).await;
    if opened.as_ref().err().is_none_or(is_ours) {
        attempt.forgive();
    }
    let opened = opened?;
    let answer = shown(&app, &opened).await?;
    let set = cookie::set(browser.cookie, &opened.token, open::LIFETIME)?;
    Ok(with_cookies(answer, [set]))
}

/// Whether a sign-in failed for nothing that was sent.
const fn is_ours(error: &Error) -> bool {
    matches!(
        error,
        Error::Unavailable(_) | Error::Contended(_) | Error::Internal(_)
    )
}

async fn shown(app: &App, opened: &Opened) -> Result<Answer> {
    let caller = &opened.caller;
    let tenants = store::tenants(app.pool(), caller.api_key_id()).await?;
    Answer::ok(&SessionBody::new(caller, tenants, Some(opened.expires_at)))
}

/// Who am I
///
/// What the session may do, and where; the same for an API key in `Authorization`.
#[utoipa::path(
    get,
    path = "/v1/session",
    operation_id = "getSession",
    tag = "Session",
    security(("apiKey" = []), ("session" = [])),
    params(("Tenant-ID" = Option<String>, Header, description = "Id or handle of the business unit to show as `tenantId`.", min_length = 1, max_length = 255)),
    responses(
        (status = 200, description = "What the session or key may do.", body = SessionBody),
        (status = 401, description = "AUTH_REQUIRED or INVALID_TOKEN: no session and no API key, or none that lives.", body = ErrorBody),
        (status = 403, description = "NO_TENANT_ACCESS: not a tenant of the key.", body = ErrorBody)
    )
)]
pub(crate) async fn get(State(app): State<App>, caller: Caller) -> Result<Response> {
    let tenants = store::tenants(app.pool(), caller.api_key_id()).await?;
    let body = SessionBody::new(&caller, tenants, caller.expires_at());
    Ok(with_cookies(Answer::ok(&body)?, []))
}

/// Sign out
///
/// Ends the session on every server at once and clears its cookie. Without a session there is nothing
/// to do, and that is done.
#[utoipa::path(
    delete,
    path = "/v1/session",
    operation_id = "signOut",
    tag = "Session",
    security(()),
    responses(
        (status = 200, description = "There is no session any more.", body = SignedOutBody,
            headers(("Set-Cookie" = String, description = "Clears the cookie."))),
        (status = 403, description = "CROSS_SITE_REQUEST", body = ErrorBody)
    )
)]
pub(crate) async fn sign_out(State(app): State<App>, leaving: Leaving) -> Result<Response> {
    for token in &leaving.sessions {
        end::end(&app, token).await?;
    }
    let answer = Answer::ok(&SignedOutBody::new())?;
    Ok(with_cookies(answer, leaving.clearing))
}

/// Who signs in: how its cookie is to be called, and the session it has already.
#[derive(Debug)]
pub(crate) struct Browser {
    cookie: CookieName,
    session: Option<SessionToken>,
}

impl FromRequestParts<App> for Browser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let head = head(parts);
        head.refuse_other_pages(app)?;
        Ok(Self {
            cookie: cookie::name_for(app, head)?,
            // A cookie that opens nothing is no reason not to sign in.
            session: head.session().unwrap_or_default(),
        })
    }
}

/// Who signs out: the sessions in its cookies, and what takes the cookies away.
#[derive(Debug)]
pub(crate) struct Leaving {
    sessions: Vec<SessionToken>,
    clearing: Vec<HeaderValue>,
}

impl FromRequestParts<App> for Leaving {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let head = head(parts);
        let (mut sessions, mut clearing) = (Vec::new(), Vec::new());
        for name in [CookieName::Host, CookieName::Loopback] {
            match SessionToken::in_cookie(head.headers, name) {
                Ok(None) => continue,
                Ok(Some(token)) => sessions.push(token),
                Err(_) => {}
            }
            clearing.push(cookie::clear(name)?);
        }
        if !clearing.is_empty() {
            head.require_own_page(app)?;
        }
        Ok(Self { sessions, clearing })
    }
}

const fn head(parts: &Parts) -> Head<'_> {
    Head {
        method: &parts.method,
        uri: &parts.uri,
        headers: &parts.headers,
    }
}

/// The answer with its cookies; nobody is to keep it.
fn with_cookies(answer: Answer, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    let mut response = answer.into_response();
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}
