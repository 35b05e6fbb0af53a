//! A payment as stored.
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::state::PaymentStatus;
use crate::{
    auth::settings::Collector,
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, PaymentId, RefundId, SubscriptionId},
        money::Minor,
        tax::TaxRate,
        word::words,
    },
};

words! {
    /// Whether a payment is of one subscription or of a billing group.
    pub enum PaymentType {
        /// Of one subscription.
        Individual = "individual",
        /// Of all subscriptions of a billing group.
        Consolidated = "consolidated",
    }
}

words! {
    /// Who collects a payment.
    pub enum Provider {
        /// Stripe.
        Stripe = "stripe",
        /// Adyen.
        Adyen = "adyen",
        /// `PayPal`.
        Paypal = "paypal",
        /// A person, outside the system.
        Manual = "manual",
    }
}

words! {
    /// How the money of a payment came.
    pub enum MeansOfPayment {
        /// The customer transferred it.
        BankTransfer = "bank_transfer",
        /// A debit or credit card.
        Card = "card",
        /// Drawn from the customer's account.
        DirectDebit = "direct_debit",
        /// Notes and coins.
        Cash = "cash",
        /// A cheque.
        Cheque = "cheque",
        /// `PayPal`.
        Paypal = "paypal",
        /// None of these.
        Other = "other",
    }
}

words! {
    /// Whether a refund has been given back.
    pub enum RefundStatus {
        /// The collector has not said so yet.
        Pending = "pending",
        /// Given back; final.
        Succeeded = "succeeded",
    }
}

/// What a payment is for: the middle of its idempotency key (contract 8.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A month of the contract.
    Monthly,
    /// The setup fee.
    Setup,
    /// The price of the asset, bought by its customer.
    Buyout,
    /// The fee of an asset that came back before its time.
    EarlyReturn,
}

impl Purpose {
    /// Key under which the payment number `n`, from 1, of a subscription exists once.
    pub(super) fn key(self, subscription: SubscriptionId, n: u32) -> String {
        let name = match self {
            Self::Monthly => "monthly",
            Self::Setup => "setup",
            Self::Buyout => "buyout",
            Self::EarlyReturn => "early_return",
        };
        format!("{subscription}:{name}:{n}")
    }
}

/// One line of a payment, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItem {
    /// Whose line.
    pub subscription_id: SubscriptionId,
    /// What is paid for.
    pub description: String,
    /// Its part of the subtotal.
    pub amount_minor: Minor,
    /// Its tax: on top, or contained.
    pub tax_amount_minor: Minor,
}

/// Why the last attempt to collect failed, as stored and as on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaptureError {
    /// The provider's code.
    pub code: String,
    /// The provider's words.
    pub message: String,
    /// The bank's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decline_code: Option<String>,
}

/// Money given back of a payment.
#[derive(Debug, Clone)]
pub struct Refund {
    /// Identity; the collector gives it back once under it.
    pub id: RefundId,
    /// Of which payment.
    pub payment_id: PaymentId,
    /// How much, with the tax in it.
    pub amount: Minor,
    /// The tax in it.
    pub tax: Minor,
    /// Why.
    pub reason: String,
    /// Whether it has been given back.
    pub status: RefundStatus,
    /// Whether it is of an attempt that brought money for a payment that was paid meanwhile, and so
    /// not of the payment's amount.
    pub duplicate: bool,
    /// Who gives it back; none where a person does.
    pub collector: Option<Collector>,
    /// The collector's reference.
    pub transaction_id: Option<String>,
    /// Who asked for it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was given back.
    pub settled_at: Option<DateTime<Utc>>,
}

/// A charge to a customer, due or settled.
#[derive(Debug, Clone)]
pub struct Payment {
    /// Identity.
    pub id: PaymentId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// What for; none where it is consolidated.
    pub subscription_id: Option<SubscriptionId>,
    /// The group it is billed with.
    pub billing_group_id: Option<BillingGroupId>,
    /// Of one subscription or of a group.
    pub payment_type: PaymentType,
    /// `<subscription>:<purpose>:<n>`: it exists once.
    pub idempotency_key: String,
    /// `YYYY-MM`: a label.
    pub billing_period: String,
    /// What is paid for.
    pub description: String,
    /// Before tax where tax is exclusive, with it where it is inclusive.
    pub subtotal: Minor,
    /// The tax, on top or contained.
    pub tax_amount: Minor,
    /// What the customer pays.
    pub total: Minor,
    /// Tax on it: of its subscription, in turn of that one's order.
    pub tax_rate: TaxRate,
    /// Of all its amounts.
    pub currency: Currency,
    /// Where it stands.
    pub status: PaymentStatus,
    /// Last day to pay on.
    pub due_date: NaiveDate,
    /// Who collects it.
    pub provider: Option<Provider>,
    /// How the money came; none where nobody said.
    pub payment_method: Option<MeansOfPayment>,
    /// The provider's reference.
    pub transaction_id: Option<String>,
    /// The provider's words.
    pub provider_response: Option<Value>,
    /// Whether a person said that it was paid.
    pub manually_marked: bool,
    /// That person's reference, such as a bank transfer's.
    pub payment_reference: Option<String>,
    /// Who said so.
    pub marked_by: Option<String>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancel_reason: Option<String>,
    /// Times that collecting was tried.
    pub capture_attempts: i32,
    /// When last.
    pub last_capture_attempt: Option<DateTime<Utc>>,
    /// Why that failed.
    pub last_capture_error: Option<CaptureError>,
    /// When it is tried again.
    pub next_retry_at: Option<DateTime<Utc>>,
    /// Whether a late fee is in it.
    pub late_fee_applied: bool,
    /// The late fee.
    pub late_fee: Option<Minor>,
    /// What it was without the late fee.
    pub original_amount: Option<Minor>,
    /// What it consists of.
    pub line_items: Vec<LineItem>,
    /// Who was asked for the money; none while it waits for a person.
    pub collector: Option<Collector>,
    /// An attempt whose outcome is not known yet: when the collector is asked about it again.
    pub claimed_until: Option<DateTime<Utc>>,
    /// Given back so far, with the tax in it.
    pub refunded: Minor,
    /// The tax in that.
    pub refunded_tax: Minor,
    /// When last.
    pub refunded_at: Option<DateTime<Utc>>,
    /// What was given back, first to last.
    pub refunds: Vec<Refund>,
    /// The payment that asks for this one's money; this one is cancelled.
    pub consolidated_into: Option<PaymentId>,
    /// Number of its invoice, once it has one.
    pub invoice_number: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When it was laid.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}

impl Payment {
    /// What the tenant collects with it: without tax, in either tax mode.
    pub fn net(&self) -> Option<Minor> {
        self.total.checked_sub(self.tax_amount)
    }

    /// What of it can still be given back.
    pub fn refundable(&self) -> Option<Minor> {
        self.total.checked_sub(self.refunded)
    }

    /// What of it the tenant keeps, without tax.
    pub fn kept(&self) -> Option<Minor> {
        let refunded = self.refunded.checked_sub(self.refunded_tax)?;
        self.net()?.checked_sub(refunded)
    }

    /// Whether it should have been paid before `today`.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status.is_open() && self.due_date < today
    }
}
