//! January to June 2027: the first orders, billing starts, collecting begins, declines and late fees.
use super::{ANNA, BRAM, CORA, Cast, DESK, DIRK, LAPTOP, PHONE};
use crate::life::{
    calculation::{Begins, ContractEnd, LateFee, Outcome, PaymentStatus, Start, calendar::day},
    tenant::Life,
};

pub async fn play(life: &mut Life, cast: &mut Cast) {
    orders(life, cast).await;
    paid_by_hand(life, cast).await;
    collected(life, cast).await;
    declined(life, cast).await;
    late(life, cast).await;
    late_to_the_day(life, cast).await;
}

async fn orders(life: &mut Life, cast: &mut Cast) {
    life.step("a laptop from the last day of January");
    let order = life.order(ANNA, &[(LAPTOP, 1, 12)]).await;
    cast.insert("anna laptop", life.rent(&order, "L-1", LAPTOP).await);
    life.agree().await;

    life.step("a business orders phones and a desk; one phone is there");
    let order = life
        .order(BRAM, &[(PHONE, 2, 6), (DESK, 1, 12), (PHONE, 1, 12)])
        .await;
    life.confirm(&order).await;
    cast.insert("bram phone 1", life.rent(&order, "P-1", PHONE).await);
    cast.insert("bram order", order.clone());
    life.agree().await;

    life.step("its second phone, five past midnight on the first of February");
    life.until(day(2027, 2, 1), (0, 5)).await;
    life.stock("P-2", PHONE).await;
    let begins = Begins {
        on: None,
        billing: Some(Start::FirstOfNextMonth),
    };
    cast.insert("bram phone 2", life.fulfil(&order, "P-2", begins).await);
    life.agree().await;

    life.step("its desk since two days, billed from the same day next month");
    life.stock("D-1", DESK).await;
    let begins = Begins {
        on: Some(day(2027, 1, 30)),
        billing: Some(Start::SameDayNextMonth),
    };
    cast.insert("bram desk", life.fulfil(&order, "D-1", begins).await);
    life.agree().await;

    life.step("an order for later, and one that is called off");
    let order = life.order(CORA, &[(DESK, 3, 24), (LAPTOP, 2, 24)]).await;
    cast.insert("cora order", order);
    let order = life.order(DIRK, &[(LAPTOP, 1, 6)]).await;
    life.cancel_order(&order).await;
    life.agree().await;
}

async fn paid_by_hand(life: &mut Life, cast: &mut Cast) {
    life.step("payments are marked by hand");
    life.until(day(2027, 2, 10), (11, 0)).await;
    life.mark_paid(&Life::month(&cast["anna laptop"], 1)).await;
    life.mark_paid(&Life::month(&cast["bram phone 1"], 1)).await;
    life.agree().await;

    life.step("a phone from the last day of February, ordered before");
    let order = life.order(DIRK, &[(PHONE, 1, 3)]).await;
    life.stock("P-3", PHONE).await;
    let begins = Begins {
        on: Some(day(2027, 2, 28)),
        billing: None,
    };
    cast.insert("dirk phone", life.fulfil(&order, "P-3", begins).await);
    life.agree().await;

    life.step("two of three desks on the last day of February");
    life.until(day(2027, 2, 28), (16, 0)).await;
    let order = cast["cora order"].clone();
    cast.insert("cora desk 1", life.rent(&order, "D-2", DESK).await);
    cast.insert("cora desk 2", life.rent(&order, "D-3", DESK).await);
    life.agree().await;
}

async fn collected(life: &mut Life, cast: &mut Cast) {
    life.step("the sandbox collects from March on");
    life.choose(|rules| rules.sandbox = true).await;
    life.until(day(2027, 3, 15), (10, 0)).await;
    life.agree().await;

    life.step("the last desk and a laptop");
    let order = cast["cora order"].clone();
    cast.insert("cora desk 3", life.rent(&order, "D-4", DESK).await);
    cast.insert("cora laptop 1", life.rent(&order, "L-2", LAPTOP).await);
    life.agree().await;

    life.step("an extension at a new rate in the night in which summer time begins");
    life.until(day(2027, 3, 28), (0, 10)).await;
    life.extend(&cast["bram phone 1"], 6, Some(4_100)).await;
    life.agree().await;
    life.step("an extension at the old rate, half past three in that night");
    life.until(day(2027, 3, 28), (3, 30)).await;
    life.extend(&cast["bram phone 2"], 3, None).await;
    life.agree().await;
}

async fn declined(life: &mut Life, cast: &mut Cast) {
    life.step("the bank says no once");
    life.until(day(2027, 3, 29), (12, 0)).await;
    life.choose(|rules| {
        rules.outcomes = vec![Outcome::Decline, Outcome::Succeed];
        (rules.retries, rules.retry_days) = (2, 3);
    })
    .await;
    life.until(day(2027, 4, 2), (12, 0)).await;
    life.agree().await;
    life.until(day(2027, 4, 12), (12, 0)).await;
    life.agree().await;

    life.step("the bank says no for good, until a person tries again");
    life.choose(|rules| rules.outcomes = vec![Outcome::Decline])
        .await;
    life.until(day(2027, 5, 10), (12, 0)).await;
    life.agree().await;
    life.choose(|rules| rules.outcomes = vec![]).await;
    life.retry(&Life::month(&cast["anna laptop"], 4)).await;
    life.agree().await;

    life.step("the bank does not answer");
    life.choose(|rules| rules.outcomes = vec![Outcome::Timeout])
        .await;
    life.until(day(2027, 5, 16), (12, 0)).await;
    life.agree().await;
    life.choose(|rules| rules.outcomes = vec![]).await;
}

async fn late(life: &mut Life, cast: &mut Cast) {
    life.step("who is late pays a fee");
    life.choose(|rules| {
        rules.late_fee = LateFee::Flat {
            fee: 1_500,
            grace_days: 5,
        };
        rules.contract_end = ContractEnd::RenewMonthly;
    })
    .await;
    life.until(day(2027, 5, 17), (12, 0)).await;
    life.agree().await;
    let late = life.books.payments.values();
    assert!(late.filter(|one| one.late_fee.is_some()).count() >= 2);

    life.step("a late payment comes in, another is called off");
    let failed = failed(life);
    life.mark_paid(&failed[0]).await;
    life.cancel_payment(&failed[1]).await;
    life.agree().await;

    life.step("a phone is rented on from month to month");
    life.until(day(2027, 5, 31), (0, 30)).await;
    life.agree().await;
    assert_eq!(
        life.books.contracts[&cast["dirk phone"]].extensions.len(),
        1
    );
    assert_eq!(life.books.contracts[&cast["dirk phone"]].length, 4);
}

/// The fee comes on the day after the days of grace, not before.
async fn late_to_the_day(life: &mut Life, cast: &mut Cast) {
    life.step("the bank says no to June's payments");
    life.choose(|rules| {
        rules.late_fee = LateFee::Percentage {
            part: 25_000,
            grace_days: 2,
        };
        rules.outcomes = vec![Outcome::Decline];
        rules.retries = 0;
    })
    .await;
    life.until(day(2027, 6, 2), (12, 0)).await;
    let key = Life::month(&cast["bram phone 2"], 4);
    life.until(day(2027, 6, 15), (12, 0)).await;
    assert_eq!(life.books.payments[&key].due, day(2027, 6, 15));
    for on in 16..=18 {
        life.step(&format!("June {on}: grace until the 17th"));
        life.until(day(2027, 6, on), (12, 0)).await;
        life.agree().await;
        let fee = life.books.payments[&key].late_fee;
        assert_eq!(fee.is_some(), on == 18, "June {on}");
    }
    life.choose(|rules| (rules.outcomes, rules.retries) = (vec![], 2))
        .await;
    life.retry(&key).await;
    life.agree().await;
}

/// Keys of payments that failed.
fn failed(life: &Life) -> Vec<String> {
    let failed = life
        .books
        .payments
        .iter()
        .filter(|(_, payment)| payment.status == PaymentStatus::Failed);
    failed.map(|(key, _)| key.clone()).collect()
}
