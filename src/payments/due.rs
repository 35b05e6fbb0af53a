//! What is to be done about payments without anybody asking. The scheduler lists it here, and has it
//! done here, one payment, refund or group at a time.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    collect::{self, Attempted},
    consolidate::{self, Billed},
    late_fee, provider, refund,
    store::{consolidated, due, refunds},
};
use crate::{
    app::App,
    auth::Tenant,
    change::run_as_system,
    db,
    error::Result,
    kernel::id::{BillingGroupId, PaymentId, RefundId},
};

/// Most that is listed at once; what is left is listed the next time.
const LISTED_MAX: usize = 20_000;

/// Lists page by page, each in a transaction of its own; `$next` says after which element the next
/// page begins.
macro_rules! all_pages {
    ($app:expr, $tenant:expr, $first:expr, |$conn:ident, $after:ident| $page:expr) => {{
        let mut found = Vec::new();
        let mut $after = $first;
        while found.len() < LISTED_MAX {
            let mut tx = db::read($app.pool(), $tenant.id).await?;
            let $conn = &mut *tx;
            let page = $page.await?;
            tx.commit().await?;
            let Some(last) = page.last() else {
                break;
            };
            $after = *last;
            found.extend(page);
        }
        found
    }};
}

/// Payments to collect, or to ask a provider about: attempts that nobody came back from, those that
/// failed and are due again, then those that are due for the first time.
pub async fn due_payments(app: &App, tenant: &Tenant) -> Result<Vec<PaymentId>> {
    let (now, today) = (app.clock().now(), tenant.time_zone.today(app.clock().now()));
    let from_start = (DateTime::<Utc>::UNIX_EPOCH, nobody());
    let outstanding = all_pages!(app, tenant, from_start, |conn, after| {
        due::outstanding(conn, tenant.id, (now, after))
    });
    let mut found: Vec<PaymentId> = outstanding.into_iter().map(|(_, id)| id).collect();
    if !provider::collects(tenant.settings.collection.collector) {
        return Ok(found);
    }
    let retries = all_pages!(app, tenant, from_start, |conn, after| {
        due::retries(conn, tenant.id, (now, after))
    });
    let first = all_pages!(app, tenant, first_day(), |conn, after| {
        due::first_attempts(conn, tenant.id, (today, after))
    });
    found.extend(retries.into_iter().map(|(_, id)| id));
    found.extend(first.into_iter().map(|(_, id)| id));
    Ok(found)
}

/// Collects a payment if it is still due, or asks about its attempt again.
pub async fn attempt_due(app: &App, tenant: &Tenant, id: PaymentId) -> Result<Attempted> {
    let claim = run_as_system(app, (tenant, &id), |change, id| {
        Box::pin(collect::claim_due(change, *id))
    })
    .await?;
    match claim {
        Some(claim) => collect::perform(app, tenant, claim).await,
        None => Ok(Attempted::Nothing),
    }
}

/// Refunds to ask a provider for, or about.
pub async fn due_refunds(app: &App, tenant: &Tenant) -> Result<Vec<RefundId>> {
    let now = app.clock().now();
    let none = RefundId::from_uuid(Uuid::nil());
    Ok(all_pages!(app, tenant, none, |conn, after| {
        refunds::due(conn, tenant.id, (now, after))
    }))
}

/// Asks for a refund if it is still pending.
pub async fn refund_due(app: &App, tenant: &Tenant, id: RefundId) -> Result<Attempted> {
    refund::perform(app, tenant, id).await
}

/// Payments that are late and have no fee yet.
pub async fn due_late(app: &App, tenant: &Tenant) -> Result<Vec<PaymentId>> {
    let today = tenant.time_zone.today(app.clock().now());
    let Some(before) = late_fee::late_before(&tenant.settings.late_fees, today) else {
        return Ok(Vec::new());
    };
    let late = all_pages!(app, tenant, first_day(), |conn, after| {
        due::late(conn, tenant.id, (before, after))
    });
    Ok(late.into_iter().map(|(_, id)| id).collect())
}

/// Adds the late fee to a payment if it is still late; whether it did.
pub async fn apply_late_fee(app: &App, tenant: &Tenant, id: PaymentId) -> Result<bool> {
    run_as_system(app, (tenant, &id), |change, id| {
        Box::pin(late_fee::apply(change, *id))
    })
    .await
}

/// Billing groups with a month to ask for.
pub async fn due_groups(app: &App, tenant: &Tenant) -> Result<Vec<BillingGroupId>> {
    let today = tenant.time_zone.today(app.clock().now());
    let none = BillingGroupId::from_uuid(Uuid::nil());
    Ok(all_pages!(app, tenant, none, |conn, after| {
        consolidated::groups_due(conn, tenant.id, (today, after))
    }))
}

/// Builds the payment of a group's first month that is due and not closed.
pub async fn bill_group(app: &App, tenant: &Tenant, id: BillingGroupId) -> Result<Billed> {
    run_as_system(app, (tenant, &id), |change, id| {
        Box::pin(consolidate::next_month(change, *id))
    })
    .await
}

/// When the next attempt, question or refund falls due; none where nothing is under way.
pub async fn next_event(app: &App, tenant: &Tenant) -> Result<Option<DateTime<Utc>>> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let at = due::next_event(&mut tx, tenant.id).await?;
    tx.commit().await?;
    Ok(at)
}

/// Whether payments of the tenant are collected without a person.
pub fn is_collecting(tenant: &Tenant) -> bool {
    provider::collects(tenant.settings.collection.collector)
}

fn nobody() -> PaymentId {
    PaymentId::from_uuid(Uuid::nil())
}

fn first_day() -> (NaiveDate, PaymentId) {
    (DateTime::<Utc>::UNIX_EPOCH.date_naive(), nobody())
}
