//! Each column of a sheet is a place in the JSON of its list, by the document.
use serde_json::Value;

/// The schema of a property, references followed; `None` where the schema has no such property.
fn property<'d>(document: &'d Value, schema: &'d Value, name: &str) -> Option<&'d Value> {
    let schema = resolved(document, schema);
    let own = &schema["properties"][name];
    if !own.is_null() {
        return Some(own);
    }
    let parts = ["allOf", "oneOf", "anyOf"].into_iter();
    let mut parts = parts.filter_map(|all| schema[all].as_array()).flatten();
    parts.find_map(|part| property(document, part, name))
}

fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => {
            let found = document.pointer(reference.trim_start_matches('#')).unwrap();
            resolved(document, found)
        }
        None => schema,
    }
}

#[test]
fn every_column_shows_something_that_the_list_has() {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    for (path, sheet) in flexorder::exports::LISTS {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        let list = &content["application/json"]["schema"];
        let items = property(&document, list, sheet.items).unwrap();
        let item = resolved(&document, &resolved(&document, items)["items"]);
        for place in sheet
            .columns
            .iter()
            .flat_map(flexorder::http::csv::Column::paths)
        {
            let found = place
                .split('.')
                .try_fold(item, |schema, name| property(&document, schema, name));
            assert!(found.is_some(), "{path} has no {place}");
        }
        for form in [
            "text/csv",
            "application/x-ndjson",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ] {
            assert!(!content[form].is_null(), "{path} does not declare {form}");
        }
    }
}

#[test]
fn every_list_that_has_pages_is_streamed() {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array();
        let mut names = parameters.into_iter().flatten().map(|one| &one["name"]);
        if names.any(|name| name == "startAfter") && !path.contains('{') {
            let known = flexorder::exports::LISTS
                .iter()
                .any(|(list, _)| list == path);
            assert!(known, "add {path} to exports::LISTS");
        }
    }
}
