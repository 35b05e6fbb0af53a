//! Finding or making the customer of an order (contract 10.18).
use sqlx::PgConnection;

use super::{
    address::Address,
    model::{Customer, CustomerStatus, CustomerType, terms_of},
    save::save,
    store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        id::{CustomerId, TenantId},
        money::Minor,
        schedule::PaymentTerms,
    },
    timeline::{self, Changes, EntityType, Entry},
};

/// How often an e-mail that changes hands meanwhile is looked up before the whole change starts anew.
const TRIES_MAX: u32 = 3;

/// The customer as an order names them.
#[derive(Debug, Clone)]
pub struct NewCustomer {
    /// Decides, case-insensitively, whether they are known.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company name.
    pub company: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Person or company.
    pub customer_type: CustomerType,
    /// Net terms; only for business.
    pub payment_terms: Option<PaymentTerms>,
    /// Becomes the last billing address.
    pub billing_address: Address,
    /// Becomes the last shipping address.
    pub shipping_address: Address,
}

/// The customer with that e-mail, made if there is none, and their row locked until the change
/// ends. One who is known keeps their stored names: empty fields are filled and the last addresses
/// set. Refuses an inactive one: `CUSTOMER_INACTIVE` at `customer.email`.
pub async fn upsert(change: &mut Change, new: &NewCustomer) -> Result<Customer> {
    let tenant = change.tenant().id;
    let fresh = fresh(change, new);
    for _ in 0..TRIES_MAX {
        // Waits for a concurrent insert of the same e-mail.
        if store::insert(change.conn(), tenant, &fresh).await? {
            timeline::record(change, created(&fresh)).await?;
            return Ok(fresh);
        }
        // Waits for a concurrent change of the row that stood in the way, which may take the e-mail
        // from it: then the e-mail is free again.
        if let Some(known) = store::lock_by_email(change.conn(), tenant, &new.email).await? {
            if known.status == CustomerStatus::Inactive {
                return Err(inactive(&known));
            }
            let filled = filled(&known, new);
            return save(change, &known, filled).await;
        }
    }
    let cause = "the customer's e-mail went from one customer to another while they were looked up";
    Err(Error::Contended(cause.to_owned()))
}

fn created(customer: &Customer) -> Entry {
    Entry {
        entity_type: EntityType::Customer,
        entity_id: customer.id.to_string(),
        action: "customer.created",
        summary: "Customer created with their first order".to_owned(),
        changes: Changes::none(),
    }
}

/// A customer who has just ordered for the first time.
fn fresh(change: &Change, new: &NewCustomer) -> Customer {
    let now = change.now();
    Customer {
        id: CustomerId::generate(now),
        email: new.email.clone(),
        first_name: new.first_name.clone(),
        last_name: new.last_name.clone(),
        company: new.company.clone().filter(|text| !text.is_empty()),
        phone: new.phone.clone().filter(|text| !text.is_empty()),
        customer_type: new.customer_type,
        payment_terms: terms_of(new.customer_type, new.payment_terms.unwrap_or_default()),
        status: CustomerStatus::Active,
        last_billing_address: Some(new.billing_address.clone()),
        last_shipping_address: Some(new.shipping_address.clone()),
        custom_fields: None,
        total_orders: 0,
        total_devices_rented: 0,
        total_monthly_revenue: Minor::ZERO,
        subscriptions_tracked: 0,
        lifetime_collected: Minor::ZERO,
        total_acquisition_cost: Minor::ZERO,
        created_by: change.tenant().actor().user_id.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// A known customer after another order: only what was empty is filled; addresses are the latest.
fn filled(known: &Customer, new: &NewCustomer) -> Customer {
    let fill = |stored: &Option<String>, sent: &Option<String>| {
        let empty = stored.as_ref().is_none_or(String::is_empty);
        let sent = sent.clone().filter(|text| !text.is_empty());
        if empty {
            sent.or_else(|| stored.clone())
        } else {
            stored.clone()
        }
    };
    Customer {
        company: fill(&known.company, &new.company),
        phone: fill(&known.phone, &new.phone),
        last_billing_address: Some(new.billing_address.clone()),
        last_shipping_address: Some(new.shipping_address.clone()),
        ..known.clone()
    }
}

/// The customer with that id, locked until the change ends.
pub async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
) -> Result<Option<Customer>> {
    store::lock(conn, tenant, id).await
}

/// The customer with that e-mail (case-insensitively), without a lock.
pub async fn find_by_email(
    conn: &mut PgConnection,
    tenant: TenantId,
    email: &str,
) -> Result<Option<Customer>> {
    store::by_email(conn, tenant, email).await
}

fn inactive(customer: &Customer) -> Error {
    Error::fault(Fault::own(
        "customer.email",
        Code::CustomerInactive,
        format!(
            "The customer with this e-mail was deleted. Reactivate them first: PUT \
             /v1/customers/{} with {{\"status\":\"active\"}}.",
            customer.id
        ),
    ))
}
