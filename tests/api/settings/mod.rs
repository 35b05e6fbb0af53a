//! Settings of a tenant, and its custom fields.
mod custom_fields;

use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP},
};

#[tokio::test]
async fn they_are_read_with_their_defaults() {
    let acme = TestApp::new().await.tenant().await;
    let answer = acme.get("/v1/settings").await;
    assert_eq!(answer.etag(), "\"1\"");
    let settings = answer.ok();
    assert_eq!(settings["tenantId"], acme.tenant.to_string());
    assert_eq!(settings["tax"], json!({"rate": 0, "inclusive": false}));
    assert_eq!(
        settings["contracts"],
        json!({"terms": [], "defaultTerm": null, "contractEnd": "require_action"})
    );
    assert_eq!(
        settings["billing"],
        json!({
            "billingStart": "immediate", "billingCycle": "subscription_start",
            "billingDay": null, "paymentTerms": "immediate",
        })
    );
    assert_eq!(settings["earlyReturn"]["feePercentage"], 50);
    assert_eq!(settings["dateFormat"], "yyyy-MM-dd");
}

#[tokio::test]
async fn dates_are_shown_in_one_of_five_ways() {
    let acme = TestApp::new().await.tenant().await;
    for format in [
        "dd/MM/yyyy",
        "MM/dd/yyyy",
        "dd.MM.yyyy",
        "dd-MM-yyyy",
        "yyyy-MM-dd",
    ] {
        let sent = json!({"dateFormat": format});
        let answer = acme.patch("/v1/settings", sent).await.ok();
        assert_eq!(answer["settings"]["dateFormat"], format);
        let read = acme.get("/v1/settings").await.ok();
        assert_eq!(read["dateFormat"], format);
    }
    for wrong in [json!("MM/dd/yy"), json!(null), json!(1)] {
        let refused = acme
            .patch("/v1/settings", json!({"dateFormat": wrong}))
            .await;
        let refused = refused.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults()[0].0, "dateFormat");
    }
}

#[tokio::test]
async fn what_is_sent_moves_and_the_rest_stays() {
    let acme = TestApp::new().await.tenant().await;
    let before = acme.get("/v1/settings").await.ok();
    let sent = json!({
        "name": "Acme Rentals", "timeZone": "Europe/Amsterdam",
        "tax": {"rate": 21, "inclusive": true},
        "orders": {"requireConfirmation": true, "duplicateWindowSeconds": 30},
        "contracts": {"terms": [24, 12, 12], "defaultTerm": 24, "contractEnd": "auto_terminate"},
        "billing": {"billingCycle": "fixed_day", "billingDay": 5, "paymentTerms": "net_14"},
        "extension": {"offeredMonths": [6], "maxCount": 2, "minDaysBeforeEnd": 30,
                      "approvalRequired": true},
        "buyout": {"method": "flat_fee", "flatFee": 499.99, "manualOverride": false},
        "earlyReturn": {"feePercentage": 12.5, "graceDays": 14, "partialMonth": "down"},
        "lateFees": {"fee": "flat", "flatFee": 7.5, "graceDays": 3},
        "collection": {"collector": "sandbox", "retries": 2, "retryDays": 1,
                       "sandbox": ["decline", "succeed"]},
        "company": {"legalName": "Acme B.V.", "addressLines": ["Dam 1", "Amsterdam"]},
    });
    let answer = acme.patch("/v1/settings", sent.clone()).await;
    assert_eq!(answer.etag(), "\"2\"");
    let after = answer.ok()["settings"].clone();
    assert_eq!(after, acme.get("/v1/settings").await.ok());
    for (group, fields) in sent.as_object().unwrap() {
        let Some(fields) = fields.as_object() else {
            assert_eq!(after[group], sent[group], "{group}");
            continue;
        };
        for (name, value) in fields {
            let wanted = if name == "terms" {
                &json!([12, 24])
            } else {
                value
            };
            assert_eq!(&after[group][name], wanted, "{group}.{name}");
        }
        for (name, value) in before[group].as_object().unwrap() {
            if !fields.contains_key(name) {
                assert_eq!(&after[group][name], value, "{group}.{name} moved");
            }
        }
    }
    // The same again moves nothing.
    let again = acme.patch("/v1/settings", sent).await;
    assert_eq!(again.etag(), "\"2\"");
    let cleared = json!({"contracts": {"defaultTerm": null}, "extension": {"maxCount": null},
                         "company": {"legalName": null}});
    let after = acme.patch("/v1/settings", cleared).await.ok()["settings"].clone();
    assert_eq!(after["contracts"]["defaultTerm"], Value::Null);
    assert_eq!(after["extension"]["maxCount"], Value::Null);
    assert_eq!(after["company"]["legalName"], Value::Null);
}

#[tokio::test]
async fn every_fault_is_told_at_its_place() {
    let acme = TestApp::new().await.tenant().await;
    for (sent, path) in [
        (json!({"timeZone": "Mars"}), "timeZone"),
        (json!({"name": " "}), "name"),
        (json!({"tax": {"rate": 100.1}}), "tax.rate"),
        (json!({"tax": {"rate": -1}}), "tax.rate"),
        (json!({"tax": []}), "tax"),
        (json!({"contracts": {"terms": [0]}}), "contracts.terms[0]"),
        (json!({"contracts": {"terms": [121]}}), "contracts.terms[0]"),
        (
            json!({"contracts": {"terms": [12], "defaultTerm": 24}}),
            "contracts.defaultTerm",
        ),
        (
            json!({"contracts": {"contractEnd": "never"}}),
            "contracts.contractEnd",
        ),
        (
            json!({"billing": {"billingCycle": "fixed_day"}}),
            "billing.billingDay",
        ),
        (json!({"billing": {"billingDay": 29}}), "billing.billingDay"),
        (
            json!({"billing": {"billingCycle": "every_30_days", "billingDay": 1}}),
            "billing.billingDay",
        ),
        (json!({"buyout": {"method": "flat_fee"}}), "buyout.flatFee"),
        (
            json!({"buyout": {"method": "list_price_percentage"}}),
            "buyout.listPricePercentage",
        ),
        (json!({"buyout": {"flatFee": 1.001}}), "buyout.flatFee"),
        (
            json!({"earlyReturn": {"method": "flat_fee"}}),
            "earlyReturn.flatFee",
        ),
        (json!({"lateFees": {"fee": "flat"}}), "lateFees.flatFee"),
        (
            json!({"lateFees": {"fee": "percentage"}}),
            "lateFees.percentage",
        ),
        (json!({"collection": {"retries": 6}}), "collection.retries"),
        (
            json!({"collection": {"sandbox": ["explode"]}}),
            "collection.sandbox[0]",
        ),
        (json!({"company": {"email": "nobody"}}), "company.email"),
    ] {
        let answer = acme.patch("/v1/settings", sent.clone()).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, [path], "{sent}");
    }
    let both = json!({"lateFees": {"fee": "flat"}, "buyout": {"method": "flat_fee"}});
    assert_eq!(acme.patch("/v1/settings", both).await.faults().len(), 2);
    assert_eq!(acme.get("/v1/settings").await.etag(), "\"1\"");
}

#[tokio::test]
async fn a_stale_version_is_refused_and_a_repeat_answers_the_same() {
    let acme = TestApp::new().await.tenant().await;
    let sent = json!({"country": "Belgium"});
    let call = || {
        acme.call(axum::http::Method::PATCH, "/v1/settings")
            .json(&sent)
    };
    let first = call().key("k").if_match("\"1\"").send().await;
    let again = call().key("k").if_match("\"1\"").send().await;
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    let stale = call().if_match("\"1\"").send().await;
    stale.refused(412, "PRECONDITION_FAILED");
}

#[tokio::test]
async fn the_next_request_follows_them() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let sent = json!({"contracts": {"defaultTerm": 36}, "tax": {"rate": 21}});
    acme.patch("/v1/settings", sent).await.ok();
    let mut body = given::order_body("a@example.com", &[(LAPTOP, 1, 12)]);
    body["items"][0]
        .as_object_mut()
        .unwrap()
        .remove("contractLength");
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    assert_eq!(order["items"][0]["contractLength"], 36);
    assert_eq!(order["totals"]["taxAmount"], 22.89);
}

#[tokio::test]
async fn of_another_tenant_nothing_moves() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let before = globex.get("/v1/settings").await.ok();
    acme.patch("/v1/settings", json!({"name": "New"}))
        .await
        .ok();
    assert_eq!(globex.get("/v1/settings").await.ok(), before);
    // What the server's role may do is held by PostgreSQL, whatever a statement says.
    let mut tx = flexorder::db::begin(&app.pool, acme.tenant).await.unwrap();
    let done = sqlx::query("update platform.tenants set name = 'Stolen' where id = $1")
        .bind(globex.tenant)
        .execute(&mut *tx)
        .await
        .unwrap();
    assert_eq!(done.rows_affected(), 0);
    tx.rollback().await.unwrap();
}

#[tokio::test]
async fn a_key_without_the_permission_may_not_change_them() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        permissions: vec!["settings:read"],
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    acme.get("/v1/settings").await.ok();
    let refused = acme.patch("/v1/settings", json!({"name": "New"})).await;
    refused.refused(403, "INSUFFICIENT_PERMISSIONS");
}
