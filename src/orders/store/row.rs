//! Rows of orders and their items, and the orders they make.
use std::num::TryFromIntError;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    customers::{Address, CustomerType},
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, OrderId, SubscriptionId},
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

/// A row of `orders` with its items, in their order.
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
    pub(super) customer_registration_number: Option<String>,
    pub(super) customer_vat_number: Option<String>,
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
    pub(super) items: Option<Json<Vec<ItemRow>>>,
}

/// A row of `order_items` with its subscriptions, as a row or as JSON.
#[derive(Deserialize)]
pub(super) struct ItemRow {
    pub(super) id: Uuid,
    pub(super) order_id: Uuid,
    pub(super) product_id: Uuid,
    pub(super) variant_id: Uuid,
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
    pub(super) subscription_ids: Option<Vec<Uuid>>,
}

impl OrderRow {
    pub(super) fn into_order(self) -> Result<Order, TryFromIntError> {
        let items = self.items.map_or_else(Vec::new, |Json(items)| items);
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
                registration_number: self.customer_registration_number,
                vat_number: self.customer_vat_number,
                customer_type: self.customer_type,
                payment_terms: self.payment_terms,
            },
            billing_address: self.billing_address.0,
            shipping_address: self.shipping_address.0,
            items: items
                .into_iter()
                .map(ItemRow::into_item)
                .collect::<Result<_, _>>()?,
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
    fn into_item(self) -> Result<OrderItem, TryFromIntError> {
        let subscriptions = self.subscription_ids.unwrap_or_default();
        Ok(OrderItem {
            id: self.id.into(),
            product_id: self.product_id.into(),
            variant_id: self.variant_id.into(),
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
            subscription_ids: subscriptions
                .into_iter()
                .map(SubscriptionId::from)
                .collect(),
        })
    }
}
