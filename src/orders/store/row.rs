//! Rows of orders and their items, and the orders they make.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;

use crate::{
    customers::{Address, CustomerType},
    error::{Error, Result},
    kernel::{
        currency::Currency,
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, VariantId,
        },
        money::Minor,
        schedule::PaymentTerms,
        tax::TaxRate,
    },
    orders::{
        AcquisitionCostSource, ExtensionDetails, ListPriceSource, Order, OrderCustomer, OrderItem,
        OrderPayment, OrderPaymentStatus, OrderStatus, OrderType, PaymentMethod, Totals,
        UpgradeDetails,
    },
};

/// A row of `orders`.
pub(super) struct OrderRow {
    pub(super) id: OrderId,
    pub(super) external_id: Option<String>,
    pub(super) status: OrderStatus,
    pub(super) order_type: OrderType,
    pub(super) customer_id: CustomerId,
    pub(super) customer_email: String,
    pub(super) customer_first_name: String,
    pub(super) customer_last_name: String,
    pub(super) customer_company: Option<String>,
    pub(super) customer_phone: Option<String>,
    pub(super) customer_type: CustomerType,
    pub(super) payment_terms: PaymentTerms,
    pub(super) billing_address: Json<Address>,
    pub(super) shipping_address: Json<Address>,
    pub(super) subtotal_minor: Minor,
    pub(super) tax_amount_minor: Minor,
    pub(super) total_minor: Minor,
    pub(super) tax_rate_ppm: TaxRate,
    pub(super) tax_inclusive: bool,
    pub(super) total_contract_value_minor: Minor,
    pub(super) currency: Currency,
    pub(super) total_devices: i64,
    pub(super) rented_devices: i64,
    pub(super) payment_status: OrderPaymentStatus,
    pub(super) payment_method: Option<PaymentMethod>,
    pub(super) payment_transaction_id: Option<String>,
    pub(super) payment_paid_minor: Option<Minor>,
    pub(super) payment_manually_marked: bool,
    pub(super) custom_fields: Option<Value>,
    pub(super) billing_group_id: Option<BillingGroupId>,
    pub(super) tracking_number: Option<String>,
    pub(super) shipped_at: Option<DateTime<Utc>>,
    pub(super) notes: Option<String>,
    pub(super) extension_details: Option<Json<ExtensionDetails>>,
    pub(super) upgrade_details: Option<Json<UpgradeDetails>>,
    pub(super) confirmed_at: Option<DateTime<Utc>>,
    pub(super) cancelled_at: Option<DateTime<Utc>>,
    pub(super) cancel_reason: Option<String>,
    pub(super) created_by: String,
    pub(super) version: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// A row of `order_items` with its subscriptions.
pub(super) struct ItemRow {
    pub(super) id: OrderItemId,
    pub(super) order_id: OrderId,
    pub(super) product_id: ProductId,
    pub(super) variant_id: VariantId,
    pub(super) sku: String,
    pub(super) product_name: String,
    pub(super) product_image_url: Option<String>,
    pub(super) quantity: i32,
    pub(super) rented_quantity: i32,
    pub(super) unit_price_minor: Minor,
    pub(super) setup_fee_minor: Minor,
    pub(super) contract_length: i32,
    pub(super) list_price_minor: Option<Minor>,
    pub(super) list_price_source: ListPriceSource,
    pub(super) acquisition_cost_minor: Option<Minor>,
    pub(super) acquisition_cost_source: AcquisitionCostSource,
    pub(super) subscription_ids: Vec<SubscriptionId>,
}

/// The orders of `rows`, each with those of `items` that are its own, in the order of `items`.
pub(super) fn assemble(rows: Vec<OrderRow>, items: Vec<ItemRow>) -> Result<Vec<Order>> {
    let mut by_order: HashMap<OrderId, Vec<OrderItem>> = HashMap::with_capacity(rows.len());
    for item in items {
        let order = item.order_id;
        by_order
            .entry(order)
            .or_default()
            .push(item.into_item().map_err(Error::internal)?);
    }
    rows.into_iter()
        .map(|row| {
            let items = by_order.remove(&row.id).unwrap_or_default();
            row.into_order(items).map_err(Error::internal)
        })
        .collect()
}

impl OrderRow {
    fn into_order(self, items: Vec<OrderItem>) -> Result<Order, std::num::TryFromIntError> {
        Ok(Order {
            id: self.id,
            external_id: self.external_id,
            status: self.status,
            order_type: self.order_type,
            customer: OrderCustomer {
                customer_id: self.customer_id,
                email: self.customer_email,
                first_name: self.customer_first_name,
                last_name: self.customer_last_name,
                company: self.customer_company,
                phone: self.customer_phone,
                customer_type: self.customer_type,
                payment_terms: self.payment_terms,
            },
            billing_address: self.billing_address.0,
            shipping_address: self.shipping_address.0,
            items,
            totals: Totals {
                subtotal: self.subtotal_minor,
                tax_amount: self.tax_amount_minor,
                total: self.total_minor,
                total_contract_value: self.total_contract_value_minor,
                total_devices: self.total_devices.try_into()?,
            },
            tax_rate: self.tax_rate_ppm,
            tax_inclusive: self.tax_inclusive,
            currency: self.currency,
            rented_devices: self.rented_devices.try_into()?,
            payment: OrderPayment {
                status: self.payment_status,
                method: self.payment_method,
                transaction_id: self.payment_transaction_id,
                paid_amount: self.payment_paid_minor,
                manually_marked: self.payment_manually_marked,
            },
            custom_fields: self.custom_fields,
            billing_group_id: self.billing_group_id,
            tracking_number: self.tracking_number,
            shipped_at: self.shipped_at,
            notes: self.notes,
            extension_details: self.extension_details.map(|Json(details)| details),
            upgrade_details: self.upgrade_details.map(|Json(details)| details),
            confirmed_at: self.confirmed_at,
            cancelled_at: self.cancelled_at,
            cancel_reason: self.cancel_reason,
            created_by: self.created_by,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

impl ItemRow {
    fn into_item(self) -> Result<OrderItem, std::num::TryFromIntError> {
        Ok(OrderItem {
            id: self.id,
            product_id: self.product_id,
            variant_id: self.variant_id,
            sku: self.sku,
            product_name: self.product_name,
            product_image_url: self.product_image_url,
            quantity: self.quantity.try_into()?,
            rented_quantity: self.rented_quantity.try_into()?,
            unit_price: self.unit_price_minor,
            setup_fee: self.setup_fee_minor,
            contract_length: self.contract_length.try_into()?,
            list_price: self.list_price_minor,
            list_price_source: self.list_price_source,
            acquisition_cost: self.acquisition_cost_minor,
            acquisition_cost_source: self.acquisition_cost_source,
            subscription_ids: self.subscription_ids,
        })
    }
}
