//! A write that is too much for one transaction: a file of many rows.
//!
//! It is done in steps, each a short transaction of its own with its effect, timeline and events. With
//! an `Idempotency-Key` each step is recorded under the key and its number, in its own transaction,
//! and the answer under the key itself in the last one. So however often such a request is sent, and
//! wherever it broke off, each step is done once, a repeat goes on where the first ended, and both get
//! the same answer. Without a key a repeat does every step again.
use std::{marker::PhantomData, time::Duration};

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use tracing::Instrument as _;

use super::{
    runner::{self, Effect, Job},
    unit::{Change, Context},
};
use crate::{
    app::App,
    auth::Tenant,
    error::{Code, Error, Result},
    http::{answer::Answer, precondition::Precondition, upload},
    idempotency::Attempt,
    kernel::turns::{Full, Turn},
};

/// How long a request waits before it looks again at a step that another one with its key is doing.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// How often it looks.
const LOOKS_MAX: u32 = 25;

/// A file to take in: authenticated, received, not yet looked into.
#[derive(Debug)]
pub struct Upload {
    steps: Steps,
    file: Bytes,
}

/// The steps of an import.
#[derive(Debug)]
pub struct Steps {
    app: App,
    context: Context,
    attempt: Option<Attempt>,
    /// How many are done.
    done: u32,
    _turn: Turn,
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let tenant = parts.extensions.get::<Tenant>().cloned();
        let tenant = tenant
            .ok_or_else(|| Error::internal(anyhow::anyhow!("an import outside the guard")))?;
        let precondition = Precondition::from_headers(&parts.headers)?;
        // Before the file: what waits for leave holds no memory.
        let turn = app.begin_import(tenant.id).map_err(busy)?;
        let file = upload::csv_file(&parts.headers, body).await?;
        // Of the file alone: the boundaries of a multipart body differ from send to send.
        let attempt = Attempt::from_request(&parts.headers, &parts.method, &parts.uri, &file)?;
        let context = Context::of_request(tenant, app, &parts.extensions, precondition);
        let steps = Steps {
            app: app.clone(),
            context,
            attempt,
            done: 0,
            _turn: turn,
        };
        Ok(Self { steps, file })
    }
}

fn busy(full: Full) -> Error {
    let message = match full {
        Full::All => "The server takes in as many files as it may. Send the same request again.",
        Full::Own => {
            "This tenant has as many files being taken in as it may (2). Send the same request again \
             when one of them is done."
        }
    };
    Error::Unavailable(message.into())
}

impl Upload {
    /// Runs an import, unless its key has an answer already. In a task of its own: a client that hangs
    /// up cannot cut it.
    pub async fn run<F>(
        self,
        import: impl FnOnce(Steps, Bytes) -> F + Send + 'static,
    ) -> Result<Answer>
    where
        F: Future<Output = Result<Answer>> + Send,
    {
        let Self { steps, file } = self;
        let work = async move {
            if let Some(attempt) = &steps.attempt {
                let first = runner::first(&steps.app, &steps.context, attempt).await?;
                if let Some(first) = first {
                    return Ok(first);
                }
            }
            import(steps, file).await
        };
        tokio::spawn(work.in_current_span())
            .await
            .map_err(Error::internal)?
    }
}

impl Steps {
    /// Whose file it is.
    pub const fn tenant(&self) -> &Tenant {
        &self.context.tenant
    }

    /// Does the next step, or gives what became of it when it was done before.
    pub async fn step<P, O>(
        &mut self,
        part: P,
        effect: impl for<'c> Fn(&'c mut Change, &'c P) -> BoxFuture<'c, Result<O>> + Send + Sync,
    ) -> Result<O>
    where
        P: Send + Sync,
        O: Serialize + DeserializeOwned + Send,
    {
        let attempt = self.attempt.map(|attempt| attempt.part(self.done));
        let job = self.job(attempt, part);
        let effect = Step {
            effect,
            outcome: PhantomData,
        };
        let answer = self.run(&job, &effect).await?;
        self.done += 1;
        serde_json::from_slice(&answer.body).map_err(Error::internal)
    }

    /// Ends the import with its answer: the recorded one, where another request came first.
    pub async fn conclude(self, answer: Answer) -> Result<Answer> {
        if self.attempt.is_none() {
            return Ok(answer);
        }
        let job = self.job(self.attempt, answer);
        self.run(&job, &Conclusion).await
    }

    fn job<B>(&self, attempt: Option<Attempt>, body: B) -> Job<B> {
        Job {
            context: self.context.clone(),
            attempt,
            body,
        }
    }

    /// Once begun it is not broken off because another request with the same key does the same.
    async fn run<B: Sync>(&self, job: &Job<B>, effect: &impl Effect<B>) -> Result<Answer> {
        for _ in 0..LOOKS_MAX {
            let done = runner::run_one(&self.app, job, effect).await;
            let is_in_use = matches!(
                done,
                Err(Error::Refused {
                    code: Code::IdempotencyKeyInUse,
                    ..
                })
            );
            if !is_in_use || self.done == 0 {
                return done;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        runner::run_one(&self.app, job, effect).await
    }
}

/// An effect whose outcome is recorded like an answer.
struct Step<E, O> {
    effect: E,
    outcome: PhantomData<fn() -> O>,
}

impl<P, E, O> Effect<P> for Step<E, O>
where
    P: Sync,
    E: for<'c> Fn(&'c mut Change, &'c P) -> BoxFuture<'c, Result<O>> + Send + Sync,
    O: Serialize + Send,
{
    fn run<'c>(
        &'c self,
        change: &'c mut Change,
        jobs: &'c [&'c Job<P>],
    ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>> {
        Box::pin(async move {
            let mut answers = Vec::with_capacity(jobs.len());
            for job in jobs {
                change.act_for(job);
                let outcome = (self.effect)(change, job.body()).await?;
                answers.push(Answer::ok(&outcome));
            }
            Ok(answers)
        })
    }
}

/// Changes nothing; its answer is recorded.
struct Conclusion;

impl Effect<Answer> for Conclusion {
    fn run<'c>(
        &'c self,
        _: &'c mut Change,
        jobs: &'c [&'c Job<Answer>],
    ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>> {
        let answers = jobs.iter().map(|job| Ok(job.body().clone())).collect();
        Box::pin(std::future::ready(Ok(answers)))
    }
}
