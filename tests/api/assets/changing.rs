//! Changing and deleting assets.
use axum::http::Method;
use serde_json::{Value, json};

use super::rent_out;
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP},
};

#[tokio::test]
async fn an_asset_in_a_contract_keeps_its_status() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let (customer, subscription) = rent_out(&acme, "SN1", LAPTOP).await;
    let path = "/v1/assets/SN1";
    for status in ["available", "returned", "sold", "unavailable"] {
        let answer = acme.patch(path, json!({"status": status})).await;
        answer.refused(409, "ASSET_IN_USE");
    }
    acme.delete(path).await.refused(409, "ASSET_IN_USE");
    // All else may change, and the whole document may come back.
    let mut asset = acme.get(path).await.ok();
    assert_eq!(asset["customerId"], customer);
    assert_eq!(asset["rentalId"], subscription);
    assert_eq!(asset["subscriptionId"], asset["rentalId"]);
    asset["location"] = json!("With customer");
    let answer = acme.put(path, asset).await.ok()["asset"].clone();
    assert_eq!(answer["location"], "With customer");
    assert_eq!(answer["sku"], LAPTOP);
    assert_eq!(answer["status"], "rented_out");
}

#[tokio::test]
async fn an_asset_keeps_its_serial_number_and_its_sku() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let path = "/v1/assets/SN1";
    for method in [Method::PATCH, Method::PUT] {
        let send = |body: Value| acme.call(method.clone(), path).json(&body).send();
        let other = json!({"serialNumber": "SN2", "variantSku": "OTHER", "notes": "x"});
        let answer = send(other).await.refused(400, "VALIDATION_ERROR");
        let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, ["serialNumber", "variantSku"]);
        let same = json!({"assetSerialNumber": "SN1", "sku": LAPTOP});
        assert_eq!(send(same).await.etag(), "\"1\"");
    }
}

#[tokio::test]
async fn what_cannot_be_emptied_takes_no_null() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let nothing = json!({
        "serialNumber": null, "sku": null, "status": null, "acquisitionDate": null,
    });
    let answer = acme.patch("/v1/assets/SN1", nothing).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, ["serialNumber", "sku", "status", "acquisitionDate"]);
}

#[tokio::test]
async fn two_names_of_a_field_say_the_same() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = json!({
        "serialNumber": "A", "assetSerialNumber": "B", "sku": LAPTOP, "variantSku": "OTHER",
    });
    let answer = acme.post("/v1/assets", body).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let expected = [("assetSerialNumber", "custom"), ("variantSku", "custom")];
    assert_eq!(answer.faults(), expected);
    let body = json!({
        "serialNumber": null, "assetSerialNumber": "A", "sku": LAPTOP, "variantSku": LAPTOP,
    });
    let asset = acme.post("/v1/assets", body).await.ok();
    assert_eq!(asset["asset"]["serialNumber"], "A");
}

#[tokio::test]
async fn fields_are_set_left_alone_and_emptied() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = json!({"serialNumber": "SN1", "sku": LAPTOP, "location": "Here",
        "condition": "New", "notes": "n", "acquisitionCost": 10.5,
        "acquisitionDate": "2025-12-31T23:00:00Z"});
    let asset = acme.post("/v1/assets", body).await.ok()["asset"].clone();
    assert_eq!(asset["acquisitionDate"], "2025-12-31");
    assert_eq!(asset["acquisitionCost"], 10.5);
    let path = "/v1/assets/SN1";
    let edit = json!({"location": null, "acquisitionCost": null, "condition": "Good"});
    let answer = acme.patch(path, edit.clone()).await;
    assert_eq!(answer.etag(), "\"2\"");
    let asset = answer.ok()["asset"].clone();
    assert_eq!(asset["location"], Value::Null);
    assert_eq!(asset["acquisitionCost"], Value::Null);
    assert_eq!(
        (&asset["condition"], &asset["notes"]),
        (&json!("Good"), &json!("n"))
    );
    // The same again changes nothing.
    assert_eq!(acme.patch(path, edit).await.etag(), "\"2\"");
    assert_eq!(acme.call(Method::PATCH, path).send().await.etag(), "\"2\"");
}

#[tokio::test]
async fn a_deleted_asset_can_come_back() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let path = "/v1/assets/SN1";
    for _ in 0..2 {
        let answer = acme.delete(path).await;
        assert_eq!((answer.status, answer.etag()), (200, "\"2\""));
    }
    assert_eq!(acme.get(path).await.ok()["status"], "unavailable");
    let answer = acme.patch(path, json!({"status": "available"})).await.ok();
    assert_eq!(answer["asset"]["status"], "available");
}

#[tokio::test]
async fn a_stale_etag_is_refused() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let body = json!({"notes": "x"});
    for method in [Method::PATCH, Method::PUT, Method::DELETE] {
        let call = acme.call(method, "/v1/assets/SN1").if_match("\"9\"");
        let answer = call.json(&body).send().await;
        answer.refused(412, "PRECONDITION_FAILED");
    }
    let call = acme.call(Method::PUT, "/v1/assets/SN1").if_match("\"1\"");
    assert_eq!(call.json(&body).send().await.etag(), "\"2\"");
}

#[tokio::test]
async fn a_repeated_key_gives_the_first_answer() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let create = json!({"serialNumber": "SN1", "sku": LAPTOP});
    let patch = json!({"notes": "x"});
    for (method, path, body, status) in [
        (Method::POST, "/v1/assets", create, 201),
        (Method::PATCH, "/v1/assets/SN1", patch.clone(), 200),
        (Method::PUT, "/v1/assets/SN1", patch, 200),
    ] {
        let send = || async {
            let call = acme.call(method.clone(), path).key("k");
            call.json(&body).send().await
        };
        let (first, second) = (send().await, send().await);
        assert_eq!(first.status, status, "{}", first.body);
        assert_eq!(first.bytes, second.bytes);
        assert_eq!(second.header("idempotent-replayed"), Some("true"));
    }
}

#[tokio::test]
async fn another_tenants_asset_does_not_exist() {
    let app = TestApp::new().await;
    let (acme, other) = (app.tenant().await, app.tenant().await);
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    let path = "/v1/assets/SN1";
    other.get(path).await.refused(404, "NOT_FOUND");
    other
        .patch(path, json!({"notes": "x"}))
        .await
        .refused(404, "NOT_FOUND");
    other
        .put(path, json!({"notes": "x"}))
        .await
        .refused(404, "NOT_FOUND");
    other.delete(path).await.refused(404, "NOT_FOUND");
    assert_eq!(other.get("/v1/assets").await.ok()["count"], 0);
}

#[tokio::test]
async fn an_asset_tells_its_history() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN1", LAPTOP).await;
    acme.patch("/v1/assets/SN1", json!({"acquisitionCost": 5}))
        .await
        .ok();
    acme.delete("/v1/assets/SN1").await.ok();
    let life = acme.get("/v1/assets/SN1/history").await.ok();
    let told = life["timeline"].as_array().unwrap().iter();
    let told: Vec<&Value> = told.map(|entry| &entry["summary"]).collect();
    assert_eq!(told[..2], ["Asset taken out of use", "Asset updated"]);
    acme.patch("/v1/assets/SN1", json!({"status": "available"}))
        .await
        .ok();
    let life = acme.get("/v1/assets/SN1/history").await.ok();
    let told = &life["timeline"][0]["summary"];
    assert_eq!(told, "Asset updated, now available");
    let rows: Vec<(String, Value)> = sqlx::query_as(
        "select action, changes from timeline_entries \
         where tenant_id = $1 and entity_type = 'asset' and entity_id = 'SN1' order by id",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let actions: Vec<&str> = rows.iter().map(|(action, _)| action.as_str()).collect();
    let expected = [
        "asset.created",
        "asset.updated",
        "asset.deleted",
        "asset.updated",
    ];
    assert_eq!(actions, expected);
    assert_eq!(
        rows[1].1,
        json!([{"field": "acquisitionCost", "from": null, "to": 5}])
    );
}
