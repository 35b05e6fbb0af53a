//! A tenant that lives: its clock, its settings, its catalogue. What it does stands in `acts` and
//! `money`; everything goes to the server over HTTP and is told to the books.
use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{
    calculation::{
        Books, Device, Id, Kind, Payment, Rules, Tier,
        calendar::{Day, Minute, Zone},
        money::{Coins, Currency, Tax},
    },
    compare::{self, Answers},
};
use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
};

/// So many customers are compared one by one.
const FEW: usize = 2;

/// A tenant with its books.
pub struct Life {
    pub app: TestApp,
    pub client: Client,
    pub books: Books,
    /// The local time at which the scheduler runs, chosen so that the day in UTC is another one.
    nightly: (i64, i64),
    step: String,
    /// Fields that were compared.
    pub compared: usize,
    /// The payments when they were compared last.
    last: BTreeMap<String, Payment>,
}

/// A product with one variant.
pub struct Product {
    pub sku: &'static str,
    pub device: Device,
    /// Months, price of a month, setup fee, discount.
    pub tiers: &'static [(i64, Coins, Coins, Discount)],
}

/// What is taken off a tier's price (contract 10.10).
#[derive(Clone, Copy)]
pub enum Discount {
    Nothing,
    Fixed(Coins),
    /// In hundredths.
    Percent(i64),
}

impl Life {
    /// Opens a tenant at a local time.
    pub async fn open(
        (zone, nightly): (Zone, (i64, i64)),
        (currency, tax): (Currency, Tax),
        (day, time): (Day, (i64, i64)),
    ) -> Self {
        let app = TestApp::new().await;
        let now = zone.minute(day, time);
        let passed = now * 60 - app.clock.now().timestamp();
        app.clock.advance(TimeDelta::seconds(passed));
        let spec = TenantSpec {
            currency: currency.code,
            time_zone: zone.name(),
            tax_rate_ppm: i32::try_from(tax.rate).unwrap(),
            tax_inclusive: tax.inclusive,
            ..TenantSpec::default()
        };
        let client = app.tenant_with(spec).await;
        let books = Books::new(zone, (currency, tax), now);
        Self {
            app,
            client,
            books,
            nightly,
            step: "opening".to_owned(),
            compared: 0,
            last: BTreeMap::new(),
        }
    }

    /// Names what comes next: messages tell it.
    pub fn step(&mut self, name: &str) {
        name.clone_into(&mut self.step);
    }

    /// Chooses rules.
    pub async fn choose(&mut self, change: impl FnOnce(&mut Rules)) {
        change(&mut self.books.rules);
        let body = self.books.rules.json(self.books.currency);
        self.client.patch("/v1/settings", body).await.ok();
    }

    /// Offers a product.
    pub async fn offer(&mut self, product: Product) {
        let money = |coins| self.books.currency.json(coins);
        let Product { sku, device, tiers } = product;
        let pricing: Vec<Value> = tiers
            .iter()
            .map(|&(months, price, setup, discount)| {
                let mut tier = json!({
                    "contractLength": months, "monthlyPrice": money(price),
                    "setupFee": money(setup),
                });
                match discount {
                    Discount::Nothing => {}
                    Discount::Fixed(off) => {
                        tier["discount"] = json!({"type": "fixed", "value": money(off)});
                    }
                    Discount::Percent(off) => {
                        tier["discount"] = json!({"type": "percentage", "value": off});
                    }
                }
                tier
            })
            .collect();
        let body = json!({
            "productSku": format!("P-{sku}"), "name": format!("The {sku}"),
            "specification": "As new", "category": "Devices", "brand": "Acme",
            "variants": [{
                "variantSku": sku, "variantName": "Standard", "grade": "A", "pricing": pricing,
                "listPrice": money(device.list_price), "acquisitionCost": money(device.cost),
            }],
        });
        self.client.post("/v1/products", body).await.ok();
        self.books.devices.insert(sku, device);
        for &(months, price, setup, discount) in tiers {
            let monthly = match discount {
                Discount::Nothing => price,
                Discount::Fixed(off) => price - off,
                Discount::Percent(off) => {
                    price - super::calculation::money::part(price, off * 10_000)
                }
            };
            self.books
                .tiers
                .insert((sku, months), Tier { monthly, setup });
        }
    }

    /// Lets the days pass up to a local time; each night the scheduler runs.
    pub async fn until(&mut self, day: Day, time: (i64, i64)) {
        let target = self.books.zone.minute(day, time);
        loop {
            let today = self.books.today();
            let tonight = self.books.zone.minute(today, self.nightly);
            let next = if tonight > self.books.now {
                tonight
            } else {
                self.books.zone.minute(today.plus_days(1), self.nightly)
            };
            if next > target {
                break;
            }
            self.set_clock(next);
            self.night().await;
        }
        self.set_clock(target);
    }

    /// The scheduler's run; now and then a second one, which must change nothing.
    async fn night(&mut self) {
        let today = self.books.today();
        self.run_scheduler().await;
        if today.date % 10 == 1 {
            self.run_scheduler().await;
        }
        self.books.run_day();
        if today.date == 1 {
            self.agree_on_everything().await;
        }
    }

    async fn run_scheduler(&self) {
        let report = flexorder::scheduler::run_tenant(&self.app.app, self.client.tenant).await;
        assert_eq!(report.unwrap().failures, 0, "after `{}`", self.step);
    }

    /// A minute later.
    pub fn tick(&mut self) {
        self.set_clock(self.books.now + 1);
    }

    fn set_clock(&mut self, to: Minute) {
        let passed = to - self.books.now;
        assert!(passed >= 0, "the clock goes forward");
        self.app.clock.advance(TimeDelta::minutes(passed));
        self.books.now = to;
    }

    /// Fails unless the API says just what the books say: of everything, but of the payments of those
    /// customers alone whose payments moved since the last time, where they are few.
    pub async fn agree(&mut self) {
        let moved = self.moved();
        if moved.is_empty() || moved.len() > FEW {
            return self.agree_on_everything().await;
        }
        let mut answers = self.answers(&Kind::ALL[1..]).await;
        let mut payments = BTreeMap::new();
        for customer in &moved {
            let filter = format!("&customerId={customer}");
            payments.extend(compare::fetch(&self.client, Kind::Payment, &filter).await);
        }
        answers.insert(Kind::Payment, payments);
        self.compared += compare::must_agree(&self.step, &self.books, (&answers, Some(&moved)));
        self.last = self.books.payments.clone();
    }

    /// Fails unless the API says just what the books say of everything.
    pub async fn agree_on_everything(&mut self) {
        let answers = self.answers(&Kind::ALL).await;
        self.compared += compare::must_agree(&self.step, &self.books, (&answers, None));
        self.last = self.books.payments.clone();
    }

    /// The last comparison: of everything, and of whether each value that the books had wrong would be
    /// noticed.
    pub async fn end(&mut self) {
        self.agree_on_everything().await;
        let answers = self.answers(&Kind::ALL).await;
        compare::must_notice(&self.books, &answers);
    }

    async fn answers(&self, kinds: &[Kind]) -> Answers {
        let mut answers = BTreeMap::new();
        for &kind in kinds {
            answers.insert(kind, compare::fetch(&self.client, kind, "").await);
        }
        answers
    }

    /// Customers whose payments moved since the last comparison.
    fn moved(&self) -> BTreeSet<Id> {
        let now = self.books.payments.iter();
        let moved = now.filter(|(key, payment)| self.last.get(*key) != Some(*payment));
        moved.map(|(_, payment)| payment.customer.clone()).collect()
    }
}
