//! How frequent rows are, asked of the newest ones.
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};

use super::Source;
use crate::{error::Result, kernel::id::TenantId};

/// How many rows are asked.
const NEWEST: &str = "100";
/// How many of them make it quicker to test row by row than to look up what passes.
const FREQUENT: i64 = 5;

/// Whether so many of a tenant's newest rows pass a condition that a page is soon full. The condition
/// is pushed as for [`super::page_by_ways`].
pub async fn is_frequent(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    condition: impl Fn(&mut QueryBuilder<Postgres>) + Send,
) -> Result<bool> {
    let Source { table, id } = source;
    let mut query = QueryBuilder::new("select count(*) from (select * from ");
    query.push(table).push(" where tenant_id = ");
    query.push_bind(tenant).push(" order by ").push(id);
    query.push(" desc limit ").push(NEWEST);
    query.push(") t where true");
    condition(&mut query);
    let found: i64 = query.build().fetch_one(conn).await?.try_get(0)?;
    Ok(found >= FREQUENT)
}
