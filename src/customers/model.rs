//! A customer as stored.
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::address::{Address, ShippingAddress};
use crate::kernel::{id::CustomerId, money::Minor, schedule::PaymentTerms, word::words};

words! {
    /// Person or company.
    pub enum CustomerType {
        /// A person.
        Individual = "individual",
        /// A company; may have payment terms.
        Business = "business",
    }
}

words! {
    /// Whether a customer may order.
    pub enum CustomerStatus {
        /// They may.
        Active = "active",
        /// Deleted: hidden from default lists, no new orders.
        Inactive = "inactive",
    }
}

/// A customer of one tenant.
#[derive(Debug, Clone)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// As first written.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company name.
    pub company: Option<String>,
    /// Phone number as written.
    pub phone: Option<String>,
    /// Number in the register of companies.
    pub registration_number: Option<String>,
    /// Number for value added tax.
    pub vat_number: Option<String>,
    /// Person or company.
    pub customer_type: CustomerType,
    /// When a payment of theirs is due after its period starts.
    pub payment_terms: PaymentTerms,
    /// Whether they may order.
    pub status: CustomerStatus,
    /// Of their latest order or profile change.
    pub last_billing_address: Option<Address>,
    /// Of their latest order or profile change.
    pub last_shipping_address: Option<Address>,
    /// Where else goods may be sent, as the profile has it; orders leave it alone.
    pub shipping_addresses: Vec<ShippingAddress>,
    /// Free values by key.
    pub custom_fields: Option<Value>,
    /// Orders ever.
    pub total_orders: i64,
    /// Active subscriptions.
    pub total_devices_rented: i64,
    /// A month, of active subscriptions.
    pub total_monthly_revenue: Minor,
    /// Subscriptions ever.
    pub subscriptions_tracked: i64,
    /// Paid so far, without tax.
    pub lifetime_collected: Minor,
    /// Cost of all devices of their subscriptions.
    pub total_acquisition_cost: Minor,
    /// Who made them.
    pub created_by: String,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When they first ordered.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}

/// The payment terms a customer of that type may have: only a business pays later.
pub(super) const fn terms_of(customer_type: CustomerType, wanted: PaymentTerms) -> PaymentTerms {
    match customer_type {
        CustomerType::Individual => PaymentTerms::Immediate,
        CustomerType::Business => wanted,
    }
}
