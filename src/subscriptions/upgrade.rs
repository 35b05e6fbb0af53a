//! Another device in a contract of its own (contract 3.2, 8.7, 10.20): at once, where the request
//! names the new asset; else by an upgrade order, which ends the old contract once it is fulfilled. The
//! old device comes back, or the customer keeps it (`keep.rs`).
use chrono::NaiveDate;
use serde_json::json;

use super::{
    begin::begin,
    body::UpgradeSubscriptionBody,
    day::Days,
    history::History,
    keep,
    leave::leave,
    model::{Captured, Subscription, SubscriptionStatus},
    open::{check_own, known, open},
    refuse, spare,
    state::{Ending, Refused},
    wire::Named,
};
use crate::{
    assets::{self, Asset, SerialNumber},
    billing_groups,
    change::Change,
    error::{Error, Fault, Result},
    kernel::{
        calendar::end_date,
        id::SubscriptionId,
        money::Minor,
        schedule::{Rhythm, anchor},
    },
    orders::{self, Order, OrderItem, OrderType, UnitWanted, UpgradeOrder},
    webhooks::{self, Event, EventType},
};

/// What came of an upgrade.
pub(super) enum Upgraded {
    /// The old contract has ended, and the new one runs.
    Swapped {
        /// The old one.
        old: Box<Subscription>,
        /// The new one.
        new: Box<Subscription>,
    },
    /// The old contract runs until this order is fulfilled.
    Ordered {
        /// The old one.
        old: Box<Subscription>,
        /// The order.
        order: Box<Order>,
    },
}

/// Upgrades an active subscription.
pub(super) async fn upgrade(
    change: &mut Change,
    id: SubscriptionId,
    body: &UpgradeSubscriptionBody,
) -> Result<Upgraded> {
    let old = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    match &body.new_serial_number {
        Some(named) => swap(change, old, (body, named)).await,
        None => order(change, old, body).await,
    }
}

/// The unit that a body asks for, with the names of its fields.
fn wanted(body: &UpgradeSubscriptionBody) -> UnitWanted<'_> {
    let (term_path, contract_length) = match &body.contract_length {
        Some((path, months)) => (path.as_str(), Some(*months)),
        None => ("contractLength", None),
    };
    UnitWanted {
        sku: &body.new_sku,
        sku_path: "newSku",
        contract_length,
        term_path,
        unit_price: body.new_monthly_amount,
    }
}

async fn order(
    change: &mut Change,
    old: Subscription,
    body: &UpgradeSubscriptionBody,
) -> Result<Upgraded> {
    check_active(&old)?;
    let order = UpgradeOrder {
        unit: wanted(body),
        original_order_id: old.order_id,
        customer_id: old.customer_id,
        previous_rental_id: old.id,
        previous_device: old.product_name.clone(),
        previous_serial_number: old.serial_number.to_string(),
        previous_monthly_amount: old.monthly_amount,
        buyout_amount: body.buyout_amount,
        reason: body.reason.clone(),
        notes: body.notes.clone(),
    };
    let order = orders::place_upgrade(change, &order).await?;
    Ok(Upgraded::Ordered {
        old: Box::new(old),
        order: Box::new(order),
    })
}

async fn swap(
    change: &mut Change,
    old: Subscription,
    (body, named): (&UpgradeSubscriptionBody, &Named),
) -> Result<Upgraded> {
    let mut faults = Vec::new();
    let item = orders::price_unit(change, &wanted(body)).await;
    let item = kept(item, &mut faults)?;
    let devices = spare::lock(change, &old.serial_number, named, &body.new_sku).await;
    let devices = kept(devices, &mut faults)?;
    let start = Days::of(&old, change.today()).upgrade(body.start_date);
    let start =
        start.map_err(|message| faults.push(Fault::shape("startDate", "invalid_date", message)));
    let (Some(item), Some((_, asset)), Ok(start)) = (item, devices, start) else {
        return Err(Error::Invalid(faults));
    };
    check_active(&old)?;
    spare::check(change, &asset, &item.sku).await?;
    let new = successor(change, &old, (&item, &asset, start), body.notes.clone())?;
    begin(change, &new, (asset, item.setup_fee)).await?;
    if let Some(group) = new.billing_group_id {
        billing_groups::joined(change, group, new.id).await?;
    }
    let old = take_over(change, old, &new, body.buyout_amount).await?;
    Ok(Upgraded::Swapped {
        old: Box::new(old),
        new: Box::new(new),
    })
}

/// What was found; faults are kept for the answer, which tells all of them.
fn kept<T>(found: Result<T>, faults: &mut Vec<Fault>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Invalid(more)) => {
            faults.extend(more);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The contract that takes the place of another: same customer, order, item, tax, terms, group and
/// fields of its own; another device, price and schedule, from `start` on.
fn successor(
    change: &Change,
    old: &Subscription,
    (item, asset, start): (&OrderItem, &Asset, NaiveDate),
    notes: Option<String>,
) -> Result<Subscription> {
    let now = change.now();
    let settings = &change.tenant().settings;
    let too_late = || {
        let message = "The contract would run beyond the year 9999. Choose a shorter one.";
        Error::fault(Fault::shape("contractLength", "too_big", message))
    };
    let anchor = anchor(start, settings.billing_start)
        .and_then(|first| settings.billing_cycle.anchor(first))
        .ok_or_else(too_late)?;
    let rhythm = Rhythm {
        anchor,
        interval: settings.billing_cycle.interval(),
        terms: old.payment_terms,
    };
    Ok(Subscription {
        id: SubscriptionId::generate(now),
        serial_number: asset.serial_number.clone(),
        product_id: item.product_id,
        variant_id: item.variant_id,
        sku: item.sku.clone(),
        product_name: item.product_name.clone(),
        product_image_url: item.product_image_url.clone(),
        status: SubscriptionStatus::Active,
        monthly_amount: item.unit_price,
        original_contract_length: item.contract_length,
        contract_length: item.contract_length,
        start_date: start,
        end_date: end_date(start, item.contract_length).ok_or_else(too_late)?,
        billing_anchor: rhythm.anchor,
        billing_interval: rhythm.interval,
        payment_terms: rhythm.terms,
        captured: Captured::of(item, asset, now),
        upgrade_from: Some(old.id),
        notes,
        history: History::default(),
        scheduled_cancellation: None,
        action_required_at: None,
        ended_at: None,
        ended_on: None,
        created_by: change.tenant().actor().user_id.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
        ..old.clone()
    })
}

/// Ends a contract whose place another has taken, on the first day of that one, or today where that is
/// still to come, and tells of both. Its device comes back now, unless its customer keeps it at a price.
pub(super) async fn take_over(
    change: &mut Change,
    mut old: Subscription,
    new: &Subscription,
    price: Option<Minor>,
) -> Result<Subscription> {
    let day = new.start_date.min(change.today());
    match price {
        Some(price) => keep::sell(change, &mut old, (price, day)).await?,
        None => leave(change, &mut old, Ending::Upgrade, day).await?,
    }
    let event = Event {
        event_type: EventType::SubscriptionUpgraded,
        entity_type: crate::timeline::EntityType::Subscription,
        entity_id: new.id.to_string(),
        data: json!({
            "subscriptionId": new.id,
            "rentalId": new.id,
            "oldRentalId": old.id,
            "newRentalId": new.id,
            "customerId": new.customer_id,
            "orderId": new.order_id,
            "oldSerialNumber": old.serial_number,
            "serialNumber": new.serial_number,
            "startDate": new.start_date,
            "oldDeviceSold": price.is_some(),
        }),
    };
    webhooks::record(change, event);
    Ok(old)
}

/// The contract that an upgrade order is to end, with its asset and the new one, if it is known, locked
/// in the order of the house; none for other orders. The order's customer is locked.
pub async fn previous(
    change: &mut Change,
    order: &Order,
    new: Option<&SerialNumber>,
) -> Result<Option<Subscription>> {
    let Some(id) = previous_of(order) else {
        return Ok(None);
    };
    let previous = known(change, id).await?;
    let both = new.into_iter().chain([&previous.serial_number]);
    let both: Vec<&str> = both.map(SerialNumber::as_str).collect();
    let tenant = change.tenant().id;
    assets::lock_all(change.conn(), tenant, &both).await?;
    Ok(Some(previous))
}

fn previous_of(order: &Order) -> Option<SubscriptionId> {
    let details = order.upgrade_details.as_ref();
    let of_upgrade = details.filter(|_| order.order_type == OrderType::Upgrade);
    of_upgrade.and_then(|details| details.previous_rental_id.parse().ok())
}

/// Whether an upgrade order can still end what it replaces.
pub(super) fn check_previous(order: &Order, previous: Option<&Subscription>) -> Result<()> {
    let Some(previous) = previous else {
        return Ok(());
    };
    check_active(previous)?;
    if previous.customer_id == order.customer.customer_id {
        Ok(())
    } else {
        Err(refuse::not_theirs(order, previous.id))
    }
}

fn check_active(subscription: &Subscription) -> Result<()> {
    let id = subscription.id;
    let active = subscription.status.goes_on();
    active.map_err(|refused: Refused| refused.of(id))
}
