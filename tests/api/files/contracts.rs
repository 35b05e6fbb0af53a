//! Contracts: what stands on them, and that they are filed.
use axum::http::Method;
use serde_json::{Value, json};

use super::{get, order, read_pdf, view};
use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    examples,
    given::{self, LAPTOP, MONITOR, id},
};

async fn generate(client: &Client, body: Value) -> Value {
    client.post("/v1/files/contracts/generate", body).await.ok()
}

/// A tenant that says who it is, and a business's order of it.
async fn signed_up(app: &TestApp) -> (Client, Value) {
    let spec = TenantSpec {
        tax_rate_ppm: 210_000,
        settings: json!({"company": {
            "legalName": "Acme Rentals B.V.", "addressLines": ["Keizersgracht 1", "1015 CJ Amsterdam"],
            "vatNumber": "NL123456789B01", "email": "hello@acme.example",
            "contractTerms": "Devices are insured.\nCourt of Amsterdam.",
        }}),
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    let mut body = given::order_body("zoe@example.com", &[(LAPTOP, 3, 24), (MONITOR, 1, 12)]);
    body["customer"]["firstName"] = json!("Zoë");
    body["customer"]["lastName"] = json!("Łukasiewicz");
    body["customer"]["company"] = json!("Čapek & Söhne GmbH");
    body["customer"]["customerType"] = json!("business");
    body["customer"]["paymentTerms"] = json!("net_30");
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    (acme, order)
}

#[tokio::test]
async fn a_contract_says_who_rents_what_for_how_much() {
    let app = TestApp::new().await;
    let (acme, order) = signed_up(&app).await;
    let made = generate(&acme, json!({"orderId": order["orderId"]})).await;
    assert_eq!(made["orderId"], order["orderId"]);
    assert_eq!(made["tenantId"], acme.tenant.to_string());
    assert_eq!(made["expiresAt"], "2026-01-15T13:00:00Z");
    let file = acme
        .get(&format!("/v1/files/{}", id(&made, "fileId")))
        .await
        .ok();
    assert_eq!(file["filename"], made["fileName"]);
    assert_eq!(
        (&file["type"], &file["category"]),
        (&json!("contract"), &json!("generated"))
    );
    assert_eq!(file["orderId"], order["orderId"]);
    assert_eq!(file["metadata"]["contractType"], "order");
    let got = get(&app, &id(&made, "downloadUrl")).await;
    assert!(got.header("content-disposition").starts_with("attachment"));
    assert_eq!(file["fileSize"], got.bytes.len());
    let (pages, text) = read_pdf(&got.bytes);
    assert_eq!(pages, 1);
    let order_id = id(&order, "orderId");
    for said in [
        "Rental contract",
        "Acme Rentals B.V.",
        "Keizersgracht 1",
        "VAT NL123456789B01",
        "Zoë Łukasiewicz",
        "Čapek & Söhne GmbH",
        "zoe@example.com",
        "123 Main Street",
        &order_id,
        "2026-01-15",
        "30 days",
        "MacBook Pro",
        LAPTOP,
        "24 months",
        "EUR 129.00",
        "EUR 387.00",
        "EUR 416.99",
        "EUR 87.57",
        "Tax, 21 %",
        "EUR 504.56",
        "EUR 9647.88",
        "Devices are insured.",
        "Court of Amsterdam.",
        "Date, place, name",
        "Page 1 of 1",
    ] {
        assert!(text.contains(said), "no {said} in\n{text}");
    }
}

#[tokio::test]
async fn a_contract_of_an_extension_says_so() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    for (body, title) in [
        (
            json!({"contractType": "extension"}),
            "Extension of a rental contract",
        ),
        (
            json!({"templateId": "upgrade"}),
            "Upgrade of a rental contract",
        ),
        (json!({"contractType": null}), "Rental contract"),
    ] {
        let mut body = body;
        body["orderId"] = order["orderId"].clone();
        let made = generate(&acme, body).await;
        let got = get(&app, &view(&acme, &id(&made, "fileId")).await).await;
        assert!(read_pdf(&got.bytes).1.contains(title), "no {title}");
    }
}

#[tokio::test]
async fn an_order_of_500_items_has_a_contract_of_many_pages() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let items: Vec<_> = (0..500).map(|n| (LAPTOP, n % 7 + 1, 12)).collect();
    let order = given::order(&acme, &items).await;
    let made = generate(&acme, json!({"orderId": order["orderId"]})).await;
    let got = get(&app, &id(&made, "downloadUrl")).await;
    let (pages, text) = read_pdf(&got.bytes);
    assert!(pages > 10, "{pages} pages");
    assert_eq!(text.matches(LAPTOP).count(), 500);
    assert!(text.contains(&format!("Page {pages} of {pages}")));
}

#[tokio::test]
async fn a_contract_is_refused_for_no_order_and_no_template() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let (ours, theirs) = (order(&acme).await, order(&globex).await);
    let send = |body: Value| async {
        let acme = acme.clone();
        acme.post("/v1/files/contracts/generate", body).await
    };
    for unknown in [
        json!("ord_01jvcx7r0ee8qt3ks2zbm4n6wd"),
        json!("x"),
        theirs["orderId"].clone(),
    ] {
        send(json!({"orderId": unknown}))
            .await
            .refused(400, "ORDER_NOT_FOUND");
    }
    send(json!({})).await.refused(400, "VALIDATION_ERROR");
    let body = json!({"orderId": ours["orderId"], "contractType": "lease"});
    let refused = send(body).await.refused(400, "TEMPLATE_NOT_FOUND");
    assert!(
        refused
            .message()
            .contains("`order`, `extension` or `upgrade`"),
        "{}",
        refused.message()
    );
    assert_eq!(acme.get("/v1/files").await.ok()["count"], 0);
}

#[tokio::test]
async fn a_repeated_request_makes_one_contract() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    let body = json!({"orderId": order["orderId"]});
    let send = || {
        let call = acme
            .call(Method::POST, "/v1/files/contracts/generate")
            .key("c-1");
        call.json(&body).send()
    };
    let (first, again) = (send().await, send().await);
    assert_eq!(first.status, 201);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(acme.get("/v1/files").await.ok()["count"], 1);
    assert_eq!(get(&app, &id(&again.ok(), "downloadUrl")).await.status, 200);
    let timeline = format!("/v1/orders/{}/timeline", id(&order, "orderId"));
    let told = acme.get(&timeline).await.ok();
    assert_eq!(told["timeline"][0]["action"], "order.contract_generated");
}

#[tokio::test]
async fn flexportals_own_payloads_are_accepted() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    let mut file = String::new();
    for mut body in examples::sent_to("POST /v1/files/contracts/generate", &[]) {
        body["orderId"] = order["orderId"].clone();
        file = id(&generate(&acme, body).await, "fileId");
    }
    for mut body in examples::sent_to("POST /v1/files/url", &["prose download", "prose upload"]) {
        if body.get("fileId").is_some() {
            body["fileId"] = json!(file);
        }
        acme.post("/v1/files/url", body).await.ok();
    }
    for body in examples::sent_to("DELETE /v1/files/{fileId}", &[]) {
        let path = format!("/v1/files/{file}");
        acme.call(Method::DELETE, &path)
            .json(&body)
            .send()
            .await
            .ok();
    }
}
