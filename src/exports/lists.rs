//! The lists that are streamed, and what the document says of it.
use std::collections::BTreeMap;

use utoipa::openapi::{
    ContentBuilder, KnownFormat, ObjectBuilder, OpenApi, RefOr, SchemaFormat, path::Operation,
    schema::Type,
};

use crate::{
    assets, billing_groups, catalog, customers, files, fulfillment,
    http::{
        accept::Format,
        csv::{Column, Sheet},
    },
    orders, payments, subscriptions,
};

/// Columns of the list of API keys: here, for `tenancy` stands above.
const API_KEYS: Sheet = Sheet {
    items: "apiKeys",
    name: "api-keys",
    columns: &[
        Column::field("apiKeyId"),
        Column::field("name"),
        Column::field("hint"),
        Column::field("permissions"),
        Column::field("allTenants"),
        Column::field("tenantIds"),
        Column::field("createdAt"),
        Column::field("expiresAt"),
        Column::field("revokedAt"),
        Column::field("lastUsedAt"),
    ],
};

/// Every list by its route, with its columns.
pub const LISTS: &[(&str, Sheet)] = &[
    ("/v1/orders", orders::sheet::SHEET),
    ("/v1/subscriptions", subscriptions::sheet::SHEET),
    ("/v1/products", catalog::sheet::PRODUCTS),
    ("/v1/products/variants", catalog::sheet::VARIANTS),
    ("/v1/assets", assets::sheet::SHEET),
    ("/v1/customers", customers::sheet::SHEET),
    ("/v1/payments", payments::sheet::SHEET),
    ("/v1/billing-groups", billing_groups::sheet::SHEET),
    ("/v1/files", files::sheet::SHEET),
    ("/v1/fulfillment/queue", fulfillment::sheet::SHEET),
    ("/v1/api-keys", API_KEYS),
];

/// What a list's entry says of its other forms.
const NOTE: &str = "With `Accept: text/csv` or `Accept: application/x-ndjson` the answer is the whole \
     list with the same filters and order, streamed: `limit` is then the number of items in all \
     (every one unless told, more than a page may have), and a connection that breaks off before the \
     end means that some are missing; `startAfter` with the id in the last whole line goes on from \
     there, where the list is sorted by `createdAt`. A CSV cell that starts like a formula has an \
     apostrophe before it. With `Accept: \
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet` it is a workbook with the rows \
     and columns of the CSV, at most 50,000 rows, which starts when all of them are read.";

/// Adds the other forms of each list to the document.
pub fn describe(document: &mut OpenApi) {
    for (path, sheet) in LISTS {
        let item = document.paths.paths.get_mut(*path);
        if let Some(operation) = item.and_then(|item| item.get.as_mut()) {
            describe_list(operation, sheet);
        }
    }
}

fn describe_list(operation: &mut Operation, sheet: &Sheet) {
    let own = operation.description.take();
    let parts: Vec<String> = own.into_iter().chain([NOTE.to_owned()]).collect();
    operation.description = Some(parts.join("\n\n"));
    let Some(RefOr::T(answer)) = operation.responses.responses.get_mut("200") else {
        return;
    };
    let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
    let forms = BTreeMap::from([
        (
            Format::Csv.media_type(),
            format!("RFC 4180 in UTF-8. Columns: {}.", columns.join(", ")),
        ),
        (
            Format::Ndjson.media_type(),
            format!("One element of `{}` a line.", sheet.items),
        ),
    ]);
    for (media_type, description) in forms {
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description));
        let content = ContentBuilder::new().schema(Some(text)).build();
        answer.content.insert(media_type.to_owned(), content.into());
    }
    let workbook = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
        .description(Some(
            "A workbook of one sheet, with the columns of the CSV.",
        ));
    let content = ContentBuilder::new().schema(Some(workbook)).build();
    let media_type = Format::Xlsx.media_type().to_owned();
    answer.content.insert(media_type, content.into());
}
