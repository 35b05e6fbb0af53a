//! `FlexPortal`'s payloads of what happens to a running contract.
use serde_json::{Value, json};

use super::{order_of, with_real_ids};
use crate::support::{
    app::TestApp,
    client::Client,
    examples,
    given::{self, LAPTOP, id},
};

/// The SKU that `FlexPortal`'s upgrade names.
const NEWER: &str = "MACBOOK-PRO-16-M4";

/// A tenant with laptops of two generations, and ever new contracts.
struct Shop {
    acme: Client,
    contracts: std::sync::atomic::AtomicU32,
}

impl Shop {
    async fn open() -> Self {
        let acme = TestApp::new().await.tenant().await;
        given::laptop(&acme).await;
        given::product(&acme, NEWER, "MacBook Pro M4", [219.0, 179.0, 149.0, 129.0]).await;
        Self {
            acme,
            contracts: std::sync::atomic::AtomicU32::new(0),
        }
    }

    /// A serial number of an available asset.
    async fn asset(&self, sku: &str) -> String {
        let n = self
            .contracts
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let serial_number = format!("SN-{n}");
        given::asset(&self.acme, &serial_number, sku).await;
        serial_number
    }

    /// The id of a running contract.
    async fn contract(&self) -> String {
        let serial_number = self.asset(LAPTOP).await;
        let order = order_of(&self.acme).await.0;
        id(
            &given::subscription(&self.acme, &order, &serial_number).await,
            "rentalId",
        )
    }

    /// Sends each payload of an action to a contract of its own.
    async fn act(&self, action: &str, marks: &[&str], sku: &str) -> Vec<Value> {
        let endpoint = format!("POST /v1/subscriptions/{{subscriptionId}}/{action}");
        let mut answers = Vec::new();
        for body in examples::sent_to(&endpoint, marks) {
            let contract = self.contract().await;
            let serial_number = self.asset(sku).await;
            let real = [
                ("rentalId", contract.as_str()),
                ("newSerialNumber", &serial_number),
                ("newSku", sku),
            ];
            let path = format!("/v1/subscriptions/{contract}/{action}");
            let answer = self
                .acme
                .post(&path, with_real_ids(&body, &real))
                .await
                .ok();
            assert_eq!(answer["success"], true, "{action}: {answer}");
            answers.push(answer);
        }
        answers
    }
}

#[tokio::test]
async fn contracts_are_extended_as_documented() {
    let shop = Shop::open().await;
    let answers = shop.act("extend", &["schema placeholder"], LAPTOP).await;
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["newContractLength"], 18);
}

#[tokio::test]
async fn contracts_are_upgraded_as_documented() {
    let shop = Shop::open().await;
    let answers = shop.act("upgrade", &[], NEWER).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer["upgradeOrderId"].is_string())
    );
    // The placeholder's contract length has no price; the swap itself is documented beside it.
    for body in examples::sent_to(
        "POST /v1/subscriptions/{subscriptionId}/upgrade",
        &["old schema"],
    )
    .iter()
    .filter(|body| body.get("newSerialNumber").is_some())
    {
        let contract = shop.contract().await;
        let serial_number = shop.asset(NEWER).await;
        let real = [
            ("rentalId", contract.as_str()),
            ("newSerialNumber", &serial_number),
            ("newSku", NEWER),
        ];
        let mut body = with_real_ids(body, &real);
        body["contractLength"] = json!(24);
        let path = format!("/v1/subscriptions/{contract}/upgrade");
        let answer = shop.acme.post(&path, body).await.ok();
        assert_eq!(answer["oldRentalId"], contract);
    }
}

#[tokio::test]
async fn devices_are_replaced_as_documented() {
    let shop = Shop::open().await;
    let answers = shop.act("replace", &["schema"], LAPTOP).await;
    assert!(answers.len() >= 2);
}

#[tokio::test]
async fn contracts_are_bought_out_as_documented() {
    let shop = Shop::open().await;
    let answers = shop
        .act("buyout", &["old schema placeholder"], LAPTOP)
        .await;
    assert_eq!(answers[0]["buyoutPrice"], 450);
}

#[tokio::test]
async fn devices_come_back_early_as_documented() {
    let shop = Shop::open().await;
    let marks = ["old schema placeholder"];
    let answers = shop.act("early-return", &marks, LAPTOP).await;
    assert_eq!(answers[0]["earlyReturnFee"], 258);
    assert_eq!(answers[1]["earlyReturnFee"], 0);
}

#[tokio::test]
async fn contracts_are_cancelled_as_documented() {
    let shop = Shop::open().await;
    let answers = shop.act("cancel", &[], LAPTOP).await;
    assert_eq!(answers[0]["previousStatus"], "active");
}

#[tokio::test]
async fn prices_are_calculated_as_documented() {
    let shop = Shop::open().await;
    let contract = shop.contract().await;
    let real = [
        ("rentalId", contract.as_str()),
        ("subscriptionId", contract.as_str()),
    ];
    for action in ["calculate-buyout", "calculate-early-return-fee"] {
        let endpoint = format!("POST /v1/subscriptions/{action}");
        let bodies = examples::sent_to(&endpoint, &["prose", "schema"]);
        assert!(bodies.len() >= 2);
        for body in bodies {
            let path = format!("/v1/subscriptions/{action}");
            let answer = shop.acme.post(&path, with_real_ids(&body, &real)).await;
            let answer = answer.ok();
            assert_eq!(answer["success"], true);
            assert_eq!(answer["subscriptionId"], contract);
        }
    }
}
