//! The search of `GET /v1/orders` (contract 10.7): by dimension, then tested on each order
//! (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::ways::{self, Made, push_end};
use crate::{
    db::{Span, Way},
    error::Result,
    kernel::{
        id::{OrderId, TenantId, entity},
        id_part::{self, Ending},
        text,
    },
    search::{self, Found, Hits},
};

/// Shortest text that is taken for a part of an id; any shorter one is part of far too many.
const ID_PART_MIN: usize = 4;

/// Customers and products that are looked up one by one without asking how frequent they are.
const FEW: usize = 10;
/// How many of the newest hundred orders make it quicker to test order by order.
const FREQUENT: i64 = 5;

/// A text, and what it can be a part of.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    hits: Hits,
    /// So many orders pass that there is no need to look them up.
    is_frequent: bool,
    starts: Option<(OrderId, OrderId)>,
    ends: Option<Ending>,
}

impl Search {
    /// What a text leads to; `None` where every order passes.
    pub(super) async fn of(
        conn: &mut PgConnection,
        tenant: TenantId,
        text: &str,
    ) -> Result<Option<Self>> {
        let part = text::fold(text);
        let of_id = part.chars().count() >= ID_PART_MIN;
        if of_id && id_part::starts_all::<entity::Order>(&part) {
            return Ok(None);
        }
        let hits = search::find(conn, tenant, text).await?;
        let is_frequent = match (&hits.customers, &hits.products) {
            (Found::Few(customers), Found::Few(products)) => {
                customers.len() + products.len() > FEW
                    && are_frequent(conn, tenant, (customers, products)).await?
            }
            (Found::Many, _) | (_, Found::Many) => true,
        };
        Ok(Some(Self {
            text: text.to_owned(),
            hits,
            is_frequent,
            starts: of_id.then(|| id_part::starting(&part)).flatten(),
            ends: of_id.then(|| Ending::parse(&part)).flatten(),
        }))
    }

    /// The condition on an order: any of the searched texts contains the text, whatever the case;
    /// `%` and `_` are plain characters. What nothing was found for can be left out.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        if let Some((first, last)) = self.starts {
            query.push(" or t.id between ").push_bind(first);
            query.push(" and ").push_bind(last);
        }
        if let Some(end) = &self.ends {
            query.push(" or right(('x' || replace(t.id::text, '-', ''))::bit(128)::text, ");
            query.push(end.bits().len().to_string()).push(") = ");
            query.push_bind(end.bits().to_owned());
        }
        if !self.hits.customers.is_nothing() {
            query.push(" or ");
            self.push_contains(
                query,
                "t.customer_first_name || ' ' || t.customer_last_name",
            );
            query.push(" or ");
            self.push_contains(query, "t.customer_email");
        }
        if !self.hits.products.is_nothing() {
            query.push(" or exists (select from order_items i where i.tenant_id = ");
            query.push_bind(tenant).push(" and i.order_id = t.id and ");
            self.push_contains(query, "i.product_name");
            query.push(")");
        }
        query.push(")");
    }

    fn push_contains(&self, query: &mut QueryBuilder<Postgres>, column: &'static str) {
        query.push("strpos(lower(").push(column).push("), lower(");
        query.push_bind(self.text.clone()).push(")) > 0");
    }

    /// The way to the orders of what was found: every order, where too much was.
    pub(super) fn way(&self, tenant: TenantId, made: Made) -> Way {
        let (customers, products) = match (&self.hits.customers, &self.hits.products) {
            (Found::Few(customers), Found::Few(products)) if !self.is_frequent => {
                (customers.clone(), products.clone())
            }
            (Found::Few(_) | Found::Many, _) => return ways::all(tenant, made),
        };
        let (starts, ends) = (self.starts, self.ends.clone());
        Way::in_order(move |query, span| {
            push_customers(query, (tenant, &customers), made, span);
            if !products.is_empty() {
                query.push(" union all ");
                push_products(query, (tenant, &products), made, span);
            }
            if let Some((first, last)) = starts {
                query.push(" union all (select o.id from orders o where o.tenant_id = ");
                query.push_bind(tenant).push(" and o.id between ");
                query.push_bind(first).push(" and ").push_bind(last);
                push_end(query, "o.id", made, span);
                query.push(")");
            }
            if let Some(end) = &ends {
                let (low, high) = end.range();
                // `offset 0` keeps the planner from going through all orders by id instead.
                query
                    .push(" union all (select o.id from (select id from orders where tenant_id = ");
                query.push_bind(tenant).push(" and id_end between ");
                query.push_bind(low).push(" and ").push_bind(high);
                query.push(" offset 0) o where true");
                push_end(query, "o.id", made, span);
                query.push(")");
            }
        })
    }
}

/// Whether the newest orders are often of these customers or with these products.
async fn are_frequent(
    conn: &mut PgConnection,
    tenant: TenantId,
    (customers, products): (&[Uuid], &[Uuid]),
) -> Result<bool> {
    // The limit stands in the text: a plan that does not know it reads all orders of the tenant.
    let found = sqlx::query_scalar!(
        r#"
        select count(*) as "found!"
        from (
            select id, customer_id from orders where tenant_id = $1 order by id desc limit 100
        ) o
        where o.customer_id = any($2) or exists (
            select from order_items i
            where i.tenant_id = $1 and i.order_id = o.id and i.product_id = any($3)
        )
        "#,
        tenant as _,
        customers,
        products,
    )
    .fetch_one(conn)
    .await?;
    Ok(found >= FREQUENT)
}

/// The orders of each of these customers.
fn push_customers(
    query: &mut QueryBuilder<Postgres>,
    (tenant, customers): (TenantId, &[Uuid]),
    made: Made,
    span: &Span,
) {
    query
        .push("select o.id from unnest(")
        .push_bind(customers.to_vec());
    query
        .push(") as found (id) cross join lateral (select o.id from orders o where o.tenant_id = ");
    query
        .push_bind(tenant)
        .push(" and o.customer_id = found.id");
    push_end(query, "o.id", made, span);
    query.push(") o");
}

/// The orders with items of each of these products' variants.
fn push_products(
    query: &mut QueryBuilder<Postgres>,
    (tenant, products): (TenantId, &[Uuid]),
    made: Made,
    span: &Span,
) {
    query.push("select i.id from variants v cross join lateral (select distinct i.order_id as id ");
    query
        .push("from order_items i where i.tenant_id = ")
        .push_bind(tenant);
    query.push(" and i.variant_id = v.id");
    push_end(query, "i.order_id", made, span);
    query.push(") i where v.tenant_id = ").push_bind(tenant);
    query
        .push(" and v.product_id = any(")
        .push_bind(products.to_vec())
        .push(")");
}
