//! The queue of what waits for assets: open items of orders that may take subscriptions.
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::store::{self, OpenItem, Place};
use crate::{
    assets::SerialNumber,
    auth::Tenant,
    db::{Listing, SortKey, SortKind},
    error::{Error, Fault, Result},
    http::{
        page::PageInfo,
        query::{IdFilter, Query},
    },
    kernel::{
        id::{CustomerId, OrderId, OrderItemId},
        page::{Cursor, Limit, Page, SortDir},
        word::{Word as _, words},
    },
    orders::{OrderStatus, OrderType},
};

/// Statuses of orders that have open units.
const OPEN: [OrderStatus; 3] = [
    OrderStatus::Pending,
    OrderStatus::Confirmed,
    OrderStatus::Partial,
];

/// Most serial numbers that are shown for an item.
const SHOWN_MAX: usize = 20;

words! {
    /// The one order of the queue: by the age of orders, which their ids carry.
    pub(super) enum QueueSort {
        Order = "order",
    }
}

impl SortKey for QueueSort {
    fn column(self) -> &'static str {
        "id"
    }

    fn kind(self) -> SortKind {
        SortKind::Id
    }
}

/// Which items are in the queue.
#[derive(Debug, Clone)]
pub(super) struct QueueFilter {
    /// Of orders in one of these states.
    pub(super) statuses: Vec<OrderStatus>,
    /// Of orders of this customer.
    pub(super) customer: Option<CustomerId>,
    /// That wait for this SKU.
    pub(super) sku: Option<String>,
}

impl QueueFilter {
    /// What a query asks for; `None` where nothing can pass.
    pub(super) fn read(query: &mut Query, tenant: &Tenant) -> Option<Self> {
        let asked: Vec<OrderStatus> = query.words("status");
        let customer = query.id("customerId");
        let sku = query.text("sku");
        let confirmed_only = tenant.settings.require_confirmation;
        let statuses: Vec<OrderStatus> = OPEN
            .into_iter()
            .filter(|status| !confirmed_only || *status != OrderStatus::Pending)
            .filter(|status| asked.is_empty() || asked.contains(status))
            .collect();
        let customer = match customer {
            IdFilter::Any => None,
            IdFilter::Is(id) => Some(id),
            IdFilter::Nothing => return None,
        };
        (!statuses.is_empty()).then_some(Self {
            statuses,
            customer,
            sku,
        })
    }
}

/// A page of the queue.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FulfillmentQueueBody {
    items: Vec<QueuedItemBody>,
    #[serde(flatten)]
    page: PageInfo,
}

/// An item of an order that waits for assets.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct QueuedItemBody {
    #[schema(value_type = String)]
    order_id: OrderId,
    #[schema(value_type = String)]
    item_id: OrderItemId,
    order_status: OrderStatus,
    order_type: OrderType,
    #[schema(example = "MACBOOK-PRO-16-M3-18GB-SILVER")]
    sku: String,
    product_name: String,
    customer: QueuedCustomerBody,
    quantity: i32,
    rented_quantity: i32,
    /// Units that wait.
    open_units: usize,
    /// Months.
    contract_length: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    confirmed_at: Option<DateTime<Utc>>,
    /// When the order was made.
    created_at: DateTime<Utc>,
    /// Available assets of the SKU, counted up to the open units and to 500. Each item is looked at
    /// alone: several that wait for one SKU count the same assets.
    available_count: usize,
    /// Serial numbers that could ship now, oldest first: at most one for each open unit, and 20.
    #[schema(value_type = Vec<String>)]
    assets: Vec<SerialNumber>,
}

/// Who waits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct QueuedCustomerBody {
    #[schema(value_type = String)]
    customer_id: CustomerId,
    email: String,
    first_name: String,
    last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    company: Option<String>,
}

/// Reads a page of the queue.
pub(super) async fn read(
    conn: &mut PgConnection,
    tenant: &Tenant,
    filter: Option<&QueueFilter>,
    (limit, start_after): (Limit, Option<Cursor>),
) -> Result<FulfillmentQueueBody> {
    let page = match filter {
        Some(filter) => page(&mut *conn, tenant, filter, (limit, start_after)).await?,
        None => Page::empty(),
    };
    let info = PageInfo::of(&page, limit);
    Ok(FulfillmentQueueBody {
        items: with_assets(conn, tenant, page.items).await?,
        page: info,
    })
}

/// The items on a page: what is left of the order that the last page ended in, then orders after it.
async fn page(
    conn: &mut PgConnection,
    tenant: &Tenant,
    filter: &QueueFilter,
    (limit, start_after): (Limit, Option<Cursor>),
) -> Result<Page<OpenItem>> {
    let after = match &start_after {
        Some(cursor) => Some(place(&mut *conn, tenant, cursor).await?),
        None => None,
    };
    let listing = Listing {
        limit,
        start_after: after.map(|place| Cursor::Entity(place.order.to_string())),
        sort: QueueSort::Order,
        dir: SortDir::Asc,
    };
    let orders = store::open_orders(&mut *conn, tenant.id, &listing, filter).await?;
    let begun = after.map(|place| place.order);
    let ids: Vec<OrderId> = begun.into_iter().chain(orders.items).collect();
    let items = store::open_items(conn, tenant.id, &ids, (after, filter)).await?;
    let last = |item: &OpenItem| cursor_of(item).encode();
    let more = orders.next_cursor.is_some();
    let mut page = Page::cut(items, limit, cursor_of);
    if page.next_cursor.is_none() && more {
        page.next_cursor = page.items.last().map(last);
    }
    Ok(page)
}

/// A place that stays one when its item is taken off the order.
fn cursor_of(item: &OpenItem) -> Cursor {
    Cursor::Position {
        sort: QueueSort::Order.word().to_owned(),
        dir: SortDir::Asc,
        value: Some(item.order_id.to_string()),
        id: item.position.to_string(),
    }
}

/// Where a page starts: after a place, or after an item by its id.
async fn place(conn: &mut PgConnection, tenant: &Tenant, cursor: &Cursor) -> Result<Place> {
    let found = match cursor {
        Cursor::Position { value, id, .. } => value
            .as_ref()
            .and_then(|order| order.parse().ok())
            .zip(id.parse().ok())
            .map(|(order, position)| Place { order, position }),
        Cursor::Entity(item) => match item.parse() {
            Ok(item) => store::place_of(conn, tenant.id, item).await?,
            Err(_) => None,
        },
    };
    found.ok_or_else(|| {
        let message = "Must be the nextCursor of the previous page, or an `itemId`.";
        Error::fault(Fault::shape("startAfter", "invalid_string", message))
    })
}

/// The items with the assets that could fulfil them.
async fn with_assets(
    conn: &mut PgConnection,
    tenant: &Tenant,
    items: Vec<OpenItem>,
) -> Result<Vec<QueuedItemBody>> {
    let mut skus: Vec<&str> = items.iter().map(|item| &*item.sku).collect();
    skus.sort_unstable();
    skus.dedup();
    let mut many: Vec<&str> = items
        .iter()
        .filter(|item| open_units(item) > SHOWN_MAX)
        .map(|item| &*item.sku)
        .collect();
    many.sort_unstable();
    many.dedup();
    let oldest = store::oldest_available(&mut *conn, tenant.id, &skus).await?;
    let counts = if many.is_empty() {
        std::collections::HashMap::new()
    } else {
        store::count_available(conn, tenant.id, &many).await?
    };
    let show = |item: OpenItem| {
        let found = oldest.get(&item.sku).map_or(&[][..], Vec::as_slice);
        let counted = counts.get(&item.sku).copied().unwrap_or(found.len());
        QueuedItemBody::new(item, found, counted)
    };
    Ok(items.into_iter().map(show).collect())
}

fn open_units(item: &OpenItem) -> usize {
    usize::try_from(item.quantity.saturating_sub(item.rented_quantity)).unwrap_or_default()
}

impl QueuedItemBody {
    fn new(item: OpenItem, found: &[SerialNumber], counted: usize) -> Self {
        let open_units = open_units(&item);
        Self {
            order_id: item.order_id,
            item_id: item.id,
            order_status: item.order_status,
            order_type: item.order_type,
            sku: item.sku,
            product_name: item.product_name,
            customer: QueuedCustomerBody {
                customer_id: item.customer_id,
                email: item.email,
                first_name: item.first_name,
                last_name: item.last_name,
                company: item.company,
            },
            quantity: item.quantity,
            rented_quantity: item.rented_quantity,
            open_units,
            contract_length: item.contract_length,
            confirmed_at: item.confirmed_at,
            created_at: item.created_at,
            available_count: counted.min(open_units),
            assets: found.iter().take(open_units).cloned().collect(),
        }
    }
}
