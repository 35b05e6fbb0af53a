//! The groups of settings about collecting, and about what stands on contracts and invoices.
use utoipa::ToSchema;

use super::{
    groups::{DAYS_MAX, count},
    input::set,
};
use crate::{
    auth::settings::{CollectionRules, Collector, Company, LateFee, LateFeeRules, SandboxOutcome},
    http::json::{Input, Object, Read},
    kernel::{money::Minor, patch::Patch, percentage::Percentage},
};

/// Most automatic retries (contract section 5).
const RETRIES_MAX: i64 = 5;
/// Most days between two of them.
const RETRY_DAYS_MAX: i64 = 30;
/// Most outcomes the sandbox is told.
const OUTCOMES_MAX: usize = 20;
/// Most lines of an address.
const LINES_MAX: usize = 10;
/// Longest terms of a contract, in characters.
const CONTRACT_TERMS_MAX: usize = 20_000;

/// What late payments cost.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct LateFeesPatch {
    #[schema(nullable = false)]
    fee: Option<LateFee>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0)]
    flat_fee: Option<Minor>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0, maximum = 100)]
    percentage: Option<Percentage>,
    #[schema(nullable = false, minimum = 0, maximum = 3_650)]
    grace_days: Option<u32>,
}

impl Read for LateFeesPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            fee: object.given(&["fee"], Input::word),
            flat_fee: object.given(&["flatFee"], Input::amount),
            percentage: object.given(&["percentage"], Input::percentage),
            grace_days: count(&object, "graceDays", (0, DAYS_MAX)),
        })
    }
}

impl LateFeesPatch {
    pub(super) fn apply_to(&self, rules: &mut LateFeeRules) {
        set(&mut rules.fee, self.fee.as_ref());
        set(&mut rules.flat_minor, self.flat_fee.as_ref());
        set(&mut rules.percentage_ppm, self.percentage.as_ref());
        set(&mut rules.grace_days, self.grace_days.as_ref());
    }
}

/// How payments are collected.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct CollectionPatch {
    #[schema(nullable = false)]
    collector: Option<Collector>,
    #[schema(nullable = false, minimum = 0, maximum = 5)]
    retries: Option<u32>,
    #[schema(nullable = false, minimum = 1, maximum = 30)]
    retry_days: Option<u32>,
    #[schema(nullable = false, max_items = 20)]
    sandbox: Option<Vec<SandboxOutcome>>,
}

impl Read for CollectionPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let outcomes = |input: &Input<'_>| input.list((0, OUTCOMES_MAX), Input::word);
        Some(Self {
            collector: object.given(&["collector"], Input::word),
            retries: count(&object, "retries", (0, RETRIES_MAX)),
            retry_days: count(&object, "retryDays", (1, RETRY_DAYS_MAX)),
            sandbox: object.given(&["sandbox"], outcomes),
        })
    }
}

impl CollectionPatch {
    pub(super) fn apply_to(&self, rules: &mut CollectionRules) {
        set(&mut rules.collector, self.collector.as_ref());
        set(&mut rules.retries, self.retries.as_ref());
        set(&mut rules.retry_days, self.retry_days.as_ref());
        set(&mut rules.sandbox, self.sandbox.as_ref());
    }
}

/// What stands on contracts and invoices about the tenant.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct CompanyPatch {
    #[schema(value_type = Option<String>, max_length = 255)]
    legal_name: Patch<String>,
    #[schema(nullable = false, max_items = 10)]
    address_lines: Option<Vec<String>>,
    #[schema(value_type = Option<String>, max_length = 255)]
    vat_number: Patch<String>,
    #[schema(value_type = Option<String>, format = Email, max_length = 255)]
    email: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 5000)]
    invoice_note: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 20_000)]
    contract_terms: Patch<String>,
}

impl Read for CompanyPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let lines = |input: &Input<'_>| input.list((0, LINES_MAX), Input::name);
        let terms = |input: &Input<'_>| input.text((0, CONTRACT_TERMS_MAX));
        Some(Self {
            legal_name: text(&object, "legalName"),
            address_lines: object.given(&["addressLines"], lines),
            vat_number: text(&object, "vatNumber"),
            email: object.patch(&["email"], Input::email),
            invoice_note: object.patch(&["invoiceNote"], Input::long_text),
            contract_terms: object.patch(&["contractTerms"], terms),
        })
    }
}

impl CompanyPatch {
    pub(super) fn apply_to(&self, company: &mut Company) {
        self.legal_name.clone().apply_to(&mut company.legal_name);
        set(&mut company.address_lines, self.address_lines.as_ref());
        self.vat_number.clone().apply_to(&mut company.vat_number);
        self.email.clone().apply_to(&mut company.email);
        let note = self.invoice_note.clone();
        note.apply_to(&mut company.invoice_note);
        let terms = self.contract_terms.clone();
        terms.apply_to(&mut company.contract_terms);
    }
}

/// A short text that null clears.
fn text(object: &Object<'_>, name: &str) -> Patch<String> {
    object.patch(&[name], Input::short_text)
}
