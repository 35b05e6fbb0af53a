//! Customers, by what a person on the phone says first.
use axum::http::Method;
use serde_json::{Value, json};

use super::{List, search};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

const CUSTOMERS: List = List {
    path: "/v1/customers",
    items: "customers",
    name: "email",
};

/// A tenant that sells laptops.
async fn shop(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    acme
}

/// Path of the customer of a new order, who is also so.
async fn ordered(acme: &Client, email: &str, (first, last): (&str, &str), also: Value) -> String {
    let mut body = given::order_body(email, &[(LAPTOP, 1, 12)]);
    body["customer"]["firstName"] = json!(first);
    body["customer"]["lastName"] = json!(last);
    for (name, value) in also.as_object().unwrap() {
        body["customer"][name] = value.clone();
    }
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    format!("/v1/customers/{}", id(&order["customer"], "customerId"))
}

/// Ada, Émile and Bo, who is a business.
async fn three(app: &TestApp) -> Client {
    let acme = shop(app).await;
    let phone = json!({"phone": "+31 6 1234-5678"});
    ordered(&acme, "ada@example.com", ("Ada", "Byron"), phone).await;
    ordered(&acme, "e.zola@mail.org", ("Émile", "Zola"), json!({})).await;
    let company =
        json!({"customerType": "business", "company": "O'Neil_50%\\Söhne", "phone": "0900-7788"});
    ordered(&acme, "bo@example.com", ("Bo", "Adams"), company).await;
    acme
}

#[tokio::test]
async fn by_name_email_company_and_phone() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, shop(&app).await);
    let (ada, emile, bo) = ("ada@example.com", "e.zola@mail.org", "bo@example.com");
    let cases: &[(&str, &[&str])] = &[
        ("byr", &[ada]),
        ("ADA", &[ada, bo]),
        ("ada by", &[ada]),
        ("  ada byron ", &[ada]),
        ("byron ada", &[]),
        ("émile", &[emile]),
        ("ÉM", &[emile]),
        ("@example.com", &[ada, bo]),
        ("Mail.ORG", &[emile]),
        ("o'neil", &[bo]),
        ("SÖHNE", &[bo]),
        ("%", &[bo]),
        ("_", &[bo]),
        ("\\", &[bo]),
        ("'", &[bo]),
        ("0%\\s", &[bo]),
        ("%%", &[]),
        ("z", &[emile]),
        ("e", &[ada, emile, bo]),
        ("0612345678", &[ada]),
        ("+31 (6) 1234", &[ada]),
        ("003161", &[ada]),
        ("5678", &[ada]),
        ("7788", &[bo]),
        ("77", &[bo]),
        ("50", &[bo]),
        ("nobody at all", &[]),
        ("999999", &[]),
    ];
    CUSTOMERS.finds((&acme, &globex), cases).await;
}

#[tokio::test]
async fn by_what_they_are_called_now() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let path = ordered(&acme, "ada@example.com", ("Ada", "Byron"), json!({})).await;
    // A later order fills what was empty, and renames nobody.
    let later = json!({"company": "Engines Ltd", "phone": "020 111"});
    ordered(&acme, "ADA@example.com", ("Augusta", "King"), later).await;
    let finds = async |text| CUSTOMERS.found(&acme, text).await.len();
    for (text, count) in [("engines", 1), ("020111", 1), ("byron", 1), ("king", 0)] {
        assert_eq!(finds(text).await, count, "{text}");
    }
    let renamed = json!({"firstName": "Grace", "lastName": "Hopper", "company": "Navy", "phone": "070 222",
        "email": "grace@example.org"});
    acme.put(&path, renamed).await.ok();
    for text in ["grace hop", "navy", "070222", "grace@"] {
        assert_eq!(finds(text).await, 1, "{text}");
    }
    for text in ["byron", "engines", "020111", "ada@"] {
        assert_eq!(finds(text).await, 0, "{text}");
    }
    acme.put(&path, json!({"company": null, "phone": null}))
        .await
        .ok();
    assert_eq!(finds("navy").await + finds("070222").await, 0);
}

#[tokio::test]
async fn page_by_page_and_with_other_filters() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    for sort in [
        "createdAt",
        "lastName",
        "email",
        "lifetimeCollected",
        "subscriptionsTracked",
    ] {
        for dir in ["asc", "desc"] {
            let query = format!("{}&sortBy={sort}&sortDir={dir}", search("e"));
            CUSTOMERS.pages(&acme, &query).await;
        }
    }
    for (query, expected) in [
        ("search=ad&customerType=business", &["bo@example.com"][..]),
        ("search=ad&customerType=individual", &["ada@example.com"]),
        ("search=ad&hasActiveRentals=true", &[]),
        ("search=ad&status=inactive", &[]),
        ("search=ad&email=ada%40example.com", &["ada@example.com"]),
        ("search=&customerType=business", &["bo@example.com"]),
        ("search=ad&lifetimeMin=0.01", &[]),
        ("search=byr&lifetimeMax=0", &["ada@example.com"]),
    ] {
        assert_eq!(CUSTOMERS.asked(&acme, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn as_a_file() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    let call = acme.call(Method::GET, "/v1/customers?search=zola");
    let file = call.accept("text/csv").send().await;
    let lines: Vec<&str> = file.text().lines().collect();
    assert_eq!((file.status, lines.len()), (200, 2), "{lines:?}");
    assert!(lines[1].contains("e.zola@mail.org"), "{lines:?}");
}

/// Makes a subscription of a customer's, and pays its first payment.
async fn paid(acme: &Client, email: &str, serial_number: &str) -> String {
    given::asset(acme, serial_number, LAPTOP).await;
    let mut body = given::order_body(email, &[(LAPTOP, 1, 12)]);
    body["status"] = json!("confirmed");
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    let rental = given::subscription(acme, &id(&order, "orderId"), serial_number).await;
    let rental = id(&rental, "rentalId");
    let due = acme
        .get(&format!(
            "/v1/payments?rentalId={rental}&sortBy=dueDate&sortDir=asc&limit=1"
        ))
        .await
        .ok();
    let payment = id(&due["payments"][0], "paymentId");
    acme.post(&format!("/v1/payments/{payment}/mark-paid"), json!({}))
        .await
        .ok();
    id(&order["customer"], "customerId")
}

#[tokio::test]
async fn by_what_they_have_paid() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    paid(&acme, "ada@example.com", "SN-1").await;
    paid(&acme, "ada@example.com", "SN-2").await;
    paid(&acme, "bo@example.com", "SN-3").await;
    let (ada, emile, bo) = ("ada@example.com", "e.zola@mail.org", "bo@example.com");
    for (query, expected) in [
        ("lifetimeMin=159.01", &[ada][..]),
        ("lifetimeMin=159&sortBy=createdAt&sortDir=asc", &[ada, bo]),
        ("lifetimeMax=159", &[bo, emile]),
        ("lifetimeMin=1&lifetimeMax=159.00", &[bo]),
        ("lifetimeMin=318&lifetimeMax=318", &[ada]),
        ("lifetimeMin=-5&lifetimeMax=0", &[emile]),
        ("lifetimeMin=319", &[]),
        ("sortBy=lifetimeCollected", &[ada, bo, emile]),
        ("sortBy=subscriptionsTracked&sortDir=asc", &[emile, bo, ada]),
        (
            "sortBy=lifetimeCollected&lifetimeMax=200&hasActiveRentals=true",
            &[bo],
        ),
    ] {
        assert_eq!(CUSTOMERS.asked(&acme, query).await, expected, "{query}");
    }
    CUSTOMERS
        .pages(&acme, "lifetimeMin=1&sortBy=lifetimeCollected")
        .await;
    let refused = acme
        .get("/v1/customers?lifetimeMin=much&lifetimeMax=1.005&sortBy=name")
        .await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(
        refused.faults(),
        [
            ("sortBy", "invalid_enum_value"),
            ("lifetimeMin", "invalid_number"),
            ("lifetimeMax", "invalid_number"),
        ]
    );
}

#[tokio::test]
async fn by_their_billing_group() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, shop(&app).await);
    let customer = paid(&acme, "bo@example.com", "SN-1").await;
    let body =
        json!({"customerId": customer, "groupName": "Offices", "billingDay": 1, "rentalIds": []});
    let made = acme.post("/v1/billing-groups", body).await.ok();
    let group = id(&made["billingGroup"], "billingGroupId");
    let query = format!("billingGroupId={group}");
    assert_eq!(CUSTOMERS.asked(&acme, &query).await, ["bo@example.com"]);
    assert_eq!(
        CUSTOMERS
            .asked(&acme, &format!("{query}&search=zola"))
            .await,
        [""; 0]
    );
    assert_eq!(
        CUSTOMERS.asked(&acme, "billingGroupId=nobody").await,
        [""; 0]
    );
    assert_eq!(CUSTOMERS.asked(&globex, &query).await, [""; 0]);
}

#[tokio::test]
async fn by_their_ids() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, shop(&app).await);
    let other = ordered(&globex, "other@example.com", ("Ot", "Her"), json!({})).await;
    let list = acme
        .get("/v1/customers?sortBy=email&sortDir=asc")
        .await
        .ok();
    let ids: Vec<String> = list["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| id(it, "customerId"))
        .collect();
    let [ada, bo, _] = ids.as_slice() else {
        panic!("{ids:?}")
    };
    let order = list["customers"][1]["orderIds"][0].as_str().unwrap();
    acme.post(&format!("/v1/orders/{order}/cancel"), json!({}))
        .await
        .ok();
    acme.delete(&format!("/v1/customers/{bo}")).await.ok();
    let other = other.rsplit('/').next().unwrap();
    let many = vec![ada.as_str(); 101].join(",");
    let cases: &[(String, &[&str])] = &[
        (
            format!("{ada},{bo}"),
            &["bo@example.com", "ada@example.com"],
        ),
        (
            format!("{ada},,{ada},%20nobody,{other}"),
            &["ada@example.com"],
        ),
        (
            format!("{ada}&customerIds={bo}&status=active"),
            &["ada@example.com"],
        ),
        (format!("{ada},{bo}&search=bo"), &["bo@example.com"]),
        ("nobody".to_owned(), &[]),
        (other.to_owned(), &[]),
    ];
    for (query, expected) in cases {
        let query = format!("customerIds={query}");
        assert_eq!(CUSTOMERS.asked(&acme, &query).await, *expected, "{query}");
    }
    let refused = acme.get(&format!("/v1/customers?customerIds={many}")).await;
    assert_eq!(
        refused.refused(400, "VALIDATION_ERROR").faults()[0].0,
        "customerIds"
    );
}
