//! Taking orders (contract 3.1, 10.8 to 10.11, 10.18 to 10.20).
use super::{
    announce, conditions, confirm, details, duplicate,
    extension::{self, Extending},
    item::OrderItem,
    lines::{self, Sellables, Wanted},
    model::{
        ExtensionDetails, Order, OrderPayment, OrderPaymentStatus, OrderType, Totals,
        UpgradeDetails,
    },
    party::{self, Party},
    pricing,
    state::OrderStatus,
    store::{self, NewOrder},
    wire::{InitialStatus, NewOrderBody},
};
use crate::{
    change::{Change, Job},
    custom_fields::{self, Check, Definition, Section},
    customers::Roster,
    error::{Code, Error, Fault, Result},
    kernel::id::{BillingGroupId, CustomerId, OrderId},
    timeline::Changes,
    webhooks::EventType,
};

/// Takes orders, each on its own: finds or makes its customer, prices its items, stores it. Within
/// the tenant's window for duplicates an equal order is answered with the first one.
///
/// What many orders need is looked up once, and they are written together. All is decided before
/// anything is written, so a refused order leaves nothing behind.
pub(super) async fn create(
    change: &mut Change,
    jobs: &[&Job<NewOrderBody>],
    extending: Extending,
) -> Result<Vec<Result<Order>>> {
    let bodies: Vec<&NewOrderBody> = jobs.iter().map(|job| job.body()).collect();
    let mut ground = Ground::look(change, &bodies).await?;
    let (mut results, mut new) = (Vec::with_capacity(jobs.len()), Vec::new());
    for job in jobs {
        change.act_for(job);
        match take(change, &mut ground, &mut new, job.body()).await {
            // Neither is the order's own fault.
            Err(error @ (Error::Contended(_) | Error::Internal(_) | Error::Unavailable(_))) => {
                return Err(error);
            }
            result => results.push(result),
        }
    }
    if !keep(change, ground, &new).await? {
        return match jobs {
            [only] => Err(external_id_exists(change, only.body()).await?),
            _ => Err(Error::Contended("an external id is taken".to_owned())),
        };
    }
    for (job, result) in jobs.iter().zip(&mut results) {
        match result {
            Ok(order) if extension::is_due(order) => {
                change.act_for(job);
                // A refusal undoes all, and then each order is made alone.
                *order = extending.carry_out(change, order.clone()).await?;
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(results)
}

/// Takes one order within another change.
pub(super) async fn create_one(change: &mut Change, body: &NewOrderBody) -> Result<Order> {
    let mut ground = Ground::look(change, &[body]).await?;
    let mut new = Vec::new();
    let order = take(change, &mut ground, &mut new, body).await?;
    if keep(change, ground, &new).await? {
        Ok(order)
    } else {
        Err(external_id_exists(change, body).await?)
    }
}

/// Writes customers and orders; false where an external id is taken.
async fn keep(change: &mut Change, ground: Ground, new: &[NewOrder]) -> Result<bool> {
    ground.roster.store(change).await?;
    let tenant = change.tenant().id;
    Ok(store::insert(change.conn(), tenant, new).await? == new.len())
}

/// What orders stand on: their customers, their variants, what fields they may have.
struct Ground {
    roster: Roster,
    sellable: Sellables,
    definitions: Vec<Definition>,
}

impl Ground {
    /// Locks are taken in the order of the house: customers by id, variants by id.
    async fn look(change: &mut Change, bodies: &[&NewOrderBody]) -> Result<Self> {
        let customers = || bodies.iter().map(|body| &body.customer);
        let emails = customers()
            .filter(|customer| customer.customer_id.is_none())
            .filter_map(|customer| customer.email.as_deref());
        let ids: Vec<CustomerId> = customers()
            .filter_map(|customer| customer.customer_id.as_ref()?.parse().ok())
            .collect();
        let roster = Roster::lock(change, emails, &ids).await?;
        let items = bodies.iter().flat_map(|body| &body.items);
        let sellable = lines::look_up(change, items.map(|item| &*item.sku)).await?;
        let tenant = change.tenant().id;
        let section = Section::Order;
        let definitions = custom_fields::definitions(change.conn(), tenant, section).await?;
        Ok(Self {
            roster,
            sellable,
            definitions,
        })
    }
}

/// Decides on one order, and what becomes of its customer.
async fn take(
    change: &mut Change,
    ground: &mut Ground,
    new: &mut Vec<NewOrder>,
    body: &NewOrderBody,
) -> Result<Order> {
    let settled = settle(change, ground, body).await?;
    let totals = totals(change, &settled.items)?;
    let customer = settled.party.customer.clone();
    let mut order = new_order(change, body, settled, totals);
    let fingerprint = duplicate::fingerprint(change, &order);
    if let Some(fingerprint) = &fingerprint {
        if new
            .iter()
            .any(|earlier| earlier.fingerprint == Some(*fingerprint))
        {
            return Err(Error::Contended("two equal orders at once".to_owned()));
        }
        if let Some(first) = duplicate::find(change, &order, fingerprint).await? {
            return Ok(first);
        }
    }
    let customer_id = customer.id;
    let is_new_spelling = !order.customer.is_named_as(&customer);
    ground.roster.keep(change, customer);
    ground.roster.count_order(change, customer_id);
    let event = EventType::OrderCreated;
    announce::order(change, &order, event, "Order created", Changes::none());
    if body.status == Some(InitialStatus::Confirmed) {
        confirm::settle_new(change, &mut order)?;
    }
    new.push(NewOrder {
        order: order.clone(),
        fingerprint,
        is_new_spelling,
    });
    Ok(order)
}

/// What a new order is made of, all of it settled.
struct Settled {
    party: Party,
    items: Vec<OrderItem>,
    billing_group_id: Option<BillingGroupId>,
    extension_details: Option<ExtensionDetails>,
    upgrade_details: Option<UpgradeDetails>,
}

/// Finds the customer, prices the items and looks up all else the order refers to; all faults of
/// all references at once.
async fn settle(change: &mut Change, ground: &Ground, body: &NewOrderBody) -> Result<Settled> {
    let mut faults = Vec::new();
    let party = kept(party::settle(change, &ground.roster, body), &mut faults)?;
    let items = lines::price(change, &ground.sellable, &wanted(body)).await;
    let items = kept(items, &mut faults)?;
    let known = party.as_ref().map(|party| party.customer.id);
    let billing_group_id = match &body.billing_group_id {
        Some(id) => {
            let group = conditions::billing_group(change, id, known).await;
            kept(group, &mut faults)?
        }
        None => None,
    };
    let fields = body.custom_fields.clone().unwrap_or_default();
    faults.extend(custom_fields::check(
        &ground.definitions,
        &fields,
        Check::Whole,
    ));
    let (mut extension_details, mut upgrade_details) = (None, None);
    match (kind(body), &body.extension_details, &body.upgrade_details) {
        (OrderType::Extension, Some(sent), _) => {
            let details = details::extension(change, sent, &body.items, known).await;
            extension_details = kept(details, &mut faults)?;
        }
        (OrderType::Upgrade, _, Some(sent)) => {
            upgrade_details = kept(details::upgrade(change, sent, known).await, &mut faults)?;
            let quantities = body.items.iter().map(|item| item.quantity);
            faults.extend(conditions::single_unit(quantities));
        }
        (OrderType::Standard | OrderType::Extension | OrderType::Upgrade, _, _) => {}
    }
    match (items, party) {
        (Some(items), Some(party)) if faults.is_empty() => Ok(Settled {
            party,
            items,
            billing_group_id,
            extension_details,
            upgrade_details,
        }),
        _ => Err(Error::Invalid(faults)),
    }
}

/// What a step gave; its faults are kept for later, any other error ends the change.
pub(super) fn kept<T>(step: Result<T>, faults: &mut Vec<Fault>) -> Result<Option<T>> {
    match step {
        Ok(done) => Ok(Some(done)),
        Err(Error::Invalid(more)) => {
            faults.extend(more);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn wanted(body: &NewOrderBody) -> Vec<Wanted<'_>> {
    body.items
        .iter()
        .enumerate()
        .map(|(index, item)| Wanted {
            path: format!("items[{index}]"),
            sku: &item.sku,
            quantity: item.quantity,
            contract_length: item.contract_length,
            unit_price: item.unit_price,
        })
        .collect()
}

fn kind(body: &NewOrderBody) -> OrderType {
    body.order_type.unwrap_or(OrderType::Standard)
}

fn totals(change: &Change, items: &[OrderItem]) -> Result<Totals> {
    let tenant = change.tenant();
    pricing::totals(items, tenant.tax_rate, tenant.tax_inclusive).ok_or_else(too_dear)
}

/// The sum is beyond any amount.
pub(super) fn too_dear() -> Error {
    let message = "The totals are larger than any amount can be. Split the order.";
    Error::fault(Fault::shape("items", "too_big", message))
}

fn new_order(change: &Change, body: &NewOrderBody, settled: Settled, totals: Totals) -> Order {
    let (tenant, now) = (change.tenant(), change.now());
    let shipping_address = body
        .shipping_address
        .as_ref()
        .unwrap_or(&body.billing_address);
    Order {
        id: OrderId::generate(now),
        external_id: body.external_id.clone(),
        status: OrderStatus::Pending,
        order_type: kind(body),
        customer: settled.party.copy,
        billing_address: body.billing_address.clone(),
        shipping_address: shipping_address.clone(),
        items: settled.items,
        totals,
        tax_rate: tenant.tax_rate,
        tax_inclusive: tenant.tax_inclusive,
        currency: tenant.currency,
        rented_devices: 0,
        payment: OrderPayment::none(),
        custom_fields: body.custom_fields.as_ref().map(conditions::stored),
        billing_group_id: settled.billing_group_id,
        tracking_number: None,
        shipped_at: None,
        notes: body.notes.clone().filter(|notes| !notes.is_empty()),
        extension_details: settled.extension_details,
        upgrade_details: settled.upgrade_details,
        confirmed_at: None,
        cancelled_at: None,
        cancel_reason: None,
        created_by: tenant.actor().user_id.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

impl OrderPayment {
    /// Not paid, and nothing known about it.
    pub(super) const fn none() -> Self {
        Self {
            status: OrderPaymentStatus::Pending,
            method: None,
            transaction_id: None,
            paid_amount: None,
            manually_marked: false,
        }
    }
}

async fn external_id_exists(change: &mut Change, body: &NewOrderBody) -> Result<Error> {
    let (tenant, external_id) = (change.tenant().id, body.external_id.as_deref());
    let external_id = external_id.unwrap_or_default();
    let first = store::find_external(change.conn(), tenant, external_id)
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("an external id is taken by no order")))?;
    Ok(Error::refused(
        Code::ExternalIdExists,
        format!("Order `{first}` has the externalId `{external_id}`. Read it, or send another id."),
    ))
}
