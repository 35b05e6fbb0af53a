//! What a day brings without anybody asking: terms that are over, group bills, attempts to collect,
//! late fees; and what people say of payments (contract sections 3.6, 4 and 5).
use super::{
    ending::Ending,
    ledger::{Books, Id, Payment, PaymentStatus},
    money::{Coins, part},
    rules::{ContractEnd, LateFee, Outcome},
};

impl Books {
    /// The scheduler was run.
    pub fn run_day(&mut self) {
        self.end_terms();
        self.bill_groups();
        self.collect_due();
        self.charge_late();
    }

    /// Contracts whose term is over by today.
    fn end_terms(&mut self) {
        let today = self.today();
        let over = |id: &&Id| {
            let contract = &self.contracts[*id];
            contract.is_active() && contract.end <= today && !contract.is_asked
        };
        let ids: Vec<Id> = self.contracts.keys().filter(over).cloned().collect();
        for id in ids {
            let contract = &self.contracts[&id];
            let months = match self.rules.contract_end {
                ContractEnd::RequireAction => {
                    self.contracts.get_mut(&id).unwrap().is_asked = true;
                    continue;
                }
                ContractEnd::Terminate => {
                    let last_day = contract.end;
                    self.end_on(&id, Ending::Completed, last_day);
                    continue;
                }
                ContractEnd::RenewMonthly => 1,
                ContractEnd::RenewSameTerm => contract.original_length,
            };
            while self.contracts[&id].end <= today {
                self.extend(&id, months, None);
            }
        }
    }

    /// Asks the sandbox about attempts that it did not answer, then for every payment that is due or due
    /// again.
    fn collect_due(&mut self) {
        let (today, now) = (self.today(), self.now);
        let is_due = |payment: &Payment| match payment.status {
            PaymentStatus::Pending => payment.due <= today && !self.is_billed_by_group(payment),
            PaymentStatus::Failed => payment.retry_at.is_some_and(|at| at <= now),
            PaymentStatus::Processing | PaymentStatus::Paid | PaymentStatus::Cancelled => false,
        };
        let due = self.payments.iter().filter(|(_, payment)| is_due(payment));
        let keys: Vec<String> = due.map(|(key, _)| key.clone()).collect();
        let unanswered = |payment: &&mut Payment| payment.status == PaymentStatus::Processing;
        for payment in self.payments.values_mut().filter(unanswered) {
            (payment.status, payment.paid_at) = (PaymentStatus::Paid, Some(now));
        }
        if self.rules.sandbox {
            for key in keys {
                self.attempt(&key);
            }
        }
    }

    /// An attempt to collect: the sandbox does as it was told, in turn; the last outcome stays.
    fn attempt(&mut self, key: &str) {
        let outcomes = &self.rules.outcomes;
        let payment = self.payments.get_mut(key).unwrap();
        let place = usize::try_from(payment.attempts).unwrap();
        let told = outcomes.get(place).or(outcomes.last());
        payment.attempts += 1;
        payment.attempted_at = Some(self.now);
        payment.retry_at = None;
        match told.unwrap_or(&Outcome::Succeed) {
            Outcome::Succeed => {
                (payment.status, payment.paid_at) = (PaymentStatus::Paid, Some(self.now));
            }
            Outcome::Timeout => payment.status = PaymentStatus::Processing,
            Outcome::Decline => {
                payment.status = PaymentStatus::Failed;
                if payment.attempts <= self.rules.retries {
                    let today = self.zone.day_at(self.now);
                    let again = today.plus_days(self.rules.retry_days);
                    payment.retry_at = Some(self.zone.minute(again, (0, 0)));
                }
            }
        }
    }

    /// Adds the fee to what is late: once, on the total, without tax of its own.
    fn charge_late(&mut self) {
        let (grace, today) = match self.rules.late_fee {
            LateFee::Nothing => return,
            LateFee::Flat { grace_days, .. } | LateFee::Percentage { grace_days, .. } => {
                (grace_days, self.today())
            }
        };
        let is_late = |payment: &Payment| {
            payment.status.is_open()
                && payment.late_fee.is_none()
                && payment.amount.total > 0
                && payment.due.plus_days(grace) < today
                && (payment.status == PaymentStatus::Failed || !self.is_billed_by_group(payment))
        };
        let late = self.payments.iter().filter(|(_, payment)| is_late(payment));
        let keys: Vec<String> = late.map(|(key, _)| key.clone()).collect();
        for key in keys {
            let payment = self.payments.get_mut(&key).unwrap();
            payment.late_fee = Some(match self.rules.late_fee {
                LateFee::Nothing => unreachable!(),
                LateFee::Flat { fee, .. } => fee,
                LateFee::Percentage { part: share, .. } => part(payment.amount.total, share),
            });
        }
    }

    /// A person asked for another attempt.
    pub fn retry(&mut self, key: &str) {
        assert_eq!(self.payments[key].status, PaymentStatus::Failed, "{key}");
        self.attempt(key);
    }

    /// A person said that the money came.
    pub fn mark_paid(&mut self, key: &str) {
        let payment = self.payments.get_mut(key).unwrap();
        assert!(payment.status.is_open(), "{} is marked", payment.label);
        (payment.status, payment.paid_at) = (PaymentStatus::Paid, Some(self.now));
        payment.marked = true;
        payment.retry_at = None;
    }

    /// A person called a payment off; what it asked for in place of others, they ask for again.
    pub fn cancel_payment(&mut self, key: &str) {
        let payment = self.payments.get_mut(key).unwrap();
        assert!(payment.status.is_open(), "{} is cancelled", payment.label);
        payment.status = PaymentStatus::Cancelled;
        payment.retry_at = None;
        for part in payment.parts.clone() {
            let payment = self.payments.get_mut(&part).unwrap();
            payment.status = PaymentStatus::Pending;
            payment.merged_into = None;
        }
    }

    /// Money was given back.
    pub fn refund(&mut self, key: &str, amount: Coins) {
        let payment = self.payments.get_mut(key).unwrap();
        assert_eq!(payment.status, PaymentStatus::Paid, "{}", payment.label);
        payment.refunded += amount;
        assert!(payment.refunded <= payment.total(), "{}", payment.label);
    }
}
