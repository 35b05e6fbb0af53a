//! Another tenant's id answers exactly like one that does not exist, whatever the operation; and
//! nothing of theirs changes.
mod references;

use axum::http::Method;
use flexorder::kernel::id::{BillingGroupId, CustomerId};
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
    operations::{self, Operation, traits_of},
};

/// Ids of one tenant's things, by the names they have in paths and bodies.
struct Things {
    of: Vec<(&'static str, String)>,
}

impl Things {
    /// One of each, in a tenant that has everything.
    async fn make(app: &TestApp, client: &Client, prefix: &str) -> Self {
        let product = given::laptop(client).await;
        let product_id = id(&product, "productId");
        let variants = client.get(&format!("/v1/products/{product_id}")).await.ok();
        given::asset(client, &format!("{prefix}-1"), LAPTOP).await;
        given::asset(client, &format!("{prefix}-2"), LAPTOP).await;
        let order = given::order(client, &[(LAPTOP, 2, 12)]).await;
        let order_id = id(&order, "orderId");
        let rental = given::subscription(client, &order_id, &format!("{prefix}-1")).await;
        let payments = client.get("/v1/payments").await.ok();
        let customer = id(&order["customer"], "customerId");
        let note = json!({"type": "note", "summary": "Theirs"});
        let path = format!("/v1/customers/{customer}/notes");
        let note = id(&client.post(&path, note).await.ok()["note"], "noteId");
        let field = json!({"section": "order", "id": format!("of_{prefix}"), "label": "Field", "type": "text"});
        let field = client.post("/v1/custom-fields", field).await.ok();
        Self {
            of: vec![
                ("productId", product_id),
                ("variantId", id(&variants["variants"][0], "variantId")),
                ("serialNumber", format!("{prefix}-2")),
                ("orderId", order_id.clone()),
                ("subscriptionId", id(&rental, "rentalId")),
                ("itemId", id(&order["items"][0], "itemId")),
                ("billingGroupId", group(app, client, &customer).await),
                ("fileId", contract(client, &order_id).await),
                ("customerId", customer),
                ("customFieldId", id(&field["customField"], "customFieldId")),
                ("paymentId", id(&payments["payments"][0], "paymentId")),
                ("apiKeyId", api_key(client).await),
                ("noteId", note),
            ],
        }
    }

    fn get(&self, parameter: &str) -> &str {
        let found = self.of.iter().find(|(name, _)| *name == parameter);
        &found
            .unwrap_or_else(|| panic!("no test knows a {parameter}: add one to Things"))
            .1
    }
}

/// The contract of an order.
async fn contract(client: &Client, order: &str) -> String {
    let body = json!({"orderId": order});
    let made = client.post("/v1/files/contracts/generate", body).await.ok();
    id(&made, "fileId")
}

/// A further key of the tenant.
async fn api_key(client: &Client) -> String {
    let body = json!({"name": "Second", "permissions": ["*"]});
    let made = client.post("/v1/api-keys", body).await.ok();
    id(&made["key"], "apiKeyId")
}

/// A billing group of a customer, made past the API.
async fn group(app: &TestApp, client: &Client, customer: &str) -> String {
    let group = BillingGroupId::generate(app.clock.now());
    sqlx::query(
        "insert into billing_groups (tenant_id, id, customer_id, group_name, billing_day, status, \
         created_by, version, created_at, updated_at) \
         values ($1, $2, $3, 'Office', 1, 'active', 'test', 1, now(), now())",
    )
    .bind(client.tenant)
    .bind(group)
    .bind(customer.parse::<CustomerId>().unwrap())
    .execute(&app.owner)
    .await
    .unwrap();
    group.to_string()
}

/// An id of the same kind that nobody has.
fn unknown_like(own: &str) -> String {
    match own.split_once('_') {
        Some((prefix, _)) => format!("{prefix}_01j9z3k5m8e9fvq2x7c4b6n8p0"),
        None => "NOBODY-HAS-THIS".to_owned(),
    }
}

async fn send(client: &Client, operation: &Operation, id: &str) -> crate::support::client::Answer {
    let mut call = client.call(operation.method.clone(), &operation.path_for(id));
    if let Some(body) = &operation.body {
        call = call.json(body);
    }
    call.send().await
}

/// Everything a tenant has, as it sees it.
async fn everything(client: &Client) -> Vec<Value> {
    let mut found = Vec::new();
    for operation in operations::all() {
        if operation.method == Method::GET && operation.parameter().is_none() {
            found.push(client.get(&operation.path).await.ok());
        }
    }
    found
}

#[tokio::test]
async fn a_foreign_id_in_a_path_is_an_unknown_one_and_nothing_of_theirs_changes() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    Things::make(&app, &acme, "A").await;
    let theirs = Things::make(&app, &globex, "G").await;
    let before = everything(&globex).await;
    let mut tried = 0;
    for operation in operations::all() {
        let Some(parameter) = operation.parameter() else {
            continue;
        };
        let foreign = theirs.get(parameter);
        let unknown = unknown_like(foreign);
        let (a, b) = (
            send(&acme, &operation, foreign).await,
            send(&acme, &operation, &unknown).await,
        );
        assert_eq!(
            traits_of(&a, &[foreign]),
            traits_of(&b, &[&unknown]),
            "{} tells a foreign id from an unknown one",
            operation.id
        );
        assert_eq!(a.status, 404, "{}: {}", operation.id, a.body);
        tried += 1;
    }
    assert!(
        tried >= 18,
        "only {tried} operations have ids in their paths"
    );
    assert_eq!(everything(&globex).await, before);
}

#[tokio::test]
async fn a_foreign_id_in_a_filter_finds_nothing() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    Things::make(&app, &acme, "A").await;
    let theirs = Things::make(&app, &globex, "G").await;
    let (customer, rental) = (theirs.get("customerId"), theirs.get("subscriptionId"));
    let order = theirs.get("orderId");
    let filters = [
        ("/v1/orders", "orders", "customerId", customer),
        ("/v1/orders", "orders", "serialNumber", "G-1"),
        ("/v1/orders", "orders", "search", order),
        ("/v1/subscriptions", "rentals", "customerId", customer),
        ("/v1/subscriptions", "rentals", "orderId", order),
        ("/v1/subscriptions", "rentals", "serialNumber", "G-1"),
        ("/v1/payments", "payments", "rentalId", rental),
        ("/v1/payments", "payments", "customerId", customer),
        ("/v1/fulfillment/queue", "items", "customerId", customer),
        (
            "/v1/billing-groups",
            "billingGroups",
            "customerId",
            customer,
        ),
        ("/v1/assets", "assets", "customerId", customer),
        ("/v1/assets", "assets", "rentalId", rental),
        ("/v1/files", "files", "orderId", order),
        ("/v1/files", "files", "customerId", customer),
    ];
    for (path, list, filter, value) in filters {
        let mine = acme.get(&format!("{path}?{filter}={value}")).await.ok();
        assert_eq!(mine[list], json!([]), "{path}?{filter}");
        let theirs = globex.get(&format!("{path}?{filter}={value}")).await.ok();
        assert_ne!(
            theirs[list],
            json!([]),
            "{path}?{filter} finds nothing at all"
        );
    }
}

#[tokio::test]
async fn a_cursor_of_another_tenant_is_no_cursor() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let theirs = Things::make(&app, &globex, "G").await;
    let path = format!("/v1/orders?startAfter={}", theirs.get("orderId"));
    acme.get(&path).await.refused(400, "VALIDATION_ERROR");
    assert_eq!(globex.get(&path).await.status, 200);
}

#[tokio::test]
async fn two_tenants_may_share_an_email_a_sku_a_serial_number_and_an_external_id() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    for client in [&acme, &globex] {
        given::laptop(client).await;
        given::asset(client, "SN-1", LAPTOP).await;
        let mut body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
        body["externalId"] = json!("shop-1");
        let order = client.post("/v1/orders", body).await.ok();
        given::subscription(client, &id(&order, "orderId"), "SN-1").await;
    }
}

#[tokio::test]
async fn without_a_tenant_the_servers_role_sees_and_writes_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    Things::make(&app, &acme, "A").await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    for table in tables {
        let count = format!("select count(*) from {table}");
        let seen: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .fetch_one(&mut *app.pool.acquire().await.unwrap())
            .await
            .unwrap();
        assert_eq!(seen, 0, "{table} shows rows without a tenant");
    }
    let write = "insert into custom_fields (tenant_id, section, id, label, field_type, required, \
                 format, created_at, updated_at) values ($1, 'order', 'x', 'x', 'text', false, '{}', now(), now())";
    let refused = sqlx::query(write)
        .bind(acme.tenant)
        .execute(&mut *app.pool.acquire().await.unwrap())
        .await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("row-level security")
    );
}
