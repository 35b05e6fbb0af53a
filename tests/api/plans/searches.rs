//! Searches and filters of the other lists: frequent texts and rare ones, and texts nobody has.
use serde_json::Value;

use super::{ALONE_MAX, Check, GATHERED_MAX};

/// Searches alone: up to 2,000 texts that were found are read before a list's own index is.
const SEARCHES: &[&str] = &[
    "customers?search=femke",
    "customers?search=fe",
    "customers?search=e",
    "customers?search=c1234@",
    "customers?search=mail.example",
    "customers?search=works+12",
    "customers?search=works",
    "customers?search=06+4444",
    "customers?search=77",
    "customers?search=nobody+at+all",
    "customers?search=femke&sortBy=lastName&sortDir=asc",
    "customers?search=e&sortBy=lastName&sortDir=asc",
    "customers?search=example&sortBy=lifetimeCollected",
    "subscriptions?search=c1234@",
    "subscriptions?search=c4@",
    "subscriptions?search=mail.example",
    "subscriptions?search=number+150",
    "subscriptions?search=product",
    "subscriptions?search=sn-4711",
    "subscriptions?search=sn-47",
    "subscriptions?search=SN",
    "subscriptions?search=4711",
    "subscriptions?search=e",
    "subscriptions?search={subscription}",
    "subscriptions?search={start}",
    "subscriptions?search={end}",
    "subscriptions?search=nobody+at+all",
    "subscriptions?search=c1234@&sortBy=endDate",
    "subscriptions?search=number+150&sortBy=startDate&sortDir=asc",
    "assets?search=sn-4711",
    "assets?search=sn-47",
    "assets?search=SN",
    "assets?search=4711",
    "assets?search=number+150",
    "assets?search=product",
    "assets?search=e",
    "assets?search=c1234@",
    "assets?search=femke",
    "assets?search=nobody+at+all",
    "assets?search=sn-47&sortBy=updatedAt",
    "products?search=number+150",
    "products?search=product",
    "products?search=laptops",
    "products?search=sku-150-1",
    "products?search=nothing+like+it",
    "payments?search=c1234@",
    "payments?search=c4@",
    "payments?search=femke",
    "payments?search=mail.example",
    "payments?search=inv-2024-000077",
    "payments?search=inv-2024",
    "payments?search=000077",
    "payments?search=wire-77",
    "payments?search=wire",
    "payments?search={subscription}",
    "payments?search={start}",
    "payments?search={end}",
    "payments?search=nobody+at+all",
    "payments?search=c1234@&sortBy=dueDate",
    "payments?search=c4@&sortBy=amount",
    "billing-groups?search=fleet+77",
    "billing-groups?search=fleet",
    "billing-groups?search=e",
    "billing-groups?search=nobody",
];

/// Searches with a filter.
const PAIRS: &[&str] = &[
    "customers?search=femke&customerType=business",
    "customers?search=works&hasActiveRentals=true",
    "customers?search=e&status=inactive",
    "customers?search=fe&lifetimeMin=900",
    "subscriptions?search=c4@&status=cancelled",
    "subscriptions?search=number+1&status=ended_buyout",
    "subscriptions?search=mail.example&sku=SKU-150-1",
    "subscriptions?search=femke&createdFrom=2024-03-01&createdTo=2024-06-01",
    "assets?search=sn-47&status=returned",
    "assets?search=number+150&status=sold",
    "assets?search=product&sku=SKU-150-1",
    "payments?search=c4@&status=pending",
    "payments?search=mail.example&status=failed",
    "payments?search=c1234@&dueDateFrom=2024-03-01",
    "products?search=product&brand=Brand+3",
    "billing-groups?search=fleet&status=inactive",
];

/// Filters and sorts.
const ALONE: &[&str] = &[
    "customers?billingGroupId={group}",
    "customers?customerIds={customer}",
    "customers?customerIds={customer}&customerType=business",
    "customers?sortBy=lifetimeCollected",
    "customers?sortBy=subscriptionsTracked&sortDir=asc",
    "subscriptions?billingGroupId={group}",
    "subscriptions?billingGroupId={group}&status=active",
    "subscriptions?createdFrom=2024-03-01&createdTo=2024-06-01",
    "subscriptions?createdTo=2024-02-01",
    "subscriptions?createdTo=2024-02-01&status=active",
    "subscriptions?createdTo=2024-02-01&sku=SKU-1-0",
    "subscriptions?createdFrom=2025-02-10",
    "assets?productId={product}",
    "assets?condition=good",
    "assets?condition=poor",
    "assets?costRecovery=over_100",
    "assets?costRecovery=under_100",
    "payments?customerId={customer}",
];

/// In another order than that of the filter's index.
const GATHERED: &[&str] = &[
    "customers?lifetimeMin=100",
    "customers?lifetimeMax=500",
    "customers?lifetimeMin=990",
    "customers?lifetimeMin=990&sortBy=lastName",
    "customers?lifetimeMin=100&lifetimeMax=200&customerType=business",
    "subscriptions?createdTo=2024-02-01&sortBy=endDate",
    "assets?productId={product}&condition=poor",
    "assets?productId={product}&sortBy=status",
    "payments?customerId={customer}&sortBy=dueDate",
];

pub async fn check(check: &mut Check) {
    let filled = filled(check).await;
    for (lists, most) in [
        (SEARCHES, GATHERED_MAX),
        (PAIRS, GATHERED_MAX),
        (ALONE, ALONE_MAX),
        (GATHERED, GATHERED_MAX),
    ] {
        for list in lists {
            let path = filled.iter().fold((*list).to_owned(), |path, (name, id)| {
                path.replace(&format!("{{{name}}}"), id)
            });
            check.list(list, &format!("/v1/{path}"), most).await;
        }
    }
}

/// What has to be looked up first.
async fn filled(check: &Check) -> Vec<(&'static str, String)> {
    let first = async |list: &str, items: &str, id: &str| {
        let list = check.client.get(&format!("/v1/{list}")).await.ok();
        let found: &Value = &list[items][0][id];
        found.as_str().unwrap().to_owned()
    };
    let rental = first("subscriptions?limit=1", "rentals", "rentalId").await;
    vec![
        ("start", rental[..18].to_owned()),
        ("end", rental[22..].to_owned()),
        ("subscription", rental),
        ("group", group_with_members(check).await),
        (
            "product",
            first("products?search=number+150", "products", "productId").await,
        ),
        (
            "customer",
            first("customers?search=c4@", "customers", "customerId").await,
        ),
    ]
}

/// The id of a group that bills subscriptions.
async fn group_with_members(check: &Check) -> String {
    let page = check.client.get("/v1/billing-groups?sortDir=asc");
    let page = page.await.ok();
    let mut groups = page["billingGroups"].as_array().unwrap().iter();
    let group = groups.find(|group| group["rentalIds"][1].is_string());
    group.unwrap()["billingGroupId"]
        .as_str()
        .unwrap()
        .to_owned()
}
