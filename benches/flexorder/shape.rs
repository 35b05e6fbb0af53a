//! What the data looks like: who has how many orders, and which id the n-th order has. Pure.
//!
//! Everything follows from the two numbers a benchmark is called with, so that a client and a
//! ceiling's SQL can name any order without asking for it.
use serde::Serialize;
use uuid::Uuid;

use crate::names::{COMPANIES, DOMAINS, FIRST, LAST, PRODUCTS};

/// The first instant of the data, 1 July 2023, in milliseconds since 1970.
pub(crate) const BASE_MS: u64 = 1_688_169_600_000;
/// Orders are spread evenly over two years.
pub(crate) const SPAN_MS: u64 = 63_072_000_000;
/// Of all orders the largest tenant has this many percent.
const LARGEST_PERCENT: u64 = 30;
/// A customer has this many orders on average.
const ORDERS_PER_CUSTOMER: u64 = 5;
/// Every so many customers one is a company.
pub(crate) const BUSINESS_EVERY: u64 = 4;
/// Orders for which a variant more is offered.
const ORDERS_PER_VARIANT: u64 = 50;
/// Variants a tenant has at least and at most; two a product.
const VARIANTS: (u64, u64) = (4, 60);
/// Odd, below 2^40: times the number of an order it scatters over 60 bits without overflowing 63.
pub(crate) const SCATTER: u64 = 0x9E_3779_B97F;
/// Keeps 60 bits.
pub(crate) const SIXTY_BITS: u64 = (1 << 60) - 1;
/// Scatters over the 12 bits beside the version.
pub(crate) const SCATTER_SHORT: u64 = 40_503;

/// What an id names; keeps ids of two kinds apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Organization,
    Tenant,
    Customer,
    Order,
    Item,
    Product,
    Variant,
    Subscription,
    Payment,
    Timeline,
}

impl Kind {
    /// Salt of its ids, below 2^60.
    pub(crate) const fn salt(self) -> u64 {
        (0x0012_3456_789A_BCDE * (self as u64 + 1)) & SIXTY_BITS
    }

    /// Text before the underscore in the public form.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Organization => "org",
            Self::Tenant => "bu",
            Self::Customer => "cust",
            Self::Order => "ord",
            Self::Item => "item",
            Self::Product => "prod",
            Self::Variant => "var",
            Self::Subscription => "sub",
            Self::Payment => "pay",
            Self::Timeline => "tl",
        }
    }
}

/// The `UUIDv7` of the `serial`-th of its kind, made at `ms`. `ceiling/*.sql` says the same in SQL.
pub(crate) fn id(kind: Kind, ms: u64, serial: u64) -> Uuid {
    let high = ms << 16 | 0x7000 | serial.wrapping_mul(SCATTER_SHORT) & 0xFFF;
    let tail = (serial.wrapping_mul(SCATTER) ^ kind.salt()) & SIXTY_BITS;
    Uuid::from_u64_pair(high, 0x8 << 60 | tail)
}

/// The public form of an id: its prefix and its bits in Crockford's base32.
pub(crate) fn public(kind: Kind, id: Uuid) -> String {
    const DIGITS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
        'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
    ];
    let bits = id.as_u128();
    let body = (0..26).rev().filter_map(|place: u32| {
        let digit = bits >> (place * 5) & 31;
        DIGITS.get(usize::try_from(digit).ok()?)
    });
    format!("{}_{}", kind.prefix(), body.collect::<String>())
}

/// One of a list, counted round and round.
pub(crate) fn nth<T: Copy + Default>(list: &[T], n: u64) -> T {
    let place = usize::try_from(n).unwrap_or(0) % list.len().max(1);
    list.get(place).copied().unwrap_or_default()
}

/// One of a list, drawn.
pub(crate) fn pick<T: Clone + Default>(list: &[T], random: &mut Random) -> T {
    let place = usize::try_from(random.below(list.len() as u64)).unwrap_or(0);
    list.get(place).cloned().unwrap_or_default()
}

/// Orders over tenants.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shape {
    /// Orders of all tenants.
    pub(crate) orders: u64,
    /// The largest first.
    #[serde(skip)]
    pub(crate) tenants: Vec<Tenant>,
}

/// A tenant and how much it has.
#[derive(Debug, Clone)]
pub(crate) struct Tenant {
    pub(crate) index: u64,
    pub(crate) orders: u64,
    pub(crate) customers: u64,
    pub(crate) variants: u64,
}

impl Shape {
    /// `orders` over `tenants`: 30 percent to the first, the rest falling off with the root of the
    /// rank, at least one order each.
    pub(crate) fn new(orders: u64, tenants: u64) -> Self {
        let largest = if tenants == 1 {
            orders
        } else {
            orders * LARGEST_PERCENT / 100
        };
        let others = tenants.saturating_sub(1);
        let weights: Vec<f64> = (1..=others)
            .map(|rank| 1.0 / (rank as f64).sqrt())
            .collect();
        let all: f64 = weights.iter().sum();
        let rest = orders - largest;
        // Cumulated and rounded, so that the parts sum to the whole.
        let (mut before, mut given) = (0.0, 0);
        let mut shares = vec![largest.max(1)];
        for weight in weights {
            before += weight;
            let until = (rest as f64 * before / all).round() as u64;
            shares.push((until - given).max(1));
            given = until;
        }
        let tenants: Vec<Tenant> = (0..).zip(shares).map(Tenant::new).collect();
        let orders = tenants.iter().map(|tenant| tenant.orders).sum();
        Self { orders, tenants }
    }

    /// The tenant with the most orders.
    pub(crate) fn largest(&self) -> &Tenant {
        self.tenants
            .first()
            .unwrap_or_else(|| unreachable!("a shape has a tenant"))
    }
}

impl Tenant {
    fn new((index, orders): (u64, u64)) -> Self {
        Self {
            index,
            orders,
            customers: orders.div_ceil(ORDERS_PER_CUSTOMER),
            variants: (orders / ORDERS_PER_VARIANT).clamp(VARIANTS.0, VARIANTS.1) / 2 * 2,
        }
    }

    pub(crate) fn id(&self) -> Uuid {
        id(Kind::Tenant, BASE_MS + self.index, self.index + 1)
    }

    /// When the zeroth order would have been made; tenants differ by a millisecond.
    pub(crate) fn base_ms(&self) -> u64 {
        BASE_MS + self.index
    }

    /// Milliseconds between two orders.
    pub(crate) fn order_step_ms(&self) -> u64 {
        SPAN_MS / (self.orders + 1)
    }

    /// Milliseconds between two customers.
    pub(crate) fn customer_step_ms(&self) -> u64 {
        SPAN_MS / (self.customers + 1)
    }

    pub(crate) fn order_ms(&self, n: u64) -> u64 {
        self.base_ms() + n * self.order_step_ms()
    }

    /// The n-th order, from 1.
    pub(crate) fn order_id(&self, n: u64) -> Uuid {
        id(Kind::Order, self.order_ms(n), n)
    }

    pub(crate) fn customer_ms(&self, c: u64) -> u64 {
        self.base_ms() + c * self.customer_step_ms()
    }

    /// The c-th customer, from 1.
    pub(crate) fn customer_id(&self, c: u64) -> Uuid {
        id(Kind::Customer, self.customer_ms(c), c)
    }

    pub(crate) fn product_id(&self, variant: u64) -> Uuid {
        id(Kind::Product, self.base_ms(), variant.div_ceil(2))
    }

    /// The v-th variant, from 1.
    pub(crate) fn variant_id(&self, v: u64) -> Uuid {
        id(Kind::Variant, self.base_ms(), v)
    }
}

/// Name of the product that the v-th variant belongs to.
pub(crate) fn product_name(v: u64) -> &'static str {
    nth(&PRODUCTS, v.div_ceil(2) - 1)
}

/// SKU of the product that the v-th variant belongs to.
pub(crate) fn product_sku(v: u64) -> String {
    product_name(v).to_uppercase().replace(' ', "-")
}

/// SKU of the v-th variant: new ones are odd, used ones even.
pub(crate) fn sku(v: u64) -> String {
    format!(
        "{}-{}",
        product_sku(v),
        if v % 2 == 1 { "NEW" } else { "USED" }
    )
}

/// Monthly price of the v-th variant, in minor units.
pub(crate) const fn monthly_minor(v: u64, months: u64) -> u64 {
    let price = 1_500 + v * 737 % 6_000;
    price - price * months / 200
}

/// Who the c-th customer of a tenant is.
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    pub(crate) email: String,
    pub(crate) company: Option<&'static str>,
}

impl Person {
    /// Their customer type.
    pub(crate) const fn kind(&self) -> &'static str {
        if self.company.is_some() {
            "business"
        } else {
            "individual"
        }
    }

    /// Their payment terms.
    pub(crate) const fn terms(&self) -> &'static str {
        if self.company.is_some() {
            "net_30"
        } else {
            "immediate"
        }
    }
}

/// The c-th customer of any tenant.
pub(crate) fn person(c: u64) -> Person {
    let (first, last) = (nth(&FIRST, c), nth(&LAST, c / FIRST.len() as u64));
    let domain = nth(&DOMAINS, c);
    let local = format!("{first}.{last}{c}").to_lowercase();
    Person {
        first,
        last,
        email: format!("{local}@{domain}"),
        company: c
            .is_multiple_of(BUSINESS_EVERY)
            .then(|| nth(&COMPANIES, c / BUSINESS_EVERY)),
    }
}

/// Numbers that look random and are the same each time (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(
            seed.wrapping_mul(0xD134_2543_DE82_EF95)
                .wrapping_add(0x632B_E593_BD9B_4E01),
        )
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// From 0 to `below - 1`; 0 for 0.
    pub(crate) const fn below(&mut self, below: u64) -> u64 {
        match below {
            0 => 0,
            _ => self.next() % below,
        }
    }

    /// From 1 to `last`.
    pub(crate) const fn number(&mut self, last: u64) -> u64 {
        1 + self.below(last)
    }
}
