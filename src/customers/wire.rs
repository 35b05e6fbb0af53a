//! Customers on the wire (contract 3.0 and 3.4).
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    address::{Address, ShippingAddress},
    model::{Customer, CustomerStatus, CustomerType},
    profitability::{average_monthly, margin},
    store::Profile,
};
use crate::{
    auth::Tenant,
    http::page::PageInfo,
    kernel::{
        id::{CustomerId, OrderId, SubscriptionId, TenantId},
        money::{Amount, Minor},
        page::{Limit, Page},
        ratio::Ratio,
        schedule::PaymentTerms,
    },
};

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Customer)]
pub(crate) struct CustomerBody {
    #[schema(value_type = String)]
    customer_id: CustomerId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(example = "sarah.johnson@example.com")]
    email: String,
    #[schema(example = "Sarah")]
    first_name: String,
    #[schema(example = "Johnson")]
    last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "Acme Corporation")]
    company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "+31612345678")]
    phone: Option<String>,
    /// Number in the register of companies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "24187654")]
    registration_number: Option<String>,
    /// Number for value added tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "NL001234567B01")]
    vat_number: Option<String>,
    customer_type: CustomerType,
    /// When their payments are due after a period starts; an individual's at once.
    payment_terms: PaymentTerms,
    status: CustomerStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<Object>)]
    custom_fields: Option<Value>,
    /// Orders ever.
    total_orders: i64,
    /// Active subscriptions.
    total_devices_rented: i64,
    /// A month, of active subscriptions.
    total_monthly_revenue: Amount,
    /// Newest first: at most 1,000, in lists at most 100. `GET /v1/orders?customerId=` has all.
    #[schema(value_type = Vec<String>)]
    order_ids: Vec<OrderId>,
    /// Newest first: at most 1,000, in lists at most 100. `GET /v1/subscriptions?customerId=` has
    /// all.
    #[schema(value_type = Vec<String>)]
    rental_ids: Vec<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_billing_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_shipping_address: Option<Address>,
    /// Places that goods may be sent to, as written with `PUT /v1/customers/{customerId}`; orders leave
    /// them alone.
    shipping_addresses: Vec<ShippingAddress>,
    /// Paid so far, without tax.
    lifetime_collected: Amount,
    /// Cost of the devices of all their subscriptions.
    total_acquisition_cost: Amount,
    /// Collected less cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    customer_margin: Option<Amount>,
    /// Margin in percent of the cost; absent where no cost is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<f64>, example = 18.06)]
    customer_margin_percent: Option<Ratio>,
    /// Subscriptions ever.
    subscriptions_tracked: i64,
    created_by: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl CustomerBody {
    /// As the tenant sees the customer.
    pub(super) fn new(profile: Profile, tenant: &Tenant) -> Self {
        let Profile { customer, related } = profile;
        let amount = |minor: Minor| Amount::new(minor, tenant.currency);
        let left = margin(&customer);
        Self {
            customer_id: customer.id,
            tenant_id: tenant.id,
            email: customer.email,
            first_name: customer.first_name,
            last_name: customer.last_name,
            company: customer.company,
            phone: customer.phone,
            registration_number: customer.registration_number,
            vat_number: customer.vat_number,
            customer_type: customer.customer_type,
            payment_terms: customer.payment_terms,
            status: customer.status,
            custom_fields: customer.custom_fields,
            total_orders: customer.total_orders,
            total_devices_rented: customer.total_devices_rented,
            total_monthly_revenue: amount(customer.total_monthly_revenue),
            order_ids: related.order_ids,
            rental_ids: related.subscription_ids,
            last_billing_address: customer.last_billing_address,
            last_shipping_address: customer.last_shipping_address,
            shipping_addresses: customer.shipping_addresses,
            lifetime_collected: amount(customer.lifetime_collected),
            total_acquisition_cost: amount(customer.total_acquisition_cost),
            customer_margin: left.map(amount),
            customer_margin_percent: left
                .and_then(|left| Ratio::percent(left, customer.total_acquisition_cost)),
            subscriptions_tracked: customer.subscriptions_tracked,
            created_by: customer.created_by,
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        }
    }
}

/// A customer with what they have brought and cost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerDetailBody {
    #[serde(flatten)]
    customer: CustomerBody,
    /// The same as `lastBillingAddress`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    billing_address: Option<Address>,
    /// The same as `lastShippingAddress`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    shipping_address: Option<Address>,
    profitability: ProfitabilityBody,
}

/// What a customer has brought and cost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfitabilityBody {
    /// Paid so far, without tax.
    lifetime_collected: Amount,
    /// Cost of the devices of all their subscriptions.
    total_acquisition_cost: Amount,
    /// Collected in percent of the cost; absent where no cost is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<f64>, example = 118.06)]
    cost_recovery_percent: Option<Ratio>,
    /// Collected a month, of the months begun since they became a customer.
    average_monthly_revenue: Amount,
    /// Subscriptions ever.
    total_devices_ever: i64,
    /// Active subscriptions.
    active_devices: i64,
}

impl CustomerDetailBody {
    /// As the tenant sees the customer on the tenant's date `today`.
    pub(super) fn new(profile: Profile, tenant: &Tenant, today: NaiveDate) -> Self {
        let profitability = ProfitabilityBody::new(&profile.customer, tenant, today);
        let customer = CustomerBody::new(profile, tenant);
        Self {
            billing_address: customer.last_billing_address.clone(),
            shipping_address: customer.last_shipping_address.clone(),
            customer,
            profitability,
        }
    }
}

impl ProfitabilityBody {
    fn new(customer: &Customer, tenant: &Tenant, today: NaiveDate) -> Self {
        let (collected, cost) = (customer.lifetime_collected, customer.total_acquisition_cost);
        let since = tenant.time_zone.date_of(customer.created_at);
        let average = average_monthly(collected, since, today);
        Self {
            lifetime_collected: Amount::new(collected, tenant.currency),
            total_acquisition_cost: Amount::new(cost, tenant.currency),
            cost_recovery_percent: Ratio::percent(collected, cost),
            average_monthly_revenue: Amount::new(average, tenant.currency),
            total_devices_ever: customer.subscriptions_tracked,
            active_devices: customer.total_devices_rented,
        }
    }
}

/// A page of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerListBody {
    customers: Vec<CustomerBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl CustomerListBody {
    /// Of a page read with `limit`.
    pub(super) fn new(page: Page<Profile>, limit: Limit, tenant: &Tenant) -> Self {
        let info = PageInfo::of(&page, limit);
        Self {
            customers: page
                .items
                .into_iter()
                .map(|profile| CustomerBody::new(profile, tenant))
                .collect(),
            page: info,
        }
    }
}

/// A customer after a change of their profile.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerChangedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Customer updated")]
    message: &'static str,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    customer: CustomerBody,
}

impl CustomerChangedBody {
    /// After an update.
    pub(super) fn new(profile: Profile, tenant: &Tenant) -> Self {
        Self {
            success: true,
            message: "Customer updated",
            customer_id: profile.customer.id,
            customer: CustomerBody::new(profile, tenant),
        }
    }
}

/// A customer was deleted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerDeletedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Customer deleted")]
    message: &'static str,
    #[schema(value_type = String)]
    customer_id: CustomerId,
}

impl CustomerDeletedBody {
    /// Of that customer.
    pub(super) fn new(customer_id: CustomerId) -> Self {
        Self {
            success: true,
            message: "Customer deleted",
            customer_id,
        }
    }
}
