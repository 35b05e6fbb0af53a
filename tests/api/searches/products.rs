//! Products, by everything that names them; billing groups, by their name.
use serde_json::{Value, json};

use super::{List, search};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

const PRODUCTS: List = List {
    path: "/v1/products",
    items: "products",
    name: "productSku",
};

const GROUPS: List = List {
    path: "/v1/billing-groups",
    items: "billingGroups",
    name: "groupName",
};

fn product(sku: &str, name: &str, (brand, category): (&str, &str), variant: &str) -> Value {
    json!({
        "productSku": sku, "name": name, "specification": "New", "brand": brand, "category": category,
        "variants": [{"variantSku": variant, "variantName": "One", "grade": "A", "listPrice": 10,
            "acquisitionCost": 5, "pricing": [{"contractLength": 12, "monthlyPrice": 1}]}],
    })
}

/// A laptop, and a desk of odd names.
async fn two(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let desk = product(
        "DESK_1",
        "Écritoire 100%",
        ("O'Neil", "Furniture\\Desks"),
        "V-OAK",
    );
    acme.post("/v1/products", desk).await.ok();
    acme
}

#[tokio::test]
async fn by_name_sku_brand_and_category() {
    let app = TestApp::new().await;
    let (acme, globex) = (two(&app).await, app.tenant().await);
    let (laptop, desk) = (&*format!("P-{LAPTOP}"), "DESK_1");
    let cases: &[(&str, &[&str])] = &[
        ("macbook", &[laptop]),
        ("ÉCRIT", &[desk]),
        ("p-mac", &[laptop]),
        ("desk_", &[desk]),
        ("v-oak", &[desk]),
        ("o'neil", &[desk]),
        ("acme", &[laptop]),
        ("devices", &[laptop]),
        ("\\d", &[desk]),
        ("%", &[desk]),
        ("_", &[desk]),
        ("e", &[desk, laptop]),
        ("z", &[]),
        ("as new", &[]),
        ("nothing like it", &[]),
    ];
    PRODUCTS.finds((&acme, &globex), cases).await;
    for sort in ["createdAt", "updatedAt", "name"] {
        PRODUCTS
            .pages(&acme, &format!("{}&sortBy={sort}", search("e")))
            .await;
    }
    for (query, expected) in [
        ("search=e&brand=Acme", &[laptop][..]),
        ("search=e&category=Devices&status=discontinued", &[]),
        ("search=desk&category=Devices", &[]),
    ] {
        assert_eq!(PRODUCTS.asked(&acme, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn by_what_a_product_is_called_now() {
    let app = TestApp::new().await;
    let acme = two(&app).await;
    let laptop = format!("P-{LAPTOP}");
    let found = acme.get("/v1/products?search=macbook").await.ok();
    let path = format!("/v1/products/{}", id(&found["products"][0], "productId"));
    let variants = product("", "", ("", ""), "V-NEW")["variants"].clone();
    let renamed = json!({"name": "Notebook", "brand": "Globex", "category": "Computers", "variants": variants});
    acme.put(&path, renamed).await.ok();
    for text in ["notebook", "globex", "comput", "v-new", LAPTOP] {
        assert_eq!(PRODUCTS.found(&acme, text).await, [&*laptop], "{text}");
    }
    for text in ["acme", "devices", "book pro 16\""] {
        assert_eq!(PRODUCTS.found(&acme, text).await, [""; 0], "{text}");
    }
    let file = "Product Name,Product SKU,Category,Brand,Specification,Variant SKU,List Price,Acquisition Cost,12mo_Price\n\
        Lamp,P-LAMP,Lights,Initech,New,V-LAMP,10,5,1\n";
    let import = acme
        .call(axum::http::Method::POST, "/v1/products/csv")
        .raw("text/csv", file);
    import.send().await.ok();
    for text in ["lamp", "lights", "initech", "v-lam"] {
        assert_eq!(PRODUCTS.found(&acme, text).await, ["P-LAMP"], "{text}");
    }
    let orders = acme
        .get(&format!("/v1/orders?{}", search("globex")))
        .await
        .ok();
    assert_eq!(orders["count"], 0);
}

#[tokio::test]
async fn groups_by_name() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    given::monitor(&acme).await;
    let order = given::order(&acme, &[(MONITOR, 1, 12)]).await;
    let customer = id(&order["customer"], "customerId");
    let mut paths = Vec::new();
    for name in ["Büro 100%", "Stores_North", "Stores_South"] {
        let body =
            json!({"customerId": customer, "groupName": name, "billingDay": 1, "rentalIds": []});
        let made = acme.post("/v1/billing-groups", body).await.ok()["billingGroup"].clone();
        paths.push(format!(
            "/v1/billing-groups/{}",
            id(&made, "billingGroupId")
        ));
    }
    let cases: &[(&str, &[&str])] = &[
        ("BÜRO", &["Büro 100%"]),
        ("%", &["Büro 100%"]),
        ("_", &["Stores_North", "Stores_South"]),
        ("stores_n", &["Stores_North"]),
        ("o", &["Büro 100%", "Stores_North", "Stores_South"]),
        ("x", &[]),
        ("john", &[]),
    ];
    GROUPS.finds((&acme, &globex), cases).await;
    GROUPS.pages(&acme, &search("stores")).await;
    acme.patch(
        &paths[1],
        json!({"groupName": "Depots", "status": "inactive"}),
    )
    .await
    .ok();
    acme.delete(&paths[2]).await.ok();
    let cases: &[(&str, &[&str])] = &[("stores", &[]), ("depot", &["Depots"])];
    GROUPS.finds((&acme, &globex), cases).await;
    assert_eq!(
        GROUPS.asked(&acme, "search=depot&status=active").await,
        [""; 0]
    );
    let query = format!("search=depot&status=inactive&customerId={customer}");
    assert_eq!(GROUPS.asked(&acme, &query).await, ["Depots"]);
}
