//! Another device in the same contract.
use serde_json::json;

use super::{asset, events, figures, payments, rented};
use crate::support::{
    app::TestApp,
    given::{self, MONITOR},
};

#[tokio::test]
async fn the_contract_goes_on_with_the_new_device() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let before = payments(&acme, &path).await;
    let reason = "Battery failure - device won't hold charge";
    let body = json!({"newSerialNumber": "SN-2", "reason": reason, "insuranceClaim": true});
    let done = acme.post(&format!("{path}/replace"), body).await.ok();
    assert_eq!(done["oldSerialNumber"], "SN-1");
    assert_eq!(
        (&done["newSerialNumber"], &done["reason"]),
        (&json!("SN-2"), &json!(reason))
    );
    let rental = acme.get(&path).await.ok();
    assert_eq!(rental["status"], "active");
    assert_eq!(rental["assetSerialNumber"], "SN-2");
    assert_eq!(rental["currentSerialNumber"], "SN-2");
    let past = &rental["replacementHistory"][0];
    assert_eq!(past["previousSerialNumber"], "SN-1");
    assert_eq!(past["replacementReason"], "defective");
    assert_eq!(past["insuranceClaim"], true);
    let (old, new) = (asset(&acme, "SN-1").await, asset(&acme, "SN-2").await);
    assert_eq!(old["status"], "unavailable");
    assert!(old["notes"].as_str().unwrap().contains(reason));
    assert_eq!(
        (&new["status"], &new["rentalId"]),
        (&json!("rented_out"), &rental["rentalId"])
    );
    assert_eq!(payments(&acme, &path).await, before);
    assert_eq!(figures(&acme).await, (json!(1), json!(159)));
    let types = ["asset.assigned", "asset.returned", "subscription.ended"];
    assert_eq!(events(&app, &acme, &types).await, [2, 0, 0]);
    // Back to the first one, once it is mended.
    let body = json!({"status": "available"});
    acme.patch("/v1/assets/SN-1", body).await.ok();
    let body = json!({"newSerialNumber": "SN-1", "replacementReason": "stolen"});
    let done = acme.post(&format!("{path}/replace"), body).await.ok();
    assert_eq!(
        done["rental"]["replacementHistory"][1]["replacementReason"],
        "stolen"
    );
}

#[tokio::test]
async fn a_device_that_does_not_fit_is_refused() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    given::monitor(&acme).await;
    given::asset(&acme, "M-1", MONITOR).await;
    let at = format!("{path}/replace");
    for (body, code) in [
        (
            json!({"newSerialNumber": "SN-9", "reason": "x"}),
            "ASSET_NOT_FOUND",
        ),
        (
            json!({"newSerialNumber": "SN-1", "reason": "x"}),
            "ASSET_NOT_AVAILABLE",
        ),
        (
            json!({"newSerialNumber": "M-1", "reason": "x"}),
            "SKU_MISMATCH",
        ),
        (
            json!({"newSerialNumber": "SN-2", "newSku": MONITOR, "reason": "x"}),
            "SKU_MISMATCH",
        ),
        (json!({"newSerialNumber": "SN-2"}), "VALIDATION_ERROR"),
        (json!({"reason": "x"}), "VALIDATION_ERROR"),
        (
            json!({"newSerialNumber": "SN-2", "reason": "x", "rentalId": "y"}),
            "VALIDATION_ERROR",
        ),
    ] {
        acme.post(&at, body).await.refused(400, code);
    }
    assert_eq!(asset(&acme, "SN-1").await["status"], "rented_out");
    acme.post(&format!("{path}/cancel"), json!({"reason": "other"}))
        .await
        .ok();
    let body = json!({"newSerialNumber": "SN-2", "reason": "x"});
    acme.post(&at, body)
        .await
        .refused(400, "SUBSCRIPTION_NOT_ACTIVE");
}
