//! Billing groups over HTTP.
mod changing;
mod contact;
mod invoices;
mod lists;
mod making;
mod members;
mod races;

use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP, id},
};

const PATH: &str = "/v1/billing-groups";

/// A tenant whose customer John has as many laptops at 129 a month for two years.
struct Office {
    acme: Client,
    customer: String,
    order: String,
    rentals: Vec<String>,
}

async fn office(app: &TestApp, laptops: u32) -> Office {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let order = given::order(&acme, &[(LAPTOP, laptops + 1, 24)]).await;
    let (customer, order) = (id(&order["customer"], "customerId"), id(&order, "orderId"));
    let mut rentals = Vec::new();
    for number in 1..=laptops {
        let serial = format!("SN-{number}");
        given::asset(&acme, &serial, LAPTOP).await;
        rentals.push(id(
            &given::subscription(&acme, &order, &serial).await,
            "rentalId",
        ));
    }
    Office {
        acme,
        customer,
        order,
        rentals,
    }
}

impl Office {
    async fn post(&self, rentals: &[String]) -> Answer {
        let body = json!({
            "customerId": self.customer, "groupName": "IT", "billingDay": 15, "rentalIds": rentals,
        });
        self.acme.post(PATH, body).await
    }

    async fn group(&self, rentals: &[String]) -> Value {
        self.post(rentals).await.ok()["billingGroup"].clone()
    }

    async fn patch(&self, group: &Value, body: Value) -> Answer {
        self.acme.patch(&path(group), body).await
    }

    /// The subscriptions that a list by the group holds, newest first.
    async fn listed(&self, group: &Value, more: &str) -> Vec<String> {
        let group = id(group, "billingGroupId");
        let path = format!("/v1/subscriptions?billingGroupId={group}{more}");
        let page = self.acme.get(&path).await.ok();
        let rentals = page["rentals"].as_array().unwrap().iter();
        rentals.map(|rental| id(rental, "rentalId")).collect()
    }

    async fn now(&self, group: &Value) -> Value {
        self.acme.get(&path(group)).await.ok()["billingGroup"].clone()
    }

    /// The group of a subscription, and of its payments by their states: how many are in it.
    async fn billed_with(&self, rental: &str) -> (Value, u64) {
        let rental_path = format!("/v1/subscriptions/{rental}");
        let shown = self.acme.get(&rental_path).await.ok();
        let group = shown["billingGroupId"].clone();
        let payments = format!("/v1/payments?limit=100&rentalId={rental}");
        let payments = self.acme.get(&payments).await.ok();
        let payments = payments["payments"].as_array().unwrap().iter();
        let with = payments.filter(|payment| !payment["billingGroupId"].is_null());
        (group, with.count() as u64)
    }

    /// Makes a payment of a subscription paid; gives its path.
    async fn pay(&self, rental: &str) -> String {
        let payments = format!("/v1/payments?sortBy=dueDate&sortDir=asc&rentalId={rental}");
        let payments = self.acme.get(&payments).await.ok();
        let path = format!("/v1/payments/{}", id(&payments["payments"][0], "paymentId"));
        self.acme
            .post(&format!("{path}/mark-paid"), json!({}))
            .await
            .ok();
        path
    }
}

fn path(group: &Value) -> String {
    format!("{PATH}/{}", id(group, "billingGroupId"))
}

/// Ends a subscription past the API: only its row says so.
async fn end(app: &TestApp, client: &Client, rental: &str) {
    let rental: flexorder::kernel::id::SubscriptionId = rental.parse().unwrap();
    sqlx::query(
        "update subscriptions set status = 'ended_completed', ended_at = now() \
         where tenant_id = $1 and id = $2",
    )
    .bind(client.tenant)
    .bind(rental)
    .execute(&app.owner)
    .await
    .unwrap();
}

/// Changes on an entity's timeline, newest first.
async fn told(app: &TestApp, client: &Client, entity: &str) -> Vec<(String, Value)> {
    sqlx::query_as(
        "select action, changes from timeline_entries where tenant_id = $1 and entity_id = $2 \
         order by id desc",
    )
    .bind(client.tenant)
    .bind(entity)
    .fetch_all(&app.owner)
    .await
    .unwrap()
}
