//! What a confirmed extension order does (contract 10.20). The order's confirmation is a feature below
//! this one, which is given this by the router.
use std::collections::HashSet;

use futures::future::BoxFuture;

use super::{
    extend::check_length,
    lengthen::{Longer, lengthen},
    model::Subscription,
    store,
};
use crate::{
    change::Change,
    error::{Code, Error, Result},
    kernel::id::{OrderId, OrderItemId, SubscriptionId},
    orders::{self, Extending, Order, OrderItem},
};

/// Extends what extension orders ask for.
pub(crate) const EXTENDING: Extending = Extending::by(extend_ordered);

fn extend_ordered(change: &mut Change, order: Order) -> BoxFuture<'_, Result<Order>> {
    Box::pin(extend_all(change, order))
}

/// Extends as many active subscriptions of the original order as each item has units, oldest first, at
/// the item's price, and fulfils the order with them. The customer is locked. The order is the
/// approval: of the tenant's rules for extensions only the longest length holds.
async fn extend_all(change: &mut Change, order: Order) -> Result<Order> {
    let details = order
        .extension_details
        .as_ref()
        .ok_or_else(|| Error::internal(anyhow::anyhow!("{} extends nothing", order.id)))?;
    let original: OrderId = details
        .original_order_id
        .parse()
        .map_err(|_| Error::internal(anyhow::anyhow!("{} extends no order", order.id)))?;
    let (months, reason) = (details.extension_months, details.reason.clone());
    let mut taken = HashSet::new();
    let mut links: Vec<(OrderItemId, SubscriptionId)> = Vec::new();
    for item in &order.items {
        for id in choose(change, (&order, original), item, &taken).await? {
            taken.insert(id);
            links.push((item.id, id));
        }
    }
    let mut found = all(change, &links).await?.into_iter();
    for (item_id, _) in &links {
        let item = order.items.iter().find(|item| item.id == *item_id);
        let (Some(item), Some(mut subscription)) = (item, found.next()) else {
            return Err(Error::internal(anyhow::anyhow!("a chosen one is gone")));
        };
        check_length(&subscription, months, "extensionDetails.extensionMonths")?;
        let longer = Longer {
            months,
            monthly_amount: Some(item.unit_price),
            reason: reason.clone(),
            notes: Some(format!("By extension order {}", order.id)),
            is_renewal: false,
        };
        lengthen(change, &mut subscription, &longer).await?;
    }
    orders::fulfil_extension(change, order, &links).await
}

async fn all(
    change: &mut Change,
    links: &[(OrderItemId, SubscriptionId)],
) -> Result<Vec<Subscription>> {
    let tenant = change.tenant().id;
    let ids: Vec<SubscriptionId> = links.iter().map(|(_, id)| *id).collect();
    store::read(change.conn(), tenant, &ids).await
}

/// The oldest contracts that an item extends, but for those that another item of its SKU has taken.
async fn choose(
    change: &mut Change,
    (order, original): (&Order, OrderId),
    item: &OrderItem,
    taken: &HashSet<SubscriptionId>,
) -> Result<Vec<SubscriptionId>> {
    let tenant = change.tenant().id;
    let of = (original, order.customer.customer_id);
    let open = store::to_extend(change.conn(), tenant, of, &item.sku).await?;
    let mut open: Vec<SubscriptionId> = open.into_iter().filter(|id| !taken.contains(id)).collect();
    let quantity = item.quantity as usize;
    if open.len() < quantity {
        return Err(Error::refused(
            Code::SubscriptionNotActive,
            format!(
                "Order `{original}` has {} active subscription(s) of `{}` left, and {quantity} are \
                 to be extended. Lower the item's quantity.",
                open.len(),
                item.sku
            ),
        ));
    }
    open.truncate(quantity);
    Ok(open)
}
