//! What a tenant does with orders and contracts.
use serde_json::{Value, json};

use super::{
    calculation::{Begins, Ending, NewContract, NewOrder, Terms, money::Coins},
    tenant::Life,
};
use crate::support::given::{self, id};

/// Who orders.
#[derive(Clone, Copy)]
pub struct Person {
    pub email: &'static str,
    pub terms: Terms,
}

/// An order's lines: SKU, quantity, months.
pub type Lines = [(&'static str, i64, i64)];

impl Life {
    /// An order; gives its id.
    pub async fn order(&mut self, person: Person, lines: &Lines) -> String {
        self.order_with(person, lines, json!({})).await
    }

    /// An order with more fields; gives its id.
    pub async fn order_with(&mut self, person: Person, lines: &Lines, more: Value) -> String {
        self.tick();
        let items: Vec<Value> = lines
            .iter()
            .map(|(sku, quantity, months)| {
                json!({"sku": sku, "quantity": quantity, "contractLength": months})
            })
            .collect();
        let mut body = json!({
            "customer": {"email": person.email, "firstName": "Jo", "lastName": "Smith"},
            "billingAddress": given::address(), "items": items,
        });
        if person.terms != Terms::Immediate {
            body["customer"]["customerType"] = json!("business");
            body["customer"]["paymentTerms"] = json!(person.terms.word());
        }
        for (field, value) in more.as_object().unwrap() {
            body[field] = value.clone();
        }
        let order = self.client.post("/v1/orders", body).await.ok()["order"].clone();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let extends = text(&more["extensionDetails"]["originalOrderId"]);
        let months = more["extensionDetails"]["extensionMonths"].as_i64();
        let new = NewOrder {
            customer: id(&order["customer"], "customerId"),
            terms: person.terms,
            items: lines.to_vec(),
            group: text(&more["billingGroupId"]),
            upgrades: text(&more["upgradeDetails"]["previousRentalId"]),
            extends: extends.zip(months),
        };
        let order = id(&order, "orderId");
        self.books.place(order.clone(), new);
        order
    }

    pub async fn confirm(&mut self, order: &str) {
        self.tick();
        let path = format!("/v1/orders/{order}/confirm");
        self.client.post(&path, json!({})).await.ok();
        self.books.confirm(order);
    }

    pub async fn cancel_order(&mut self, order: &str) {
        self.tick();
        let path = format!("/v1/orders/{order}/cancel");
        self.client.post(&path, json!({})).await.ok();
        self.books.cancel_order(order);
    }

    /// Records an asset.
    pub async fn stock(&mut self, serial: &str, sku: &'static str) {
        self.tick();
        given::asset(&self.client, serial, sku).await;
        self.books.stock(serial, sku);
    }

    /// Fulfils a unit of an order today with a new asset; gives the contract's id.
    pub async fn rent(&mut self, order: &str, serial: &str, sku: &'static str) -> String {
        self.stock(serial, sku).await;
        self.fulfil(order, serial, Begins::default()).await
    }

    /// Fulfils a unit of an order; gives the contract's id.
    pub async fn fulfil(&mut self, order: &str, serial: &str, begins: Begins) -> String {
        self.tick();
        let mut body = json!({"orderId": order, "assetSerialNumber": serial});
        if let Some(day) = begins.on {
            body["startDate"] = json!(day.to_string());
        }
        if let Some(start) = begins.billing {
            body["billingStartOption"] = json!(start.word());
        }
        let answer = self.client.post("/v1/subscriptions", body).await.ok();
        let contract = id(&answer, "rentalId");
        self.books.fulfil(&contract, (order, serial), begins);
        contract
    }

    /// Fulfils all open units of an order with the oldest assets there are (contract 10.21); gives the
    /// contracts' ids.
    pub async fn fulfil_all(&mut self, order: &str) -> Vec<String> {
        self.tick();
        let path = format!("/v1/orders/{order}/fulfill");
        let body = json!({"autoPick": "oldest"});
        let answer = self.client.post(&path, body).await.ok();
        let results = answer["results"].as_array().unwrap();
        let mut contracts = Vec::new();
        for result in results {
            let (contract, serial) = (id(result, "rentalId"), id(result, "serialNumber"));
            let sku = self.books.assets[&serial].sku;
            assert_eq!(self.books.oldest(sku), serial);
            let begins = Begins::default();
            self.books.fulfil(&contract, (order, &serial), begins);
            contracts.push(contract);
        }
        contracts
    }

    async fn act(&mut self, contract: &str, what: &str, body: Value) -> Value {
        self.tick();
        let path = format!("/v1/subscriptions/{contract}/{what}");
        self.client.post(&path, body).await.ok()
    }

    /// Extends, at the old rate unless another is given.
    pub async fn extend(&mut self, contract: &str, months: i64, rate: Option<Coins>) {
        let mut body = json!({"extensionMonths": months, "reason": "Goes on"});
        if let Some(rate) = rate {
            body["newMonthlyAmount"] = self.books.currency.json(rate);
        }
        let answer = self.act(contract, "extend", body).await;
        self.books.extend(contract, months, rate);
        let end = self.books.contracts[contract].end.to_string();
        assert_eq!(answer["newEndDate"], json!(end));
    }

    /// Swaps the device at once for another under a contract of its own; gives that one's id.
    pub async fn upgrade(
        &mut self,
        contract: &str,
        (serial, sku): (&str, &'static str),
        (months, rate): (i64, Coins),
    ) -> String {
        self.stock(serial, sku).await;
        let body = json!({
            "newSku": sku, "newSerialNumber": serial, "contractLength": months,
            "newMonthlyAmount": self.books.currency.json(rate), "reason": "Wants a better one",
        });
        let answer = self.act(contract, "upgrade", body).await;
        let new = id(&answer, "newRentalId");
        let rental = self
            .client
            .get(&format!("/v1/subscriptions/{new}"))
            .await
            .ok();
        self.books.end(contract, Ending::Upgraded);
        let old = self.books.contracts[contract].clone();
        self.books.begin(NewContract {
            id: new.clone(),
            order: id(&rental, "orderId"),
            customer: old.customer,
            sku,
            serial: serial.to_owned(),
            months,
            monthly: rate,
            setup: self.books.tiers[&(sku, months)].setup,
            start: self.books.today(),
            billing: None,
            terms: old.terms,
            tax: old.tax,
            group: old.group,
            upgrade_from: Some(contract.to_owned()),
        });
        new
    }

    pub async fn replace(&mut self, contract: &str, (serial, sku): (&str, &'static str)) {
        self.stock(serial, sku).await;
        let body = json!({"newSerialNumber": serial, "replacementReason": "damaged"});
        self.act(contract, "replace", body).await;
        self.books.replace(contract, serial);
    }

    /// Sells the device to its customer, at the calculated price unless another is given; what the API
    /// calculates before is what the books say.
    pub async fn buy_out(&mut self, contract: &str, price: Option<Coins>) {
        self.tick();
        let body = json!({"rentalId": contract});
        let path = "/v1/subscriptions/calculate-buyout";
        let answer = self.client.post(path, body).await.ok();
        let (calculated, _) = self.books.buyout_price(contract);
        let got = self.books.currency.read(&answer["buyoutPrice"]);
        assert_eq!(got, Some(calculated), "calculated buyout price");
        let mut body = json!({"reason": "customer_request"});
        if let Some(price) = price {
            body["buyoutPrice"] = self.books.currency.json(price);
        }
        let answer = self.act(contract, "buyout", body).await;
        self.books.buy_out(contract, price);
        let today = self.books.today().to_string();
        assert_eq!(answer["effectiveDate"], json!(today));
    }

    /// Takes the device back before its time; the calculated fee is what the books say.
    pub async fn return_early(&mut self, contract: &str, fee: Option<Coins>) {
        self.tick();
        let body = json!({"rentalId": contract});
        let path = "/v1/subscriptions/calculate-early-return-fee";
        let answer = self.client.post(path, body).await.ok();
        let calculated = self.books.early_return_fee(contract);
        let got = self.books.currency.read(&answer["earlyReturnFee"]);
        assert_eq!(got, Some(calculated.amount), "calculated early return fee");
        assert_eq!(answer["remainingMonths"], calculated.remaining_months);
        let mut body = json!({"returnCondition": "good", "reason": "No longer needed"});
        if let Some(fee) = fee {
            body["earlyReturnFee"] = self.books.currency.json(fee);
        }
        self.act(contract, "early-return", body).await;
        self.books.return_early(contract, fee);
    }

    pub async fn cancel(&mut self, contract: &str) {
        let body = json!({"reason": "customer_request"});
        self.act(contract, "cancel", body).await;
        self.books.end(contract, Ending::Cancelled);
    }

    /// A person says that the term is over and the device is back.
    pub async fn complete(&mut self, contract: &str) {
        self.act(contract, "complete", json!({})).await;
        let last_day = self.books.contracts[contract].end;
        self.books.end_on(contract, Ending::Completed, last_day);
    }
}
