//! What stands on the invoices of a billing group, and what they come to. Pure.
use chrono::{DateTime, NaiveDate, Utc};

use super::period::Period;
use crate::{
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId},
        money::Minor,
    },
    payments::{model::Payment, state::PaymentStatus},
};

/// A billing group as its invoices name it, and who pays.
#[derive(Debug, Clone)]
pub(in crate::payments) struct Party {
    pub(in crate::payments) group: BillingGroupId,
    pub(in crate::payments) name: String,
    pub(in crate::payments) contact_name: Option<String>,
    pub(in crate::payments) contact_email: Option<String>,
    pub(in crate::payments) customer: CustomerId,
    /// Name, address and e-mail, a line each.
    pub(in crate::payments) buyer_lines: Vec<String>,
}

/// An invoice as it is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::payments) struct Issued {
    pub(in crate::payments) number: String,
    pub(in crate::payments) on: NaiveDate,
}

/// A payment of the group with its invoice.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) payment: Payment,
    pub(super) issued: Issued,
}

/// What a group was asked for in a period.
#[derive(Debug, Clone)]
pub(super) struct GroupInvoice {
    pub(super) party: Party,
    pub(super) period: Period,
    /// By billing period.
    pub(super) entries: Vec<Entry>,
    pub(super) sums: Sums,
    pub(super) currency: Currency,
    /// Who asks for the money, in a word.
    pub(super) seller: String,
    /// The same with address and numbers, a line each.
    pub(super) seller_lines: Vec<String>,
    /// How to pay.
    pub(super) note: Option<String>,
    /// When it was put together.
    pub(super) at: DateTime<Utc>,
    /// The tenant's date of that.
    pub(super) on: NaiveDate,
}

/// What payments come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    /// Without tax.
    pub(super) net: Minor,
    pub(super) tax: Minor,
    /// With tax and late fees.
    pub(super) total: Minor,
    /// Of those that are paid.
    pub(super) paid: Minor,
    /// Given back of that.
    pub(super) refunded: Minor,
    /// Of those that are not paid.
    pub(super) open: Minor,
}

impl Sums {
    /// What these come to; none beyond what amounts hold.
    pub(super) fn of(entries: &[Entry]) -> Option<Self> {
        let sum = |part: fn(&Payment) -> Minor| {
            Minor::checked_sum(entries.iter().map(|entry| part(&entry.payment)))
        };
        let paid = sum(|payment| match payment.status {
            PaymentStatus::Paid => payment.total,
            PaymentStatus::Pending
            | PaymentStatus::Processing
            | PaymentStatus::Failed
            | PaymentStatus::Cancelled => Minor::ZERO,
        })?;
        let (total, tax) = (sum(|it| it.total)?, sum(|it| it.tax_amount)?);
        Some(Self {
            net: total.checked_sub(tax)?,
            tax,
            total,
            paid,
            refunded: sum(|payment| payment.refunded)?,
            open: total.checked_sub(paid)?,
        })
    }
}
