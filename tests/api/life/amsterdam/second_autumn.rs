//! July 2028 to January 2029: renewals, cancellations, a group that empties, terms that end.
use super::{Cast, DESK, DIRK, LAPTOP, PHONE, STATION};
use crate::life::{
    calculation::{Buyout, ContractEnd, LateFee, Outcome, Terms, calendar::day, consolidated_key},
    tenant::Life,
};

pub async fn play(life: &mut Life, cast: &mut Cast) {
    renewed(life, cast).await;
    cancelled(life, cast).await;
    asked(life, cast).await;
    ended_at_two_rates(life, cast).await;
    terminated(life, cast).await;
}

async fn renewed(life: &mut Life, cast: &mut Cast) {
    life.step("contracts go on for their term");
    life.until(day(2028, 8, 31), (9, 0)).await;
    life.agree().await;
    assert_eq!(life.books.contracts[&cast["anna station"]].length, 24);
    assert_eq!(life.books.contracts[&cast["bram laptop 2"]].length, 12);
}

async fn cancelled(life: &mut Life, cast: &mut Cast) {
    life.step("a contract is called off in the night");
    life.until(day(2028, 9, 15), (0, 1)).await;
    life.cancel(&cast["bram laptop 2"]).await;
    life.agree().await;

    life.step("a laptop of the group is swapped for a station");
    life.until(day(2028, 9, 18), (9, 0)).await;
    let old = cast["cora laptop 2"].clone();
    let new = life.upgrade(&old, ("S-2", STATION), (12, 23_232)).await;
    cast.insert("cora station", new);
    life.agree().await;

    life.step("the group loses members");
    life.until(day(2028, 9, 20), (9, 0)).await;
    let keeps = ["cora laptop 1", "cora station"].map(|name| cast[name].clone());
    let keeps = [keeps[0].as_str(), keeps[1].as_str()];
    life.set_members(&cast["cora group"], &keeps).await;
    life.change_terms(keeps[0], Terms::Net14).await;
    life.agree().await;
}

async fn ended_at_two_rates(life: &mut Life, cast: &mut Cast) {
    life.step("what is still to come costs what it was laid at");
    life.choose(|rules| {
        rules.buyout = Buyout::RemainingMonths;
        rules.early_return.partial_month_up = true;
    })
    .await;
    life.until(day(2028, 12, 29), (9, 0)).await;
    let phone = cast["elsa phone 3"].clone();
    life.mark_paid(&Life::month(&phone, 14)).await;
    life.cancel_payment(&Life::month(&phone, 15)).await;
    assert_eq!(life.books.buyout_price(&phone), (3_645 + 2 * 4_005, 3));
    life.buy_out(&cast["elsa phone 3"], None).await;
    life.return_early(&cast["elsa desk"], None).await;
    life.agree().await;
}

async fn asked(life: &mut Life, cast: &mut Cast) {
    life.step("a person is asked what becomes of a term that is over");
    life.choose(|rules| rules.contract_end = ContractEnd::RequireAction)
        .await;
    life.until(day(2028, 9, 21), (9, 0)).await;
    let order = life.order(DIRK, &[(PHONE, 1, 3), (DESK, 1, 12)]).await;
    cast.insert("dirk phone 3", life.rent(&order, "P-11", PHONE).await);
    cast.insert("dirk desk", life.rent(&order, "D-7", DESK).await);
    life.agree().await;

    life.step("the group is switched off for a billing day");
    life.until(day(2028, 11, 20), (9, 0)).await;
    life.switch_group(&cast["cora group"], false).await;
    life.agree().await;
    life.until(day(2028, 12, 20), (9, 0)).await;
    life.switch_group(&cast["cora group"], true).await;
    life.until(day(2028, 12, 22), (9, 0)).await;
    life.agree().await;
    let missed = consolidated_key(&cast["cora group"], "2028-12");
    assert_eq!(life.books.payments[&missed].due, day(2028, 12, 29));

    life.step("a person was asked what becomes of a phone");
    life.until(day(2028, 12, 28), (9, 0)).await;
    life.agree().await;
    assert!(life.books.contracts[&cast["dirk phone 3"]].is_asked);

    life.step("who was asked extends, a week after the end");
    life.extend(&cast["dirk phone 3"], 1, Some(5_555)).await;
    life.agree().await;
}

async fn terminated(life: &mut Life, cast: &mut Cast) {
    life.step("terms that are over end the contract");
    life.choose(|rules| {
        rules.contract_end = ContractEnd::Terminate;
        rules.outcomes = vec![Outcome::Decline, Outcome::Decline, Outcome::Succeed];
        rules.retry_days = 1;
        rules.late_fee = LateFee::Flat {
            fee: 250,
            grace_days: 0,
        };
    })
    .await;
    life.until(day(2029, 1, 5), (9, 0)).await;
    life.agree().await;
    assert!(!life.books.contracts[&cast["anna desk"]].is_active());

    life.step("the last laptop of the group is bought");
    life.until(day(2029, 1, 20), (9, 0)).await;
    life.buy_out(&cast["cora laptop 1"], None).await;
    let order = life.order(DIRK, &[(LAPTOP, 1, 24)]).await;
    life.rent(&order, "L-9", LAPTOP).await;
    life.agree().await;

    life.step("the group is gone, its last bill is not");
    life.until(day(2029, 1, 22), (9, 0)).await;
    life.delete_group(&cast["cora group"]).await;
    life.agree().await;
}
