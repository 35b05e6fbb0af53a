//! The indexes that lead to the orders of a filter, each in the order of ids.
use std::fmt::Display;

use sqlx::{Postgres, QueryBuilder, types::Json};

use super::{list::OrderFilter, search::Search};
use crate::{
    db::{SortKind, Span, Way},
    kernel::{
        id::{OrderId, TenantId},
        word::Word as _,
    },
    orders::OrderType,
};

/// Orders made from the first of these ids on, before the second.
pub(super) type Made = (Option<OrderId>, Option<OrderId>);

type Query = QueryBuilder<Postgres>;

/// All ways of a filter, those first that lead to few orders as a rule: they are looked at in turn.
/// Without any, the list's own index serves: its filters are frequent.
pub(super) fn of(
    tenant: TenantId,
    filter: &OrderFilter,
    search: Option<&Search>,
    sort: SortKind,
) -> Vec<Way> {
    let made = filter.made();
    let mut ways = of_names(tenant, filter);
    if let Some(search) = search {
        ways.push(search.way(tenant, made));
    }
    ways.extend(of_parts(tenant, filter));
    ways.extend(of_kinds(tenant, filter));
    let timed = made.0.is_some() || made.1.is_some();
    if sort != SortKind::Id && timed {
        ways.push(all(tenant, made));
    }
    ways
}

/// Pushes bounds and order of a way on its column of order ids.
pub(super) fn push_end(query: &mut Query, column: &str, (from, before): Made, span: &Span) {
    if let Some(from) = from {
        query
            .push(" and ")
            .push(column)
            .push(" >= ")
            .push_bind(from);
    }
    if let Some(before) = before {
        query
            .push(" and ")
            .push(column)
            .push(" < ")
            .push_bind(before);
    }
    span.push(query, column);
}

/// Every order.
pub(super) fn all(tenant: TenantId, made: Made) -> Way {
    Way::in_order(move |query, span| {
        query.push("select o.id from orders o where o.tenant_id = ");
        query.push_bind(tenant);
        push_end(query, "o.id", made, span);
    })
}

/// The variant of a SKU, as an expression.
pub(super) fn push_variant(tenant: TenantId, sku: &str, query: &mut Query) {
    query.push("(select v.id from variants v where v.tenant_id = ");
    query.push_bind(tenant).push(" and v.variant_sku = ");
    query.push_bind(sku.to_owned()).push(")");
}

/// A way by an index of the table itself.
fn by(tenant: TenantId, made: Made, condition: impl Fn(&mut Query) + Send + Sync + 'static) -> Way {
    Way::in_order(move |query, span| {
        query.push("select o.id from orders o where o.tenant_id = ");
        query.push_bind(tenant).push(" and ");
        condition(query);
        push_end(query, "o.id", made, span);
    })
}

/// Ways by what names one order, or few.
fn of_names(tenant: TenantId, filter: &OrderFilter) -> Vec<Way> {
    let mut ways = Vec::new();
    if let Some(external_id) = filter.external_id.clone() {
        ways.push(by(tenant, (None, None), move |query| {
            query
                .push("o.external_id = ")
                .push_bind(external_id.clone());
        }));
    }
    if let Some(serial_number) = filter.serial_number.clone() {
        ways.push(Way::in_order(move |query, span| {
            query.push(
                "select distinct l.order_id as id from subscriptions s \
                 join order_item_subscriptions l on l.tenant_id = s.tenant_id \
                 and l.subscription_id = s.id where s.tenant_id = ",
            );
            query.push_bind(tenant).push(" and s.serial_number = ");
            query.push_bind(serial_number.clone());
            span.push(query, "l.order_id");
        }));
    }
    if let Some(id) = filter.customer_id {
        ways.push(by(tenant, filter.made(), move |query| {
            query.push("o.customer_id = ").push_bind(id);
        }));
    }
    ways
}

/// Ways by what kind of order it is.
fn of_kinds(tenant: TenantId, filter: &OrderFilter) -> Vec<Way> {
    let made = filter.made();
    let mut ways = Vec::new();
    if let Some(kind) = filter
        .order_type
        .filter(|kind| *kind != OrderType::Standard)
    {
        ways.push(by(tenant, made, word("o.order_type", kind.word())));
    }
    if let Some(kind) = filter.customer_type {
        ways.push(by(tenant, made, word("o.customer_type", kind.word())));
    }
    match filter.statuses.as_slice() {
        [] => {}
        [status] => ways.push(by(tenant, made, word("o.status", status.word()))),
        several => {
            let words: Vec<&'static str> = several.iter().map(|status| status.word()).collect();
            ways.push(statuses(tenant, words, made));
        }
    }
    ways
}

fn word(
    column: &'static str,
    word: impl Display + Send + Sync + 'static,
) -> impl Fn(&mut Query) + Send + Sync + 'static {
    move |query| {
        query.push(format_args!("{column} = '{word}'"));
    }
}

/// Orders in any of several states: each state's own, laid together.
fn statuses(tenant: TenantId, words: Vec<&'static str>, made: Made) -> Way {
    Way::in_order(move |query, span| {
        query
            .push("select o.id from unnest(")
            .push_bind(words.clone());
        query.push(
            ") as any_of (status) cross join lateral (select o.id from orders o \
             where o.tenant_id = ",
        );
        query
            .push_bind(tenant)
            .push(" and o.status = any_of.status");
        push_end(query, "o.id", made, span);
        query.push(") o");
    })
}

/// Ways by custom fields and items.
fn of_parts(tenant: TenantId, filter: &OrderFilter) -> Vec<Way> {
    let made = filter.made();
    let mut ways = Vec::new();
    for field in filter.custom_fields.clone() {
        ways.push(Way::in_order(move |query, span| {
            query.push("select f.order_id as id from order_custom_fields f where f.tenant_id = ");
            query.push_bind(tenant).push(" and f.field_id = ");
            query.push_bind(field.id.clone());
            query.push(" and f.value_key = custom_field_key(");
            query.push_bind(Json(field.value.clone())).push(")");
            push_end(query, "f.order_id", made, span);
        }));
    }
    if let Some(sku) = filter.sku.clone() {
        ways.push(Way::in_order(move |query, span| {
            query.push("select distinct i.order_id as id from order_items i where i.tenant_id = ");
            query.push_bind(tenant).push(" and i.variant_id = ");
            push_variant(tenant, &sku, query);
            push_end(query, "i.order_id", made, span);
        }));
    }
    ways
}
