//! What PostgreSQL really did for a request: every statement of it, explained while it ran.
use std::sync::{Arc, Mutex};

use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use tracing::{Event, Subscriber, field::Visit, subscriber::DefaultGuard};
use tracing_subscriber::{Layer, Registry, layer::Context, layer::SubscriberExt as _};

/// Target of the driver's events that pass on what PostgreSQL notes.
const NOTICES: &str = "sqlx::postgres::notice";

/// Tables that a list must never read from end to end.
const LARGE: &[&str] = &[
    "assets",
    "billing_groups",
    "customers",
    "invoices",
    "order_custom_fields",
    "order_item_subscriptions",
    "order_items",
    "orders",
    "payments",
    "search_texts",
    "subscriptions",
];

/// A connection whose statements are explained; it must log in as a superuser. With generic plans
/// the planner knows no value, as it does for statements that are run again and again.
pub fn explained(database: PgConnectOptions, generic: bool) -> PgConnectOptions {
    database.options([
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_analyze", "on"),
        ("auto_explain.log_timing", "off"),
        ("auto_explain.log_format", "json"),
        ("auto_explain.log_level", "notice"),
        (
            "plan_cache_mode",
            if generic {
                "force_generic_plan"
            } else {
                "auto"
            },
        ),
    ])
}

/// Catches the plans of what this thread asks of PostgreSQL.
pub struct Plans {
    caught: Caught,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Caught(Arc<Mutex<Vec<String>>>);

impl Plans {
    pub fn catch() -> Self {
        let caught = Caught::default();
        let guard = tracing::subscriber::set_default(Registry::default().with(caught.clone()));
        Self {
            caught,
            _guard: guard,
        }
    }

    /// The plans since the last call.
    pub fn take(&self) -> Vec<Plan> {
        let caught = std::mem::take(&mut *self.caught.0.lock().unwrap());
        let json = caught
            .iter()
            .filter_map(|text| Some(&text[text.find("plan:")? + 5..]));
        json.map(|json| Plan(serde_json::from_str(json).unwrap()))
            .collect()
    }
}

impl<S: Subscriber> Layer<S> for Caught {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == NOTICES {
            event.record(&mut self.clone());
        }
    }
}

impl Visit for Caught {
    fn record_str(&mut self, _: &tracing::field::Field, text: &str) {
        self.0.lock().unwrap().push(text.to_owned());
    }

    fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0.lock().unwrap().push(format!("{value:?}"));
    }
}

/// One statement and what it did.
pub struct Plan(Value);

impl Plan {
    pub fn statement(&self) -> &str {
        self.0["Query Text"].as_str().unwrap()
    }

    /// Rows that were looked at: what scans gave and what they dropped, at least one each time a
    /// scan began.
    pub fn rows_read(&self) -> u64 {
        self.scans()
            .map(|scan| {
                let number = |name: &str| scan[name].as_u64().unwrap_or(0);
                let dropped =
                    number("Rows Removed by Filter") + number("Rows Removed by Index Recheck");
                number("Actual Loops") * (number("Actual Rows") + dropped).max(1)
            })
            .sum()
    }

    /// Large tables that were read from end to end.
    pub fn read_whole(&self) -> Vec<&str> {
        let whole = self.scans().filter(|scan| scan["Node Type"] == "Seq Scan");
        let tables = whole.filter_map(|scan| scan["Relation Name"].as_str());
        tables.filter(|table| LARGE.contains(table)).collect()
    }

    fn scans(&self) -> impl Iterator<Item = &Value> {
        let mut nodes = vec![&self.0["Plan"]];
        let mut found = Vec::new();
        while let Some(node) = nodes.pop() {
            let children = node["Plans"].as_array();
            nodes.extend(children.into_iter().flatten());
            let of_table = node["Relation Name"].is_string() || node["Index Name"].is_string();
            let kind = node["Node Type"].as_str().unwrap();
            // A bitmap holds places of rows; the rows are read by the scan above it.
            if of_table && kind.ends_with("Scan") && kind != "Bitmap Index Scan" {
                found.push(node);
            }
        }
        found.into_iter()
    }
}

impl std::fmt::Display for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.0)
    }
}
