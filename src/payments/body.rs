//! What requests about payments say (contract 3.6).
use chrono::{DateTime, Utc};
use utoipa::ToSchema;

use super::{date_schema::DateOrInstant, model::MeansOfPayment};
use crate::{
    error::{Code, Fault},
    http::json::{Input, Read, TEXT_MAX, Value},
    kernel::money::Minor,
};

/// How a payment was made; every field may be left out, and the body too.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "paidAt": "2025-01-15T10:30:00Z",
    "paymentMethod": "bank_transfer",
    "paymentReference": "WIRE-2025-001234",
    "notes": "Received via bank transfer"
}))]
pub(crate) struct MarkPaidBody {
    /// When the money came: an instant, or the start of the tenant's day; now by default. At most
    /// one day ahead of the server's clock.
    #[schema(value_type = Option<DateOrInstant>)]
    pub(super) paid_at: Option<DateTime<Utc>>,
    /// How it came.
    pub(super) payment_method: Option<MeansOfPayment>,
    /// Such as a bank transfer's; also accepted as `reference`.
    #[schema(max_length = 255)]
    pub(super) payment_reference: Option<String>,
    /// Replaces the payment's notes.
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for MarkPaidBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let reference = object.maybe(&["paymentReference", "reference"], Input::short_text);
        Some(Self {
            paid_at: object.maybe(&["paidAt"], Input::instant),
            payment_method: object.maybe(&["paymentMethod"], Input::word),
            payment_reference: reference.filter(|text| !text.is_empty()),
            notes: object.maybe(&["notes"], Input::long_text),
        })
    }
}

/// Why a payment is called off.
#[derive(Debug, Clone, ToSchema)]
#[schema(example = json!({"reason": "Subscription ended early - customer relocated"}))]
pub(crate) struct CancelPaymentBody {
    /// In the words of whoever decides.
    #[schema(min_length = 1, max_length = 5000, pattern = r"\S")]
    pub(super) reason: String,
}

impl Read for CancelPaymentBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let reason = object.need(&["reason"], |input| input.text((1, TEXT_MAX)))?;
        Some(Self { reason })
    }
}

/// What of a payment is given back, and why.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"amount": 49.5, "reason": "Device arrived damaged"}))]
pub(crate) struct RefundBody {
    /// How much, with the tax in it; all that is left by default.
    #[schema(value_type = Option<f64>)]
    pub(super) amount: Option<Minor>,
    /// In the words of whoever decides.
    #[schema(min_length = 1, max_length = 5000, pattern = r"\S")]
    pub(super) reason: String,
}

impl Read for RefundBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let amount = object.maybe(&["amount"], positive);
        let reason = object.need(&["reason"], |input| input.text((1, TEXT_MAX)))?;
        Some(Self { amount, reason })
    }
}

/// An amount above 0.
fn positive(input: &Input<'_>) -> Option<Minor> {
    let refuse = || {
        input.report(Fault::own(
            input.path(),
            Code::InvalidRefundAmount,
            "Must be more than 0; leave it out to give all back that is left.",
        ))
    };
    if let Value::Number(text) = input.value()
        && text.starts_with('-')
    {
        return refuse();
    }
    match input.amount()? {
        Minor::ZERO => refuse(),
        amount => Some(amount),
    }
}
