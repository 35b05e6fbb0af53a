//! Serial numbers by their start or their end, whatever the case: what people type, and what they read
//! out (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};

use crate::{error::Result, kernel::id::TenantId};

/// The serial numbers that start or end like that; `None` where there are more than `most`.
pub(crate) async fn serials_like(
    conn: &mut PgConnection,
    tenant: TenantId,
    (part, most): (&str, usize),
) -> Result<Option<Vec<String>>> {
    let mut query = QueryBuilder::new("select array((");
    let forwards = ("serial_folded", "lower(", ")");
    push_range(&mut query, tenant, forwards, (part, most));
    query.push(") union (");
    let backwards = ("serial_backwards", "reverse(lower(", "))");
    push_range(&mut query, tenant, backwards, (part, most));
    query.push("))");
    let found: Vec<String> = query.build().fetch_one(conn).await?.try_get(0)?;
    Ok((found.len() <= most).then_some(found))
}

/// Pushes the serial numbers of which a column starts with a text, in the form that it has, and one more
/// than `most`.
fn push_range(
    query: &mut QueryBuilder<Postgres>,
    tenant: TenantId,
    (column, open, close): (&str, &str, &str),
    (part, most): (&str, usize),
) {
    query.push("select serial_number from assets where tenant_id = ");
    query.push_bind(tenant).push(" and ").push(column);
    query.push(" >= ").push(open).push_bind(part.to_owned());
    query.push(close).push(" and ").push(column).push(" < ");
    query.push(open).push_bind(part.to_owned()).push(close);
    // What comes after every text that starts like that.
    query.push(" || chr(1114111) order by ").push(column);
    query.push(" limit ").push((most + 1).to_string());
}

/// Pushes, opened by ` or `, that a column has a serial number that starts or ends like that.
pub(crate) fn push_serial_like(query: &mut QueryBuilder<Postgres>, column: &str, part: &str) {
    query.push(format_args!(" or starts_with(lower({column}), lower("));
    query.push_bind(part.to_owned());
    query.push(format_args!(
        ")) or starts_with(reverse(lower({column})), reverse(lower("
    ));
    query.push_bind(part.to_owned()).push(")))");
}
