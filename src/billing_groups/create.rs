//! Making a billing group.
use super::{
    members,
    model::{BillingGroup, BillingGroupStatus},
    store,
    wire::NewBillingGroupBody,
};
use crate::{
    change::Change,
    customers::{self, Customer, CustomerStatus, CustomerType},
    error::{Code, Error, Fault, Result},
    kernel::{
        id::{BillingGroupId, CustomerId},
        schedule::PaymentTerms,
    },
    timeline::{self, EntityType, Entry},
};

/// Makes a group of a customer; its first members leave the groups they were in.
pub(super) async fn create(
    change: &mut Change,
    body: &NewBillingGroupBody,
) -> Result<BillingGroup> {
    let mut faults = Vec::new();
    let customer = customer(change, &body.customer_id, &mut faults).await?;
    if let Some(customer) = &customer {
        faults.extend(terms_fault(customer.customer_type, body.payment_terms));
    }
    let id = customer.as_ref().map(|customer| customer.id);
    let wanted = members::named(change, &body.rental_ids, (id, None), &mut faults).await?;
    let customer = match customer {
        Some(customer) if faults.is_empty() => customer,
        Some(_) | None => return Err(Error::Invalid(faults)),
    };
    let group = fresh(change, customer.id, body);
    let tenant = change.tenant().id;
    store::insert(change.conn(), tenant, &group).await?;
    let changes = members::replace(change, group.id, &[], &wanted).await?;
    let entry = Entry {
        entity_type: EntityType::BillingGroup,
        entity_id: group.id.to_string(),
        action: "billing_group.created",
        summary: format!("Billing group created, billed on day {}", group.billing_day),
        changes,
    };
    timeline::record(change, entry);
    Ok(group)
}

/// The customer, locked; a fault where there is none who can be billed.
async fn customer(
    change: &mut Change,
    id: &str,
    faults: &mut Vec<Fault>,
) -> Result<Option<Customer>> {
    let tenant = change.tenant().id;
    let found = match id.parse::<CustomerId>() {
        Ok(id) => customers::lock(change.conn(), tenant, id).await?,
        Err(_) => None,
    };
    let (code, message) = match &found {
        Some(customer) if customer.status == CustomerStatus::Active => return Ok(found),
        Some(_) => (
            Code::CustomerInactive,
            "This customer is inactive. Activate them or choose another one.".to_owned(),
        ),
        None => (
            Code::CustomerNotFound,
            format!("No customer `{id}` in this tenant. Check the id and the Tenant-ID header."),
        ),
    };
    faults.push(Fault::own("customerId", code, message));
    Ok(found)
}

/// Individuals pay at once, whatever group they are billed with (contract 10.19).
pub(super) fn terms_fault(
    customer_type: CustomerType,
    terms: Option<PaymentTerms>,
) -> Option<Fault> {
    let is_late = terms.is_some_and(|terms| terms != PaymentTerms::Immediate);
    (is_late && customer_type == CustomerType::Individual).then(|| {
        let message = "This customer is an individual, who pays at once. Leave it out, or make the \
            customer a business first.";
        Fault::shape("paymentTerms", "custom", message)
    })
}

fn fresh(change: &Change, customer_id: CustomerId, body: &NewBillingGroupBody) -> BillingGroup {
    let now = change.now();
    BillingGroup {
        id: BillingGroupId::generate(now),
        customer_id,
        group_name: body.group_name.clone(),
        billing_day: body.billing_day,
        status: BillingGroupStatus::Active,
        notes: body.notes.clone(),
        contact_name: body.contact_name.clone(),
        contact_email: body.contact_email.clone(),
        payment_terms: body.payment_terms,
        created_by: change.tenant().actor().user_id.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
