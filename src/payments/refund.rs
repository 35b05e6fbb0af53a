//! Giving money back of a payment: in part or whole, until nothing is left.
//!
//! What a person collected, a person gives back, and says so here. What a provider collected it gives
//! back after the request: the refund waits until the provider says so, and is asked for under its own
//! id, so that it is given back once.
use super::{
    attempt::LEASE,
    body::RefundBody,
    collect::Attempted,
    model::{Payment, Refund, RefundStatus},
    provider::{self, Outcome, Transfer},
    save::{self, add_collected, out_of_range},
    store,
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Change, run_as_system},
    error::{Code, Error, Fault, Result},
    kernel::{
        currency::Currency,
        id::{PaymentId, RefundId},
        money::{Amount, Minor, allocate},
    },
    timeline::{self, Changes, EntityType, Entry},
};

/// Gives back what `body` asks for. The figures of customer and subscription go down at once by its
/// part without tax.
pub(super) async fn refund(
    change: &mut Change,
    id: PaymentId,
    body: &RefundBody,
) -> Result<Payment> {
    let (customer, before) = save::lock_with_customer(change, id).await?;
    change.expect_version(before.version)?;
    before.status.check_refund()?;
    let left = before.refundable().ok_or_else(|| out_of_range(id))?;
    let amount = amount(body.amount, left, before.currency)?;
    let new = decided(change, &before, amount, &body.reason).ok_or_else(|| out_of_range(id))?;
    let tenant = change.tenant().id;
    store::refunds::insert(change.conn(), tenant, &new).await?;
    let mut after = before.clone();
    after.refunded = sum(before.refunded, new.amount, id)?;
    after.refunded_tax = sum(before.refunded_tax, new.tax, id)?;
    after.refunded_at = Some(change.now());
    let net = new.amount.checked_sub(new.tax);
    let off = net.and_then(|net| Minor::ZERO.checked_sub(net));
    after.refunds.push(new);
    let summary = format!("{} refunded", Amount::new(amount, before.currency));
    let after = save::save(change, &before, after, ("payment.refunded", &summary)).await?;
    add_collected(change, customer, off.ok_or_else(|| out_of_range(id))?).await?;
    Ok(after)
}

/// How much is given back: all that is left, unless the body says.
fn amount(wanted: Option<Minor>, left: Minor, currency: Currency) -> Result<Minor> {
    if left <= Minor::ZERO {
        return Err(Error::refused(
            Code::PaymentNotRefundable,
            "Nothing is left of this payment: all of it was given back already.",
        ));
    }
    match wanted {
        Some(wanted) if wanted > left => {
            let left = Amount::new(left, currency);
            let message = format!("Only {left} is left of this payment. Send that or less.");
            Err(Error::fault(Fault::own(
                "amount",
                Code::InvalidRefundAmount,
                message,
            )))
        }
        Some(wanted) => Ok(wanted),
        None => Ok(left),
    }
}

/// The refund of an amount, with its part of the tax.
fn decided(change: &Change, payment: &Payment, amount: Minor, reason: &str) -> Option<Refund> {
    let now = change.now();
    let collector = payment.collector.filter(|_| !payment.manually_marked);
    let (status, settled_at) = match collector {
        Some(_) => (RefundStatus::Pending, None),
        None => (RefundStatus::Succeeded, Some(now)),
    };
    Some(Refund {
        id: RefundId::generate(now),
        payment_id: payment.id,
        amount,
        tax: tax_in(payment, amount)?,
        reason: reason.to_owned(),
        status,
        duplicate: false,
        collector,
        transaction_id: None,
        created_by: change.tenant().actor().user_id.clone(),
        created_at: now,
        settled_at,
    })
}

/// The tax in a refund: that in all that was given back with it, but for what was counted before. So
/// the parts of a payment that is given back whole are its net and its tax, exactly.
fn tax_in(payment: &Payment, amount: Minor) -> Option<Minor> {
    let refunded = payment.refunded.checked_add(amount)?;
    let weights = [payment.net()?, payment.tax_amount].map(|part| part.get().unsigned_abs());
    let parts = allocate(refunded, &weights)?;
    parts.last()?.checked_sub(payment.refunded_tax)
}

fn sum(a: Minor, b: Minor, id: PaymentId) -> Result<Minor> {
    a.checked_add(b).ok_or_else(|| out_of_range(id))
}

/// Asks for a pending refund, or about it, and records what became of it.
pub(super) async fn perform(app: &App, tenant: &Tenant, id: RefundId) -> Result<Attempted> {
    let begun = run_as_system(app, (tenant, &id), |change, id| {
        Box::pin(begin(change, *id))
    })
    .await?;
    let Some((refund, transfer)) = begun else {
        return Ok(Attempted::Nothing);
    };
    let Some(collector) = refund.collector else {
        return Ok(Attempted::Nothing);
    };
    let outcome = provider::provider(app, tenant, collector)
        .refund(&transfer)
        .await?;
    run_as_system(
        app,
        (tenant, &(refund, outcome)),
        |change, (refund, outcome)| Box::pin(settle(change, refund, outcome)),
    )
    .await
}

/// What to ask for, unless it was given back. Asked about again later should nobody come back from it.
async fn begin(change: &mut Change, id: RefundId) -> Result<Option<(Refund, Transfer)>> {
    let (tenant, until) = (change.tenant().id, change.now() + LEASE);
    store::refunds::put_off(change.conn(), tenant, (id, until)).await?;
    let refund = store::refunds::get(change.conn(), tenant, id).await?;
    let Some(refund) = refund.filter(|refund| refund.status == RefundStatus::Pending) else {
        return Ok(None);
    };
    let transfer = Transfer {
        key: format!("{}:{}", refund.payment_id, refund.id),
        payment_id: refund.payment_id,
        attempt: 1,
        amount: refund.amount,
        currency: change.tenant().currency,
    };
    Ok(Some((refund, transfer)))
}

async fn settle(change: &mut Change, refund: &Refund, outcome: &Outcome) -> Result<Attempted> {
    let Outcome::Succeeded { transaction_id, .. } = outcome else {
        return Ok(Attempted::Unknown);
    };
    let (tenant, now) = (change.tenant().id, change.now());
    let before = save::lock(change, refund.payment_id).await?;
    let what = (refund.id, transaction_id.as_str(), now);
    if !store::refunds::settle(change.conn(), tenant, what).await? {
        return Ok(Attempted::Nothing);
    }
    // The refund stands in the payment's answer.
    let after = Payment {
        version: before.version + 1,
        updated_at: now,
        ..before
    };
    store::update(change.conn(), tenant, &after).await?;
    let amount = Amount::new(refund.amount, after.currency);
    let entry = Entry {
        entity_type: EntityType::Payment,
        entity_id: after.id.to_string(),
        action: "payment.refund_settled",
        summary: format!("{amount} given back by the provider"),
        changes: Changes::none(),
    };
    timeline::record(change, entry);
    Ok(Attempted::Paid)
}
