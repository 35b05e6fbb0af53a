//! Listing orders: from a query string to a page (contract 10.7).
use super::{
    model::Order,
    store::{self, OrderFilter, OrderSort},
};
use crate::{
    auth::Tenant,
    custom_fields::{self, Section},
    db::{self, Pool},
    error::Result,
    http::query::{IdFilter, Query},
    kernel::page::{Limit, Page},
};

/// The page that a query asks for.
pub(super) async fn list(
    pool: &Pool,
    tenant: &Tenant,
    mut query: Query,
) -> Result<(Page<Order>, Limit)> {
    let listing = query.listing(OrderSort::CreatedAt);
    let customer = query.id("customerId");
    let locale = tenant.locale();
    let mut filter = OrderFilter {
        statuses: query.words("status"),
        customer_id: match customer {
            IdFilter::Is(id) => Some(id),
            IdFilter::Any | IdFilter::Nothing => None,
        },
        customer_type: query.word("customerType"),
        order_type: query.word("orderType"),
        created_from: query.from("createdFrom", locale),
        created_before: query.before("createdTo", locale),
        sku: query.text("sku"),
        serial_number: query.text("serialNumber"),
        external_id: query.text("externalId"),
        search: query.search("search"),
        custom_fields: Vec::new(),
    };
    // Only custom fields need the database to be understood.
    let mut opened = None;
    if custom_fields::Filter::wanted(&query) {
        let tx = opened.insert(db::read(pool, tenant.id).await?);
        let defined = custom_fields::definitions(tx, tenant.id, Section::Order).await?;
        filter.custom_fields = custom_fields::Filter::read(&mut query, &defined);
    }
    query.finish()?;
    let page = match customer {
        IdFilter::Nothing => Page::empty(),
        IdFilter::Any | IdFilter::Is(_) => {
            let mut tx = match opened {
                Some(tx) => tx,
                None => db::read(pool, tenant.id).await?,
            };
            let page = store::page(&mut tx, tenant.id, &listing, &filter).await?;
            tx.commit().await?;
            page
        }
    };
    Ok((page, listing.limit))
}
