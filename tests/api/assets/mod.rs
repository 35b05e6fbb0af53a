//! Assets: recording, finding, changing and deleting them.
mod changing;
mod history;
mod lists;
mod recording;
mod recovery;
mod value;

use crate::support::{
    client::Client,
    given::{self, id},
};

/// Begins a contract for an asset; gives the ids of its customer and its subscription.
async fn rent_out(client: &Client, serial_number: &str, sku: &str) -> (String, String) {
    let order = given::order(client, &[(sku, 1, 12)]).await;
    let rental = given::subscription(client, &id(&order, "orderId"), serial_number).await;
    (id(&rental, "customerId"), id(&rental, "rentalId"))
}
