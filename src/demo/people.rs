//! The demo's customers.
use serde_json::{Value, json};

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
const CITIES: [(&str, &str); 5] = [
    ("Amsterdam", "Netherlands"),
    ("Rotterdam", "Netherlands"),
    ("Berlin", "Germany"),
    ("Antwerp", "Belgium"),
    ("Stockholm", "Sweden"),
];

/// One of a list, counted round and round.
fn nth<T: Copy>(list: &[T], n: usize) -> Option<T> {
    list.iter().cycle().nth(n % list.len().max(1)).copied()
}

/// `customer` and `billingAddress` of customer number `n`.
pub(super) fn customer(n: usize) -> (Value, Value) {
    let first = nth(&FIRST, n).unwrap_or_default();
    let last = nth(&LAST, n / FIRST.len() + n).unwrap_or_default();
    let (city, country) = nth(&CITIES, n).unwrap_or_default();
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
        }
    }
    (customer, address)
}
