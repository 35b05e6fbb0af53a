//! Payments on the wire (contract 3.0 and 3.6).
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    model::{
        CaptureError, LineItem, MeansOfPayment, Payment, PaymentType, Provider, Refund,
        RefundStatus,
    },
    state::PaymentStatus,
};
use crate::{
    change::Change,
    http::page::PageInfo,
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, PaymentId, RefundId, SubscriptionId, TenantId},
        money::{Amount, Minor},
        page::{Limit, Page},
        tax::TaxRate,
    },
};

/// A charge to a customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Payment)]
pub(crate) struct PaymentBody {
    #[schema(value_type = String)]
    payment_id: PaymentId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    /// Absent where it is consolidated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    rental_id: Option<SubscriptionId>,
    /// The same as `rentalId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    subscription_id: Option<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    billing_group_id: Option<BillingGroupId>,
    payment_type: PaymentType,
    /// `YYYY-MM` of the period's start: a label.
    #[schema(example = "2025-02", pattern = r"^\d{4}-\d{2}$")]
    billing_period: String,
    #[schema(example = "iPhone 15, month 1")]
    description: String,
    /// Without tax where the tenant's prices exclude it, else with it.
    subtotal: Amount,
    tax_amount: Amount,
    /// In percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 21)]
    tax_rate: TaxRate,
    /// What the customer pays.
    total: Amount,
    /// The same as `total`.
    amount: Amount,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    status: PaymentStatus,
    due_date: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    provider: Option<Provider>,
    /// How the money came; absent where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    payment_method: Option<MeansOfPayment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    transaction_id: Option<String>,
    /// What the provider said; of a card it has `brand` and `last4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<Object>)]
    provider_response: Option<Value>,
    /// Whether a person said that it was paid.
    manually_marked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "WIRE-2025-001234")]
    payment_reference: Option<String>,
    /// The same as `paymentReference`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "WIRE-2025-001234")]
    reference: Option<String>,
    /// Who said that it was paid: an API key's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    marked_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    paid_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancelled_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancel_reason: Option<String>,
    capture_attempts: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_capture_attempt: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_capture_error: Option<CaptureError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_retry_at: Option<DateTime<Utc>>,
    late_fee_applied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    late_fee_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    original_amount: Option<Amount>,
    /// Whether it should have been paid before today.
    overdue: bool,
    /// Given back so far; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refunded_amount: Option<Amount>,
    /// When last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refunded_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refunds: Vec<RefundedBody>,
    /// The consolidated payment that asks for the money instead; this one is cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    consolidated_into: Option<PaymentId>,
    /// Once it has an invoice (`GET /v1/payments/{paymentId}/invoice`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "INV-2026-000042")]
    invoice_number: Option<String>,
    line_items: Vec<LineItemBody>,
    /// `<rentalId>:<purpose>:<n>`, or `<billingGroupId>:consolidated:<YYYY-MM>`: a charge exists once.
    idempotency_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Money given back of a payment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundedBody {
    #[schema(value_type = String)]
    id: RefundId,
    /// With the tax in it.
    amount: Amount,
    /// The tax in it.
    tax_amount: Amount,
    reason: String,
    /// `pending` until the provider that collected has given it back.
    status: RefundStatus,
    /// When it was asked for.
    at: DateTime<Utc>,
    /// By whom: an API key's id.
    by: String,
}

impl RefundedBody {
    fn new(refund: Refund, currency: Currency) -> Self {
        Self {
            id: refund.id,
            amount: Amount::new(refund.amount, currency),
            tax_amount: Amount::new(refund.tax, currency),
            reason: refund.reason,
            status: refund.status,
            at: refund.created_at,
            by: refund.created_by,
        }
    }
}

/// A line of a payment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineItemBody {
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    description: String,
    /// Its part of the subtotal.
    amount: Amount,
    tax_amount: Amount,
}

impl LineItemBody {
    fn new(item: LineItem, currency: Currency) -> Self {
        Self {
            rental_id: item.subscription_id,
            description: item.description,
            amount: Amount::new(item.amount_minor, currency),
            tax_amount: Amount::new(item.tax_amount_minor, currency),
        }
    }
}

impl PaymentBody {
    /// As the tenant sees the payment on a date of theirs.
    pub(super) fn new(payment: Payment, (tenant, today): (TenantId, NaiveDate)) -> Self {
        let currency = payment.currency;
        let overdue = payment.is_overdue(today);
        let is_refunded = payment.refunded > Minor::ZERO;
        let amount = |minor: Minor| Amount::new(minor, currency);
        Self {
            payment_id: payment.id,
            tenant_id: tenant,
            customer_id: payment.customer_id,
            rental_id: payment.subscription_id,
            subscription_id: payment.subscription_id,
            billing_group_id: payment.billing_group_id,
            payment_type: payment.payment_type,
            billing_period: payment.billing_period,
            description: payment.description,
            subtotal: amount(payment.subtotal),
            tax_amount: amount(payment.tax_amount),
            tax_rate: payment.tax_rate,
            total: amount(payment.total),
            amount: amount(payment.total),
            currency,
            status: payment.status,
            due_date: payment.due_date,
            provider: payment.provider,
            payment_method: payment.payment_method,
            transaction_id: payment.transaction_id,
            provider_response: payment.provider_response,
            manually_marked: payment.manually_marked,
            reference: payment.payment_reference.clone(),
            payment_reference: payment.payment_reference,
            marked_by: payment.marked_by,
            paid_at: payment.paid_at,
            cancelled_at: payment.cancelled_at,
            cancel_reason: payment.cancel_reason,
            capture_attempts: payment.capture_attempts,
            last_capture_attempt: payment.last_capture_attempt,
            last_capture_error: payment.last_capture_error,
            next_retry_at: payment.next_retry_at,
            late_fee_applied: payment.late_fee_applied,
            late_fee_amount: payment.late_fee.map(amount),
            original_amount: payment.original_amount.map(amount),
            overdue,
            refunded_amount: is_refunded.then(|| amount(payment.refunded)),
            refunded_at: payment.refunded_at,
            refunds: payment
                .refunds
                .into_iter()
                .map(|refund| RefundedBody::new(refund, currency))
                .collect(),
            consolidated_into: payment.consolidated_into,
            invoice_number: payment.invoice_number,
            line_items: payment
                .line_items
                .into_iter()
                .map(|item| LineItemBody::new(item, currency))
                .collect(),
            idempotency_key: payment.idempotency_key,
            notes: payment.notes,
            created_at: payment.created_at,
            updated_at: payment.updated_at,
        }
    }
}

/// A page of payments.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentListBody {
    #[schema(example = true)]
    success: bool,
    payments: Vec<PaymentBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl PaymentListBody {
    /// Of a page read with `limit`.
    pub(super) fn new(page: Page<Payment>, limit: Limit, seen: (TenantId, NaiveDate)) -> Self {
        let info = PageInfo::of(&page, limit);
        Self {
            success: true,
            payments: page
                .items
                .into_iter()
                .map(|payment| PaymentBody::new(payment, seen))
                .collect(),
            page: info,
        }
    }
}

/// A payment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentReadBody {
    #[schema(example = true)]
    success: bool,
    payment: PaymentBody,
}

impl PaymentReadBody {
    /// Of that payment.
    pub(super) fn new(payment: Payment, seen: (TenantId, NaiveDate)) -> Self {
        Self {
            success: true,
            payment: PaymentBody::new(payment, seen),
        }
    }
}

/// A payment after a change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentChangedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Payment marked as paid")]
    message: &'static str,
    payment: PaymentBody,
}

impl PaymentChangedBody {
    /// After what `message` says.
    pub(super) fn new(message: &'static str, payment: Payment, change: &Change) -> Self {
        let seen = (change.tenant().id, change.today());
        Self {
            success: true,
            message,
            payment: PaymentBody::new(payment, seen),
        }
    }
}
