//! Orders, items, assets, subscriptions and their ends, and a customer's figures against a model: random sequences of
//! requests on the real router and database, each answer predicted, what it touched compared after
//! each and everything at the end.
mod compare;
mod rules;

use std::cell::RefCell;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use self::rules::{Asset, ENDINGS, Item, MONTHS, Model, Order, SKUS, Subscription, Verdict};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, id},
};

/// Sequences tried.
const CASES: u32 = 16;

/// One request.
#[derive(Debug, Clone)]
enum Step {
    Order(Vec<(usize, u32)>),
    Confirm(usize),
    Cancel(usize),
    Asset(usize),
    SetAsset(usize, &'static str),
    DeleteAsset(usize),
    Subscribe {
        order: usize,
        asset: usize,
        item: Option<usize>,
    },
    SetQuantity {
        order: usize,
        item: usize,
        quantity: u32,
    },
    RemoveItem {
        order: usize,
        item: usize,
    },
    MarkPaid {
        subscription: usize,
        month: usize,
    },
    End {
        subscription: usize,
        ending: usize,
    },
    Replace {
        subscription: usize,
        asset: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..8_usize;
    let status = prop::sample::select(vec![
        "available",
        "rented_out",
        "returned",
        "sold",
        "unavailable",
    ]);
    prop_oneof![
        3 => prop::collection::vec((0..2_usize, 1..3_u32), 1..4).prop_map(Step::Order),
        2 => at().prop_map(Step::Confirm),
        1 => at().prop_map(Step::Cancel),
        5 => (0..2_usize).prop_map(Step::Asset),
        2 => (at(), status).prop_map(|(asset, status)| Step::SetAsset(asset, status)),
        1 => at().prop_map(Step::DeleteAsset),
        8 => (at(), at(), prop::option::of(0..4_usize))
            .prop_map(|(order, asset, item)| Step::Subscribe { order, asset, item }),
        2 => (at(), 0..3_usize, 1..4_u32)
            .prop_map(|(order, item, quantity)| Step::SetQuantity { order, item, quantity }),
        2 => (at(), 0..3_usize).prop_map(|(order, item)| Step::RemoveItem { order, item }),
        3 => (at(), 0..MONTHS)
            .prop_map(|(subscription, month)| Step::MarkPaid { subscription, month }),
        2 => (at(), 0..ENDINGS.len())
            .prop_map(|(subscription, ending)| Step::End { subscription, ending }),
        2 => (at(), at()).prop_map(|(subscription, asset)| Step::Replace { subscription, asset }),
    ]
}

/// Sends a step and holds the answer against the model's. A number past the end is counted round;
/// where there is nothing yet, the step is idle.
async fn play(client: &Client, model: &mut Model, step: &Step) {
    let told = match step {
        Step::Order(lines) => return place(client, model, lines).await,
        Step::Asset(sku) => {
            let serial_number = format!("SN-{}", model.assets.len());
            given::asset(client, &serial_number, SKUS[*sku].0).await;
            model.assets.push(Asset {
                serial_number,
                sku: *sku,
                status: "available",
            });
            return;
        }
        Step::SetAsset(..) | Step::DeleteAsset(_) if model.assets.is_empty() => return,
        Step::SetAsset(..) | Step::DeleteAsset(_) => play_asset(client, model, step).await,
        Step::MarkPaid { .. } | Step::End { .. } | Step::Replace { .. }
            if model.subscriptions.is_empty() =>
        {
            return;
        }
        Step::MarkPaid { .. } => play_payment(client, model, step).await,
        Step::End { .. } | Step::Replace { .. } => play_contract(client, model, step).await,
        _ if model.orders.is_empty() => return,
        Step::Subscribe { .. } if model.assets.is_empty() => return,
        Step::Subscribe { .. } => play_subscription(client, model, step).await,
        Step::Confirm(_) | Step::Cancel(_) => play_order(client, model, step).await,
        Step::SetQuantity { order, .. } | Step::RemoveItem { order, .. } => {
            let order = order % model.orders.len();
            play_items(client, model, (order, step)).await
        }
    };
    let (answer, verdict) = told;
    let told = if answer.status < 300 {
        Ok(())
    } else {
        Err(answer.code().unwrap_or("?"))
    };
    assert_eq!(told, verdict, "{step:?}: {}", answer.body);
}

async fn play_asset(client: &Client, model: &mut Model, step: &Step) -> (Answer, Verdict) {
    let (Step::SetAsset(at, _) | Step::DeleteAsset(at)) = step else {
        unreachable!()
    };
    let at = at % model.assets.len();
    let path = format!("/v1/assets/{}", model.assets[at].serial_number);
    if let Step::SetAsset(_, status) = step {
        let answer = client.patch(&path, json!({"status": status})).await;
        (answer, model.set_asset(at, status))
    } else {
        (
            client.delete(&path).await,
            model.set_asset(at, "unavailable"),
        )
    }
}

async fn play_subscription(client: &Client, model: &mut Model, step: &Step) -> (Answer, Verdict) {
    let Step::Subscribe { order, asset, item } = step else {
        unreachable!()
    };
    let (order, asset) = (order % model.orders.len(), asset % model.assets.len());
    let item = item.map(|item| item % model.orders[order].items.len());
    let mut body = json!({
        "orderId": model.orders[order].id,
        "serialNumber": model.assets[asset].serial_number,
    });
    if let Some(item) = item {
        body["orderItemIndex"] = json!(item);
    }
    let answer = client.post("/v1/subscriptions", body).await;
    let verdict = model.subscribe(order, asset, item);
    if verdict.is_ok() && answer.status == 201 {
        let monthly = SKUS[model.assets[asset].sku].1;
        model.subscriptions.push(Subscription {
            id: id(&answer.body, "rentalId"),
            status: "active",
            asset,
            monthly,
            paid: [false; MONTHS],
        });
    }
    (answer, verdict)
}

async fn play_payment(client: &Client, model: &mut Model, step: &Step) -> (Answer, Verdict) {
    let Step::MarkPaid {
        subscription,
        month,
    } = step
    else {
        unreachable!()
    };
    let at = subscription % model.subscriptions.len();
    let rental = &model.subscriptions[at].id;
    let path = format!("/v1/payments?rentalId={rental}&sortBy=dueDate&sortDir=asc");
    let payments = client.get(&path).await.ok();
    let key = format!("{rental}:monthly:{}", month + 1);
    let mut payments = payments["payments"].as_array().unwrap().iter();
    let payment = payments.find(|payment| payment["idempotencyKey"] == key);
    let payment = id(payment.unwrap(), "paymentId");
    let path = format!("/v1/payments/{payment}/mark-paid");
    let answer = client.post(&path, json!({})).await;
    (answer, model.mark_paid(at, *month))
}

/// What ends a contract, or gives it another asset.
async fn play_contract(client: &Client, model: &mut Model, step: &Step) -> (Answer, Verdict) {
    let (Step::End { subscription, .. } | Step::Replace { subscription, .. }) = step else {
        unreachable!()
    };
    let at = subscription % model.subscriptions.len();
    let path = format!("/v1/subscriptions/{}", model.subscriptions[at].id);
    if let Step::End { ending, .. } = step {
        let body = json!({"reason": "other", "waiveFee": true, "buyoutPrice": 100});
        let path = format!("{path}/{}", ENDINGS[*ending].0);
        return (client.post(&path, body).await, model.end(at, *ending));
    }
    let Step::Replace { asset, .. } = step else {
        unreachable!()
    };
    let asset = asset % model.assets.len();
    let body = json!({
        "newSerialNumber": model.assets[asset].serial_number, "reason": "lost",
    });
    let answer = client.post(&format!("{path}/replace"), body).await;
    (answer, model.replace(at, asset))
}

async fn play_order(client: &Client, model: &mut Model, step: &Step) -> (Answer, Verdict) {
    let (Step::Confirm(at) | Step::Cancel(at)) = step else {
        unreachable!()
    };
    let at = at % model.orders.len();
    let path = format!("/v1/orders/{}", model.orders[at].id);
    if let Step::Confirm(_) = step {
        let answer = client.post(&format!("{path}/confirm"), json!({})).await;
        return (answer, model.confirm(at));
    }
    let answer = client.post(&format!("{path}/cancel"), json!({})).await;
    (answer, model.cancel(at))
}

/// An edit of an order's items.
async fn play_items(
    client: &Client,
    model: &mut Model,
    (at, step): (usize, &Step),
) -> (Answer, Verdict) {
    let order = &model.orders[at];
    let mut items: Vec<Value> = order
        .items
        .iter()
        .map(|item| json!({"itemId": item.id, "sku": SKUS[item.sku].0, "quantity": item.quantity}))
        .collect();
    let (Step::SetQuantity { item, .. } | Step::RemoveItem { item, .. }) = step else {
        unreachable!()
    };
    let item = item % items.len();
    if let Step::SetQuantity { quantity, .. } = step {
        items[item]["quantity"] = json!(quantity);
    } else {
        items.remove(item);
    }
    let path = format!("/v1/orders/{}", order.id);
    let answer = client.patch(&path, json!({"items": items})).await;
    let verdict = if let Step::SetQuantity { quantity, .. } = step {
        model.set_quantity(at, item, *quantity)
    } else {
        model.remove_item(at, item)
    };
    (answer, verdict)
}

async fn place(client: &Client, model: &mut Model, lines: &[(usize, u32)]) {
    let items: Vec<_> = lines
        .iter()
        .map(|(sku, quantity)| (SKUS[*sku].0, *quantity, 12))
        .collect();
    let order = given::order(client, &items).await;
    let items = order["items"].as_array().unwrap().iter().zip(lines);
    model.orders.push(Order {
        id: id(&order, "orderId"),
        status: "pending",
        items: items
            .map(|(item, (sku, quantity))| Item {
                id: id(item, "itemId"),
                sku: *sku,
                quantity: *quantity,
                rented: 0,
            })
            .collect(),
    });
}

#[test]
fn every_sequence_of_requests_does_what_the_model_says() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::new());
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let played = RefCell::new((0, 0, 0));
    TestRunner::new(config)
        .run(&prop::collection::vec(step(), 20..50), |steps| {
            runtime.block_on(async {
                let client = app.tenant().await;
                given::laptop(&client).await;
                given::monitor(&client).await;
                let mut model = Model::default();
                for step in &steps {
                    play(&client, &mut model, step).await;
                    compare::touched(&client, &model, step).await;
                }
                compare::everything(&client, &model).await;
                let paid = model.subscriptions.iter().filter(|one| one.collected() > 0);
                let ended = model.subscriptions.iter().filter(|one| !one.is_active());
                let mut played = played.borrow_mut();
                played.0 += model.subscriptions.len();
                played.1 += paid.count();
                played.2 += ended.count();
            });
            Ok(())
        })
        .unwrap();
    let (fulfilled, collected, ended) = played.into_inner();
    assert!(fulfilled > 0, "the sequences fulfil nothing");
    assert!(collected > 0, "the sequences collect nothing");
    assert!(ended > 0, "the sequences end nothing");
}
