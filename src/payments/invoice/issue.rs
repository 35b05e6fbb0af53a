//! Issuing an invoice: at first need, once a payment.
use chrono::{DateTime, Datelike as _, Utc};
use sqlx::PgConnection;

use super::model::{Invoice, Snapshot, number_of};
use crate::{
    app::App,
    auth::{BusinessUnit, Tenant},
    db,
    error::{Code, Error, Result},
    kernel::id::PaymentId,
    payments::{state::PaymentStatus, store},
};

/// The invoice of a payment; issued on the tenant's date of `now` if there is none.
///
/// Locks the payment, and last of all the tenant's counter until the transaction ends: numbers are
/// given out one after the other, and one that is undone is given out again. Call it once everything
/// else is locked.
pub async fn issue(
    conn: &mut PgConnection,
    unit: &BusinessUnit,
    id: PaymentId,
    now: DateTime<Utc>,
) -> Result<Invoice> {
    let payment = store::lock(conn, unit.id, id).await?;
    let payment = payment.ok_or_else(|| Error::not_found("payment", id))?;
    // Behind the lock: of two who ask at once the second one finds the first one's.
    if let Some(issued) = store::find_invoice(conn, unit.id, id).await? {
        return Ok(issued);
    }
    if payment.status == PaymentStatus::Cancelled {
        return Err(Error::refused(
            Code::PaymentCancelled,
            "This payment was cancelled before it had an invoice, so it gets none.",
        ));
    }
    let buyer = store::buyer_of(conn, unit.id, id).await?;
    let issued_on = unit.time_zone.date_of(now);
    let n = store::next_invoice(conn, unit.id, issued_on.year()).await?;
    let invoice = Invoice {
        payment_id: id,
        number: number_of(issued_on, n),
        issued_on,
        snapshot: Snapshot::of(&payment, &buyer, unit),
        created_at: now,
    };
    store::insert_invoice(conn, unit.id, &invoice).await?;
    Ok(invoice)
}

/// The same in a transaction of its own, which a client that hangs up cannot cut.
pub(super) async fn find_or_issue(app: &App, tenant: &Tenant, id: PaymentId) -> Result<Invoice> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let issued = store::find_invoice(&mut tx, tenant.id, id).await?;
    tx.commit().await?;
    if let Some(issued) = issued {
        return Ok(issued);
    }
    let (app, tenant) = (app.clone(), tenant.clone());
    let work = async move {
        let mut tx = db::begin(app.pool(), tenant.id).await?;
        let issued = issue(&mut tx, &tenant, id, app.clock().now()).await?;
        tx.commit().await?;
        Ok(issued)
    };
    tokio::spawn(work).await.map_err(Error::internal)?
}
