//! An order of which everything is known, for filters to find.
use super::{
    buffer::date,
    orders::{Order, SHOWCASE_AT, SHOWCASE_EVERY},
    rows::{external_id, serial_number},
};
use crate::shape::{Tenant, person, sku};

/// Half the time that `createdFrom` and `createdTo` leave, in milliseconds: a month in all.
const HALF_MONTH_MS: u64 = 15 * 86_400_000;

/// What filters ask for.
pub(crate) struct Showcase {
    pub(crate) status: &'static str,
    pub(crate) customer: u64,
    pub(crate) customer_type: &'static str,
    pub(crate) order_type: &'static str,
    pub(crate) sku: String,
    pub(crate) serial_number: String,
    pub(crate) created_from: String,
    pub(crate) created_to: String,
    pub(crate) external_id: String,
    pub(crate) cost_center: &'static str,
}

/// The one in the middle of a tenant's; of a tenant too small for one, its last order.
pub(crate) fn showcase(tenant: &Tenant) -> Showcase {
    let before = tenant.orders / 2 / SHOWCASE_EVERY * SHOWCASE_EVERY;
    let n = (before + SHOWCASE_AT).min(tenant.orders);
    let order = Order::of(tenant, n);
    let ms = tenant.order_ms(n);
    Showcase {
        status: order.status,
        customer: order.customer,
        customer_type: person(order.customer).kind(),
        order_type: order.kind,
        sku: order
            .items
            .first()
            .map(|item| sku(item.variant))
            .unwrap_or_default(),
        serial_number: serial_number(n, 0, 0),
        created_from: date(ms - HALF_MONTH_MS),
        created_to: date(ms + HALF_MONTH_MS),
        external_id: external_id(n),
        cost_center: order.cost_center.unwrap_or("IT-100"),
    }
}
