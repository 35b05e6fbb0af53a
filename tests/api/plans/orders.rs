//! Lists of orders: each filter and search alone, any two together, each sort, deep pages.
use super::{ALONE_MAX, Check, GATHERED_MAX, PAIR_MAX, SEARCH_PAIR_MAX};

/// Each filter, frequent values and rare ones.
const FILTERS: &[(&str, &str)] = &[
    ("status", "status=fulfilled"),
    ("status, rare", "status=partial"),
    ("statuses", "status=pending,partial,cancelled"),
    ("customerType", "customerType=business"),
    ("orderType", "orderType=standard"),
    ("orderType, rare", "orderType=upgrade"),
    ("created", "createdFrom=2024-03-01&createdTo=2024-06-01"),
    ("createdFrom", "createdFrom=2025-02-10"),
    ("sku", "sku=SKU-1-0"),
    ("sku, rare", "sku=SKU-150-1"),
    ("serialNumber", "serialNumber=SN-4711"),
    ("externalId", "externalId=E-9999"),
    ("customer, large", "customerId={large}"),
    ("customer", "customerId={small}"),
    ("custom field", "customField_costCenter=CC-9"),
    ("custom field, number", "customField_seats=3"),
    ("custom field, one", "customField_po=PO-9999"),
    ("search name", "search=femke"),
    ("search whole name", "search={name}"),
    ("search e-mail", "search=c1234@"),
    ("search domain", "search=mail.example"),
    ("search product", "search=number 150"),
    ("search products", "search=product"),
    ("search two letters", "search=fe"),
    ("search a letter", "search=z"),
    ("search id", "search={id}"),
    ("search start of id", "search={start}"),
    ("search end of id", "search={end}"),
    ("search nothing", "search=nobody at all"),
];

/// Two frequent filters that hardly any order passes together: all that pass one are read.
const UNRELATED: &[(&str, &str)] = &[("customer, large", "search two letters")];

const SORTS: &[&str] = &[
    "createdAt",
    "updatedAt",
    "orderId",
    "status",
    "totals.total",
];

pub async fn check(check: &mut Check) {
    for (name, filter) in filled(check).await {
        let most = if name.starts_with("search") {
            PAIR_MAX
        } else {
            ALONE_MAX
        };
        check
            .list(name, &format!("/v1/orders?{filter}"), most)
            .await;
    }
    for sort in SORTS {
        for dir in ["asc", "desc"] {
            let path = format!("/v1/orders?sortBy={sort}&sortDir={dir}");
            check
                .list(&format!("orders by {sort} {dir}"), &path, ALONE_MAX)
                .await;
            for filter in [
                "status=partial",
                "customField_costCenter=CC-9",
                "search=femke",
                "createdFrom=2025-02-10",
            ] {
                let path = format!("{path}&{filter}");
                check
                    .list(
                        &format!("orders by {sort} {dir}, {filter}"),
                        &path,
                        GATHERED_MAX,
                    )
                    .await;
            }
        }
    }
    let first = check
        .list("orders, first page", "/v1/orders", ALONE_MAX)
        .await;
    let deep = check.deep("/v1/orders", 100).await;
    // The row the cursor names is looked up.
    assert!(
        deep <= first + 1,
        "a page far behind reads {deep}, the first one {first}"
    );
}

/// Any two filters together.
pub async fn check_pairs(check: &mut Check) {
    let filters = filled(check).await;
    for (at, (name, filter)) in filters.iter().enumerate() {
        for (other, second) in filters.iter().skip(at + 1) {
            // A parameter given twice is another thing.
            let twice = second.split('=').next() == filter.split('=').next();
            if twice || UNRELATED.contains(&(*name, *other)) {
                continue;
            }
            let most = if other.starts_with("search") {
                SEARCH_PAIR_MAX
            } else {
                PAIR_MAX
            };
            let path = format!("/v1/orders?{filter}&{second}");
            check.list(&format!("{name} + {other}"), &path, most).await;
        }
    }
}

/// The filters with what has to be looked up first.
async fn filled(check: &Check) -> Vec<(&'static str, String)> {
    let large = check.client.get("/v1/orders?search=c4@&limit=1").await.ok();
    let small = check
        .client
        .get("/v1/orders?search=c1234@&limit=1")
        .await
        .ok();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let (large, small) = (&large["orders"][0], &small["orders"][0]);
    let id = text(&small["orderId"]);
    let name = format!(
        "{} {}",
        text(&small["customer"]["firstName"]),
        text(&small["customer"]["lastName"])
    );
    FILTERS
        .iter()
        .map(|(label, filter)| {
            let filter = filter
                .replace("{large}", &text(&large["customer"]["customerId"]))
                .replace("{small}", &text(&small["customer"]["customerId"]))
                .replace("{name}", &name)
                .replace("{start}", &id[..14])
                .replace("{end}", &id[22..])
                .replace("{id}", &id)
                .replace(' ', "+");
            (*label, filter)
        })
        .collect()
}
