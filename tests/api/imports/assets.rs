//! Assets from files.
use axum::http::Method;
use serde_json::json;

use super::{ASSETS, file, form, import, refused, skipped};
use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP},
};

#[tokio::test]
async fn assets_are_recorded_under_every_name_of_a_column() {
    let app = TestApp::new().await;
    for csv in [
        format!(
            "serialNumber,sku,acquisitionCost,acquisitionDate,location\nSN-1,{LAPTOP},1499.5,2025-06-01,Shelf 1\n"
        ),
        format!("Serial Number;SKU;Cost;Date;Location\nSN-1;{LAPTOP};1499.50;2025-06-01;Shelf 1"),
        format!(
            "SERIAL\tvariant_sku\tpurchase price\tPurchase Date\tlocation\nSN-1\t{LAPTOP}\t1499.5\t2025-06-01\tShelf 1"
        ),
    ] {
        let acme = app.tenant().await;
        given::laptop(&acme).await;
        let imported = import(&acme, ASSETS, &csv).await;
        assert_eq!(imported["created"], 1, "{imported}");
        let asset = acme.get("/v1/assets/SN-1").await.ok();
        assert_eq!(asset["status"], "available");
        assert_eq!(asset["acquisitionCost"], 1499.5);
        assert_eq!(asset["acquisitionDate"], "2025-06-01");
        assert_eq!(asset["location"], "Shelf 1");
        assert_eq!(asset["productName"], "MacBook Pro 16\"");
    }
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let csv = format!("serialNumber,sku\nSN-1,{LAPTOP}\n");
    assert_eq!(
        form(&acme, ASSETS, "b", &csv).send().await.ok()["created"],
        1
    );
    assert_eq!(
        acme.get("/v1/assets/SN-1").await.ok()["acquisitionDate"],
        "2026-01-15"
    );
}

#[tokio::test]
async fn bad_rows_are_told_by_number_and_the_others_recorded() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let product = given::laptop(&acme).await;
    given::asset(&acme, "HERE", LAPTOP).await;
    given::monitor(&acme).await;
    let variants = acme.get("/v1/products/variants?sku=DELL").await.ok();
    let id = given::id(&variants["variants"][0], "variantId");
    let path = format!("/v1/products/variants/{id}/status");
    acme.patch(&path, json!({"status": "inactive"})).await.ok();
    assert!(product["success"].as_bool().unwrap());
    let csv = format!(
        "serialNumber,sku,status,acquisitionCost,notes\n\
         SN-1,{LAPTOP},,,\"two\nlines\"\n\
         HERE,{LAPTOP},,,\n\
         SN-2,MACBOOK-PRO-16-M4,,,\n\
         SN-1,{LAPTOP},,,\n\
         ,{LAPTOP},,,\n\
         SN-3,{LAPTOP},sold,,\n\
         SN-4,{LAPTOP},,1499.999,\n\
         SN-5,{},,,\n\
         SN-6,{LAPTOP},returned,10,\n",
        given::MONITOR
    );
    let imported = import(&acme, ASSETS, &csv).await;
    assert_eq!(
        skipped(&imported),
        [
            (3, "ASSET_EXISTS"),
            (4, "VARIANT_NOT_FOUND"),
            (5, "ASSET_EXISTS"),
            (6, "VALIDATION_ERROR"),
            (7, "INVALID_STATUS"),
            (8, "VALIDATION_ERROR"),
            (9, "VARIANT_INACTIVE"),
        ]
    );
    assert_eq!(imported["errors"][0]["serialNumber"], "HERE");
    let hint = imported["errors"][1]["error"].as_str().unwrap();
    assert!(hint.contains(LAPTOP), "{hint}");
    assert_eq!(imported["errors"][5]["field"], "acquisitionCost");
    assert_eq!(imported["summary"]["assetsCreated"], 2);
    assert_eq!(imported["summary"]["totalRows"], 9);
    assert_eq!(acme.get("/v1/assets/SN-6").await.ok()["status"], "returned");
}

#[tokio::test]
async fn what_is_exported_can_be_imported() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    for tenant in [&acme, &globex] {
        given::laptop(tenant).await;
    }
    for (n, notes) in ["=1+1", "'quoted", "a \"b\", c\nd", "+31 6", "-5", "''-x"]
        .iter()
        .enumerate()
    {
        let body = json!({"serialNumber": format!("SN-{n}"), "sku": LAPTOP, "notes": notes,
            "acquisitionCost": 10.5, "condition": "Good", "status": "returned"});
        acme.post("/v1/assets", body).await.ok();
    }
    let export = acme
        .call(Method::GET, "/v1/assets")
        .accept("text/csv")
        .send()
        .await;
    let imported = file(&globex, ASSETS, export.bytes).send().await.ok();
    assert_eq!(imported["created"], 6, "{imported}");
    for n in 0..6 {
        let path = format!("/v1/assets/SN-{n}");
        let (ours, theirs) = (acme.get(&path).await.ok(), globex.get(&path).await.ok());
        for field in [
            "notes",
            "acquisitionCost",
            "condition",
            "status",
            "acquisitionDate",
            "sku",
        ] {
            assert_eq!(ours[field], theirs[field]);
        }
    }
}

#[tokio::test]
async fn recording_by_file_asks_for_the_right_to_record() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        permissions: vec!["assets:read", "catalog:write"],
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    let call = file(&acme, ASSETS, "serialNumber,sku\n");
    refused(call, 403, "INSUFFICIENT_PERMISSIONS").await;
}
