//! Runs a use case in a transaction, again when Postgres asks for it.
use std::time::Duration;

use futures::future::BoxFuture;
use rand::RngExt as _;
use tracing::Instrument as _;

use super::unit::{Change, Context};
use crate::{
    app::App,
    db,
    error::{Error, Result},
    http::answer::Answer,
    idempotency::{self, Attempt},
};

/// How often a change is run at most when it meets a deadlock or a serialization failure.
const RUNS_MAX: u32 = 5;

/// By how much the longest pause before a run grows with each run, in milliseconds.
const PAUSE_STEP_MS: u64 = 10;

/// What a change does with an input `B`; run anew, from the start, at each retry.
pub(super) trait Effect<B, T>:
    for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<T>> + Send + Sync + 'static
{
}
impl<B, T, F> Effect<B, T> for F where
    F: for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<T>> + Send + Sync + 'static
{
}

/// Runs `effect` to its commit in a task of its own: a client that hangs up cannot cut it.
pub(super) async fn answer<B: Send + Sync + 'static>(
    app: App,
    context: Context,
    attempt: Option<Attempt>,
    body: B,
    effect: impl Effect<B, Answer>,
) -> Result<Answer> {
    let work = async move {
        retrying(|| async {
            let mut change = open(&app, &context).await?;
            match once(&mut change, attempt.as_ref(), &body, &effect).await {
                Ok(answer) => {
                    change.tx.commit().await?;
                    Ok(answer)
                }
                Err(error) => {
                    // Before the client is told: its next request must not meet locks of this one.
                    change.tx.rollback().await.ok();
                    Err(error)
                }
            }
        })
        .await
    };
    tokio::spawn(work.in_current_span())
        .await
        .map_err(Error::internal)?
}

/// The first answer to the key again, or the effect and its recording.
async fn once<B>(
    change: &mut Change,
    attempt: Option<&Attempt>,
    body: &B,
    effect: &impl Effect<B, Answer>,
) -> Result<Answer> {
    let (tenant, now) = (change.tenant().id, change.now());
    let Some(attempt) = attempt else {
        return effect(change, body).await;
    };
    if let Some(first) = idempotency::open(change.conn(), tenant, attempt).await? {
        return Ok(first);
    }
    let answer = effect(change, body).await?;
    idempotency::record(change.conn(), tenant, attempt, &answer, now).await?;
    idempotency::sweep(change.conn(), tenant, now).await?;
    Ok(answer)
}

async fn open(app: &App, context: &Context) -> Result<Change> {
    Ok(Change {
        tx: db::begin(app.pool(), context.tenant.id).await?,
        context: context.clone(),
    })
}

/// Runs `work` again while only the timing was wrong. A short pause of random length keeps those who
/// met from meeting again.
async fn retrying<T, F: Future<Output = Result<T>>>(work: impl Fn() -> F) -> Result<T> {
    for run in 1..RUNS_MAX {
        match work().await {
            Err(Error::Contended(cause)) => {
                tracing::info!(cause, "change runs again");
                let pause = rand::rng().random_range(1..=PAUSE_STEP_MS * u64::from(run));
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            done => return done,
        }
    }
    work().await
}
