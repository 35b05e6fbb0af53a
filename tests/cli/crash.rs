//! kill -9 of the server and of its PostgreSQL under a stream of keyed orders: what was acknowledged
//! is there once, and nothing is there by half.
use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::support::{Folder, Server, json as json_of, signal, wait_until};

/// Clients that send orders at the same time.
const CLIENTS: usize = 4;

/// Orders acknowledged between two kills.
const ORDERS_A_ROUND: usize = 40;

/// Who sends, and where to.
#[derive(Clone)]
pub(crate) struct Sender {
    pub(crate) address: Arc<RwLock<SocketAddr>>,
    pub(crate) tenant: String,
    pub(crate) key: String,
}

impl Sender {
    /// Status and body; `None` if the connection broke.
    fn send(&self, method: &str, path: &str, key: &str, body: &Value) -> Option<(u16, Value)> {
        let address = *self.address.read().unwrap();
        let mut stream = TcpStream::connect(address).ok()?;
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             Tenant-ID: {}\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.key,
            self.tenant,
            body.len()
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some((status, serde_json::from_str(body).ok()?))
    }

    /// Sends until it is answered, as a checkout does: the same key, again and again.
    pub(crate) fn insist(&self, method: &str, path: &str, key: &str, body: &Value) -> Value {
        for _ in 0..2_000 {
            match self.send(method, path, key, body) {
                Some((200..300, body)) => return body,
                None | Some((409 | 503, _)) => thread::sleep(Duration::from_millis(20)),
                Some((status, body)) => panic!("{method} {path}: {status} {body}"),
            }
        }
        panic!("{method} {path} is never answered");
    }
}

fn order(name: &str) -> Value {
    json!({
        "externalId": name,
        "customer": {"email": format!("{}@example.com", name.len()), "firstName": "A", "lastName": "B"},
        "billingAddress": {"contactName": "A B", "streetAddress": "1 Road", "city": "X", "country": "NL"},
        "items": [
            {"sku": "CHAIR", "quantity": 2, "contractLength": 12},
            {"sku": "CHAIR", "quantity": 1, "contractLength": 24},
        ],
    })
}

fn catalog() -> Value {
    json!({
        "productSku": "P", "name": "Chair", "specification": "Oak", "category": "Chairs",
        "brand": "Acme",
        "variants": [{
            "variantSku": "CHAIR", "variantName": "Oak", "grade": "A",
            "pricing": [
                {"contractLength": 12, "monthlyPrice": 10}, {"contractLength": 24, "monthlyPrice": 8},
            ],
        }],
    })
}

/// Order ids by external id, as acknowledged.
type Acknowledged = Arc<Mutex<BTreeMap<String, String>>>;

fn stream(
    sender: &Sender,
    client: usize,
    stop: &AtomicBool,
    done: &Acknowledged,
    count: &AtomicUsize,
) {
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let name = format!("client-{client}-order-{number}");
        let body = sender.insist("POST", "/v1/orders", &name, &order(&name));
        let id = body["orderId"].as_str().unwrap().to_owned();
        done.lock().unwrap().insert(name, id);
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// A tenant with a catalog on the server of a folder.
fn sender(folder: &Folder, server: &Server) -> Sender {
    let made = folder.run(&[
        "tenant",
        "create",
        "--name",
        "Acme",
        "--currency",
        "EUR",
        "--json",
    ]);
    let made = json_of(&made);
    let sender = Sender {
        address: Arc::new(RwLock::new(server.address)),
        tenant: made["tenantId"].as_str().unwrap().to_owned(),
        key: made["apiKey"].as_str().unwrap().to_owned(),
    };
    sender.insist("POST", "/v1/products", "catalog", &catalog());
    sender
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_doubled() {
    let folder = Folder::new();
    let mut server = folder.serve();
    let sender = sender(&folder, &server);
    let (stop, count) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let done = Acknowledged::default();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (sender, stop) = (sender.clone(), Arc::clone(&stop));
            let (done, count) = (Arc::clone(&done), Arc::clone(&count));
            thread::spawn(move || stream(&sender, client, &stop, &done, &count))
        })
        .collect();
    for round in 1..=4 {
        let target = round * ORDERS_A_ROUND;
        wait_until("orders are acknowledged", || {
            count.load(Ordering::Relaxed) >= target
        });
        if round % 2 == 1 {
            server.signal("KILL");
            server.ended();
            server = folder.serve();
            *sender.address.write().unwrap() = server.address;
        } else {
            signal("KILL", folder.postmaster().unwrap());
        }
    }
    wait_until("orders are acknowledged", || {
        count.load(Ordering::Relaxed) >= 5 * ORDERS_A_ROUND
    });
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().unwrap();
    }
    let stored = stored_orders(&sender);
    let done = done.lock().unwrap();
    assert_eq!(stored, *done, "acknowledged and stored orders differ");
    for (name, id) in done.iter().step_by(7) {
        let again = sender.insist("POST", "/v1/orders", name, &order(name));
        assert_eq!(again["orderId"], **id, "a replay made another order");
    }
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
}

/// All orders by external id, over all pages; each is whole and there once.
fn stored_orders(sender: &Sender) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut path = "/v1/orders?limit=100".to_owned();
    loop {
        let page = sender.insist("GET", &path, "", &json!({}));
        for order in page["orders"].as_array().unwrap() {
            assert_eq!(
                order["items"].as_array().unwrap().len(),
                2,
                "half an order: {order}"
            );
            assert_eq!(order["totals"]["total"], 28, "{order}");
            let text = |field: &str| order[field].as_str().unwrap().to_owned();
            let twice = found.insert(text("externalId"), text("orderId"));
            assert_eq!(twice, None, "an order is there twice: {order}");
        }
        match page["nextCursor"].as_str() {
            Some(cursor) => path = format!("/v1/orders?limit=100&startAfter={cursor}"),
            None => return found,
        }
    }
}
