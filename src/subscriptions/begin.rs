//! The first moment of a contract: it is stored, its asset goes out, its payments are laid.
use serde_json::json;

use super::{model::Subscription, refuse, store};
use crate::{
    assets::{self, Asset, Assignment},
    change::Change,
    customers::{self, Figures},
    db::OnViolation as _,
    error::Result,
    kernel::money::Minor,
    payments::{self, Plan},
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Stores a contract and moves what it touches, but for its order. The asset is locked and available.
pub(super) async fn begin(
    change: &mut Change,
    new: &Subscription,
    (asset, setup_fee): (Asset, Minor),
) -> Result<()> {
    let tenant = change.tenant().id;
    store::insert(change.conn(), tenant, new)
        .await
        .on_unique(|| refuse::taken(new.serial_number.as_str()))?;
    let to = Assignment {
        subscription_id: new.id,
        customer_id: new.customer_id,
    };
    assets::assign(change, asset, to).await?;
    let figures = Figures {
        devices: 1,
        monthly_revenue: new.monthly_amount,
        subscriptions: 1,
        acquisition_cost: new.captured.acquisition_cost.unwrap_or(Minor::ZERO),
        ..Figures::default()
    };
    customers::add_figures(change, new.customer_id, figures).await?;
    let plan = Plan {
        payer: new.payer(),
        monthly_amount: new.monthly_amount,
        setup_fee,
        laid: 0,
        months: new.contract_length,
        rhythm: new.rhythm(),
        description: new.product_name.clone(),
    };
    payments::lay(change, &plan).await?;
    announce(change, new);
    Ok(())
}

fn announce(change: &mut Change, new: &Subscription) {
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: new.id.to_string(),
        action: "subscription.created",
        summary: format!("Subscription created for asset {}", new.serial_number),
        changes: Changes::none(),
    };
    timeline::record(change, entry);
    let event = Event {
        event_type: EventType::SubscriptionCreated,
        entity_type: EntityType::Subscription,
        entity_id: new.id.to_string(),
        data: json!({
            "subscriptionId": new.id,
            "rentalId": new.id,
            "customerId": new.customer_id,
            "orderId": new.order_id,
            "serialNumber": new.serial_number,
            "sku": new.sku,
        }),
    };
    webhooks::record(change, event);
}
