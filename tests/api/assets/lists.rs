//! The list of assets.
use flexorder::kernel::id::SubscriptionId;

use super::rent_out;
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR, id},
};

#[tokio::test]
async fn the_list_is_walked_in_every_order() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (serial, sku) in [
        ("C", LAPTOP),
        ("A", MONITOR),
        ("E", LAPTOP),
        ("B", MONITOR),
        ("D", LAPTOP),
    ] {
        given::asset(&acme, serial, sku).await;
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    for (sort, expected) in [
        ("createdAt", "CAEBD"),
        ("updatedAt", "CAEBD"),
        ("serialNumber", "ABCDE"),
        ("status", "ABCDE"),
        // Monitors stand before laptops.
        ("sku", "ABCDE"),
    ] {
        for (dir, expected) in [
            ("asc", expected.to_owned()),
            ("desc", expected.chars().rev().collect()),
        ] {
            let (mut seen, mut cursor) = (String::new(), String::new());
            loop {
                let path = format!("/v1/assets?limit=2&sortBy={sort}&sortDir={dir}{cursor}");
                let page = acme.get(&path).await.ok();
                for asset in page["assets"].as_array().unwrap() {
                    seen.push_str(asset["serialNumber"].as_str().unwrap());
                }
                let Some(next) = page["nextCursor"].as_str() else {
                    break;
                };
                cursor = format!("&startAfter={next}");
            }
            assert_eq!(seen, expected, "by {sort} {dir}");
        }
    }
    acme.get("/v1/assets?limit=0&sortBy=x&status=y")
        .await
        .refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn the_list_is_filtered() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (serial, sku) in [("A", LAPTOP), ("B", LAPTOP), ("C", MONITOR)] {
        given::asset(&acme, serial, sku).await;
    }
    let (customer, subscription) = rent_out(&acme, "A", LAPTOP).await;
    let other = SubscriptionId::generate(app.clock.now());
    acme.delete("/v1/assets/B").await.ok();
    for (query, expected) in [
        ("status=available".to_owned(), "C"),
        ("status=available,unavailable".to_owned(), "CB"),
        ("status=available&status=rented_out".to_owned(), "CA"),
        (format!("sku={LAPTOP}"), "BA"),
        (format!("customerId={customer}"), "A"),
        (format!("rentalId={subscription}"), "A"),
        (format!("subscriptionId={subscription}"), "A"),
        (
            format!("subscriptionId={subscription}&rentalId={other}"),
            "",
        ),
        (format!("customerId={customer}&status=available"), ""),
        ("customerId=nonsense".to_owned(), ""),
        ("rentalId=nonsense".to_owned(), ""),
        ("unknown=1".to_owned(), "CBA"),
    ] {
        let page = acme.get(&format!("/v1/assets?{query}")).await.ok();
        let seen: String = page["assets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|asset| id(asset, "serialNumber"))
            .collect();
        assert_eq!(seen, expected, "{query}");
    }
}
