//! Rows that orders refer to: a tenant's catalog, custom fields and customers.
use std::fmt::Write as _;

use super::{
    buffer::{Batch, instant},
    orders::{Order, TERMS},
    rows::address,
};
use crate::{
    names::COST_CENTERS,
    shape::{Tenant, monthly_minor, person, product_name, product_sku, sku},
};

/// Custom fields of orders: id, type, rules.
fn custom_fields() -> [(&'static str, &'static str, String); 3] {
    let options = format!(r#"{{"options": ["{}"]}}"#, COST_CENTERS.join(r#"", ""#));
    [
        ("purchaseOrderNumber", "text", "{}".into()),
        ("costCenter", "select", options),
        ("seats", "number", "{}".into()),
    ]
}

/// Writes products, variants, prices and the definitions of custom fields.
pub(super) fn write_catalog(batch: &mut Batch, tenant: &Tenant) {
    let (id, at) = (tenant.id(), instant(tenant.base_ms()));
    for v in 1..=tenant.variants {
        let (product, variant) = (tenant.product_id(v), tenant.variant_id(v));
        let (name, product_sku, sku) = (product_name(v), product_sku(v), sku(v));
        let is_new = !v.is_multiple_of(2);
        if is_new {
            writeln!(
                batch.products,
                "{id}\t{product}\t{product_sku}\t{name}\tAs sold in Europe\tdevices\t{}\t{{}}\tactive\t1\t{at}\t{at}",
                name.split(' ').next().unwrap_or(name)
            )
            .ok();
        }
        let (label, grade) = if is_new { ("new", "A") } else { ("used", "B") };
        let price = monthly_minor(v, 12);
        writeln!(
            batch.variants,
            "{id}\t{variant}\t{product}\t{sku}\t{name} ({label})\t{grade}\t{{}}\t{}\t{}\tactive\t{at}\t{at}",
            price * 30,
            price * 20
        )
        .ok();
        for months in TERMS {
            let price = monthly_minor(v, months);
            writeln!(batch.price_tiers, "{id}\t{variant}\t{months}\t{price}").ok();
        }
    }
    for (field, kind, format) in custom_fields() {
        writeln!(
            batch.custom_fields,
            "{id}\torder\t{field}\t{field}\t{kind}\tf\t{format}\t{at}\t{at}"
        )
        .ok();
    }
}

/// What a customer has come to.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    orders: u64,
    devices: u64,
    revenue: u64,
}

/// Writes the customers with the figures that their orders give them.
pub(super) fn write_customers(batch: &mut Batch, tenant: &Tenant) {
    let (id, figures) = (tenant.id(), figures(tenant));
    for (c, of) in (1..=tenant.customers).zip(figures) {
        let (customer, at) = (tenant.customer_id(c), instant(tenant.customer_ms(c)));
        let who = person(c);
        let (billing, shipping) = (address(&who, c, 0), address(&who, c, 1));
        let (kind, terms) = (who.kind(), who.terms());
        let company = who.company.unwrap_or(r"\N");
        let (
            email,
            Figures {
                orders,
                devices,
                revenue,
            },
        ) = (&who.email, of);
        writeln!(
            batch.customers,
            "{id}\t{customer}\t{email}\t{email}\t{}\t{}\t{company}\t+3120{c:07}\t{kind}\t{terms}\tactive\t\
             {billing}\t{shipping}\t{orders}\t{devices}\t{revenue}\t{devices}\t0\t{}\tkey_loader\t1\t{at}\t{at}",
            who.first,
            who.last,
            revenue * 20
        )
        .ok();
    }
}

fn figures(tenant: &Tenant) -> Vec<Figures> {
    let customers = usize::try_from(tenant.customers).unwrap_or(0);
    let mut all = vec![Figures::default(); customers];
    for n in 1..=tenant.orders {
        let order = Order::of(tenant, n);
        let place = usize::try_from(order.customer - 1).unwrap_or(usize::MAX);
        let Some(of) = all.get_mut(place) else {
            continue;
        };
        of.orders += 1;
        if order.is_tracked {
            of.devices += order.rented();
            of.revenue += order
                .items
                .iter()
                .map(|item| item.rented * item.unit_price())
                .sum::<u64>();
        }
    }
    all
}
