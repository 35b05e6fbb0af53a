//! `autoPick`: the server chooses.
use serde_json::{Value, json};

use super::{fulfil, shop, status_of};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR},
};

fn serials(done: &Value) -> Vec<&str> {
    let results = done["results"].as_array().unwrap().iter();
    let mut serials: Vec<&str> = results
        .map(|unit| unit["serialNumber"].as_str().unwrap())
        .collect();
    serials.sort_unstable();
    serials
}

#[tokio::test]
async fn the_oldest_available_assets_are_picked() {
    let app = TestApp::new().await;
    let acme = shop(&app, 5, 2).await;
    let aside = json!({"status": "unavailable"});
    acme.patch("/v1/assets/L-2", aside).await.ok();
    let order = given::order(&acme, &[(MONITOR, 1, 12), (LAPTOP, 1, 24), (LAPTOP, 2, 12)]).await;
    let done = fulfil(&acme, &order, json!({"autoPick": "oldest"}))
        .await
        .ok();
    assert_eq!(serials(&done), ["L-1", "L-3", "L-4", "M-1"]);
    assert_eq!(done["order"]["status"], "fulfilled");
    // The older one went to the item that stands first.
    let first = &done["results"].as_array().unwrap();
    let of = |serial: &str| first.iter().find(|unit| unit["serialNumber"] == serial);
    assert_eq!(of("L-1").unwrap()["itemId"], order["items"][1]["itemId"]);
    assert_eq!(status_of(&acme, "L-5").await, "available");
}

#[tokio::test]
async fn too_few_assets_refuse_all_and_take_none() {
    let app = TestApp::new().await;
    let acme = shop(&app, 1, 1).await;
    let order = given::order(&acme, &[(LAPTOP, 3, 12), (MONITOR, 1, 12)]).await;
    let refused = fulfil(&acme, &order, json!({"autoPick": "oldest"})).await;
    let refused = refused.refused(400, "ASSET_NOT_AVAILABLE");
    assert_eq!(refused.faults(), [("autoPick", "ASSET_NOT_AVAILABLE"); 2]);
    assert!(refused.body.to_string().contains(LAPTOP));
    for serial in ["L-1", "M-1"] {
        assert_eq!(status_of(&acme, serial).await, "available");
    }
}
