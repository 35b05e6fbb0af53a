//! Billing groups: one payment a month on the billing day, in place of those of the members (contract
//! section 5, 10.12).
use super::{
    calendar::Day,
    ledger::{Books, Group, Id, Payment, PaymentStatus},
    money::Taxed,
};

/// The key of a group's payment for a month, `YYYY-MM`.
pub fn consolidated_key(group: &str, month: &str) -> String {
    format!("{group}:consolidated:{month}")
}

impl Books {
    /// A billing group was made, with members.
    pub fn found(&mut self, id: &str, (customer, billing_day): (&str, i64), members: &[Id]) {
        let group = Group {
            customer: customer.to_owned(),
            billing_day,
            is_active: true,
            made_on: self.today(),
            billed_through: None,
        };
        self.groups.insert(id.to_owned(), group);
        self.set_members(id, members);
    }

    /// The list of a group's members was replaced.
    pub fn set_members(&mut self, id: &str, members: &[Id]) {
        for (contract_id, contract) in &mut self.contracts {
            if members.contains(contract_id) {
                contract.group = Some(id.to_owned());
            } else if contract.group.as_deref() == Some(id) {
                contract.group = None;
            }
        }
    }

    /// Whether a group asks for a payment's money: a monthly bill of an active group does for its active
    /// members.
    pub fn is_billed_by_group(&self, payment: &Payment) -> bool {
        let contract = payment.contract.as_ref().map(|id| &self.contracts[id]);
        let Some(contract) = contract.filter(|contract| contract.is_active()) else {
            return false;
        };
        let group = contract.group.as_ref().map(|id| &self.groups[id]);
        group.is_some_and(|group| group.is_active)
    }

    /// Asks for the money of every group whose billing day has come.
    pub fn bill_groups(&mut self) {
        let active = self.groups.iter().filter(|(_, group)| group.is_active);
        let ids: Vec<Id> = active.map(|(id, _)| id.clone()).collect();
        for id in ids {
            while self.bill_month(&id) {}
        }
    }

    /// Bills the first month of a group that was not billed, if its day has come; whether it did.
    fn bill_month(&mut self, id: &str) -> bool {
        let (today, group) = (self.today(), self.groups[id].clone());
        let mut on = Day {
            date: group.billing_day,
            ..group.made_on
        };
        if on < group.made_on {
            on = on.plus_months(1);
        }
        while group.billed_through.as_ref() >= Some(&on.period()) {
            on = on.plus_months(1);
        }
        if on > today {
            return false;
        }
        let parts = self.unbilled(id, on);
        if !parts.is_empty() {
            self.merge(id, on, parts);
        } else if on == today {
            return false;
        }
        self.groups.get_mut(id).unwrap().billed_through = Some(on.period());
        true
    }

    /// What members of a group owe for periods that have begun, and nobody was asked for yet.
    fn unbilled(&self, group: &str, on: Day) -> Vec<String> {
        let owed = |payment: &Payment| {
            let contract = payment.contract.as_ref().map(|id| &self.contracts[id]);
            let is_member =
                contract.is_some_and(|one| one.is_active() && one.group.as_deref() == Some(group));
            is_member
                && payment.status == PaymentStatus::Pending
                && payment.attempts == 0
                && payment.late_fee.is_none()
                && payment.period <= on
        };
        let all = self.payments.iter().filter(|(_, payment)| owed(payment));
        all.map(|(key, _)| key.clone()).collect()
    }

    fn merge(&mut self, id: &str, on: Day, parts: Vec<String>) {
        let group = &self.groups[id];
        let terms = self.customers[&group.customer].terms;
        let key = consolidated_key(id, &on.period());
        let mut amount = Taxed {
            subtotal: 0,
            tax: 0,
            total: 0,
        };
        let customer = group.customer.clone();
        for part in &parts {
            let payment = self.payments.get_mut(part).unwrap();
            payment.status = PaymentStatus::Cancelled;
            payment.merged_into = Some(key.clone());
            amount.subtotal += payment.amount.subtotal;
            amount.tax += payment.amount.tax;
            amount.total += payment.amount.total;
        }
        let payment = Payment {
            label: format!("{} of the group", on.period()),
            customer,
            contract: None,
            group: Some(id.to_owned()),
            period: on,
            due: on.plus_days(terms.days()),
            amount,
            late_fee: None,
            status: PaymentStatus::Pending,
            marked: false,
            attempts: 0,
            attempted_at: None,
            paid_at: None,
            retry_at: None,
            refunded: 0,
            merged_into: None,
            parts,
        };
        self.payments.insert(key, payment);
    }
}
