//! What products are looked up by: their name, and what else names them. Recorded with each write, and
//! found again (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{
    catalog::model::{Product, Variant},
    db::Way,
    error::Result,
    kernel::id::{ProductId, TenantId},
    search::{self, Ask, Found, Kind},
};

/// With more names than these that contain a text, products are tested one by one.
const MOST: usize = 2_000;

/// Lets products and their orders be found by the products' names, also by those they have no more, and
/// products by SKU, brand and category.
pub(super) async fn record(
    conn: &mut PgConnection,
    tenant: TenantId,
    products: &[&Product],
) -> Result<()> {
    let texts: Vec<(Kind, Uuid, &str)> = products
        .iter()
        .flat_map(|product| {
            let id = product.id.as_uuid();
            [
                (Kind::Product, id, &*product.name),
                (Kind::Article, id, &*product.product_sku),
                (Kind::Article, id, &*product.brand),
                (Kind::Article, id, &*product.category),
            ]
        })
        .collect();
    search::record(conn, tenant, &texts).await
}

/// Lets products be found by the SKUs of their variants.
pub(super) async fn record_skus(
    conn: &mut PgConnection,
    tenant: TenantId,
    variants: &[&Variant],
) -> Result<()> {
    let texts: Vec<(Kind, Uuid, &str)> = variants
        .iter()
        .map(|variant| (Kind::Article, variant.product_id.as_uuid(), &*variant.sku))
        .collect();
    search::record(conn, tenant, &texts).await
}

/// Lets a product be found no more.
pub(super) async fn forget(conn: &mut PgConnection, tenant: TenantId, id: ProductId) -> Result<()> {
    for kind in [Kind::Product, Kind::Article] {
        search::forget(conn, tenant, (kind, id.as_uuid())).await?;
    }
    Ok(())
}

/// A text, and the products it may name.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    found: Found,
}

impl Search {
    /// What a text leads to.
    pub(super) async fn of(conn: &mut PgConnection, tenant: TenantId, text: &str) -> Result<Self> {
        let ask = |kind| Ask {
            kind,
            part: text,
            most: MOST,
        };
        let asks = [ask(Kind::Product), ask(Kind::Article)];
        let [names, articles] = search::find(conn, tenant, asks).await?;
        Ok(Self {
            text: text.to_owned(),
            found: names.or(articles),
        })
    }

    /// The products by their ids; none where they are so many that the list's own index is read.
    pub(super) fn way(&self) -> Option<Way> {
        match &self.found {
            Found::Few(ids) => Some(Way::of_ids(ids.clone())),
            Found::Many => None,
        }
    }

    /// The condition on a product: any of its texts contains the text, whatever the case; `%` and `_`
    /// are plain characters.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        for column in ["t.name", "t.product_sku", "t.brand", "t.category"] {
            query.push(" or ");
            self.push_contains(query, column);
        }
        query.push(" or exists (select from variants v where v.tenant_id = ");
        query
            .push_bind(tenant)
            .push(" and v.product_id = t.id and ");
        self.push_contains(query, "v.variant_sku");
        query.push(" offset 0))");
    }

    fn push_contains(&self, query: &mut QueryBuilder<Postgres>, column: &'static str) {
        query.push("strpos(lower(").push(column).push("), lower(");
        query.push_bind(self.text.clone()).push(")) > 0");
    }
}
