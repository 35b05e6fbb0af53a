//! The one payment a month of a billing group, in place of those of its members (contract section 5).
use chrono::NaiveDate;

use super::{
    consolidation::GroupDays,
    model::{LineItem, Payment, PaymentType},
    save::{announce, out_of_range},
    state::PaymentStatus,
    store::{self, consolidated},
};
use crate::{
    change::Change,
    customers::{self, Customer, CustomerType},
    error::{Error, Result},
    kernel::{
        calendar::net_days,
        id::{BillingGroupId, CustomerId, PaymentId, SubscriptionId},
        money::Minor,
        schedule::{PaymentTerms, billing_period},
        tax::TaxRate,
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::EventType,
};

/// What became of a group's first month that is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billed {
    /// Its payment was built; the next month may be due too.
    Built,
    /// Nothing was to be asked for; the next month may be due too.
    Empty,
    /// No month is due.
    NotDue,
}

/// A month of a group that is asked for.
struct Bill {
    group: BillingGroupId,
    name: String,
    customer: CustomerId,
    period: String,
    /// The billing day: periods that have begun by then are asked for.
    day: NaiveDate,
    due_date: NaiveDate,
}

/// Builds the payment of the first month of a group that is not closed, if its billing day has come.
/// On the billing day itself a month without anything stays open, so that members may still join.
pub(super) async fn next_month(change: &mut Change, group: BillingGroupId) -> Result<Billed> {
    let tenant = change.tenant().id;
    let customer = consolidated::customer_of_group(change.conn(), tenant, group).await?;
    let Some(customer) = customer else {
        return Ok(Billed::NotDue);
    };
    let payer = customers::lock(change.conn(), tenant, customer).await?;
    let Some(row) = consolidated::lock_group(change.conn(), tenant, group).await? else {
        return Ok(Billed::NotDue);
    };
    let days = GroupDays {
        billing_day: u32::try_from(row.billing_day).map_err(Error::internal)?,
        created_on: change.tenant().time_zone.date_of(row.created_at),
        closed_through: row.consolidated_through,
    };
    let due = days.month_due(change.today());
    let (Some(month), Some(payer)) = (due, payer.filter(|_| row.customer_id == customer)) else {
        return Ok(Billed::NotDue);
    };
    let day = days.billing_date(month).ok_or_else(too_late)?;
    let bill = Bill {
        group,
        name: row.group_name,
        customer,
        period: billing_period(month),
        day,
        due_date: due_date(day, terms_of(&payer, row.payment_terms))?,
    };
    let built = build(change, &bill).await?;
    if built || day < change.today() {
        consolidated::close_month(change.conn(), tenant, (group, month)).await?;
    }
    Ok(match (built, day < change.today()) {
        (true, _) => Billed::Built,
        (false, true) => Billed::Empty,
        (false, false) => Billed::NotDue,
    })
}

/// By when the bill is paid: by the group's terms where it has some, else by the customer's. Who has become an
/// individual pays at once (contract 10.19).
fn terms_of(payer: &Customer, of_group: Option<PaymentTerms>) -> PaymentTerms {
    match payer.customer_type {
        CustomerType::Individual => payer.payment_terms,
        CustomerType::Business => of_group.unwrap_or(payer.payment_terms),
    }
}

fn due_date(day: NaiveDate, terms: PaymentTerms) -> Result<NaiveDate> {
    net_days(day, terms.days()).ok_or_else(too_late)
}

fn too_late() -> Error {
    Error::internal(anyhow::anyhow!("a billing day beyond the year 9999"))
}

/// Builds a payment from what is open; whether there was anything.
async fn build(change: &mut Change, bill: &Bill) -> Result<bool> {
    let tenant = change.tenant().id;
    let charges = store::lock_mergeable(change.conn(), tenant, bill.group, bill.day).await?;
    if charges.is_empty() {
        return Ok(false);
    }
    let payment = consolidate(change, bill, &charges)?;
    if !consolidated::insert(change, &payment).await? {
        let cause = format!("{} is there already", payment.idempotency_key);
        return Err(Error::internal(anyhow::anyhow!(cause)));
    }
    let ids: Vec<PaymentId> = charges.iter().map(|charge| charge.id).collect();
    let reason = format!("Billed with {}", payment.id);
    consolidated::merge(change, &ids, (payment.id, &reason)).await?;
    let members: Vec<SubscriptionId> = charges
        .iter()
        .filter_map(|charge| charge.subscription_id)
        .collect();
    let now = change.now();
    store::touch_subscriptions(change.conn(), tenant, &members, now).await?;
    tell(change, &payment, &charges);
    Ok(true)
}

/// The payment that asks for what `charges` would.
fn consolidate(change: &Change, bill: &Bill, charges: &[Payment]) -> Result<Payment> {
    let id = PaymentId::generate(change.now());
    let sum = |part: fn(&Payment) -> Minor| {
        Minor::checked_sum(charges.iter().map(part)).ok_or_else(|| out_of_range(id))
    };
    Ok(Payment {
        id,
        customer_id: bill.customer,
        subscription_id: None,
        billing_group_id: Some(bill.group),
        payment_type: PaymentType::Consolidated,
        idempotency_key: format!("{}:consolidated:{}", bill.group, bill.period),
        billing_period: bill.period.clone(),
        description: format!("{}, {}", bill.name, bill.period),
        subtotal: sum(|charge| charge.subtotal)?,
        tax_amount: sum(|charge| charge.tax_amount)?,
        total: sum(|charge| charge.total)?,
        tax_rate: common_rate(charges),
        currency: change.tenant().currency,
        status: PaymentStatus::Pending,
        due_date: bill.due_date,
        provider: None,
        payment_method: None,
        transaction_id: None,
        provider_response: None,
        manually_marked: false,
        payment_reference: None,
        marked_by: None,
        paid_at: None,
        cancelled_at: None,
        cancel_reason: None,
        capture_attempts: 0,
        last_capture_attempt: None,
        last_capture_error: None,
        next_retry_at: None,
        late_fee_applied: false,
        late_fee: None,
        original_amount: None,
        line_items: charges.iter().filter_map(line).collect(),
        collector: None,
        claimed_until: None,
        refunded: Minor::ZERO,
        refunded_tax: Minor::ZERO,
        refunded_at: None,
        refunds: Vec::new(),
        consolidated_into: None,
        invoice_number: None,
        notes: None,
        version: 1,
        created_at: change.now(),
        updated_at: change.now(),
    })
}

/// The rate that all charges have; where they differ none can be told.
fn common_rate(charges: &[Payment]) -> TaxRate {
    let mut rates = charges.iter().map(|charge| charge.tax_rate);
    let first = rates.next().unwrap_or(TaxRate::ZERO);
    if rates.all(|rate| rate == first) {
        first
    } else {
        TaxRate::ZERO
    }
}

fn line(charge: &Payment) -> Option<LineItem> {
    Some(LineItem {
        subscription_id: charge.subscription_id?,
        description: charge.description.clone(),
        amount_minor: charge.subtotal,
        tax_amount_minor: charge.tax_amount,
    })
}

fn tell(change: &mut Change, payment: &Payment, charges: &[Payment]) {
    let entry = |id: PaymentId, action, summary, changes| Entry {
        entity_type: EntityType::Payment,
        entity_id: id.to_string(),
        action,
        summary,
        changes,
    };
    let due = format!("Payment scheduled, due {}", payment.due_date);
    timeline::record(
        change,
        entry(payment.id, "payment.scheduled", due, Changes::none()),
    );
    for charge in charges {
        let summary = format!("Billed with {}", payment.id);
        let moved = Changes::none().with("status", &charge.status, &PaymentStatus::Cancelled);
        timeline::record(
            change,
            entry(charge.id, "payment.consolidated", summary, moved),
        );
    }
    announce(change, EventType::PaymentScheduled, payment);
}
