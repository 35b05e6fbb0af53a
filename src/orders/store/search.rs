//! Which orders a list shows: filters, search and order of `GET /v1/orders` (contract 2.3, 10.7).
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder, types::Json};

use super::read::find_many;
use crate::{
    custom_fields,
    customers::CustomerType,
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    kernel::{
        id::{CustomerId, OrderId, TenantId},
        page::Page,
        word::{Word as _, words},
    },
    orders::{Order, OrderStatus, OrderType},
};

/// The public form of an order's id (`ord_` and base32), from the UUID that is stored.
const PUBLIC_ID: &str = "
    (select 'ord_' || string_agg(
        substr('0123456789abcdefghjkmnpqrstvwxyz',
            substring(bits from place * 5 + 1 for 5)::bit(5)::integer + 1, 1),
        '' order by place)
    from (select B'00' || ('x' || replace(t.id::text, '-', ''))::bit(128) as bits) as id,
        generate_series(0, 25) as place)";

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
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
            Self::OrderId => "id",
            Self::Status => "status",
            Self::Total => "total_minor",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt | Self::UpdatedAt => SortKind::Instant,
            Self::OrderId => SortKind::Id,
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
    /// Part of the customer's name or e-mail, the order's id or a product's name.
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
    let source = Source {
        table: "orders",
        id: "id",
    };
    let ids: Page<OrderId> = db::page_of_ids(conn, tenant, source, listing, |query| {
        filter.push_columns(query);
        filter.push_related(query);
        if let Some(text) = &filter.search {
            push_search(query, text);
        }
    })
    .await?;
    Ok(Page {
        items: find_many(conn, tenant, &ids.items).await?,
        next_cursor: ids.next_cursor,
    })
}

impl OrderFilter {
    /// Conditions on the order's own columns.
    fn push_columns(&self, query: &mut QueryBuilder<Postgres>) {
        if !self.statuses.is_empty() {
            let words: Vec<&str> = self.statuses.iter().map(|status| status.word()).collect();
            query
                .push(" and t.status = any(")
                .push_bind(words)
                .push(")");
        }
        if let Some(id) = self.customer_id {
            query.push(" and t.customer_id = ").push_bind(id);
        }
        if let Some(kind) = self.customer_type {
            query.push(" and t.customer_type = ").push_bind(kind);
        }
        if let Some(kind) = self.order_type {
            query.push(" and t.order_type = ").push_bind(kind);
        }
        if let Some(from) = self.created_from {
            query.push(" and t.created_at >= ").push_bind(from);
        }
        if let Some(before) = self.created_before {
            query.push(" and t.created_at < ").push_bind(before);
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

    /// Conditions on items and subscriptions.
    fn push_related(&self, query: &mut QueryBuilder<Postgres>) {
        if let Some(sku) = &self.sku {
            query.push(
                " and exists (select from order_items i where i.tenant_id = t.tenant_id \
                 and i.order_id = t.id and i.sku = ",
            );
            query.push_bind(sku.clone()).push(")");
        }
        if let Some(serial_number) = &self.serial_number {
            query.push(
                " and exists (select from order_item_subscriptions l join subscriptions s \
                 on s.tenant_id = l.tenant_id and s.id = l.subscription_id \
                 where l.tenant_id = t.tenant_id and l.order_id = t.id and s.serial_number = ",
            );
            query.push_bind(serial_number.clone()).push(")");
        }
    }
}

/// Any of the searched texts contains `text`, whatever the case; `%` and `_` are plain characters.
fn push_search(query: &mut QueryBuilder<Postgres>, text: &str) {
    query.push(" and (");
    for column in [
        "t.customer_first_name || ' ' || t.customer_last_name",
        "t.customer_email",
        PUBLIC_ID,
    ] {
        push_contains(query, column, text);
        query.push(" or ");
    }
    query.push(
        "exists (select from order_items i where i.tenant_id = t.tenant_id \
         and i.order_id = t.id and ",
    );
    push_contains(query, "i.product_name", text);
    query.push("))");
}

fn push_contains(query: &mut QueryBuilder<Postgres>, column: &'static str, text: &str) {
    query.push("strpos(lower(").push(column).push("), lower(");
    query.push_bind(text.to_owned()).push(")) > 0");
}
