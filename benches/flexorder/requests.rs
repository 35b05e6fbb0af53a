//! Requests of the load: whom they are for and what they say.
use crate::{
    databases::Loaded,
    http::Caller,
    load::address,
    shape::{Kind, Random, Shape, Tenant, person, public, sku},
};

/// Contract length of every line that is ordered.
const MONTHS: u64 = 12;

/// Writes requests on the data of a loaded database.
#[derive(Clone)]
pub(crate) struct Requests {
    pub(crate) caller: Caller,
    pub(crate) shape: Shape,
    /// Public id of each tenant.
    ids: Vec<String>,
}

impl Requests {
    pub(crate) fn new(loaded: &Loaded) -> Self {
        let ids = loaded
            .shape
            .tenants
            .iter()
            .map(|tenant| public(Kind::Tenant, tenant.id()));
        Self {
            caller: loaded.caller.clone(),
            shape: loaded.shape.clone(),
            ids: ids.collect(),
        }
    }

    /// Public id of a tenant.
    pub(crate) fn tenant_id(&self, tenant: &Tenant) -> &str {
        let place = usize::try_from(tenant.index).unwrap_or(usize::MAX);
        self.ids.get(place).map_or("", String::as_str)
    }

    /// A tenant drawn by its orders.
    pub(crate) fn by_weight(&self, random: &mut Random) -> &Tenant {
        let mut drawn = random.below(self.shape.orders);
        for tenant in &self.shape.tenants {
            match drawn.checked_sub(tenant.orders) {
                Some(rest) => drawn = rest,
                None => return tenant,
            }
        }
        self.shape.largest()
    }

    /// A tenant drawn from all, large or small.
    pub(crate) fn any(&self, random: &mut Random) -> &Tenant {
        let place = random.below(self.shape.tenants.len() as u64);
        let tenant = usize::try_from(place)
            .ok()
            .and_then(|place| self.shape.tenants.get(place));
        tenant.unwrap_or_else(|| self.shape.largest())
    }

    /// A GET in the name of a tenant.
    pub(crate) fn get(&self, tenant: &Tenant, path: &str) -> String {
        self.caller.get(self.tenant_id(tenant), path)
    }

    /// A POST in the name of a tenant, with a key of its own.
    pub(crate) fn post(
        &self,
        tenant: &Tenant,
        path: &str,
        random: &mut Random,
        body: &str,
    ) -> String {
        let once = u128::from(random.next()) << 64 | u128::from(random.next());
        self.caller.post(self.tenant_id(tenant), path, once, body)
    }

    /// Any order of a tenant.
    pub(crate) fn get_order(&self, tenant: &Tenant, random: &mut Random) -> String {
        let order = public(Kind::Order, tenant.order_id(random.number(tenant.orders)));
        self.get(tenant, &format!("/v1/orders/{order}"))
    }

    /// Another order of any customer of a tenant.
    pub(crate) fn create_order(&self, tenant: &Tenant, random: &mut Random, lines: u64) -> String {
        let body = order_body(tenant, random, lines);
        self.post(tenant, "/v1/orders", random, &body)
    }
}

/// The body of an order of a known customer: as many lines, two addresses.
pub(crate) fn order_body(tenant: &Tenant, random: &mut Random, lines: u64) -> String {
    let c = random.number(tenant.customers);
    let items: Vec<String> = (0..lines)
        .map(|line| {
            let (sku, quantity) = (sku(random.number(tenant.variants)), line % 2 + 1);
            format!(r#"{{"sku":"{sku}","quantity":{quantity},"contractLength":{MONTHS}}}"#)
        })
        .collect();
    body(c, &items.join(","), "pending")
}

/// An order of one line, confirmed.
pub(crate) fn single_line_body(tenant: &Tenant, v: u64, quantity: usize) -> String {
    let sku = sku(v);
    let item = format!(r#"{{"sku":"{sku}","quantity":{quantity},"contractLength":{MONTHS}}}"#);
    body(tenant.customers, &item, "confirmed")
}

fn body(c: u64, items: &str, status: &str) -> String {
    let who = person(c);
    let (billing, shipping) = (address(&who, c, 0), address(&who, c, 1));
    let (first, last, email) = (who.first, who.last, &who.email);
    let kind = who.kind();
    format!(
        r#"{{"status":"{status}","customer":{{"email":"{email}","firstName":"{first}","lastName":"{last}","customerType":"{kind}","phone":"+31201234567"}},"billingAddress":{billing},"shippingAddress":{shipping},"items":[{items}]}}"#
    )
}
