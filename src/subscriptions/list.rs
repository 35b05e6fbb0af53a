//! Which subscriptions a list asks for, and in which order.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::model::SubscriptionStatus;
use crate::{
    db::{SortKey, SortKind},
    http::{
        json::Locale,
        query::{IdFilter, Query},
    },
    kernel::{
        id::{BillingGroupId, CustomerId, OrderId, SubscriptionId},
        word::words,
    },
};

words! {
    /// What a list of subscriptions may be sorted by.
    pub(super) enum SubscriptionSort {
        /// When it was made.
        CreatedAt = "createdAt",
        /// When it last changed.
        UpdatedAt = "updatedAt",
        /// First day.
        StartDate = "startDate",
        /// Last day.
        EndDate = "endDate",
        /// Where it stands.
        Status = "status",
    }
}

impl SortKey for SubscriptionSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
            Self::UpdatedAt => "updated_at",
            Self::StartDate => "start_date",
            Self::EndDate => "end_date",
            Self::Status => "status",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
            Self::UpdatedAt => SortKind::Instant,
            Self::StartDate | Self::EndDate => SortKind::Date,
            Self::Status => SortKind::Text,
        }
    }
}

/// What a list keeps; all of it must hold.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// One of these; any where there is none.
    pub(super) statuses: Vec<SubscriptionStatus>,
    /// Of this customer.
    pub(super) customer: IdFilter<CustomerId>,
    /// Of this order.
    pub(super) order: IdFilter<OrderId>,
    /// Billed with this group.
    pub(super) billing_group: IdFilter<BillingGroupId>,
    /// Of this asset.
    pub(super) serial_number: Option<String>,
    /// Of this SKU.
    pub(super) sku: Option<String>,
    /// Ending on this day or later.
    pub(super) end_from: Option<NaiveDate>,
    /// Ending on this day or earlier.
    pub(super) end_to: Option<NaiveDate>,
    /// Starting on this day or later.
    pub(super) start_from: Option<NaiveDate>,
    /// Starting on this day or earlier.
    pub(super) start_to: Option<NaiveDate>,
    /// Made at this instant or later.
    pub(super) created_from: Option<DateTime<Utc>>,
    /// Made before this instant.
    pub(super) created_before: Option<DateTime<Utc>>,
    /// Of one of these customers, where there are any.
    pub(super) customers: Option<Vec<CustomerId>>,
    /// Part of the customer's name, e-mail or company or of the product's name; start or end of the serial
    /// number or of the id.
    pub(super) search: Option<String>,
}

impl Filter {
    /// Reads the filters of a query.
    pub(super) fn read(query: &mut Query, locale: Locale) -> Self {
        Self {
            statuses: query.words("status"),
            customer: query.id("customerId"),
            order: query.id("orderId"),
            billing_group: query.id("billingGroupId"),
            serial_number: query.text("serialNumber"),
            sku: query.text("sku"),
            end_from: query.date("endDateFrom", locale),
            end_to: query.date("endDateTo", locale),
            start_from: query.date("startDateFrom", locale),
            start_to: query.date("startDateTo", locale),
            created_from: query.from("createdFrom", locale),
            created_before: query.before("createdTo", locale),
            customers: None,
            search: query.search("search"),
        }
    }

    /// The ids of all subscriptions of the time that is asked for: from this one on, and before that
    /// one.
    pub(super) fn made(&self) -> (Option<Uuid>, Option<Uuid>) {
        let first = |at| SubscriptionId::first_at(at).as_uuid();
        (self.created_from.map(first), self.created_before.map(first))
    }

    /// Whether it asks for an id that cannot exist.
    pub(super) fn keeps_nothing(&self) -> bool {
        self.customer == IdFilter::Nothing
            || self.order == IdFilter::Nothing
            || self.billing_group == IdFilter::Nothing
            || self.customers.as_ref().is_some_and(Vec::is_empty)
    }
}
