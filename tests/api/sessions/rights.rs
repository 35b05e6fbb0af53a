//! A session opens what its key opens, and shows it.
use axum::http::Method;
use flexorder::kernel::id::TenantId;
use serde_json::{Value, json};

use super::{Browser, LOOPBACK, begin};
use crate::support::{app::TestApp, operations};

#[tokio::test]
async fn every_operation_asks_the_keys_permission_of_a_session_too() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let key = app
        .api_key(acme.organization, Some(acme.tenant), &["orders:write"])
        .await;
    let browser = Browser::signed_in(&acme.with_key(&key)).await;
    for operation in operations::all() {
        let path = operation.path_for("ord_01j9z3k5m8e9fvq2x7c4b6n8p0");
        let method = operation.method.clone();
        let answer = browser.ask(method, &path, operation.body.as_ref()).await;
        let mut enough = operation.others.iter().chain([&operation.permission]);
        if enough.any(|permission| permission.starts_with("orders:")) {
            assert!(![401, 403].contains(&answer.status), "{}", operation.id);
        } else {
            answer.refused(403, "INSUFFICIENT_PERMISSIONS");
        }
    }
}

#[tokio::test]
async fn a_session_works_in_the_tenants_of_its_key_and_in_no_other() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let second = another_tenant(&app, &acme, "Zeta").await;
    let wide = app.api_key(acme.organization, None, &["*"]).await;
    let mut browser = Browser::signed_in(&acme.with_key(&wide)).await;
    browser.tenant = second.to_string();
    assert_eq!(browser.get("/v1/orders").await.status, 200);
    let session = browser.get("/v1/session").await.ok();
    assert_eq!(session["tenantId"], second.to_string());
    let names: Vec<&Value> = session["tenants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tenant| &tenant["name"])
        .collect();
    assert_eq!(names, ["Acme", "Zeta"]);
    for foreign in [globex.tenant_header.as_str(), "nobody"] {
        browser.tenant = foreign.to_owned();
        for path in ["/v1/orders", "/v1/session"] {
            browser.get(path).await.refused(403, "NO_TENANT_ACCESS");
        }
    }
    // Without a word on it, `Tenant-ID` is asked for, and the session tells where it began.
    browser.tenant.clear();
    browser
        .get("/v1/orders")
        .await
        .refused(403, "NO_TENANT_ACCESS");
    let session = browser.get("/v1/session").await.ok();
    assert_eq!(session["tenantId"], acme.tenant.to_string());

    let mut bound = Browser::signed_in(&acme).await;
    let session = bound.get("/v1/session").await.ok();
    assert_eq!(session["tenants"].as_array().unwrap().len(), 1);
    bound.tenant = second.to_string();
    bound
        .get("/v1/orders")
        .await
        .refused(403, "NO_TENANT_ACCESS");
}

/// A further tenant of a client's organization.
async fn another_tenant(
    app: &TestApp,
    of: &crate::support::client::Client,
    name: &str,
) -> TenantId {
    let id = TenantId::generate(app.clock.now());
    sqlx::query(
        "insert into platform.tenants (id, organization_id, handle, name, currency, time_zone, \
         country, tax_rate_ppm, tax_inclusive, settings, version, created_at, updated_at) \
         select $1, organization_id, 'z-' || replace($1::text, '-', ''), $3, currency, time_zone, \
         country, tax_rate_ppm, tax_inclusive, settings, 1, created_at, updated_at \
         from platform.tenants where id = $2",
    )
    .bind(id)
    .bind(of.tenant)
    .bind(name)
    .execute(&app.owner)
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn permissions_are_told_with_those_they_include() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for (given, told) in [
        (
            &["orders:write", "assets:read"][..],
            json!(["orders:read", "orders:write", "assets:read"]),
        ),
        (&["payments:read"], json!(["payments:read"])),
    ] {
        let key = app
            .api_key(acme.organization, Some(acme.tenant), given)
            .await;
        let mut browser = Browser::at(LOOPBACK, &acme);
        assert_eq!(browser.sign_in(&key).await.ok()["permissions"], told);
    }
    let mut browser = Browser::at(LOOPBACK, &acme);
    let all = browser.sign_in(&acme.key).await.ok();
    let all = all["permissions"].as_array().unwrap();
    let mut asked: Vec<Value> = operations::all()
        .into_iter()
        .map(|operation| json!(operation.permission))
        .collect();
    asked.retain(|permission| !all.contains(permission));
    assert!(asked.is_empty(), "the star does not tell {asked:?}");
}

#[tokio::test]
async fn a_tenant_is_told_with_what_a_page_shows_of_it() {
    let app = TestApp::new().await;
    let acme = app
        .tenant_with(crate::support::app::TenantSpec {
            currency: "USD",
            time_zone: "America/New_York",
            tax_rate_ppm: 70_000,
            tax_inclusive: true,
            settings: json!({"terms": [12, 24], "defaultTerm": 24, "requireConfirmation": true}),
            ..Default::default()
        })
        .await;
    let browser = Browser::signed_in(&acme).await;
    let mut tenant = browser.get("/v1/session").await.ok()["tenants"][0].take();
    tenant.as_object_mut().unwrap().remove("handle");
    let expected = json!({
        "tenantId": acme.tenant.to_string(), "name": "Acme", "currency": "USD",
        "currencyDecimals": 2, "timeZone": "America/New_York", "country": "Netherlands", "dateFormat": "yyyy-MM-dd",
        "contractTerms": [12, 24], "defaultContractTerm": 24, "requireConfirmation": true,
        "taxRate": 7, "taxInclusive": true,
    });
    assert_eq!(tenant, expected);
}

#[tokio::test]
async fn an_integrator_may_ask_what_a_key_may_do() {
    let (_, acme, _) = begin().await;
    let answer = acme.get("/v1/session").await.ok();
    assert_eq!(answer["tenantId"], acme.tenant.to_string());
    assert_eq!(answer["expiresAt"], Value::Null);
    let nowhere = acme
        .call(Method::GET, "/v1/session")
        .header("tenant-id", "")
        .send()
        .await
        .ok();
    assert_eq!(nowhere["tenantId"], Value::Null);
    assert_eq!(nowhere["tenants"][0]["tenantId"], acme.tenant.to_string());
    let nobody = acme
        .call(Method::GET, "/v1/session")
        .header("authorization", "")
        .send()
        .await;
    nobody.refused(401, "AUTH_REQUIRED");
}

#[tokio::test]
async fn the_timeline_names_the_key() {
    let (_, acme, browser) = begin().await;
    crate::support::given::laptop(&acme).await;
    let body = crate::support::given::order_body(
        "john@example.com",
        &[(crate::support::given::LAPTOP, 1, 12)],
    );
    let order = browser.post("/v1/orders", &body).await.ok();
    let path = format!("/v1/orders/{}/timeline", order["orderId"].as_str().unwrap());
    let timeline = browser.get(&path).await.ok();
    let by = timeline.to_string();
    let key = browser.get("/v1/session").await.ok();
    assert!(by.contains(key["apiKeyId"].as_str().unwrap()), "{by}");
}
