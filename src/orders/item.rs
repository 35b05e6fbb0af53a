//! A line of an order.
use crate::kernel::{
    id::{OrderItemId, ProductId, SubscriptionId, VariantId},
    money::Minor,
    word::words,
};

words! {
    /// Where an item's list price comes from.
    pub enum ListPriceSource {
        /// The variant.
        Variant = "variant",
        /// A person.
        Manual = "manual",
        /// There is none.
        Unknown = "unknown",
    }
}

words! {
    /// Where an item's acquisition cost comes from.
    pub enum AcquisitionCostSource {
        /// The variant.
        Variant = "variant",
        /// A person.
        Manual = "manual",
        /// The list price stands in for it.
        ListPrice = "list_price",
        /// There is none.
        Unknown = "unknown",
    }
}

words! {
    /// How much of an item is fulfilled.
    pub enum RentalStatus {
        /// No unit.
        Pending = "pending",
        /// Some units.
        Partial = "partial",
        /// All units.
        Completed = "completed",
    }
}

/// A line of an order; its copy of the catalog does not change with the catalog.
#[derive(Debug, Clone)]
pub struct OrderItem {
    /// Identity.
    pub id: OrderItemId,
    /// Its product.
    pub product_id: ProductId,
    /// Its variant.
    pub variant_id: VariantId,
    /// The variant's SKU.
    pub sku: String,
    /// Name of the product.
    pub product_name: String,
    /// A picture.
    pub product_image_url: Option<String>,
    /// Units.
    pub quantity: u32,
    /// Units that have, or had, a subscription.
    pub rented_quantity: u32,
    /// A month and unit.
    pub unit_price: Minor,
    /// Once a unit.
    pub setup_fee: Minor,
    /// Months.
    pub contract_length: u32,
    /// New price of the device.
    pub list_price: Option<Minor>,
    /// Where that comes from.
    pub list_price_source: ListPriceSource,
    /// What the device cost the tenant.
    pub acquisition_cost: Option<Minor>,
    /// Where that comes from.
    pub acquisition_cost_source: AcquisitionCostSource,
    /// Its subscriptions, oldest first.
    pub subscription_ids: Vec<SubscriptionId>,
}

impl OrderItem {
    /// How much of it is fulfilled.
    pub const fn rental_status(&self) -> RentalStatus {
        if self.rented_quantity == 0 {
            RentalStatus::Pending
        } else if self.rented_quantity < self.quantity {
            RentalStatus::Partial
        } else {
            RentalStatus::Completed
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use uuid::Uuid;

    use super::*;

    /// A line with what rules look at; its id follows from nothing.
    pub(in crate::orders) fn item(
        sku: &str,
        quantity: u32,
        price: i64,
        contract_length: u32,
    ) -> OrderItem {
        OrderItem {
            id: OrderItemId::generate(chrono::DateTime::UNIX_EPOCH),
            product_id: ProductId::from_uuid(Uuid::nil()),
            variant_id: VariantId::from_uuid(Uuid::nil()),
            sku: sku.to_owned(),
            product_name: sku.to_owned(),
            product_image_url: None,
            quantity,
            rented_quantity: 0,
            unit_price: Minor::new(price).unwrap(),
            setup_fee: Minor::ZERO,
            contract_length,
            list_price: None,
            list_price_source: ListPriceSource::Unknown,
            acquisition_cost: None,
            acquisition_cost_source: AcquisitionCostSource::Unknown,
            subscription_ids: Vec::new(),
        }
    }

    #[test]
    fn an_item_is_completed_when_its_last_unit_is() {
        for (rented, status) in [
            (0, RentalStatus::Pending),
            (1, RentalStatus::Partial),
            (2, RentalStatus::Partial),
            (3, RentalStatus::Completed),
        ] {
            let item = OrderItem {
                rented_quantity: rented,
                ..item("A", 3, 0, 12)
            };
            assert_eq!(item.rental_status(), status);
        }
    }
}
