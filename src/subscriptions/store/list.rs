//! Which subscriptions a list shows.
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::{read, search::Search};
use crate::{
    db::{self, Listing, Source, Way},
    error::Result,
    http::query::IdFilter,
    kernel::{id::TenantId, page::Page},
    subscriptions::{
        list::{Filter, SubscriptionSort},
        model::Subscription,
    },
};

pub(super) const SOURCE: Source = Source {
    table: "subscriptions",
    id: "id",
};

/// A page of subscriptions.
pub(in crate::subscriptions) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<SubscriptionSort>,
    filter: &Filter,
) -> Result<Page<Subscription>> {
    if filter.keeps_nothing() {
        return Ok(Page::empty());
    }
    let search = match &filter.search {
        Some(text) => Search::of(conn, tenant, text).await?,
        None => None,
    };
    let (from, before) = filter.made();
    let ways: Vec<Way> = ways(tenant, filter, search.as_ref())
        .into_iter()
        .map(|way| way.within(from, before))
        .collect();
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        db::push_one_of(query, "t.status", &filter.statuses);
        if let IdFilter::Is(customer) = filter.customer {
            query.push(" and t.customer_id = ").push_bind(customer);
        }
        if let IdFilter::Is(order) = filter.order {
            query.push(" and t.order_id = ").push_bind(order);
        }
        if let IdFilter::Is(group) = filter.billing_group {
            query.push(" and t.billing_group_id = ").push_bind(group);
        }
        if let Some(serial_number) = &filter.serial_number {
            query.push(" and t.serial_number = ");
            query.push_bind(serial_number.clone());
        }
        if let Some(sku) = &filter.sku {
            query.push(" and t.sku = ").push_bind(sku.clone());
        }
        if let Some(customers) = &filter.customers {
            query.push(" and t.customer_id = any(");
            query.push_bind(customers.clone()).push(")");
        }
        push_starts(query, "t", filter);
        push_ends(query, "t", filter);
        if let Some(from) = from {
            query.push(" and t.id >= ").push_bind(from);
        }
        if let Some(before) = before {
            query.push(" and t.id < ").push_bind(before);
        }
        if let Some(search) = &search {
            search.push_condition(tenant, query);
        }
    };
    let ids = db::page_by_ways(&mut *conn, tenant, SOURCE, listing, (&ways, conditions)).await?;
    Ok(Page {
        items: read(conn, tenant, &ids.items).await?,
        next_cursor: ids.next_cursor,
    })
}

/// Pushes on which days contracts may start.
fn push_starts(query: &mut QueryBuilder<Postgres>, table: &str, filter: &Filter) {
    if let Some(from) = filter.start_from {
        query.push(format_args!(" and {table}.start_date >= "));
        query.push_bind(from);
    }
    if let Some(to) = filter.start_to {
        query.push(format_args!(" and {table}.start_date <= "));
        query.push_bind(to);
    }
}

/// Pushes on which days contracts may end.
fn push_ends(query: &mut QueryBuilder<Postgres>, table: &str, filter: &Filter) {
    if let Some(from) = filter.end_from {
        query.push(format_args!(" and {table}.end_date >= "));
        query.push_bind(from);
    }
    if let Some(to) = filter.end_to {
        query.push(format_args!(" and {table}.end_date <= "));
        query.push_bind(to);
    }
}

/// The indexes of the filters.
fn ways(tenant: TenantId, filter: &Filter, search: Option<&Search>) -> Vec<Way> {
    let mut ways = Vec::new();
    if let IdFilter::Is(customer) = filter.customer {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.customer_id = ").push_bind(customer);
        }));
    }
    if let IdFilter::Is(order) = filter.order {
        ways.push(Way::across(SOURCE, tenant, "created_at", move |query| {
            query.push(" and o.order_id = ").push_bind(order);
        }));
    }
    if let IdFilter::Is(group) = filter.billing_group {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.billing_group_id = ").push_bind(group);
        }));
    }
    if let Some(serial_number) = filter.serial_number.clone() {
        ways.push(Way::across(SOURCE, tenant, "created_at", move |query| {
            query.push(" and o.serial_number = ");
            query.push_bind(serial_number.clone());
        }));
    }
    ways.extend(search.map(|search| search.way(tenant)));
    if let Some(sku) = filter.sku.clone() {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.sku = ").push_bind(sku.clone());
        }));
    }
    if !filter.statuses.is_empty() {
        ways.push(Way::any_of(SOURCE, tenant, "status", &filter.statuses));
    }
    if let Some(customers) = filter.customers.clone() {
        ways.push(Way::across(SOURCE, tenant, "created_at", move |query| {
            query.push(" and o.customer_id = any(");
            query.push_bind(customers.clone()).push(")");
        }));
    }
    if filter.start_from.is_some() || filter.start_to.is_some() {
        let filter = filter.clone();
        ways.push(Way::across(SOURCE, tenant, "start_date", move |query| {
            push_starts(query, "o", &filter);
        }));
    }
    if filter.end_from.is_some() || filter.end_to.is_some() {
        let filter = filter.clone();
        ways.push(Way::across(SOURCE, tenant, "end_date", move |query| {
            push_ends(query, "o", &filter);
        }));
    }
    if filter.made() != (None, None) {
        ways.push(Way::along(SOURCE, tenant, |_| {}));
    }
    ways
}
