//! All operations of the document, so that tests cannot forget a new one.
use axum::http::Method;
use serde_json::Value;

use super::client::Answer;

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    pub method: Method,
    /// With parameters in braces.
    pub path: String,
    pub id: String,
    /// Permission it asks for.
    pub permission: String,
    /// Permissions each of which is enough as well.
    pub others: Vec<String>,
    /// Example of its body.
    pub body: Option<Value>,
}

impl Operation {
    /// Name of the parameter in its path.
    pub fn parameter(&self) -> Option<&str> {
        let (_, rest) = self.path.split_once('{')?;
        rest.split_once('}').map(|(name, _)| name)
    }

    /// Its path for an id.
    pub fn path_for(&self, id: &str) -> String {
        match self.parameter() {
            Some(name) => self.path.replace(&format!("{{{name}}}"), id),
            None => self.path.clone(),
        }
    }
}

/// Those outside of the guard, which know no tenant and ask for no permission.
const UNGUARDED: &[&str] = &["signIn", "getSession", "signOut"];

/// Every operation behind the guard, in the order of the document.
pub fn all() -> Vec<Operation> {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (verb, operation) in item.as_object().unwrap() {
            let Ok(method) = verb.to_uppercase().parse::<Method>() else {
                continue;
            };
            if !["get", "post", "put", "patch", "delete"].contains(&verb.as_str()) {
                continue;
            }
            let id = operation["operationId"].as_str().unwrap();
            if UNGUARDED.contains(&id) {
                continue;
            }
            let scope = &operation["security"][0]["apiKey"][0];
            let permission = scope
                .as_str()
                .unwrap_or_else(|| panic!("{verb} {path} names no permission"));
            let security = operation["security"].as_array().unwrap().iter();
            let others = security.skip(1).filter_map(|one| one["apiKey"][0].as_str());
            found.push(Operation {
                others: others.map(str::to_owned).collect(),
                method,
                path: path.clone(),
                id: id.to_owned(),
                permission: permission.to_owned(),
                body: example(
                    &operation["requestBody"]["content"]["application/json"],
                    &document,
                ),
            });
        }
    }
    assert!(
        found.len() >= 25,
        "the document lost its operations: {}",
        found.len()
    );
    found
}

/// The example of a body: its own, the first of several, or that of its schema.
fn example(content: &Value, document: &Value) -> Option<Value> {
    let several = content["examples"]
        .as_object()
        .and_then(|all| all.values().next());
    let schema = &content["schema"];
    let named = schema["$ref"].as_str().map(|reference| {
        let name = reference.rsplit('/').next().unwrap();
        &document["components"]["schemas"][name]
    });
    [
        Some(&content["example"]),
        several.map(|one| &one["value"]),
        Some(&schema["example"]),
        named.map(|one| &one["example"]),
    ]
    .into_iter()
    .flatten()
    .find(|value| !value.is_null())
    .cloned()
}

/// What a client could tell two refusals apart by, with the ids it sent taken out.
pub fn traits_of(answer: &Answer, ids: &[&str]) -> (u16, String) {
    let mut text = answer.body.to_string();
    for id in ids {
        text = text.replace(id, "<id>");
    }
    (answer.status, text)
}
