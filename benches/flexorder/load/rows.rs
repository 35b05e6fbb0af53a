//! Rows of orders and what hangs on them, as text for COPY.
use std::fmt::Write as _;

use uuid::Uuid;

use super::{
    buffer::{Batch, date, instant, month},
    orders::{Item, Order, TAX_PPM},
};
use crate::{
    names::{CITIES, STREETS},
    shape::{Kind, Person, Tenant, id, nth, person, product_name, public, sku},
};

/// Milliseconds of a day.
const DAY_MS: u64 = 86_400_000;
/// Payments laid for a tracked subscription.
const PAYMENTS: u64 = 3;
/// Serials of items, subscriptions and payments are those of their order, times this, plus a place.
const PER_ORDER: u64 = 1_024;
/// What every seventh order is noted with.
const NOTES: &str = "Please call before delivery.";
/// Who made it all.
const MADE_BY: &str = "key_loader";

/// An address as JSON. Colons are followed by a space, for pgbench would see a variable otherwise.
pub(crate) fn address(person: &Person, c: u64, floor: u64) -> String {
    let (city, country, postal_code) = nth(&CITIES, c);
    let street = nth(&STREETS, c / 8);
    let (first, last, number) = (person.first, person.last, c % 190 + 1);
    let company = person
        .company
        .map(|company| format!(r#", "company": "{company}""#))
        .unwrap_or_default();
    format!(
        r#"{{"contactName": "{first} {last}", "streetAddress": "{street} {number}", "city": "{city}", "country": "{country}", "buildingInfo": "Floor {floor}", "postalCode": "{postal_code}"{company}}}"#
    )
}

/// Writes an order with everything that hangs on it.
pub(super) fn write(batch: &mut Batch, tenant: &Tenant, order: &Order) {
    let of = Of {
        tenant,
        id: tenant.id(),
        order,
        order_id: tenant.order_id(order.n),
        ms: tenant.order_ms(order.n),
    };
    of.order(batch);
    of.timeline(batch);
    for (place, item) in (0..).zip(&order.items) {
        let item_id = id(Kind::Item, of.ms, order.n * PER_ORDER + place);
        of.item(batch, (place, item), item_id);
        if order.is_tracked {
            for unit in 0..item.rented {
                of.unit(batch, (place, item), item_id, unit);
            }
        }
    }
}

struct Of<'a> {
    tenant: &'a Tenant,
    id: Uuid,
    order: &'a Order,
    order_id: Uuid,
    ms: u64,
}

impl Of<'_> {
    fn order(&self, batch: &mut Batch) {
        let (id, order, order_id) = (self.id, self.order, self.order_id);
        let (n, c) = (order.n, order.customer);
        let (who, customer_id) = (person(c), self.tenant.customer_id(c));
        let (billing, shipping) = (address(&who, c, 0), address(&who, c, n % 5));
        let (kind, terms) = (who.kind(), who.terms());
        let subtotal: u64 = order.items.iter().map(Item::monthly).sum();
        let whole = |item: &Item| item.monthly() * item.months;
        let contract: u64 = order.items.iter().map(whole).sum();
        let tax = tax(subtotal);
        let total = subtotal + tax;
        let (at, later) = (instant(self.ms), instant(self.ms + DAY_MS / 2));
        let when = |statuses: &[&str], text: &str| {
            or_null(statuses.contains(&order.status).then(|| text.to_owned()))
        };
        let confirmed = when(&["confirmed", "partial", "fulfilled"], &later);
        let cancelled = when(&["cancelled"], &later);
        let reason = when(&["cancelled"], "withdrawn");
        let updated = if order.status == "pending" {
            &at
        } else {
            &later
        };
        let external = or_null(order.has_external_id.then(|| external_id(n)));
        let fields = or_null(order.cost_center.map(|center| custom_fields(n, center)));
        let extension = or_null((order.kind == "extension").then(|| self.extension()));
        let notes = or_null(n.is_multiple_of(7).then(|| NOTES.to_owned()));
        let company = or_null(who.company.map(str::to_owned));
        let (first, last, email) = (who.first, who.last, who.email);
        let (devices, rented) = (order.devices(), order.rented());
        let (status, order_type) = (order.status, order.kind);
        writeln!(
            batch.orders,
            "{id}\t{order_id}\t{external}\t{status}\t{order_type}\t{customer_id}\t{email}\t{first}\t\
             {last}\t{company}\t+3120{c:07}\t{kind}\t{terms}\t{billing}\t{shipping}\t{subtotal}\t\
             {tax}\t{total}\t{TAX_PPM}\tf\t{contract}\tEUR\t{devices}\t{rented}\tpending\tf\t\
             {fields}\t{notes}\t{extension}\t{confirmed}\t{cancelled}\t{reason}\t{MADE_BY}\t1\t\
             {at}\t{updated}"
        )
        .ok();
    }

    fn extension(&self) -> String {
        let original = public(Kind::Order, self.tenant.order_id(self.order.n.max(2) - 1));
        let ends = date(self.ms + 30 * DAY_MS);
        let anew = date(self.ms + 395 * DAY_MS);
        format!(
            r#"{{"originalOrderId": "{original}", "extensionMonths": 12, "previousEndDate": "{ends}", "newEndDate": "{anew}"}}"#
        )
    }

    fn timeline(&self, batch: &mut Batch) {
        let entry = id(Kind::Timeline, self.ms, self.order.n);
        writeln!(
            batch.timeline_entries,
            "{}\torder\t{}\t{entry}\torder.created\tOrder created\t[]\t{{\"userId\": \"{MADE_BY}\", \"displayName\": \"Loader\", \"role\": \"api_key\"}}\t\
             load-{}\t{}",
            self.id,
            public(Kind::Order, self.order_id),
            self.order.n,
            instant(self.ms)
        )
        .ok();
    }

    fn item(&self, batch: &mut Batch, (place, item): (u64, &Item), item_id: Uuid) {
        let v = item.variant;
        writeln!(
            batch.order_items,
            "{}\t{item_id}\t{}\t{place}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t0\t{}\t{}\tvariant\t{}\tvariant",
            self.id,
            self.order_id,
            self.tenant.product_id(v),
            self.tenant.variant_id(v),
            sku(v),
            product_name(v),
            item.quantity,
            item.rented,
            item.unit_price(),
            item.months,
            item.unit_price() * 30,
            item.unit_price() * 20,
        )
        .ok();
    }

    /// A fulfilled unit: its asset (rented out at the end of the load), its subscription, the link
    /// to its item, its first payments.
    fn unit(&self, batch: &mut Batch, (place, item): (u64, &Item), item_id: Uuid, unit: u64) {
        let serial = serial(self.order.n, place, unit);
        let (v, c) = (item.variant, self.order.customer);
        let begun = self.ms + DAY_MS;
        let (at, day) = (instant(begun), date(begun));
        let ends = date(begun + item.months * 30 * DAY_MS);
        let (tenant, order_id) = (self.id, self.order_id);
        let subscription = id(Kind::Subscription, begun, serial);
        let (customer, product) = (self.tenant.customer_id(c), self.tenant.product_id(v));
        let (variant, sku, name) = (self.tenant.variant_id(v), sku(v), product_name(v));
        let who = person(c);
        let (price, months) = (item.unit_price(), item.months);
        let terms = who.terms();
        let number = serial_number(self.order.n, place, unit);
        writeln!(
            batch.assets,
            "{tenant}\t{number}\t{variant}\t{product}\t{sku}\t{name}\tavailable\t{}\t{day}\t1\t{at}\t{at}",
            price * 20
        )
        .ok();
        writeln!(
            batch.subscriptions,
            "{tenant}\t{subscription}\t{order_id}\t{item_id}\t{customer}\t{number}\t{product}\t\
             {variant}\t{sku}\t{name}\tactive\t{price}\t{TAX_PPM}\tf\tEUR\t{months}\t{months}\t{day}\t\
             {ends}\t{day}\t{terms}\t{}\t{} {}\tvariant\tvariant\t{at}\t[]\t[]\t{MADE_BY}\t1\t{at}\t{at}",
            who.email, who.first, who.last
        )
        .ok();
        writeln!(
            batch.order_item_subscriptions,
            "{tenant}\t{order_id}\t{item_id}\t{subscription}"
        )
        .ok();
        let public = public(Kind::Subscription, subscription);
        let payer = format!("{} {}", who.first, who.last).to_lowercase();
        for nth in 1..=PAYMENTS {
            let due = begun + (nth - 1) * 30 * DAY_MS;
            let payment = id(Kind::Payment, begun, serial * 4 + nth);
            let (period, due) = (month(due), date(due));
            let description = format!("{name}, month {nth}");
            let taxed = tax(price);
            let total = price + taxed;
            writeln!(
                batch.payments,
                "{tenant}\t{payment}\t{customer}\t{subscription}\tindividual\t{public}:monthly:{nth}\t\
                 {period}\t{description}\t{price}\t{taxed}\t{total}\t{TAX_PPM}\tEUR\tpending\t{due}\t\
                 manual\tf\t0\tf\t[{{\"subscriptionId\": \"{public}\", \"description\": \
                 \"{description}\", \"amountMinor\": {price}, \"taxAmountMinor\": {taxed}}}]\t1\t{at}\t{at}\t{payer}"
            )
            .ok();
        }
    }
}

/// What COPY takes for a value that is not there.
fn or_null(text: Option<String>) -> String {
    text.unwrap_or_else(|| r"\N".to_owned())
}

fn custom_fields(n: u64, cost_center: &str) -> String {
    let seats = n % 40;
    format!(
        r#"{{"seats": {seats}, "costCenter": "{cost_center}", "purchaseOrderNumber": "PO-{n}"}}"#
    )
}

/// The external id of an order that has one.
pub(super) fn external_id(n: u64) -> String {
    format!("SHOP-{n}")
}

/// The serial number of a fulfilled unit of a tracked order's line.
pub(super) fn serial_number(n: u64, place: u64, unit: u64) -> String {
    format!("SN{:010}", serial(n, place, unit))
}

const fn serial(n: u64, place: u64, unit: u64) -> u64 {
    n * PER_ORDER + place * 16 + unit
}

const fn tax(minor: u64) -> u64 {
    (minor * TAX_PPM + 500_000) / 1_000_000
}
