//! What the API must answer, row by row, from the books.
use std::collections::{BTreeMap, BTreeSet};

use super::{
    calendar::{Day, Minute},
    ledger::{
        AssetStatus, Books, Contract, ContractStatus, Customer, Group, Order, Payment,
        PaymentStatus,
    },
    money::{Coins, hundredths, nearest},
};

/// Which list a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Payment,
    Subscription,
    Asset,
    Customer,
    Order,
    Group,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Payment,
        Self::Subscription,
        Self::Asset,
        Self::Customer,
        Self::Order,
        Self::Group,
    ];
}

/// A value that an answer must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// Absent or null.
    Nothing,
    Text(String),
    Money(Coins),
    /// A number with that decimal text; zeros at its end do not count.
    Decimal(String),
    Count(i64),
    Flag(bool),
    /// A list of so many.
    Length(usize),
    /// A list of just these texts in any order.
    Set(BTreeSet<String>),
}

/// What must stand where in an entity's answer, by JSON pointer.
#[derive(Debug, Clone)]
pub struct Row {
    /// How messages call it.
    pub label: String,
    pub fields: Vec<(String, Want)>,
}

pub(super) fn text(value: impl Into<String>) -> Want {
    Want::Text(value.into())
}

pub(super) fn maybe<T>(value: Option<T>, want: impl FnOnce(T) -> Want) -> Want {
    value.map_or(Want::Nothing, want)
}

impl Row {
    pub(super) fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            fields: Vec::new(),
        }
    }

    pub(super) fn with(mut self, pointer: impl Into<String>, want: Want) -> Self {
        self.fields.push((pointer.into(), want));
        self
    }
}

impl Books {
    /// Every entity of a kind, by the key that the lists are compared by.
    pub fn rows(&self, kind: Kind) -> BTreeMap<String, Row> {
        match kind {
            Kind::Payment => map(&self.payments, |key, payment| self.payment(key, payment)),
            Kind::Subscription => map(&self.contracts, |id, one| self.contract(id, one)),
            Kind::Customer => map(&self.customers, |id, one| self.customer(id, one)),
            Kind::Order => map(&self.orders, |id, order| order.row(id)),
            Kind::Group => map(&self.groups, |id, group| self.group(id, group)),
            Kind::Asset => map(&self.assets, |serial, asset| {
                let status = match asset.status {
                    AssetStatus::Available => "available",
                    AssetStatus::RentedOut => "rented_out",
                    AssetStatus::Returned => "returned",
                    AssetStatus::Sold => "sold",
                    AssetStatus::Unavailable => "unavailable",
                };
                let contract = asset.contract.as_ref();
                let customer = contract.map(|id| &self.contracts[id].customer);
                Row::new(serial)
                    .with("/status", text(status))
                    .with("/sku", text(asset.sku))
                    .with("/rentalId", maybe(contract, text))
                    .with("/customerId", maybe(customer, text))
            }),
        }
    }

    fn payment(&self, key: &str, payment: &Payment) -> Row {
        let status = match payment.status {
            PaymentStatus::Pending => "pending",
            PaymentStatus::Processing => "processing",
            PaymentStatus::Paid => "paid",
            PaymentStatus::Failed => "failed",
            PaymentStatus::Cancelled => "cancelled",
        };
        let kind = match payment.contract {
            Some(_) => "individual",
            None => "consolidated",
        };
        let before = payment.late_fee.map(|_| payment.amount.total);
        let refunded = Some(payment.refunded).filter(|coins| *coins > 0);
        let row = Row::new(&payment.label)
            .with("/idempotencyKey", text(key))
            .with("/customerId", text(&payment.customer))
            .with("/rentalId", maybe(payment.contract.as_ref(), text))
            .with("/paymentType", text(kind))
            .with("/billingPeriod", text(payment.period.period()))
            .with("/dueDate", text(payment.due))
            .with("/subtotal", Want::Money(payment.amount.subtotal))
            .with("/taxAmount", Want::Money(payment.amount.tax))
            .with("/total", Want::Money(payment.total()))
            .with("/amount", Want::Money(payment.total()))
            .with("/currency", text(self.currency.code))
            .with("/status", text(status))
            .with("/manuallyMarked", Want::Flag(payment.marked))
            .with("/captureAttempts", Want::Count(payment.attempts))
            .with("/lateFeeApplied", Want::Flag(payment.late_fee.is_some()))
            .with("/lateFeeAmount", maybe(payment.late_fee, Want::Money))
            .with("/originalAmount", maybe(before, Want::Money))
            .with("/refundedAmount", maybe(refunded, Want::Money))
            .with("/nextRetryAt", maybe(payment.retry_at, instant))
            .with("/lastCaptureAttempt", maybe(payment.attempted_at, instant))
            .with("/paidAt", maybe(payment.paid_at, instant))
            .with("/lineItems", Want::Length(payment.parts.len().max(1)));
        if payment.contract.is_some() {
            return row;
        }
        let row = row.with("/billingGroupId", maybe(payment.group.as_ref(), text));
        let lines = payment.parts.iter().map(|part| &self.payments[part]);
        let lines: BTreeSet<String> = lines
            .map(|part| {
                let contract = part.contract.as_ref().unwrap();
                let (amount, tax) = (part.amount.subtotal, part.amount.tax);
                let money = |coins| self.currency.text(coins);
                format!("{contract} {} {}", money(amount), money(tax))
            })
            .collect();
        row.with("/lineItems#", Want::Set(lines))
    }

    fn contract(&self, id: &str, one: &Contract) -> Row {
        let status = match one.status {
            ContractStatus::Active => "active",
            ContractStatus::Cancelled => "cancelled",
            ContractStatus::Completed => "ended_completed",
            ContractStatus::BoughtOut => "ended_buyout",
            ContractStatus::Upgraded => "ended_upgrade",
            ContractStatus::ReturnedEarly => "ended_early_return",
        };
        let ran = one.ended_on.map(|day| one.months_until(day));
        let row = Row::new(&one.label)
            .with("/assetSerialNumber", text(&one.serial))
            .with("/customerId", text(&one.customer))
            .with("/orderId", text(&one.order))
            .with("/sku", text(one.sku))
            .with("/monthlyAmount", Want::Money(one.monthly))
            .with("/currency", text(self.currency.code))
            .with("/status", text(status))
            .with("/originalContractLength", Want::Count(one.original_length))
            .with("/contractLength", Want::Count(one.length))
            .with("/startDate", text(one.start))
            .with("/endDate", text(one.end))
            .with("/nextBillingDate", maybe(self.next_billing(id), text))
            .with("/billingGroupId", maybe(one.group.as_ref(), text))
            .with(
                "/upgradeFromRentalId",
                maybe(one.upgrade_from.as_ref(), text),
            )
            .with("/actualMonthsRented", maybe(ran, Want::Count));
        one.history(self.recovery(row, id, one))
    }

    /// When the earliest payment falls due that a contract still owes, on its own or by its group.
    fn next_billing(&self, id: &str) -> Option<Day> {
        let all = self.payments.values();
        all.filter(|payment| payment.contract.as_deref() == Some(id))
            .map(|payment| match &payment.merged_into {
                Some(into) => &self.payments[into],
                None => payment,
            })
            .filter(|payment| payment.status.is_owed())
            .map(|payment| payment.due)
            .min()
    }

    /// How far its payments have paid for the device (contract section 5).
    fn recovery(&self, row: Row, id: &str, one: &Contract) -> Row {
        let (collected, cost) = (self.collected(id), one.device.cost);
        let until = one.ended_on.unwrap_or_else(|| self.today());
        let is_past_half = 2 * one.start.days_until(until) > one.start.days_until(one.end);
        let status = if collected > cost {
            "profitable"
        } else if 2 * collected > cost || !is_past_half {
            "recovering"
        } else {
            "at_risk"
        };
        let months = nearest(i128::from(cost) * 10, i128::from(one.monthly));
        let passed = one.months_until(until);
        row.with("/costRecovery/monthsActive", Want::Count(passed))
            .with(
                "/costRecovery/monthsRemaining",
                Want::Count(one.length - passed),
            )
            .with("/totalCollected", Want::Money(collected))
            .with("/acquisitionCost", Want::Money(cost))
            .with("/listPrice", Want::Money(one.device.list_price))
            .with(
                "/costRecoveryPercent",
                Want::Decimal(hundredths(collected * 100, cost)),
            )
            .with("/currentProfit", Want::Money(collected - cost))
            .with(
                "/breakevenMonths",
                Want::Decimal(format!("{}.{}", months / 10, months % 10)),
            )
            .with("/hasReachedBreakeven", Want::Flag(collected >= cost))
            .with("/recoveryStatus", text(status))
    }

    fn customer(&self, id: &str, customer: &Customer) -> Row {
        let active = || self.contracts_of(id).filter(|one| one.is_active());
        let orders = self.orders.values().filter(|order| order.customer == id);
        let payments = self.payments.values().filter(|one| one.customer == id);
        let collected: Coins = payments.map(Payment::kept).sum();
        let cost: Coins = self.contracts_of(id).map(|one| one.device.cost).sum();
        let count = |n: usize| Want::Count(i64::try_from(n).unwrap());
        Row::new(format!("customer {id}"))
            .with("/paymentTerms", text(customer.terms.word()))
            .with("/totalOrders", count(orders.count()))
            .with("/totalDevicesRented", count(active().count()))
            .with(
                "/totalMonthlyRevenue",
                Want::Money(active().map(|one| one.monthly).sum()),
            )
            .with("/lifetimeCollected", Want::Money(collected))
            .with("/totalAcquisitionCost", Want::Money(cost))
            .with("/customerMargin", Want::Money(collected - cost))
            .with(
                "/subscriptionsTracked",
                count(self.contracts_of(id).count()),
            )
    }

    fn group(&self, id: &str, group: &Group) -> Row {
        let in_group = |one: &&Contract| one.group.as_deref() == Some(id) && one.is_active();
        let members: Vec<&Contract> = self.contracts.values().filter(in_group).collect();
        let status = if group.is_active {
            "active"
        } else {
            "inactive"
        };
        Row::new(format!("group {id}"))
            .with("/customerId", text(&group.customer))
            .with("/billingDay", Want::Count(group.billing_day))
            .with("/status", text(status))
            .with(
                "/totalMonthlyAmount",
                Want::Money(members.iter().map(|one| one.monthly).sum()),
            )
            .with(
                "/activeRentalCount",
                Want::Count(i64::try_from(members.len()).unwrap()),
            )
    }
}

impl Order {
    fn row(&self, id: &str) -> Row {
        let (wanted, rented) = self.progress();
        let totals = self.totals();
        let contracts = self.items.iter().flat_map(|item| item.contracts.clone());
        let mut row = Row::new(format!("order {id}"))
            .with("/status", text(self.status()))
            .with("/customer/customerId", text(&self.customer))
            .with("/totals/subtotal", Want::Money(totals.subtotal))
            .with("/totals/taxAmount", Want::Money(totals.tax))
            .with("/totals/total", Want::Money(totals.total))
            .with("/totals/totalDevices", Want::Count(wanted))
            .with(
                "/totals/totalContractValue",
                Want::Money(self.contract_value()),
            )
            .with("/rentalProgress/totalDevices", Want::Count(wanted))
            .with("/rentalProgress/rentedDevices", Want::Count(rented))
            .with("/rentalIds", Want::Set(contracts.collect()));
        for (at, item) in self.items.iter().enumerate() {
            row = row
                .with(format!("/items/{at}/sku"), text(item.sku))
                .with(format!("/items/{at}/unitPrice"), Want::Money(item.unit))
                .with(
                    format!("/items/{at}/contractLength"),
                    Want::Count(item.months),
                )
                .with(format!("/items/{at}/rentalStatus"), text(item.status()));
        }
        row
    }
}

/// A minute as the API writes it.
fn instant(minute: Minute) -> Want {
    let at = chrono::DateTime::from_timestamp(minute * 60, 0).unwrap();
    text(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

fn map<T>(entities: &BTreeMap<String, T>, row: impl Fn(&str, &T) -> Row) -> BTreeMap<String, Row> {
    let rows = entities
        .iter()
        .map(|(key, entity)| (key.clone(), row(key, entity)));
    rows.collect()
}
