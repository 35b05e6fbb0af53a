//! A billing group as stored, and what its members add up to.
use chrono::{DateTime, Utc};

use crate::kernel::{
    id::{BillingGroupId, CustomerId, SubscriptionId},
    money::Minor,
    schedule::PaymentTerms,
    word::words,
};

words! {
    /// Whether a group is billed (contract section 4).
    pub(super) enum BillingGroupStatus {
        /// Its members are billed together.
        Active = "active",
        /// Its members are billed each for itself until it is active again; none can join.
        Inactive = "inactive",
    }
}

/// Subscriptions of one customer that are billed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BillingGroup {
    pub(super) id: BillingGroupId,
    pub(super) customer_id: CustomerId,
    pub(super) group_name: String,
    /// Day of the month, 1 to 28.
    pub(super) billing_day: i16,
    pub(super) status: BillingGroupStatus,
    pub(super) notes: Option<String>,
    /// Whom to write to about it.
    pub(super) contact_name: Option<String>,
    /// Where.
    pub(super) contact_email: Option<String>,
    /// By when its payments are due; where there are none the customer's terms hold.
    pub(super) payment_terms: Option<PaymentTerms>,
    pub(super) created_by: String,
    /// Counts changes, also of which members it has; the `ETag`.
    pub(super) version: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// The members of a group and what they add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// Oldest first; also those that have ended.
    pub(super) subscription_ids: Vec<SubscriptionId>,
    /// How many are active.
    pub(super) active: i64,
    /// What the active ones bring a month.
    pub(super) monthly: Minor,
}
