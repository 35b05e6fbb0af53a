//! SQL for the texts that are searched.
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Result,
    kernel::{
        id::TenantId,
        word::{Word as _, words},
    },
};

/// Most texts of customers that lead to orders; beyond it hits are so frequent that orders are
/// tested one by one.
const CUSTOMERS_MAX: usize = 500;
/// Most names of products that do.
const PRODUCTS_MAX: usize = 100;

words! {
    /// What a text names.
    pub enum Kind {
        /// A customer, by name and e-mail as their orders have them.
        Customer = "customer",
        /// A product, by name.
        Product = "product",
    }
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// All of them, each once; perhaps none.
    Few(Vec<Uuid>),
    /// Too many to look up one by one.
    Many,
}

impl Found {
    fn new(mut ids: Vec<Uuid>, most: usize) -> Self {
        if ids.len() > most {
            return Self::Many;
        }
        ids.sort_unstable();
        ids.dedup();
        Self::Few(ids)
    }

    /// Whether there is nothing.
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Few(ids) if ids.is_empty())
    }
}

/// Who and what was ever called something that contains a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// Customers.
    pub customers: Found,
    /// Products.
    pub products: Found,
}

/// Adds texts under which entities of a kind are found from now on; known ones are left alone.
/// Nothing is ever taken away: rows that are found are tested again.
pub async fn record(
    conn: &mut PgConnection,
    tenant: TenantId,
    kind: Kind,
    texts: &[(Uuid, &str)],
) -> Result<()> {
    let (ids, texts): (Vec<Uuid>, Vec<&str>) = texts.iter().copied().unzip();
    // In one order, for two changes that add the same texts wait for each other.
    sqlx::query!(
        "
        insert into platform.search_texts (tenant_id, kind, entity_id, text)
        select distinct $1::uuid, $2, called.entity_id, lower(called.text)
        from unnest($3::uuid[], $4::text[]) as called (entity_id, text)
        order by 3, 4
        on conflict do nothing
        ",
        tenant as _,
        kind.word(),
        &ids,
        &texts as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Finds customers and products by a part of their texts, whatever the case.
///
/// `offset 0` leaves the planner the index by gram alone, which knows nothing of other tenants.
pub async fn find(conn: &mut PgConnection, tenant: TenantId, part: &str) -> Result<Hits> {
    let row = sqlx::query!(
        r#"
        select
            array(
                select hit.entity_id
                from (
                    select s.tenant_id, s.kind, s.entity_id, s.text
                    from platform.search_texts s
                    where platform.search_grams(s.tenant_id, s.kind, s.text, 1)
                        @> platform.search_grams($1, 'customer', lower($2), least(3, length(lower($2))))
                    offset 0
                ) as hit
                where hit.tenant_id = $1 and hit.kind = 'customer'
                    and strpos(hit.text, lower($2)) > 0
                limit $3
            ) as "customers!",
            array(
                select hit.entity_id
                from (
                    select s.tenant_id, s.kind, s.entity_id, s.text
                    from platform.search_texts s
                    where platform.search_grams(s.tenant_id, s.kind, s.text, 1)
                        @> platform.search_grams($1, 'product', lower($2), least(3, length(lower($2))))
                    offset 0
                ) as hit
                where hit.tenant_id = $1 and hit.kind = 'product'
                    and strpos(hit.text, lower($2)) > 0
                limit $4
            ) as "products!"
        "#,
        tenant as _,
        part,
        limit(CUSTOMERS_MAX),
        limit(PRODUCTS_MAX),
    )
    .fetch_one(conn)
    .await?;
    Ok(Hits {
        customers: Found::new(row.customers, CUSTOMERS_MAX),
        products: Found::new(row.products, PRODUCTS_MAX),
    })
}

/// One more than what is few.
fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1)
}
