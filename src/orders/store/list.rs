//! Which orders a list shows: filters and order of `GET /v1/orders` (contract 2.3, 10.7). What
//! leads to them by an index stands in `ways`, the search in `search`.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder, types::Json};

use super::{read::find_many, search::Search, ways};
use crate::{
    custom_fields,
    customers::CustomerType,
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    kernel::{
        id::{CustomerId, OrderId, TenantId},
        page::Page,
        word::words,
    },
    orders::{Order, OrderStatus, OrderType},
};

const SOURCE: Source = Source {
    table: "orders",
    id: "id",
};

words! {
    /// What orders may be sorted by.
    pub(crate) enum OrderSort {
        /// When it was made.
        CreatedAt = "createdAt",
        /// When it last changed.
        UpdatedAt = "updatedAt",
        /// By id, which is by age too.
        OrderId = "orderId",
        /// By status, in alphabetical order.
        Status = "status",
        /// By what it costs a month.
        Total = "totals.total",
    }
}

impl SortKey for OrderSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt | Self::OrderId => "id",
            Self::UpdatedAt => "updated_at",
            Self::Status => "status",
            Self::Total => "total_minor",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt | Self::OrderId => SortKind::Id,
            Self::UpdatedAt => SortKind::Instant,
            Self::Status => SortKind::Text,
            Self::Total => SortKind::Number,
        }
    }
}

/// Which orders to list: all that pass every filter.
#[derive(Debug, Default)]
pub(in crate::orders) struct OrderFilter {
    /// Any of these; all if there are none.
    pub(in crate::orders) statuses: Vec<OrderStatus>,
    pub(in crate::orders) customer_id: Option<CustomerId>,
    pub(in crate::orders) customer_type: Option<CustomerType>,
    pub(in crate::orders) order_type: Option<OrderType>,
    pub(in crate::orders) created_from: Option<DateTime<Utc>>,
    pub(in crate::orders) created_before: Option<DateTime<Utc>>,
    /// Of an item.
    pub(in crate::orders) sku: Option<String>,
    /// Of a subscription.
    pub(in crate::orders) serial_number: Option<String>,
    pub(in crate::orders) external_id: Option<String>,
    /// Part of the customer's name, e-mail or company or of a product's name; start or end of the order's id.
    pub(in crate::orders) search: Option<String>,
    pub(in crate::orders) custom_fields: Vec<custom_fields::Filter>,
}

/// A page of orders.
pub(in crate::orders) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<OrderSort>,
    filter: &OrderFilter,
) -> Result<Page<Order>> {
    let search = match &filter.search {
        Some(text) => Search::of(conn, tenant, text).await?,
        None => None,
    };
    let ways = ways::of(tenant, filter, search.as_ref(), listing.sort.kind());
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        filter.push_columns(query);
        filter.push_related(tenant, query);
        if let Some(search) = &search {
            search.push_condition(tenant, query);
        }
    };
    let ids = db::page_by_ways(conn, tenant, SOURCE, listing, (&ways, conditions)).await?;
    Ok(Page {
        items: find_many(conn, tenant, &ids.items).await?,
        next_cursor: ids.next_cursor,
    })
}

impl OrderFilter {
    /// The ids of all orders of the time that is asked for: from this one on, and before that one.
    pub(super) fn made(&self) -> (Option<OrderId>, Option<OrderId>) {
        (
            self.created_from.map(OrderId::first_at),
            self.created_before.map(OrderId::first_at),
        )
    }

    /// Conditions on the order's own columns.
    fn push_columns(&self, query: &mut QueryBuilder<Postgres>) {
        db::push_one_of(query, "t.status", &self.statuses);
        if let Some(id) = self.customer_id {
            query.push(" and t.customer_id = ").push_bind(id);
        }
        db::push_one_of(query, "t.customer_type", self.customer_type.as_slice());
        db::push_one_of(query, "t.order_type", self.order_type.as_slice());
        let (from, before) = self.made();
        if let Some(from) = from {
            query.push(" and t.id >= ").push_bind(from);
        }
        if let Some(before) = before {
            query.push(" and t.id < ").push_bind(before);
        }
        if let Some(external_id) = &self.external_id {
            query
                .push(" and t.external_id = ")
                .push_bind(external_id.clone());
        }
        for field in &self.custom_fields {
            query
                .push(" and t.custom_fields -> ")
                .push_bind(field.id.clone());
            query.push(" = ").push_bind(Json(field.value.clone()));
        }
    }

    /// Conditions on items and subscriptions. `offset 0` keeps the planner from reading all items of a
    /// variant first, where a few orders are tested.
    fn push_related(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        if let Some(sku) = &self.sku {
            query.push(" and exists (select from order_items i where i.tenant_id = ");
            query.push_bind(tenant);
            query.push(" and i.order_id = t.id and i.variant_id = ");
            ways::push_variant(tenant, sku, query);
            query.push(" offset 0)");
        }
        if let Some(serial_number) = &self.serial_number {
            query.push(
                " and exists (select from subscriptions s join order_item_subscriptions l \
                 on l.tenant_id = s.tenant_id and l.subscription_id = s.id where s.tenant_id = ",
            );
            query.push_bind(tenant).push(" and s.serial_number = ");
            query.push_bind(serial_number.clone());
            query.push(" and l.tenant_id = ").push_bind(tenant);
            query.push(" and l.order_id = t.id offset 0)");
        }
    }
}
