//! An invoice as stored.
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    auth::BusinessUnit,
    customers::Address,
    kernel::{
        currency::Currency,
        id::{CustomerId, PaymentId, SubscriptionId},
        money::Minor,
    },
    payments::{
        letterhead::{address_lines, company_lines, company_name, vat_line},
        model::{LineItem, Payment},
    },
};

/// What a customer is told to pay for one payment; never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// For which.
    pub payment_id: PaymentId,
    /// `INV-<year>-<number>`: unique in the tenant, and gapless within a year.
    pub number: String,
    /// The tenant's date it was issued on.
    pub issued_on: NaiveDate,
    /// Everything that is printed.
    pub snapshot: Snapshot,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
}

/// Everything that is printed, as it was when the invoice was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Who asks for the money.
    pub seller: String,
    /// The same with address and numbers, a line each.
    pub seller_lines: Vec<String>,
    /// How to pay.
    pub note: Option<String>,
    /// Who pays.
    pub customer_id: CustomerId,
    /// Name, address, VAT number of a business and e-mail, a line each.
    pub buyer_lines: Vec<String>,
    /// Last day to pay on.
    pub due_date: NaiveDate,
    /// `YYYY-MM`: what is paid for.
    pub billing_period: String,
    /// ISO 4217.
    pub currency: String,
    /// What the sum consists of.
    pub lines: Vec<InvoiceLine>,
    /// Before tax, or with it where prices contain it.
    pub subtotal_minor: Minor,
    /// Parts per million.
    pub tax_rate_ppm: i32,
    /// On top, or contained.
    pub tax_amount_minor: Minor,
    /// Whether prices contain it.
    pub tax_inclusive: bool,
    /// What came on top for being late.
    pub late_fee_minor: Option<Minor>,
    /// What is to be paid.
    pub total_minor: Minor,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceLine {
    /// What is paid for.
    pub description: String,
    /// Whose line.
    pub subscription_id: SubscriptionId,
    /// Its part of the subtotal.
    pub amount_minor: Minor,
    /// Its part of the tax.
    pub tax_amount_minor: Minor,
}

/// Who pays, as the store finds them.
#[derive(Debug, Clone)]
pub(in crate::payments) struct Buyer {
    pub(in crate::payments) company: Option<String>,
    pub(in crate::payments) first_name: String,
    pub(in crate::payments) last_name: String,
    pub(in crate::payments) email: String,
    /// Of a business: its number for value added tax.
    pub(in crate::payments) vat_number: Option<String>,
    /// Of the order that is paid for, else the latest.
    pub(in crate::payments) address: Option<Address>,
}

impl Buyer {
    /// Name, address and e-mail, a line each.
    pub(in crate::payments) fn lines(&self) -> Vec<String> {
        let name = format!("{} {}", self.first_name, self.last_name);
        let mut lines: Vec<String> = self.company.iter().cloned().collect();
        lines.push(name);
        for line in self.address.iter().flat_map(address_lines) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.extend(self.vat_number.iter().map(|vat| vat_line(vat)));
        lines.push(self.email.clone());
        lines
    }
}

impl Snapshot {
    /// What an invoice for a payment says today.
    pub(super) fn of(payment: &Payment, buyer: &Buyer, unit: &BusinessUnit) -> Self {
        let late_fee = payment.late_fee.filter(|_| payment.late_fee_applied);
        let due = late_fee.and_then(|fee| payment.total.checked_sub(fee));
        let has_tax = payment.tax_amount > Minor::ZERO;
        let tax_inclusive = has_tax && [Some(payment.total), due].contains(&Some(payment.subtotal));
        // Of several contracts, some with tax contained and some without: all without it.
        let asked = due.unwrap_or(payment.total);
        let on_top = payment.subtotal.checked_add(payment.tax_amount) == Some(asked);
        let net = asked.checked_sub(payment.tax_amount);
        let subtotal = net.filter(|_| !on_top && !tax_inclusive);
        let lines = payment.line_items.iter().map(InvoiceLine::from);
        Self {
            seller: company_name(unit).to_owned(),
            seller_lines: company_lines(unit),
            note: unit.settings.company.invoice_note.clone(),
            customer_id: payment.customer_id,
            buyer_lines: buyer.lines(),
            due_date: payment.due_date,
            billing_period: payment.billing_period.clone(),
            currency: payment.currency.code().to_owned(),
            lines: lines.collect(),
            subtotal_minor: subtotal.unwrap_or(payment.subtotal),
            tax_rate_ppm: payment.tax_rate.ppm(),
            tax_amount_minor: payment.tax_amount,
            tax_inclusive,
            late_fee_minor: late_fee,
            total_minor: payment.total,
        }
    }

    /// Of all its amounts.
    pub(super) fn currency(&self) -> anyhow::Result<Currency> {
        Ok(Currency::parse(&self.currency)?)
    }
}

impl From<&LineItem> for InvoiceLine {
    fn from(item: &LineItem) -> Self {
        Self {
            description: item.description.clone(),
            subscription_id: item.subscription_id,
            amount_minor: item.amount_minor,
            tax_amount_minor: item.tax_amount_minor,
        }
    }
}

/// The number of an invoice: the n-th of its year.
pub(super) fn number_of(issued_on: NaiveDate, n: i64) -> String {
    format!("INV-{}-{n:06}", issued_on.year())
}
