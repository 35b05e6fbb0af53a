//! Which billing groups a list shows.
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::{
    billing_groups::model::{BillingGroup, BillingGroupStatus},
    db::{self, Listing, SortKey, SortKind, Source, Way},
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::{BillingGroupId, CustomerId, TenantId},
        page::Page,
        word::words,
    },
    search::{self, Ask, Found, Kind},
};

const SOURCE: Source = Source {
    table: "billing_groups",
    id: "id",
};

words! {
    /// What billing groups may be sorted by.
    pub(crate) enum BillingGroupSort {
        /// When it was made.
        CreatedAt = "createdAt",
    }
}

impl SortKey for BillingGroupSort {
    fn column(self) -> &'static str {
        "id"
    }

    fn kind(self) -> SortKind {
        SortKind::Id
    }
}

/// Which groups a list has; all conditions hold at once.
#[derive(Debug, Clone)]
pub(in crate::billing_groups) struct Filter {
    pub(in crate::billing_groups) customer: IdFilter<CustomerId>,
    /// In one of these states; in any where empty.
    pub(in crate::billing_groups) statuses: Vec<BillingGroupStatus>,
    /// Part of its name.
    pub(in crate::billing_groups) search: Option<String>,
}

/// With more names than these that contain a text, groups are tested one by one.
const NAMES_MAX: usize = 2_000;

/// A page of groups.
pub(in crate::billing_groups) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<BillingGroupSort>,
    filter: &Filter,
) -> Result<Page<BillingGroup>> {
    let mut ways = Vec::new();
    match filter.customer {
        IdFilter::Any => {}
        IdFilter::Is(id) => ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.customer_id = ").push_bind(id);
        })),
        IdFilter::Nothing => return Ok(Page::empty()),
    }
    if let Some(text) = &filter.search {
        let ask = Ask {
            kind: Kind::BillingGroup,
            part: text,
            most: NAMES_MAX,
        };
        let [found] = search::find(conn, tenant, [ask]).await?;
        match found {
            Found::Few(ids) => ways.push(Way::of_ids(ids)),
            Found::Many => {}
        }
    }
    if !filter.statuses.is_empty() {
        ways.push(Way::any_of(SOURCE, tenant, "status", &filter.statuses));
    }
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        query.push(" and t.deleted_at is null");
        db::push_one_of(query, "t.status", &filter.statuses);
        if let IdFilter::Is(id) = filter.customer {
            query.push(" and t.customer_id = ").push_bind(id);
        }
        if let Some(text) = &filter.search {
            query.push(" and strpos(lower(t.group_name), lower(");
            query.push_bind(text.clone()).push(")) > 0");
        }
    };
    let page: Page<BillingGroupId> =
        db::page_by_ways(&mut *conn, tenant, SOURCE, listing, (&ways, conditions)).await?;
    let found = super::by_ids(conn, tenant, &page.items).await?;
    Ok(page.filled(found, |group| group.id))
}
