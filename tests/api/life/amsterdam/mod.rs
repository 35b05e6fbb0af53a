//! Two years of a tenant in Amsterdam, from a month's end over a leap day and four changes of the
//! clocks: euros, 21 % on top, people and businesses.
mod first_autumn;
mod first_spring;
mod second_autumn;
mod second_spring;

use std::collections::BTreeMap;

use super::{
    acts::Person,
    calculation::{
        ContractStatus, Device, Payment, PaymentStatus, Terms,
        calendar::{Zone, day},
        money::{EUR, Tax},
    },
    tenant::{Discount, Life, Product},
};

/// Contracts, orders and groups by the names the story gives them.
type Cast = BTreeMap<&'static str, String>;

const LAPTOP: &str = "LAPTOP";
const STATION: &str = "STATION";
const PHONE: &str = "PHONE";
const DESK: &str = "DESK";

const fn person(email: &'static str, terms: Terms) -> Person {
    Person { email, terms }
}

const ANNA: Person = person("anna@example.com", Terms::Immediate);
const BRAM: Person = person("bram@example.com", Terms::Net14);
const CORA: Person = person("cora@example.com", Terms::Net30);
const DIRK: Person = person("dirk@example.com", Terms::Immediate);
const ELSA: Person = person("elsa@example.com", Terms::Net7);

/// What it rents out.
async fn offer(life: &mut Life) {
    let device = |list_price, cost| Device { list_price, cost };
    for (sku, device, tiers) in [
        (
            LAPTOP,
            device(249_900, 180_000),
            &[
                (6, 19_900, 2_500, Discount::Nothing),
                (12, 15_900, 0, Discount::Nothing),
                (24, 12_900, 0, Discount::Fixed(905)),
            ][..],
        ),
        (
            STATION,
            device(349_900, 265_050),
            &[
                (12, 23_333, 0, Discount::Nothing),
                (24, 18_750, 4_999, Discount::Nothing),
            ],
        ),
        (
            PHONE,
            device(89_900, 65_000),
            &[
                (3, 5_999, 1_250, Discount::Nothing),
                (6, 4_545, 0, Discount::Nothing),
                (12, 4_050, 0, Discount::Percent(10)),
            ],
        ),
        (
            DESK,
            device(42_000, 31_000),
            &[
                (12, 2_499, 0, Discount::Nothing),
                (24, 1_995, 0, Discount::Nothing),
            ],
        ),
    ] {
        life.offer(Product { sku, device, tiers }).await;
    }
}

#[tokio::test]
async fn two_years_are_as_calculated() {
    let tax = Tax {
        rate: 210_000,
        inclusive: false,
    };
    // Each night at twenty past midnight: in UTC it is still the day before.
    let night = (Zone::Amsterdam, (0, 20));
    let opening = (day(2027, 1, 31), (9, 0));
    let mut life = Life::open(night, (EUR, tax), opening).await;
    offer(&mut life).await;
    let mut cast = Cast::new();
    first_spring::play(&mut life, &mut cast).await;
    first_autumn::play(&mut life, &mut cast).await;
    second_spring::play(&mut life, &mut cast).await;
    second_autumn::play(&mut life, &mut cast).await;
    life.until(day(2029, 1, 31), (23, 59)).await;
    life.end().await;
    much_happened(&life);
}

/// Fails unless the story had something of everything.
fn much_happened(life: &Life) {
    let (contracts, payments) = (&life.books.contracts, &life.books.payments);
    for status in [
        ContractStatus::Active,
        ContractStatus::Cancelled,
        ContractStatus::Completed,
        ContractStatus::BoughtOut,
        ContractStatus::Upgraded,
        ContractStatus::ReturnedEarly,
    ] {
        let some = contracts.values().any(|one| one.status == status);
        assert!(some, "no contract is {status:?}");
    }
    let has = |what: &str, is: fn(&Payment) -> bool| {
        assert!(payments.values().any(is), "no payment {what}");
    };
    has("is pending", |one| one.status == PaymentStatus::Pending);
    has("failed for good", |one| one.status == PaymentStatus::Failed);
    has("came at the third attempt", |one| {
        one.attempts == 3 && one.paid_at.is_some()
    });
    has("was marked by hand", |one| one.marked);
    has("was given back in part", |one| {
        0 < one.refunded && one.refunded < one.total()
    });
    has("was given back", |one| one.refunded == one.total());
    has("cost a late fee", |one| one.late_fee.is_some());
    has("asks for many", |one| one.parts.len() > 5);
    has("of a group was called off", |one| {
        !one.parts.is_empty() && one.status == PaymentStatus::Cancelled
    });
    has("is of a leap day", |one| one.due == day(2028, 2, 29));
    assert!(contracts.values().any(|one| !one.replacements.is_empty()));
    assert!(contracts.values().any(|one| one.extensions.len() > 2));
    assert!(contracts.len() >= 20, "only {} contracts", contracts.len());
    assert!(payments.len() >= 400, "only {} payments", payments.len());
    assert!(life.compared > 200_000, "only {} fields", life.compared);
}
