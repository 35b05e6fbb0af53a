//! The search of `GET /v1/payments`: by dimension, then tested on each payment
//! (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};
use uuid::Uuid;

use super::list::SOURCE;
use crate::{
    db::{self, IdPart, Span, Way},
    error::Result,
    kernel::id::{TenantId, entity},
    search::{self, Ask, Found, Kind},
};

/// Most texts of customers that lead to payments; beyond it hits are so frequent that payments are
/// tested one by one.
const CUSTOMERS_MAX: usize = 500;
/// The same for subscriptions, and for payments by their invoices and references.
const NAMED_MAX: usize = 500;
/// What is looked up one by one without asking how frequent it is.
const FEW: usize = 10;

/// A text, and what it can be a part of.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    customers: Found,
    of_subscription: IdPart<entity::Subscription>,
    subscriptions: Vec<Uuid>,
    /// Payments by invoice number and by reference.
    payments: Vec<Uuid>,
    /// So many payments pass that there is no need to look them up.
    is_frequent: bool,
}

impl Search {
    /// What a text leads to; `None` where every payment passes.
    pub(super) async fn of(
        conn: &mut PgConnection,
        tenant: TenantId,
        text: &str,
    ) -> Result<Option<Self>> {
        let Some(of_subscription) = IdPart::parse(text) else {
            return Ok(None);
        };
        let asks = [Kind::Customer, Kind::Company].map(|kind| Ask {
            kind,
            part: text,
            most: CUSTOMERS_MAX,
        });
        let [customers, companies] = search::find(conn, tenant, asks).await?;
        let customers = customers.or(companies);
        let subscriptions = subscriptions(conn, tenant, &of_subscription).await?;
        let payments = payments(conn, tenant, text).await?;
        let mut search = Self {
            text: text.to_owned(),
            customers,
            of_subscription,
            subscriptions,
            payments,
            is_frequent: false,
        };
        search.is_frequent = match &search.customers {
            Found::Few(customers) => {
                let named = [search.subscriptions.len(), search.payments.len()];
                let found = customers.len() + named.iter().sum::<usize>();
                let condition = |query: &mut _| search.push_condition(tenant, query);
                named.iter().any(|&found| found > NAMED_MAX)
                    || found > FEW && db::is_frequent(conn, tenant, SOURCE, condition).await?
            }
            Found::Many => true,
        };
        Ok(Some(search))
    }

    /// The condition on a payment: its customer's name, e-mail or company contains the text, or its
    /// invoice
    /// number or subscription's id starts or ends like that, or its reference starts like that,
    /// whatever the case; `%` and `_` are plain characters. What nothing was found for can be left out.
    pub(super) fn push_condition(&self, tenant: TenantId, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        if !self.subscriptions.is_empty() {
            self.of_subscription.push_or(query, "t.subscription_id");
        }
        if !self.payments.is_empty() {
            query.push(" or starts_with(t.reference_folded, lower(");
            query.push_bind(self.text.clone()).push("))");
            query.push(" or exists (select from invoices i where i.tenant_id = ");
            query.push_bind(tenant).push(" and i.payment_id = t.id");
            query.push(" and (starts_with(i.number_folded, lower(");
            query.push_bind(self.text.clone());
            query.push(")) or starts_with(i.number_backwards, reverse(lower(");
            query.push_bind(self.text.clone()).push(")))) offset 0)");
        }
        if !self.customers.is_nothing() {
            query.push(" or exists (select from customers c where c.tenant_id = ");
            query.push_bind(tenant).push(" and c.id = t.customer_id");
            query.push(" and (false");
            for column in ["c.first_name || ' ' || c.last_name", "c.email", "c.company"] {
                query.push(" or strpos(lower(").push(column);
                query.push("), lower(").push_bind(self.text.clone());
                query.push(")) > 0");
            }
            query.push(") offset 0)");
        }
        query.push(")");
    }

    /// The way to the payments of what was found: every one, where too much was.
    pub(super) fn way(&self, tenant: TenantId) -> Way {
        let customers = match &self.customers {
            Found::Few(customers) if !self.is_frequent => customers.clone(),
            Found::Few(_) | Found::Many => return Way::along(SOURCE, tenant, |_| {}),
        };
        let (subscriptions, payments) = (self.subscriptions.clone(), self.payments.clone());
        Way::in_order(move |query, span| {
            query.push("select known.id from unnest(");
            query.push_bind(payments.clone()).push(") as known (id)");
            let customers = ("o.customer_id", customers.clone());
            push_each(query, (tenant, span), customers);
            let subscriptions = ("o.subscription_id", subscriptions.clone());
            push_each(query, (tenant, span), subscriptions);
        })
    }
}

/// Joins the first payments of each that was found.
fn push_each(
    query: &mut QueryBuilder<Postgres>,
    (tenant, span): (TenantId, &Span),
    (column, ids): (&'static str, Vec<Uuid>),
) {
    query.push(" union all select o.id from unnest(");
    query
        .push_bind(ids)
        .push(") as found (id) cross join lateral (");
    query.push("select o.id from payments o where o.tenant_id = ");
    query.push_bind(tenant).push(" and ").push(column);
    query.push(" = found.id");
    span.push(query, "o.id");
    query.push(") o");
}

/// The subscriptions whose ids start or end like that: all, or some more than are looked up.
async fn subscriptions(
    conn: &mut PgConnection,
    tenant: TenantId,
    part: &IdPart<entity::Subscription>,
) -> Result<Vec<Uuid>> {
    let (starts, ends) = (part.starts().unzip(), part.ends().unzip());
    let found = sqlx::query_scalar!(
        r#"
        select array(
            (
                select id
                from subscriptions
                where tenant_id = $1 and id between $2 and $3
                order by id
                limit 501
            )
            union
            (
                select id
                from (
                    select id
                    from subscriptions
                    where tenant_id = $1 and id_end between $4 and $5
                    offset 0
                ) as ending
                limit 501
            )
        ) as "ids!"
        "#,
        tenant as _,
        starts.0 as _,
        starts.1 as _,
        ends.0,
        ends.1,
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// The payments whose invoice number starts or ends like that, or whose reference starts like that: all,
/// or some more than are looked up.
async fn payments(conn: &mut PgConnection, tenant: TenantId, text: &str) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::<Postgres>::new("select array(");
    for (at, (table, id, column, open, close)) in [
        ("invoices", "payment_id", "number_folded", "lower(", ")"),
        (
            "invoices",
            "payment_id",
            "number_backwards",
            "reverse(lower(",
            "))",
        ),
        ("payments", "id", "reference_folded", "lower(", ")"),
    ]
    .into_iter()
    .enumerate()
    {
        let also = if at == 0 { "" } else { " union " };
        query.push(format_args!(
            "{also}(select {id} from {table} where tenant_id = "
        ));
        query.push_bind(tenant);
        query.push(format_args!(" and {column} >= {open}"));
        query.push_bind(text.to_owned());
        query.push(format_args!("{close} and {column} < {open}"));
        query.push_bind(text.to_owned());
        // What comes after every text that starts like that.
        query.push(format_args!(
            "{close} || chr(1114111) order by {column} limit "
        ));
        query.push((NAMED_MAX + 1).to_string()).push(")");
    }
    query.push(")");
    Ok(query.build().fetch_one(conn).await?.try_get(0)?)
}
