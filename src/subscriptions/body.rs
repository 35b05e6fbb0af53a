//! Requests that let a contract go on: longer, with another asset, as another contract (contract 3.2,
//! 8.5 to 8.8). Those that end one are in `end_body`.
use chrono::NaiveDate;
use utoipa::ToSchema;

use super::{
    history::ReplacementReason,
    wire::{Named, start_date},
};
use crate::{
    error::{Code, Fault},
    http::json::{Input, Object, Read, TEXT_MAX, Value},
    kernel::{
        money::{Amount, Minor},
        word::Word as _,
    },
};

/// Most months a contract is extended by at once.
const EXTENSION_MONTHS_MAX: i64 = 120;

/// Makes a contract longer.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"extensionMonths": 6}))]
pub(crate) struct ExtendBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    #[schema(minimum = 1, maximum = 120)]
    pub(super) extension_months: u32,
    /// Of the further months; as before if left out.
    #[schema(value_type = Option<Amount>)]
    pub(super) new_monthly_amount: Option<Minor>,
    #[schema(max_length = 5000)]
    pub(super) reason: Option<String>,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for ExtendBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let months = object.need(&["extensionMonths"], extension_months);
        let new_monthly_amount = object.maybe(&["newMonthlyAmount"], Input::amount);
        let (reason, notes) = (text(&object, "reason"), text(&object, "notes"));
        Some(Self {
            rental_id,
            extension_months: months?,
            new_monthly_amount,
            reason,
            notes,
        })
    }
}

fn extension_months(input: &Input<'_>) -> Option<u32> {
    let months = input.integer(i64::MIN..=i64::MAX)?;
    if months < 1 {
        let message = "Must be 1 or more.";
        let path = input.path();
        return input.report(Fault::own(path, Code::InvalidExtensionMonths, message));
    }
    u32::try_from(input.integer(1..=EXTENSION_MONTHS_MAX)?).ok()
}

/// Another device in a contract of its own: at once with `newSerialNumber`, else by an upgrade order.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({"newSku": "MACBOOK-PRO-16-M4", "newContractLength": 24, "reason": "Customer requested latest model"})
)]
pub(crate) struct UpgradeSubscriptionBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    /// SKU of an active variant.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) new_sku: String,
    /// An available asset of that SKU.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 255)]
    pub(super) new_serial_number: Option<Named>,
    /// Months of the new contract; also accepted as `newContractLength`. The tenant's default term,
    /// else the variant's shortest, if left out.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 120)]
    pub(super) contract_length: Option<(String, i64)>,
    /// The same as `contractLength`.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 120)]
    #[expect(dead_code, reason = "documents the other name")]
    new_contract_length: (),
    /// What the catalog says if left out.
    #[schema(value_type = Option<Amount>)]
    pub(super) new_monthly_amount: Option<Minor>,
    /// First day of the new contract and the day this one ends on, with `newSerialNumber` alone: from
    /// the first day of this contract to today. Today if left out; an upgrade order's starts when it is
    /// fulfilled.
    #[schema(value_type = Option<String>, example = "2025-02-01")]
    pub(super) start_date: Option<NaiveDate>,
    /// The customer keeps the old device: it is sold for this amount, and an amount above 0 is one final
    /// payment. The device comes back if left out.
    #[schema(value_type = Option<Amount>)]
    pub(super) buyout_amount: Option<Minor>,
    #[schema(max_length = 5000)]
    pub(super) reason: Option<String>,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for UpgradeSubscriptionBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let new_sku = object.need(&["newSku"], Input::name);
        let new_serial_number = object.maybe(&["newSerialNumber"], Named::read);
        let contract_length = object.maybe(&["contractLength", "newContractLength"], |months| {
            let term = months.integer(i64::MIN..=i64::MAX)?;
            Some((months.path().to_owned(), term))
        });
        let new_monthly_amount = object.maybe(&["newMonthlyAmount"], Input::amount);
        let is_order = object
            .field(&["newSerialNumber"])
            .is_none_or(|named| *named.value() == Value::Null);
        let start_date = object.maybe(&["startDate"], |day| upgrade_start(day, is_order));
        let buyout_amount = object.maybe(&["buyoutAmount"], Input::amount);
        let (reason, notes) = (text(&object, "reason"), text(&object, "notes"));
        Some(Self {
            rental_id,
            new_sku: new_sku?,
            new_serial_number,
            contract_length,
            new_contract_length: (),
            new_monthly_amount,
            start_date,
            buyout_amount,
            reason,
            notes,
        })
    }
}

/// An upgrade order's contract starts when the order is fulfilled: it has no day of its own before.
fn upgrade_start(input: &Input<'_>, is_order: bool) -> Option<NaiveDate> {
    if is_order {
        let message = "Without newSerialNumber the new contract starts when its order is fulfilled. \
             Leave startDate out, or send newSerialNumber too.";
        return input.fault("custom", message);
    }
    start_date(input)
}

/// Another asset of the same SKU in the same contract. One of `replacementReason` and `reason` is
/// required.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({"newSerialNumber": "SN987654321", "reason": "Battery failure - device won't hold charge"})
)]
pub(crate) struct ReplaceBody {
    /// Must be the rental of the path; also accepted as `subscriptionId`.
    #[schema(value_type = Option<String>)]
    pub(super) rental_id: Option<Named>,
    /// An available asset of the contract's SKU.
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    pub(super) new_serial_number: Named,
    /// Must be the contract's SKU.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) new_sku: Option<String>,
    /// Why: `damaged`, `stolen`, `defective`, `lost`, or any text, which counts as `defective`.
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub(super) replacement_reason: ReplacementReason,
    /// Why, in words.
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub(super) reason: String,
    #[schema(max_length = 5000)]
    pub(super) damage_assessment: Option<String>,
    /// Whether an insurance is asked to pay; `false` if left out.
    #[schema(value_type = Option<bool>)]
    pub(super) insurance_claim: bool,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
}

impl Read for ReplaceBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let rental_id = own(&object);
        let new_serial_number = object.need(&["newSerialNumber"], Named::read);
        let new_sku = object.maybe(&["newSku"], Input::name);
        let kind = text(&object, "replacementReason");
        let reason = text(&object, "reason")
            .or_else(|| kind.clone())
            .or_else(|| object.need(&["reason", "replacementReason"], needed_text));
        let damage_assessment = text(&object, "damageAssessment");
        let insurance_claim = object.maybe(&["insuranceClaim"], Input::boolean);
        let notes = text(&object, "notes");
        let reason = reason?;
        let word = kind.as_deref().unwrap_or(&reason);
        Some(Self {
            rental_id,
            new_serial_number: new_serial_number?,
            new_sku,
            replacement_reason: ReplacementReason::from_word(word).unwrap_or_default(),
            reason,
            damage_assessment,
            insurance_claim: insurance_claim.unwrap_or(false),
            notes,
        })
    }
}

/// The rental that a body names beside the path.
pub(super) fn own(object: &Object<'_>) -> Option<Named> {
    object.maybe(&["rentalId", "subscriptionId"], Named::read)
}

/// Free text; empty is none.
pub(super) fn text(object: &Object<'_>, name: &str) -> Option<String> {
    object
        .maybe(&[name], Input::long_text)
        .filter(|text| !text.is_empty())
}

/// Free text that says something.
pub(super) fn needed_text(input: &Input<'_>) -> Option<String> {
    input.text((1, TEXT_MAX))
}
