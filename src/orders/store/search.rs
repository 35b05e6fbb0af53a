//! The search of `GET /v1/orders` (contract 10.7): by dimension, then tested on each order
//! (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::ways::{self, Made, push_end};
use crate::{
    db::{IdPart, Span, Way},
    error::Result,
    kernel::id::{TenantId, entity},
    search::{self, Ask, Found, Kind},
};

/// Most texts of customers that lead to orders; beyond it hits are so frequent that orders are
/// tested one by one.
const CUSTOMERS_MAX: usize = 500;
/// Most names of products that do.
const PRODUCTS_MAX: usize = 100;

/// Customers and products that are looked up one by one without asking how frequent they are.
const FEW: usize = 10;
/// How many of the newest hundred orders make it quicker to test order by order.
const FREQUENT: i64 = 5;

/// A text, and what it can be a part of.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    customers: Found,
    products: Found,
    /// So many orders pass that there is no need to look them up.
    is_frequent: bool,
    of_id: IdPart<entity::Order>,
}

impl Search {
    /// What a text leads to; `None` where every order passes.
    pub(super) async fn of(
        conn: &mut PgConnection,
        tenant: TenantId,
        text: &str,
    ) -> Result<Option<Self>> {
        let Some(of_id) = IdPart::parse(text) else {
            return Ok(None);
        };
        let ask = |kind, most| Ask {
            kind,
            part: text,
            most,
        };
        let asks = [
            ask(Kind::Customer, CUSTOMERS_MAX),
            ask(Kind::Company, CUSTOMERS_MAX),
            ask(Kind::Product, PRODUCTS_MAX),
        ];
        let [customers, companies, products] = search::find(conn, tenant, asks).await?;
        let customers = customers.or(companies);
        let is_frequent = match (&customers, &products) {
            (Found::Few(customers), Found::Few(products)) => {
                customers.len() + products.len() > FEW
                    && are_frequent(conn, tenant, (customers, products)).await?
            }
            (Found::Many, _) | (_, Found::Many) => true,
        };
        Ok(Some(Self {
            text: text.to_owned(),
            customers,
            products,
            is_frequent,
            of_id,
        }))
    }

    /// The condition on an order: any of the searched texts contains the text, whatever the case;
    /// `%` and `_` are plain characters. What nothing was found for can be left out.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        self.of_id.push_or(query, "t.id");
        if !self.customers.is_nothing() {
            query.push(" or ");
            self.push_contains(
                query,
                "t.customer_first_name || ' ' || t.customer_last_name",
            );
            query.push(" or ");
            self.push_contains(query, "t.customer_email");
            query.push(" or ");
            self.push_contains(query, "t.customer_company");
        }
        if !self.products.is_nothing() {
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
        let (customers, products) = match (&self.customers, &self.products) {
            (Found::Few(customers), Found::Few(products)) if !self.is_frequent => {
                (customers.clone(), products.clone())
            }
            (Found::Few(_) | Found::Many, _) => return ways::all(tenant, made),
        };
        let (starts, ends) = (self.of_id.starts(), self.of_id.ends());
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
            if let Some((low, high)) = ends {
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
