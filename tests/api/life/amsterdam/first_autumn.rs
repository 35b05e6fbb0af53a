//! June to December 2027: a billing group, refunds, an upgrade, a replacement, a buyout, early returns.
use serde_json::json;

use super::{ANNA, BRAM, CORA, Cast, DESK, ELSA, LAPTOP, PHONE, STATION};
use crate::life::{
    calculation::{
        Begins, Buyout, ContractEnd, EarlyFee, Outcome, calendar::day, consolidated_key,
    },
    tenant::Life,
};

pub async fn play(life: &mut Life, cast: &mut Cast) {
    grouped(life, cast).await;
    refunded(life, cast).await;
    swapped(life, cast).await;
    sold(life, cast).await;
    returned(life, cast).await;
    upgraded_by_order(life, cast).await;
}

async fn grouped(life: &mut Life, cast: &mut Cast) {
    life.step("three desks and a laptop are billed together on the 15th");
    life.until(day(2027, 6, 20), (14, 0)).await;
    let members = ["cora desk 1", "cora desk 2", "cora laptop 1"];
    let members: Vec<&str> = members.iter().map(|name| cast[name].as_str()).collect();
    let group = life.group(15, &members).await;
    cast.insert("cora group", group.clone());
    life.agree().await;
    life.until(day(2027, 7, 15), (12, 0)).await;
    life.agree().await;
    let bill = &life.books.payments[&consolidated_key(&group, "2027-07")];
    assert!(bill.parts.len() >= 3, "{} lines", bill.parts.len());

    life.step("another laptop joins by its order");
    let more = json!({"billingGroupId": group});
    let order = life.order_with(CORA, &[(LAPTOP, 1, 12)], more).await;
    life.until(day(2027, 7, 31), (9, 0)).await;
    cast.insert("cora laptop 2", life.rent(&order, "L-3", LAPTOP).await);
    life.agree().await;

    life.step("a desk leaves the group");
    life.until(day(2027, 8, 3), (9, 0)).await;
    let names = [
        "cora desk 1",
        "cora laptop 1",
        "cora laptop 2",
        "cora desk 3",
    ];
    let members: Vec<String> = names.iter().map(|name| cast[name].clone()).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    life.set_members(&group, &members).await;
    life.agree().await;
}

async fn refunded(life: &mut Life, cast: &mut Cast) {
    life.step("a part of a payment is given back, then the rest");
    life.until(day(2027, 8, 5), (9, 0)).await;
    let key = Life::month(&cast["anna laptop"], 6);
    life.refund(&key, Some(5_000)).await;
    life.agree().await;
    life.until(day(2027, 8, 9), (9, 0)).await;
    life.refund(&key, None).await;
    life.refund(&Life::month(&cast["bram phone 1"], 1), Some(1_237))
        .await;
    life.agree().await;
}

async fn swapped(life: &mut Life, cast: &mut Cast) {
    life.step("a laptop is swapped for a station at once");
    life.until(day(2027, 8, 12), (10, 0)).await;
    let old = cast["anna laptop"].clone();
    let new = life.upgrade(&old, ("S-1", STATION), (24, 17_777)).await;
    cast.insert("anna station", new);
    life.agree().await;

    life.step("a part of a group's payment is given back");
    life.until(day(2027, 8, 18), (9, 0)).await;
    let key = consolidated_key(&cast["cora group"], "2027-07");
    life.refund(&key, Some(10_000)).await;
    life.agree().await;

    life.step("a broken phone is replaced");
    life.until(day(2027, 8, 20), (10, 0)).await;
    life.replace(&cast["bram phone 1"], ("P-4", PHONE)).await;
    life.agree().await;
}

async fn sold(life: &mut Life, cast: &mut Cast) {
    life.step("what a month-to-month phone asks for, a person decides");
    life.until(day(2027, 8, 30), (9, 0)).await;
    life.choose(|rules| {
        rules.contract_end = ContractEnd::RequireAction;
        rules.buyout = Buyout::RemainingAndListPrice(125_000);
    })
    .await;
    life.until(day(2027, 9, 2), (9, 0)).await;
    life.complete(&cast["dirk phone"]).await;
    life.agree().await;

    life.step("a desk is bought at the calculated price");
    life.until(day(2027, 9, 30), (17, 0)).await;
    life.buy_out(&cast["bram desk"], None).await;
    life.agree().await;

    life.step("a phone is bought at another price, just after midnight");
    life.until(day(2027, 10, 1), (0, 3)).await;
    life.buy_out(&cast["bram phone 2"], Some(9_995)).await;
    life.agree().await;
}

async fn returned(life: &mut Life, cast: &mut Cast) {
    life.step("two laptops for Elsa");
    life.until(day(2027, 10, 20), (9, 0)).await;
    life.choose(|rules| rules.early_return.grace_days = 14)
        .await;
    let order = life.order(ELSA, &[(LAPTOP, 2, 6), (PHONE, 2, 6)]).await;
    for (name, serial, sku) in [
        ("elsa laptop 1", "L-4", LAPTOP),
        ("elsa laptop 2", "L-5", LAPTOP),
        ("elsa phone 1", "P-5", PHONE),
        ("elsa phone 2", "P-6", PHONE),
    ] {
        cast.insert(name, life.rent(&order, serial, sku).await);
    }
    life.step("one is back within the days of grace, as summer time ends");
    life.until(day(2027, 10, 31), (0, 30)).await;
    life.return_early(&cast["elsa laptop 1"], None).await;
    life.agree().await;

    life.step("the other a month later, for half of what is to come");
    life.until(day(2027, 11, 30), (23, 40)).await;
    life.return_early(&cast["elsa laptop 2"], None).await;
    life.agree().await;

    life.step("a phone for a part of what is to come, with the running month");
    life.choose(|rules| {
        rules.early_return.fee = EarlyFee::Remaining(333_300);
        rules.early_return.current_month = true;
    })
    .await;
    life.until(day(2027, 12, 5), (9, 0)).await;
    life.return_early(&cast["elsa phone 1"], None).await;
    life.choose(|rules| rules.early_return.partial_month_up = false)
        .await;
    life.return_early(&cast["elsa phone 2"], Some(777)).await;
    life.agree().await;
}

async fn upgraded_by_order(life: &mut Life, cast: &mut Cast) {
    life.step("an upgrade order waits");
    life.choose(|rules| rules.outcomes = vec![Outcome::Decline, Outcome::Succeed])
        .await;
    let old = cast["bram phone 1"].clone();
    let contract = &life.books.contracts[&old];
    let details = json!({
        "previousDevice": "The PHONE", "previousSerialNumber": contract.serial,
        "previousMonthlyAmount": life.books.currency.json(contract.monthly),
        "previousRentalId": old, "upgradeReason": "A better one",
    });
    let more = json!({"orderType": "upgrade", "upgradeDetails": details});
    let order = life.order_with(BRAM, &[(LAPTOP, 1, 12)], more).await;
    life.confirm(&order).await;
    life.agree().await;

    life.step("the upgrade order is fulfilled on New Year's Eve");
    life.until(day(2027, 12, 31), (0, 15)).await;
    life.stock("L-6", LAPTOP).await;
    let new = life.fulfil(&order, "L-6", Begins::default()).await;
    cast.insert("bram laptop", new);
    life.agree().await;

    life.step("a leap year begins");
    life.until(day(2028, 1, 1), (9, 0)).await;
    let order = life.order(ANNA, &[(DESK, 1, 12)]).await;
    cast.insert("anna desk", life.rent(&order, "D-5", DESK).await);
    life.agree().await;
}
