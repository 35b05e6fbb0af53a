//! What the tenant has chosen: the same choices for the calculation and, as JSON, for the server.
use serde_json::{Value, json};

use super::{
    calendar::Day,
    money::{Coins, Currency},
};

/// From when a contract is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Immediate,
    FirstOfNextMonth,
    SameDayNextMonth,
}

impl Start {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::FirstOfNextMonth => "first_of_next_month",
            Self::SameDayNextMonth => "same_day_next_month",
        }
    }

    /// First day that is billed.
    pub const fn from(self, start: Day) -> Day {
        match self {
            Self::Immediate => start,
            Self::FirstOfNextMonth => start.next_first(),
            Self::SameDayNextMonth => start.plus_months(1),
        }
    }
}

/// When payments fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    SubscriptionStart,
    FixedDay(i64),
    Every30Days,
}

impl Cycle {
    /// Start of the first period of a contract that is billed from `from`.
    pub fn anchor(self, from: Day) -> Day {
        match self {
            Self::FixedDay(on) if on < from.date => Day {
                date: on,
                ..from.next_first()
            },
            Self::FixedDay(on) => Day { date: on, ..from },
            Self::SubscriptionStart | Self::Every30Days => from,
        }
    }

    /// Start of the period `n`, from 0.
    pub fn period(self, anchor: Day, n: i64) -> Day {
        match self {
            Self::Every30Days => anchor.plus_days(30 * n),
            Self::SubscriptionStart => anchor.plus_months(n),
            Self::FixedDay(on) => Day {
                date: on,
                ..anchor.plus_months(n)
            },
        }
    }
}

/// When a customer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    Immediate,
    Net7,
    Net14,
    Net30,
}

impl Terms {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Net7 => "net_7",
            Self::Net14 => "net_14",
            Self::Net30 => "net_30",
        }
    }

    pub const fn days(self) -> i64 {
        match self {
            Self::Immediate => 0,
            Self::Net7 => 7,
            Self::Net14 => 14,
            Self::Net30 => 30,
        }
    }
}

/// What becomes of a contract whose term is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractEnd {
    RenewMonthly,
    RenewSameTerm,
    RequireAction,
    Terminate,
}

/// What a buyout costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyout {
    Flat(Coins),
    RemainingMonths,
    /// A part of the list price, in millionths.
    ListPrice(i64),
    RemainingAndListPrice(i64),
}

/// What an early return costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyReturn {
    pub fee: EarlyFee,
    /// From the start, so many days are free.
    pub grace_days: i64,
    /// Whether part of a month counts as one.
    pub partial_month_up: bool,
    /// Whether the running month counts as still to be paid.
    pub current_month: bool,
}

/// How the fee of an early return comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlyFee {
    /// A part of what is still to be paid, in millionths.
    Remaining(i64),
    Flat(Coins),
    Free,
}

/// What a late payment costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateFee {
    Nothing,
    Flat { fee: Coins, grace_days: i64 },
    Percentage { part: i64, grace_days: i64 },
}

/// What the sandbox makes of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Succeed,
    Decline,
    /// The money came, and nobody said so: asked about again in the next run.
    Timeout,
}

/// All choices.
#[derive(Debug, Clone)]
pub struct Rules {
    pub contract_end: ContractEnd,
    pub start: Start,
    pub cycle: Cycle,
    pub buyout: Buyout,
    pub early_return: EarlyReturn,
    pub late_fee: LateFee,
    /// Whether the sandbox collects; else a person does.
    pub sandbox: bool,
    pub retries: i64,
    pub retry_days: i64,
    /// What the sandbox makes of each payment's attempts in turn; the last stays.
    pub outcomes: Vec<Outcome>,
}

impl Rules {
    /// What the server has when nothing was chosen (contract section 5 and the settings' defaults).
    pub const fn default_ones() -> Self {
        Self {
            contract_end: ContractEnd::RequireAction,
            start: Start::Immediate,
            cycle: Cycle::SubscriptionStart,
            buyout: Buyout::RemainingMonths,
            early_return: EarlyReturn {
                fee: EarlyFee::Remaining(500_000),
                grace_days: 0,
                partial_month_up: true,
                current_month: false,
            },
            late_fee: LateFee::Nothing,
            sandbox: false,
            retries: 3,
            retry_days: 3,
            outcomes: Vec::new(),
        }
    }

    /// As the body of `PATCH /v1/settings`.
    pub fn json(&self, currency: Currency) -> Value {
        let end = match self.contract_end {
            ContractEnd::RenewMonthly => "auto_renew_monthly",
            ContractEnd::RenewSameTerm => "auto_renew_same_term",
            ContractEnd::RequireAction => "require_action",
            ContractEnd::Terminate => "auto_terminate",
        };
        let outcomes: Vec<_> = self
            .outcomes
            .iter()
            .map(|outcome| match outcome {
                Outcome::Succeed => "succeed",
                Outcome::Decline => "decline",
                Outcome::Timeout => "timeout",
            })
            .collect();
        json!({
            "contracts": {"contractEnd": end},
            "billing": self.billing(),
            "buyout": self.buyout(currency),
            "earlyReturn": self.early(currency),
            "lateFees": self.late(currency),
            "collection": {
                "collector": if self.sandbox { "sandbox" } else { "manual" },
                "retries": self.retries, "retryDays": self.retry_days, "sandbox": outcomes,
            },
        })
    }

    fn billing(&self) -> Value {
        let start = self.start.word();
        match self.cycle {
            Cycle::SubscriptionStart => {
                json!({"billingStart": start, "billingCycle": "subscription_start"})
            }
            Cycle::FixedDay(day) => {
                json!({"billingStart": start, "billingCycle": "fixed_day", "billingDay": day})
            }
            Cycle::Every30Days => json!({"billingStart": start, "billingCycle": "every_30_days"}),
        }
    }

    fn buyout(&self, currency: Currency) -> Value {
        match self.buyout {
            Buyout::Flat(fee) => json!({"method": "flat_fee", "flatFee": currency.json(fee)}),
            Buyout::RemainingMonths => json!({"method": "remaining_months"}),
            Buyout::ListPrice(part) => {
                json!({"method": "list_price_percentage", "listPricePercentage": percent(part)})
            }
            Buyout::RemainingAndListPrice(part) => json!({
                "method": "remaining_months_and_list_price", "listPricePercentage": percent(part),
            }),
        }
    }

    fn early(&self, currency: Currency) -> Value {
        let rules = self.early_return;
        let mut body = json!({
            "graceDays": rules.grace_days, "includeCurrentMonth": rules.current_month,
            "partialMonth": if rules.partial_month_up { "up" } else { "down" },
        });
        match rules.fee {
            EarlyFee::Remaining(part) => {
                body["method"] = json!("remaining_months");
                body["feePercentage"] = percent(part);
            }
            EarlyFee::Flat(fee) => {
                body["method"] = json!("flat_fee");
                body["flatFee"] = currency.json(fee);
            }
            EarlyFee::Free => body["method"] = json!("no_fee"),
        }
        body
    }

    fn late(&self, currency: Currency) -> Value {
        match self.late_fee {
            LateFee::Nothing => json!({"fee": "none"}),
            LateFee::Flat { fee, grace_days } => {
                json!({"fee": "flat", "flatFee": currency.json(fee), "graceDays": grace_days})
            }
            LateFee::Percentage { part, grace_days } => {
                json!({"fee": "percentage", "percentage": percent(part), "graceDays": grace_days})
            }
        }
    }
}

/// Millionths in percent.
fn percent(millionths: i64) -> Value {
    Currency {
        code: "",
        decimals: 4,
    }
    .json(millionths)
}
