//! Shorter lives with other money, tax and clocks: New York, whose prices contain a tax of 8.875 % and
//! whose days end when the next one has begun in UTC, and Tokyo, whose money has no decimals.
use super::{
    acts::Person,
    calculation::{
        Begins, Buyout, ContractEnd, Device, EarlyFee, LateFee, Outcome, Start, Terms,
        calendar::{Zone, day},
        money::{JPY, Tax, USD},
    },
    tenant::{Discount, Life, Product},
};

const CAMERA: &str = "CAMERA";
const TRIPOD: &str = "TRIPOD";

const KIM: Person = Person {
    email: "kim@example.com",
    terms: Terms::Immediate,
};
const LEE: Person = Person {
    email: "lee@example.com",
    terms: Terms::Net30,
};

#[tokio::test]
async fn a_winter_in_new_york_is_as_calculated() {
    let tax = Tax {
        rate: 88_750,
        inclusive: true,
    };
    // Twenty to midnight: in UTC the next day has begun.
    let night = (Zone::NewYork, (23, 40));
    let mut life = Life::open(night, (USD, tax), (day(2027, 9, 30), (20, 30))).await;
    let device = Device {
        list_price: 79_999,
        cost: 54_321,
    };
    let tiers = &[
        (1, 4_444, 999, Discount::Nothing),
        (3, 3_333, 0, Discount::Nothing),
        (6, 2_999, 1_501, Discount::Fixed(100)),
    ];
    let sku = CAMERA;
    life.offer(Product { sku, device, tiers }).await;
    new_york_autumn(&mut life).await;
    new_york_spring(&mut life).await;
    life.end().await;
}

async fn new_york_autumn(life: &mut Life) {
    life.step("half past eight in the evening of the last day of September");
    let order = life.order(KIM, &[(CAMERA, 2, 3), (CAMERA, 2, 6)]).await;
    let first = life.rent(&order, "C-1", CAMERA).await;
    assert_eq!(life.books.contracts[&first].start, day(2027, 9, 30));
    life.agree().await;
    life.choose(|rules| {
        rules.sandbox = true;
        rules.contract_end = ContractEnd::RenewSameTerm;
        rules.buyout = Buyout::ListPrice(333_333);
        rules.early_return.fee = EarlyFee::Flat(2_500);
        rules.outcomes = vec![Outcome::Decline, Outcome::Timeout];
        (rules.retries, rules.retry_days) = (1, 7);
    })
    .await;
    life.until(day(2027, 10, 31), (22, 0)).await;
    let second = life.rent(&order, "C-2", CAMERA).await;
    let third = life.rent(&order, "C-3", CAMERA).await;
    life.agree().await;

    life.step("an extension in the hour that comes twice");
    life.until(day(2027, 11, 7), (1, 30)).await;
    life.extend(&second, 2, Some(3_001)).await;
    life.agree().await;
    life.until(day(2027, 11, 30), (23, 59)).await;
    life.agree().await;

    life.step("a third of the list price, and a flat fee");
    life.buy_out(&second, None).await;
    life.until(day(2027, 12, 15), (23, 30)).await;
    life.return_early(&third, None).await;
    life.agree().await;
}

async fn new_york_spring(life: &mut Life) {
    life.step("a business, and no fee any more");
    life.choose(|rules| {
        rules.outcomes = vec![Outcome::Decline];
        rules.early_return.fee = EarlyFee::Free;
        rules.buyout = Buyout::Flat(12_345);
        rules.late_fee = LateFee::Percentage {
            part: 15_000,
            grace_days: 2,
        };
    })
    .await;
    let order = life.order(LEE, &[(CAMERA, 2, 1), (CAMERA, 1, 6)]).await;
    life.until(day(2028, 1, 31), (21, 0)).await;
    let first = life.rent(&order, "C-4", CAMERA).await;
    life.stock("C-5", CAMERA).await;
    let begins = Begins {
        on: None,
        billing: Some(Start::FirstOfNextMonth),
    };
    let second = life.fulfil(&order, "C-5", begins).await;
    life.agree().await;
    life.until(day(2028, 2, 29), (23, 30)).await;
    life.agree().await;

    life.step("the hour before summer time");
    life.until(day(2028, 3, 12), (1, 59)).await;
    life.return_early(&second, None).await;
    life.agree().await;
    life.until(day(2028, 3, 31), (20, 0)).await;
    life.buy_out(&first, None).await;
}

#[tokio::test]
async fn a_spring_in_tokyo_is_as_calculated() {
    let tax = Tax {
        rate: 100_000,
        inclusive: false,
    };
    let night = (Zone::Tokyo, (0, 10));
    let mut life = Life::open(night, (JPY, tax), (day(2027, 12, 31), (8, 0))).await;
    let device = Device {
        list_price: 45_678,
        cost: 33_335,
    };
    let tiers = &[
        (2, 3_335, 505, Discount::Nothing),
        (12, 2_345, 0, Discount::Percent(20)),
    ];
    let sku = TRIPOD;
    life.offer(Product { sku, device, tiers }).await;
    life.choose(|rules| {
        rules.sandbox = true;
        rules.contract_end = ContractEnd::Terminate;
        rules.early_return.fee = EarlyFee::Remaining(125_000);
        rules.early_return.current_month = true;
        rules.start = Start::FirstOfNextMonth;
    })
    .await;

    life.step("eight in the morning of New Year's Eve: in UTC the evening before");
    let order = life.order(LEE, &[(TRIPOD, 2, 2), (TRIPOD, 1, 12)]).await;
    let first = life.rent(&order, "T-1", TRIPOD).await;
    life.agree().await;
    life.until(day(2028, 1, 10), (0, 5)).await;
    life.rent(&order, "T-2", TRIPOD).await;
    let third = life.rent(&order, "T-3", TRIPOD).await;
    life.until(day(2028, 2, 29), (7, 0)).await;
    assert!(!life.books.contracts[&first].is_active());
    life.agree().await;

    life.step("a refund that is a part of a coin's tax, and a return for an eighth");
    life.until(day(2028, 3, 20), (7, 0)).await;
    life.refund(&Life::month(&first, 1), Some(333)).await;
    life.return_early(&third, None).await;
    life.agree().await;
    life.until(day(2028, 5, 1), (7, 0)).await;
    life.end().await;
}
