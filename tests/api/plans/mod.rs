//! Plans are tests: no list reads many more rows than it shows, whatever it is filtered by, and
//! whether or not the planner knows the values (docs/decisions/0012-lists-in-id-order.md).
//!
//! Rows are counted over all statements of a request as they ran, so no clock is needed.
mod explain;
mod orders;
mod others;
mod searches;
mod shop;

use self::explain::{Plan, Plans};
use crate::support::client::Client;

/// Most rows that may be read for each row of a page, by one filter alone.
const ALONE_MAX: u64 = 20;
/// The same by two filters at once, neither of which need be rare: what passes both is sought
/// among what passes one.
const PAIR_MAX: u64 = 50;
/// Rows of a page, when the request does not say. A page with fewer hits may read as much.
const PAGE: u64 = 50;

/// The same by a search and a filter.
const SEARCH_PAIR_MAX: u64 = 100;
/// The same where a filter's index is not in the order of the list, by another sort or for a range of
/// dates: all that pass are gathered, as long as they are few.
const GATHERED_MAX: u64 = 100;

/// Asks for lists, and keeps which of them were dear.
struct Check {
    client: Client,
    plans: Plans,
    dear: Vec<String>,
}

impl Check {
    #[expect(
        clippy::print_stdout,
        reason = "the rows read for each list are worth a look"
    )]
    /// Asks for a list. Gives the rows that were read, over all statements of the request.
    async fn list(&mut self, name: &str, path: &str, most: u64) -> u64 {
        self.plans.take();
        let answer = self.client.get(path).await.ok();
        let plans = self.plans.take();
        assert!(!plans.is_empty(), "no plan was caught");
        let shown = answer["count"].as_u64().unwrap();
        let read = plans.iter().map(Plan::rows_read).sum();
        println!("{name:50} {read:6} read, {shown:3} shown");
        let whole: Vec<_> = plans.iter().flat_map(Plan::read_whole).collect();
        if read > most * shown.max(PAGE) || !whole.is_empty() {
            let most = plans.iter().max_by_key(|plan| plan.rows_read()).unwrap();
            let told = match std::env::var("FLEXORDER_SHOW_PLANS") {
                Ok(_) => most.to_string(),
                Err(_) => most.statement().to_owned(),
            };
            self.dear.push(format!(
                "{path}: {read} rows read for {shown}; whole tables: {whole:?}\n{told}"
            ));
        }
        read
    }

    /// What the last of many pages reads.
    async fn deep(&mut self, path: &str, pages: u32) -> u64 {
        let mut next = path.to_owned();
        for _ in 1..pages {
            let answer = self.client.get(&next).await.ok();
            next = format!(
                "{path}?startAfter={}",
                answer["nextCursor"].as_str().unwrap()
            );
        }
        self.list("a page far behind", &next, ALONE_MAX).await
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the rows read for each list are worth a look"
)]
#[tokio::test]
async fn no_list_reads_much_more_than_it_shows() {
    let mut dear = Vec::new();
    for (client, mode) in shop::clients()
        .await
        .into_iter()
        .zip(["values", "all values"])
    {
        println!("\nPlans made for {mode}:");
        let mut check = Check {
            client,
            plans: Plans::catch(),
            dear: Vec::new(),
        };
        orders::check(&mut check).await;
        if mode == "all values" {
            orders::check_pairs(&mut check).await;
        }
        others::check(&mut check).await;
        searches::check(&mut check).await;
        dear.append(&mut check.dear);
    }
    assert!(
        dear.is_empty(),
        "{} lists are dear:\n{}",
        dear.len(),
        dear.join("\n\n")
    );
}
