//! The customer of an order being edited: merged into the order's copy; another e-mail or id links
//! the order to another customer (contract 10.18).
use crate::{
    change::Change,
    customers::{self, Customer, CustomerType, NewCustomer},
    error::{Fault, Result},
    kernel::{id::CustomerId, patch::Patch, schedule::PaymentTerms, text},
    orders::{
        Order, OrderCustomer, party,
        wire::{CustomerPatch, OrderPatchBody},
    },
};

/// Whose an edited order is.
pub(super) enum Link {
    /// The customer's it was seen with.
    Same,
    /// Another one's; their row and that of the one before are locked.
    Moved(Box<Customer>),
}

impl Link {
    /// Who gets the order, if it moves.
    pub(super) fn moved(&self) -> Option<&Customer> {
        match self {
            Self::Same => None,
            Self::Moved(customer) => Some(customer),
        }
    }
}

/// Whether the order still has the customer that a link was decided from.
pub(super) fn same(seen: &OrderCustomer, locked: &OrderCustomer) -> bool {
    (seen.customer_id, &seen.email) == (locked.customer_id, &locked.email)
}

/// The customer that the patch links the order to. `seen` is not locked yet: whoever locks it must
/// look whether its customer is still the [`same`].
pub(super) async fn relink(
    change: &mut Change,
    seen: &Order,
    sent: &CustomerPatch,
    patch: &OrderPatchBody,
) -> Result<Link> {
    let current = seen.customer.customer_id;
    let other_email = sent
        .email
        .as_ref()
        .filter(|email| text::fold(email) != text::fold(&seen.customer.email));
    let customer = match (&sent.customer_id, other_email) {
        (Some(id), None) if id.parse() == Ok(current) => return Ok(Link::Same),
        (Some(id), _) => {
            lock_both(change, seen, id.parse().ok()).await?;
            party::by_id(change, id, sent.email.as_deref()).await?
        }
        (None, Some(email)) => {
            let tenant = change.tenant().id;
            let known = customers::find_by_email(change.conn(), tenant, email).await?;
            lock_both(change, seen, known.as_ref().map(|known| known.id)).await?;
            let new = new_customer(seen, sent, (email, known.as_ref()), patch);
            customers::upsert(change, &new).await?
        }
        (None, None) => return Ok(Link::Same),
    };
    Ok(if customer.id == current {
        Link::Same
    } else {
        Link::Moved(Box::new(customer))
    })
}

/// Locks the order's customer and the other one in the order of their ids, so that two orders that
/// change places do not wait for each other.
async fn lock_both(change: &mut Change, seen: &Order, other: Option<CustomerId>) -> Result<()> {
    let tenant = change.tenant().id;
    let mut ids: Vec<CustomerId> = other.into_iter().collect();
    ids.push(seen.customer.customer_id);
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        customers::lock(change.conn(), tenant, id).await?;
    }
    Ok(())
}

/// Whom the e-mail stands for, should nobody have it: the order's customer as patched.
fn new_customer(
    seen: &Order,
    sent: &CustomerPatch,
    (email, known): (&str, Option<&Customer>),
    patch: &OrderPatchBody,
) -> NewCustomer {
    let mut copy = seen.customer.clone();
    // What is wrong with the terms is told once the order is locked.
    let _fault = merge(&mut copy, sent, known);
    // What an individual's order had to say are no terms of a business.
    let unsaid = matches!(sent.payment_terms, Patch::Absent)
        && seen.customer.customer_type == CustomerType::Individual;
    let billing = patch.billing_address.as_ref();
    let billing_address = billing.unwrap_or(&seen.billing_address).clone();
    let shipping_address = match &patch.shipping_address {
        Patch::Absent => seen.shipping_address.clone(),
        Patch::Null => billing_address.clone(),
        Patch::Value(address) => address.clone(),
    };
    NewCustomer {
        email: email.to_owned(),
        first_name: copy.first_name,
        last_name: copy.last_name,
        company: copy.company,
        phone: copy.phone,
        registration_number: copy.registration_number,
        vat_number: copy.vat_number,
        customer_type: copy.customer_type,
        payment_terms: (!unsaid).then_some(copy.payment_terms),
        billing_address,
        shipping_address,
    }
}

/// Merges the patch into the order's copy: of a customer newly named by id, into a copy of them.
pub(super) fn merge(
    copy: &mut OrderCustomer,
    sent: &CustomerPatch,
    linked: Option<&Customer>,
) -> Option<Fault> {
    if let Some(customer) = linked {
        if sent.customer_id.is_some() {
            *copy = copy_of(customer);
        }
        copy.customer_id = customer.id;
    }
    let put = |sent: &Option<String>, field: &mut String| {
        if let Some(text) = sent {
            field.clone_from(text);
        }
    };
    put(&sent.email, &mut copy.email);
    put(&sent.first_name, &mut copy.first_name);
    put(&sent.last_name, &mut copy.last_name);
    for (patch, field) in [
        (&sent.company, &mut copy.company),
        (&sent.phone, &mut copy.phone),
        (&sent.registration_number, &mut copy.registration_number),
        (&sent.vat_number, &mut copy.vat_number),
    ] {
        patch.clone().apply_to(field);
        field.take_if(|text| text.is_empty());
    }
    copy.customer_type = sent
        .customer_type
        .or(linked.map(|customer| customer.customer_type))
        .unwrap_or(copy.customer_type);
    let terms = match sent.payment_terms {
        Patch::Absent => None,
        Patch::Null => Some(PaymentTerms::Immediate),
        Patch::Value(terms) => Some(terms),
    };
    copy.payment_terms = match (copy.customer_type, terms, linked) {
        (CustomerType::Individual, _, _) => PaymentTerms::Immediate,
        (CustomerType::Business, Some(terms), _) => terms,
        (CustomerType::Business, None, Some(customer)) => customer.payment_terms,
        (CustomerType::Business, None, None) => copy.payment_terms,
    };
    party::check_terms(sent.customer_type, copy.customer_type, terms)
}

fn copy_of(customer: &Customer) -> OrderCustomer {
    OrderCustomer {
        customer_id: customer.id,
        email: customer.email.clone(),
        first_name: customer.first_name.clone(),
        last_name: customer.last_name.clone(),
        company: customer.company.clone(),
        phone: customer.phone.clone(),
        registration_number: customer.registration_number.clone(),
        vat_number: customer.vat_number.clone(),
        customer_type: customer.customer_type,
        payment_terms: customer.payment_terms,
    }
}
