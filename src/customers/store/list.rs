//! Reading customers, with the ids of their orders and subscriptions.
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Related, by_ids, related, search::Search};
use crate::{
    customers::model::{Customer, CustomerStatus, CustomerType},
    db::{self, Listing, SortKey, SortKind, Source, Way},
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::{BillingGroupId, CustomerId, TenantId},
        money::Minor,
        page::Page,
        text,
        word::words,
    },
};

/// Most order and subscription ids on a row of a list.
const RELATED_IN_LIST: i64 = 100;
/// Most order and subscription ids on a single customer.
const RELATED_ALONE: i64 = 1_000;

const SOURCE: Source = Source {
    table: "customers",
    id: "id",
};

words! {
    /// What a list of customers may be sorted by.
    pub(in crate::customers) enum CustomerSort {
        /// When they first ordered.
        CreatedAt = "createdAt",
        /// Given name.
        FirstName = "firstName",
        /// Family name.
        LastName = "lastName",
        /// E-mail in lower case.
        Email = "email",
        /// A month, of active subscriptions.
        TotalMonthlyRevenue = "totalMonthlyRevenue",
        /// Active subscriptions.
        TotalDevicesRented = "totalDevicesRented",
        /// Orders ever.
        TotalOrders = "totalOrders",
        /// Subscriptions ever.
        SubscriptionsTracked = "subscriptionsTracked",
        /// Paid so far, without tax.
        LifetimeCollected = "lifetimeCollected",
    }
}

impl SortKey for CustomerSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email_folded",
            Self::TotalMonthlyRevenue => "total_monthly_revenue_minor",
            Self::TotalDevicesRented => "total_devices_rented",
            Self::TotalOrders => "total_orders",
            Self::SubscriptionsTracked => "subscriptions_tracked",
            Self::LifetimeCollected => "lifetime_collected_minor",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
            Self::FirstName | Self::LastName | Self::Email => SortKind::Text,
            Self::TotalMonthlyRevenue
            | Self::TotalDevicesRented
            | Self::TotalOrders
            | Self::SubscriptionsTracked
            | Self::LifetimeCollected => SortKind::Number,
        }
    }
}

/// Which customers a list has.
#[derive(Debug, Clone)]
pub(in crate::customers) struct Filter {
    /// These customers alone.
    pub(in crate::customers) ids: Option<Vec<CustomerId>>,
    /// In this state; in any where there is none.
    pub(in crate::customers) status: Option<CustomerStatus>,
    /// Of this type.
    pub(in crate::customers) customer_type: Option<CustomerType>,
    /// With this e-mail, whatever the case.
    pub(in crate::customers) email: Option<String>,
    /// With, or without, active subscriptions.
    pub(in crate::customers) has_active_rentals: Option<bool>,
    /// Whose billing group this is.
    pub(in crate::customers) billing_group: IdFilter<BillingGroupId>,
    /// Who has paid as much or more, without tax.
    pub(in crate::customers) lifetime_min: Option<Minor>,
    /// Who has paid as much or less, without tax.
    pub(in crate::customers) lifetime_max: Option<Minor>,
    /// Part of name, e-mail, company or phone number.
    pub(in crate::customers) search: Option<String>,
}

impl Filter {
    /// Pushes what they may have paid.
    fn push_lifetime(&self, query: &mut QueryBuilder<Postgres>, table: &str) {
        for (amount, bound) in [(self.lifetime_min, ">="), (self.lifetime_max, "<=")] {
            if let Some(amount) = amount {
                query.push(format_args!(
                    " and {table}.lifetime_collected_minor {bound} "
                ));
                query.push_bind(amount);
            }
        }
    }
}

/// Pushes whose billing group that is, as an expression.
fn push_owner(query: &mut QueryBuilder<Postgres>, tenant: TenantId, group: BillingGroupId) {
    query.push("(select g.customer_id from billing_groups g where g.tenant_id = ");
    query
        .push_bind(tenant)
        .push(" and g.id = ")
        .push_bind(group);
    query.push(" and g.deleted_at is null)");
}

/// A customer with what belongs to them.
#[derive(Debug, Clone)]
pub(in crate::customers) struct Profile {
    pub(in crate::customers) customer: Customer,
    pub(in crate::customers) related: Related,
}

/// A page of customers.
pub(in crate::customers) async fn list(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<CustomerSort>,
    filter: Filter,
) -> Result<Page<Profile>> {
    if filter.billing_group == IdFilter::Nothing {
        return Ok(Page::empty());
    }
    let search = match &filter.search {
        Some(text) => Some(Search::of(conn, tenant, text).await?),
        None => None,
    };
    let ways = ways(tenant, &filter, search.as_ref());
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        db::push_one_of(query, "t.status", filter.status.as_slice());
        db::push_one_of(query, "t.customer_type", filter.customer_type.as_slice());
        if let Some(ids) = &filter.ids {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
            query.push(" and t.id = any(").push_bind(ids).push(")");
        }
        if let Some(email) = &filter.email {
            query
                .push(" and t.email_folded = ")
                .push_bind(text::fold(email));
        }
        match filter.has_active_rentals {
            None => {}
            Some(true) => {
                query.push(" and t.total_devices_rented > 0");
            }
            Some(false) => {
                query.push(" and t.total_devices_rented = 0");
            }
        }
        if let IdFilter::Is(group) = filter.billing_group {
            query.push(" and t.id = ");
            push_owner(query, tenant, group);
        }
        filter.push_lifetime(query, "t");
        if let Some(search) = &search {
            search.push_condition(query);
        }
    };
    let page = db::page_by_ways(conn, tenant, SOURCE, listing, (&ways, conditions)).await?;
    let items = profiles(conn, tenant, &page.items, RELATED_IN_LIST).await?;
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// The indexes of the filters. Most customers are active and many rent nothing, so that neither
/// needs one.
fn ways(tenant: TenantId, filter: &Filter, search: Option<&Search>) -> Vec<Way> {
    let mut ways = Vec::new();
    if let Some(ids) = &filter.ids {
        ways.push(Way::of_ids(ids.iter().map(|id| id.as_uuid()).collect()));
    }
    if let IdFilter::Is(group) = filter.billing_group {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.id = ");
            push_owner(query, tenant, group);
        }));
    }
    if let Some(email) = &filter.email {
        let email = text::fold(email);
        ways.push(Way::across(SOURCE, tenant, "email_folded", move |query| {
            query
                .push(" and o.email_folded = ")
                .push_bind(email.clone());
        }));
    }
    ways.extend(search.and_then(Search::way));
    if filter.status == Some(CustomerStatus::Inactive) {
        ways.push(Way::along(SOURCE, tenant, |query| {
            query.push(" and o.status = 'inactive'");
        }));
    }
    if let Some(kind) = filter.customer_type {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            db::push_one_of(query, "o.customer_type", &[kind]);
        }));
    }
    if filter.has_active_rentals == Some(true) {
        ways.push(Way::along(SOURCE, tenant, |query| {
            query.push(" and o.total_devices_rented > 0");
        }));
    }
    if filter.lifetime_min.is_some() || filter.lifetime_max.is_some() {
        let filter = filter.clone();
        let column = "lifetime_collected_minor";
        ways.push(Way::across(SOURCE, tenant, column, move |query| {
            filter.push_lifetime(query, "o");
        }));
    }
    ways
}

/// One customer.
pub(in crate::customers) async fn get(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
) -> Result<Option<Profile>> {
    Ok(profiles(conn, tenant, &[id], RELATED_ALONE).await?.pop())
}

/// What belongs to a customer who was read or changed already.
pub(in crate::customers) async fn profile_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: Customer,
) -> Result<Profile> {
    let mut found = related(conn, tenant, &[customer.id], RELATED_ALONE).await?;
    let related = found.remove(&customer.id).unwrap_or_default();
    Ok(Profile { customer, related })
}

/// Customers in the order of their ids.
async fn profiles(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[CustomerId],
    most: i64,
) -> Result<Vec<Profile>> {
    let customers = by_ids(conn, tenant, ids).await?;
    let mut found = related(conn, tenant, ids, most).await?;
    let mut profiles: Vec<_> = customers
        .into_iter()
        .map(|customer| Profile {
            related: found.remove(&customer.id).unwrap_or_default(),
            customer,
        })
        .collect();
    profiles.sort_by_key(|profile| ids.iter().position(|&id| id == profile.customer.id));
    Ok(profiles)
}
