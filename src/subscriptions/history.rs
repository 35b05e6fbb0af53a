//! What happened to a contract, as stored: who extended it, whose asset was replaced, how it ended.
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    auth::Actor,
    kernel::{money::Minor, word::words},
};

/// Who did it, as the timeline has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RentalActor)]
pub struct DoneBy {
    /// The API key's id.
    pub user_id: String,
    /// The key's name.
    pub display_name: String,
    /// What kind of actor.
    pub role: String,
}

impl From<&Actor> for DoneBy {
    fn from(actor: &Actor) -> Self {
        Self {
            user_id: actor.user_id.clone(),
            display_name: actor.display_name.clone(),
            role: actor.role.to_owned(),
        }
    }
}

/// The contract was made longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    /// By so many months.
    pub months: u32,
    /// From so many months.
    pub old_contract_length: u32,
    /// To so many.
    pub new_contract_length: u32,
    /// What it cost a month.
    pub old_monthly_amount_minor: Minor,
    /// What it costs from then on.
    pub new_monthly_amount_minor: Minor,
    /// Its last day until then.
    pub old_end_date: NaiveDate,
    /// Its last day from then on.
    pub new_end_date: NaiveDate,
    /// Who did it.
    pub by: DoneBy,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
    /// More about it.
    pub notes: Option<String>,
    /// Whether the term's end brought it about, and nobody asked for it.
    #[serde(default)]
    pub is_renewal: bool,
}

words! {
    /// Why an asset was replaced.
    #[derive(Default)]
    pub enum ReplacementReason {
        /// It was damaged.
        Damaged = "damaged",
        /// It was stolen.
        Stolen = "stolen",
        /// It does not work; also whatever else the caller says.
        #[default]
        Defective = "defective",
        /// It was lost.
        Lost = "lost",
    }
}

/// The contract goes on with another asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    /// The asset until then.
    pub old_serial_number: String,
    /// The asset from then on.
    pub new_serial_number: String,
    /// Why, in the caller's words.
    pub reason: String,
    /// The same as a word.
    pub kind: ReplacementReason,
    /// Who did it.
    pub by: DoneBy,
    /// When.
    pub at: DateTime<Utc>,
    /// What is broken.
    pub damage_assessment: Option<String>,
    /// Whether an insurance was asked to pay.
    pub insurance_claim: bool,
    /// More about it.
    pub notes: Option<String>,
}

words! {
    /// Where an amount comes from.
    pub enum CalculationMethod {
        /// From the tenant's rules.
        AutoCalculated = "auto_calculated",
        /// From the caller.
        ManualOverride = "manual_override",
    }
}

words! {
    /// Why a customer bought the asset.
    #[derive(Default)]
    pub enum BuyoutReason {
        /// The customer wants it.
        CustomerRequest = "customer_request",
        /// The contract is over.
        EndOfContract = "end_of_contract",
        /// Something else; the notes say what.
        #[default]
        Other = "other",
    }
}

/// What the price of a buyout is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BuyoutBreakdown {
    /// Months still to be paid.
    pub remaining_months: u32,
    /// What they bring.
    pub remaining_months_payment_minor: Minor,
    /// The part of the list price, in parts per million.
    pub list_price_percentage_ppm: i32,
    /// What that comes to.
    pub list_price_amount_minor: Minor,
    /// The flat part.
    pub flat_fee_minor: Minor,
}

/// The customer bought the asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Buyout {
    /// For how much.
    pub price_minor: Minor,
    /// Where that comes from.
    pub method: CalculationMethod,
    /// Why.
    pub reason: BuyoutReason,
    /// Who did it.
    pub by: DoneBy,
    /// On which day.
    pub date: NaiveDate,
    /// Until when it is to be paid; those that were sold before this was kept have none.
    #[serde(default)]
    pub payment_date: Option<NaiveDate>,
    /// More about it.
    pub notes: Option<String>,
    /// What the rules made of it.
    pub breakdown: BuyoutBreakdown,
    /// What was collected by then.
    pub collected_minor: Minor,
}

words! {
    /// How an asset came back.
    #[derive(Default)]
    pub enum ReturnCondition {
        /// As new.
        Excellent = "excellent",
        /// Used.
        #[default]
        Good = "good",
        /// Much used.
        Fair = "fair",
        /// Hardly fit for use.
        Poor = "poor",
        /// Damaged.
        Damaged = "damaged",
    }
}

words! {
    /// How the fee of an early return came about.
    pub enum FeeMethod {
        /// From what was still to be paid.
        RemainingMonths = "remaining_months",
        /// The same for every contract.
        FlatFee = "flat_fee",
        /// None.
        NoFee = "no_fee",
        /// The caller named it.
        Manual = "manual",
    }
}

/// The asset came back before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EarlyReturn {
    /// What it costs.
    pub fee_minor: Minor,
    /// Whether it costs nothing.
    pub fee_waived: bool,
    /// Where the fee comes from.
    pub method: CalculationMethod,
    /// How the asset came back.
    pub condition: ReturnCondition,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: DoneBy,
    /// On which day it came back.
    pub date: NaiveDate,
    /// What is broken.
    pub damage_assessment: Option<String>,
    /// More about it.
    pub notes: Option<String>,
    /// How the fee came about.
    pub fee_method: FeeMethod,
    /// Months still to be paid.
    pub remaining_months: u32,
    /// Whether it was early enough to be free.
    pub grace_period_applied: bool,
    /// Days since the start.
    pub days_from_start: u32,
}

words! {
    /// Why a contract was called off.
    pub enum CancellationReason {
        /// The customer wants it.
        CustomerRequest = "customer_request",
        /// The customer does not pay.
        PaymentFailure = "payment_failure",
        /// The customer deceived.
        Fraud = "fraud",
        /// The tenant wants it.
        AdminDecision = "admin_decision",
        /// Something else.
        Other = "other",
    }
}

/// The contract was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cancellation {
    /// Why.
    pub reason: CancellationReason,
    /// Who did it.
    pub by: DoneBy,
    /// When.
    pub at: DateTime<Utc>,
    /// More about it.
    pub notes: Option<String>,
}

/// The contract is to be called off on a day to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledCancellation {
    /// On which day.
    pub on: NaiveDate,
    /// Who planned it, when and why.
    pub said: Cancellation,
}

/// All that happened to a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// How it was extended, oldest first.
    pub extensions: Vec<Extension>,
    /// Whose assets were replaced, oldest first.
    pub replacements: Vec<Replacement>,
    /// How its customer bought the asset.
    pub buyout: Option<Buyout>,
    /// How the asset came back early.
    pub early_return: Option<EarlyReturn>,
    /// How it was called off.
    pub cancellation: Option<Cancellation>,
}
