//! Pages by keyset: no offset, no count, the same speed on page 1 and page 10,000.
//!
//! A list is two statements: which ids stand on the page (here, from the filters a feature pushes),
//! and the rows of those ids (the feature's own, checked at compile time, the one that reads a
//! single entity too). Lists whose filters have indexes of their own go by [`super::ways`].
use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Encode, PgConnection, Postgres, QueryBuilder, Row as _, Type};
use uuid::Uuid;

use crate::{
    error::{Error, Fault, Result},
    kernel::{
        calendar::{self, When},
        id::TenantId,
        page::{Cursor, Limit, Page, SortDir},
        word::Word,
    },
};

/// The order whose key never changes, so that an id alone says where a page ended.
const CREATED_AT: &str = "createdAt";

/// What a list may be sorted by.
///
/// Its words are the names of `sortBy`; they stand in cursors.
pub trait SortKey: Word {
    /// Column of the table, `not null`.
    fn column(self) -> &'static str;
    /// What the column holds.
    fn kind(self) -> SortKind;
}

/// Type of a sort column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKind {
    /// `timestamptz`
    Instant,
    /// `date`
    Date,
    /// `bigint`
    Number,
    /// `text`
    Text,
    /// The id itself, or what ids carry (when the entity was made): no tie to break.
    Id,
}

/// Which table a list reads, and what names its rows.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The table.
    pub table: &'static str,
    /// Its key within a tenant.
    pub id: &'static str,
}

/// Which page of a list, in which order.
#[derive(Debug, Clone)]
pub struct Listing<S> {
    /// Most items on the page.
    pub limit: Limit,
    /// Where the previous page ended.
    pub start_after: Option<Cursor>,
    /// What the list is sorted by; ids break ties.
    pub sort: S,
    /// Which way.
    pub dir: SortDir,
}

/// A sort column's value in a cursor.
#[derive(Clone)]
pub(super) enum SortValue {
    Instant(DateTime<Utc>),
    Date(NaiveDate),
    Number(i64),
    Text(String),
    None,
}

impl SortValue {
    fn parse(kind: SortKind, text: Option<&str>) -> Option<Self> {
        match kind {
            SortKind::Instant => match calendar::parse_when(text?)? {
                When::Instant(at) => Some(Self::Instant(at)),
                When::Date(_) => None,
            },
            SortKind::Date => match calendar::parse_when(text?)? {
                When::Date(date) => Some(Self::Date(date)),
                When::Instant(_) => None,
            },
            SortKind::Number => text?.parse().ok().map(Self::Number),
            SortKind::Text => text.map(|text| Self::Text(text.to_owned())),
            SortKind::Id => Some(Self::None),
        }
    }
}

/// The ids on the page, in order. `filter` pushes the feature's own conditions, each opened by
/// ` and `; the table stands under the alias `t`, and its tenant is filtered already.
pub async fn page_of_ids<I, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    listing: &Listing<S>,
    filter: impl Fn(&mut QueryBuilder<Postgres>),
) -> Result<Page<I>>
where
    I: Display + FromStr + Clone + Send + Unpin + Type<Postgres>,
    I: for<'q> Encode<'q, Postgres> + for<'r> sqlx::Decode<'r, Postgres> + 'static,
    S: SortKey,
{
    let position = position::<I, S>(conn, tenant, source, listing).await?;
    page_after(conn, tenant, source, (listing, position), (None, filter)).await
}

/// The same, of rows that are among those with the given names; for tables named by text.
pub async fn page_among<I, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    listing: &Listing<S>,
    (names, filter): (Vec<String>, impl Fn(&mut QueryBuilder<Postgres>)),
) -> Result<Page<I>>
where
    I: Display + FromStr + Clone + Send + Unpin + Type<Postgres>,
    I: for<'q> Encode<'q, Postgres> + for<'r> sqlx::Decode<'r, Postgres> + 'static,
    S: SortKey,
{
    let position = position::<I, S>(conn, tenant, source, listing).await?;
    let among = Some(Among::Names(names));
    page_after(conn, tenant, source, (listing, position), (among, filter)).await
}

/// What names the rows that a page is read from.
#[derive(Clone)]
pub(super) enum Among {
    Ids(Vec<Uuid>),
    Names(Vec<String>),
}

/// The ids on the page after a position; among the given ones, if there are any.
pub(super) async fn page_after<I, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    (listing, position): (&Listing<S>, Option<(SortValue, I)>),
    (among, filter): (Option<Among>, impl Fn(&mut QueryBuilder<Postgres>)),
) -> Result<Page<I>>
where
    I: Display + Clone + Send + Unpin + Type<Postgres>,
    I: for<'q> Encode<'q, Postgres> + for<'r> sqlx::Decode<'r, Postgres> + 'static,
    S: SortKey,
{
    let (id, column) = (source.id, listing.sort.column());
    let by_id = listing.sort.kind() == SortKind::Id;
    let mut query = QueryBuilder::new("select t.");
    query.push(id);
    if by_id {
        query.push(", null");
    } else {
        query.push(", to_jsonb(t.").push(column).push(") #>> '{}'");
    }
    push_source(&mut query, tenant, source, among);
    query.push(" t where t.tenant_id = ").push_bind(tenant);
    filter(&mut query);
    let (after, direction) = match listing.dir {
        SortDir::Asc => (" > (", " asc"),
        SortDir::Desc => (" < (", " desc"),
    };
    if let Some((value, last)) = position {
        query.push(" and (");
        if !by_id {
            query.push("t.").push(column).push(", ");
        }
        query.push("t.").push(id).push(")").push(after);
        match value {
            SortValue::Instant(at) => query.push_bind(at).push(", "),
            SortValue::Date(date) => query.push_bind(date).push(", "),
            SortValue::Number(number) => query.push_bind(number).push(", "),
            SortValue::Text(text) => query.push_bind(text).push(", "),
            SortValue::None => &mut query,
        };
        query.push_bind(last).push(")");
    }
    query.push(" order by ");
    if !by_id {
        query.push("t.").push(column).push(direction).push(", ");
    }
    query.push("t.").push(id).push(direction);
    // In the text: a plan that is made once for all values must know that a page is short.
    query.push(" limit ").push(listing.limit.fetch());

    let mut rows = Vec::new();
    for row in query.build().fetch_all(conn).await? {
        rows.push((
            row.try_get::<I, _>(0)?,
            row.try_get::<Option<String>, _>(1)?,
        ));
    }
    Ok(cut(rows, listing))
}

/// Pushes what the page is read from: the table, or the rows with the given ids.
fn push_source(
    query: &mut QueryBuilder<Postgres>,
    tenant: TenantId,
    source: Source,
    among: Option<Among>,
) {
    let Some(among) = among else {
        query.push(" from ").push(source.table);
        return;
    };
    // `offset 0` keeps the planner from coming to these rows by a condition.
    query.push(" from (select found.* from unnest(");
    match among {
        Among::Ids(ids) => query.push_bind(ids),
        Among::Names(names) => query.push_bind(names),
    };
    query.push(") as known (id) cross join lateral (select * from ");
    query
        .push(source.table)
        .push(" where tenant_id = ")
        .push_bind(tenant);
    query
        .push(" and ")
        .push(source.id)
        .push(" = known.id offset 0) found)");
}

/// A page of ids with their sort values, of which there may be one too many.
pub(super) fn cut<I: Display, S: SortKey>(
    rows: Vec<(I, Option<String>)>,
    listing: &Listing<S>,
) -> Page<I> {
    let page = Page::cut(rows, listing.limit, |(id, value)| {
        if listing.sort.word() == CREATED_AT {
            Cursor::Entity(id.to_string())
        } else {
            Cursor::Position {
                sort: listing.sort.word().to_owned(),
                dir: listing.dir,
                value: value.clone(),
                id: id.to_string(),
            }
        }
    });
    page.map(|(id, _)| id)
}

/// Where the cursor stands: the sort column's value and the id.
pub(super) async fn position<I, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    listing: &Listing<S>,
) -> Result<Option<(SortValue, I)>>
where
    I: FromStr + Clone + Send + Type<Postgres> + for<'q> Encode<'q, Postgres> + 'static,
    S: SortKey,
{
    let Some(cursor) = &listing.start_after else {
        return Ok(None);
    };
    let sort = listing.sort;
    let (text, id) = match cursor {
        Cursor::Position { value, id, .. } => (value.clone(), id.parse().map_err(|_| unknown())?),
        Cursor::Entity(id) => {
            let id: I = id.parse().map_err(|_| unknown())?;
            let mut query = QueryBuilder::new("select to_jsonb(t.");
            query
                .push(sort.column())
                .push(") #>> '{}' from ")
                .push(source.table);
            query.push(" t where t.tenant_id = ").push_bind(tenant);
            query
                .push(" and t.")
                .push(source.id)
                .push(" = ")
                .push_bind(id.clone());
            let row = query
                .build()
                .fetch_optional(conn)
                .await?
                .ok_or_else(unknown)?;
            (row.try_get(0)?, id)
        }
    };
    let value = SortValue::parse(sort.kind(), text.as_deref()).ok_or_else(unknown)?;
    Ok(Some((value, id)))
}

fn unknown() -> Error {
    Error::fault(Fault::shape(
        "startAfter",
        "invalid_string",
        "Must be the nextCursor of the previous page, or the id of an item of this list.",
    ))
}
