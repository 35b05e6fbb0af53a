//! An order as stored.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{item::OrderItem, state::OrderStatus};
use crate::{
    customers::{Address, Customer, CustomerType},
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, OrderId},
        money::Minor,
        schedule::PaymentTerms,
        tax::TaxRate,
        word::words,
    },
};

words! {
    /// What an order is for.
    pub enum OrderType {
        /// New contracts.
        Standard = "standard",
        /// Longer contracts.
        Extension = "extension",
        /// Another device.
        Upgrade = "upgrade",
    }
}

words! {
    /// Whether an order was paid for.
    pub enum OrderPaymentStatus {
        /// Not yet.
        Pending = "pending",
        /// It was.
        Paid = "paid",
        /// It was tried.
        Failed = "failed",
    }
}

words! {
    /// How an order was paid for.
    pub enum PaymentMethod {
        /// By Stripe.
        Stripe = "stripe",
        /// By other means.
        Manual = "manual",
    }
}

/// The order's own copy of its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCustomer {
    /// Who it is.
    pub customer_id: CustomerId,
    /// As sent with the order.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company name.
    pub company: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Number in the register of companies.
    pub registration_number: Option<String>,
    /// Number for value added tax.
    pub vat_number: Option<String>,
    /// Person or company.
    pub customer_type: CustomerType,
    /// When payments are due after their period starts.
    pub payment_terms: PaymentTerms,
}

impl OrderCustomer {
    /// Whether the texts of the customer's record lead to this copy too: name, e-mail and company are
    /// the same, or it names no company, by which it is not found then.
    pub(super) fn is_named_as(&self, record: &Customer) -> bool {
        let company = self.company.as_deref().or(record.company.as_deref());
        (&self.first_name, &self.last_name, &self.email, company)
            == (
                &record.first_name,
                &record.last_name,
                &record.email,
                record.company.as_deref(),
            )
    }
}

/// What an order costs a month (contract 10.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Sum of unit price × quantity.
    pub subtotal: Minor,
    /// Tax: on top of the subtotal, or contained in it.
    pub tax_amount: Minor,
    /// What the customer pays.
    pub total: Minor,
    /// Sum of unit price × quantity × contract length.
    pub total_contract_value: Minor,
    /// Sum of quantities.
    pub total_devices: u32,
}

/// The `payment` object of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderPayment {
    /// Whether it was paid for.
    pub status: OrderPaymentStatus,
    /// How.
    pub method: Option<PaymentMethod>,
    /// The provider's reference.
    pub transaction_id: Option<String>,
    /// How much.
    pub paid_amount: Option<Minor>,
    /// Whether a person said so.
    pub manually_marked: bool,
}

/// What an extension order extends (contract 3.0).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtensionDetails {
    /// The order whose subscriptions are extended.
    pub original_order_id: String,
    /// By how many months.
    pub extension_months: u32,
    /// Until when they ran.
    pub previous_end_date: String,
    /// Until when they will run.
    pub new_end_date: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What an upgrade order replaces (contract 3.0), as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpgradeDetails {
    /// Name of the device so far.
    pub previous_device: String,
    /// Its serial number.
    pub previous_serial_number: String,
    /// What it cost a month.
    pub previous_monthly_amount_minor: Minor,
    /// Its subscription.
    pub previous_rental_id: String,
    /// For how much the customer keeps it; it comes back where this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyout_amount_minor: Option<Minor>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upgrade_reason: Option<String>,
}

/// An order with its items.
#[derive(Debug, Clone)]
pub struct Order {
    /// Identity.
    pub id: OrderId,
    /// The client's own id, unique in the tenant.
    pub external_id: Option<String>,
    /// Where it stands.
    pub status: OrderStatus,
    /// What it is for.
    pub order_type: OrderType,
    /// Who ordered.
    pub customer: OrderCustomer,
    /// Where to bill.
    pub billing_address: Address,
    /// Where to ship.
    pub shipping_address: Address,
    /// By position.
    pub items: Vec<OrderItem>,
    /// What it costs a month.
    pub totals: Totals,
    /// The tenant's tax rate when it was priced.
    pub tax_rate: TaxRate,
    /// Whether its prices contain the tax.
    pub tax_inclusive: bool,
    /// Of all its amounts.
    pub currency: Currency,
    /// Units that have, or had, a subscription.
    pub rented_devices: u32,
    /// Whether it was paid for.
    pub payment: OrderPayment,
    /// Free values by key.
    pub custom_fields: Option<Value>,
    /// The group its subscriptions join.
    pub billing_group_id: Option<BillingGroupId>,
    /// The carrier's number.
    pub tracking_number: Option<String>,
    /// When it left.
    pub shipped_at: Option<DateTime<Utc>>,
    /// Free text.
    pub notes: Option<String>,
    /// Of an extension order.
    pub extension_details: Option<ExtensionDetails>,
    /// Of an upgrade order.
    pub upgrade_details: Option<UpgradeDetails>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancel_reason: Option<String>,
    /// Who made it: an API key's id.
    pub created_by: String,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}
