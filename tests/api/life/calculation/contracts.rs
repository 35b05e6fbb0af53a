//! Contracts: their beginning, their schedule of payments, extensions, swaps (contract sections 3.2 and
//! 5, 10.12, 10.20).
use super::{
    calendar::Day,
    ending::Ending,
    ledger::{
        Asset, AssetStatus, Books, Contract, ContractStatus, Extension, Id, Payment, PaymentStatus,
    },
    money::{Coins, Tax},
    rules::{Start, Terms},
};

/// What a new contract is made of.
#[derive(Debug, Clone)]
pub struct NewContract {
    pub id: Id,
    pub order: Id,
    pub customer: Id,
    pub sku: &'static str,
    pub serial: String,
    pub months: i64,
    pub monthly: Coins,
    pub setup: Coins,
    pub start: Day,
    pub billing: Option<Start>,
    pub terms: Terms,
    pub tax: Tax,
    pub group: Option<Id>,
    pub upgrade_from: Option<Id>,
}

/// When a unit of an order begins, and from when it is billed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Begins {
    pub on: Option<Day>,
    pub billing: Option<Start>,
}

impl Contract {
    pub fn is_active(&self) -> bool {
        self.status == ContractStatus::Active
    }

    /// Start of its period `n`, from 0.
    pub fn period(&self, n: i64) -> Day {
        self.cycle.period(self.anchor, n)
    }
}

impl Books {
    /// An asset was recorded.
    pub fn stock(&mut self, serial: &str, sku: &'static str) {
        let asset = Asset {
            sku,
            since: self.now,
            status: AssetStatus::Available,
            contract: None,
        };
        self.assets.insert(serial.to_owned(), asset);
    }

    /// The available asset of a SKU that was recorded first.
    pub fn oldest(&self, sku: &str) -> &str {
        let fits = |asset: &Asset| asset.sku == sku && asset.status == AssetStatus::Available;
        let free = self.assets.iter().filter(|(_, asset)| fits(asset));
        let oldest = free.min_by_key(|(_, asset)| asset.since);
        oldest.map(|(serial, _)| serial).unwrap()
    }

    /// A unit of an order was fulfilled: the contract `id` began.
    pub fn fulfil(&mut self, id: &str, (order_id, serial): (&str, &str), begins: Begins) {
        let today = self.today();
        let sku = self.assets[serial].sku;
        let order = self.orders.get_mut(order_id).unwrap();
        let open = |item: &&mut super::ledger::Item| {
            item.sku == sku && i64::try_from(item.contracts.len()).unwrap() < item.quantity
        };
        let item = order.items.iter_mut().find(open).unwrap();
        item.contracts.push(id.to_owned());
        let new = NewContract {
            id: id.to_owned(),
            order: order_id.to_owned(),
            customer: order.customer.clone(),
            sku,
            serial: serial.to_owned(),
            months: item.months,
            monthly: item.unit,
            setup: item.setup,
            start: begins.on.unwrap_or(today),
            billing: begins.billing,
            terms: order.terms,
            tax: order.tax,
            group: order.group.clone(),
            upgrade_from: order.upgrades.clone(),
        };
        if let Some(old) = order.upgrades.clone() {
            self.end(&old, Ending::Upgraded);
        }
        self.begin(new);
    }

    /// A contract begins: its asset is out, its payments are laid.
    pub fn begin(&mut self, new: NewContract) {
        let asset = self.assets.get_mut(&new.serial).unwrap();
        assert_eq!(asset.status, AssetStatus::Available, "{}", new.serial);
        (asset.status, asset.contract) = (AssetStatus::RentedOut, Some(new.id.clone()));
        let billing = new.billing.unwrap_or(self.rules.start);
        let contract = Contract {
            label: format!("{} of {}", new.serial, new.start),
            order: new.order,
            customer: new.customer,
            sku: new.sku,
            serial: new.serial,
            monthly: new.monthly,
            original_length: new.months,
            length: new.months,
            start: new.start,
            end: new.start.plus_months(new.months),
            anchor: self.rules.cycle.anchor(billing.from(new.start)),
            cycle: self.rules.cycle,
            terms: new.terms,
            tax: new.tax,
            group: new.group,
            status: ContractStatus::Active,
            ended_on: None,
            is_asked: false,
            device: self.devices[new.sku],
            upgrade_from: new.upgrade_from,
            extensions: Vec::new(),
            replacements: Vec::new(),
            buyout: None,
            early_return: None,
        };
        self.contracts.insert(new.id.clone(), contract);
        if new.setup > 0 {
            let first = self.contracts[&new.id].period(0);
            self.charge(&new.id, ("setup", 1), (first, new.setup));
        }
        self.lay(&new.id, 0);
    }

    /// Lays the monthly payments after the first `laid`, at the rate of now: one a month, each in full,
    /// however the billing start moved (contract 10.12).
    fn lay(&mut self, id: &str, laid: i64) {
        let contract = self.contracts[id].clone();
        for n in laid..contract.length {
            let what = (contract.period(n), contract.monthly);
            self.charge(id, ("monthly", n + 1), what);
        }
    }

    /// A payment is laid for the period that begins on a day; due after the customer's terms.
    pub fn charge(&mut self, id: &str, (purpose, n): (&str, i64), (period, price): (Day, Coins)) {
        let contract = &self.contracts[id];
        let payment = Payment {
            label: format!("{purpose} {n} of {}", contract.label),
            customer: contract.customer.clone(),
            contract: Some(id.to_owned()),
            group: None,
            period,
            due: period.plus_days(contract.terms.days()),
            amount: contract.tax.on(price),
            late_fee: None,
            status: PaymentStatus::Pending,
            marked: false,
            attempts: 0,
            attempted_at: None,
            paid_at: None,
            retry_at: None,
            refunded: 0,
            merged_into: None,
            parts: Vec::new(),
        };
        let key = format!("{id}:{purpose}:{n}");
        assert!(self.payments.insert(key, payment).is_none(), "twice");
    }

    /// A contract goes on for more months: what was laid stays, further months cost the new rate.
    pub fn extend(&mut self, id: &str, months: i64, rate: Option<Coins>) {
        let contract = self.contracts.get_mut(id).unwrap();
        assert!(contract.is_active(), "{} is extended", contract.label);
        let (laid, old_rate, old_end) = (contract.length, contract.monthly, contract.end);
        contract.length += months;
        contract.is_asked = false;
        contract.monthly = rate.unwrap_or(old_rate);
        contract.end = contract.start.plus_months(contract.length);
        contract.extensions.push(Extension {
            months,
            lengths: (laid, contract.length),
            rates: (old_rate, contract.monthly),
            ends: (old_end, contract.end),
        });
        self.lay(id, laid);
    }

    /// Another device in the same contract; the old one is out of use.
    pub fn replace(&mut self, id: &str, serial: &str) {
        let contract = self.contracts.get_mut(id).unwrap();
        let old = std::mem::replace(&mut contract.serial, serial.to_owned());
        contract.replacements.push((old.clone(), serial.to_owned()));
        let asset = self.assets.get_mut(&old).unwrap();
        (asset.status, asset.contract) = (AssetStatus::Unavailable, None);
        let asset = self.assets.get_mut(serial).unwrap();
        (asset.status, asset.contract) = (AssetStatus::RentedOut, Some(id.to_owned()));
    }
}
