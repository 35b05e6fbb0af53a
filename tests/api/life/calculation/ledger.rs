//! What the calculation keeps: entities under the ids the server gave them. Sums are never kept, they
//! are added up each time they are asked for.
use std::collections::BTreeMap;

use super::{
    calendar::{Day, Minute, Zone},
    money::{Coins, Currency, Tax, Taxed},
    rules::{Cycle, Rules, Terms},
};

/// An id of the server: a name without meaning.
pub type Id = String;

/// A tenant's books.
#[derive(Debug, Clone)]
pub struct Books {
    pub zone: Zone,
    pub currency: Currency,
    pub tax: Tax,
    pub rules: Rules,
    pub now: Minute,
    /// What a month costs, by SKU and months.
    pub tiers: BTreeMap<(&'static str, i64), Tier>,
    /// What devices cost, by SKU.
    pub devices: BTreeMap<&'static str, Device>,
    pub customers: BTreeMap<Id, Customer>,
    pub orders: BTreeMap<Id, Order>,
    pub contracts: BTreeMap<Id, Contract>,
    /// By idempotency key (contract 8.16).
    pub payments: BTreeMap<String, Payment>,
    /// By serial number.
    pub assets: BTreeMap<String, Asset>,
    pub groups: BTreeMap<Id, Group>,
}

#[derive(Debug, Clone, Copy)]
pub struct Tier {
    pub monthly: Coins,
    pub setup: Coins,
}

#[derive(Debug, Clone, Copy)]
pub struct Device {
    pub list_price: Coins,
    pub cost: Coins,
}

#[derive(Debug, Clone)]
pub struct Customer {
    pub terms: Terms,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    Pending,
    Confirmed,
    Cancelled,
}

#[derive(Debug, Clone)]
pub struct Order {
    pub customer: Id,
    pub terms: Terms,
    pub state: OrderState,
    pub items: Vec<Item>,
    /// How it was taxed when it was made.
    pub tax: Tax,
    pub group: Option<Id>,
    /// The contract that an upgrade order ends.
    pub upgrades: Option<Id>,
    /// The order whose contracts an extension order makes longer, and by how many months.
    pub extends: Option<(Id, i64)>,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub sku: &'static str,
    pub quantity: i64,
    pub months: i64,
    pub unit: Coins,
    pub setup: Coins,
    pub contracts: Vec<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractStatus {
    Active,
    Cancelled,
    Completed,
    BoughtOut,
    Upgraded,
    ReturnedEarly,
}

#[derive(Debug, Clone)]
pub struct Contract {
    /// How messages call it.
    pub label: String,
    pub order: Id,
    pub customer: Id,
    pub sku: &'static str,
    pub serial: String,
    pub monthly: Coins,
    pub original_length: i64,
    pub length: i64,
    pub start: Day,
    pub end: Day,
    /// Start of its first period.
    pub anchor: Day,
    pub cycle: Cycle,
    pub terms: Terms,
    pub tax: Tax,
    pub group: Option<Id>,
    pub status: ContractStatus,
    pub ended_on: Option<Day>,
    /// Whether a person was asked what becomes of it.
    pub is_asked: bool,
    pub device: Device,
    pub upgrade_from: Option<Id>,
    pub extensions: Vec<Extension>,
    pub replacements: Vec<(String, String)>,
    pub buyout: Option<Sale>,
    pub early_return: Option<Fee>,
}

#[derive(Debug, Clone)]
pub struct Extension {
    pub months: i64,
    pub lengths: (i64, i64),
    pub rates: (Coins, Coins),
    pub ends: (Day, Day),
}

/// How a customer bought the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    pub price: Coins,
    /// What the rules made of it.
    pub calculated: Coins,
    pub remaining_months: i64,
}

/// What an early return costs, and how it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    pub amount: Coins,
    /// What the rules made of it.
    pub calculated: Coins,
    pub remaining_months: i64,
    pub grace: bool,
    pub days_from_start: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentStatus {
    Pending,
    Processing,
    Paid,
    Failed,
    Cancelled,
}

impl PaymentStatus {
    /// Whether it waits for somebody to ask for it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Failed)
    }

    /// Whether its money is still to come.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Pending | Self::Processing | Self::Failed)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How messages call it.
    pub label: String,
    pub customer: Id,
    /// None where it asks for what several contracts owe.
    pub contract: Option<Id>,
    pub group: Option<Id>,
    pub period: Day,
    pub due: Day,
    pub amount: Taxed,
    pub late_fee: Option<Coins>,
    pub status: PaymentStatus,
    /// Whether a person said that it was paid.
    pub marked: bool,
    pub attempts: i64,
    pub attempted_at: Option<Minute>,
    pub paid_at: Option<Minute>,
    pub retry_at: Option<Minute>,
    pub refunded: Coins,
    /// The payment that asks for its money in its place.
    pub merged_into: Option<String>,
    /// What it asks for in place of others, by their keys.
    pub parts: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetStatus {
    Available,
    RentedOut,
    Returned,
    Sold,
    Unavailable,
}

#[derive(Debug, Clone)]
pub struct Asset {
    pub sku: &'static str,
    /// When it was recorded.
    pub since: Minute,
    pub status: AssetStatus,
    /// The contract it is in.
    pub contract: Option<Id>,
}

#[derive(Debug, Clone)]
pub struct Group {
    pub customer: Id,
    pub billing_day: i64,
    pub is_active: bool,
    pub made_on: Day,
    /// `YYYY-MM` of the last month that was asked for.
    pub billed_through: Option<String>,
}

impl Books {
    /// Empty ones.
    pub const fn new(zone: Zone, (currency, tax): (Currency, Tax), now: Minute) -> Self {
        Self {
            zone,
            currency,
            tax,
            rules: Rules::default_ones(),
            now,
            tiers: BTreeMap::new(),
            devices: BTreeMap::new(),
            customers: BTreeMap::new(),
            orders: BTreeMap::new(),
            contracts: BTreeMap::new(),
            payments: BTreeMap::new(),
            assets: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// The tenant's date.
    pub fn today(&self) -> Day {
        self.zone.day_at(self.now)
    }

    /// Contracts of a customer.
    pub fn contracts_of<'a>(&'a self, customer: &'a str) -> impl Iterator<Item = &'a Contract> {
        let all = self.contracts.values();
        all.filter(move |contract| contract.customer == customer)
    }

    /// What was collected for a contract and kept, without tax.
    pub fn collected(&self, contract: &str) -> Coins {
        let all = self.payments.iter();
        all.filter(|(_, payment)| payment.contract.as_deref() == Some(contract))
            .map(|(key, payment)| match &payment.merged_into {
                Some(into) => self.share(key, into),
                None => payment.kept(),
            })
            .sum()
    }

    /// What a payment has of the money of the one that asked for it: in the proportion of what each is
    /// without tax; the coins that are left over go where the most was cut off.
    fn share(&self, key: &str, into: &str) -> Coins {
        let whole = &self.payments[into];
        let kept = i128::from(whole.kept());
        let nets: Vec<i128> = whole
            .parts
            .iter()
            .map(|part| self.payments[part].amount.net().into())
            .collect();
        let sum: i128 = nets.iter().sum();
        let mut shares: Vec<i128> = nets.iter().map(|net| kept * net / sum).collect();
        let left = usize::try_from(kept - shares.iter().sum::<i128>()).unwrap();
        let mut places: Vec<usize> = (0..nets.len()).collect();
        places.sort_by_key(|place| -(kept * nets[*place] % sum));
        for place in places.into_iter().take(left) {
            shares[place] += 1;
        }
        let place = whole.parts.iter().position(|part| part == key).unwrap();
        i64::try_from(shares[place]).unwrap()
    }
}

impl Taxed {
    pub const fn net(self) -> Coins {
        self.total - self.tax
    }
}

impl Payment {
    /// What the customer pays.
    pub fn total(&self) -> Coins {
        self.amount.total + self.late_fee.unwrap_or(0)
    }

    /// What of it was paid and not given back, without tax.
    pub fn kept(&self) -> Coins {
        if self.status != PaymentStatus::Paid {
            return 0;
        }
        let whole = Taxed {
            total: self.total(),
            ..self.amount
        };
        let refunded_tax = if self.refunded == 0 {
            0
        } else {
            Tax::within(self.refunded, whole)
        };
        whole.net() - (self.refunded - refunded_tax)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::calculation::calendar::day;

    fn payment(amount: (Coins, Coins, Coins), refunded: Coins) -> Payment {
        let (subtotal, tax, total) = amount;
        Payment {
            label: String::new(),
            customer: "c".to_owned(),
            contract: None,
            group: None,
            period: day(2027, 1, 31),
            due: day(2027, 1, 31),
            amount: Taxed {
                subtotal,
                tax,
                total,
            },
            late_fee: None,
            status: PaymentStatus::Paid,
            marked: false,
            attempts: 1,
            attempted_at: None,
            paid_at: None,
            retry_at: None,
            refunded,
            merged_into: None,
            parts: Vec::new(),
        }
    }

    #[test]
    fn what_is_kept_is_without_tax_and_without_what_was_given_back() {
        for (amount, refunded, expected) in [
            ((10_000, 2_100, 12_100), 0, 10_000),
            ((10_000, 2_100, 12_100), 12_100, 0),
            ((10_000, 2_100, 12_100), 6_050, 5_000),
            ((10_000, 2_100, 12_100), 1_000, 9_174),
            ((4_000, 694, 4_000), 0, 3_306),
            ((4_000, 694, 4_000), 4_000, 0),
        ] {
            let payment = payment(amount, refunded);
            assert_eq!(payment.kept(), expected, "{amount:?} less {refunded}");
        }
        let late = Payment {
            late_fee: Some(1_500),
            ..payment((10_000, 2_100, 12_100), 0)
        };
        assert_eq!((late.total(), late.kept()), (13_600, 11_500));
        let open = Payment {
            status: PaymentStatus::Pending,
            ..payment((10_000, 2_100, 12_100), 0)
        };
        assert_eq!(open.kept(), 0);
    }
}
