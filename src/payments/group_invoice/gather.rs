//! Putting together what a group was asked for. Invoices that are missing are issued, each as by itself.
use std::cmp::Ordering;

use sqlx::PgConnection;

use super::{
    model::{Entry, GroupInvoice, Sums},
    period::Period,
};
use crate::{
    app::App,
    auth::Tenant,
    db,
    error::{Error, Fault, Result},
    kernel::id::BillingGroupId,
    payments::{
        invoice,
        letterhead::{company_lines, company_name},
        model::Payment,
        store::{self, group_invoice},
    },
};

/// Most lines of all its payments.
const LINES_MAX: usize = 10_000;

/// What a group was asked for in a period.
pub(super) async fn gather(
    app: &App,
    tenant: &Tenant,
    (id, period): (BillingGroupId, Period),
) -> Result<GroupInvoice> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let payments = payments_of(&mut tx, tenant, (id, &period)).await?;
    tx.commit().await?;
    check_size(&payments)?;
    if payments.iter().any(|it| it.invoice_number.is_none()) {
        issue_missing(app, tenant, (id, period.clone())).await?;
    }
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = read(app, &mut tx, tenant, (id, period)).await?;
    tx.commit().await?;
    Ok(found)
}

/// Whether all of it can be held and printed at once.
fn check_size(payments: &[Payment]) -> Result<()> {
    let lines: usize = payments.iter().map(|it| it.line_items.len()).sum();
    if lines <= LINES_MAX {
        return Ok(());
    }
    let message =
        format!("These months have more than {LINES_MAX} lines: ask for fewer months at a time.");
    Err(Error::fault(Fault::shape("periodTo", "too_big", message)))
}

/// Issues what is not yet issued, in the order of periods, in a transaction which a client that hangs up
/// cannot cut. The payments are locked first, by id, and the counter of invoices last of all.
async fn issue_missing(
    app: &App,
    tenant: &Tenant,
    (id, period): (BillingGroupId, Period),
) -> Result<()> {
    let (app, tenant) = (app.clone(), tenant.clone());
    let work = async move {
        let mut tx = db::begin(app.pool(), tenant.id).await?;
        group_invoice::lock(&mut tx, tenant.id, (id, &period)).await?;
        for payment in payments_of(&mut tx, &tenant, (id, &period)).await? {
            if payment.invoice_number.is_none() {
                invoice::issue(&mut tx, &tenant, payment.id, app.clock().now()).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    };
    tokio::spawn(work).await.map_err(Error::internal)?
}

/// The group's payments of a period, by billing period.
async fn payments_of(
    conn: &mut PgConnection,
    tenant: &Tenant,
    (id, period): (BillingGroupId, &Period),
) -> Result<Vec<Payment>> {
    let ids = group_invoice::payments(conn, tenant.id, (id, period)).await?;
    let mut payments = store::by_ids(conn, tenant.id, &ids).await?;
    payments.sort_by(in_order);
    Ok(payments)
}

fn in_order(one: &Payment, other: &Payment) -> Ordering {
    let by_period = one.billing_period.cmp(&other.billing_period);
    by_period.then_with(|| one.id.cmp(&other.id))
}

/// All of it, of one moment. A payment that was laid after the missing ones were issued has no invoice
/// yet: it is in the next one that is asked for.
async fn read(
    app: &App,
    conn: &mut PgConnection,
    tenant: &Tenant,
    (id, period): (BillingGroupId, Period),
) -> Result<GroupInvoice> {
    let party = group_invoice::party(conn, tenant.id, id)
        .await?
        .ok_or_else(|| Error::not_found("billing group", id))?;
    let payments = payments_of(conn, tenant, (id, &period)).await?;
    let ids: Vec<_> = payments.iter().map(|payment| payment.id).collect();
    let mut issued = group_invoice::issued(conn, tenant.id, &ids).await?;
    let entries: Vec<Entry> = payments
        .into_iter()
        .filter_map(|payment| {
            let issued = issued.remove(&payment.id)?;
            Some(Entry { payment, issued })
        })
        .collect();
    let sums = Sums::of(&entries)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("sums of {id} are out of range")))?;
    let now = app.clock().now();
    Ok(GroupInvoice {
        party,
        period,
        entries,
        sums,
        currency: tenant.currency,
        seller: company_name(tenant).to_owned(),
        seller_lines: company_lines(tenant),
        note: tenant.settings.company.invoice_note.clone(),
        at: now,
        on: tenant.time_zone.date_of(now),
    })
}
