//! Sign-in: an API key is exchanged for a session.
use chrono::{DateTime, TimeDelta, Utc};

use super::{end, store, wire::SignInBody};
use crate::{
    app::App,
    auth::{Caller, api_key::ApiKey, session_token::SessionToken},
    error::{Code, Error, Result},
};

/// How long a session lasts: a day's work.
pub(super) const LIFETIME: TimeDelta = TimeDelta::hours(12);

/// A session that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) caller: Caller,
    pub(super) token: SessionToken,
    /// When it ends by itself: with the key, if that is sooner.
    pub(super) expires_at: DateTime<Utc>,
}

/// Opens a session of the key, in that tenant; the one that the browser had before ends.
pub(super) async fn open(
    app: &App,
    body: &SignInBody,
    before: Option<SessionToken>,
) -> Result<Opened> {
    let key = ApiKey::parse(body.api_key()).map_err(|_| {
        Error::refused(
            Code::InvalidToken,
            "This is not an API key of this server: it must read `fo_live_…`, whole and without \
             changes.",
        )
    })?;
    let caller = Caller::of_key(app, key, &body.tenant_id).await?;
    let unit = caller
        .unit()
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a caller without the tenant asked for")))?;
    let now = app.clock().now();
    let ends = now + LIFETIME;
    let token = SessionToken::generate();
    let new = store::NewSession {
        hash: token.hash(),
        api_key: caller.api_key_id(),
        organization: unit.organization_id,
        tenant: unit.id,
        created_at: now,
        expires_at: ends,
    };
    if let Some(before) = before {
        end::end(app, &before).await?;
    }
    store::insert(app.pool(), &new).await?;
    Ok(Opened {
        expires_at: caller.expires_at().map_or(ends, |expiry| expiry.min(ends)),
        caller,
        token,
    })
}
