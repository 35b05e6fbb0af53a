//! Recording assets.
use serde_json::json;

use crate::support::{
    app::{TenantSpec, TestApp},
    examples,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn serial_number_and_sku_are_enough() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = json!({"serialNumber": "SN1", "sku": LAPTOP, "productName": "Mine",
        "createdAt": "2001-01-01"});
    let answer = acme.post("/v1/assets", body).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let asset = answer.ok()["asset"].clone();
    assert_eq!(asset["status"], "available");
    assert_eq!(asset["productName"], "MacBook Pro 16\"");
    assert_eq!(asset["acquisitionDate"], "2026-01-15");
    assert_eq!(asset["createdAt"], "2026-01-15T12:00:00Z");
    assert_eq!(acme.get("/v1/assets/SN1").await.ok(), asset);
}

#[tokio::test]
async fn today_is_the_tenants() {
    let app = TestApp::new().await;
    let far = app
        .tenant_with(TenantSpec {
            time_zone: "Pacific/Kiritimati",
            ..TenantSpec::default()
        })
        .await;
    given::laptop(&far).await;
    let asset = given::asset(&far, "SN1", LAPTOP).await;
    assert_eq!(asset["acquisitionDate"], "2026-01-16");
}

#[tokio::test]
async fn official_examples_are_accepted() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for sku in ["MACBOOK-PRO-16-M3-18GB-SILVER", "MACBOOK-PRO-16-M3-A"] {
        given::product(&acme, sku, "MacBook", [4.0, 3.0, 2.0, 1.0]).await;
    }
    let mut serials = Vec::new();
    for example in examples::sent_to("POST /v1/assets", &["spec example"]) {
        let serial = id(&example, "serialNumber");
        let known = serials.contains(&serial);
        let answer = acme.post("/v1/assets", example).await;
        if known {
            answer.refused(409, "ASSET_EXISTS");
        } else {
            answer.ok();
            serials.push(serial);
        }
    }
    for example in examples::sent_to("PATCH /v1/assets/{serialNumber}", &["spec example"]) {
        let path = "/v1/assets/C02ZX1Y2MD6T";
        let patched = acme.patch(path, example.clone()).await.ok()["asset"].clone();
        assert_eq!(acme.put(path, example.clone()).await.ok()["asset"], patched);
        for (field, value) in example.as_object().unwrap() {
            assert_eq!(&patched[field], value);
        }
    }
}

#[tokio::test]
async fn an_unknown_sku_names_the_nearest() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    let body = json!({"serialNumber": "SN1", "sku": "MACBOOK-PRO-16-M4"});
    let answer = acme
        .post("/v1/assets", body)
        .await
        .refused(400, "VARIANT_NOT_FOUND");
    assert_eq!(answer.faults(), [("sku", "VARIANT_NOT_FOUND")]);
    assert!(answer.message().contains(LAPTOP), "{}", answer.message());
    // Another tenant's catalog is not this one's.
    let other = app.tenant().await;
    let body = json!({"serialNumber": "SN1", "sku": LAPTOP});
    let answer = other
        .post("/v1/assets", body)
        .await
        .refused(400, "VARIANT_NOT_FOUND");
    assert!(!answer.message().contains("mean"), "{}", answer.message());
}

#[tokio::test]
async fn an_inactive_variant_takes_no_assets() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let product = format!("/v1/products/{}", id(&saved, "productId"));
    acme.delete(&product).await.ok();
    let body = json!({"serialNumber": "SN1", "sku": LAPTOP});
    let answer = acme.post("/v1/assets", body).await;
    answer.refused(400, "VARIANT_INACTIVE");
}

#[tokio::test]
async fn a_serial_number_is_taken_once_in_a_tenant() {
    let app = TestApp::new().await;
    let (acme, other) = (app.tenant().await, app.tenant().await);
    for client in [&acme, &other] {
        given::laptop(client).await;
        given::asset(client, "SN1", LAPTOP).await;
        // Compared to the letter.
        given::asset(client, "sn1", LAPTOP).await;
    }
    let body = json!({"serialNumber": "SN1", "sku": LAPTOP});
    let answer = acme.post("/v1/assets", body).await;
    answer.refused(409, "ASSET_EXISTS");
    let unknown = json!({"serialNumber": "SN1", "sku": "X"});
    let answer = acme.post("/v1/assets", unknown).await;
    answer.refused(400, "VARIANT_NOT_FOUND");
}

#[tokio::test]
async fn a_serial_number_may_hold_anything() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for (serial, encoded) in [
        ("A/B C", "A%2FB%20C"),
        ("50%", "50%25"),
        ("Nº?#1", "N%C2%BA%3F%231"),
        (" x ", "%20x%20"),
    ] {
        given::asset(&acme, serial, LAPTOP).await;
        let path = format!("/v1/assets/{encoded}");
        assert_eq!(acme.get(&path).await.ok()["serialNumber"], serial);
        acme.patch(&path, json!({"notes": "n"})).await.ok();
        assert_eq!(acme.delete(&path).await.ok()["serialNumber"], serial);
    }
    for serial in ["", "   ", &"x".repeat(256)] {
        let body = json!({"serialNumber": serial, "sku": LAPTOP});
        let answer = acme.post("/v1/assets", body).await;
        answer.refused(400, "VALIDATION_ERROR");
    }
    let path = format!("/v1/assets/{}", "x".repeat(3000));
    acme.get(&path).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"acquisitionCost": 1.001, "acquisitionDate": "soon", "status": "lost",
        "notes": "n".repeat(5001), "location": 1});
    let answer = acme
        .post("/v1/assets", body)
        .await
        .refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    assert_eq!(
        paths,
        [
            "serialNumber",
            "sku",
            "status",
            "location",
            "acquisitionCost",
            "acquisitionDate",
            "notes"
        ]
    );
}

#[tokio::test]
async fn contracts_alone_rent_out_and_sell_a_new_asset() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let new = |status: &str| {
        let serial = format!("SN-{status}");
        json!({"serialNumber": serial, "sku": LAPTOP, "status": status})
    };
    for status in ["rented_out", "sold", "broken"] {
        let answer = acme.post("/v1/assets", new(status)).await;
        let answer = answer.refused(400, "INVALID_STATUS");
        assert_eq!(answer.faults(), [("status", "INVALID_STATUS")]);
    }
    for status in ["available", "returned", "unavailable"] {
        let asset = acme.post("/v1/assets", new(status)).await.ok()["asset"].clone();
        assert_eq!(asset["status"], status);
        let path = format!("/v1/assets/SN-{status}");
        for wrong in ["rented_out", "availabel"] {
            let answer = acme.patch(&path, json!({"status": wrong})).await;
            answer.refused(400, "INVALID_STATUS");
        }
    }
}
