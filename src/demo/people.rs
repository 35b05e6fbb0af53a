//! The demo's customers.
use anyhow::Result;
use serde_json::{Value, json};

use super::client::Client;

/// Customers of the demo.
pub(super) const CUSTOMERS: usize = 60;

/// Every so many customers one is a company.
const BUSINESS_EVERY: usize = 3;

const FIRST: [&str; 12] = [
    "Emma", "Noah", "Sofia", "Liam", "Mila", "Daan", "Julia", "Lucas", "Zoë", "Finn", "Anna", "Sem",
];
const LAST: [&str; 10] = [
    "de Vries", "Jansen", "Larsson", "García", "Müller", "Rossi", "Dubois", "Novak", "O'Brien",
    "Visser",
];
const COMPANIES: [&str; 5] = [
    "Brightworks",
    "Nordwind",
    "Canal Labs",
    "Fietskoerier",
    "Oak & Iron",
];
/// City, country, and what VAT numbers of the country begin with.
const CITIES: [(&str, &str, &str); 5] = [
    ("Amsterdam", "Netherlands", "NL"),
    ("Rotterdam", "Netherlands", "NL"),
    ("Berlin", "Germany", "DE"),
    ("Antwerp", "Belgium", "BE"),
    ("Stockholm", "Sweden", "SE"),
];
/// Where companies have goods sent to, beside where they are billed.
const PLACES: [(&str, &str); 2] = [
    ("Warehouse", "1 Havenstraat"),
    ("Second office", "8 Kadeplein"),
];

/// One of a list, counted round and round.
fn nth<T: Copy>(list: &[T], n: usize) -> Option<T> {
    list.iter().cycle().nth(n % list.len().max(1)).copied()
}

/// `customer` and `billingAddress` of customer number `n`.
pub(super) fn customer(n: usize) -> (Value, Value) {
    let first = nth(&FIRST, n).unwrap_or_default();
    let last = nth(&LAST, n / FIRST.len() + n).unwrap_or_default();
    let (city, country, vat) = nth(&CITIES, n).unwrap_or_default();
    let mut customer = json!({
        "email": format!("customer{n:02}@example.com"),
        "firstName": first,
        "lastName": last,
        "phone": format!("+3161234{n:04}"),
        "customerType": "individual",
    });
    let mut address = json!({
        "contactName": format!("{first} {last}"),
        "streetAddress": format!("{} Keizersgracht", n + 1),
        "postalCode": format!("10{:02} AB", n % 100),
        "city": city,
        "country": country,
    });
    if n.is_multiple_of(BUSINESS_EVERY) {
        let company = format!("{} {}", nth(&COMPANIES, n).unwrap_or_default(), n + 1);
        for (object, key) in [(&mut customer, "company"), (&mut address, "company")] {
            if let Some(object) = object.as_object_mut() {
                object.insert(key.to_owned(), company.clone().into());
            }
        }
        if let Some(customer) = customer.as_object_mut() {
            customer.insert("customerType".to_owned(), "business".into());
            let terms = nth(&["net_14", "net_30", "immediate"], n / BUSINESS_EVERY);
            customer.insert("paymentTerms".to_owned(), terms.into());
            let registration = format!("{:08}", 24_187_600 + n);
            customer.insert("registrationNumber".to_owned(), registration.into());
            let vat = format!("{vat}{:09}", 810_000_000 + n * 7_919);
            customer.insert("vatNumber".to_owned(), vat.into());
        }
    }
    (customer, address)
}

/// Gives the companies places to have goods sent to.
pub(super) async fn lay(client: &Client) -> Result<()> {
    let page = client
        .get("/v1/customers?customerType=business&limit=100")
        .await?;
    let companies = page.get("customers").and_then(Value::as_array);
    for company in companies.into_iter().flatten() {
        let billing = company.get("lastBillingAddress");
        let (Some(id), Some(billing)) = (company.get("customerId"), billing) else {
            continue;
        };
        let places = PLACES.map(|(label, street)| {
            let mut place = billing.clone();
            if let Some(place) = place.as_object_mut() {
                place.insert("label".to_owned(), label.into());
                place.insert("streetAddress".to_owned(), street.into());
            }
            place
        });
        let path = format!("/v1/customers/{}", id.as_str().unwrap_or_default());
        let body = json!({"shippingAddresses": places});
        client.put(&path, &body).await?;
    }
    Ok(())
}
