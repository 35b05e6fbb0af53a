//! Changing a profile. Orders and subscriptions keep the copy they were made with.
use super::{
    deactivate::refuse_open,
    model::{Customer, CustomerStatus, terms_of},
    renaming::Renaming,
    save::save,
    store,
    update_body::UpdateCustomerBody,
};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::id::CustomerId,
};

/// Changes a customer's profile. `EMAIL_EXISTS` if the new e-mail is another's; to make them
/// inactive is to delete them and refused alike.
pub(super) async fn update(
    change: &mut Change,
    id: CustomerId,
    (patch, renaming): (&UpdateCustomerBody, Renaming),
) -> Result<Customer> {
    same_id(id, patch.customer_id.as_deref())?;
    let tenant = change.tenant().id;
    let before = store::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("customer", id))?;
    change.expect_version(before.version)?;
    let after = patched(&before, patch)?;
    if before.status == CustomerStatus::Active && after.status == CustomerStatus::Inactive {
        refuse_open(change, id).await?;
    }
    let after = save(change, &before, after).await?;
    renaming.carry_out(change, &before, &after).await?;
    Ok(after)
}

fn same_id(id: CustomerId, sent: Option<&str>) -> Result<()> {
    match sent {
        Some(sent) if sent != id.to_string() => Err(Error::fault(Fault::shape(
            "customerId",
            "invalid_literal",
            format!("Must be the id in the path, `{id}`, or be left out."),
        ))),
        Some(_) | None => Ok(()),
    }
}

/// The customer with the patch carried out.
fn patched(before: &Customer, patch: &UpdateCustomerBody) -> Result<Customer> {
    let mut after = before.clone();
    let sent = patch.clone();
    set(&mut after.email, sent.email);
    set(&mut after.first_name, sent.first_name);
    set(&mut after.last_name, sent.last_name);
    set(&mut after.customer_type, sent.customer_type);
    set(&mut after.status, sent.status);
    sent.company.apply_to(&mut after.company);
    sent.phone.apply_to(&mut after.phone);
    sent.registration_number
        .apply_to(&mut after.registration_number);
    sent.vat_number.apply_to(&mut after.vat_number);
    sent.billing_address
        .apply_to(&mut after.last_billing_address);
    sent.shipping_address
        .apply_to(&mut after.last_shipping_address);
    set(&mut after.shipping_addresses, sent.shipping_addresses);
    let terms = sent.payment_terms.unwrap_or(before.payment_terms);
    after.payment_terms = terms_of(after.customer_type, terms);
    if sent
        .payment_terms
        .is_some_and(|terms| terms != after.payment_terms)
    {
        return Err(Error::fault(Fault::shape(
            "paymentTerms",
            "invalid_literal",
            "An individual pays `immediate`; net terms are for customers of type `business`.",
        )));
    }
    Ok(after)
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}
