//! The rules of docs/architecture.md that a script can hold.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "test code: a failure is a panic"
)]
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Modules, lowest first. A module imports only what stands before it; those of one row not each
/// other.
const LAYERS: &[&[&str]] = &[
    &["kernel"],
    &["error"],
    &["config"],
    &["documents"],
    &["storage"],
    &["telemetry"],
    &["db"],
    &["app"],
    &["openapi"],
    &["http"],
    &["auth"],
    &["sessions"],
    &["signed_url"],
    &["idempotency"],
    &["change"],
    &["timeline"],
    &["webhooks"],
    &["custom_fields"],
    &["search"],
    &["settings"],
    &["catalog"],
    &["customers"],
    &["billing_groups"],
    &["assets"],
    &["orders"],
    &["payments"],
    &["subscriptions"],
    &["fulfillment"],
    &["files"],
    &["exports"],
    &["scheduler"],
    &["tenancy"],
    &["dashboard"],
    &["router"],
    &["demo"],
    &["serve"],
    &["cli"],
];

/// Features: the modules whose files have fixed names and whose tables belong to a tenant.
const FEATURES: &[&str] = &[
    "timeline",
    "custom_fields",
    "search",
    "catalog",
    "customers",
    "billing_groups",
    "assets",
    "orders",
    "payments",
    "subscriptions",
    "files",
    "fulfillment",
    "idempotency",
];

/// Longest file of source or tests, in lines.
const FILE_MAX: usize = 400;

/// Longest `mod.rs` of a feature: a door, not a room.
const DOOR_MAX: usize = 60;

/// Names that say nothing of what is inside.
const DRAWERS: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "types",
];

struct Source {
    /// Below src/ or tests/.
    path: PathBuf,
    text: String,
}

impl Source {
    fn module(&self) -> String {
        let first = self.path.components().next().unwrap();
        first
            .as_os_str()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned()
    }

    /// The text before the unit tests.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap()
    }

    fn is_store(&self) -> bool {
        let path = self.path.to_str().unwrap();
        path.ends_with("store.rs") || path.contains("/store/")
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().to_owned();
            found.push(Source { path, text });
        }
    }
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|names| names.contains(&module))
        .unwrap_or_else(|| panic!("the module {module} has no layer: give it one in LAYERS"))
}

/// First names after `crate::`, also inside braces.
fn crate_imports(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in source.split("crate::").skip(1) {
        let Some(group) = part.strip_prefix('{') else {
            names.push(part.to_owned());
            continue;
        };
        let (mut depth, mut name) = (0_u32, String::new());
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                _ if depth == 0 => name.push(c),
                _ => {}
            }
        }
        names.push(name);
    }
    names
        .iter()
        .map(|name| {
            let name = name.trim_start();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            name[..end.unwrap_or(name.len())].to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n  {}", wrong.join("\n  "));
}

#[test]
fn imports_point_downward() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = source.module();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        for import in crate_imports(&source.text) {
            if import != module && layer(&import) >= layer(&module) {
                wrong.push(format!("{} imports crate::{import}", source.path.display()));
            }
        }
    }
    none("imports against the order of LAYERS", &wrong);
}

#[test]
fn files_are_small_open_with_docs_and_have_telling_names() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let lines = source.text.lines().count();
        let name = source.path.file_stem().unwrap().to_str().unwrap();
        let path = source.path.display();
        if lines > FILE_MAX {
            wrong.push(format!(
                "{path} has {lines} lines; split it by subject at {FILE_MAX}"
            ));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{path} does not open with //!"));
        }
        if DRAWERS.contains(&name) {
            wrong.push(format!("{path} is a drawer; name it by what is inside"));
        }
    }
    none("files against the house", &wrong);
}

#[test]
fn the_door_of_a_feature_is_only_a_door() {
    let wrong: Vec<String> = sources("src")
        .iter()
        .filter(|source| FEATURES.contains(&source.module().as_str()))
        .filter(|source| source.path.components().count() == 2 && source.path.ends_with("mod.rs"))
        .filter(|source| source.text.lines().count() > DOOR_MAX)
        .map(|source| source.path.display().to_string())
        .collect();
    none("mod.rs longer than a door", &wrong);
}

#[test]
fn only_stores_speak_sql() {
    // What has no tenant: keys and platform tables, the pool, metrics of the outbox, admin commands.
    let apart = ["db", "auth", "tenancy", "http", "cli", "demo"];
    let wrong: Vec<String> = sources("src")
        .iter()
        .filter(|source| !apart.contains(&source.module().as_str()) && !source.is_store())
        .filter(|source| {
            [
                "sqlx::query",
                "query!(",
                "query_as!(",
                "query_scalar!(",
                "QueryBuilder::new",
            ]
            .iter()
            .any(|call| source.code().contains(call))
        })
        .map(|source| source.path.display().to_string())
        .collect();
    none("SQL outside a store", &wrong);
}

#[test]
fn only_the_scheduler_acts_for_a_tenant_of_its_own_accord() {
    let wrong: Vec<String> = sources("src")
        .iter()
        .filter(|source| !matches!(source.module().as_str(), "auth" | "scheduler"))
        .filter(|source| source.text.contains("act_as_system"))
        .map(|source| source.path.display().to_string())
        .collect();
    none("a tenant without a request", &wrong);
}

#[test]
fn every_statement_on_a_tenants_table_names_the_tenant() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        if !FEATURES.contains(&source.module().as_str()) || !source.is_store() {
            continue;
        }
        for statement in statements(source.code()) {
            if !statement.contains("tenant_id") && !statement.contains("pg_try_advisory") {
                wrong.push(format!("{}: {statement}", source.path.display()));
            }
        }
    }
    none("statements without tenant_id", &wrong);
}

/// The text of each checked statement, up to where it is run.
fn statements(code: &str) -> Vec<String> {
    ["query!(", "query_as!(", "query_scalar!("]
        .iter()
        .flat_map(|call| code.split(call).skip(1))
        .map(|rest| {
            let end = [".fetch", ".execute"]
                .iter()
                .filter_map(|run| rest.find(run))
                .min();
            rest[..end.unwrap_or(rest.len())]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn rules_are_pure() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let name = source.path.file_name().unwrap().to_str().unwrap();
        let pure =
            source.module() == "kernel" || matches!(name, "model.rs" | "state.rs" | "pricing.rs");
        if !pure || source.module() == "tenancy" {
            continue;
        }
        for word in ["axum::", "async fn", "query!", "query_as!"] {
            if source.code().contains(word) {
                wrong.push(format!("{} has {word}", source.path.display()));
            }
        }
    }
    none("rules that are not pure", &wrong);
}

#[test]
fn schemas_have_names_of_their_own() {
    // The document knows a schema by the bare name of its type: of two with one name, one is lost.
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut wrong = Vec::new();
    for source in sources("src") {
        let path = source.path.display().to_string();
        for name in schema_names(source.code()) {
            match seen.iter().find(|(known, _)| *known == name) {
                Some((_, first)) => wrong.push(format!("{name} is in {first} and in {path}")),
                None => seen.push((name, path.clone())),
            }
        }
    }
    assert!(seen.len() > 40, "the scan finds nothing: {seen:?}");
    none("schemas that hide each other", &wrong);
}

/// Names of the types that derive `ToSchema`, also by the macro `words!`.
fn schema_names(code: &str) -> Vec<String> {
    let mut due = false;
    let mut names = Vec::new();
    for line in code.lines().map(str::trim) {
        due |= line.starts_with("words! {")
            || (line.starts_with("#[derive(") && line.contains("ToSchema"));
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words
            .iter()
            .position(|word| matches!(*word, "struct" | "enum"));
        if let Some(name) = at.and_then(|at| words.get(at + 1)).filter(|_| due) {
            names.push(
                name.trim_end_matches(['{', ';', '('])
                    .split('<')
                    .next()
                    .unwrap()
                    .to_owned(),
            );
            due = false;
        }
    }
    names
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = serde_json::to_value(flexorder::router::document()).unwrap();
    let text = document.to_string();
    let mut names: Vec<&str> = text
        .split(r##""$ref":"#/components/schemas/"##)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() > 30, "the scan finds nothing: {names:?}");
    names.retain(|name| {
        document
            .pointer(&format!("/components/schemas/{name}"))
            .is_none()
    });
    assert!(names.is_empty(), "no such schemas: {names:?}");
}

#[test]
fn the_document_in_the_repository_is_what_the_code_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written = fs::read_to_string(root.join("openapi.yaml")).unwrap();
    let printed = flexorder::router::openapi_yaml().unwrap();
    assert!(
        written == printed,
        "openapi.yaml is behind the code: run `cargo run -- openapi > openapi.yaml`"
    );
}
