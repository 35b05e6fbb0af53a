//! The search of `GET /v1/subscriptions`: by dimension, then tested on each subscription's own copy
//! (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::list::SOURCE;
use crate::{
    assets,
    db::{self, IdPart, Span, Way},
    error::Result,
    kernel::id::{TenantId, entity},
    search::{self, Ask, Found, Kind},
};

/// Most texts of customers that lead to subscriptions; beyond it hits are so frequent that
/// subscriptions are tested one by one.
const CUSTOMERS_MAX: usize = 500;
/// Most names of products that do.
const PRODUCTS_MAX: usize = 100;
/// Most serial numbers that do.
const SERIALS_MAX: usize = 500;
/// Customers, products and assets that are looked up one by one without asking how frequent they are.
const FEW: usize = 10;

/// A text, and what it can be a part of.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    customers: Found,
    /// Some of these customers were found by their company.
    is_of_companies: bool,
    products: Found,
    /// `None` where they are too many.
    serials: Option<Vec<String>>,
    of_id: IdPart<entity::Subscription>,
    /// So many subscriptions pass that there is no need to look them up.
    is_frequent: bool,
}

impl Search {
    /// What a text leads to; `None` where every subscription passes.
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
        let is_of_companies = !companies.is_nothing();
        let customers = customers.or(companies);
        let serials = assets::serials_like(conn, tenant, (text, SERIALS_MAX)).await?;
        let mut search = Self {
            text: text.to_owned(),
            customers,
            is_of_companies,
            products,
            serials,
            of_id,
            is_frequent: false,
        };
        search.is_frequent = match search.few() {
            None => true,
            Some((customers, products, serials)) => {
                customers.len() + products.len() + serials.len() > FEW
                    && db::is_frequent(conn, tenant, SOURCE, |query| {
                        search.push_condition(tenant, query);
                    })
                    .await?
            }
        };
        Ok(Some(search))
    }

    /// What is to be looked up; `None` where it is too much.
    fn few(&self) -> Option<(&[Uuid], &[Uuid], &[String])> {
        match (&self.customers, &self.products, &self.serials) {
            (Found::Few(customers), Found::Few(products), Some(serials)) => {
                Some((customers, products, serials))
            }
            (Found::Few(_) | Found::Many, ..) => None,
        }
    }

    /// The condition on a subscription: any of the searched texts contains the text, whatever the case;
    /// `%` and `_` are plain characters. What nothing was found for can be left out.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        self.of_id.push_or(query, "t.id");
        if !self.customers.is_nothing() {
            self.push_contains(query, "t.customer_name");
            self.push_contains(query, "t.customer_email");
        }
        if self.is_of_companies {
            query.push(" or exists (select from customers c where c.tenant_id = ");
            query.push_bind(tenant);
            query.push(" and c.id = t.customer_id and (false");
            self.push_contains(query, "c.company");
            query.push(") offset 0)");
        }
        if !self.products.is_nothing() {
            self.push_contains(query, "t.product_name");
        }
        if self.serials.as_ref().is_none_or(|found| !found.is_empty()) {
            assets::push_serial_like(query, "t.serial_number", &self.text);
        }
        query.push(")");
    }

    fn push_contains(&self, query: &mut QueryBuilder<Postgres>, column: &'static str) {
        query.push(" or strpos(lower(").push(column);
        query.push("), lower(").push_bind(self.text.clone());
        query.push(")) > 0");
    }

    /// The way to the subscriptions of what was found: every one, where too much was.
    pub(super) fn way(&self, tenant: TenantId) -> Way {
        let found = self.few().filter(|_| !self.is_frequent);
        let Some((customers, products, serials)) = found else {
            return Way::along(SOURCE, tenant, |_| {});
        };
        let (customers, products) = (customers.to_vec(), products.to_vec());
        let serials = serials.to_vec();
        let (starts, ends) = (self.of_id.starts(), self.of_id.ends());
        Way::in_order(move |query, span| {
            query.push("select o.id from unnest(");
            query.push_bind(customers.clone()).push(") as found (id)");
            push_each(query, (tenant, span), "o.customer_id = found.id");
            if !products.is_empty() {
                query.push(" union all select o.id from variants v");
                push_each(query, (tenant, span), "o.sku = v.variant_sku");
                query.push(" where v.tenant_id = ").push_bind(tenant);
                query.push(" and v.product_id = any(");
                query.push_bind(products.clone()).push(")");
            }
            if !serials.is_empty() {
                query.push(" union all select o.id from unnest(");
                query.push_bind(serials.clone()).push(") as found (serial)");
                push_each(query, (tenant, span), "o.serial_number = found.serial");
            }
            if let Some((first, last)) = starts {
                query.push(" union all (select o.id from subscriptions o where o.tenant_id = ");
                query.push_bind(tenant).push(" and o.id between ");
                query.push_bind(first).push(" and ").push_bind(last);
                span.push(query, "o.id");
                query.push(")");
            }
            if let Some((low, high)) = ends {
                // `offset 0` keeps the planner from going through all subscriptions by id instead.
                query.push(
                    " union all (select o.id from (select id from subscriptions where tenant_id = ",
                );
                query.push_bind(tenant).push(" and id_end between ");
                query.push_bind(low).push(" and ").push_bind(high);
                query.push(" offset 0) o where true");
                span.push(query, "o.id");
                query.push(")");
            }
        })
    }
}

/// Joins the first subscriptions of each that was found.
fn push_each(
    query: &mut QueryBuilder<Postgres>,
    (tenant, span): (TenantId, &Span),
    condition: &'static str,
) {
    query.push(" cross join lateral (select o.id from subscriptions o where o.tenant_id = ");
    query.push_bind(tenant).push(" and ").push(condition);
    span.push(query, "o.id");
    query.push(") o");
}
