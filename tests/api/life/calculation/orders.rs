//! Orders: prices, totals, progress (contract 10.10, section 4).
use super::{
    ledger::{Books, Customer, Id, Item, Order, OrderState},
    money::{Coins, Taxed},
    rules::Terms,
};

/// What the script asked for.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub customer: Id,
    pub terms: Terms,
    /// SKU, quantity, months.
    pub items: Vec<(&'static str, i64, i64)>,
    pub group: Option<Id>,
    pub upgrades: Option<Id>,
    pub extends: Option<(Id, i64)>,
}

impl Books {
    /// An order was placed.
    pub fn place(&mut self, id: Id, new: NewOrder) {
        let items = new
            .items
            .iter()
            .map(|&(sku, quantity, months)| {
                let tier = self.tiers[&(sku, months)];
                Item {
                    sku,
                    quantity,
                    months,
                    unit: tier.monthly,
                    setup: tier.setup,
                    contracts: Vec::new(),
                }
            })
            .collect();
        self.customers
            .entry(new.customer.clone())
            .or_insert(Customer { terms: new.terms });
        let order = Order {
            customer: new.customer,
            terms: new.terms,
            state: OrderState::Pending,
            items,
            tax: self.tax,
            group: new.group,
            upgrades: new.upgrades,
            extends: new.extends,
        };
        self.orders.insert(id, order);
    }

    /// An order was confirmed; one that extends does so now (contract 10.20).
    pub fn confirm(&mut self, id: &str) {
        let order = self.orders.get_mut(id).unwrap();
        order.state = OrderState::Confirmed;
        let Some((original, months)) = order.extends.clone() else {
            return;
        };
        for at in 0..order.items.len() {
            let item = self.orders[id].items[at].clone();
            let wanted = usize::try_from(item.quantity).unwrap();
            let longer: Vec<Id> = self.oldest_active(&original, item.sku, wanted);
            assert_eq!(longer.len(), wanted, "contracts to extend");
            for contract in &longer {
                self.extend(contract, months, Some(item.unit));
            }
            self.orders.get_mut(id).unwrap().items[at].contracts = longer;
        }
    }

    /// Active contracts of an order and a SKU, oldest first; ids are ordered by time (contract 10.8).
    fn oldest_active(&self, order: &str, sku: &str, count: usize) -> Vec<Id> {
        let of_order = |id: &&Id| {
            let contract = &self.contracts[*id];
            contract.order == order && contract.sku == sku && contract.is_active()
        };
        let ids = self.contracts.keys().filter(of_order);
        ids.take(count).cloned().collect()
    }

    /// An order was cancelled.
    pub fn cancel_order(&mut self, id: &str) {
        self.orders.get_mut(id).unwrap().state = OrderState::Cancelled;
    }
}

impl Order {
    /// Devices wanted, and devices that have a contract.
    pub fn progress(&self) -> (i64, i64) {
        let wanted = self.items.iter().map(|item| item.quantity).sum();
        let rented: usize = self.items.iter().map(|item| item.contracts.len()).sum();
        (wanted, i64::try_from(rented).unwrap())
    }

    pub fn status(&self) -> &'static str {
        match (self.state, self.progress()) {
            (OrderState::Cancelled, _) => "cancelled",
            (_, (wanted, rented)) if wanted == rented => "fulfilled",
            (_, (_, rented)) if rented > 0 => "partial",
            (OrderState::Confirmed, _) => "confirmed",
            (OrderState::Pending, _) => "pending",
        }
    }

    /// A month of all of it, rounded once a line.
    pub fn totals(&self) -> Taxed {
        let mut sum = Taxed {
            subtotal: 0,
            tax: 0,
            total: 0,
        };
        for item in &self.items {
            let line = self.tax.on(item.unit * item.quantity);
            sum.subtotal += line.subtotal;
            sum.tax += line.tax;
            sum.total += line.total;
        }
        sum
    }

    /// What the whole of it will bring without tax on top.
    pub fn contract_value(&self) -> Coins {
        let items = self.items.iter();
        items
            .map(|item| item.unit * item.quantity * item.months)
            .sum()
    }
}

impl Item {
    pub fn status(&self) -> &'static str {
        match i64::try_from(self.contracts.len()).unwrap() {
            0 => "pending",
            rented if rented == self.quantity => "completed",
            _ => "partial",
        }
    }
}
