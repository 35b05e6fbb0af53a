//! The export of subscriptions on the wire (contract 3.9, 8.26).
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::json::{Input, Object, Read},
    kernel::{currency::Currency, money::Amount, word::words},
    subscriptions::SubscriptionStatus,
};

/// Most customers of one export.
const CUSTOMERS_MAX: usize = 100;

words! {
    /// In which form an export comes.
    pub(super) enum ExportFormat {
        /// Comma-separated.
        Csv = "csv",
    }
}

/// Which subscriptions to export, and which of their columns. Without anything: all of them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"status": "active", "startDateFrom": "2024-01-01"}))]
pub(crate) struct RentalsExport {
    /// Starting on this date or later; also as `startDateFrom`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2024-01-01")]
    pub(super) start_date: Option<NaiveDate>,
    /// Starting on this date or earlier; also as `startDateTo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2024-12-31")]
    pub(super) end_date: Option<NaiveDate>,
    /// Ending on this date or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) end_date_from: Option<NaiveDate>,
    /// Ending on this date or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) end_date_to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<SubscriptionStatus>,
    /// Of these customers; also one as `customerId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 100)]
    pub(super) customer_ids: Option<Vec<String>>,
    /// `csv`.
    #[schema(value_type = Option<ExportFormat>)]
    pub(super) format: ExportFormat,
    #[schema(value_type = Option<IncludeFields>)]
    pub(super) include_fields: IncludeFields,
}

/// Groups of columns that may be left out.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the contract has four switches"
)]
pub(super) struct IncludeFields {
    /// `customerEmail`, `customerName`, `company`.
    #[schema(value_type = Option<bool>, default = true)]
    pub(super) customer_details: bool,
    /// `sku`, `productName`, `serialNumber`.
    #[schema(value_type = Option<bool>, default = true)]
    pub(super) device_details: bool,
    /// `monthlyAmount`, `currency`, `totalCollected`, `acquisitionCost`, `costRecoveryPercent`.
    #[schema(value_type = Option<bool>, default = true)]
    pub(super) financial_details: bool,
    /// Where it is sent as true: a last column `customFields` with all of them as JSON.
    #[schema(value_type = Option<bool>)]
    pub(super) custom_fields: bool,
}

impl Default for IncludeFields {
    fn default() -> Self {
        Self {
            customer_details: true,
            device_details: true,
            financial_details: true,
            custom_fields: false,
        }
    }
}

impl Read for RentalsExport {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let format = object.maybe(&["format"], Input::word);
        let include_fields = object.maybe(&["includeFields"], IncludeFields::read);
        Some(Self {
            start_date: object.maybe(&["startDate", "startDateFrom"], Input::date),
            end_date: object.maybe(&["endDate", "startDateTo"], Input::date),
            end_date_from: object.maybe(&["endDateFrom"], Input::date),
            end_date_to: object.maybe(&["endDateTo"], Input::date),
            status: object.maybe(&["status"], Input::word),
            customer_ids: customers(&object),
            format: format.unwrap_or(ExportFormat::Csv),
            include_fields: include_fields.unwrap_or_default(),
        })
    }
}

impl Read for IncludeFields {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let or = |name, default| object.maybe(&[name], Input::boolean).unwrap_or(default);
        let default = Self::default();
        Some(Self {
            customer_details: or("customerDetails", default.customer_details),
            device_details: or("deviceDetails", default.device_details),
            financial_details: or("financialDetails", default.financial_details),
            custom_fields: or("customFields", default.custom_fields),
        })
    }
}

fn customers(object: &Object<'_>) -> Option<Vec<String>> {
    let several = object.maybe(&["customerIds"], |ids| {
        ids.list((0, CUSTOMERS_MAX), Input::name)
    });
    let one = object.maybe(&["customerId"], Input::name);
    // An empty list filters nothing, as if it had not been sent.
    let all: Vec<String> = several.into_iter().flatten().chain(one).collect();
    (!all.is_empty()).then_some(all)
}

/// Subscriptions as CSV, with what they sum to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RentalsExportedBody {
    pub(super) success: bool,
    #[schema(example = "rentals-2026-01-15.csv")]
    pub(super) filename: String,
    /// The file.
    pub(super) csv_data: String,
    /// Rows of the file, its header aside.
    pub(super) total_records: usize,
    /// The same as `totalRecords`.
    pub(super) record_count: usize,
    pub(super) generated_at: DateTime<Utc>,
    /// The request as it was understood.
    #[schema(value_type = Object)]
    pub(super) filters: RentalsExport,
    /// Subscriptions in the file.
    pub(super) total_rentals: usize,
    /// Those of them that are active.
    pub(super) active_rentals: usize,
    /// What was paid for them so far, without tax.
    pub(super) total_revenue: Amount,
    /// What they bring a month, divided by how many they are.
    pub(super) average_monthly_revenue: Amount,
    #[schema(value_type = String, example = "EUR")]
    pub(super) currency: Currency,
}
