//! The search of `GET /v1/assets`: by dimension, then tested on each asset
//! (docs/decisions/0013-search-by-dimension.md). Lists of assets stand in no order of ids, so all that
//! was found is gathered and sorted, or the list's own index is read.
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};
use uuid::Uuid;

use super::serials::{push_serial_like, serials_like};
use crate::{
    error::Result,
    kernel::id::TenantId,
    search::{self, Ask, Found, Kind},
};

/// Most assets that are gathered; with more of them a page of the list is soon full.
const MOST: usize = 2_000;
/// Most texts of customers that lead to assets.
const CUSTOMERS_MAX: usize = 500;
/// Most names of products that do.
const PRODUCTS_MAX: usize = 100;

/// A text, and the assets it may name.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    has_customers: bool,
    has_products: bool,
    /// `None` where they are too many.
    pub(super) found: Option<Vec<String>>,
}

impl Search {
    /// What a text leads to.
    pub(super) async fn of(conn: &mut PgConnection, tenant: TenantId, text: &str) -> Result<Self> {
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
        let serials = serials_like(conn, tenant, (text, MOST)).await?;
        let (has_customers, has_products) = (!customers.is_nothing(), !products.is_nothing());
        let found = match (serials, customers, products) {
            (Some(serials), Found::Few(customers), Found::Few(products)) => {
                gather(conn, tenant, serials, (&customers, &products)).await?
            }
            (None | Some(_), Found::Few(_) | Found::Many, Found::Few(_) | Found::Many) => None,
        };
        Ok(Self {
            text: text.to_owned(),
            has_customers,
            has_products,
            found,
        })
    }

    /// The condition on an asset: its product's name or the name, company or e-mail of whoever has it
    /// contains the text, or its serial number starts or ends like that, whatever the case; `%` and `_` are
    /// plain characters. What nothing was found for can be left out.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        push_serial_like(query, "t.serial_number", &self.text);
        if self.has_products {
            self.push_contains(query, " or ", "t.product_name");
        }
        if self.has_customers {
            query.push(" or exists (select from customers c where c.tenant_id = ");
            query.push_bind(tenant).push(" and c.id = t.customer_id");
            self.push_contains(query, " and (", "c.first_name || ' ' || c.last_name");
            self.push_contains(query, " or ", "c.email");
            self.push_contains(query, " or ", "c.company");
            query.push(") offset 0)");
        }
        query.push(")");
    }

    fn push_contains(&self, query: &mut QueryBuilder<Postgres>, open: &str, column: &str) {
        query.push(open).push("strpos(lower(").push(column);
        query.push("), lower(").push_bind(self.text.clone());
        query.push(")) > 0");
    }
}

/// These assets, and those of these customers and products; `None` where they are too many.
async fn gather(
    conn: &mut PgConnection,
    tenant: TenantId,
    serials: Vec<String>,
    (customers, products): (&[Uuid], &[Uuid]),
) -> Result<Option<Vec<String>>> {
    let most = (MOST + 1).to_string();
    let mut query = QueryBuilder::new("select array(select unnest(");
    query.push_bind(serials).push(") union (");
    push_each(&mut query, tenant, ("o.customer_id", customers), &most);
    query.push(") union (");
    push_each(&mut query, tenant, ("o.product_id", products), &most);
    query.push("))");
    let found: Vec<String> = query.build().fetch_one(conn).await?.try_get(0)?;
    Ok((found.len() <= MOST).then_some(found))
}

/// Pushes the first assets of each of these ids.
fn push_each(
    query: &mut QueryBuilder<Postgres>,
    tenant: TenantId,
    (column, ids): (&'static str, &[Uuid]),
    most: &str,
) {
    query.push("select o.serial_number from unnest(");
    query.push_bind(ids.to_vec()).push(
        ") as found (id) cross join lateral (select o.serial_number from assets o where o.tenant_id = ",
    );
    query.push_bind(tenant).push(" and ").push(column);
    query.push(" = found.id limit ").push(most);
    query.push(") o limit ").push(most);
}
