//! Reading customers, with the ids of their orders and subscriptions.
use sqlx::PgConnection;

use super::{Related, by_ids, related};
use crate::{
    customers::model::{Customer, CustomerStatus, CustomerType},
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    kernel::{
        id::{CustomerId, TenantId},
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
    }
}

impl SortKey for CustomerSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email_folded",
            Self::TotalMonthlyRevenue => "total_monthly_revenue_minor",
            Self::TotalDevicesRented => "total_devices_rented",
            Self::TotalOrders => "total_orders",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Instant,
            Self::FirstName | Self::LastName | Self::Email => SortKind::Text,
            Self::TotalMonthlyRevenue | Self::TotalDevicesRented | Self::TotalOrders => {
                SortKind::Number
            }
        }
    }
}

/// Which customers a list has.
#[derive(Debug, Clone)]
pub(in crate::customers) struct Filter {
    /// In this state.
    pub(in crate::customers) status: CustomerStatus,
    /// Of this type.
    pub(in crate::customers) customer_type: Option<CustomerType>,
    /// With this e-mail, whatever the case.
    pub(in crate::customers) email: Option<String>,
    /// With, or without, active subscriptions.
    pub(in crate::customers) has_active_rentals: Option<bool>,
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
    let page = db::page_of_ids(conn, tenant, SOURCE, listing, |query| {
        query.push(" and t.status = ").push_bind(filter.status);
        if let Some(customer_type) = filter.customer_type {
            query
                .push(" and t.customer_type = ")
                .push_bind(customer_type);
        }
        if let Some(email) = filter.email {
            query
                .push(" and t.email_folded = ")
                .push_bind(text::fold(&email));
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
    })
    .await?;
    let items = profiles(conn, tenant, &page.items, RELATED_IN_LIST).await?;
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
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
