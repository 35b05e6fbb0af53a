//! A subscription as stored.
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::history::{History, ScheduledCancellation};
use crate::{
    assets::{Asset, SerialNumber},
    kernel::{
        currency::Currency,
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, VariantId,
        },
        money::Minor,
        schedule::{BillingInterval, PaymentTerms, Rhythm},
        tax::TaxRate,
        word::words,
    },
    orders::{AcquisitionCostSource, ListPriceSource, OrderItem},
    payments::Payer,
};

words! {
    /// Where a subscription stands (contract section 4); every state but the first is final.
    pub enum SubscriptionStatus {
        /// Running, or to start on a day to come.
        Active = "active",
        /// Called off by the tenant.
        Cancelled = "cancelled",
        /// Its term is over and the asset came back.
        EndedCompleted = "ended_completed",
        /// The customer bought the asset.
        EndedBuyout = "ended_buyout",
        /// Another subscription took its place.
        EndedUpgrade = "ended_upgrade",
        /// The asset came back before the term was over.
        EndedEarlyReturn = "ended_early_return",
    }
}

words! {
    /// Where a captured list price comes from.
    pub enum CapturedListPriceSource {
        /// The variant.
        Variant = "variant",
        /// A person.
        Manual = "manual",
        /// The order had its own.
        OrderOverride = "order_override",
        /// It was computed from the monthly price.
        Estimated = "estimated",
        /// There is none.
        Unknown = "unknown",
    }
}

words! {
    /// Where a captured acquisition cost comes from.
    pub enum CapturedCostSource {
        /// The variant.
        Variant = "variant",
        /// A person: the asset has a cost of its own.
        Manual = "manual",
        /// The order had its own.
        OrderOverride = "order_override",
        /// The list price stands in for it.
        ListPrice = "list_price",
        /// There is none.
        Unknown = "unknown",
    }
}

/// What the device was worth when the contract began; later changes of the catalog do not move it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// New price of the device.
    pub list_price: Option<Minor>,
    /// Where that comes from.
    pub list_price_source: CapturedListPriceSource,
    /// What the device cost the tenant.
    pub acquisition_cost: Option<Minor>,
    /// Where that comes from.
    pub acquisition_cost_source: CapturedCostSource,
    /// When it was captured.
    pub at: DateTime<Utc>,
}

impl Captured {
    /// Of an asset that fulfils an item. What this very asset cost goes before what the item says
    /// of its variant.
    pub(super) fn of(item: &OrderItem, asset: &Asset, at: DateTime<Utc>) -> Self {
        let (acquisition_cost, acquisition_cost_source) = match asset.acquisition_cost {
            Some(cost) => (Some(cost), CapturedCostSource::Manual),
            None => (
                item.acquisition_cost,
                match item.acquisition_cost_source {
                    AcquisitionCostSource::Variant => CapturedCostSource::Variant,
                    AcquisitionCostSource::Manual => CapturedCostSource::Manual,
                    AcquisitionCostSource::ListPrice => CapturedCostSource::ListPrice,
                    AcquisitionCostSource::Unknown => CapturedCostSource::Unknown,
                },
            ),
        };
        Self {
            list_price: item.list_price,
            list_price_source: match item.list_price_source {
                ListPriceSource::Variant => CapturedListPriceSource::Variant,
                ListPriceSource::Manual => CapturedListPriceSource::Manual,
                ListPriceSource::Unknown => CapturedListPriceSource::Unknown,
            },
            acquisition_cost,
            acquisition_cost_source,
            at,
        }
    }
}

/// A contract for one asset.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Identity; `rentalId` on the wire.
    pub id: SubscriptionId,
    /// Which order it fulfils.
    pub order_id: OrderId,
    /// Which item of it.
    pub order_item_id: OrderItemId,
    /// Who has the asset.
    pub customer_id: CustomerId,
    /// Their e-mail, as the order has it.
    pub customer_email: String,
    /// Their name, as the order has it.
    pub customer_name: String,
    /// The asset.
    pub serial_number: SerialNumber,
    /// Its product.
    pub product_id: ProductId,
    /// Its variant.
    pub variant_id: VariantId,
    /// Its `variantSku`.
    pub sku: String,
    /// Name of the product.
    pub product_name: String,
    /// A picture.
    pub product_image_url: Option<String>,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// What it costs a month.
    pub monthly_amount: Minor,
    /// Tax on it, as of its order.
    pub tax_rate: TaxRate,
    /// Whether the monthly amount contains that tax.
    pub tax_inclusive: bool,
    /// Of all its amounts.
    pub currency: Currency,
    /// Months it was made for.
    pub original_contract_length: u32,
    /// Months it runs, extensions included.
    pub contract_length: u32,
    /// First day.
    pub start_date: NaiveDate,
    /// Last day: start + contract length (contract 10.12).
    pub end_date: NaiveDate,
    /// The day payment periods are counted from.
    pub billing_anchor: NaiveDate,
    /// What lies between two periods.
    pub billing_interval: BillingInterval,
    /// When a payment is due after its period's start.
    pub payment_terms: PaymentTerms,
    /// The group it is billed with.
    pub billing_group_id: Option<BillingGroupId>,
    /// What the device was worth.
    pub captured: Captured,
    /// The contract it took the place of.
    pub upgrade_from: Option<SubscriptionId>,
    /// Free values by key.
    pub custom_fields: Option<Value>,
    /// Free text.
    pub notes: Option<String>,
    /// What happened to it.
    pub history: History,
    /// When and why it is to be called off, where that is planned.
    pub scheduled_cancellation: Option<ScheduledCancellation>,
    /// When its term was over and a person was asked what becomes of it.
    pub action_required_at: Option<DateTime<Utc>>,
    /// When it left `active`.
    pub ended_at: Option<DateTime<Utc>>,
    /// The day it ended on.
    pub ended_on: Option<NaiveDate>,
    /// Who made it: an API key's id.
    pub created_by: String,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}

impl Subscription {
    /// When its payments fall due.
    pub(super) const fn rhythm(&self) -> Rhythm {
        Rhythm {
            anchor: self.billing_anchor,
            interval: self.billing_interval,
            terms: self.payment_terms,
        }
    }

    /// Who pays, and how it is taxed.
    pub(super) const fn payer(&self) -> Payer {
        Payer {
            subscription_id: self.id,
            customer_id: self.customer_id,
            billing_group_id: self.billing_group_id,
            tax_rate: self.tax_rate,
            tax_inclusive: self.tax_inclusive,
        }
    }
}
