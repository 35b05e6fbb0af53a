//! Two servers share the scheduler of one database, and one of them is killed with kill -9 in the middle:
//! no payment is doubled, none is missing.
use std::{
    fs,
    path::PathBuf,
    process::Command,
    sync::{Arc, RwLock},
    thread,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};

use crate::{
    crash::Sender,
    support::{Folder, Server, flexorder, json as json_of, wait_until},
};

/// Subscriptions of a year each.
const DEVICES: i64 = 12;

/// Their payments.
const PAYMENTS: i64 = 12 * DEVICES;

/// A clock that two servers read.
struct ClockFile(PathBuf);

impl ClockFile {
    fn set(&self, at: DateTime<Utc>) {
        // Renamed into place, so that nobody reads half a time.
        let fresh = self.0.with_extension("new");
        fs::write(&fresh, at.to_rfc3339()).unwrap();
        fs::rename(fresh, &self.0).unwrap();
    }
}

/// A database that servers share, and their clock.
struct Shared {
    clock: ClockFile,
    _host: Server,
    folder: Folder,
}

impl Shared {
    /// A second database in a folder's cluster, reached by URL.
    fn new() -> Self {
        let folder = Folder::new();
        let host = folder.serve();
        Self {
            clock: ClockFile(folder.path().with_file_name("clock")),
            _host: host,
            folder,
        }
    }

    fn url(&self) -> String {
        format!(
            "postgres://postgres@localhost/postgres?host={}/run",
            self.folder.path().display()
        )
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = flexorder(arguments);
        command.env("DATABASE_URL", self.url());
        command
    }

    fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--migrate-on-start"]);
        command.args(["--scheduler-interval", "50ms", "--allow-test-clock"]);
        command.arg("--clock-file").arg(&self.clock.0);
        Server::start(command)
    }

    fn tenant(&self, server: &Server) -> Sender {
        let mut create = self.command(&["tenant", "create", "--json", "--currency", "EUR"]);
        let made = json_of(&create.args(["--name", "Acme"]).output().unwrap());
        Sender {
            address: Arc::new(RwLock::new(server.address)),
            tenant: made["tenantId"].as_str().unwrap().to_owned(),
            key: made["apiKey"].as_str().unwrap().to_owned(),
        }
    }

    /// Asks the database past the servers.
    fn ask(&self, sql: &'static str) -> i64 {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut connection = PgConnection::connect(&self.url()).await.unwrap();
            let found = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
            connection.close().await.unwrap();
            found.unwrap()
        })
    }
}

fn fill(sender: &Sender) {
    let product = json!({
        "productSku": "P", "name": "Chair", "specification": "Oak", "category": "Chairs",
        "brand": "Acme",
        "variants": [{
            "variantSku": "CHAIR", "variantName": "Oak", "grade": "A",
            "pricing": [{"contractLength": 12, "monthlyPrice": 10}],
        }],
    });
    sender.insist("POST", "/v1/products", "product", &product);
    let order = json!({
        "customer": {"email": "a@example.com", "firstName": "A", "lastName": "B"},
        "billingAddress": {"contactName": "A B", "streetAddress": "1 Road", "city": "X", "country": "NL"},
        "items": [{"sku": "CHAIR", "quantity": DEVICES, "contractLength": 12}],
    });
    let order = sender.insist("POST", "/v1/orders", "order", &order);
    for device in 0..DEVICES {
        let serial = format!("SN-{device}");
        let asset = json!({"serialNumber": serial, "sku": "CHAIR"});
        sender.insist("POST", "/v1/assets", &format!("asset-{device}"), &asset);
        let rental = json!({"orderId": order["orderId"], "assetSerialNumber": serial});
        sender.insist(
            "POST",
            "/v1/subscriptions",
            &format!("rental-{device}"),
            &rental,
        );
    }
}

const PAID: &str = "select count(*) from payments where status = 'paid'";

#[test]
fn a_killed_server_leaves_no_payment_doubled_or_missing() {
    let shared = Shared::new();
    let start: DateTime<Utc> = "2026-01-15T12:00:00Z".parse().unwrap();
    shared.clock.set(start);
    let (mut first, mut second) = (shared.serve(), shared.serve());
    let sender = shared.tenant(&second);
    fill(&sender);
    // Settings past the server: nobody collects until now.
    shared.ask(
        "with told as (update platform.tenants set settings = jsonb_build_object('collection', \
         jsonb_build_object('collector', 'sandbox')) returning 1) select count(*) from told",
    );
    let mut now = start + TimeDelta::days(364);
    shared.clock.set(now);
    // Whichever of the two has the tenant is killed in the middle; two others go on.
    wait_until("some are paid", || shared.ask(PAID) >= 20);
    first.signal("KILL");
    second.signal("KILL");
    first.ended();
    second.ended();
    let killed_at = shared.ask(PAID);
    assert!(killed_at < PAYMENTS, "it was over before the kill");
    // The lease of a tenant ends by the database's clock, after a minute that nobody needs to wait for.
    shared.ask(
        "with freed as (update platform.tenant_schedules set leased_until = null returning 1) \
         select count(*) from freed",
    );
    let (mut third, mut fourth) = (shared.serve(), shared.serve());
    *sender.address.write().unwrap() = third.address;
    // What a dead server claimed is asked about when the claim is over, by the servers' clock.
    for _ in 0..600 {
        if shared.ask(PAID) == PAYMENTS {
            break;
        }
        now += TimeDelta::minutes(1);
        shared.clock.set(now);
        thread::sleep(Duration::from_millis(50));
    }
    for (what, sql) in [
        ("paid", PAID),
        ("charged", "select count(*) from sandbox_charges"),
        (
            "charged once",
            "select count(distinct payment_id) from sandbox_charges",
        ),
        (
            "told",
            "select count(*) from platform.outbox where event_type = 'payment.succeeded'",
        ),
    ] {
        assert_eq!(shared.ask(sql), PAYMENTS, "{what}; {killed_at} at the kill");
    }
    let list = sender.insist("GET", "/v1/customers", "list", &Value::Null);
    assert_eq!(list["customers"][0]["lifetimeCollected"], 10 * PAYMENTS);
    for server in [&mut third, &mut fourth] {
        server.signal("TERM");
        assert_eq!(server.ended(), Some(0));
    }
}
