//! January to June 2028: an extension order, a group's bill called off, other billing cycles, a leap
//! day.
use serde_json::json;

use super::{ANNA, BRAM, CORA, Cast, DESK, DIRK, ELSA, LAPTOP, PHONE};
use crate::life::{
    calculation::{
        Begins, ContractEnd, Cycle, LateFee, Outcome, Start, calendar::day, consolidated_key,
    },
    tenant::Life,
};

pub async fn play(life: &mut Life, cast: &mut Cast) {
    extended_by_order(life, cast).await;
    bill_called_off(life, cast).await;
    other_cycles(life, cast).await;
    leap_day(life, cast).await;
    renewed(life, cast).await;
}

async fn extended_by_order(life: &mut Life, cast: &mut Cast) {
    life.step("two desks are extended by an order");
    life.until(day(2028, 1, 10), (9, 0)).await;
    life.choose(|rules| {
        rules.outcomes = vec![];
        rules.contract_end = ContractEnd::RenewSameTerm;
        rules.late_fee = LateFee::Nothing;
    })
    .await;
    let desk = &life.books.contracts[&cast["cora desk 1"]];
    let details = json!({
        "originalOrderId": desk.order, "extensionMonths": 6,
        "previousEndDate": desk.end.to_string(),
        "newEndDate": desk.end.plus_months(6).to_string(),
    });
    let more = json!({"orderType": "extension", "extensionDetails": details});
    let order = life.order_with(CORA, &[(DESK, 2, 12)], more).await;
    life.agree().await;
    life.confirm(&order).await;
    life.agree().await;
    let lengths = ["cora desk 1", "cora desk 2", "cora desk 3"];
    let lengths = lengths.map(|name| life.books.contracts[&cast[name]].length);
    assert_eq!(lengths, [30, 30, 24]);
}

async fn bill_called_off(life: &mut Life, cast: &mut Cast) {
    life.step("a group's bill is called off, and its parts are billed the next month");
    life.until(day(2028, 1, 16), (9, 0)).await;
    let group = cast["cora group"].clone();
    let bill = consolidated_key(&group, "2028-01");
    life.cancel_payment(&bill).await;
    life.agree().await;
    life.until(day(2028, 2, 16), (9, 0)).await;
    life.agree().await;
    let bill = &life.books.payments[&consolidated_key(&group, "2028-02")];
    assert!(bill.parts.len() >= 6, "{} lines", bill.parts.len());
}

async fn other_cycles(life: &mut Life, cast: &mut Cast) {
    life.step("payments on the fifth of each month");
    life.choose(|rules| {
        rules.cycle = Cycle::FixedDay(5);
        rules.start = Start::SameDayNextMonth;
    })
    .await;
    let order = life.order(ELSA, &[(DESK, 1, 12), (PHONE, 1, 12)]).await;
    cast.insert("elsa desk", life.rent(&order, "D-6", DESK).await);
    life.stock("P-7", PHONE).await;
    let begins = Begins {
        on: Some(day(2028, 2, 5)),
        billing: Some(Start::Immediate),
    };
    cast.insert("elsa phone 3", life.fulfil(&order, "P-7", begins).await);
    life.agree().await;

    life.step("payments every thirty days");
    life.choose(|rules| {
        rules.cycle = Cycle::Every30Days;
        rules.start = Start::Immediate;
    })
    .await;
    let order = life.order(DIRK, &[(PHONE, 1, 6)]).await;
    cast.insert("dirk phone 2", life.rent(&order, "P-8", PHONE).await);
    life.agree().await;
    life.choose(|rules| rules.cycle = Cycle::SubscriptionStart)
        .await;
}

async fn leap_day(life: &mut Life, cast: &mut Cast) {
    life.step("a phone from the leap day, ten past midnight");
    life.until(day(2028, 2, 29), (0, 10)).await;
    let order = life.order(ANNA, &[(PHONE, 2, 12)]).await;
    cast.insert("anna phone", life.rent(&order, "P-9", PHONE).await);
    life.agree().await;
    assert_eq!(
        life.books.contracts[&cast["anna phone"]].end,
        day(2029, 2, 28)
    );

    life.step("a phone of the thirtieth of January, and a laptop of the day before the leap day");
    life.stock("P-10", PHONE).await;
    let begins = Begins {
        on: Some(day(2028, 1, 30)),
        billing: None,
    };
    life.fulfil(&order, "P-10", begins).await;
    let order = life.order(BRAM, &[(LAPTOP, 1, 6)]).await;
    life.stock("L-7", LAPTOP).await;
    let begins = Begins {
        on: Some(day(2028, 2, 28)),
        billing: None,
    };
    cast.insert("bram laptop 2", life.fulfil(&order, "L-7", begins).await);
    life.agree().await;

    life.step("the leap day's bank does not answer, then says no");
    life.choose(|rules| rules.outcomes = vec![Outcome::Timeout, Outcome::Decline])
        .await;
    life.until(day(2028, 3, 1), (12, 0)).await;
    life.agree().await;
    life.choose(|rules| rules.outcomes = vec![]).await;
}

async fn renewed(life: &mut Life, cast: &mut Cast) {
    life.step("an extension as summer time begins");
    life.until(day(2028, 3, 26), (0, 20)).await;
    life.extend(&cast["dirk phone 2"], 2, Some(4_999)).await;
    life.agree().await;

    life.step("a desk and a phone go on at other rates");
    life.until(day(2028, 4, 30), (9, 0)).await;
    life.extend(&cast["elsa desk"], 3, Some(2_801)).await;
    life.extend(&cast["elsa phone 3"], 4, Some(4_005)).await;
    life.agree().await;

    life.step("an order is fulfilled at once with the oldest devices");
    life.until(day(2028, 5, 15), (9, 0)).await;
    for (serial, sku) in [
        ("D-9", DESK),
        ("D-8", DESK),
        ("D-10", DESK),
        ("P-12", PHONE),
    ] {
        life.stock(serial, sku).await;
    }
    let order = life.order(DIRK, &[(DESK, 2, 12), (PHONE, 1, 3)]).await;
    let contracts = life.fulfil_all(&order).await;
    assert_eq!(contracts.len(), 3);
    life.agree().await;

    life.step("the second laptop of an order, a year later");
    life.until(day(2028, 5, 31), (9, 0)).await;
    let order = cast["cora order"].clone();
    cast.insert("cora laptop 3", life.rent(&order, "L-8", LAPTOP).await);
    life.agree().await;
}
