//! Extension orders: confirming one extends contracts, which is the business of a feature above this
//! one. The router hands it down as an [`Extending`].
use futures::future::BoxFuture;

use super::{
    announce,
    model::{Order, OrderType},
    state::OrderStatus,
    store,
};
use crate::{
    change::Change,
    customers,
    error::{Error, Result},
    kernel::id::{CustomerId, OrderId, OrderItemId, SubscriptionId},
    timeline::Changes,
    webhooks::EventType,
};

/// Extends the contracts that a confirmed extension order asks for, and fulfils it with them. The
/// order and, before it, its customer are locked.
type Extend = for<'c> fn(&'c mut Change, Order) -> BoxFuture<'c, Result<Order>>;

/// What confirming an extension order does to contracts.
#[derive(Debug, Clone, Copy)]
pub struct Extending(Extend);

impl Extending {
    /// By this function.
    pub const fn by(extend: Extend) -> Self {
        Self(extend)
    }

    /// Carries out an extension order that is confirmed; any other order stays as it is.
    pub(super) async fn carry_out(self, change: &mut Change, order: Order) -> Result<Order> {
        if is_due(&order) {
            (self.0)(change, order).await
        } else {
            Ok(order)
        }
    }
}

/// Whether an order is an extension that somebody confirmed and nobody carried out.
pub(super) fn is_due(order: &Order) -> bool {
    order.order_type == OrderType::Extension && order.status == OrderStatus::Confirmed
}

/// Locks the customer of an extension order, which comes before the order itself; of another order
/// none. To be called before an order is locked to be confirmed; an unknown order is left to that.
pub(super) async fn hold_customer(change: &mut Change, id: OrderId) -> Result<Option<CustomerId>> {
    let tenant = change.tenant().id;
    match store::type_and_customer(change.conn(), tenant, id).await? {
        Some((OrderType::Extension, customer)) => {
            customers::lock(change.conn(), tenant, customer).await?;
            Ok(Some(customer))
        }
        Some((OrderType::Standard | OrderType::Upgrade, _)) | None => Ok(None),
    }
}

/// Whether the order still is of the customer that was locked for it.
pub(super) fn check_held(order: &Order, held: Option<CustomerId>) -> Result<()> {
    if held.is_none_or(|customer| customer == order.customer.customer_id) {
        return Ok(());
    }
    let cause = "the order went to another customer before it was locked";
    Err(Error::Contended(cause.to_owned()))
}

/// Fulfils a confirmed extension order with the subscriptions that each item extended, one a unit:
/// items, progress, status, version, timeline, and the event `order.fulfilled`.
pub async fn fulfil_extension(
    change: &mut Change,
    mut order: Order,
    links: &[(OrderItemId, SubscriptionId)],
) -> Result<Order> {
    let before = (order.status, order.rented_devices);
    let total = order.totals.total_devices;
    order.rented_devices = total;
    order.status = order.status.fulfil(total, total)?;
    order.version += 1;
    order.updated_at = change.now();
    for item in &mut order.items {
        item.rented_quantity = item.quantity;
        let own = links.iter().filter(|(id, _)| *id == item.id);
        item.subscription_ids = own.map(|(_, subscription)| *subscription).collect();
    }
    store::fulfil_extension(change, &order, links).await?;
    let changes = Changes::none()
        .with("status", &before.0, &order.status)
        .with("rentalProgress.rentedDevices", &before.1, &total);
    let summary = format!("{total} subscription(s) extended");
    let event = EventType::OrderFulfilled;
    announce::order(change, &order, event, summary, changes);
    Ok(order)
}
