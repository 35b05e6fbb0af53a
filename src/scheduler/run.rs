//! One run: every tenant whose turn it is, and in each everything that is due.
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures::{StreamExt as _, stream};
use uuid::Uuid;

use super::{pace, report::Report, store, tasks::Task};
use crate::{
    app::App,
    auth::{self, Tenant},
    db,
    error::{Error, Result},
    kernel::id::TenantId,
    payments,
};

/// Tenants that one server works for at once.
const LANES: usize = 4;

/// How long a tenant is worked for before its lease is made longer.
const KEEP_AFTER: Duration = Duration::from_secs(20);

/// Does all that is due now for the tenants whose turn it is and whom no other server works for.
///
/// What fails is logged, counted and tried again later; an error of the whole means that the database
/// cannot be asked whose turn it is.
pub async fn run_once(app: &App) -> Result<Report> {
    let mut conn = app.pool().acquire().await?;
    store::enrol(&mut conn, app.clock().now()).await?;
    conn.finish();
    let mut report = Report::default();
    while !app.is_stopping() {
        let mut conn = app.pool().acquire().await?;
        let tenants = store::take(&mut conn, app.clock().now()).await?;
        conn.finish();
        if tenants.is_empty() {
            break;
        }
        let turns = stream::iter(tenants).map(|tenant| turn(app, tenant));
        let done = turns.buffer_unordered(LANES);
        report = done
            .fold(report, |all, one| async move { all.and(one) })
            .await;
    }
    Ok(report)
}

/// Does all that is due now for one tenant, whosever turn it is.
pub async fn run_tenant(app: &App, id: TenantId) -> Result<Report> {
    match auth::act_as_system(app, id).await? {
        Some(tenant) => work_for(app, &tenant).await,
        None => Ok(Report::default()),
    }
}

/// The turn of a tenant that was taken: its work, and when it is looked at next.
async fn turn(app: &App, id: TenantId) -> Report {
    let (report, next) = match look_at(app, id).await {
        Ok(done) => done,
        Err(error) => {
            tracing::warn!(tenant.id = %id, cause = cause(&error), "a tenant is looked at again later");
            let report = Report {
                tenants: 1,
                failures: 1,
                ..Report::default()
            };
            (report, app.clock().now() + pace::AFTER_FAILURE)
        }
    };
    // A lease that is not given back ends by itself.
    if let Err(error) = give_back(app, id, next).await {
        tracing::warn!(tenant.id = %id, cause = cause(&error), "a tenant's lease is left to end");
    }
    report
}

async fn look_at(app: &App, id: TenantId) -> Result<(Report, DateTime<Utc>)> {
    let now = app.clock().now();
    let Some(tenant) = auth::act_as_system(app, id).await? else {
        return Ok((Report::default(), now + pace::AFTER_FAILURE));
    };
    let report = work_for(app, &tenant).await?;
    if app.is_stopping() {
        // Something may be left: the next server goes on at once.
        return Ok((report, now));
    }
    let is_collecting = payments::is_collecting(&tenant);
    let event = payments::next_event(app, &tenant).await?;
    let next = pace::next_look((now, tenant.time_zone), is_collecting, event);
    Ok((report, next))
}

async fn give_back(app: &App, id: TenantId, next: DateTime<Utc>) -> Result<()> {
    let mut conn = app.pool().acquire().await?;
    store::give_back(&mut conn, id, next).await?;
    conn.finish();
    Ok(())
}

/// All kinds of work of a tenant, one piece after the other.
async fn work_for(app: &App, tenant: &Tenant) -> Result<Report> {
    let mut report = Report {
        tenants: 1,
        ..Report::default()
    };
    let mut kept = Instant::now();
    for task in Task::ALL {
        let due = task.due(app, tenant).await?;
        if due.is_empty() {
            continue;
        }
        let failed = failed_before(app, tenant, task).await?;
        for id in due {
            if app.is_stopping() {
                return Ok(report);
            }
            if kept.elapsed() > KEEP_AFTER {
                keep(app, tenant.id).await?;
                kept = Instant::now();
            }
            report = report.and(piece(app, tenant, (task, id), &failed).await?);
        }
    }
    Ok(report)
}

/// What failed before of a kind, and whether its pause is over.
async fn failed_before(app: &App, tenant: &Tenant, task: Task) -> Result<Vec<(Uuid, bool)>> {
    let now = app.clock().now();
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let failed = store::failed(&mut tx, tenant.id, (task.name(), now)).await?;
    tx.commit().await?;
    Ok(failed)
}

/// Does one piece of work. One that fails is put off and keeps no other waiting; where that fails too,
/// the database is away and the run ends.
async fn piece(
    app: &App,
    tenant: &Tenant,
    (task, id): (Task, Uuid),
    failed: &[(Uuid, bool)],
) -> Result<Report> {
    let before = failed.iter().find(|(known, _)| *known == id);
    if before.is_some_and(|(_, is_due)| !is_due) {
        return Ok(Report::default());
    }
    match task.perform(app, tenant, id).await {
        Ok(report) => {
            if before.is_some() {
                let mut tx = db::begin(app.pool(), tenant.id).await?;
                store::forget(&mut tx, tenant.id, (task.name(), id)).await?;
                tx.commit().await?;
            }
            Ok(report)
        }
        Err(error) => {
            log(tenant.id, (task, id), &error);
            put_off(app, tenant.id, (task, id)).await?;
            Ok(Report {
                failures: 1,
                ..Report::default()
            })
        }
    }
}

async fn put_off(app: &App, tenant: TenantId, (task, id): (Task, Uuid)) -> Result<()> {
    let mut tx = db::begin(app.pool(), tenant).await?;
    let what = (task.name(), id, app.clock().now());
    store::delay(&mut tx, tenant, what).await?;
    tx.commit().await?;
    Ok(())
}

async fn keep(app: &App, tenant: TenantId) -> Result<()> {
    let mut conn = app.pool().acquire().await?;
    store::keep(&mut conn, tenant).await?;
    conn.finish();
    Ok(())
}

fn log(tenant: TenantId, (task, id): (Task, Uuid), error: &Error) {
    let (task, cause) = (task.name(), cause(error));
    match error {
        Error::Unavailable(_) | Error::Contended(_) => {
            tracing::warn!(%tenant, task, entity.id = %id, cause, "scheduled work is put off");
        }
        Error::Internal(_) | Error::Refused { .. } | Error::Invalid(_) => {
            tracing::error!(%tenant, task, entity.id = %id, cause, "scheduled work failed");
        }
    }
}

/// An error with what lies behind it, for the log.
fn cause(error: &Error) -> String {
    match error {
        Error::Internal(cause) => format!("{cause:#}"),
        Error::Contended(cause) => format!("contended: {cause}"),
        Error::Refused { .. } | Error::Invalid(_) | Error::Unavailable(_) => error.to_string(),
    }
}
