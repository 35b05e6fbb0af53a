//! What the owner of a business unit may choose (contract section 5 and 7, Settings).
//!
//! Pure data: each rule that reads a setting stands where the rule is. Stored as JSON; what is
//! absent has its default.
use serde::{Deserialize, Serialize};

use crate::kernel::{
    money::Minor,
    percentage::Percentage,
    schedule::{BillingCycle, BillingStart, PaymentTerms},
    word::words,
};

words! {
    /// What becomes of a contract whose term is over.
    #[derive(Default)]
    pub enum ContractEnd {
        /// It goes on a month at a time.
        AutoRenewMonthly = "auto_renew_monthly",
        /// It goes on for its original term.
        AutoRenewSameTerm = "auto_renew_same_term",
        /// It waits for a person; nothing new is charged.
        #[default]
        RequireAction = "require_action",
        /// It ends; the asset is expected back.
        AutoTerminate = "auto_terminate",
    }
}

words! {
    /// How the price of a buyout is calculated.
    #[derive(Default)]
    pub enum BuyoutMethod {
        /// The same amount for every contract.
        FlatFee = "flat_fee",
        /// What is still to be paid.
        #[default]
        RemainingMonths = "remaining_months",
        /// A part of the list price.
        ListPricePercentage = "list_price_percentage",
        /// What is still to be paid and a part of the list price.
        RemainingMonthsAndListPrice = "remaining_months_and_list_price",
    }
}

words! {
    /// How the fee of an early return is calculated.
    #[derive(Default)]
    pub enum EarlyReturnMethod {
        /// A part of what is still to be paid.
        #[default]
        RemainingMonths = "remaining_months",
        /// The same amount for every contract.
        FlatFee = "flat_fee",
        /// None.
        NoFee = "no_fee",
    }
}

words! {
    /// How part of a month counts among the remaining ones.
    #[derive(Default)]
    pub enum PartialMonth {
        /// As a month.
        #[default]
        Up = "up",
        /// Not at all.
        Down = "down",
    }
}

words! {
    /// What a late payment costs.
    #[derive(Default)]
    pub enum LateFee {
        /// Nothing.
        #[default]
        None = "none",
        /// The same amount for every payment.
        Flat = "flat",
        /// A part of the payment.
        Percentage = "percentage",
    }
}

words! {
    /// Who collects payments.
    #[derive(Default)]
    pub enum Collector {
        /// A person, outside the system, who marks them as paid.
        #[default]
        Manual = "manual",
        /// The sandbox, which moves no money and does as it is told.
        Sandbox = "sandbox",
    }
}

words! {
    /// What the sandbox makes of an attempt to collect.
    pub enum SandboxOutcome {
        /// The money came.
        Succeed = "succeed",
        /// The bank said no.
        Decline = "decline",
        /// No answer; the attempt is asked about again.
        Timeout = "timeout",
    }
}

words! {
    /// How a date is written for people; on the wire it stays `yyyy-MM-dd`.
    #[derive(Default)]
    pub enum DateFormat {
        /// 2025-02-01
        #[default]
        YearMonthDay = "yyyy-MM-dd",
        /// 01/02/2025
        DayMonthYearSlashes = "dd/MM/yyyy",
        /// 02/01/2025
        MonthDayYear = "MM/dd/yyyy",
        /// 01.02.2025
        DayMonthYearDots = "dd.MM.yyyy",
        /// 01-02-2025
        DayMonthYearDashes = "dd-MM-yyyy",
    }
}

/// What the owner of a business unit may choose. Stored as JSON; what is absent has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// How a client shows dates to people.
    pub date_format: DateFormat,
    /// An order takes subscriptions only once it is confirmed; else a pending one does too.
    pub require_confirmation: bool,
    /// An order with the same e-mail and items within so many seconds is taken for the first one
    /// again; 0 turns that off.
    pub duplicate_window_seconds: u32,
    /// Contract lengths that may be ordered, in months, ascending; none: every one with a price.
    pub terms: Vec<u32>,
    /// Contract length of an item that names none, in months.
    pub default_term: Option<u32>,
    /// What becomes of a contract whose term is over.
    pub contract_end: ContractEnd,
    /// From when subscriptions are billed that do not say so themselves.
    pub billing_start: BillingStart,
    /// When the payments of a subscription fall due.
    pub billing_cycle: BillingCycle,
    /// When a new business customer pays who says nothing else.
    pub payment_terms: PaymentTerms,
    /// Rules of extensions.
    pub extension: ExtensionRules,
    /// Rules of buyouts.
    pub buyout: BuyoutRules,
    /// Rules of early returns.
    pub early_return: EarlyReturnRules,
    /// What late payments cost.
    pub late_fees: LateFeeRules,
    /// How payments are collected.
    pub collection: CollectionRules,
    /// What stands on contracts and invoices about the business unit.
    pub company: Company,
}

/// Rules of extensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExtensionRules {
    /// Months a contract may be extended by, ascending; none: any from 1 to 120.
    pub offered_months: Vec<u32>,
    /// How often a contract may be extended; none: as often as one likes.
    pub max_count: Option<u32>,
    /// How many days before its end a contract may be extended at the latest.
    pub min_days_before_end: u32,
    /// Whether an extension takes an extension order that somebody confirms.
    pub approval_required: bool,
}

/// Rules of buyouts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BuyoutRules {
    /// How the price is calculated.
    pub method: BuyoutMethod,
    /// The price where it is flat.
    pub flat_fee_minor: Minor,
    /// The part of the list price.
    pub list_price_percentage_ppm: Percentage,
    /// Whether the caller may name another price.
    pub manual_override: bool,
}

impl Default for BuyoutRules {
    fn default() -> Self {
        Self {
            method: BuyoutMethod::default(),
            flat_fee_minor: Minor::ZERO,
            list_price_percentage_ppm: Percentage::ZERO,
            manual_override: true,
        }
    }
}

/// Rules of early returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EarlyReturnRules {
    /// How the fee is calculated.
    pub method: EarlyReturnMethod,
    /// The fee where it is flat.
    pub flat_fee_minor: Minor,
    /// The part of what is still to be paid.
    pub fee_percentage_ppm: Percentage,
    /// Days from the start within which a return is free.
    pub grace_days: u32,
    /// How part of a month counts among the remaining ones.
    pub partial_month: PartialMonth,
    /// Whether the running month counts among the remaining ones.
    pub include_current_month: bool,
    /// Whether the caller may name another fee.
    pub manual_override: bool,
}

impl Default for EarlyReturnRules {
    fn default() -> Self {
        Self {
            method: EarlyReturnMethod::default(),
            flat_fee_minor: Minor::ZERO,
            fee_percentage_ppm: Percentage::HALF,
            grace_days: 0,
            partial_month: PartialMonth::default(),
            include_current_month: false,
            manual_override: true,
        }
    }
}

/// What late payments cost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LateFeeRules {
    /// Whether there is a fee, and how it is calculated.
    pub fee: LateFee,
    /// The fee where it is flat.
    pub flat_minor: Minor,
    /// The part of the payment's total.
    pub percentage_ppm: Percentage,
    /// Days after the due date without a fee.
    pub grace_days: u32,
}

/// How payments are collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CollectionRules {
    /// Who collects.
    pub collector: Collector,
    /// How often a failed payment is tried again by itself, 0 to 5.
    pub retries: u32,
    /// Days between two attempts.
    pub retry_days: u32,
    /// What the sandbox makes of the attempts of each payment, in turn; the last one stays. None:
    /// it succeeds.
    pub sandbox: Vec<SandboxOutcome>,
}

impl Default for CollectionRules {
    fn default() -> Self {
        Self {
            collector: Collector::default(),
            retries: 3,
            retry_days: 3,
            sandbox: Vec::new(),
        }
    }
}

/// What stands on contracts and invoices about the business unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Company {
    /// Its name in law; its display name if there is none.
    pub legal_name: Option<String>,
    /// Its address, a line each.
    pub address_lines: Vec<String>,
    /// Its VAT number.
    pub vat_number: Option<String>,
    /// Where customers write to.
    pub email: Option<String>,
    /// How to pay, such as an IBAN; at the foot of invoices.
    pub invoice_note: Option<String>,
    /// Terms at the end of contracts.
    pub contract_terms: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_are_absent_have_their_defaults() {
        let settings: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn settings_are_read_as_they_were_written() {
        let settings = Settings {
            require_confirmation: true,
            duplicate_window_seconds: 30,
            default_term: Some(12),
            billing_start: BillingStart::FirstOfNextMonth,
            billing_cycle: BillingCycle::FixedDay(5),
            buyout: BuyoutRules {
                list_price_percentage_ppm: Percentage::HALF,
                ..BuyoutRules::default()
            },
            ..Settings::default()
        };
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    }
}
