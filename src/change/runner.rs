//! Runs jobs in a transaction, again when Postgres asks for it.
use std::time::Duration;

use futures::future::BoxFuture;
use rand::RngExt as _;

use super::{
    store,
    unit::{Change, Context},
};
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

/// For one in so many recorded answers old ones are removed.
const SWEEP_ONE_IN: u32 = 64;

/// A request to change something: who asks, under which key, for what.
#[derive(Debug)]
pub struct Job<B> {
    pub(super) context: Context,
    pub(super) attempt: Option<Attempt>,
    pub(super) body: B,
}

impl<B> Job<B> {
    /// What is asked for.
    pub const fn body(&self) -> &B {
        &self.body
    }

    /// Whether both came with one key.
    pub(super) fn has_key_of(&self, other: &Self) -> bool {
        match (&self.attempt, &other.attempt) {
            (Some(one), Some(other)) => one.scope() == other.scope(),
            _ => false,
        }
    }
}

/// Runs work in a transaction of its own that records no answer, to its commit; again while only the
/// timing was wrong.
pub(super) async fn run_alone<B, T>(
    app: &App,
    (context, body): (&Context, &B),
    effect: impl for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<T>>,
) -> Result<T> {
    retrying(|| async {
        let tx = db::begin(app.pool(), context.tenant.id).await?;
        let mut change = Change::new(tx, context.clone());
        let done = match effect(&mut change, body).await {
            Ok(done) => write_journal(&mut change).await.map(|()| done),
            Err(refused) => Err(refused),
        };
        if done.is_ok() {
            change.tx.commit().await?;
        } else {
            change.tx.rollback().await.ok();
        }
        done
    })
    .await
}

/// The first answer to a job's key, if it has one.
pub(super) async fn first_answer<B>(app: &App, job: &Job<B>) -> Result<Option<Answer>> {
    let Some(attempt) = &job.attempt else {
        return Ok(None);
    };
    let tenant = job.context.tenant.id;
    let mut tx = db::begin(app.pool(), tenant).await?;
    let found = idempotency::open(&mut tx, tenant, &[attempt]).await?;
    tx.rollback().await?;
    found.into_iter().next().transpose().map(Option::flatten)
}

/// What a change does with jobs of one tenant: an answer or a refusal for each, in their order.
///
/// A job that is refused, while another is not, has written nothing; an error of the whole means that
/// nothing is kept. Run anew, from the start, at each retry.
pub(super) trait Effect<B>: Send + Sync {
    /// Does it.
    fn run<'c>(
        &'c self,
        change: &'c mut Change,
        jobs: &'c [&'c Job<B>],
    ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>>;
}

/// A use case that does one job at a time.
pub(super) struct Single<E>(pub(super) E);

impl<B, E> Effect<B> for Single<E>
where
    B: Sync,
    E: for<'c> Fn(&'c mut Change, &'c B) -> BoxFuture<'c, Result<Answer>> + Send + Sync,
{
    fn run<'c>(
        &'c self,
        change: &'c mut Change,
        jobs: &'c [&'c Job<B>],
    ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>> {
        Box::pin(async move {
            let mut answers = Vec::with_capacity(jobs.len());
            for job in jobs {
                change.act_for(job);
                answers.push(Ok((self.0)(change, &job.body).await?));
            }
            Ok(answers)
        })
    }
}

/// Why nothing is known to be kept of jobs.
#[derive(Debug)]
pub(super) enum Failed {
    /// Nothing was begun, or the commit was not answered: whether it was kept is not known.
    Outside(Error),
    /// It was begun and undone.
    Inside(Error),
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        let (Failed::Outside(error) | Failed::Inside(error)) = failed;
        error
    }
}

/// Runs one job to its commit, again while only the timing was wrong.
pub(super) async fn run_one<B: Sync>(
    app: &App,
    job: &Job<B>,
    effect: &impl Effect<B>,
) -> Result<Answer> {
    let done = retrying(|| async { only(run_all(app, &[job], effect).await?)? }).await;
    or_first(app, job, done).await
}

/// What became of a job; where it was refused, the first answer to its key after all if there is one:
/// the request that it repeats may have been done between the look for its answer and the refusal.
pub(super) async fn or_first<B: Sync>(
    app: &App,
    job: &Job<B>,
    done: Result<Answer>,
) -> Result<Answer> {
    let (Err(Error::Refused { .. } | Error::Invalid(_)), Some(attempt)) = (&done, &job.attempt)
    else {
        return done;
    };
    match first(app, &job.context, attempt).await {
        Ok(Some(first)) => Ok(first),
        Err(error @ (Error::Unavailable(_) | Error::Internal(_))) => Err(error),
        Ok(None) | Err(_) => done,
    }
}

/// The first answer to a key, if there is one. Refuses a key that another body used, and one whose
/// first request is still running.
pub(super) async fn first(
    app: &App,
    context: &Context,
    attempt: &Attempt,
) -> Result<Option<Answer>> {
    let tenant = context.tenant.id;
    let mut tx = db::begin(app.pool(), tenant).await?;
    let found = idempotency::open(&mut tx, tenant, &[attempt]).await?;
    tx.rollback().await?;
    found.into_iter().next().unwrap_or(Ok(None))
}

/// Runs jobs of one tenant in one transaction, once.
pub(super) async fn run_all<B: Sync>(
    app: &App,
    jobs: &[&Job<B>],
    effect: &impl Effect<B>,
) -> Result<Vec<Result<Answer>>, Failed> {
    let Some(first) = jobs.first() else {
        return Ok(Vec::new());
    };
    let tx = db::begin(app.pool(), first.context.tenant.id).await;
    let tx = tx.map_err(Failed::Outside)?;
    let mut change = Change::new(tx, first.context.clone());
    let done = inside(&mut change, jobs, effect).await;
    let anything = done
        .as_ref()
        .is_ok_and(|answers| answers.iter().flatten().any(|answer| !answer.replayed));
    if anything {
        let committed = change.tx.commit().await;
        committed.map_err(|cause| Failed::Outside(cause.into()))?;
    } else {
        // Before the client is told: its next request must not meet locks of this one.
        change.tx.rollback().await.ok();
    }
    done.map_err(Failed::Inside)
}

/// For each job the first answer to its key again, or the effect and its recording.
async fn inside<B: Sync>(
    change: &mut Change,
    jobs: &[&Job<B>],
    effect: &impl Effect<B>,
) -> Result<Vec<Result<Answer>>> {
    let mut answers = replays(change, jobs).await?;
    let fresh: Vec<&Job<B>> = jobs
        .iter()
        .zip(&answers)
        .filter_map(|(job, answer)| answer.is_none().then_some(*job))
        .collect();
    if !fresh.is_empty() {
        let mut done = effect.run(change, &fresh).await?.into_iter().zip(fresh);
        for answer in answers.iter_mut().filter(|answer| answer.is_none()) {
            if let Some((fresh, job)) = done.next() {
                if let (Ok(fresh), Some(attempt)) = (&fresh, job.attempt) {
                    let now = job.context.now;
                    change.journal.add_answer(attempt, fresh.clone(), now);
                }
                *answer = Some(fresh);
            }
        }
        write_journal(change).await?;
    }
    let all = answers.into_iter().collect::<Option<Vec<_>>>();
    all.ok_or_else(|| Error::internal(anyhow::anyhow!("a job was not answered")))
}

/// What is settled by keys alone.
async fn replays<B>(change: &mut Change, jobs: &[&Job<B>]) -> Result<Vec<Option<Result<Answer>>>> {
    let attempts: Vec<&Attempt> = jobs.iter().filter_map(|job| job.attempt.as_ref()).collect();
    if attempts.is_empty() {
        return Ok(jobs.iter().map(|_| None).collect());
    }
    let tenant = change.tenant().id;
    let mut found = idempotency::open(change.conn(), tenant, &attempts)
        .await?
        .into_iter();
    let answer = |job: &&Job<B>| job.attempt.and_then(|_| found.next()?.transpose());
    Ok(jobs.iter().map(answer).collect())
}

async fn write_journal(change: &mut Change) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let journal = std::mem::take(&mut change.journal);
    store::write(change.conn(), tenant, &journal).await?;
    let answers = u32::try_from(journal.answers.len()).unwrap_or(u32::MAX);
    if rand::random_ratio(answers.min(SWEEP_ONE_IN), SWEEP_ONE_IN) {
        idempotency::sweep(change.conn(), tenant, now).await?;
    }
    Ok(())
}

fn only<T>(answers: Vec<T>) -> Result<T> {
    let first = answers.into_iter().next();
    first.ok_or_else(|| Error::internal(anyhow::anyhow!("a job was not answered")))
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
