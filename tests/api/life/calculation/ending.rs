//! How contracts end, and what a buyout and an early return cost (contract sections 3.2 and 5, 10.13).
use super::{
    calendar::Day,
    ledger::{AssetStatus, Books, Contract, ContractStatus, Fee, Payment, PaymentStatus, Sale},
    money::{Coins, part},
    rules::{Buyout, EarlyFee},
};

/// How a contract ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Cancelled,
    /// Its term is over.
    Completed,
    BoughtOut,
    Upgraded,
    ReturnedEarly,
}

impl Books {
    /// A contract ends today.
    pub fn end(&mut self, id: &str, ending: Ending) {
        self.end_on(id, ending, self.today());
    }

    /// A contract ends: payments of periods that begin later are called off, those that began are still
    /// owed; but what begins on the day that another takes its place is for that one to bill. The device
    /// leaves.
    pub fn end_on(&mut self, id: &str, ending: Ending, on: Day) {
        let contract = self.contracts.get_mut(id).unwrap();
        assert!(contract.is_active(), "{} ends", contract.label);
        contract.ended_on = Some(on);
        contract.status = match ending {
            Ending::Cancelled => ContractStatus::Cancelled,
            Ending::Completed => ContractStatus::Completed,
            Ending::BoughtOut => ContractStatus::BoughtOut,
            Ending::Upgraded => ContractStatus::Upgraded,
            Ending::ReturnedEarly => ContractStatus::ReturnedEarly,
        };
        let asset = self.assets.get_mut(&contract.serial).unwrap();
        asset.contract = None;
        asset.status = match ending {
            Ending::BoughtOut => AssetStatus::Sold,
            Ending::Cancelled | Ending::Completed | Ending::Upgraded | Ending::ReturnedEarly => {
                AssetStatus::Returned
            }
        };
        if ending == Ending::Completed {
            return;
        }
        let of_contract = |payment: &&mut Payment| payment.contract.as_deref() == Some(id);
        for payment in self.payments.values_mut().filter(of_contract) {
            let is_later =
                payment.period > on || (ending == Ending::Upgraded && payment.period == on);
            if payment.status.is_open() && is_later {
                payment.status = PaymentStatus::Cancelled;
                payment.retry_at = None;
            }
        }
    }

    /// Monthly payments that are still to come: of periods that begin after today and are not settled.
    fn to_come(&self, id: &str) -> (i64, Coins) {
        let today = self.today();
        let prefix = format!("{id}:monthly:");
        let months = self.payments.iter().filter(|(key, payment)| {
            key.starts_with(&prefix) && payment.status.is_owed() && payment.period > today
        });
        months.fold((0, 0), |(count, sum), (_, payment)| {
            (count + 1, sum + payment.amount.subtotal)
        })
    }

    /// What a buyout costs today, and how many months it stands for.
    pub fn buyout_price(&self, id: &str) -> (Coins, i64) {
        let (months, value) = self.to_come(id);
        let list = self.contracts[id].device.list_price;
        let price = match self.rules.buyout {
            Buyout::Flat(fee) => fee,
            Buyout::RemainingMonths => value,
            Buyout::ListPrice(share) => part(list, share),
            Buyout::RemainingAndListPrice(share) => value + part(list, share),
        };
        (price, months)
    }

    /// The customer keeps the device.
    pub fn buy_out(&mut self, id: &str, price: Option<Coins>) {
        let (calculated, remaining_months) = self.buyout_price(id);
        let price = price.unwrap_or(calculated);
        self.end(id, Ending::BoughtOut);
        self.contracts.get_mut(id).unwrap().buyout = Some(Sale {
            price,
            calculated,
            remaining_months,
        });
        self.charge(id, ("buyout", 1), (self.today(), price));
    }

    /// What it costs to give a device back today.
    pub fn early_return_fee(&self, id: &str) -> Fee {
        let contract = &self.contracts[id];
        let days_from_start = contract.start.days_until(self.today()).max(0);
        let (mut remaining_months, mut value) = self.to_come(id);
        let rules = self.rules.early_return;
        let running = self.running(id, contract).filter(|_| rules.current_month);
        if let Some((rate, begins_today)) = running
            && (rules.partial_month_up || begins_today)
        {
            remaining_months += 1;
            value += rate;
        }
        let grace = rules.grace_days > 0 && days_from_start <= rules.grace_days;
        let amount = match rules.fee {
            _ if grace => 0,
            EarlyFee::Remaining(share) => part(value, share),
            EarlyFee::Flat(fee) => fee,
            EarlyFee::Free => 0,
        };
        Fee {
            amount,
            calculated: amount,
            remaining_months,
            grace,
            days_from_start,
        }
    }

    /// Rate of the month that runs today, and whether it begins today.
    fn running(&self, id: &str, contract: &Contract) -> Option<(Coins, bool)> {
        let today = self.today();
        let begun = |n: &i64| contract.period(*n) <= today;
        let n = (0..contract.length).rev().find(begun)?;
        let is_over = contract.period(n + 1) <= today;
        let month = &self.payments[&format!("{id}:monthly:{}", n + 1)];
        (!is_over).then_some((month.amount.subtotal, contract.period(n) == today))
    }

    /// The device comes back before its time.
    pub fn return_early(&mut self, id: &str, named: Option<Coins>) {
        let mut fee = self.early_return_fee(id);
        fee.amount = named.unwrap_or(fee.amount);
        self.end(id, Ending::ReturnedEarly);
        self.contracts.get_mut(id).unwrap().early_return = Some(fee);
        if fee.amount > 0 {
            self.charge(id, ("early_return", 1), (self.today(), fee.amount));
        }
    }
}
