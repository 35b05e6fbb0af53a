//! Notes on customers: written, listed, corrected, followed up on, removed.
use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::{self, LAPTOP, id},
};

/// The path of a fresh customer's notes.
async fn notes(acme: &Client, email: &str) -> String {
    let order = acme
        .post("/v1/orders", given::order_body(email, &[(LAPTOP, 1, 12)]))
        .await
        .ok();
    format!(
        "/v1/customers/{}/notes",
        id(&order["order"]["customer"], "customerId")
    )
}

async fn client(app: &TestApp) -> (Client, String) {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let path = notes(&acme, "john@example.com").await;
    (acme, path)
}

async fn note(acme: &Client, path: &str, body: Value) -> Value {
    acme.post(path, body).await.ok()["note"].clone()
}

#[tokio::test]
async fn a_note_is_written_read_and_told_of() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let body = json!({"type": "phone", "summary": "Wants three more.", "date": "2026-01-14",
                      "followUpOn": "2026-03-02"});
    let answer = acme.post(&path, body).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let note = answer.ok()["note"].clone();
    assert_eq!(note["type"], "phone");
    assert_eq!(note["summary"], "Wants three more.");
    assert_eq!(
        (&note["date"], &note["followUpOn"]),
        (&json!("2026-01-14"), &json!("2026-03-02"))
    );
    assert_eq!(note["followUpDone"], false);
    assert_eq!(note["createdBy"]["displayName"], "test");
    let one = acme
        .get(&format!("/v1/customer-notes/{}", id(&note, "noteId")))
        .await;
    assert_eq!(one.etag(), "\"1\"");
    assert_eq!(one.ok(), note);
    let list = acme.get(&path).await.ok();
    assert_eq!(
        (&list["count"], &list["notes"]),
        (&json!(1), &json!([note]))
    );
    let told: Vec<String> = sqlx::query_scalar(
        "select action from timeline_entries
         where tenant_id = $1 and entity_type = 'customer' and action like 'customer.note%'",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(told, ["customer.note_added"]);
}

#[tokio::test]
async fn a_note_without_a_date_is_of_today_where_the_tenant_is() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        time_zone: "Pacific/Auckland",
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    let path = notes(&acme, "john@example.com").await;
    // Noon in London is the next day there.
    let today = note(&acme, &path, json!({"type": "note", "summary": "Today"})).await;
    assert_eq!(today["date"], "2026-01-16");
    assert_eq!(today["followUpOn"], Value::Null);
}

#[tokio::test]
async fn notes_are_paged_by_day_newest_first() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let other = notes(&acme, "mary@example.com").await;
    note(&acme, &other, json!({"type": "note", "summary": "Hers"})).await;
    for (summary, date) in [
        ("b", "2026-01-02"),
        ("d", "2026-01-04"),
        ("a", "2026-01-01"),
        ("c", "2026-01-02"),
    ] {
        app.clock.advance(TimeDelta::seconds(1));
        note(
            &acme,
            &path,
            json!({"type": "email", "summary": summary, "date": date}),
        )
        .await;
    }
    for (dir, wanted) in [("desc", "dcba"), ("asc", "abcd")] {
        let first = format!("{path}?limit=2&sortDir={dir}");
        let (mut seen, mut next) = (String::new(), first.clone());
        loop {
            let page = acme.get(&next).await.ok();
            for note in page["notes"].as_array().unwrap() {
                seen.push_str(note["summary"].as_str().unwrap());
            }
            let Some(cursor) = page["nextCursor"].as_str() else {
                break;
            };
            next = format!("{first}&startAfter={cursor}");
        }
        assert_eq!(seen, wanted);
    }
    acme.get(&format!("{path}?startAfter=nonsense"))
        .await
        .refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_note_is_corrected_and_followed_up_on() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let body = json!({"type": "note", "summary": "Call back", "followUpOn": "2026-02-01"});
    let written = note(&acme, &path, body).await;
    let one = format!("/v1/customer-notes/{}", id(&written, "noteId"));
    let done = acme.patch(&one, json!({"followUpDone": true})).await;
    assert_eq!(done.etag(), "\"2\"");
    assert_eq!(done.ok()["note"]["followUpDone"], true);
    // The same again moves nothing.
    let again = acme.patch(&one, json!({"followUpDone": true})).await;
    assert_eq!(again.etag(), "\"2\"");
    let nothing = acme.patch(&one, json!({})).await;
    assert_eq!(nothing.etag(), "\"2\"");
    let body =
        json!({"type": "meeting", "summary": "Met", "date": "2026-01-10", "followUpOn": null});
    let after = acme.patch(&one, body).await.ok()["note"].clone();
    assert_eq!(
        (&after["type"], &after["summary"]),
        (&json!("meeting"), &json!("Met"))
    );
    assert_eq!(
        (&after["date"], &after["followUpOn"]),
        (&json!("2026-01-10"), &Value::Null)
    );
    assert_eq!(
        after["followUpDone"], false,
        "what is not to be done is not done"
    );
    let refused = acme.patch(&one, json!({"followUpDone": true})).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), [("followUpDone", "custom")]);
    let stale = acme.call(Method::PATCH, &one).if_match("\"1\"");
    let stale = stale.json(&json!({"summary": "Late"})).send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    assert_eq!(acme.get(&one).await.ok(), after);
}

#[tokio::test]
async fn a_note_is_removed_for_good() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let written = note(
        &acme,
        &path,
        json!({"type": "note", "summary": "Wrong one"}),
    )
    .await;
    let one = format!("/v1/customer-notes/{}", id(&written, "noteId"));
    let stale = acme
        .call(Method::DELETE, &one)
        .if_match("\"7\"")
        .send()
        .await;
    stale.refused(412, "PRECONDITION_FAILED");
    let deleted = acme.delete(&one).await.ok();
    assert_eq!(deleted["noteId"], written["noteId"]);
    acme.get(&one).await.refused(404, "NOT_FOUND");
    acme.delete(&one).await.refused(404, "NOT_FOUND");
    assert_eq!(acme.get(&path).await.ok()["count"], 0);
    let told: i64 = sqlx::query_scalar(
        "select count(*) from timeline_entries where tenant_id = $1 and changes::text || summary like '%Wrong one%'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(told, 0, "the timeline keeps what the note said");
}

#[tokio::test]
async fn a_repeat_writes_one_note() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let body = json!({"type": "note", "summary": "Once"});
    let send = || acme.call(Method::POST, &path).key("n-1").json(&body).send();
    let (first, again) = (send().await, send().await);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(acme.get(&path).await.ok()["count"], 1);
}

#[tokio::test]
async fn a_body_is_held_to_its_form() {
    let app = TestApp::new().await;
    let (acme, path) = client(&app).await;
    let body = json!({"type": "fax", "summary": " ", "date": "yesterday", "followUpOn": 1});
    let refused = acme.post(&path, body).await;
    assert_eq!(
        refused.faults(),
        [
            ("type", "invalid_enum_value"),
            ("summary", "too_small"),
            ("date", "invalid_date"),
            ("followUpOn", "invalid_type"),
        ]
    );
    let long = json!({"type": "note", "summary": "x".repeat(5_001)});
    let long = acme.post(&path, long).await;
    assert_eq!(long.faults(), [("summary", "too_big")]);
    let unknown = "/v1/customers/cust_01j9z3k5m8e9fvq2x7c4b6n8p0/notes";
    acme.get(unknown).await.refused(404, "NOT_FOUND");
    let body = json!({"type": "note", "summary": "Nobody"});
    acme.post(unknown, body).await.refused(404, "NOT_FOUND");
}
