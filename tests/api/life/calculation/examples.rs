//! The calculation against tables made by hand, and against the samples of contract section 5.
use super::{
    Begins, Books, Device, Ending, NewOrder, PaymentStatus, Tier,
    calendar::{Day, Zone, day},
    money::{EUR, Tax},
    rules::{Buyout, Cycle, EarlyFee, LateFee, Outcome, Start, Terms},
};

const SKU: &str = "LAPTOP";

/// Books of a tenant that rents a laptop from a day on, as it is that morning.
fn rented(start: Day, months: i64, change: impl FnOnce(&mut Books)) -> Books {
    let tax = Tax {
        rate: 210_000,
        inclusive: false,
    };
    let now = Zone::Amsterdam.minute(start, (9, 0));
    let mut books = Books::new(Zone::Amsterdam, (EUR, tax), now);
    let (monthly, setup) = (12_900, 0);
    books.tiers.insert((SKU, months), Tier { monthly, setup });
    let device = Device {
        list_price: 284_000,
        cost: 180_000,
    };
    books.devices.insert(SKU, device);
    change(&mut books);
    let order = NewOrder {
        customer: "c".to_owned(),
        terms: Terms::Immediate,
        items: vec![(SKU, 1, months)],
        group: None,
        upgrades: None,
        extends: None,
    };
    books.place("o".to_owned(), order);
    books.stock("SN", SKU);
    books.fulfil("s", ("o", "SN"), Begins::default());
    books
}

fn pass_until(books: &mut Books, day: Day) {
    while books.today() < day {
        books.now = Zone::Amsterdam.minute(books.today().plus_days(1), (0, 20));
        books.run_day();
    }
}

fn dues(books: &Books) -> Vec<String> {
    let mut dues: Vec<Day> = books.payments.values().map(|one| one.due).collect();
    dues.sort_unstable();
    dues.iter().map(Day::to_string).collect()
}

#[test]
fn payments_fall_due_as_written_down_by_hand() {
    for (start, cycle, billing, expected) in [
        (
            day(2027, 1, 31),
            Cycle::SubscriptionStart,
            Start::Immediate,
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"],
        ),
        (
            day(2027, 11, 30),
            Cycle::SubscriptionStart,
            Start::SameDayNextMonth,
            ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"],
        ),
        (
            day(2027, 11, 15),
            Cycle::SubscriptionStart,
            Start::FirstOfNextMonth,
            ["2027-12-01", "2028-01-01", "2028-02-01", "2028-03-01"],
        ),
        (
            day(2027, 11, 15),
            Cycle::FixedDay(5),
            Start::Immediate,
            ["2027-12-05", "2028-01-05", "2028-02-05", "2028-03-05"],
        ),
        (
            day(2028, 1, 31),
            Cycle::Every30Days,
            Start::Immediate,
            ["2028-01-31", "2028-03-01", "2028-03-31", "2028-04-30"],
        ),
    ] {
        let books = rented(start, 4, |books| {
            (books.rules.cycle, books.rules.start) = (cycle, billing);
        });
        assert_eq!(dues(&books), expected, "{start} {cycle:?} {billing:?}");
    }
}

#[test]
fn an_extension_ends_where_the_whole_contract_would() {
    let mut books = rented(day(2027, 8, 31), 4, |_| ());
    assert_eq!(books.contracts["s"].end, day(2027, 12, 31));
    books.extend("s", 2, Some(10_000));
    assert_eq!(books.contracts["s"].end, day(2028, 2, 29));
    let rates: Vec<i64> = (1..=6)
        .map(|n| books.payments[&format!("s:monthly:{n}")].amount.subtotal)
        .collect();
    assert_eq!(rates, [12_900, 12_900, 12_900, 12_900, 10_000, 10_000]);
}

#[test]
fn the_samples_of_the_contract_hold() {
    let mut books = rented(day(2025, 1, 1), 24, |books| {
        books.rules.buyout = Buyout::RemainingMonths;
    });
    books.now = Zone::Amsterdam.minute(day(2026, 8, 15), (9, 0));
    assert_eq!(books.buyout_price("s"), (51_600, 4));
    books.rules.buyout = Buyout::RemainingAndListPrice(50_000);
    assert_eq!(books.buyout_price("s"), (65_800, 4));
    books.rules.buyout = Buyout::ListPrice(50_000);
    assert_eq!(books.buyout_price("s"), (14_200, 4));
    assert_eq!(books.early_return_fee("s").amount, 25_800);
    books.rules.early_return.current_month = true;
    assert_eq!(books.early_return_fee("s").amount, 32_250);
    books.rules.early_return.partial_month_up = false;
    assert_eq!(books.early_return_fee("s").amount, 25_800);
    books.rules.early_return.fee = EarlyFee::Flat(9_900);
    assert_eq!(books.early_return_fee("s").amount, 9_900);
    books.rules.early_return.grace_days = 591;
    assert_eq!(books.early_return_fee("s").days_from_start, 591);
    assert_eq!(books.early_return_fee("s").amount, 0);
    books.end("s", Ending::Cancelled);
    let cancelled = books.payments.values();
    let cancelled = cancelled.filter(|one| one.status == PaymentStatus::Cancelled);
    assert_eq!(cancelled.count(), 4);
}

#[test]
fn attempts_and_fees_come_on_their_days() {
    let mut books = rented(day(2027, 3, 25), 1, |books| {
        books.rules.sandbox = true;
        books.rules.outcomes = vec![Outcome::Decline];
        (books.rules.retries, books.rules.retry_days) = (1, 3);
        books.rules.late_fee = LateFee::Flat {
            fee: 500,
            grace_days: 4,
        };
    });
    let mut seen = Vec::new();
    for on in 25..=31 {
        pass_until(&mut books, day(2027, 3, on));
        let payment = &books.payments["s:monthly:1"];
        seen.push((payment.attempts, payment.total()));
    }
    // The first night is that after the start; summer time begins on the 28th.
    let (plain, late) = (15_609, 16_109);
    let expected = [
        (0, plain),
        (1, plain),
        (1, plain),
        (1, plain),
        (2, plain),
        (2, late),
        (2, late),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_group_asks_on_its_day_for_what_has_begun() {
    let mut books = rented(day(2027, 1, 20), 3, |_| ());
    books.found("g", ("c", 15), &["s".to_owned()]);
    pass_until(&mut books, day(2027, 2, 20));
    let bill = &books.payments["g:consolidated:2027-02"];
    assert_eq!(bill.due, day(2027, 2, 15));
    assert_eq!(bill.parts, ["s:monthly:1"]);
    assert_eq!(bill.amount.total, 15_609);
    assert_eq!(books.payments["s:monthly:2"].status, PaymentStatus::Pending);
}
