//! Invoices on the wire.
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Invoice, InvoiceLine};
use crate::{
    error::{Error, Result},
    kernel::{
        currency::Currency,
        id::{CustomerId, PaymentId, SubscriptionId, TenantId},
        money::{Amount, Minor},
        tax::TaxRate,
    },
};

/// What a customer is told to pay for one payment, as it was when it was issued.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Invoice)]
pub(crate) struct InvoiceBody {
    #[schema(example = true)]
    success: bool,
    /// Unique in the tenant, and gapless within a year.
    #[schema(example = "INV-2026-000001")]
    invoice_number: String,
    #[schema(value_type = String)]
    payment_id: PaymentId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    /// The tenant's date it was issued on.
    invoice_date: NaiveDate,
    due_date: NaiveDate,
    #[schema(example = "2026-01")]
    billing_period: String,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    /// Who asks for the money, a line each.
    seller: Vec<String>,
    /// Who pays, a line each.
    buyer: Vec<String>,
    lines: Vec<InvoiceLineBody>,
    /// Without tax, or with it where `taxInclusive`.
    subtotal: Amount,
    /// In percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 21)]
    tax_rate: TaxRate,
    tax_amount: Amount,
    tax_inclusive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    late_fee_amount: Option<Amount>,
    total: Amount,
    /// How to pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    note: Option<String>,
}

/// A line of an invoice.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InvoiceLineBody {
    description: String,
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    /// Its part of the subtotal.
    amount: Amount,
    tax_amount: Amount,
}

impl InvoiceLineBody {
    /// Of that line.
    pub(in crate::payments) fn new(line: InvoiceLine, currency: Currency) -> Self {
        Self {
            description: line.description,
            rental_id: line.subscription_id,
            amount: Amount::new(line.amount_minor, currency),
            tax_amount: Amount::new(line.tax_amount_minor, currency),
        }
    }
}

impl InvoiceBody {
    /// Of that invoice.
    pub(super) fn new(invoice: Invoice, tenant: TenantId) -> Result<Self> {
        let said = invoice.snapshot;
        let currency = said.currency().map_err(Error::internal)?;
        let amount = |minor: Minor| Amount::new(minor, currency);
        Ok(Self {
            success: true,
            invoice_number: invoice.number,
            payment_id: invoice.payment_id,
            tenant_id: tenant,
            customer_id: said.customer_id,
            invoice_date: invoice.issued_on,
            due_date: said.due_date,
            billing_period: said.billing_period,
            currency,
            seller: said.seller_lines,
            buyer: said.buyer_lines,
            lines: said
                .lines
                .into_iter()
                .map(|line| InvoiceLineBody::new(line, currency))
                .collect(),
            subtotal: amount(said.subtotal_minor),
            tax_rate: TaxRate::from_ppm(said.tax_rate_ppm).unwrap_or_default(),
            tax_amount: amount(said.tax_amount_minor),
            tax_inclusive: said.tax_inclusive,
            late_fee_amount: said.late_fee_minor.map(amount),
            total: amount(said.total_minor),
            note: said.note,
        })
    }
}
