//! References in bodies: every property of the document that looks like one is tried here.
use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use super::{Things, everything, unknown_like};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP},
    operations::traits_of,
};

/// Operation, property of its body, and the kind of thing it refers to.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("createOrder", "customer.customerId", "customerId"),
    ("createOrder", "billingGroupId", "billingGroupId"),
    ("createOrder", "extensionDetails.originalOrderId", "orderId"),
    (
        "createOrder",
        "upgradeDetails.previousRentalId",
        "subscriptionId",
    ),
    ("updateOrder", "customer.customerId", "customerId"),
    ("updateOrder", "billingGroupId", "billingGroupId"),
    ("updateOrder", "items[].itemId", "itemId"),
    ("createSubscription", "orderId", "orderId"),
    ("createSubscription", "assetSerialNumber", "serialNumber"),
    ("createSubscription", "serialNumber", "serialNumber"),
    ("createSubscription", "customerId", "customerId"),
    ("createSubscription", "orderItemId", "itemId"),
    ("createSubscription", "itemId", "itemId"),
    ("createSubscription", "billingGroupId", "billingGroupId"),
    ("updateCustomer", "customerId", "customerId"),
    ("upgradeSubscription", "newSerialNumber", "serialNumber"),
    (
        "replaceSubscriptionDevice",
        "newSerialNumber",
        "serialNumber",
    ),
    ("calculateBuyoutPrice", "rentalId", "subscriptionId"),
    ("calculateBuyoutPrice", "subscriptionId", "subscriptionId"),
    ("calculateEarlyReturnFee", "rentalId", "subscriptionId"),
    (
        "calculateEarlyReturnFee",
        "subscriptionId",
        "subscriptionId",
    ),
    ("getFileUrl", "fileId", "fileId"),
    ("getFileUrl", "orderId", "orderId"),
    ("generateContract", "orderId", "orderId"),
    ("fulfillOrder", "items[].itemId", "itemId"),
    ("fulfillOrder", "items[].serialNumbers", "serialNumber"),
    ("fulfillOrder", "billingGroupId", "billingGroupId"),
    ("createBillingGroup", "customerId", "customerId"),
    ("createBillingGroup", "rentalIds", "subscriptionId"),
    ("updateBillingGroup", "rentalIds", "subscriptionId"),
];

/// Operations that the contract lets answer 404 for an unknown id in the body.
const NOT_FOUND: [&str; 2] = ["calculateBuyoutPrice", "calculateEarlyReturnFee"];

/// What the body of an action on a subscription may say again.
const OWN: &str = "must be that of the path";

/// What looks like a reference and is none, with the reason.
const NO_REFERENCES: &[(&str, &str, &str)] = &[
    (
        "signIn",
        "tenantId",
        "a tenant as such: tests/api/sessions tries those of others",
    ),
    (
        "createOrder",
        "externalId",
        "the caller's own name of the order",
    ),
    (
        "createOrder",
        "upgradeDetails.previousSerialNumber",
        "must be that of previousRentalId's contract",
    ),
    (
        "updateOrder",
        "payment.transactionId",
        "the payment provider's, kept as text",
    ),
    (
        "createAsset",
        "serialNumber",
        "names the new asset; each tenant has its own",
    ),
    (
        "defineCustomField",
        "id",
        "names the new field; each tenant has its own",
    ),
    ("updateAsset", "serialNumber", "must be that of the path"),
    ("replaceAsset", "serialNumber", "must be that of the path"),
    ("extendSubscription", "rentalId", OWN),
    ("upgradeSubscription", "rentalId", OWN),
    ("replaceSubscriptionDevice", "rentalId", OWN),
    ("buyoutSubscription", "rentalId", OWN),
    ("earlyReturnSubscription", "rentalId", OWN),
    ("cancelSubscription", "rentalId", OWN),
    ("completeSubscription", "rentalId", OWN),
    ("calculateBuyoutPriceOf", "rentalId", OWN),
    ("calculateEarlyReturnOf", "rentalId", OWN),
    ("calculateEarlyReturnFeeOf", "rentalId", OWN),
    (
        "createApiKey",
        "tenantIds",
        "tenants, not things in one; api_keys tries it",
    ),
    (
        "exportRentals",
        "customerIds",
        "a filter; exports.rs tries it",
    ),
];

/// A body of the operation that is right but for the property.
fn around(ours: &Things, operation: &str, property: &str) -> Value {
    let mut order = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    match (operation, property.split('.').next().unwrap()) {
        ("createOrder", "customer") => order["customer"] = json!({}),
        ("createOrder", "extensionDetails") => {
            order["orderType"] = json!("extension");
            order["extensionDetails"] = json!({
                "extensionMonths": 6, "previousEndDate": "2026-12-31", "newEndDate": "2027-06-30",
            });
        }
        ("createOrder", "upgradeDetails") => {
            order["orderType"] = json!("upgrade");
            order["upgradeDetails"] = json!({
                "previousDevice": "MacBook", "previousSerialNumber": "A-1",
                "previousMonthlyAmount": 159,
            });
        }
        ("createOrder", _) => {}
        ("updateOrder", "items[]") => {
            return json!({"items": [{"sku": LAPTOP, "quantity": 2}]});
        }
        ("getFileUrl", "orderId") => {
            return json!({
                "action": "upload", "fileName": "a.pdf", "contentType": "application/pdf",
            });
        }
        ("updateOrder" | "updateCustomer" | "getFileUrl" | "generateContract", _) => {
            return json!({});
        }
        ("createSubscription", "serialNumber") => {
            return json!({"orderId": ours.get("orderId")});
        }
        ("createSubscription", _) => {
            return json!({
                "orderId": ours.get("orderId"),
                "assetSerialNumber": ours.get("serialNumber"),
            });
        }
        ("upgradeSubscription", _) => return json!({"newSku": LAPTOP}),
        ("replaceSubscriptionDevice", _) => return json!({"reason": "damaged"}),
        (operation, _) if NOT_FOUND.contains(&operation) => return json!({}),
        ("fulfillOrder", _) => {
            let serial = ours.get("serialNumber");
            return json!({"items": [{"itemId": ours.get("itemId"), "serialNumbers": [serial]}]});
        }
        ("createBillingGroup", _) => {
            return json!({
                "customerId": ours.get("customerId"), "groupName": "Office", "billingDay": 1,
                "rentalIds": [ours.get("subscriptionId")],
            });
        }
        ("updateBillingGroup", _) => return json!({"rentalIds": [ours.get("subscriptionId")]}),
        (other, _) => panic!("no body of {other}"),
    }
    order
}

/// Sets a property such as `items[].itemId`, in the first element of a list; of a list of references
/// the first.
fn put(body: &mut Value, property: &str, value: &str) {
    let mut at = body;
    for step in property.split('.') {
        at = match step.strip_suffix("[]") {
            Some(list) => &mut at[list][0],
            None => &mut at[step],
        };
    }
    let at = if at.is_array() { &mut at[0] } else { at };
    *at = json!(value);
}

async fn send(client: &Client, ours: &Things, operation: &str, body: &Value) -> Answer {
    let (method, path) = match operation {
        "createOrder" => (Method::POST, "/v1/orders".to_owned()),
        "updateOrder" => (Method::PATCH, format!("/v1/orders/{}", ours.get("orderId"))),
        "createSubscription" => (Method::POST, "/v1/subscriptions".to_owned()),
        "updateCustomer" => {
            let path = format!("/v1/customers/{}", ours.get("customerId"));
            (Method::PUT, path)
        }
        "upgradeSubscription" => (Method::POST, of_rental(ours, "upgrade")),
        "replaceSubscriptionDevice" => (Method::POST, of_rental(ours, "replace")),
        "calculateBuyoutPrice" => {
            let path = "/v1/subscriptions/calculate-buyout";
            (Method::POST, path.to_owned())
        }
        "calculateEarlyReturnFee" => {
            let path = "/v1/subscriptions/calculate-early-return-fee";
            (Method::POST, path.to_owned())
        }
        "getFileUrl" => (Method::POST, "/v1/files/url".to_owned()),
        "generateContract" => (Method::POST, "/v1/files/contracts/generate".to_owned()),
        "fulfillOrder" => {
            let path = format!("/v1/orders/{}/fulfill", ours.get("orderId"));
            (Method::POST, path)
        }
        "createBillingGroup" => (Method::POST, "/v1/billing-groups".to_owned()),
        "updateBillingGroup" => {
            let path = format!("/v1/billing-groups/{}", ours.get("billingGroupId"));
            (Method::PATCH, path)
        }
        other => panic!("no path of {other}"),
    };
    client.call(method, &path).json(body).send().await
}

fn of_rental(ours: &Things, action: &str) -> String {
    format!("/v1/subscriptions/{}/{action}", ours.get("subscriptionId"))
}

#[tokio::test]
async fn a_foreign_id_in_a_body_is_an_unknown_one() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let ours = Things::make(&app, &acme, "A").await;
    let theirs = Things::make(&app, &globex, "G").await;
    let before = (everything(&acme).await, everything(&globex).await);
    for (operation, property, thing) in REFERENCES {
        let foreign = theirs.get(thing);
        let unknown = unknown_like(foreign);
        let mut answers = Vec::new();
        for id in [foreign, &unknown] {
            let mut body = around(&ours, operation, property);
            put(&mut body, property, id);
            answers.push(send(&acme, &ours, operation, &body).await);
        }
        let (a, b) = (&answers[0], &answers[1]);
        // A file that shall be opened is a 404, as in a path (contract 2.5).
        let is_path = NOT_FOUND.contains(operation) || *property == "fileId";
        let expected = if is_path { 404 } else { 400 };
        assert_eq!(a.status, expected, "{operation} {property}: {}", a.body);
        assert_eq!(
            traits_of(a, &[foreign]),
            traits_of(b, &[&unknown]),
            "{operation} {property}"
        );
        // It is this property that was refused, not the body around it.
        let at = property.replace("[]", "[0]");
        let parts: Vec<&str> = at.split('.').collect();
        let whole = |path: &str| path == at || path.strip_suffix("[0]") == Some(&at);
        let named = |path: &str| !path.is_empty() && (whole(path) || path == parts[0]);
        let faults = a.faults();
        assert!(
            faults.is_empty() || faults.iter().any(|(path, _)| named(path)),
            "{operation} {property}: {}",
            a.body
        );
    }
    let after = (everything(&acme).await, everything(&globex).await);
    assert_eq!(after, before);
}

/// Every property of a schema, nested ones with the path to them.
fn properties(document: &Value, schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return properties(
            document,
            &document["components"]["schemas"][name],
            path,
            found,
        );
    }
    for kind in ["allOf", "oneOf", "anyOf"] {
        for part in schema[kind].as_array().into_iter().flatten() {
            properties(document, part, path, found);
        }
    }
    if !schema["items"].is_null() {
        properties(document, &schema["items"], &format!("{path}[]"), found);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        properties(document, inner, &path, found);
        found.insert(path);
    }
}

fn looks_like_a_reference(property: &str) -> bool {
    let last = property.rsplit('.').next().unwrap();
    let last = last.trim_end_matches("[]").trim_end_matches('s');
    last == "id" || last.ends_with("Id") || last.to_lowercase().ends_with("serialnumber")
}

#[test]
fn no_reference_of_the_document_is_left_untried() {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    let mut wanted = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let mut found = BTreeSet::new();
            properties(&document, schema, "", &mut found);
            let id = operation["operationId"].as_str().unwrap_or_default();
            let references = found
                .iter()
                .filter(|property| looks_like_a_reference(property));
            wanted.extend(references.map(|property| (id.to_owned(), property.clone())));
        }
    }
    let known: BTreeSet<(String, String)> = REFERENCES
        .iter()
        .chain(NO_REFERENCES)
        .map(|(operation, property, _)| ((*operation).to_owned(), (*property).to_owned()))
        .collect();
    assert_eq!(wanted, known, "each is to be tried, or told why not");
}
