//! Pages of filtered lists: by the index of the filter that leaves least, in steps.
//!
//! A filter with an index in list order is a [`Way`] to the rows that pass it. Which of several
//! leaves least differs from tenant to tenant and from value to value, which no plan made once for
//! all values can know. So the first ids of each way are looked at, and the page is read along the
//! way whose ids lie furthest apart: a step takes some ids of the way and tests their rows against
//! the whole filter. A step has one possible plan, whatever the planner believes of the tables
//! (docs/decisions/0012-lists-in-id-order.md).
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _, postgres::PgRow};
use uuid::Uuid;

use super::{
    Span, Way,
    keyset::{self, Among, Listing, SortKey, SortKind, Source},
};
use crate::{
    error::{Error, Result},
    kernel::{
        id::{Entity, Id, TenantId},
        page::{Page, SortDir},
    },
};

/// How many ids of each way are looked at before one is chosen.
const LOOK: usize = 64;
/// Most ids that are gathered where the list is sorted by something else than the way.
const GATHER_MAX: usize = 2_000;
/// How much larger a step is at most than the one before: what few rows have told is not worth more.
const GROWTH: usize = 8;
/// Most ids a step takes.
const STEP_MAX: usize = 8_192;

/// What leads to a page.
enum Choice<'a> {
    /// All that can pass, by id.
    Ids(Vec<Uuid>),
    /// A way in list order, and the first ids of it if they are known.
    Way(&'a Way, Vec<Uuid>),
    /// All rows by id.
    All,
    /// The index of the list's own order.
    Whole,
}

/// The ids on the page, in order, like [`super::page_of_ids`]. Each of the `ways` leads to all rows
/// that pass, the one that leads to fewest as a rule first; `filter` pushes all conditions, also those that the ways hold by themselves.
pub async fn page_by_ways<E, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    listing: &Listing<S>,
    (ways, filter): (&[Way], impl Fn(&mut QueryBuilder<Postgres>) + Send + Sync),
) -> Result<Page<Id<E>>>
where
    E: Entity + Send + Unpin + 'static,
    S: SortKey + Send + Sync,
{
    let position = keyset::position::<Id<E>, S>(conn, tenant, source, listing).await?;
    let after = position.as_ref().map(|(_, id)| id.as_uuid());
    match choose(conn, ways, listing, after).await? {
        Choice::Way(way, known) => {
            walk(conn, tenant, source, (listing, after), (way, known, filter)).await
        }
        Choice::All => {
            let all = Way::along(source, tenant, |_| {});
            walk(
                conn,
                tenant,
                source,
                (listing, after),
                (&all, Vec::new(), filter),
            )
            .await
        }
        Choice::Whole => {
            let place = (listing, position);
            keyset::page_after(conn, tenant, source, place, (None, filter)).await
        }
        Choice::Ids(ids) => {
            let place = (listing, position);
            keyset::page_after(conn, tenant, source, place, (Some(Among::Ids(ids)), filter)).await
        }
    }
}

/// Looks at the first ids of one way after the other, and chooses. One that ends within them leaves so
/// few orders that the others need no look.
async fn choose<'a, S: SortKey>(
    conn: &mut PgConnection,
    ways: &'a [Way],
    listing: &Listing<S>,
    after: Option<Uuid>,
) -> Result<Choice<'a>> {
    let by_id = listing.sort.kind() == SortKind::Id;
    match ways {
        [] => return Ok(Choice::Whole),
        [way] if by_id && way.in_order => return Ok(Choice::Way(way, Vec::new())),
        _ => {}
    }
    let mut looks = Vec::with_capacity(ways.len());
    for way in ways {
        let along = by_id && way.in_order;
        let span = Span {
            within: way.within,
            after: after.filter(|_| along),
            dir: listing.dir,
            most: if along { LOOK } else { GATHER_MAX + 1 },
        };
        let ids = look(conn, way, &span).await?;
        if ids.len() < span.most {
            return Ok(Choice::Ids(ids));
        }
        looks.push(ids);
    }
    let reach = ways
        .iter()
        .zip(looks)
        .filter(|(way, _)| by_id && way.in_order);
    let sparsest = match listing.dir {
        SortDir::Asc => reach.max_by_key(|(_, ids)| ids.last().copied()),
        SortDir::Desc => reach.min_by_key(|(_, ids)| ids.last().copied()),
    };
    Ok(match sparsest {
        Some((way, ids)) => Choice::Way(way, ids),
        None if by_id => Choice::All,
        None => Choice::Whole,
    })
}

/// The first ids of a way.
async fn look(conn: &mut PgConnection, way: &Way, span: &Span) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::new("select array(");
    way.push_first(&mut query, span);
    query.push(")");
    let row = query.build().fetch_one(conn).await?;
    Ok(row.try_get(0)?)
}

/// Follows a way, of which the first ids may be known, until the page is full or the way ends.
async fn walk<E, S>(
    conn: &mut PgConnection,
    tenant: TenantId,
    source: Source,
    (listing, mut after): (&Listing<S>, Option<Uuid>),
    (way, known, filter): (
        &Way,
        Vec<Uuid>,
        impl Fn(&mut QueryBuilder<Postgres>) + Send + Sync,
    ),
) -> Result<Page<Id<E>>>
where
    E: Entity,
    S: SortKey,
{
    let page = usize::from(listing.limit.get()) + 1;
    let mut most = if known.is_empty() { page } else { known.len() };
    let mut taking = (!known.is_empty()).then_some(known);
    let mut found: Vec<Uuid> = Vec::with_capacity(page);
    let mut seen = 0;
    loop {
        let dir = listing.dir;
        let within = way.within;
        let span = Span {
            within,
            after,
            dir,
            most,
        };
        let mut query = step(tenant, source, (way, taking.take(), &span), page, &filter);
        let row: PgRow = query.build().fetch_one(&mut *conn).await?;
        let taken = usize::try_from(row.try_get::<i64, _>(0)?).map_err(Error::internal)?;
        after = row.try_get(1)?;
        found.extend(row.try_get::<Vec<Uuid>, _>(2)?);
        if found.len() >= page || taken < most {
            break;
        }
        seen += taken;
        most = next_step(most, seen, found.len(), page);
    }
    found.truncate(page);
    let rows = found.into_iter().map(|id| (Id::from_uuid(id), None));
    Ok(keyset::cut(rows.collect(), listing))
}

/// How many ids to take next: what fills the page if rows go on passing as they did. Of few sizes,
/// for each is a statement of its own.
fn next_step(last: usize, seen: usize, found: usize, page: usize) -> usize {
    let missing = page.saturating_sub(found);
    let expected = (missing * seen).checked_div(found);
    let most = last * GROWTH;
    let next = expected.unwrap_or(most).min(most).max(page);
    next.next_power_of_two().min(STEP_MAX)
}

/// How many ids were taken, the last of them, and the first `page` of those that pass. `offset 0`
/// keeps the planner from doing anything else than looking up each row by its id.
fn step(
    tenant: TenantId,
    source: Source,
    (way, known, span): (&Way, Option<Vec<Uuid>>, &Span),
    page: usize,
    filter: &impl Fn(&mut QueryBuilder<Postgres>),
) -> QueryBuilder<Postgres> {
    let back = match span.dir {
        SortDir::Asc => " desc",
        SortDir::Desc => " asc",
    };
    let mut query = QueryBuilder::new("with way as materialized (");
    match known {
        Some(ids) => {
            query.push("select known.id from unnest(").push_bind(ids);
            query.push(") as known (id)");
        }
        None => way.push_first(&mut query, span),
    }
    query.push(") select (select count(*) from way), (select id from way order by id");
    query
        .push(back)
        .push(" limit 1), array(select t.id from way cross join lateral (select t.");
    query
        .push(source.id)
        .push(" as id from ")
        .push(source.table);
    query.push(" t where t.tenant_id = ").push_bind(tenant);
    query.push(" and t.").push(source.id).push(" = way.id");
    filter(&mut query);
    query
        .push(" offset 0) t order by t.id")
        .push(span.direction());
    query.push(" limit ").push(page.to_string()).push(")");
    query
}
