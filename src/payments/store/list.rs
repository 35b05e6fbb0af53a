//! Reading payments.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::{by_ids, search::Search};
use crate::{
    db::{self, Listing, SortKey, SortKind, Source, Way},
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::{BillingGroupId, CustomerId, OrderId, PaymentId, SubscriptionId, TenantId},
        page::Page,
        word::words,
    },
    payments::{model::Payment, state::PaymentStatus},
};

pub(super) const SOURCE: Source = Source {
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
        /// The customer's name, whatever the case.
        Customer = "customer",
        /// Where they stand, by its word.
        Status = "status",
    }
}

impl SortKey for PaymentSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
            Self::DueDate => "due_date",
            Self::Amount => "total_minor",
            Self::Customer => "customer_name_folded",
            Self::Status => "status",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
            Self::DueDate => SortKind::Date,
            Self::Amount => SortKind::Number,
            Self::Customer | Self::Status => SortKind::Text,
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
    /// Paid at this instant or later.
    pub(in crate::payments) paid_from: Option<DateTime<Utc>>,
    /// Paid before this instant.
    pub(in crate::payments) paid_before: Option<DateTime<Utc>>,
    /// Part of the customer's name, e-mail or company; start or end of the invoice number or the subscription's
    /// id; start of the reference.
    pub(in crate::payments) search: Option<String>,
    /// Whether its conditions exclude each other.
    pub(in crate::payments) is_nothing: bool,
}

impl Filter {
    /// The same, of what is open and was due before `today`.
    pub(in crate::payments) fn overdue(mut self, today: NaiveDate) -> Self {
        let yesterday = today.pred_opt();
        self.due_to = match (self.due_to, yesterday) {
            (Some(to), Some(yesterday)) => Some(to.min(yesterday)),
            (to, yesterday) => to.or(yesterday),
        };
        if self.statuses.is_empty() {
            self.statuses = PaymentStatus::OPEN.to_vec();
        } else {
            self.statuses.retain(|status| status.is_open());
            self.is_nothing = self.statuses.is_empty();
        }
        self
    }

    /// Whether it names an id that cannot exist.
    fn is_nothing(&self) -> bool {
        self.is_nothing
            || self.customer == IdFilter::Nothing
            || self.subscription == IdFilter::Nothing
            || self.billing_group == IdFilter::Nothing
            || self.order == IdFilter::Nothing
    }

    fn push(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        db::push_one_of(query, "t.status", &self.statuses);
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
        self.push_due(query, "t");
        self.push_paid(query, "t");
    }

    /// Pushes when they may have been paid.
    fn push_paid(&self, query: &mut QueryBuilder<Postgres>, table: &str) {
        if let Some(at) = self.paid_from {
            query.push(format_args!(" and {table}.paid_at >= "));
            query.push_bind(at);
        }
        if let Some(at) = self.paid_before {
            query.push(format_args!(" and {table}.paid_at < "));
            query.push_bind(at);
        }
    }

    /// Pushes on which days they may be due.
    fn push_due(&self, query: &mut QueryBuilder<Postgres>, table: &str) {
        if let Some(date) = self.due_from {
            query.push(format_args!(" and {table}.due_date >= "));
            query.push_bind(date);
        }
        if let Some(date) = self.due_to {
            query.push(format_args!(" and {table}.due_date <= "));
            query.push_bind(date);
        }
    }

    /// The indexes of the filters.
    fn ways(&self, tenant: TenantId, search: Option<&Search>) -> Vec<Way> {
        let mut ways = Vec::new();
        if let IdFilter::Is(id) = self.customer {
            ways.push(Way::along(SOURCE, tenant, move |query| {
                query.push(" and o.customer_id = ").push_bind(id);
            }));
        }
        if let IdFilter::Is(id) = self.subscription {
            ways.push(Way::across(SOURCE, tenant, "due_date", move |query| {
                query.push(" and o.subscription_id = ").push_bind(id);
            }));
        }
        if let IdFilter::Is(id) = self.billing_group {
            ways.push(Way::along(SOURCE, tenant, move |query| {
                query.push(" and o.billing_group_id = ").push_bind(id);
            }));
        }
        if let IdFilter::Is(id) = self.order {
            ways.push(Way::across(SOURCE, tenant, "due_date", move |query| {
                query.push(" and o.subscription_id in (select s.id from subscriptions s");
                query.push(" where s.tenant_id = ").push_bind(tenant);
                query.push(" and s.order_id = ").push_bind(id).push(")");
            }));
        }
        ways.extend(search.map(|search| search.way(tenant)));
        if !self.statuses.is_empty() {
            ways.push(Way::any_of(SOURCE, tenant, "status", &self.statuses));
        }
        if self.due_from.is_some() || self.due_to.is_some() {
            let filter = self.clone();
            ways.push(Way::across(SOURCE, tenant, "due_date", move |query| {
                // Those that are still to be paid have an index of their own.
                db::push_one_of(query, "o.status", &filter.statuses);
                filter.push_due(query, "o");
            }));
        }
        if self.paid_from.is_some() || self.paid_before.is_some() {
            let filter = self.clone();
            ways.push(Way::across(SOURCE, tenant, "paid_at", move |query| {
                query.push(" and o.paid_at is not null");
                filter.push_paid(query, "o");
            }));
        }
        ways
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
    let search = match &filter.search {
        Some(text) => Search::of(conn, tenant, text).await?,
        None => None,
    };
    let ways = filter.ways(tenant, search.as_ref());
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        filter.push(tenant, query);
        if let Some(search) = &search {
            search.push_condition(tenant, query);
        }
    };
    let page: Page<PaymentId> =
        db::page_by_ways(conn, tenant, SOURCE, listing, (&ways, conditions)).await?;
    let found = by_ids(conn, tenant, &page.items).await?;
    Ok(page.filled(found, |payment| payment.id))
}
