//! Lists of groups.
use serde_json::{Value, json};

use super::{PATH, office};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

fn ids(page: &Value) -> Vec<String> {
    let groups = page["billingGroups"].as_array().unwrap().iter();
    groups.map(|group| id(group, "billingGroupId")).collect()
}

#[tokio::test]
async fn lists_filter_and_page() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let mut made = Vec::new();
    for number in 0..5 {
        let group = office
            .group(if number == 0 { &office.rentals } else { &[] })
            .await;
        if number == 2 {
            office
                .patch(&group, json!({"status": "inactive"}))
                .await
                .ok();
        }
        made.push(id(&group, "billingGroupId"));
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let other = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let other = office.acme.post("/v1/orders", other).await.ok();
    let jane = id(&other["order"]["customer"], "customerId");
    let body = json!({"customerId": jane, "groupName": "J", "billingDay": 1, "rentalIds": []});
    let janes = office.acme.post(PATH, body).await.ok();
    let janes = id(&janes["billingGroup"], "billingGroupId");

    let list = async |query: String| office.acme.get(&format!("{PATH}{query}")).await.ok();
    let all = list(String::new()).await;
    let mut newest_first = made.clone();
    newest_first.push(janes.clone());
    newest_first.reverse();
    assert_eq!((ids(&all), &all["success"]), (newest_first, &json!(true)));
    let first = all["billingGroups"].as_array().unwrap().last().unwrap();
    assert_eq!(first["totalMonthlyAmount"], 129);
    assert_eq!(ids(&list(format!("?customerId={jane}")).await), [janes]);
    assert_eq!(
        ids(&list("?status=inactive".to_owned()).await),
        [made[2].clone()]
    );
    assert_eq!(
        ids(&list("?status=active,inactive".to_owned()).await).len(),
        6
    );
    assert_eq!(
        ids(&list(format!("?status=active&customerId={}", office.customer)).await).len(),
        4
    );
    assert_eq!(ids(&list("?customerId=nobody".to_owned()).await).len(), 0);
    let refused = office
        .acme
        .get(&format!("{PATH}?status=gone&limit=101"))
        .await;
    refused.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn pages_lose_nothing() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(id(&office.group(&[]).await, "billingGroupId"));
    }
    let list = async |query: String| office.acme.get(&format!("{PATH}{query}")).await.ok();
    let (mut seen, mut next) = (Vec::new(), "?limit=2&sortDir=asc".to_owned());
    loop {
        let page = list(next).await;
        seen.extend(ids(&page));
        let Some(cursor) = page["nextCursor"].as_str() else {
            break;
        };
        next = format!("?limit=2&sortDir=asc&startAfter={cursor}");
    }
    assert_eq!(seen, made);
}
