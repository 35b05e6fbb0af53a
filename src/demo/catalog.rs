//! The demo's catalog, and the assets in its warehouse.
use anyhow::Result;
use serde_json::{Value, json};

use super::client::Client;

/// A product with one variant. Amounts are whole euros; prices are for 6, 12, 24 and 36 months.
pub(super) struct Product {
    pub(super) sku: &'static str,
    pub(super) name: &'static str,
    category: &'static str,
    brand: &'static str,
    specification: &'static str,
    list_price: u32,
    acquisition_cost: u32,
    monthly: [u32; 4],
}

/// Terms of the four prices, in months.
pub(super) const TERMS: [u32; 4] = [6, 12, 24, 36];

/// Assets of each product that wait in the warehouse: 200 in all.
const SPARE: [usize; 15] = [24, 22, 20, 16, 16, 14, 12, 12, 12, 12, 10, 10, 8, 6, 6];

#[rustfmt::skip]
pub(super) const PRODUCTS: [Product; 15] = [
    Product { sku: "MACBOOK-PRO-16-M3", name: "MacBook Pro 16\" M3", category: "Laptops", brand: "Apple", specification: "M3 Pro, 18 GB, 512 GB", list_price: 2499, acquisition_cost: 1800, monthly: [199, 159, 129, 109] },
    Product { sku: "DELL-U2722D-MONITOR", name: "UltraSharp 27 U2722D", category: "Monitors", brand: "Dell", specification: "27 inch, 2560 × 1440, USB-C", list_price: 489, acquisition_cost: 360, monthly: [39, 32, 25, 20] },
    Product { sku: "IPAD-PRO-12-M2", name: "iPad Pro 12.9\" M2", category: "Tablets", brand: "Apple", specification: "M2, 256 GB, Wi-Fi", list_price: 1099, acquisition_cost: 750, monthly: [99, 79, 59, 49] },
    Product { sku: "THINKPAD-X1-CARBON", name: "ThinkPad X1 Carbon", category: "Laptops", brand: "Lenovo", specification: "Core i7, 16 GB, 512 GB", list_price: 1899, acquisition_cost: 1200, monthly: [159, 129, 99, 79] },
    Product { sku: "IPHONE-15-PRO", name: "iPhone 15 Pro", category: "Phones", brand: "Apple", specification: "256 GB, natural titanium", list_price: 1199, acquisition_cost: 890, monthly: [89, 69, 52, 42] },
    Product { sku: "GALAXY-S24", name: "Galaxy S24", category: "Phones", brand: "Samsung", specification: "256 GB, onyx black", list_price: 899, acquisition_cost: 620, monthly: [69, 54, 40, 32] },
    Product { sku: "EBIKE-CITY-250W", name: "City e-bike 250 W", category: "E-bikes", brand: "Gazelle", specification: "Mid motor, 500 Wh, belt drive", list_price: 2999, acquisition_cost: 2100, monthly: [219, 169, 119, 95] },
    Product { sku: "EBIKE-CARGO-85NM", name: "Cargo e-bike 85 Nm", category: "E-bikes", brand: "Urban Arrow", specification: "Front box, 545 Wh", list_price: 5899, acquisition_cost: 4300, monthly: [399, 319, 239, 189] },
    Product { sku: "CHAIR-AERON-B", name: "Aeron chair, size B", category: "Office furniture", brand: "Herman Miller", specification: "Graphite, adjustable arms", list_price: 1590, acquisition_cost: 1050, monthly: [79, 62, 45, 36] },
    Product { sku: "DESK-SIT-STAND-160", name: "Sit-stand desk 160", category: "Office furniture", brand: "Ahrend", specification: "160 × 80 cm, electric", list_price: 890, acquisition_cost: 560, monthly: [49, 39, 28, 22] },
    Product { sku: "COFFEE-BEAN-PRO", name: "Bean-to-cup coffee machine", category: "Appliances", brand: "Jura", specification: "For up to 40 cups a day", list_price: 1890, acquisition_cost: 1290, monthly: [129, 99, 72, 58] },
    Product { sku: "WASHER-9KG-A", name: "Washing machine 9 kg", category: "Appliances", brand: "Miele", specification: "9 kg, energy class A", list_price: 1199, acquisition_cost: 780, monthly: [69, 52, 38, 30] },
    Product { sku: "STROLLER-FOX-5", name: "Stroller Fox 5", category: "Baby & kids", brand: "Bugaboo", specification: "With carrycot", list_price: 1299, acquisition_cost: 820, monthly: [79, 59, 42, 34] },
    Product { sku: "PLAYSTATION-5-SLIM", name: "PlayStation 5 Slim", category: "Gaming", brand: "Sony", specification: "1 TB, disc drive", list_price: 549, acquisition_cost: 430, monthly: [45, 35, 26, 21] },
    Product { sku: "HOSPITAL-BED-HL", name: "High-low care bed", category: "Medical", brand: "Invacare", specification: "Electric, with side rails", list_price: 1750, acquisition_cost: 1150, monthly: [109, 85, 62, 50] },
];

impl Product {
    fn body(&self) -> Value {
        let pricing: Vec<Value> = TERMS
            .iter()
            .zip(self.monthly)
            .map(|(term, price)| json!({"contractLength": term, "monthlyPrice": price}))
            .collect();
        json!({
            "productSku": format!("P-{}", self.sku),
            "name": self.name,
            "specification": self.specification,
            "category": self.category,
            "brand": self.brand,
            "variants": [{
                "variantSku": self.sku,
                "variantName": self.specification,
                "grade": "A",
                "listPrice": self.list_price,
                "acquisitionCost": self.acquisition_cost,
                "pricing": pricing,
            }],
        })
    }
}

/// Lays products, prices and the spare assets.
pub(super) async fn lay(client: &Client) -> Result<()> {
    let mut assets = Vec::new();
    for (product, spare) in PRODUCTS.iter().zip(SPARE) {
        client.post("/v1/products", &product.body()).await?;
        assets.extend((1..=spare).map(|n| asset(&format!("{}-{n:03}", product.sku), product.sku)));
    }
    client.post_all(&assets).await
}

/// The request that lays an available asset.
pub(super) fn asset(serial_number: &str, sku: &str) -> (String, Value) {
    let body = json!({
        "serialNumber": serial_number,
        "sku": sku,
        "location": "Amsterdam warehouse",
        "condition": "New in box",
    });
    ("/v1/assets".to_owned(), body)
}
