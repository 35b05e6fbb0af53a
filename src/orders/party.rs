//! Who orders: the customer record behind an order, and the order's own copy of it (contract
//! 10.18 and 10.19).
use super::{model::OrderCustomer, wire::NewOrderBody};
use crate::{
    change::Change,
    customers::{self, Customer, CustomerStatus, CustomerType, NewCustomer, Roster},
    error::{Code, Error, Fault, Result},
    kernel::{schedule::PaymentTerms, text},
};

/// Who a new order is for: the record as it will be kept, and the order's own copy of it.
pub(super) struct Party {
    /// For [`Roster::keep`].
    pub(super) customer: Customer,
    pub(super) copy: OrderCustomer,
}

/// The customer of a new order, found in the roster or made, as the order copies them: what was sent,
/// and for the rest of a customer named by id what is stored.
pub(super) fn settle(change: &Change, roster: &Roster, body: &NewOrderBody) -> Result<Party> {
    let sent = &body.customer;
    let known = match &sent.customer_id {
        Some(id) => {
            let found = id.parse().ok().and_then(|id| roster.find(id).cloned());
            Some(known(found, sent.email.as_deref())?)
        }
        None => None,
    };
    let new = new_customer(body, known.as_ref());
    let fault = check_terms(sent.customer_type, new.customer_type, sent.payment_terms);
    if let Some(fault) = fault {
        return Err(Error::fault(fault));
    }
    let customer = roster.draft(change, &new)?;
    let customer_type = sent.customer_type.unwrap_or(customer.customer_type);
    let copy = OrderCustomer {
        customer_id: customer.id,
        customer_type,
        payment_terms: terms(customer_type, sent.payment_terms, &customer),
        email: sent.email.clone().unwrap_or_else(|| customer.email.clone()),
        first_name: new.first_name,
        last_name: new.last_name,
        company: new.company,
        phone: new.phone,
        registration_number: new.registration_number,
        vat_number: new.vat_number,
    };
    Ok(Party { customer, copy })
}

/// The customer with that id, locked. An unknown one (or no id at all), an inactive one and an e-mail
/// of somebody else are faults.
pub(super) async fn by_id(change: &mut Change, id: &str, email: Option<&str>) -> Result<Customer> {
    let tenant = change.tenant().id;
    let found = match id.parse() {
        Ok(id) => customers::lock(change.conn(), tenant, id).await?,
        Err(_) => None,
    };
    known(found, email)
}

/// The customer that was found by an id, if they may order and the e-mail is theirs.
fn known(found: Option<Customer>, email: Option<&str>) -> Result<Customer> {
    let customer = found.ok_or_else(|| {
        let message = "No customer with that id. Leave it out to find or make one by e-mail.";
        Error::fault(Fault::own(
            "customer.customerId",
            Code::CustomerNotFound,
            message,
        ))
    })?;
    if email.is_some_and(|email| text::fold(email) != text::fold(&customer.email)) {
        let message =
            "This is not the e-mail of the customer in customerId. Leave one of them out.";
        return Err(Error::fault(Fault::shape(
            "customer.email",
            "custom",
            message,
        )));
    }
    match customer.status {
        CustomerStatus::Active => Ok(customer),
        CustomerStatus::Inactive => {
            let message = "This customer is inactive. Activate them or choose another one.";
            let path = "customer.customerId";
            let fault = Fault::own(path, Code::CustomerInactive, message);
            Err(Error::fault(fault))
        }
    }
}

/// When payments of an order are due: as sent, else as stored; at once for an individual.
pub(super) fn terms(
    customer_type: CustomerType,
    sent: Option<PaymentTerms>,
    stored: &Customer,
) -> PaymentTerms {
    match customer_type {
        CustomerType::Individual => PaymentTerms::Immediate,
        CustomerType::Business => sent.unwrap_or(stored.payment_terms),
    }
}

/// Net terms for anybody but a business customer are a fault.
pub(super) fn check_terms(
    sent_type: Option<CustomerType>,
    customer_type: CustomerType,
    terms: Option<PaymentTerms>,
) -> Option<Fault> {
    let net = terms.is_some_and(|terms| terms != PaymentTerms::Immediate);
    let message = match (customer_type, sent_type) {
        (CustomerType::Individual, Some(_)) if net => {
            "Only business customers have net terms; send `immediate`."
        }
        (CustomerType::Individual, None) if net => {
            "Only business customers have net terms; send customerType `business`."
        }
        (CustomerType::Individual | CustomerType::Business, _) => return None,
    };
    Some(Fault::shape("customer.paymentTerms", "custom", message))
}

/// What was sent, completed by a customer named by id; it is their own e-mail, so that it is them.
fn new_customer(body: &NewOrderBody, known: Option<&Customer>) -> NewCustomer {
    let sent = &body.customer;
    let text = |sent: &Option<String>, stored: fn(&Customer) -> &String| {
        sent.clone()
            .or_else(|| known.map(|known| stored(known).clone()))
            .unwrap_or_default()
    };
    let optional = |sent: &Option<String>, stored: fn(&Customer) -> &Option<String>| {
        sent.clone()
            .filter(|text| !text.is_empty())
            .or_else(|| known.and_then(|known| stored(known).clone()))
    };
    let shipping = body.shipping_address.as_ref();
    NewCustomer {
        email: known.map_or_else(
            || sent.email.clone().unwrap_or_default(),
            |known| known.email.clone(),
        ),
        first_name: text(&sent.first_name, |known| &known.first_name),
        last_name: text(&sent.last_name, |known| &known.last_name),
        company: optional(&sent.company, |known| &known.company),
        phone: optional(&sent.phone, |known| &known.phone),
        registration_number: optional(&sent.registration_number, |known| {
            &known.registration_number
        }),
        vat_number: optional(&sent.vat_number, |known| &known.vat_number),
        customer_type: sent
            .customer_type
            .or_else(|| known.map(|known| known.customer_type))
            .unwrap_or(CustomerType::Individual),
        payment_terms: sent.payment_terms,
        billing_address: body.billing_address.clone(),
        shipping_address: shipping.unwrap_or(&body.billing_address).clone(),
    }
}
