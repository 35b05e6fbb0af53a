//! The n-th order of a tenant: who, what, how far. Pure, and the same each time.
use crate::{
    names::COST_CENTERS,
    shape::{BUSINESS_EVERY, Random, Tenant, monthly_minor, nth},
};

/// Every so many orders there is one of which everything is known: a partial extension order of a
/// company, with an external id, custom fields and a subscription. Filters find something.
pub(crate) const SHOWCASE_EVERY: u64 = 1_000;
/// Place of the showcase among them.
pub(crate) const SHOWCASE_AT: u64 = 500;
/// Of fulfilled units every so many orders' have their assets, subscriptions and payments.
const TRACKED_EVERY: u64 = 20;
/// Contract lengths there are prices for.
pub(crate) const TERMS: [u64; 3] = [12, 24, 36];
/// Tax on what every tenant sells.
pub(crate) const TAX_PPM: u64 = 210_000;

/// An order as it will be stored.
pub(super) struct Order {
    pub(super) n: u64,
    pub(super) customer: u64,
    pub(super) status: &'static str,
    pub(super) kind: &'static str,
    pub(super) items: Vec<Item>,
    pub(super) has_external_id: bool,
    pub(super) cost_center: Option<&'static str>,
    /// Whether its fulfilled units have assets, subscriptions and payments.
    pub(super) is_tracked: bool,
}

/// A line of it.
pub(super) struct Item {
    pub(super) variant: u64,
    pub(super) quantity: u64,
    pub(super) rented: u64,
    pub(super) months: u64,
}

impl Item {
    pub(super) const fn unit_price(&self) -> u64 {
        monthly_minor(self.variant, self.months)
    }

    pub(super) const fn monthly(&self) -> u64 {
        self.unit_price() * self.quantity
    }
}

impl Order {
    /// The n-th order of a tenant, from 1.
    pub(super) fn of(tenant: &Tenant, n: u64) -> Self {
        let mut random = Random::new(tenant.index << 40 | n);
        let showcase = n % SHOWCASE_EVERY == SHOWCASE_AT;
        // Of those who are customers by then.
        let known = (n * tenant.customers).div_ceil(tenant.orders).max(1);
        let mut customer = random.number(known);
        if showcase {
            customer = (customer / BUSINESS_EVERY).max(1) * BUSINESS_EVERY;
        }
        let kind = match random.below(100) {
            _ if showcase => "extension",
            0..94 => "standard",
            94..98 => "extension",
            _ => "upgrade",
        };
        let mut items = items(&mut random, tenant.variants, kind == "upgrade");
        if let (true, Some(first)) = (showcase, items.first_mut()) {
            first.quantity = 2;
        }
        let devices: u64 = items.iter().map(|item| item.quantity).sum();
        let status = match random.below(100) {
            _ if showcase => "partial",
            0..5 => "pending",
            5..10 => "confirmed",
            10..15 => "cancelled",
            15..18 if devices > 1 => "partial",
            _ => "fulfilled",
        };
        fulfil(&mut items, status);
        Self {
            n,
            customer: customer.min(tenant.customers),
            status,
            kind,
            items,
            has_external_id: random.below(100) < 40 || showcase,
            cost_center: (random.below(100) < 30 || showcase)
                .then(|| nth(&COST_CENTERS, random.next())),
            is_tracked: n.is_multiple_of(TRACKED_EVERY),
        }
    }

    pub(super) fn devices(&self) -> u64 {
        self.items.iter().map(|item| item.quantity).sum()
    }

    pub(super) fn rented(&self) -> u64 {
        self.items.iter().map(|item| item.rented).sum()
    }
}

/// One to four lines, mostly of one unit; an upgrade is one unit of one.
fn items(random: &mut Random, variants: u64, single: bool) -> Vec<Item> {
    let lines = match random.below(100) {
        _ if single => 1,
        0..45 => 1,
        45..75 => 2,
        75..92 => 3,
        _ => 4,
    };
    (0..lines)
        .map(|_| {
            let quantity = match random.below(100) {
                _ if single => 1,
                0..80 => 1,
                80..95 => 2,
                _ => 5,
            };
            // The smaller of two: the first products are the most wanted.
            let variant = random.number(variants).min(random.number(variants));
            let months = nth(&TERMS, random.next());
            Item {
                variant,
                quantity,
                rented: 0,
                months,
            }
        })
        .collect()
}

/// All units of a fulfilled order, one of a partial one.
fn fulfil(items: &mut [Item], status: &str) {
    for (place, item) in items.iter_mut().enumerate() {
        item.rented = match (status, place) {
            ("fulfilled", _) => item.quantity,
            ("partial", 0) => 1,
            _ => 0,
        };
    }
}
