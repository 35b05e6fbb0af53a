//! Laying the whole payment schedule of a new subscription (contract section 5, 10.10, 10.12).
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
        schedule::{Installment, PaymentTerms, installments},
        tax::{TaxRate, tax_of},
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// What a schedule is laid from.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose payments.
    pub subscription_id: SubscriptionId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// The group they are billed with.
    pub billing_group_id: Option<BillingGroupId>,
    /// Tax on all its amounts.
    pub tax_rate: TaxRate,
    /// Whether the amounts contain that tax.
    pub tax_inclusive: bool,
    /// A month.
    pub monthly_amount: Minor,
    /// Once, due with the first payment; none where it is zero.
    pub setup_fee: Minor,
    /// How many months.
    pub months: u32,
    /// Start of the first period.
    pub anchor: NaiveDate,
    /// Days until a payment is due.
    pub terms: PaymentTerms,
    /// What is paid for, such as the product's name.
    pub description: String,
}

/// Writes all payments of a new subscription, each with its timeline entry, and one event
/// `payment.scheduled` for each payment. A fixed number of statements, however many months.
pub async fn lay(change: &mut Change, plan: &Plan) -> Result<()> {
    let charges = charges(change, plan)?;
    store::insert_all(change, plan, &charges).await?;
    for charge in &charges {
        timeline::record(change, scheduled(charge));
        webhooks::record(change, event(plan, charge));
    }
    Ok(())
}

/// All charges of a plan by due date, the setup fee first.
fn charges(change: &Change, plan: &Plan) -> Result<Vec<Charge>> {
    let months = installments(plan.anchor, plan.months, plan.terms).ok_or_else(too_late)?;
    let setup = months
        .first()
        .filter(|_| plan.setup_fee > Minor::ZERO)
        .map(|first| charge(change, plan, (Purpose::Setup, 1), first));
    let monthly = months
        .iter()
        .map(|month| charge(change, plan, (Purpose::Monthly, month.n), month));
    setup.into_iter().chain(monthly).collect()
}

/// The charge number `n` of its purpose, due with `month`.
fn charge(
    change: &Change,
    plan: &Plan,
    (purpose, n): (Purpose, u32),
    month: &Installment,
) -> Result<Charge> {
    let (amount, what) = match purpose {
        Purpose::Monthly => (plan.monthly_amount, format!("month {n}")),
        Purpose::Setup => (plan.setup_fee, "setup fee".to_owned()),
    };
    let tax = tax_of(amount, plan.tax_rate, plan.tax_inclusive).ok_or_else(too_much)?;
    let description = format!("{}, {what}", plan.description);
    Ok(Charge {
        id: PaymentId::generate(change.now()),
        idempotency_key: purpose.key(plan.subscription_id, n),
        billing_period: month.billing_period.clone(),
        description: description.clone(),
        due_date: month.due_date,
        subtotal: amount.get(),
        tax_amount: tax.tax.get(),
        total: tax.gross.get(),
        line_item: LineItem {
            subscription_id: plan.subscription_id,
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

fn event(plan: &Plan, charge: &Charge) -> Event {
    Event {
        event_type: EventType::PaymentScheduled,
        entity_type: EntityType::Payment,
        entity_id: charge.id.to_string(),
        data: json!({
            "paymentId": charge.id,
            "customerId": plan.customer_id,
            "subscriptionId": plan.subscription_id,
            "rentalId": plan.subscription_id,
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
