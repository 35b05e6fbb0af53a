//! The table of edge dates, and laws of the calendar.
use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::parse(name).unwrap()
}

#[test]
fn months_are_clamped_and_stick_to_the_end() {
    for (anchor, n, expected) in [
        ("2025-01-15", 1, "2025-02-15"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-01-31", 2, "2025-03-31"),
        ("2025-01-31", 3, "2025-04-30"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 6, "2025-07-31"),
        ("2025-06-30", 6, "2025-12-31"),
        ("2025-04-30", 1, "2025-05-31"),
        ("2025-04-30", 10, "2026-02-28"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2025-01-30", 2, "2025-03-30"),
        ("2025-01-29", 1, "2025-02-28"),
        ("2024-01-29", 1, "2024-02-29"),
        ("2024-02-29", 1, "2024-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 1, "2025-03-31"),
        ("2025-02-28", 36, "2028-02-29"),
        ("2024-02-28", 1, "2024-03-28"),
        ("2024-02-28", 12, "2025-02-28"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-11-30", 1, "2025-12-31"),
        ("2025-01-01", 120, "2035-01-01"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-15", 0, "2025-01-15"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("9999-11-30", 1, "9999-12-31"),
    ] {
        let got = add_months(date(anchor), n);
        assert_eq!(got, Some(date(expected)), "{anchor} + {n}");
    }
}

#[test]
fn dates_that_four_digits_cannot_write_are_none() {
    assert_eq!(add_months(date("9999-12-01"), 1), None);
    assert_eq!(add_months(date("2025-01-01"), i32::MAX), None);
    assert_eq!(add_months(date("2025-01-01"), i32::MIN), None);
    assert_eq!(add_months(NaiveDate::MAX, 0), None);
    assert_eq!(add_months(NaiveDate::MIN, 1), None);
    assert_eq!(end_date(date("2025-01-01"), u32::MAX), None);
    assert_eq!(net_days(date("9999-12-31"), 1), None);
    assert_eq!(net_days(NaiveDate::MAX, u32::MAX), None);
    assert_eq!(net_days(date("2025-01-01"), 30), Some(date("2025-01-31")));
}

/// Start and end of a day; UTC, to the minute.
fn day_of(name: &str, day: &str) -> [String; 2] {
    let (zone, day) = (zone(name), date(day));
    [zone.day_start(day), zone.day_end(day)].map(|at| {
        assert_eq!(at.timestamp() % 60, 0);
        at.format("%Y-%m-%d %H:%M").to_string()
    })
}

#[test]
fn a_day_runs_from_midnight_to_midnight() {
    for (zone, day, expected) in [
        (
            "UTC",
            "2025-06-01",
            ["2025-06-01 00:00", "2025-06-02 00:00"],
        ),
        (
            "Asia/Kolkata",
            "2025-01-01",
            ["2024-12-31 18:30", "2025-01-01 18:30"],
        ),
        (
            "Pacific/Kiritimati",
            "2025-01-01",
            ["2024-12-31 10:00", "2025-01-01 10:00"],
        ),
        (
            "America/New_York",
            "2025-12-31",
            ["2025-12-31 05:00", "2026-01-01 05:00"],
        ),
        // 23 hours, then 25.
        (
            "Europe/Amsterdam",
            "2025-03-30",
            ["2025-03-29 23:00", "2025-03-30 22:00"],
        ),
        (
            "Europe/Amsterdam",
            "2025-10-26",
            ["2025-10-25 22:00", "2025-10-26 23:00"],
        ),
    ] {
        assert_eq!(day_of(zone, day), expected, "{zone} {day}");
    }
}

#[test]
fn a_day_starts_at_its_first_instant_where_clocks_change_at_midnight() {
    for (zone, day, expected) in [
        // Clocks go from 00:00 to 01:00.
        (
            "America/Sao_Paulo",
            "2018-11-04",
            ["2018-11-04 03:00", "2018-11-05 02:00"],
        ),
        // Clocks go from 24:00 back to 23:00.
        (
            "America/Sao_Paulo",
            "2018-02-17",
            ["2018-02-17 02:00", "2018-02-18 03:00"],
        ),
        // Midnight comes twice.
        (
            "America/Havana",
            "2025-11-02",
            ["2025-11-02 04:00", "2025-11-03 05:00"],
        ),
        // A day that never was, and its neighbours.
        (
            "Pacific/Apia",
            "2011-12-29",
            ["2011-12-29 10:00", "2011-12-30 10:00"],
        ),
        (
            "Pacific/Apia",
            "2011-12-30",
            ["2011-12-30 10:00", "2011-12-30 10:00"],
        ),
        (
            "Pacific/Apia",
            "2011-12-31",
            ["2011-12-30 10:00", "2011-12-31 10:00"],
        ),
    ] {
        assert_eq!(day_of(zone, day), expected, "{zone} {day}");
    }
}

#[test]
fn today_is_the_date_there() {
    let now = instant("2025-06-30T22:30:00Z");
    for (name, expected) in [
        ("UTC", "2025-06-30"),
        ("Europe/Amsterdam", "2025-07-01"),
        ("Asia/Kolkata", "2025-07-01"),
        ("America/New_York", "2025-06-30"),
    ] {
        assert_eq!(zone(name).today(now), date(expected));
        assert_eq!(zone(name).date_when(When::Instant(now)), date(expected));
        assert_eq!(zone(name).name(), name);
    }
    let day = date("2025-01-01");
    assert_eq!(zone("Asia/Kolkata").date_when(When::Date(day)), day);
}

#[test]
fn a_zone_is_an_iana_name() {
    for name in ["", "Europe", "europe/amsterdam", "Mars/Phobos", "+02:00"] {
        assert_eq!(TimeZone::parse(name), Err(UnknownTimeZone), "{name}");
    }
    assert_eq!(TimeZone::parse("UTC"), Ok(TimeZone::UTC));
}

#[test]
fn dates_and_instants_are_told_apart() {
    let day = |text| Some(When::Date(date(text)));
    let at = |text| Some(When::Instant(instant(text)));
    for (text, expected) in [
        ("2025-01-31", day("2025-01-31")),
        ("2024-02-29", day("2024-02-29")),
        ("1900-01-01", day("1900-01-01")),
        ("9999-12-31", day("9999-12-31")),
        ("2025-01-15T10:30:00Z", at("2025-01-15T10:30:00Z")),
        ("2025-01-15T10:30:00+02:00", at("2025-01-15T08:30:00Z")),
        (
            "2025-01-15T10:30:00.1234567Z",
            at("2025-01-15T10:30:00.123456Z"),
        ),
        ("2016-12-31T23:59:60Z", at("2017-01-01T00:00:00Z")),
    ] {
        assert_eq!(parse_when(text), expected, "{text}");
    }
}

#[test]
fn what_is_neither_date_nor_instant_is_refused() {
    for text in [
        "",
        "2025",
        "2025-1-1",
        "2025-02-29",
        "2025-13-01",
        "2025-00-10",
        "2025-01-32",
        "20250101",
        "01-02-2025",
        "2025/01/01",
        "2025-01-01 ",
        " 2025-01-01",
        "+2025-01-01",
        "12025-01-01",
        "1899-12-31",
        "0000-01-01",
        "-001-01-01",
        "2025-01-01T10:30:00",
        "2025-01-01T25:00:00Z",
        "1899-12-31T23:00:00Z",
        "1900-01-01T00:00:00+05:00",
        "9999-12-31T23:59:59-05:00",
        "10000-01-01T00:00:00Z",
        "today",
        "2025-01-0١",
        "\u{661}025-01-01",
        "202\u{e9}-01-01",
    ] {
        assert_eq!(parse_when(text), None, "{text:?}");
    }
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    // 1900-01-01 to 9989-12-31, so that a hundred months more can be written.
    (693_596_i32..3_648_694).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
}

proptest! {
    #[test]
    fn each_month_comes_once_in_order(anchor in dates(), n in 0_i32..=100) {
        let [this, next] = [n, n + 1].map(|n| add_months(anchor, n).unwrap());
        prop_assert!(this < next);
        let months = |date: NaiveDate| date.year() * MONTHS + i32::try_from(date.month()).unwrap();
        prop_assert_eq!(months(this), months(anchor) + n);
        prop_assert_eq!(months(next), months(anchor) + n + 1);
        prop_assert!(this.day() >= anchor.day().min(28));
    }

    #[test]
    fn a_last_day_stays_a_last_day(anchor in dates(), n in -100_i32..=100) {
        let last = last_day(anchor.year(), anchor.month()).unwrap();
        let moved = add_months(last, n).unwrap();
        prop_assert_eq!(last_day(moved.year(), moved.month()), Some(moved));
    }

    #[test]
    fn no_months_panic(days: i32, n: i32, months: u32) {
        if let Some(anchor) = NaiveDate::from_num_days_from_ce_opt(days) {
            let _ = (add_months(anchor, n), end_date(anchor, months), net_days(anchor, months));
        }
    }

    #[test]
    fn days_lie_end_to_start(
        day in dates(),
        zone in proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec()).prop_map(TimeZone),
    ) {
        let (start, end) = (zone.day_start(day), zone.day_end(day));
        prop_assert!(start <= end);
        prop_assert_eq!(end, zone.day_start(day.succ_opt().unwrap()));
        if start < end {
            prop_assert_eq!(zone.date_of(start), day);
        }
    }

    #[test]
    fn no_text_panics(text in "[0-9TZ:+. -]{0,30}|\\PC{0,12}") {
        let _ = parse_when(&text);
    }
}
