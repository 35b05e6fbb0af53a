//! `FlexPortal`'s own payloads of actions on a subscription: accepted once their ids, SKUs and serial
//! numbers are real.
use serde_json::{Value, json};

use super::rented;
use crate::support::{app::TestApp, examples, given::LAPTOP};

/// A documented body with what is real in this tenant.
fn real(body: &Value, path: &str) -> Value {
    let mut body = body.clone();
    for (name, value) in [
        ("rentalId", path.rsplit('/').next().unwrap()),
        ("subscriptionId", path.rsplit('/').next().unwrap()),
        ("newSku", LAPTOP),
        ("newSerialNumber", "SN-2"),
    ] {
        if let Some(field) = body.get_mut(name) {
            *field = json!(value);
        }
    }
    body
}

#[tokio::test]
async fn every_action_takes_its_documented_bodies() {
    let app = TestApp::new().await;
    for (action, marks) in [
        ("extend", &[][..]),
        ("upgrade", &[]),
        ("replace", &["schema"]),
        ("buyout", &[]),
        ("early-return", &[]),
        ("cancel", &[]),
    ] {
        let endpoint = format!("POST /v1/subscriptions/{{subscriptionId}}/{action}");
        for body in examples::sent_to(&endpoint, marks) {
            let (acme, path) = rented(&app, json!({})).await;
            let at = format!("{path}/{action}");
            acme.post(&at, real(&body, &path)).await.ok();
        }
    }
    for calculator in ["calculate-buyout", "calculate-early-return-fee"] {
        let (acme, path) = rented(&app, json!({})).await;
        let at = format!("/v1/subscriptions/{calculator}");
        for body in examples::sent_to(&format!("POST {at}"), &["prose", "schema"]) {
            acme.post(&at, real(&body, &path)).await.ok();
        }
    }
}
