//! Requests that end a contract, or ask what its end would cost (contract 3.2, 8.9 to 8.11).
use chrono::NaiveDate;
use utoipa::ToSchema;

use super::{
    body::{needed_text, own, text},
    history::{BuyoutReason, CancellationReason, ReturnCondition},
    wire::Named,
};
use crate::{
    error::{Code, Fault},
    http::json::{Input, Read, Value},
    kernel::{
        money::{Amount, Minor},
        word::Word as _,
    },
};

/// Longest note on a cancellation, in characters.
const CANCEL_NOTES_MAX: usize = 1_000;

/// The customer buys the device.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({"buyoutPrice": 450.0, "reason": "Customer requested purchase at contract end"})
)]
pub(crate) struct BuyoutBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    /// What the tenant's rules say if left out.
    #[schema(value_type = Option<Amount>)]
    pub(super) buyout_price: Option<Minor>,
    /// `customer_request`, `end_of_contract`, `other`, or any text, which counts as `other` and is
    /// added to the notes. `customer_request` if left out.
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub(super) reason: BuyoutReason,
    /// The day the device changes hands, today or before; today if left out.
    #[schema(value_type = Option<String>, example = "2025-01-20")]
    pub(super) effective_date: Option<NaiveDate>,
    /// Until when the final payment is to be paid, today or later; by the contract's payment terms if
    /// left out.
    #[schema(value_type = Option<String>, example = "2025-02-01")]
    pub(super) payment_date: Option<NaiveDate>,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for BuyoutBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let buyout_price = object.maybe(&["buyoutPrice"], |price| {
            let message = "Must be above 0.";
            positive(price, (Code::InvalidBuyoutPrice, message))
        });
        let said = text(&object, "reason");
        let effective_date = object.maybe(&["effectiveDate", "buyoutDate"], Input::date);
        let payment_date = object.maybe(&["paymentDate"], Input::date);
        let notes = text(&object, "notes");
        let word = said.as_deref().map(BuyoutReason::from_word);
        let notes = match (word, said, notes) {
            (Some(None), Some(said), Some(notes)) => Some(format!("{said}\n{notes}")),
            (Some(None), Some(said), None) => Some(said),
            (_, _, notes) => notes,
        };
        Some(Self {
            rental_id,
            buyout_price,
            reason: word.map_or(BuyoutReason::CustomerRequest, Option::unwrap_or_default),
            effective_date,
            payment_date,
            notes,
        })
    }
}

/// The device comes back before its time.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({"earlyReturnFee": 258.0, "reason": "Customer relocating abroad"})
)]
pub(crate) struct EarlyReturnBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    /// How it came back; `good` if left out.
    #[schema(value_type = Option<ReturnCondition>)]
    pub(super) return_condition: ReturnCondition,
    #[schema(min_length = 1, max_length = 5000)]
    pub(super) reason: String,
    /// What the tenant's rules say if left out.
    #[schema(value_type = Option<Amount>)]
    pub(super) early_return_fee: Option<Minor>,
    /// No fee, whatever the rules say.
    #[schema(value_type = Option<bool>)]
    pub(super) waive_fee: bool,
    /// The day it came back, today or before; also accepted as `returnDate`. Today if left out.
    #[schema(value_type = Option<String>, example = "2025-01-20")]
    pub(super) effective_date: Option<NaiveDate>,
    #[schema(max_length = 5000)]
    pub(super) damage_assessment: Option<String>,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for EarlyReturnBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let return_condition = object.maybe(&["returnCondition"], Input::word);
        let reason = object.need(&["reason"], needed_text);
        let fee = object.maybe(&["earlyReturnFee"], |fee| {
            let message = "Must be 0 or more.";
            not_negative(fee, (Code::InvalidFee, message))
        });
        let waive_fee = object.maybe(&["waiveFee"], Input::boolean);
        let effective_date = object.maybe(&["effectiveDate", "returnDate"], Input::date);
        let damage_assessment = text(&object, "damageAssessment");
        let notes = text(&object, "notes");
        Some(Self {
            rental_id,
            return_condition: return_condition.unwrap_or_default(),
            reason: reason?,
            early_return_fee: fee,
            waive_fee: waive_fee.unwrap_or(false),
            effective_date,
            damage_assessment,
            notes,
        })
    }
}

/// Calls a contract off.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({"reason": "customer_request", "notes": "Customer relocating internationally"})
)]
pub(crate) struct CancelSubscriptionBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    pub(super) reason: CancellationReason,
    /// The day the contract ends on: today or before, not before its first day, and it ends at once; or
    /// a day to come, up to its last one, and it ends when that day begins. Today if left out.
    #[schema(value_type = Option<String>, example = "2025-06-30")]
    pub(super) effective_date: Option<NaiveDate>,
    #[schema(max_length = 1000)]
    pub(super) notes: Option<String>,
}

impl Read for CancelSubscriptionBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let reason = object.need(&["reason"], Input::word);
        let effective_date = object.maybe(&["effectiveDate"], Input::date);
        let notes = object.maybe(&["notes"], |notes| notes.text((0, CANCEL_NOTES_MAX)));
        Some(Self {
            rental_id,
            reason: reason?,
            effective_date,
            notes: notes.filter(|notes| !notes.is_empty()),
        })
    }
}

/// A body that names nothing but, perhaps, the rental of the path.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({}))]
pub(crate) struct RentalActionBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
}

impl Read for RentalActionBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let rental_id = own(&input.object()?);
        Some(Self { rental_id })
    }
}

/// As of which day to calculate.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({}))]
pub(crate) struct QuoteBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    /// The day that the contract is to end on, today or before, not before its first day. Today if left
    /// out.
    #[schema(value_type = Option<String>, example = "2025-01-20")]
    pub(super) effective_date: Option<NaiveDate>,
}

impl Read for QuoteBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            rental_id: own(&object),
            effective_date: object.maybe(&["effectiveDate"], Input::date),
        })
    }
}

/// Which rental to calculate for.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"subscriptionId": "sub_01j9z3k5m8e9fvq2x7c4b6n8p0"}))]
pub(crate) struct CalculateBody {
    /// Also accepted as `subscriptionId`; one of the two is required.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Named,
    /// The same as `rentalId`.
    #[schema(value_type = Option<String>)]
    #[expect(dead_code, reason = "documents the other name")]
    subscription_id: (),
    /// The day that the contract is to end on, today or before, not before its first day. Today if left
    /// out.
    #[schema(value_type = Option<String>, example = "2025-01-20")]
    pub(super) effective_date: Option<NaiveDate>,
}

impl Read for CalculateBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = object.need(&["rentalId", "subscriptionId"], Named::read);
        let effective_date = object.maybe(&["effectiveDate"], Input::date);
        Some(Self {
            rental_id: rental_id?,
            subscription_id: (),
            effective_date,
        })
    }
}

/// An amount whose breach of 0 has a code of its own.
fn not_negative(input: &Input<'_>, (code, message): (Code, &str)) -> Option<Minor> {
    if let Value::Number(number) = input.value()
        && number.starts_with('-')
    {
        return input.report(Fault::own(input.path(), code, message));
    }
    input.amount()
}

/// An amount above 0, else with a code of its own.
fn positive(input: &Input<'_>, own: (Code, &str)) -> Option<Minor> {
    let amount = not_negative(input, own)?;
    if amount > Minor::ZERO {
        return Some(amount);
    }
    input.report(Fault::own(input.path(), own.0, own.1))
}
