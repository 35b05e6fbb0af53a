//! Laying payments: the schedule of a new subscription, further months of one that was extended, and
//! amounts that fall due once (contract section 5, 10.10, 10.12).
use chrono::NaiveDate;
use serde_json::json;

use super::{
    model::{LineItem, Purpose},
    state::PaymentStatus,
    store::{self, Charge},
};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::{
        id::{BillingGroupId, CustomerId, PaymentId, SubscriptionId},
        money::Minor,
        schedule::{Installment, Rhythm, billing_period},
        tax::{TaxRate, tax_of},
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Whose payments they are, and how they are taxed.
#[derive(Debug, Clone)]
pub struct Payer {
    /// Which subscription.
    pub subscription_id: SubscriptionId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// The group they are billed with.
    pub billing_group_id: Option<BillingGroupId>,
    /// Tax on all amounts.
    pub tax_rate: TaxRate,
    /// Whether the amounts contain that tax.
    pub tax_inclusive: bool,
}

/// What a schedule is laid from.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose payments.
    pub payer: Payer,
    /// A month.
    pub monthly_amount: Minor,
    /// Once, due with the first payment; none where it is zero.
    pub setup_fee: Minor,
    /// How many months are laid already.
    pub laid: u32,
    /// How many to lay.
    pub months: u32,
    /// When they fall due.
    pub rhythm: Rhythm,
    /// What is paid for, such as the product's name.
    pub description: String,
}

/// An amount that falls due once.
#[derive(Debug, Clone)]
pub struct OneOff {
    /// Who owes it.
    pub payer: Payer,
    /// What for; a subscription owes it once.
    pub purpose: Purpose,
    /// How much.
    pub amount: Minor,
    /// On which day it is billed.
    pub day: NaiveDate,
    /// Until when it is to be paid.
    pub due_date: NaiveDate,
    /// What is paid for.
    pub description: String,
}

/// Writes payments of a subscription, each with its timeline entry, and one event
/// `payment.scheduled` for each payment. A fixed number of statements, however many months.
pub async fn lay(change: &mut Change, plan: &Plan) -> Result<()> {
    let charges = charges(change, plan)?;
    store_all(change, &plan.payer, &charges).await
}

/// Writes one payment, with its timeline entry and the event `payment.scheduled`.
pub async fn charge_once(change: &mut Change, one_off: &OneOff) -> Result<PaymentId> {
    let label = billing_period(one_off.day);
    let due = (label, one_off.due_date, one_off.description.clone());
    let number = (one_off.purpose, 1);
    let made = charge(change, &one_off.payer, number, one_off.amount, due)?;
    let id = made.id;
    store_all(change, &one_off.payer, &[made]).await?;
    Ok(id)
}

async fn store_all(change: &mut Change, payer: &Payer, charges: &[Charge]) -> Result<()> {
    store::insert_all(change, payer, charges).await?;
    for charge in charges {
        timeline::record(change, scheduled(charge));
        webhooks::record(change, event(payer, charge));
    }
    Ok(())
}

/// All charges of a plan by due date, the setup fee first.
fn charges(change: &Change, plan: &Plan) -> Result<Vec<Charge>> {
    let months = plan
        .rhythm
        .installments(plan.laid, plan.months)
        .ok_or_else(too_late)?;
    let of = |(purpose, n): (Purpose, u32), amount: Minor, what: &str, month: &Installment| {
        let description = format!("{}, {what}", plan.description);
        let due = (month.billing_period.clone(), month.due_date, description);
        charge(change, &plan.payer, (purpose, n), amount, due)
    };
    let setup = months
        .first()
        .filter(|_| plan.setup_fee > Minor::ZERO)
        .map(|first| of((Purpose::Setup, 1), plan.setup_fee, "setup fee", first));
    let monthly = months.iter().map(|month| {
        let what = format!("month {}", month.n);
        of(
            (Purpose::Monthly, month.n),
            plan.monthly_amount,
            &what,
            month,
        )
    });
    setup.into_iter().chain(monthly).collect()
}

/// The charge number `n` of its purpose: its label, when it is due and what is paid for.
fn charge(
    change: &Change,
    payer: &Payer,
    (purpose, n): (Purpose, u32),
    amount: Minor,
    (billing_period, due_date, description): (String, NaiveDate, String),
) -> Result<Charge> {
    let tax = tax_of(amount, payer.tax_rate, payer.tax_inclusive).ok_or_else(too_much)?;
    Ok(Charge {
        id: PaymentId::generate(change.now()),
        idempotency_key: purpose.key(payer.subscription_id, n),
        billing_period,
        description: description.clone(),
        due_date,
        subtotal: amount.get(),
        tax_amount: tax.tax.get(),
        total: tax.gross.get(),
        line_item: LineItem {
            subscription_id: payer.subscription_id,
            description,
            amount_minor: amount,
            tax_amount_minor: tax.tax,
        },
    })
}

fn scheduled(charge: &Charge) -> Entry {
    Entry {
        entity_type: EntityType::Payment,
        entity_id: charge.id.to_string(),
        action: "payment.scheduled",
        summary: format!("Payment scheduled, due {}", charge.due_date),
        changes: Changes::none(),
    }
}

fn event(payer: &Payer, charge: &Charge) -> Event {
    Event {
        event_type: EventType::PaymentScheduled,
        entity_type: EntityType::Payment,
        entity_id: charge.id.to_string(),
        data: json!({
            "paymentId": charge.id,
            "customerId": payer.customer_id,
            "subscriptionId": payer.subscription_id,
            "rentalId": payer.subscription_id,
            "billingPeriod": charge.billing_period,
            "dueDate": charge.due_date,
            "status": PaymentStatus::Pending,
        }),
    }
}

fn too_late() -> Error {
    Error::fault(Fault::shape(
        "startDate",
        "invalid_date",
        "The last payment would be due after the year 9999. Start earlier or shorten the contract.",
    ))
}

fn too_much() -> Error {
    Error::fault(Fault::shape(
        "monthlyAmount",
        "too_big",
        "With its tax the amount is too large to be kept exactly.",
    ))
}
