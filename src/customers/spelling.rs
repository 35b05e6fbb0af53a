//! Under what a customer is found (docs/decisions/0013-search-by-dimension.md).
use std::borrow::Cow;

use super::model::Customer;
use crate::{
    change::Change,
    error::Result,
    search::{self, Kind},
};

/// Lets customers be found by what they are called now. Orders that name them so need not say it
/// again.
pub(super) async fn record(change: &mut Change, customers: &[&Customer]) -> Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    let spelled: Vec<_> = customers
        .iter()
        .flat_map(|customer| {
            let all = spellings(customer).into_iter();
            all.map(|(kind, text)| (kind, customer.id.as_uuid(), text))
        })
        .collect();
    let texts: Vec<_> = spelled
        .iter()
        .map(|(kind, id, text)| (*kind, *id, &**text))
        .collect();
    let tenant = change.tenant().id;
    search::record(change.conn(), tenant, &texts).await
}

/// Whether a customer is called other than before.
pub(super) fn is_new(before: &Customer, after: &Customer) -> bool {
    spellings(before) != spellings(after)
}

/// Name, e-mail, company and the digits of the phone number; not what is missing.
fn spellings(customer: &Customer) -> Vec<(Kind, Cow<'_, str>)> {
    let name = format!("{} {}", customer.first_name, customer.last_name);
    let company = customer.company.as_deref().unwrap_or_default();
    let phone = search::digits(customer.phone.as_deref().unwrap_or_default());
    let mut spellings = vec![
        (Kind::Customer, Cow::Owned(name)),
        (Kind::Customer, Cow::Borrowed(&*customer.email)),
        (Kind::Company, Cow::Borrowed(company)),
        (Kind::Phone, Cow::Owned(phone)),
    ];
    spellings.retain(|(_, text)| !text.is_empty());
    spellings
}
