//! The customers that orders are for, found or made (contract 10.18): locked together, changed in
//! memory, written together.
use super::{
    address::Address,
    model::{Customer, CustomerStatus, CustomerType, terms_of},
    save::record_profile,
    spelling, store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{id::CustomerId, money::Minor, schedule::PaymentTerms, text},
    timeline::{self, Changes, EntityType, Entry},
};

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
    /// Number in the register of companies.
    pub registration_number: Option<String>,
    /// Number for value added tax.
    pub vat_number: Option<String>,
    /// Person or company.
    pub customer_type: CustomerType,
    /// Net terms; only for business. A new one who says nothing gets the tenant's default.
    pub payment_terms: Option<PaymentTerms>,
    /// Becomes the last billing address.
    pub billing_address: Address,
    /// Becomes the last shipping address.
    pub shipping_address: Address,
}

/// Customers whose rows are locked until the change ends, and what became of them.
#[derive(Debug)]
pub struct Roster(Vec<Listed>);

#[derive(Debug)]
struct Listed {
    customer: Customer,
    state: State,
    /// Whether they are called other than what is recorded.
    is_renamed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As stored.
    Stored,
    /// Stored, and changed since.
    Changed,
    /// Not stored yet.
    Fresh,
}

impl Roster {
    /// Locks those of a tenant who have one of these e-mails, whatever the case, or ids. Locks are
    /// taken in the order of ids.
    pub async fn lock(
        change: &mut Change,
        emails: impl Iterator<Item = &str> + Send,
        ids: &[CustomerId],
    ) -> Result<Self> {
        let tenant = change.tenant().id;
        let emails: Vec<String> = emails.map(text::fold).collect();
        let stored = store::lock_all(change.conn(), tenant, &emails, ids).await?;
        let listed = stored.into_iter().map(|customer| Listed {
            customer,
            state: State::Stored,
            is_renamed: false,
        });
        Ok(Self(listed.collect()))
    }

    /// The customer with that id.
    pub fn find(&self, id: CustomerId) -> Option<&Customer> {
        let mut customers = self.0.iter().map(|listed| &listed.customer);
        customers.find(|customer| customer.id == id)
    }

    /// What an order makes of its customer: one who is new, or one who is known with their empty
    /// fields filled and the last addresses set. Nothing is kept of it before [`Roster::keep`].
    ///
    /// Refuses an inactive one: `CUSTOMER_INACTIVE` at `customer.email`.
    pub fn draft(&self, change: &Change, new: &NewCustomer) -> Result<Customer> {
        let folded = text::fold(&new.email);
        let mut customers = self.0.iter().map(|listed| &listed.customer);
        match customers.find(|customer| text::fold(&customer.email) == folded) {
            None => Ok(fresh(change, new)),
            Some(known) if known.status == CustomerStatus::Inactive => Err(inactive(known)),
            Some(known) => Ok(filled(known, new)),
        }
    }

    /// Keeps what was drafted, as a new version with its timeline entry if anything moved.
    pub fn keep(&mut self, change: &mut Change, mut draft: Customer) {
        let mut listed = self.0.iter_mut();
        match listed.find(|listed| listed.customer.id == draft.id) {
            None => {
                timeline::record(change, created(&draft));
                self.0.push(Listed {
                    customer: draft,
                    state: State::Fresh,
                    is_renamed: true,
                });
            }
            Some(listed) => {
                if record_profile(change, &listed.customer, &mut draft) {
                    listed.is_renamed |= spelling::is_new(&listed.customer, &draft);
                    listed.customer = draft;
                    listed.touch();
                }
            }
        }
    }

    /// Counts one more order of a customer, as a new version of them.
    pub fn count_order(&mut self, change: &Change, id: CustomerId) {
        let mut listed = self.0.iter_mut();
        if let Some(listed) = listed.find(|listed| listed.customer.id == id) {
            listed.customer.total_orders += 1;
            listed.customer.version += 1;
            listed.customer.updated_at = change.now();
            listed.touch();
        }
    }

    /// Writes all that changed. An e-mail that somebody took meanwhile makes the change run again.
    pub async fn store(self, change: &mut Change) -> Result<()> {
        let tenant = change.tenant().id;
        let renamed = self.0.iter().filter(|listed| listed.is_renamed);
        let renamed: Vec<&Customer> = renamed.map(|listed| &listed.customer).collect();
        spelling::record(change, &renamed).await?;
        let (mut fresh, mut changed) = (Vec::new(), Vec::new());
        for listed in self.0 {
            match listed.state {
                State::Stored => {}
                State::Changed => changed.push(listed.customer),
                State::Fresh => fresh.push(listed.customer),
            }
        }
        if !fresh.is_empty() {
            // In one order, so that two who make the same customers do not wait for each other.
            fresh.sort_by_cached_key(|customer| text::fold(&customer.email));
            if store::insert_all(change.conn(), tenant, &fresh).await? < fresh.len() {
                let cause = "the e-mail of a new customer was taken meanwhile";
                return Err(Error::Contended(cause.to_owned()));
            }
        }
        if !changed.is_empty() {
            store::update_all(change.conn(), tenant, &changed).await?;
        }
        Ok(())
    }
}

impl Listed {
    fn touch(&mut self) {
        if self.state == State::Stored {
            self.state = State::Changed;
        }
    }
}

/// The customer with that e-mail, made if there is none, and their row locked until the change
/// ends.
pub async fn upsert(change: &mut Change, new: &NewCustomer) -> Result<Customer> {
    let mut roster = Roster::lock(change, [&*new.email].into_iter(), &[]).await?;
    let draft = roster.draft(change, new)?;
    let id = draft.id;
    roster.keep(change, draft);
    let kept = roster.find(id).cloned();
    roster.store(change).await?;
    kept.ok_or_else(|| Error::internal(anyhow::anyhow!("a customer was not kept")))
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
    let default = change.tenant().settings.payment_terms;
    let said = |sent: &Option<String>| sent.clone().filter(|text| !text.is_empty());
    Customer {
        id: CustomerId::generate(now),
        email: new.email.clone(),
        first_name: new.first_name.clone(),
        last_name: new.last_name.clone(),
        company: said(&new.company),
        phone: said(&new.phone),
        registration_number: said(&new.registration_number),
        vat_number: said(&new.vat_number),
        customer_type: new.customer_type,
        payment_terms: terms_of(new.customer_type, new.payment_terms.unwrap_or(default)),
        status: CustomerStatus::Active,
        last_billing_address: Some(new.billing_address.clone()),
        last_shipping_address: Some(new.shipping_address.clone()),
        shipping_addresses: Vec::new(),
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
        registration_number: fill(&known.registration_number, &new.registration_number),
        vat_number: fill(&known.vat_number, &new.vat_number),
        last_billing_address: Some(new.billing_address.clone()),
        last_shipping_address: Some(new.shipping_address.clone()),
        ..known.clone()
    }
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
