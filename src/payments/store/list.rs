//! Reading payments.
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::by_ids;
use crate::{
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::{BillingGroupId, CustomerId, OrderId, PaymentId, SubscriptionId, TenantId},
        page::Page,
        word::{Word as _, words},
    },
    payments::{model::Payment, state::PaymentStatus},
};

const SOURCE: Source = Source {
    table: "payments",
    id: "id",
};

words! {
    /// What a list of payments may be sorted by.
    pub(in crate::payments) enum PaymentSort {
        /// When they were laid.
        CreatedAt = "createdAt",
        /// Last day to pay on.
        DueDate = "dueDate",
        /// What the customer pays.
        Amount = "amount",
        /// Where they stand, by its word.
        Status = "status",
    }
}

impl SortKey for PaymentSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::DueDate => "due_date",
            Self::Amount => "total_minor",
            Self::Status => "status",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Instant,
            Self::DueDate => SortKind::Date,
            Self::Amount => SortKind::Number,
            Self::Status => SortKind::Text,
        }
    }
}

/// Which payments a list has; all conditions hold at once.
#[derive(Debug, Clone)]
pub(in crate::payments) struct Filter {
    /// In one of these states; in any where empty.
    pub(in crate::payments) statuses: Vec<PaymentStatus>,
    pub(in crate::payments) customer: IdFilter<CustomerId>,
    pub(in crate::payments) subscription: IdFilter<SubscriptionId>,
    pub(in crate::payments) billing_group: IdFilter<BillingGroupId>,
    /// Of any subscription of this order.
    pub(in crate::payments) order: IdFilter<OrderId>,
    /// Due on this day or later.
    pub(in crate::payments) due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub(in crate::payments) due_to: Option<NaiveDate>,
}

impl Filter {
    /// Whether it names an id that cannot exist.
    fn is_nothing(&self) -> bool {
        self.customer == IdFilter::Nothing
            || self.subscription == IdFilter::Nothing
            || self.billing_group == IdFilter::Nothing
            || self.order == IdFilter::Nothing
    }

    fn push(&self, tenant: TenantId, query: &mut sqlx::QueryBuilder<sqlx::Postgres>) {
        if !self.statuses.is_empty() {
            let words: Vec<_> = self.statuses.iter().map(|status| status.word()).collect();
            query
                .push(" and t.status = any(")
                .push_bind(words)
                .push(")");
        }
        if let IdFilter::Is(id) = self.customer {
            query.push(" and t.customer_id = ").push_bind(id);
        }
        if let IdFilter::Is(id) = self.subscription {
            query.push(" and t.subscription_id = ").push_bind(id);
        }
        if let IdFilter::Is(id) = self.billing_group {
            query.push(" and t.billing_group_id = ").push_bind(id);
        }
        if let IdFilter::Is(id) = self.order {
            query
                .push(" and t.subscription_id in (select s.id from subscriptions s")
                .push(" where s.tenant_id = ")
                .push_bind(tenant)
                .push(" and s.order_id = ")
                .push_bind(id)
                .push(")");
        }
        if let Some(date) = self.due_from {
            query.push(" and t.due_date >= ").push_bind(date);
        }
        if let Some(date) = self.due_to {
            query.push(" and t.due_date <= ").push_bind(date);
        }
    }
}

/// A page of payments.
pub(in crate::payments) async fn list(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<PaymentSort>,
    filter: &Filter,
) -> Result<Page<Payment>> {
    if filter.is_nothing() {
        return Ok(Page::empty());
    }
    let page: Page<PaymentId> = db::page_of_ids(conn, tenant, SOURCE, listing, |query| {
        filter.push(tenant, query);
    })
    .await?;
    let found = by_ids(conn, tenant, &page.items).await?;
    Ok(page.filled(found, |payment| payment.id))
}
