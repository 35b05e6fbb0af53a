//! The API's lists against the books: every entity, every field, with what differs named.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::calculation::{
    Books, Id, Kind, Row, Want,
    money::{Coins, Currency, EUR},
};
use crate::support::client::Client;

/// Most differences that are shown.
const SHOWN: usize = 40;

impl Kind {
    /// Path of the list, name of its array, field of an entity's key.
    const fn list(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Payment => ("/v1/payments", "payments", "idempotencyKey"),
            Self::Subscription => ("/v1/subscriptions", "rentals", "rentalId"),
            Self::Asset => ("/v1/assets", "assets", "serialNumber"),
            Self::Customer => ("/v1/customers", "customers", "customerId"),
            Self::Order => ("/v1/orders", "orders", "orderId"),
            Self::Group => ("/v1/billing-groups", "billingGroups", "billingGroupId"),
        }
    }
}

/// Entities by kind and key, as the API tells them.
pub type Answers = BTreeMap<Kind, BTreeMap<String, Value>>;

/// Fails, naming the step, unless these answers are just what the books say; where customers are given,
/// the payments are theirs alone. Gives how many fields were compared.
#[track_caller]
pub fn must_agree(
    step: &str,
    books: &Books,
    (answers, customers): (&Answers, Option<&BTreeSet<Id>>),
) -> usize {
    let (mut differences, mut fields) = (Vec::new(), 0);
    for (&kind, found) in answers {
        let mut rows = books.rows(kind);
        if let (Kind::Payment, Some(customers)) = (kind, customers) {
            rows.retain(|key, _| customers.contains(&books.payments[key].customer));
        }
        fields += rows.values().map(|row| row.fields.len()).sum::<usize>();
        differences.extend(differences_of((kind, &rows), found, books.currency));
    }
    let brought = |kind| sum_collected(&answers[&kind], books.currency);
    if answers.contains_key(&Kind::Asset) {
        let (assets, subscriptions) = (brought(Kind::Asset), brought(Kind::Subscription));
        assert_eq!(assets, subscriptions, "collected by all, after `{step}`");
    }
    let more = differences.len().saturating_sub(SHOWN);
    differences.truncate(SHOWN);
    assert!(
        differences.is_empty(),
        "on {} after `{step}` the API and the calculation differ:\n{}\n(and {more} more)",
        books.today(),
        differences.join("\n"),
    );
    fields
}

/// What entities have brought together: each payment of a subscription is brought by one asset.
fn sum_collected(found: &BTreeMap<String, Value>, currency: Currency) -> Option<Coins> {
    let collected = found
        .values()
        .map(|one| currency.read(&one["totalCollected"]));
    collected.sum()
}

/// Fails unless each expectation that is altered is noticed, and so is an entity too many or too few.
#[track_caller]
pub fn must_notice(books: &Books, answers: &Answers) {
    for (&kind, found) in answers {
        let mut rows = books.rows(kind);
        for (key, row) in &mut rows {
            for at in 0..row.fields.len() {
                let right = row.fields[at].1.clone();
                row.fields[at].1 = altered(&right);
                let noticed = of_entity(kind, row, &found[key], books.currency);
                let (label, pointer) = (&row.label, &row.fields[at].0);
                assert_eq!(noticed.len(), 1, "{label} {pointer}: {noticed:?}");
                row.fields[at].1 = right;
            }
        }
        if let Some((key, row)) = rows.pop_first() {
            let noticed = differences_of((kind, &rows), found, books.currency);
            assert_eq!(noticed.len(), 1, "{key} is not expected: {noticed:?}");
            rows.insert(key, row.clone());
            rows.insert("another".to_owned(), row);
            let noticed = differences_of((kind, &rows), found, books.currency);
            assert_eq!(noticed.len(), 1, "another is expected: {noticed:?}");
        }
    }
}

/// What is slightly wrong.
fn altered(want: &Want) -> Want {
    match want {
        Want::Nothing => Want::Flag(true),
        Want::Text(text) => Want::Text(format!("{text}x")),
        Want::Money(coins) => Want::Money(coins + 1),
        Want::Decimal(text) => Want::Decimal(format!("{text}1")),
        Want::Count(count) => Want::Count(count + 1),
        Want::Flag(flag) => Want::Flag(!flag),
        Want::Length(length) => Want::Length(length + 1),
        Want::Set(texts) => {
            let another = std::iter::once("another".to_owned());
            Want::Set(texts.iter().cloned().chain(another).collect())
        }
    }
}

/// All entities of a kind that a filter leaves, page by page, by their keys.
pub async fn fetch(client: &Client, kind: Kind, filter: &str) -> BTreeMap<String, Value> {
    let (path, array, key) = kind.list();
    let (mut all, mut after) = (BTreeMap::new(), String::new());
    loop {
        let path = format!("{path}?limit=100{filter}{after}");
        let page = client.get(&path).await.ok();
        for entity in page[array].as_array().unwrap() {
            let key = entity[key].as_str().unwrap().to_owned();
            assert!(
                all.insert(key.clone(), entity.clone()).is_none(),
                "{key} twice"
            );
        }
        let Some(next) = page["nextCursor"].as_str() else {
            return all;
        };
        after = format!("&startAfter={next}");
    }
}

fn differences_of(
    (kind, rows): (Kind, &BTreeMap<String, Row>),
    found: &BTreeMap<String, Value>,
    currency: Currency,
) -> Vec<String> {
    let mut differences = Vec::new();
    for (key, row) in rows {
        match found.get(key) {
            Some(entity) => differences.extend(of_entity(kind, row, entity, currency)),
            None => differences.push(format!("{kind:?} `{}` ({key}): is not there", row.label)),
        }
    }
    let unknown = found.iter().filter(|(key, _)| !rows.contains_key(*key));
    differences.extend(unknown.map(|(key, _)| format!("{kind:?} {key}: nobody expects it")));
    differences
}

fn of_entity(kind: Kind, row: &Row, entity: &Value, currency: Currency) -> Vec<String> {
    let differs = |(pointer, want): &(String, Want)| {
        let expected = show(want, currency);
        let got = read(want, pointer, entity, currency);
        (expected != got).then(|| {
            let (label, field) = (&row.label, &pointer[1..]);
            format!("{kind:?} `{label}`: {field} expected {expected}, got {got}")
        })
    };
    row.fields.iter().filter_map(differs).collect()
}

fn show(want: &Want, currency: Currency) -> String {
    match want {
        Want::Nothing => "nothing".to_owned(),
        Want::Text(text) => text.clone(),
        Want::Money(coins) => currency.text(*coins),
        Want::Decimal(text) => trim(text),
        Want::Count(count) => count.to_string(),
        Want::Flag(flag) => flag.to_string(),
        Want::Length(length) => format!("{length} in the list"),
        Want::Set(texts) => format!("{texts:?}"),
    }
}

/// What stands at a pointer, in the words of [`show`]; what is of another kind is shown as it is.
fn read(want: &Want, pointer: &str, entity: &Value, currency: Currency) -> String {
    let value = entity
        .pointer(pointer.trim_end_matches('#'))
        .unwrap_or(&Value::Null);
    let told = match want {
        Want::Nothing if value.is_null() => Some("nothing".to_owned()),
        Want::Nothing => None,
        Want::Text(_) => value.as_str().map(str::to_owned),
        Want::Money(_) => currency.read(value).map(|coins| currency.text(coins)),
        Want::Decimal(_) => EUR.read(value).map(|coins| trim(&EUR.text(coins))),
        Want::Count(_) => value.as_i64().map(|count| count.to_string()),
        Want::Flag(_) => value.as_bool().map(|flag| flag.to_string()),
        Want::Length(_) => {
            let length = value.as_array().map_or(0, Vec::len);
            Some(format!("{length} in the list"))
        }
        Want::Set(_) if pointer.ends_with('#') => lines(value, currency),
        Want::Set(_) => texts(value),
    };
    told.unwrap_or_else(|| value.to_string())
}

fn texts(value: &Value) -> Option<String> {
    let texts: Option<BTreeSet<&str>> = value.as_array()?.iter().map(Value::as_str).collect();
    Some(format!("{:?}", texts?))
}

/// Line items in short.
fn lines(value: &Value, currency: Currency) -> Option<String> {
    let line = |line: &Value| {
        let money = |field: &str| Some(currency.text(currency.read(&line[field])?));
        let rental = line["rentalId"].as_str()?;
        Some(format!(
            "{rental} {} {}",
            money("amount")?,
            money("taxAmount")?
        ))
    };
    let lines: Option<BTreeSet<String>> = value.as_array()?.iter().map(line).collect();
    Some(format!("{:?}", lines?))
}

fn trim(decimal: &str) -> String {
    decimal
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}
