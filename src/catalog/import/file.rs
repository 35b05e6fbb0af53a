//! What a file says of products.
use std::collections::HashMap;

use crate::{
    catalog::{draft::NewProduct, wire::VARIANTS_MAX},
    error::{Code, Fault, Result},
    http::{
        csv::{Header, Row, RowError, Table, amount, text},
        json::{Locale, Value, read_body},
    },
};

const NAME: Header = needed("Product Name", &["name"]);
const PRODUCT_SKU: Header = needed("Product SKU", &[]);
const CATEGORY: Header = needed("Category", &[]);
const BRAND: Header = needed("Brand", &[]);
const SPECIFICATION: Header = needed("Specification", &["Variant Name"]);
const GRADE: Header = other("Grade", &[]);
const COLOR: Header = other("Color", &["Color Name"]);
const VARIANT_SKU: Header = needed("Variant SKU", &["sku"]);
const LIST_PRICE: Header = needed("List Price", &[]);
const ACQUISITION_COST: Header = needed("Acquisition Cost", &[]);

/// The columns of the file; prices stand in columns such as `12mo_Price`.
const HEADERS: [Header; 10] = [
    NAME,
    PRODUCT_SKU,
    CATEGORY,
    BRAND,
    SPECIFICATION,
    GRADE,
    COLOR,
    VARIANT_SKU,
    LIST_PRICE,
    ACQUISITION_COST,
];

/// Grade of a row that names none.
const GRADE_DEFAULT: &str = "A";

/// What follows the term in the name of a price column, by its letters.
const PRICE_SUFFIX: &str = "moprice";

/// Where the one variant of a row stands in the body that is made of it.
const VARIANT: &str = "variants[0].";

const fn needed(name: &'static str, aliases: &'static [&'static str]) -> Header {
    Header {
        name,
        aliases,
        is_required: true,
    }
}

const fn other(name: &'static str, aliases: &'static [&'static str]) -> Header {
    Header {
        is_required: false,
        ..needed(name, aliases)
    }
}

/// A file, read.
#[derive(Debug)]
pub(super) struct File {
    /// How many rows it has.
    pub(super) rows: usize,
    pub(super) products: Vec<ProductRows>,
    /// Of rows that say nothing that could be taken in.
    pub(super) errors: Vec<RowError>,
}

/// A product with the rows that say it.
#[derive(Debug)]
pub(super) struct ProductRows {
    pub(super) new: NewProduct,
    /// Number of the row of each of its variants.
    pub(super) rows: Vec<usize>,
}

/// Reads a file. Of a product's rows the first one that holds says what the product is; each says one
/// variant.
pub(super) fn read(file: &[u8], locale: Locale) -> Result<File> {
    let table = Table::parse(file, &HEADERS)?;
    let terms = table.matching(term);
    let mut products: Vec<ProductRows> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let (mut seen, mut errors) = (HashMap::new(), Vec::new());
    for row in &table.rows {
        let sku = table.cell(row, &VARIANT_SKU);
        let new = product(&table, row, &terms, locale).and_then(|new| {
            if let Some(first) = seen.get(sku) {
                return Err(vec![twice(sku, *first)]);
            }
            let place = places.get(&new.product_sku);
            let product = place.and_then(|place| products.get(*place));
            if product.is_some_and(|product| product.rows.len() == VARIANTS_MAX) {
                return Err(vec![too_many(&new.product_sku)]);
            }
            seen.insert(sku.to_owned(), row.number);
            Ok(new)
        });
        match new {
            Ok(new) => {
                let place = *places
                    .entry(new.product_sku.clone())
                    .or_insert(products.len());
                if let Some(product) = products.get_mut(place) {
                    product.new.variants.extend(new.variants);
                    product.rows.push(row.number);
                } else {
                    let rows = vec![row.number];
                    products.push(ProductRows { new, rows });
                }
            }
            Err(faults) => errors.push(refused(row.number, sku, faults)),
        }
    }
    Ok(File {
        rows: table.rows.len(),
        products,
        errors,
    })
}

/// What is told of a row that was skipped.
pub(super) fn refused(row: usize, sku: &str, faults: Vec<Fault>) -> RowError {
    RowError::new(row, faults, column).of_sku(sku)
}

/// A row as the body of POST /v1/products, read by its rules.
fn product(
    table: &Table,
    row: &Row,
    terms: &[(u32, usize)],
    locale: Locale,
) -> Result<NewProduct, Vec<Fault>> {
    if let Some(fault) = &row.fault {
        return Err(vec![fault.clone()]);
    }
    let cell = |header| table.cell(row, header);
    let grade = text(cell(&GRADE)).or_else(|| text(GRADE_DEFAULT));
    let prices: Vec<(String, Value)> = terms
        .iter()
        .filter_map(|(term, place)| Some((term.to_string(), amount(row.at(*place))?)))
        .collect();
    let pricing = (!prices.is_empty()).then_some(Value::Object(prices));
    let variant = fields([
        ("variantSku", text(cell(&VARIANT_SKU))),
        ("variantName", text(cell(&SPECIFICATION))),
        ("grade", grade),
        ("colorName", text(cell(&COLOR))),
        ("listPrice", amount(cell(&LIST_PRICE))),
        ("acquisitionCost", amount(cell(&ACQUISITION_COST))),
        ("pricing", pricing),
    ]);
    let body = fields([
        ("productSku", text(cell(&PRODUCT_SKU))),
        ("name", text(cell(&NAME))),
        ("category", text(cell(&CATEGORY))),
        ("brand", text(cell(&BRAND))),
        ("specification", text(cell(&SPECIFICATION))),
        ("variants", Some(Value::Array(vec![variant]))),
    ]);
    let mut faults: Vec<Fault> = [
        ("listPrice", &LIST_PRICE),
        ("acquisitionCost", &ACQUISITION_COST),
    ]
    .into_iter()
    .filter(|(_, header)| cell(header).is_empty())
    .map(|(name, _)| Fault::shape(format!("{VARIANT}{name}"), "invalid_type", "Required."))
    .collect();
    match read_body::<NewProduct>(&body, locale) {
        Ok(new) if faults.is_empty() => Ok(new),
        Ok(_) => Err(faults),
        Err(error) => {
            faults.splice(0..0, error.into_faults());
            Err(faults)
        }
    }
}

fn fields<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let given = fields.into_iter();
    let given = given.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect())
}

/// The term of a price column: 12 of `12moprice`.
fn term(column: &str) -> Option<u32> {
    column.strip_suffix(PRICE_SUFFIX)?.parse().ok()
}

/// The column that a path in a row's body comes from.
fn column(path: &str) -> Option<String> {
    let field = path.strip_prefix(VARIANT).unwrap_or(path);
    let header = match field {
        "name" => &NAME,
        "productSku" => &PRODUCT_SKU,
        "category" => &CATEGORY,
        "brand" => &BRAND,
        "specification" | "variantName" => &SPECIFICATION,
        "grade" => &GRADE,
        "colorName" => &COLOR,
        "variantSku" => &VARIANT_SKU,
        "listPrice" => &LIST_PRICE,
        "acquisitionCost" => &ACQUISITION_COST,
        "pricing" => return Some("12mo_Price".to_owned()),
        price => return Some(format!("{}mo_Price", price.strip_prefix("pricing.")?)),
    };
    Some(header.name.to_owned())
}

fn too_many(product_sku: &str) -> Fault {
    let message = format!(
        "A file takes at most {VARIANTS_MAX} variants of one product, and has as many of \
         `{product_sku}` above. Import the others in another file."
    );
    Fault::shape("productSku", "too_big", message)
}

fn twice(sku: &str, first: usize) -> Fault {
    let message = format!("`{sku}` stands in row {first} already; that one was taken.");
    Fault::own(format!("{VARIANT}variantSku"), Code::DuplicateSku, message)
}
