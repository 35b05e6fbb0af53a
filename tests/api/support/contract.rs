//! Holds every answer against two documents: `FlexPortal`'s structural schema (successes) and our
//! own (everything).
use std::{collections::HashMap, sync::LazyLock};

use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::client::Answer;

/// Validators by operation and status.
struct Document {
    name: &'static str,
    root: Value,
    paths: Vec<(Vec<String>, String)>,
    validators: std::sync::Mutex<HashMap<String, Option<std::sync::Arc<Validator>>>>,
}

static OFFICIAL: LazyLock<Document> = LazyLock::new(|| {
    let text = include_str!("../../contract/official_openapi.json");
    Document::new("FlexPortal's schema", serde_json::from_str(text).unwrap())
});

static OURS: LazyLock<Document> = LazyLock::new(|| {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    Document::new("openapi.yaml", document)
});

/// Fails the test if the answer breaks a document.
#[track_caller]
pub fn check(method: &Method, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap();
    if !path.starts_with("/v1/") {
        return;
    }
    if (200..300).contains(&answer.status) {
        OFFICIAL.check(method, path, answer, false);
    }
    OURS.check(method, path, answer, true);
    assert!(
        answer.header("request-id").is_some(),
        "no Request-Id on {method} {path}"
    );
}

impl Document {
    fn new(name: &'static str, root: Value) -> Self {
        let mut paths: Vec<(Vec<String>, String)> = root["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(|path| (path.split('/').map(str::to_owned).collect(), path.clone()))
            .collect();
        // Literal segments win over parameters.
        paths.sort_by_key(|(_, path)| path.matches('{').count());
        Self {
            name,
            root,
            paths,
            validators: std::sync::Mutex::default(),
        }
    }

    fn template(&self, path: &str) -> Option<&str> {
        let segments: Vec<&str> = path.split('/').collect();
        self.paths
            .iter()
            .find(|(template, _)| {
                template.len() == segments.len()
                    && template
                        .iter()
                        .zip(&segments)
                        .all(|(t, s)| t.starts_with('{') || t == s)
            })
            .map(|(_, path)| path.as_str())
    }

    #[track_caller]
    fn check(&self, method: &Method, path: &str, answer: &Answer, all: bool) {
        let Some(template) = self.template(path) else {
            return;
        };
        let verb = method.as_str().to_lowercase();
        let operation = &self.root["paths"][template][&verb];
        if operation.is_null() {
            return;
        }
        let status = answer.status.to_string();
        let declared = &operation["responses"][&status];
        if declared.is_null() {
            assert!(
                !all,
                "{method} {template} answered {status}, which {} does not declare: {}",
                self.name, answer.body
            );
            return;
        }
        let media_type = answer.header("content-type").unwrap_or("application/json");
        let media_type = media_type.split(';').next().unwrap().trim();
        if media_type != "application/json" {
            assert!(
                !all || !declared["content"][media_type].is_null(),
                "{method} {template} answered {media_type}, which {} does not declare",
                self.name
            );
            return;
        }
        let schema = &declared["content"]["application/json"]["schema"];
        if schema.is_null() {
            return;
        }
        let key = format!("{verb} {template} {status}");
        let validator = self
            .validators
            .lock()
            .unwrap()
            .entry(key)
            .or_insert_with(|| Some(std::sync::Arc::new(self.compile(schema))))
            .clone()
            .unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&answer.body)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            faults.is_empty(),
            "{method} {path} {status} breaks {}:\n{}\n{}",
            self.name,
            faults.join("\n"),
            answer.body
        );
    }

    fn compile(&self, schema: &Value) -> Validator {
        let mut schema = schema.clone();
        let mut root = json!({"components": self.root["components"]});
        if let (Some(root), Some(schema)) = (root.as_object_mut(), schema.as_object_mut()) {
            root.append(schema);
        }
        jsonschema::draft202012::new(&root).unwrap()
    }
}
