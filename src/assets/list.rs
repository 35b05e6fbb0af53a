//! Reading assets, one or a page of them.
use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    filter::{AssetFilter, AssetSort, RecoveryBound},
    model::{Asset, CostRecovery, SerialNumber},
    store,
};
use crate::{
    db::Listing,
    error::Result,
    http::query::{IdFilter, Query},
    kernel::{
        id::{SubscriptionId, TenantId},
        page::Page,
    },
};

/// An asset.
pub(super) async fn asset(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_number: &SerialNumber,
) -> Result<Option<Asset>> {
    let mut found = store::read(conn, tenant, &[serial_number.as_str()]).await?;
    Ok(found.pop())
}

/// A page of assets; an empty one where no asset can pass the filter.
pub(super) async fn assets(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: Option<&AssetFilter>,
    listing: &Listing<AssetSort>,
) -> Result<Page<Asset>> {
    let Some(filter) = filter else {
        return Ok(Page::empty());
    };
    let page = store::page(&mut *conn, tenant, filter, listing).await?;
    let serial_numbers: Vec<&str> = page.items.iter().map(SerialNumber::as_str).collect();
    let found = store::read(conn, tenant, &serial_numbers).await?;
    let mut found: HashMap<SerialNumber, Asset> = found
        .into_iter()
        .map(|asset| (asset.serial_number.clone(), asset))
        .collect();
    Ok(Page {
        items: page
            .items
            .iter()
            .filter_map(|serial_number| found.remove(serial_number))
            .collect(),
        next_cursor: page.next_cursor,
    })
}

/// The filter a query asks for; `None` where it names an id that cannot exist.
pub(super) fn filter(query: &mut Query) -> Option<AssetFilter> {
    let statuses = query.words("status");
    let sku = query.text("sku");
    let customer = query.id("customerId");
    let rental: IdFilter<SubscriptionId> = query.id("rentalId");
    let subscription = query.id("subscriptionId");
    let product = query.id("productId");
    let condition = query.text("condition");
    let recoveries = recoveries(query);
    let search = query.search("search");
    let subscription_id = match (known(rental).ok()?, known(subscription).ok()?) {
        (Some(rental), Some(other)) if rental != other => return None,
        (rental, other) => rental.or(other),
    };
    Some(AssetFilter {
        statuses,
        sku,
        customer_id: known(customer).ok()?,
        subscription_id,
        product_id: known(product).ok()?,
        condition,
        recoveries: recoveries?,
        search,
    })
}

/// Which recoveries pass; `None` where no asset can have all that is asked for. FlexPortal's Cost page
/// writes it as bounds in percent (contract 3.10), of which there is one.
fn recoveries(query: &mut Query) -> Option<Vec<CostRecovery>> {
    let words: Vec<CostRecovery> = query.words("costRecovery");
    let from: Option<RecoveryBound> = query.word("filter[cost_recovery][gte]");
    let below: Option<RecoveryBound> = query.word("filter[cost_recovery][lt]");
    let bound = match (from, below) {
        (None, None) => return Some(words),
        (Some(RecoveryBound::Whole), Some(RecoveryBound::Whole)) => return None,
        (Some(RecoveryBound::Whole), None) => CostRecovery::Over100,
        (None, Some(RecoveryBound::Whole)) => CostRecovery::Under100,
    };
    (words.is_empty() || words.contains(&bound)).then(|| vec![bound])
}

/// An id that cannot exist: nothing passes its filter.
struct Impossible;

fn known<I>(filter: IdFilter<I>) -> Result<Option<I>, Impossible> {
    match filter {
        IdFilter::Any => Ok(None),
        IdFilter::Is(id) => Ok(Some(id)),
        IdFilter::Nothing => Err(Impossible),
    }
}
