//! A POST that asks and changes nothing: its body is read like that of a write, and nothing is
//! recorded of it.
use axum::extract::{FromRequest, Request};

use crate::{
    app::App,
    auth::Tenant,
    error::{Error, Result},
    http::{
        json::{Read, collect, parse, read_body},
        precondition::Precondition,
    },
    idempotency::Attempt,
};

/// The body of a question.
#[derive(Debug)]
pub struct Question<B>(pub B);

impl<B: Read> FromRequest<App> for Question<B> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let tenant = parts.extensions.get::<Tenant>();
        let tenant = tenant
            .ok_or_else(|| Error::internal(anyhow::anyhow!("a question outside the guard")))?;
        let bytes = collect(body, app.limits().body_bytes).await?;
        // Nothing hangs on them here, but what is no key or tag is told as everywhere.
        Precondition::from_headers(&parts.headers)?;
        Attempt::from_request(&parts.headers, &parts.method, &parts.uri, &bytes)?;
        let value = parse(&parts.headers, &bytes)?;
        Ok(Self(read_body(&value, tenant.locale())?))
    }
}
