//! Concurrent requests of one tenant done in one transaction: what each would pay for alone, a begin,
//! its looks, a commit and its place in the log, they then share.
//!
//! Nobody waits for company. A request that finds a free lane starts at once; those that arrive while
//! all lanes of their tenant are busy go together when one is free. A batch that is undone is done
//! again one by one, so that none is refused for another's sake.
use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::future::BoxFuture;
use tokio::sync::oneshot;

use super::{
    runner::{self, Effect, Failed, Job},
    unit::Change,
};
use crate::{
    app::App,
    error::{Error, Result},
    http::answer::Answer,
    kernel::id::TenantId,
};

/// Transactions that work for one tenant at once. Two: while one waits for the disk the other works.
const LANES: usize = 2;

/// Jobs of one transaction at most, so that none waits long and locks are soon free.
const BATCH_MAX: usize = 32;

/// What a batch does with its jobs: an answer or a refusal for each, in their order. A job that is
/// refused, while another is not, has written nothing; an error of the whole means that nothing is
/// kept.
type BatchEffect<B> = dyn for<'c> Fn(&'c mut Change, &'c [&'c Job<B>]) -> BoxFuture<'c, Result<Vec<Result<Answer>>>>
    + Send
    + Sync;

/// A batch's effect, shared by those that run it.
struct Shared<B>(Arc<BatchEffect<B>>);

/// Where requests of one kind meet.
pub struct Batches<B> {
    effect: Arc<BatchEffect<B>>,
    tenants: Mutex<HashMap<TenantId, Tenant<B>>>,
}

impl<B: Sync> Effect<B> for Shared<B> {
    fn run<'c>(
        &'c self,
        change: &'c mut Change,
        jobs: &'c [&'c Job<B>],
    ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>> {
        (self.0)(change, jobs)
    }
}

/// The requests of a tenant that wait, and how many lanes are busy.
struct Tenant<B> {
    waiting: VecDeque<Waiting<B>>,
    busy: usize,
}

struct Waiting<B> {
    job: Job<B>,
    reply: oneshot::Sender<Result<Answer>>,
}

impl<B: Send + Sync + 'static> Batches<B> {
    /// Requests for which `effect` does what is asked.
    pub fn new(
        effect: impl for<'c> Fn(
            &'c mut Change,
            &'c [&'c Job<B>],
        ) -> BoxFuture<'c, Result<Vec<Result<Answer>>>>
        + Send
        + Sync
        + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            effect: Arc::new(effect),
            tenants: Mutex::default(),
        })
    }

    /// Does a job, together with others if there are any. A client that hangs up does not cut
    /// it once it is begun.
    pub(super) async fn run(self: &Arc<Self>, app: App, job: Job<B>) -> Result<Answer> {
        let (reply, answer) = oneshot::channel();
        let tenant = job.context.tenant.id;
        let starts = {
            let mut tenants = self.lock();
            let lanes = tenants.entry(tenant).or_default();
            lanes.waiting.push_back(Waiting { job, reply });
            let starts = lanes.busy < LANES;
            lanes.busy += usize::from(starts);
            starts
        };
        if starts {
            tokio::spawn(Arc::clone(self).work(app, tenant));
        }
        answer.await.map_err(Error::internal)?
    }

    /// A lane: takes what waits until nothing does.
    async fn work(self: Arc<Self>, app: App, tenant: TenantId) {
        while let Some(batch) = self.next(tenant) {
            // In a task of its own: a panic ends the batch and not the lane.
            let done = run(app.clone(), batch, Shared(Arc::clone(&self.effect)));
            tokio::spawn(done).await.ok();
        }
    }

    /// The jobs to do next. A key that stands twice among them is left for a batch after.
    fn next(&self, tenant: TenantId) -> Option<Vec<Waiting<B>>> {
        let mut tenants = self.lock();
        let lanes = tenants.get_mut(&tenant)?;
        let mut batch: Vec<Waiting<B>> = Vec::new();
        let mut later = VecDeque::new();
        while batch.len() < BATCH_MAX
            && let Some(waiting) = lanes.waiting.pop_front()
        {
            if waiting.reply.is_closed() {
                // Its client left, or was told that it took too long: not begun, it is not done.
                continue;
            }
            if batch.iter().any(|taken| taken.job.has_key_of(&waiting.job)) {
                later.push_back(waiting);
            } else {
                batch.push(waiting);
            }
        }
        later.append(&mut lanes.waiting);
        lanes.waiting = later;
        if batch.is_empty() {
            lanes.busy -= 1;
            if lanes.busy == 0 {
                tenants.remove(&tenant);
            }
            return None;
        }
        Some(batch)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TenantId, Tenant<B>>> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does jobs together, and one by one if that fails.
async fn run<B: Send + Sync + 'static>(app: App, batch: Vec<Waiting<B>>, effect: Shared<B>) {
    if batch.len() > 1 {
        let jobs: Vec<&Job<B>> = batch.iter().map(|waiting| &waiting.job).collect();
        match runner::run_all(&app, &jobs, &effect).await {
            Ok(answers) => {
                for (waiting, answer) in batch.into_iter().zip(answers) {
                    let answer = runner::or_first(&app, &waiting.job, answer).await;
                    waiting.reply.send(answer).ok();
                }
                return;
            }
            Err(Failed::Inside(cause) | Failed::Outside(cause @ Error::Contended(_))) => {
                tracing::info!(jobs = batch.len(), %cause, "a batch is done one by one");
            }
            // Nothing was begun, or nobody knows whether it was kept: never again by ourselves, for
            // those without a key would be done twice.
            Err(Failed::Outside(cause)) => {
                tracing::warn!(jobs = batch.len(), %cause, "a batch was not begun or not confirmed");
                for waiting in batch {
                    waiting.reply.send(Err(not_known())).ok();
                }
                return;
            }
        }
    }
    for waiting in batch {
        let answer = runner::run_one(&app, &waiting.job, &effect).await;
        waiting.reply.send(answer).ok();
    }
}

fn not_known() -> Error {
    let message = "The database is busy or away. Send the same request again.";
    Error::Unavailable(message.into())
}

impl<B> Default for Tenant<B> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            busy: 0,
        }
    }
}

impl<B> fmt::Debug for Batches<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").finish_non_exhaustive()
    }
}
