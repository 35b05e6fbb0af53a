//! What an upgrade of a contract asks of orders: the price of a unit, or an order of its own.
use super::{
    create,
    item::OrderItem,
    lines::{self, Wanted},
    model::{Order, OrderType},
    open,
    wire::{CustomerInput, ItemInput, NewOrderBody, UpgradeInput},
};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::{
        id::{CustomerId, OrderId, SubscriptionId},
        money::Minor,
    },
};

/// One unit of a variant, and where a request names it.
#[derive(Debug, Clone, Copy)]
pub struct UnitWanted<'a> {
    /// Of which variant.
    pub sku: &'a str,
    /// Where that stands.
    pub sku_path: &'a str,
    /// For how many months.
    pub contract_length: Option<i64>,
    /// Where that stands.
    pub term_path: &'a str,
    /// At this price a month; at the catalog's if absent.
    pub unit_price: Option<Minor>,
}

/// What an unit costs now, as an item that is of no order. Refuses what cannot be ordered, at the
/// places that the unit names.
pub async fn price_unit(change: &mut Change, unit: &UnitWanted<'_>) -> Result<OrderItem> {
    let wanted = Wanted {
        path: String::new(),
        sku: unit.sku,
        quantity: 1,
        contract_length: unit.contract_length,
        unit_price: unit.unit_price,
    };
    let sellable = lines::look_up(change, [unit.sku].into_iter()).await?;
    let items = lines::price(change, &sellable, &[wanted]).await;
    let items = items.map_err(|error| at_places(error, "", unit))?;
    let item = items.into_iter().next();
    item.ok_or_else(|| Error::internal(anyhow::anyhow!("a unit was not priced")))
}

/// An order that takes the place of a running contract.
#[derive(Debug)]
pub struct UpgradeOrder<'a> {
    /// What is ordered.
    pub unit: UnitWanted<'a>,
    /// The order whose addresses it takes.
    pub original_order_id: OrderId,
    /// Whose contract.
    pub customer_id: CustomerId,
    /// Which one.
    pub previous_rental_id: SubscriptionId,
    /// Name of its device.
    pub previous_device: String,
    /// The device itself.
    pub previous_serial_number: String,
    /// What it costs a month.
    pub previous_monthly_amount: Minor,
    /// For how much the customer keeps the device; it comes back if absent.
    pub buyout_amount: Option<Minor>,
    /// Why.
    pub reason: Option<String>,
    /// More about it.
    pub notes: Option<String>,
}

/// Takes an upgrade order, by the way all orders go.
pub async fn place_upgrade(change: &mut Change, upgrade: &UpgradeOrder<'_>) -> Result<Order> {
    let tenant = change.tenant().id;
    let original = open::found(change.conn(), tenant, upgrade.original_order_id).await?;
    let unit = &upgrade.unit;
    let body = NewOrderBody {
        external_id: None,
        order_type: Some(OrderType::Upgrade),
        status: None,
        customer: CustomerInput::known(upgrade.customer_id),
        billing_address: original.billing_address,
        shipping_address: Some(original.shipping_address),
        items: vec![ItemInput {
            sku: unit.sku.to_owned(),
            quantity: 1,
            contract_length: unit.contract_length,
            unit_price: unit.unit_price,
        }],
        custom_fields: match original.custom_fields {
            Some(serde_json::Value::Object(fields)) => Some(fields.into_iter().collect()),
            Some(_) | None => None,
        },
        billing_group_id: None,
        notes: upgrade.notes.clone(),
        extension_details: None,
        upgrade_details: Some(UpgradeInput {
            previous_device: upgrade.previous_device.clone(),
            previous_serial_number: upgrade.previous_serial_number.clone(),
            previous_monthly_amount: upgrade.previous_monthly_amount,
            previous_rental_id: upgrade.previous_rental_id.to_string(),
            buyout_amount: upgrade.buyout_amount,
            upgrade_reason: upgrade.reason.clone(),
        }),
    };
    let order = create::create_one(change, &body).await;
    order.map_err(|error| at_places(error, "items[0]", unit))
}

/// The faults of a line, at the places where its unit was named.
fn at_places(error: Error, line: &str, unit: &UnitWanted<'_>) -> Error {
    let Error::Invalid(mut faults) = error else {
        return error;
    };
    for fault in &mut faults {
        match fault.path.strip_prefix(line) {
            Some(".sku") => unit.sku_path.clone_into(&mut fault.path),
            Some(".contractLength") => unit.term_path.clone_into(&mut fault.path),
            Some(_) | None => {}
        }
    }
    Error::Invalid(faults)
}
