//! `extensionDetails` and `upgradeDetails` of a new order.
use chrono::NaiveDate;
use utoipa::ToSchema;

use super::create::reference;
use crate::{
    error::{Code, Fault},
    http::json::{Input, Read},
    kernel::money::{Amount, Minor},
};

/// Most months a contract is extended by at once.
const EXTENSION_MONTHS_MAX: i64 = 120;

/// What an extension order extends.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ExtensionInput {
    /// The order whose subscriptions are extended.
    pub(in crate::orders) original_order_id: String,
    #[schema(minimum = 1, maximum = 120)]
    pub(in crate::orders) extension_months: u32,
    pub(in crate::orders) previous_end_date: NaiveDate,
    /// After `previousEndDate`.
    pub(in crate::orders) new_end_date: NaiveDate,
    #[schema(max_length = 5000)]
    pub(in crate::orders) reason: Option<String>,
}

/// What an upgrade order replaces.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct UpgradeInput {
    /// Name of the device so far.
    #[schema(min_length = 1, max_length = 255)]
    pub(in crate::orders) previous_device: String,
    #[schema(min_length = 1, max_length = 255)]
    pub(in crate::orders) previous_serial_number: String,
    /// What it cost a month.
    #[schema(value_type = Amount)]
    pub(in crate::orders) previous_monthly_amount: Minor,
    /// Its subscription; also accepted as `previousSubscriptionId`.
    pub(in crate::orders) previous_rental_id: String,
    /// The customer keeps the device so far: when the order is fulfilled it is sold for this amount, and
    /// an amount above 0 is one final payment. The device comes back if left out.
    #[schema(value_type = Option<Amount>)]
    pub(in crate::orders) buyout_amount: Option<Minor>,
    #[schema(max_length = 5000)]
    pub(in crate::orders) upgrade_reason: Option<String>,
}

impl Read for ExtensionInput {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let original_order_id = object.need(&["originalOrderId"], reference);
        let extension_months = object.need(&["extensionMonths"], months);
        let previous_end_date = object.need(&["previousEndDate"], Input::date);
        let new_end_date = object.need(&["newEndDate"], Input::date);
        let reason = object.maybe(&["reason"], Input::long_text);
        Some(Self {
            original_order_id: original_order_id?,
            extension_months: extension_months?,
            previous_end_date: previous_end_date?,
            new_end_date: new_end_date?,
            reason,
        })
    }
}

/// Months of an extension: below one they have a code of their own (contract 10.2).
fn months(input: &Input<'_>) -> Option<u32> {
    let months = input.integer(i64::MIN..=i64::MAX)?;
    if months < 1 {
        return input.report(Fault::own(
            input.path(),
            Code::InvalidExtensionMonths,
            "Must be a whole number of months from 1.",
        ));
    }
    u32::try_from(input.integer(1..=EXTENSION_MONTHS_MAX)?).ok()
}

impl Read for UpgradeInput {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let previous_device = object.need(&["previousDevice"], Input::name);
        let previous_serial_number = object.need(&["previousSerialNumber"], Input::name);
        let previous_monthly_amount = object.need(&["previousMonthlyAmount"], Input::amount);
        let names = ["previousRentalId", "previousSubscriptionId"];
        let previous_rental_id = object.need(&names, reference);
        let buyout_amount = object.maybe(&["buyoutAmount"], Input::amount);
        let upgrade_reason = object.maybe(&["upgradeReason"], Input::long_text);
        Some(Self {
            previous_device: previous_device?,
            previous_serial_number: previous_serial_number?,
            previous_monthly_amount: previous_monthly_amount?,
            previous_rental_id: previous_rental_id?,
            buyout_amount,
            upgrade_reason,
        })
    }
}
