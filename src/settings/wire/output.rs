//! Settings as they are read.
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    auth::{
        BusinessUnit,
        settings::{
            BuyoutMethod, Collector, ContractEnd, DateFormat, EarlyReturnMethod, LateFee,
            PartialMonth, SandboxOutcome,
        },
    },
    kernel::{
        currency::Currency,
        id::{OrganizationId, TenantId},
        money::{Amount, Minor},
        schedule::{BillingCycle, BillingStart, PaymentTerms},
        tax::TaxRate,
        word::words,
    },
    settings::store::Stored,
};

words! {
    /// When the payments of a subscription fall due.
    pub(in crate::settings) enum CycleWord {
        /// Each month on the day that billing starts on.
        SubscriptionStart = "subscription_start",
        /// Each month on `billingDay`.
        FixedDay = "fixed_day",
        /// Every 30 days.
        Every30Days = "every_30_days",
    }
}

/// What the owner of a tenant may choose.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Settings)]
pub(crate) struct SettingsBody {
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String)]
    organization_id: OrganizationId,
    /// A short name for the header `Tenant-ID`.
    handle: String,
    /// Its name for people.
    name: String,
    /// Fixed when the tenant was made.
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    /// IANA name: where its days begin and end.
    #[schema(example = "Europe/Amsterdam")]
    time_zone: &'static str,
    /// How a client shows dates to people.
    date_format: DateFormat,
    country: String,
    tax: TaxBody,
    orders: OrderRulesBody,
    contracts: ContractRulesBody,
    billing: BillingRulesBody,
    extension: ExtensionRulesBody,
    buyout: BuyoutRulesBody,
    early_return: EarlyReturnRulesBody,
    late_fees: LateFeeRulesBody,
    collection: CollectionRulesBody,
    company: CompanyBody,
    updated_at: DateTime<Utc>,
}

/// Tax on what the tenant sells.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TaxSettings)]
struct TaxBody {
    /// In percent; 0 turns tax off.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 21)]
    rate: TaxRate,
    /// Whether prices contain the tax.
    inclusive: bool,
}

/// Rules of orders.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OrderSettings)]
struct OrderRulesBody {
    /// An order takes subscriptions only once it is confirmed.
    require_confirmation: bool,
    /// An order with the same e-mail and items within so many seconds is the first one again; 0
    /// turns that off.
    duplicate_window_seconds: u32,
}

/// Which contracts there are, and how they end.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContractSettings)]
struct ContractRulesBody {
    /// Contract lengths that may be ordered, in months; none: every one with a price.
    terms: Vec<u32>,
    /// Contract length of an item that names none.
    default_term: Option<u32>,
    /// What becomes of a contract whose term is over.
    contract_end: ContractEnd,
}

/// When payments fall due.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BillingSettings)]
struct BillingRulesBody {
    /// From when subscriptions are billed that do not say so themselves.
    billing_start: BillingStart,
    billing_cycle: CycleWord,
    /// The day of `fixed_day`.
    billing_day: Option<u8>,
    /// Of a new business customer who says nothing else.
    payment_terms: PaymentTerms,
}

/// Rules of extensions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ExtensionSettings)]
struct ExtensionRulesBody {
    /// Months a contract may be extended by; none: any from 1 to 120.
    offered_months: Vec<u32>,
    /// How often a contract may be extended; null: as often as one likes.
    max_count: Option<u32>,
    /// How many days before its end a contract may be extended at the latest.
    min_days_before_end: u32,
    /// Whether an extension takes an extension order that somebody confirms.
    approval_required: bool,
}

/// Rules of buyouts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BuyoutSettings)]
struct BuyoutRulesBody {
    method: BuyoutMethod,
    flat_fee: Amount,
    /// In percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 40)]
    list_price_percentage: TaxRate,
    /// Whether the caller may name another price.
    manual_override: bool,
}

/// Rules of early returns.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EarlyReturnSettings)]
struct EarlyReturnRulesBody {
    method: EarlyReturnMethod,
    flat_fee: Amount,
    /// Part of what is still to be paid, in percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 50)]
    fee_percentage: TaxRate,
    /// Days from the start within which a return is free.
    grace_days: u32,
    partial_month: PartialMonth,
    /// Whether the running month counts among the remaining ones.
    include_current_month: bool,
    /// Whether the caller may name another fee.
    manual_override: bool,
}

/// What late payments cost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LateFeeSettings)]
struct LateFeeRulesBody {
    fee: LateFee,
    flat_fee: Amount,
    /// Part of the payment, in percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 5)]
    percentage: TaxRate,
    /// Days after the due date without a fee.
    grace_days: u32,
}

/// How payments are collected.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CollectionSettings)]
struct CollectionRulesBody {
    collector: Collector,
    /// How often a failed payment is tried again by itself.
    retries: u32,
    /// Days between two attempts.
    retry_days: u32,
    /// What the sandbox makes of the attempts of each payment, in turn; the last one stays.
    sandbox: Vec<SandboxOutcome>,
}

/// What stands on contracts and invoices about the tenant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CompanySettings)]
struct CompanyBody {
    legal_name: Option<String>,
    address_lines: Vec<String>,
    vat_number: Option<String>,
    email: Option<String>,
    /// At the foot of invoices, such as how to pay.
    invoice_note: Option<String>,
    /// At the end of contracts.
    contract_terms: Option<String>,
}

/// Settings after a change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsChangedBody {
    success: bool,
    #[schema(example = "Settings updated")]
    message: &'static str,
    settings: SettingsBody,
}

impl SettingsChangedBody {
    pub(in crate::settings) fn new(stored: &Stored) -> Self {
        Self {
            success: true,
            message: "Settings updated",
            settings: SettingsBody::new(stored),
        }
    }
}

impl SettingsBody {
    pub(in crate::settings) fn new(stored: &Stored) -> Self {
        let unit = &stored.unit;
        let (settings, currency) = (&unit.settings, unit.currency);
        let company = settings.company.clone();
        Self {
            tenant_id: unit.id,
            organization_id: unit.organization_id,
            handle: unit.handle.clone(),
            name: unit.name.clone(),
            currency,
            time_zone: unit.time_zone.name(),
            date_format: settings.date_format,
            country: unit.country.clone(),
            tax: TaxBody {
                rate: unit.tax_rate,
                inclusive: unit.tax_inclusive,
            },
            orders: OrderRulesBody {
                require_confirmation: settings.require_confirmation,
                duplicate_window_seconds: settings.duplicate_window_seconds,
            },
            contracts: ContractRulesBody {
                terms: settings.terms.clone(),
                default_term: settings.default_term,
                contract_end: settings.contract_end,
            },
            billing: billing(unit),
            extension: ExtensionRulesBody {
                offered_months: settings.extension.offered_months.clone(),
                max_count: settings.extension.max_count,
                min_days_before_end: settings.extension.min_days_before_end,
                approval_required: settings.extension.approval_required,
            },
            buyout: BuyoutRulesBody {
                method: settings.buyout.method,
                flat_fee: Amount::new(settings.buyout.flat_fee_minor, currency),
                list_price_percentage: settings.buyout.list_price_percentage_ppm.percent(),
                manual_override: settings.buyout.manual_override,
            },
            early_return: early_return(unit),
            late_fees: late_fees(unit),
            collection: CollectionRulesBody {
                collector: settings.collection.collector,
                retries: settings.collection.retries,
                retry_days: settings.collection.retry_days,
                sandbox: settings.collection.sandbox.clone(),
            },
            company: CompanyBody {
                legal_name: company.legal_name,
                address_lines: company.address_lines,
                vat_number: company.vat_number,
                email: company.email,
                invoice_note: company.invoice_note,
                contract_terms: company.contract_terms,
            },
            updated_at: stored.updated_at,
        }
    }
}

fn late_fees(unit: &BusinessUnit) -> LateFeeRulesBody {
    let rules = &unit.settings.late_fees;
    LateFeeRulesBody {
        fee: rules.fee,
        flat_fee: Amount::new(rules.flat_minor, unit.currency),
        percentage: rules.percentage_ppm.percent(),
        grace_days: rules.grace_days,
    }
}

fn billing(unit: &BusinessUnit) -> BillingRulesBody {
    let settings = &unit.settings;
    let (billing_cycle, billing_day) = match settings.billing_cycle {
        BillingCycle::SubscriptionStart => (CycleWord::SubscriptionStart, None),
        BillingCycle::FixedDay(day) => (CycleWord::FixedDay, Some(day)),
        BillingCycle::Every30Days => (CycleWord::Every30Days, None),
    };
    BillingRulesBody {
        billing_start: settings.billing_start,
        billing_cycle,
        billing_day,
        payment_terms: settings.payment_terms,
    }
}

fn early_return(unit: &BusinessUnit) -> EarlyReturnRulesBody {
    let rules = &unit.settings.early_return;
    let amount = |minor: Minor| Amount::new(minor, unit.currency);
    EarlyReturnRulesBody {
        method: rules.method,
        flat_fee: amount(rules.flat_fee_minor),
        fee_percentage: rules.fee_percentage_ppm.percent(),
        grace_days: rules.grace_days,
        partial_month: rules.partial_month,
        include_current_month: rules.include_current_month,
        manual_override: rules.manual_override,
    }
}
