//! The kinds of work that fall due: how each is found, and how one piece of it is done.
use uuid::Uuid;

use super::report::Report;
use crate::{
    app::App,
    auth::Tenant,
    change::run_as_system,
    db,
    error::Result,
    kernel::id::{BillingGroupId, Id, PaymentId, RefundId, SubscriptionId},
    payments::{self, Billed},
    subscriptions::{self, EndOfTerm},
};

/// Most contracts whose end is listed at once; what is left is listed the next time.
const CONTRACTS_MAX: usize = 20_000;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Contracts whose term is over go on or end, as do those that are to be called off.
    EndContract,
    /// Billing groups ask for a month.
    BillGroup,
    /// Payments are collected.
    Collect,
    /// Payments that are late cost a fee; after an attempt to collect them, not before.
    AddLateFee,
    /// Money is given back.
    Refund,
}

impl Task {
    /// All kinds, in the order they are done: what one lays the next may find.
    pub(super) const ALL: [Self; 5] = [
        Self::EndContract,
        Self::BillGroup,
        Self::Collect,
        Self::AddLateFee,
        Self::Refund,
    ];

    /// Its name in the log and in the table of what failed.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::EndContract => "end_contract",
            Self::BillGroup => "bill_group",
            Self::Collect => "collect",
            Self::AddLateFee => "add_late_fee",
            Self::Refund => "refund",
        }
    }

    /// What of it is due in a tenant.
    pub(super) async fn due(self, app: &App, tenant: &Tenant) -> Result<Vec<Uuid>> {
        Ok(match self {
            Self::EndContract => bare(due_contracts(app, tenant).await?),
            Self::BillGroup => bare(payments::due_groups(app, tenant).await?),
            Self::Collect => bare(payments::due_payments(app, tenant).await?),
            Self::AddLateFee => bare(payments::due_late(app, tenant).await?),
            Self::Refund => bare(payments::due_refunds(app, tenant).await?),
        })
    }

    /// Does one piece of it, unless that is done already.
    pub(super) async fn perform(self, app: &App, tenant: &Tenant, id: Uuid) -> Result<Report> {
        let mut report = Report::default();
        match self {
            Self::EndContract => {
                let id = SubscriptionId::from_uuid(id);
                let ended = run_as_system(app, (tenant, &id), |change, id| {
                    Box::pin(subscriptions::end_of_term(change, *id))
                });
                report.contracts += u64::from(ended.await? != EndOfTerm::Nothing);
            }
            Self::BillGroup => {
                let id = BillingGroupId::from_uuid(id);
                loop {
                    match payments::bill_group(app, tenant, id).await? {
                        Billed::Built => report.consolidated += 1,
                        Billed::Empty => {}
                        Billed::NotDue => break,
                    }
                }
            }
            Self::Collect => {
                let id = PaymentId::from_uuid(id);
                report.add_attempt(payments::attempt_due(app, tenant, id).await?);
            }
            Self::AddLateFee => {
                let id = PaymentId::from_uuid(id);
                let added = payments::apply_late_fee(app, tenant, id).await?;
                report.late_fees += u64::from(added);
            }
            Self::Refund => {
                let id = RefundId::from_uuid(id);
                report.add_refund(payments::refund_due(app, tenant, id).await?);
            }
        }
        Ok(report)
    }
}

/// Contracts whose term is over and of which nothing was decided yet, or whose planned cancellation
/// has come.
async fn due_contracts(app: &App, tenant: &Tenant) -> Result<Vec<SubscriptionId>> {
    let today = tenant.time_zone.today(app.clock().now());
    let mut found = Vec::new();
    while found.len() < CONTRACTS_MAX {
        let mut tx = db::read(app.pool(), tenant.id).await?;
        let after = found.last().copied();
        let page = subscriptions::due_to_end(&mut tx, tenant.id, today, after).await?;
        tx.commit().await?;
        if page.is_empty() {
            break;
        }
        found.extend(page);
    }
    Ok(found)
}

fn bare<E>(ids: Vec<Id<E>>) -> Vec<Uuid> {
    ids.into_iter().map(Id::as_uuid).collect()
}
