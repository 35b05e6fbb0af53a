//! The model: what a request does, or why it is refused, without a server.
use crate::support::given::{LAPTOP, MONITOR};

/// SKUs with what a unit costs a month for 12 months, in cents.
pub const SKUS: [(&str, i64); 2] = [(LAPTOP, 15_900), (MONITOR, 2_999)];

/// Months of every contract, each with a payment.
pub const MONTHS: usize = 12;

#[derive(Debug)]
pub struct Item {
    pub id: String,
    pub sku: usize,
    pub quantity: u32,
    pub rented: u32,
}

#[derive(Debug)]
pub struct Order {
    pub id: String,
    pub status: &'static str,
    pub items: Vec<Item>,
}

impl Order {
    pub fn rented(&self) -> u32 {
        self.items.iter().map(|item| item.rented).sum()
    }

    pub fn total(&self) -> u32 {
        self.items.iter().map(|item| item.quantity).sum()
    }

    pub fn count(&mut self) {
        if self.rented() > 0 {
            self.status = if self.rented() == self.total() {
                "fulfilled"
            } else {
                "partial"
            };
        }
    }
}

#[derive(Debug)]
pub struct Asset {
    pub serial_number: String,
    pub sku: usize,
    pub status: &'static str,
}

#[derive(Debug)]
pub struct Subscription {
    pub id: String,
    pub status: &'static str,
    /// Place of its asset.
    pub asset: usize,
    /// Cents.
    pub monthly: i64,
    /// Which months were paid.
    pub paid: [bool; MONTHS],
}

/// Operations that end a contract, what becomes of it, and of its asset.
pub const ENDINGS: [(&str, &str, &str); 3] = [
    ("cancel", "cancelled", "returned"),
    ("early-return", "ended_early_return", "returned"),
    ("buyout", "ended_buyout", "sold"),
];

impl Subscription {
    pub fn is_active(&self) -> bool {
        self.status == "active"
    }

    /// Cents a month, while it runs.
    pub fn revenue(&self) -> i64 {
        if self.is_active() { self.monthly } else { 0 }
    }

    /// Whether a month was called off: it had not begun when the contract ended, on its first day.
    pub fn is_called_off(&self, month: usize) -> bool {
        !self.is_active() && month > 0 && !self.paid[month]
    }

    /// Cents paid so far.
    pub fn collected(&self) -> i64 {
        self.paid.iter().copied().map(i64::from).sum::<i64>() * self.monthly
    }
}

#[derive(Debug, Default)]
pub struct Model {
    pub orders: Vec<Order>,
    pub assets: Vec<Asset>,
    pub subscriptions: Vec<Subscription>,
}

/// What the model says of a request: done, or refused with this code.
pub type Verdict = Result<(), &'static str>;

impl Model {
    pub fn confirm(&mut self, at: usize) -> Verdict {
        let order = &mut self.orders[at];
        match order.status {
            "pending" | "confirmed" => {
                order.status = "confirmed";
                Ok(())
            }
            _ => Err("ORDER_NOT_CONFIRMABLE"),
        }
    }

    pub fn cancel(&mut self, at: usize) -> Verdict {
        let order = &mut self.orders[at];
        match order.status {
            "pending" | "confirmed" => {
                order.status = "cancelled";
                Ok(())
            }
            "cancelled" => Err("ALREADY_CANCELLED"),
            _ => Err("ORDER_NOT_CANCELLABLE"),
        }
    }

    pub fn set_asset(&mut self, at: usize, status: &'static str) -> Verdict {
        let asset = &mut self.assets[at];
        match (asset.status, status) {
            (from, to) if from == to => Ok(()),
            ("rented_out", _) => Err("ASSET_IN_USE"),
            (_, "rented_out") => Err("INVALID_STATUS"),
            _ => {
                asset.status = status;
                Ok(())
            }
        }
    }

    pub fn subscribe(&mut self, order: usize, asset: usize, item: Option<usize>) -> Verdict {
        let (order, asset) = (&mut self.orders[order], &mut self.assets[asset]);
        if order.status == "cancelled" {
            return Err("ORDER_NOT_CONFIRMED");
        }
        if asset.status != "available" {
            return Err("ASSET_NOT_AVAILABLE");
        }
        let fits = |(at, line): &(usize, &mut Item)| {
            item.is_none_or(|item| item == *at) && line.sku == asset.sku
        };
        let mut lines: Vec<_> = order.items.iter_mut().enumerate().filter(fits).collect();
        if lines.is_empty() {
            return Err("SKU_MISMATCH");
        }
        let open = lines
            .iter_mut()
            .find(|(_, line)| line.rented < line.quantity);
        let Some((_, line)) = open else {
            return Err("ITEM_FULLY_FULFILLED");
        };
        line.rented += 1;
        asset.status = "rented_out";
        order.count();
        Ok(())
    }

    pub fn set_quantity(&mut self, order: usize, item: usize, quantity: u32) -> Verdict {
        let order = &mut self.orders[order];
        let line = &mut order.items[item];
        if ["fulfilled", "cancelled"].contains(&order.status) {
            return Err("ORDER_NOT_EDITABLE");
        }
        if line.quantity == quantity {
            return Ok(());
        }
        if line.rented > 0 {
            return Err("ITEM_LOCKED");
        }
        line.quantity = quantity;
        order.count();
        Ok(())
    }

    pub fn remove_item(&mut self, order: usize, item: usize) -> Verdict {
        let order = &mut self.orders[order];
        if order.items.len() == 1 {
            return Err("VALIDATION_ERROR");
        }
        if ["fulfilled", "cancelled"].contains(&order.status) {
            return Err("ORDER_NOT_EDITABLE");
        }
        if order.items[item].rented > 0 {
            return Err("ITEM_LOCKED");
        }
        order.items.remove(item);
        order.count();
        Ok(())
    }

    pub fn mark_paid(&mut self, subscription: usize, month: usize) -> Verdict {
        let subscription = &mut self.subscriptions[subscription];
        if subscription.is_called_off(month) {
            return Err("PAYMENT_CANCELLED");
        }
        if std::mem::replace(&mut subscription.paid[month], true) {
            return Err("ALREADY_PAID");
        }
        Ok(())
    }

    /// One of [`ENDINGS`].
    pub fn end(&mut self, subscription: usize, ending: usize) -> Verdict {
        let subscription = &mut self.subscriptions[subscription];
        let (action, status, asset) = ENDINGS[ending];
        match (subscription.status, action) {
            ("active", _) => {}
            ("cancelled", "cancel") => return Err("ALREADY_CANCELLED"),
            (_, "cancel") => return Err("ALREADY_ENDED"),
            _ => return Err("SUBSCRIPTION_NOT_ACTIVE"),
        }
        subscription.status = status;
        self.assets[subscription.asset].status = asset;
        Ok(())
    }

    pub fn replace(&mut self, subscription: usize, asset: usize) -> Verdict {
        let subscription = &mut self.subscriptions[subscription];
        if !subscription.is_active() {
            return Err("SUBSCRIPTION_NOT_ACTIVE");
        }
        if self.assets[asset].status != "available" {
            return Err("ASSET_NOT_AVAILABLE");
        }
        if self.assets[asset].sku != self.assets[subscription.asset].sku {
            return Err("SKU_MISMATCH");
        }
        self.assets[subscription.asset].status = "unavailable";
        self.assets[asset].status = "rented_out";
        subscription.asset = asset;
        Ok(())
    }
}
