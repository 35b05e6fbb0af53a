//! The extractor of every operation that changes something.
use std::sync::Arc;

use axum::{
    extract::{FromRequest, Request},
    http::request::Parts,
};
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use tracing::Instrument as _;

use super::{
    batch::Batches,
    runner::{self, Job, Single},
    unit::{Change, Context},
};
use crate::{
    app::App,
    auth::Tenant,
    error::{Error, Result},
    http::{
        answer::Answer,
        json::{Read, collect, parse, read_body},
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
        let bytes = collect(body, app.limits().body_bytes).await?;
        Self::reading(&parts, app, &bytes, |tenant| {
            let value = parse(&parts.headers, &bytes)?;
            read_body(&value, tenant.locale())
        })
    }
}

impl<B> Write<B> {
    /// Of a request whose body is not JSON: the bytes that came, and how they are read.
    pub fn reading(
        parts: &Parts,
        app: &App,
        bytes: &[u8],
        read: impl FnOnce(&Tenant) -> Result<B>,
    ) -> Result<Self> {
        let tenant = parts
            .extensions
            .get::<Tenant>()
            .cloned()
            .ok_or_else(|| Error::internal(anyhow::anyhow!("a write outside the guard")))?;
        let precondition = Precondition::from_headers(&parts.headers)?;
        let attempt = Attempt::from_request(&parts.headers, &parts.method, &parts.uri, bytes)?;
        let body = read(&tenant)?;
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
