//! Many subscriptions, for other features.
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    list::{Filter, SubscriptionSort},
    model::SubscriptionStatus,
    rental::{self, RentalBody},
    store,
};
use crate::{
    auth::BusinessUnit,
    db::Listing,
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::CustomerId,
        page::{Cursor, Limit, Page, SortDir},
    },
};

/// Which subscriptions; all of it must hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// In this status.
    pub(crate) status: Option<SubscriptionStatus>,
    /// Of one of these customers.
    pub(crate) customers: Option<Vec<CustomerId>>,
    /// Starting on this day or later.
    pub(crate) start_from: Option<NaiveDate>,
    /// Starting on this day or earlier.
    pub(crate) start_to: Option<NaiveDate>,
    /// Ending on this day or later.
    pub(crate) end_from: Option<NaiveDate>,
    /// Ending on this day or earlier.
    pub(crate) end_to: Option<NaiveDate>,
}

/// A page of them as answers show them on `today`, newest first.
pub(crate) async fn report(
    conn: &mut PgConnection,
    (unit, today): (&BusinessUnit, NaiveDate),
    selection: &Selection,
    (limit, after): (Limit, Option<&str>),
) -> Result<Page<RentalBody>> {
    let filter = Filter {
        statuses: selection.status.into_iter().collect(),
        customer: IdFilter::Any,
        order: IdFilter::Any,
        billing_group: IdFilter::Any,
        serial_number: None,
        sku: None,
        end_from: selection.end_from,
        end_to: selection.end_to,
        start_from: selection.start_from,
        start_to: selection.start_to,
        created_from: None,
        created_before: None,
        customers: selection.customers.clone(),
        search: None,
    };
    let listing = Listing {
        limit,
        start_after: after.map(Cursor::parse),
        sort: SubscriptionSort::CreatedAt,
        dir: SortDir::Desc,
    };
    let page = store::page(&mut *conn, unit.id, &listing, &filter).await?;
    Ok(Page {
        items: rental::show(conn, unit, today, page.items).await?,
        next_cursor: page.next_cursor,
    })
}
