//! Products from files.
use serde_json::{Value, json};

use super::{PRODUCTS, file, form, import, refused, skipped};
use crate::support::{app::TestApp, client::Client, examples, given};

const HEAD: &str = "Product Name,Product SKU,Category,Brand,Specification,Grade,Color,Variant SKU,\
                    List Price,Acquisition Cost,6mo_Price,12mo_Price";

/// A row of a product.
fn row(product: &str, variant: &str) -> String {
    format!("Phone,{product},Phones,Acme,128 GB,B,Black,{variant},799,500,59,49")
}

fn rows(rows: &[String]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

async fn products(client: &Client) -> Vec<Value> {
    let list = client
        .get("/v1/products?sortBy=name&sortDir=asc")
        .await
        .ok();
    list["products"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_example_of_the_contract_is_taken_in() {
    let acme = TestApp::new().await.tenant().await;
    let example = examples::sent_to("POST /v1/products/csv", &["text/csv"])
        .into_iter()
        .find_map(|payload| payload.as_str().map(str::to_owned))
        .unwrap();
    let imported = import(&acme, PRODUCTS, &example).await;
    assert_eq!(
        imported["summary"],
        json!({"totalRows": 5, "productsCreated": 3, "productsUpdated": 0, "variantsCreated": 5,
            "variantsUpdated": 0, "errors": []})
    );
    assert_eq!(
        (&imported["created"], &imported["updated"]),
        (&json!(3), &json!(0))
    );
    let products = products(&acme).await;
    let mac = &products[0];
    assert_eq!(mac["name"], "MacBook Pro 16\"");
    assert_eq!(mac["specification"], "M3 Pro 18GB 512GB");
    assert_eq!(mac["variantCount"], 3);
    let variant = &mac["variants"][1];
    assert_eq!(variant["variantSku"], "MBP16-M3PRO-18-512-BLK-A");
    assert_eq!(variant["colorName"], "Space Black");
    assert_eq!(
        (&variant["listPrice"], &variant["acquisitionCost"]),
        (&json!(2499), &json!(1800))
    );
    let prices: Vec<&Value> = variant["pricing"].as_array().unwrap().iter().collect();
    assert_eq!(prices.len(), 4);
    assert_eq!(prices[3]["contractLength"], 36);
    assert_eq!(prices[3]["monthlyPrice"], 109);
}

#[tokio::test]
async fn every_form_of_csv_says_the_same() {
    let app = TestApp::new().await;
    let csv = rows(&[row("P-1", "V-1"), row("P-1", "V-2")]);
    let swapped = {
        let lines = csv.lines().map(|line| {
            let cells: Vec<&str> = line.split(',').rev().collect();
            cells.join(",")
        });
        lines.collect::<Vec<String>>().join("\r\n")
    };
    for text in [
        csv.clone(),
        format!("\u{feff}{csv}"),
        csv.replace(',', ";"),
        csv.replace(',', "\t")
            .to_uppercase()
            .replace("PHONE", "Phone"),
        swapped,
    ] {
        let acme = app.tenant().await;
        let imported = import(&acme, PRODUCTS, &text).await;
        assert_eq!(
            imported["summary"]["variantsCreated"], 2,
            "{text:?} {imported}"
        );
        assert_eq!(
            products(&acme).await[0]["variants"][1]["pricing"][1]["monthlyPrice"],
            49
        );
    }
    let acme = app.tenant().await;
    let answer = form(&acme, PRODUCTS, "xyz", &csv).send().await;
    assert_eq!(answer.ok()["created"], 1);
}

/// A file with faults of every kind; the SKU `TAKEN` is another product's.
fn faulty() -> String {
    rows(&[
        row("P-1", "V-1"),
        row("P-1", "V-2").replace(",799,", ",free,"),
        row("P-2", "TAKEN"),
        row("P-3", "V-3").replace("Phone,", ","),
        row("P-1", "V-1"),
        row("P-4", "V-1"),
        row("P-5", "V-5").replace(",59,49", ",,"),
        row("P-6", "V-6").replace(",59,", ",59.999,"),
        row("P-7", "V-7") + ",more,cells",
        row("P-8", "V-8").replace(",799,500,", ",,-1,"),
        "Phone,P-9,Phones,Acme,\"two\nlines\",B,Black,V-9,799,500,59,49".to_owned(),
        row("P-9", "V-10").replace(",B,", ",,"),
        String::new(),
        row("P-10", ""),
    ])
}

#[tokio::test]
async fn bad_rows_are_told_by_number_and_the_others_taken_in() {
    let acme = TestApp::new().await.tenant().await;
    given::product(&acme, "TAKEN", "Other", [9.0, 9.0, 9.0, 9.0]).await;
    let imported = import(&acme, PRODUCTS, &faulty()).await;
    assert_eq!(
        skipped(&imported),
        [
            (3, "VALIDATION_ERROR"),
            (4, "DUPLICATE_SKU"),
            (5, "VALIDATION_ERROR"),
            (6, "DUPLICATE_SKU"),
            (7, "DUPLICATE_SKU"),
            (8, "VALIDATION_ERROR"),
            (9, "VALIDATION_ERROR"),
            (10, "VALIDATION_ERROR"),
            (11, "VALIDATION_ERROR"),
            (15, "VALIDATION_ERROR"),
        ]
    );
    let error = |n: usize| imported["errors"][n].clone();
    assert_eq!(error(0)["field"], "List Price");
    assert_eq!(error(0)["sku"], "V-2");
    assert_eq!(
        error(0)["error"],
        "List Price: Expected a number, received a string."
    );
    assert_eq!(error(2)["error"], "Product Name: Required.");
    assert!(error(3)["error"].as_str().unwrap().contains("row 2"));
    assert_eq!(error(5)["field"], "12mo_Price");
    assert_eq!(error(6)["field"], "6mo_Price");
    let both = error(8)["error"].as_str().unwrap().to_owned();
    assert!(
        both.contains("List Price: Required.") && both.contains("Acquisition Cost:"),
        "{both}"
    );
    assert_eq!(error(9)["sku"], Value::Null);
    assert_eq!(imported["summary"]["totalRows"], 13);
    assert_eq!(imported["summary"]["variantsCreated"], 3);
    let skus: Vec<Value> = products(&acme)
        .await
        .iter()
        .map(|product| product["productSku"].clone())
        .collect();
    assert_eq!(skus.len(), 3, "{skus:?}");
    let variants = acme
        .get("/v1/products/variants?productSku=P-9&sortBy=sku&sortDir=asc")
        .await
        .ok();
    let grades: Vec<&str> = variants["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variant| variant["grade"].as_str().unwrap())
        .collect();
    assert_eq!(grades, ["A", "B"]);
}

#[tokio::test]
async fn importing_again_changes_what_differs_and_nothing_else() {
    let acme = TestApp::new().await.tenant().await;
    let csv = rows(&[row("P-1", "V-1"), row("P-1", "V-2"), row("P-2", "V-3")]);
    import(&acme, PRODUCTS, &csv).await;
    let before = products(&acme).await;
    let same = import(&acme, PRODUCTS, &csv).await;
    assert_eq!(same["summary"]["productsUpdated"], 2);
    assert_eq!(same["summary"]["variantsUpdated"], 3);
    assert_eq!(products(&acme).await, before);

    let csv = csv
        .replace("V-2,799,500,59,49", "V-2,899,,,39")
        .replace("Phone,P-1", "Smartphone,P-1");
    let refused = import(&acme, PRODUCTS, &csv).await;
    assert_eq!(skipped(&refused), [(3, "VALIDATION_ERROR")]);
    let csv = csv.replace("899,,,39", "899,500,,39");
    import(&acme, PRODUCTS, &csv).await;
    let after = products(&acme).await;
    assert_eq!(after[0], before[1], "P-2 was not touched");
    assert_eq!(after[1]["name"], "Smartphone");
    assert_eq!(after[1]["variants"][0], before[0]["variants"][0]);
    let changed = &after[1]["variants"][1];
    assert_eq!(changed["listPrice"], 899);
    assert_eq!(
        changed["pricing"].as_array().unwrap().len(),
        1,
        "a price list is whole"
    );
    assert_eq!(changed["variantId"], before[0]["variants"][1]["variantId"]);
}

#[tokio::test]
async fn formulas_come_in_as_they_were_before_they_were_guarded() {
    let acme = TestApp::new().await.tenant().await;
    let csv = rows(&[row("P-1", "V-1").replace("Phone,", "'=SUM(A1),")]);
    import(&acme, PRODUCTS, &csv).await;
    assert_eq!(products(&acme).await[0]["name"], "=SUM(A1)");
    let list = acme
        .call(axum::http::Method::GET, "/v1/products")
        .accept("text/csv");
    assert!(list.send().await.text().contains(",P-1,'=SUM(A1),Phones,"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_whole() {
    let acme = TestApp::new().await.tenant().await;
    let missing = refused(
        file(&acme, PRODUCTS, "Product Name,Grade\nA,B\n"),
        400,
        "VALIDATION_ERROR",
    );
    let paths: Vec<String> = missing
        .await
        .faults()
        .iter()
        .map(|row| row.0.to_owned())
        .collect();
    let wanted = [
        "Product SKU",
        "Category",
        "Brand",
        "Specification",
        "Variant SKU",
        "List Price",
        "Acquisition Cost",
    ];
    assert_eq!(paths, wanted);
    refused(file(&acme, PRODUCTS, ""), 400, "VALIDATION_ERROR").await;
    let many = format!("{HEAD}\n{}", "a\n".repeat(10_001));
    let many = refused(file(&acme, PRODUCTS, many), 400, "VALIDATION_ERROR").await;
    assert!(many.message().contains("10000 rows"), "{}", many.message());
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    refused(file(&acme, PRODUCTS, large), 413, "PAYLOAD_TOO_LARGE").await;
    let call = |content_type, body: &'static str| {
        acme.call(axum::http::Method::POST, PRODUCTS)
            .raw(content_type, body)
    };
    refused(
        call("application/json", "{}"),
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    )
    .await;
    refused(call("multipart/form-data", "x"), 400, "VALIDATION_ERROR").await;
    let cut = "--x\r\nContent-Disposition: form-data; name=\"csvFile\"\r\n\r\nabc";
    refused(
        call("multipart/form-data; boundary=x", cut),
        400,
        "VALIDATION_ERROR",
    )
    .await;
    let other = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n";
    let other = refused(
        call("multipart/form-data; boundary=x", other),
        400,
        "VALIDATION_ERROR",
    );
    assert_eq!(other.await.faults(), [("csvFile", "invalid_type")]);
}

#[tokio::test]
async fn products_of_another_tenant_are_not_met() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let csv = rows(&[row("P-1", "V-1")]);
    import(&globex, PRODUCTS, &csv).await;
    let before = products(&globex).await;
    let imported = import(&acme, PRODUCTS, &csv.replace("Phone,", "Mine,")).await;
    assert_eq!(imported["created"], 1);
    assert_eq!(products(&globex).await, before);
}

#[tokio::test]
async fn a_product_has_as_many_variants_as_a_body_may_have() {
    let acme = TestApp::new().await.tenant().await;
    let mut csv = "Product Name,Product SKU,Category,Brand,Specification,Variant SKU,List Price,\
                   Acquisition Cost,6mo_Price\n"
        .to_owned();
    let phones = (0..202).map(|n| format!("Phone,P,Phones,Acme,X,V-{n},1,1,1\n"));
    csv.extend(phones);
    csv += "Tablet,T,Tablets,Acme,X,V-T,1,1,1\n";
    let imported = import(&acme, PRODUCTS, &csv).await;
    let code = "VALIDATION_ERROR";
    assert_eq!(skipped(&imported), [(202, code), (203, code)]);
    assert_eq!(imported["errors"][0]["field"], "Product SKU");
    assert_eq!(imported["summary"]["variantsCreated"], 201);
}
