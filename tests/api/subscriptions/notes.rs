//! Notes of subscriptions.
use axum::http::Method;
use serde_json::{Value, json};

use super::{PATH, shop};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn notes_are_replaced_unless_somebody_was_faster() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    given::asset(&acme, "L-1", LAPTOP).await;
    let rental = id(&given::subscription(&acme, &order, "L-1").await, "rentalId");
    let (path, notes) = (format!("{PATH}/{rental}"), format!("{PATH}/{rental}/notes"));

    let call = || {
        let call = acme.call(Method::PATCH, &notes).key("n-1");
        call.json(&json!({"notes": "Morning slots."})).send()
    };
    let first = call().await;
    assert_eq!((first.status, first.etag()), (200, "\"2\""));
    assert_eq!(first.body["rentalId"], json!(rental));
    assert_eq!(call().await.bytes, first.bytes);
    assert_eq!(acme.get(&path).await.ok()["notes"], "Morning slots.");

    let call = acme.call(Method::PATCH, &notes).if_match("\"1\"");
    let stale = call.json(&json!({"notes": "Late"})).send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    let call = acme.call(Method::PATCH, &notes).if_match("\"2\"");
    let cleared = call.json(&json!({"notes": ""})).send().await;
    assert_eq!(cleared.etag(), "\"3\"");
    assert_eq!(acme.get(&path).await.ok()["notes"], Value::Null);

    let entries: Vec<(String, String)> = sqlx::query_as(
        "select action, summary from timeline_entries \
         where tenant_id = $1 and entity_type = 'subscription' and action <> 'subscription.created'",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let entry = (
        "subscription.updated".to_owned(),
        "Notes replaced".to_owned(),
    );
    assert_eq!(entries, [entry.clone(), entry]);

    for body in [
        json!({}),
        json!({"notes": null}),
        json!({"notes": "x".repeat(5001)}),
    ] {
        let answer = acme.patch(&notes, body).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults()[0].0, "notes");
    }
    for unknown in ["sub_1", "sub_01j9z3k5m8e9fvq2x7c4b6n8p0"] {
        let path = format!("{PATH}/{unknown}/notes");
        let answer = acme.patch(&path, json!({"notes": "x"})).await;
        answer.refused(404, "NOT_FOUND");
    }
}
