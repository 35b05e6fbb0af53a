//! What lists other than that of orders are searched by (contract 7): each finds what its rows are
//! called now, whatever the case, piece by piece, and nothing of another tenant.
mod assets;
mod customers;
mod payments;
mod products;
mod subscriptions;

use serde_json::{Value, json};

use crate::support::{client::Client, given::id};

/// A list, and the field that names its items.
#[derive(Clone, Copy)]
struct List {
    path: &'static str,
    items: &'static str,
    name: &'static str,
}

impl List {
    /// What a query string lists, in order.
    async fn asked(self, client: &Client, query: &str) -> Vec<String> {
        let list = client.get(&format!("{}?{query}", self.path)).await.ok();
        self.names(&list)
    }

    /// What a text finds, in the order of names.
    async fn found(self, client: &Client, text: &str) -> Vec<String> {
        let mut found = self.asked(client, &search(text)).await;
        found.sort();
        found
    }

    /// The same page by page, in the list's own order, for a query.
    async fn paged(self, client: &Client, query: &str) -> Vec<String> {
        let base = format!("{}?limit=1&{query}", self.path);
        let (mut path, mut found) = (base.clone(), Vec::new());
        loop {
            let page = client.get(&path).await.ok();
            found.extend(self.names(&page));
            if page["hasMore"] != json!(true) {
                return found;
            }
            path = format!("{base}&startAfter={}", id(&page, "nextCursor"));
        }
    }

    fn names(self, list: &Value) -> Vec<String> {
        let items = list[self.items].as_array().unwrap();
        items.iter().map(|item| id(item, self.name)).collect()
    }

    /// Each text finds what stands beside it, and the other tenant nothing by it.
    async fn finds(self, (client, other): (&Client, &Client), cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(self.found(client, text).await, expected, "{text}");
            assert_eq!(
                self.found(other, text).await,
                [""; 0],
                "{text}, of another tenant"
            );
        }
    }

    /// Pages of one item are the same items in the same order.
    async fn pages(self, client: &Client, query: &str) {
        let whole = self.asked(client, query).await;
        assert!(whole.len() > 1, "{query} lists {whole:?}");
        assert_eq!(self.paged(client, query).await, whole, "{query}");
    }
}

/// A text as a query string.
fn search(text: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("search", text).finish()
}
