//! What a tenant does with payments and billing groups.
use serde_json::json;

use super::{
    calculation::{Terms, money::Coins},
    tenant::Life,
};
use crate::support::given::id;

impl Life {
    /// The key of a month's payment of a contract.
    pub fn month(contract: &str, n: i64) -> String {
        format!("{contract}:monthly:{n}")
    }

    async fn settle(&mut self, key: &str, what: &str, body: serde_json::Value) {
        self.tick();
        let payment = self.payment_id(key).await;
        let path = format!("/v1/payments/{payment}/{what}");
        self.client.post(&path, body).await.ok();
    }

    /// The id of the payment with that key.
    async fn payment_id(&self, key: &str) -> String {
        let (whose, _) = key.split_once(':').unwrap();
        let filter = if whose.starts_with("bg_") {
            "billingGroupId"
        } else {
            "rentalId"
        };
        let path = format!("/v1/payments?limit=100&{filter}={whose}");
        let page = self.client.get(&path).await.ok();
        let payments = page["payments"].as_array().unwrap();
        let found = payments.iter().find(|one| one["idempotencyKey"] == key);
        id(
            found.unwrap_or_else(|| panic!("no payment {key}")),
            "paymentId",
        )
    }

    pub async fn mark_paid(&mut self, key: &str) {
        self.settle(key, "mark-paid", json!({})).await;
        self.books.mark_paid(key);
    }

    pub async fn cancel_payment(&mut self, key: &str) {
        let body = json!({"reason": "A mistake"});
        self.settle(key, "cancel", body).await;
        self.books.cancel_payment(key);
    }

    pub async fn retry(&mut self, key: &str) {
        self.settle(key, "retry", json!({})).await;
        self.books.retry(key);
    }

    /// Gives an amount back, or all that is left.
    pub async fn refund(&mut self, key: &str, amount: Option<Coins>) {
        let mut body = json!({"reason": "Goodwill"});
        let payment = &self.books.payments[key];
        let left = payment.total() - payment.refunded;
        if let Some(amount) = amount {
            body["amount"] = self.books.currency.json(amount);
        }
        self.settle(key, "refund", body).await;
        self.books.refund(key, amount.unwrap_or(left));
    }

    /// Bills contracts of one customer together; gives the group's id.
    pub async fn group(&mut self, billing_day: i64, members: &[&str]) -> String {
        self.tick();
        let customer = self.books.contracts[members[0]].customer.clone();
        let body = json!({
            "customerId": customer, "groupName": "Office", "billingDay": billing_day,
            "rentalIds": members,
        });
        let answer = self.client.post("/v1/billing-groups", body).await.ok();
        let group = id(&answer["billingGroup"], "billingGroupId");
        let members: Vec<String> = members.iter().map(|&id| id.to_owned()).collect();
        let whose = (customer.as_str(), billing_day);
        self.books.found(&group, whose, &members);
        group
    }

    /// Gives a contract's customer other terms: they hold for what is ordered and for groups' bills from
    /// then on.
    pub async fn change_terms(&mut self, contract: &str, terms: Terms) {
        self.tick();
        let customer = self.books.contracts[contract].customer.clone();
        let path = format!("/v1/customers/{customer}");
        let body = json!({"paymentTerms": terms.word()});
        self.client.put(&path, body).await.ok();
        self.books.customers.get_mut(&customer).unwrap().terms = terms;
    }

    /// Switches a group on or off; off, each member pays for itself.
    pub async fn switch_group(&mut self, group: &str, on: bool) {
        self.tick();
        let status = if on { "active" } else { "inactive" };
        let path = format!("/v1/billing-groups/{group}");
        let body = json!({"status": status});
        self.client.patch(&path, body).await.ok();
        self.books.groups.get_mut(group).unwrap().is_active = on;
    }

    pub async fn delete_group(&mut self, group: &str) {
        self.tick();
        let path = format!("/v1/billing-groups/{group}");
        self.client.delete(&path).await.ok();
        self.books.set_members(group, &[]);
        self.books.groups.remove(group);
    }

    /// Replaces the list of a group's members.
    pub async fn set_members(&mut self, group: &str, members: &[&str]) {
        self.tick();
        let path = format!("/v1/billing-groups/{group}");
        let body = json!({"rentalIds": members});
        self.client.patch(&path, body).await.ok();
        let members: Vec<String> = members.iter().map(|&id| id.to_owned()).collect();
        self.books.set_members(group, &members);
    }
}
