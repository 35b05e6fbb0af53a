//! `FlexPortal`'s own payloads (tests/contract/examples.jsonl).
use serde_json::Value;

/// The bodies that its pages send to an endpoint. Those of superseded pages, fragments and
/// placeholders (marked `#…` behind the endpoint) are left out unless their mark begins with one of
/// `marks`.
pub fn sent_to(endpoint: &str, marks: &[&str]) -> Vec<Value> {
    let found: Vec<Value> = include_str!("../../contract/examples.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|row| row["kind"] == "request")
        .filter(
            |row| match row["endpoint"].as_str().unwrap().split_once('#') {
                None => row["endpoint"] == endpoint,
                Some((of, mark)) => {
                    of == endpoint && marks.iter().any(|known| mark.starts_with(known))
                }
            },
        )
        .map(|row| row["payload"].clone())
        .collect();
    assert!(!found.is_empty(), "no example of {endpoint}");
    found
}
