//! The extractor of every operation that changes something.
use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tracing::Instrument as _;

use super::{
    batch::Batches,
    runner::{self, Job, Single},
    unit::{Change, Context},
};
use crate::{
    app::App,
    auth::Tenant,
    error::{Code, Error, Fault, Result},
    http::{
        answer::Answer,
        json::{Read, Value, read_body},
        precondition::Precondition,
    },
    idempotency::Attempt,
};

/// A request to change something: authenticated, its body read, not yet begun.
#[derive(Debug)]
pub struct Write<B> {
    app: App,
    job: Job<B>,
}

impl<B: Read> FromRequest<App> for Write<B> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let tenant = parts
            .extensions
            .get::<Tenant>()
            .cloned()
            .ok_or_else(|| Error::internal(anyhow::anyhow!("a write outside the guard")))?;
        let bytes = collect(body, app.limits().body_bytes).await?;
        let precondition = Precondition::from_headers(&parts.headers)?;
        let attempt =
            Attempt::from_request(&parts.headers, &parts.method, parts.uri.path(), &bytes)?;
        let value = json(&parts.headers, &bytes)?;
        let body = read_body(&value, tenant.locale())?;
        let context = Context::of_request(tenant, app, &parts.extensions, precondition);
        Ok(Self {
            app: app.clone(),
            job: Job {
                context,
                attempt,
                body,
            },
        })
    }
}

impl<B> Write<B> {
    /// What is asked for.
    pub const fn body(&self) -> &B {
        self.job.body()
    }

    /// In which tenant, and by whom.
    pub const fn tenant(&self) -> &Tenant {
        &self.job.context.tenant
    }

    /// When: the instant of the change.
    pub const fn now(&self) -> DateTime<Utc> {
        self.job.context.now
    }
}

impl<B: Send + Sync + 'static> Write<B> {
    /// Runs a use case in one transaction and answers with what it answers, once per
    /// `Idempotency-Key`. In a task of its own: a client that hangs up cannot cut it.
    pub async fn run(
        self,
        effect: impl for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<Answer>>
        + Send
        + Sync
        + 'static,
    ) -> Result<Answer> {
        let Self { app, job } = self;
        let work = async move { runner::run_one(&app, &job, &Single(effect)).await };
        tokio::spawn(work.in_current_span())
            .await
            .map_err(Error::internal)?
    }

    /// Runs a use case that asks somebody outside between two transactions: `begin` in the first,
    /// `between` with nothing open, then the answer from `finish` in the last, once per
    /// `Idempotency-Key`. Whoever hangs up or crashes leaves what `begin` wrote: it must be such that
    /// others can go on with it, and that the same request does not begin it twice.
    pub async fn run_around<T, W>(
        self,
        begin: impl for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<T>>
        + Send
        + Sync
        + 'static,
        between: impl FnOnce(App, Tenant, T) -> W + Send + 'static,
        finish: impl for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<Answer>>
        + Send
        + Sync
        + 'static,
    ) -> Result<Answer>
    where
        T: Send + 'static,
        W: Future<Output = Result<()>> + Send + 'static,
    {
        let Self { app, job } = self;
        let work = async move {
            if let Some(first) = runner::first_answer(&app, &job).await? {
                return Ok(first);
            }
            let what = runner::run_alone(&app, (&job.context, &job.body), begin).await?;
            between(app.clone(), job.context.tenant.clone(), what).await?;
            runner::run_one(&app, &job, &Single(finish)).await
        };
        tokio::spawn(work.in_current_span())
            .await
            .map_err(Error::internal)?
    }

    /// The same as [`Write::run`], in one transaction with other requests of the tenant that arrive meanwhile.
    pub async fn run_together(self, batches: &Arc<Batches<B>>) -> Result<Answer> {
        batches.run(self.app, self.job).await
    }
}

/// The whole body, up to `limit` bytes.
pub(super) async fn collect(body: axum::body::Body, limit: usize) -> Result<Bytes> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::refused(
            Code::PayloadTooLarge,
            format!("The body is larger than {limit} bytes. Send less at once."),
        )),
        Err(_) => Err(Error::fault(Fault::shape(
            "",
            "invalid_body",
            "The body ended before its announced length. Send it again.",
        ))),
    }
}

/// The body as a tree. Without a body it is an empty object: what must be there is then reported
/// field by field.
pub(super) fn json(headers: &HeaderMap, bytes: &[u8]) -> Result<Value> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or_default());
    let is_json = content_type.is_some_and(|value| {
        let essence = value.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
            || essence.to_ascii_lowercase().ends_with("+json")
    });
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Error::refused(
            Code::UnsupportedMediaType,
            "Send the body as it is, without Content-Encoding.",
        ));
    }
    if bytes.is_empty() && (is_json || content_type.is_none()) {
        return Ok(Value::Object(Vec::new()));
    }
    if !is_json {
        return Err(Error::refused(
            Code::UnsupportedMediaType,
            "Send the body as JSON with the header `Content-Type: application/json`.",
        ));
    }
    Value::parse(bytes).map_err(|malformed| {
        Error::fault(Fault::shape(
            malformed.path(),
            "invalid_json",
            malformed.to_string(),
        ))
    })
}
