//! A group's invoices on the wire.
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    model::{Entry, GroupInvoice},
    period::{MONTHS_MAX, Period, Wrong, parse_month},
};
use crate::{
    http::query::Query,
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, PaymentId, TenantId},
        money::{Amount, Minor},
    },
    payments::{invoice::wire::InvoiceLineBody, model::LineItem, state::PaymentStatus},
};

/// `periodFrom` and `periodTo`; faults are the query's.
pub(super) fn period(query: &mut Query) -> Option<Period> {
    let (from, to) = (month(query, "periodFrom"), month(query, "periodTo"));
    match Period::between(from?, to?) {
        Ok(period) => Some(period),
        Err(Wrong::Backwards) => {
            let message = "Must not be a month before `periodFrom`.";
            query.fault("periodTo", "custom", message);
            None
        }
        Err(Wrong::TooLong) => {
            let message = format!("At most {MONTHS_MAX} months; ask for several periods.");
            query.fault("periodTo", "too_big", message);
            None
        }
    }
}

/// A month that must be there, by its first day.
fn month(query: &mut Query, name: &str) -> Option<NaiveDate> {
    let Some(text) = query.text(name) else {
        query.fault(name, "invalid_type", "Required: a month such as 2026-01.");
        return None;
    };
    let month = parse_month(&text);
    if month.is_none() {
        query.fault(name, "invalid_date", "Must be a month such as 2026-01.");
    }
    month
}

/// What a billing group was asked for in some months. It is no invoice itself: each amount is invoiced
/// once, under the number of its payment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BillingGroupInvoice)]
pub(crate) struct GroupInvoiceBody {
    #[schema(example = true)]
    success: bool,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String)]
    billing_group_id: BillingGroupId,
    #[schema(example = "Acme Corp - IT Department")]
    group_name: String,
    /// Whom to write to about the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_email: Option<String>,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    /// First month.
    #[schema(example = "2026-01")]
    period_from: String,
    /// Last month.
    #[schema(example = "2026-03")]
    period_to: String,
    /// The tenant's date on which it was put together.
    date: NaiveDate,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    /// Who asks for the money, a line each.
    seller: Vec<String>,
    /// Who pays, a line each.
    buyer: Vec<String>,
    /// The group's consolidated payments that are not cancelled, by billing period; empty where nothing
    /// was billed.
    invoices: Vec<GroupInvoiceEntryBody>,
    /// Without tax.
    net: Amount,
    tax_amount: Amount,
    /// With tax and late fees.
    total: Amount,
    /// What is paid of the total.
    paid_amount: Amount,
    /// What was given back of that.
    refunded_amount: Amount,
    /// What is not paid of the total.
    open_amount: Amount,
    /// How to pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    note: Option<String>,
}

/// One payment of a group with its invoice.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BillingGroupInvoiceEntry)]
pub(crate) struct GroupInvoiceEntryBody {
    #[schema(value_type = String)]
    payment_id: PaymentId,
    #[schema(example = "INV-2026-000001")]
    invoice_number: String,
    /// The tenant's date it was issued on.
    invoice_date: NaiveDate,
    #[schema(example = "2026-01")]
    billing_period: String,
    due_date: NaiveDate,
    status: PaymentStatus,
    lines: Vec<InvoiceLineBody>,
    /// Came on top for being late, perhaps after the invoice was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    late_fee_amount: Option<Amount>,
    /// Without tax.
    net: Amount,
    tax_amount: Amount,
    /// With tax and late fee.
    total: Amount,
}

impl GroupInvoiceBody {
    /// Of what was put together for that tenant.
    pub(super) fn new(invoice: GroupInvoice, tenant: TenantId) -> Self {
        let currency = invoice.currency;
        let amount = |minor: Minor| Amount::new(minor, currency);
        let (party, sums) = (invoice.party, invoice.sums);
        Self {
            success: true,
            tenant_id: tenant,
            billing_group_id: party.group,
            group_name: party.name,
            contact_name: party.contact_name,
            contact_email: party.contact_email,
            customer_id: party.customer,
            period_from: invoice.period.from,
            period_to: invoice.period.to,
            date: invoice.on,
            currency,
            seller: invoice.seller_lines,
            buyer: party.buyer_lines,
            invoices: invoice
                .entries
                .into_iter()
                .map(|entry| GroupInvoiceEntryBody::new(entry, currency))
                .collect(),
            net: amount(sums.net),
            tax_amount: amount(sums.tax),
            total: amount(sums.total),
            paid_amount: amount(sums.paid),
            refunded_amount: amount(sums.refunded),
            open_amount: amount(sums.open),
            note: invoice.note,
        }
    }
}

impl GroupInvoiceEntryBody {
    fn new(Entry { payment, issued }: Entry, currency: Currency) -> Self {
        let amount = |minor: Minor| Amount::new(minor, currency);
        let net = payment.net().unwrap_or_default();
        let line = |line: &LineItem| InvoiceLineBody::new(line.into(), currency);
        Self {
            payment_id: payment.id,
            invoice_number: issued.number,
            invoice_date: issued.on,
            billing_period: payment.billing_period,
            due_date: payment.due_date,
            status: payment.status,
            lines: payment.line_items.iter().map(line).collect(),
            late_fee_amount: payment
                .late_fee
                .filter(|_| payment.late_fee_applied)
                .map(amount),
            net: amount(net),
            tax_amount: amount(payment.tax_amount),
            total: amount(payment.total),
        }
    }
}
