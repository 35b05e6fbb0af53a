//! Making a contract longer: what an extension, an extension order and a renewal have in common.
use serde_json::json;

use super::{
    cancel,
    history::{DoneBy, Extension},
    model::Subscription,
    store,
};
use crate::{
    change::Change,
    customers::{self, Figures},
    error::{Error, Fault, Result},
    kernel::{
        calendar::end_date,
        money::{Amount, Minor},
    },
    payments::{self, Plan},
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// By how much, at what price, and why.
#[derive(Debug, Clone)]
pub(super) struct Longer {
    /// So many months.
    pub(super) months: u32,
    /// What a month costs from then on; as before where it is absent.
    pub(super) monthly_amount: Option<Minor>,
    /// Why.
    pub(super) reason: Option<String>,
    /// More about it.
    pub(super) notes: Option<String>,
    /// Whether the term's end brought it about.
    pub(super) is_renewal: bool,
}

/// Makes an active subscription longer: last day, payments of the further months alone, the customer's
/// figures, history. Whoever makes it longer wants it to go on: a cancellation that was planned is
/// withdrawn. Its customer is locked; whether it may be extended was decided before.
pub(super) async fn lengthen(
    change: &mut Change,
    subscription: &mut Subscription,
    longer: &Longer,
) -> Result<()> {
    let before = subscription.clone();
    let length = before.contract_length.saturating_add(longer.months);
    subscription.contract_length = length;
    subscription.end_date = end_date(before.start_date, length).ok_or_else(too_late)?;
    subscription.monthly_amount = longer.monthly_amount.unwrap_or(before.monthly_amount);
    subscription.action_required_at = None;
    let withdrawn = subscription.scheduled_cancellation.take();
    subscription.updated_at = change.now();
    let extension = extension(change, (&before, subscription), longer);
    subscription.history.extensions.push(extension);
    let raise = subscription
        .monthly_amount
        .checked_sub(before.monthly_amount)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a rate is beyond all amounts")))?;
    if raise != Minor::ZERO {
        let figures = Figures {
            monthly_revenue: raise,
            ..Figures::default()
        };
        customers::add_figures(change, before.customer_id, figures).await?;
    }
    let plan = Plan {
        payer: subscription.payer(),
        monthly_amount: subscription.monthly_amount,
        setup_fee: Minor::ZERO,
        laid: before.contract_length,
        months: longer.months,
        rhythm: subscription.rhythm(),
        description: subscription.product_name.clone(),
    };
    payments::lay(change, &plan).await?;
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, subscription).await?;
    cancel::told(change, subscription.id, (withdrawn.as_ref(), None));
    announce(change, &before, subscription, longer);
    Ok(())
}

fn extension(
    change: &Change,
    (before, after): (&Subscription, &Subscription),
    longer: &Longer,
) -> Extension {
    Extension {
        months: longer.months,
        old_contract_length: before.contract_length,
        new_contract_length: after.contract_length,
        old_monthly_amount_minor: before.monthly_amount,
        new_monthly_amount_minor: after.monthly_amount,
        old_end_date: before.end_date,
        new_end_date: after.end_date,
        by: DoneBy::from(change.tenant().actor()),
        at: change.now(),
        reason: longer.reason.clone(),
        notes: longer.notes.clone(),
        is_renewal: longer.is_renewal,
    }
}

fn announce(change: &mut Change, before: &Subscription, after: &Subscription, longer: &Longer) {
    let verb = if longer.is_renewal {
        "renewed"
    } else {
        "extended"
    };
    let amount = |of: &Subscription| Amount::new(of.monthly_amount, of.currency);
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: after.id.to_string(),
        action: "subscription.extended",
        summary: format!(
            "Subscription {verb} by {} month(s), until {}",
            longer.months, after.end_date
        ),
        changes: Changes::none()
            .with(
                "contractLength",
                &before.contract_length,
                &after.contract_length,
            )
            .with("endDate", &before.end_date, &after.end_date)
            .with("monthlyAmount", &amount(before), &amount(after)),
    };
    timeline::record(change, entry);
    let event = Event {
        event_type: EventType::SubscriptionExtended,
        entity_type: EntityType::Subscription,
        entity_id: after.id.to_string(),
        data: json!({
            "subscriptionId": after.id,
            "rentalId": after.id,
            "customerId": after.customer_id,
            "orderId": after.order_id,
            "serialNumber": after.serial_number,
            "extensionMonths": longer.months,
            "oldEndDate": before.end_date,
            "newEndDate": after.end_date,
            "renewal": longer.is_renewal,
        }),
    };
    webhooks::record(change, event);
}

fn too_late() -> Error {
    let message = "The contract would run beyond the year 9999. Send fewer months.";
    Error::fault(Fault::shape("extensionMonths", "too_big", message))
}
