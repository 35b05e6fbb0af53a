//! What becomes of a contract whose term is over, by the tenant's setting (contract section 5), or
//! whose planned cancellation has come (contract section 7). Called by the scheduler, one subscription a
//! change; a person completes one in `complete`.
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    cancel,
    leave::leave,
    lengthen::{Longer, lengthen},
    model::{Subscription, SubscriptionStatus},
    open::open,
    state::Ending,
    store,
};
use crate::{
    auth::settings::ContractEnd,
    change::Change,
    error::Result,
    kernel::id::{SubscriptionId, TenantId},
    timeline::{self, Changes, EntityType, Entry},
};

/// What became of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOfTerm {
    /// Nothing: its term is not over, it has ended, or a person was asked before.
    Nothing,
    /// It goes on for so many months more.
    Renewed {
        /// In all, if it had been over for long.
        months: u32,
    },
    /// A person is asked what becomes of it; nothing is charged.
    ActionRequired,
    /// It ended, and its asset is returned.
    Completed,
    /// It was called off, as was planned.
    Cancelled,
}

/// A page of the subscriptions that [`end_of_term`] has something to do for on a day, by id, after
/// `after`; at most 200.
pub async fn due_to_end(
    conn: &mut PgConnection,
    tenant: TenantId,
    today: NaiveDate,
    after: Option<SubscriptionId>,
) -> Result<Vec<SubscriptionId>> {
    store::due_to_end(conn, tenant, today, after).await
}

/// Decides what becomes of a contract whose term is over by today, or that was to be called off by then,
/// and does it. A cancellation goes first: it may be planned for the last day, so that the contract is
/// not renewed. A renewal makes up for all the time that has passed. Done twice on a day, the second
/// time it does nothing.
pub async fn end_of_term(change: &mut Change, id: SubscriptionId) -> Result<EndOfTerm> {
    let mut subscription = open(change, id).await?;
    let today = change.today();
    let planned = subscription.scheduled_cancellation.clone();
    if let Some(plan) = planned.filter(|plan| plan.on <= today) {
        cancel::carry_out(change, subscription, plan).await?;
        return Ok(EndOfTerm::Cancelled);
    }
    let over = subscription.status == SubscriptionStatus::Active
        && subscription.action_required_at.is_none()
        && subscription.end_date <= today;
    if !over {
        return Ok(EndOfTerm::Nothing);
    }
    match change.tenant().settings.contract_end {
        ContractEnd::AutoRenewMonthly => renew(change, subscription, 1).await,
        ContractEnd::AutoRenewSameTerm => {
            let term = subscription.original_contract_length;
            renew(change, subscription, term).await
        }
        ContractEnd::RequireAction => ask(change, subscription).await,
        ContractEnd::AutoTerminate => {
            let last_day = subscription.end_date;
            leave(change, &mut subscription, Ending::Completed, last_day).await?;
            Ok(EndOfTerm::Completed)
        }
    }
}

/// Renews by a term until the contract runs again.
async fn renew(
    change: &mut Change,
    mut subscription: Subscription,
    term: u32,
) -> Result<EndOfTerm> {
    let longer = Longer {
        months: term,
        monthly_amount: None,
        reason: Some("Renewed at the end of its term".to_owned()),
        notes: None,
        is_renewal: true,
    };
    let mut months = 0_u32;
    while subscription.end_date <= change.today() {
        lengthen(change, &mut subscription, &longer).await?;
        months = months.saturating_add(term);
    }
    Ok(EndOfTerm::Renewed { months })
}

/// Notes, once, that a person has to decide.
async fn ask(change: &mut Change, mut subscription: Subscription) -> Result<EndOfTerm> {
    subscription.action_required_at = Some(change.now());
    subscription.updated_at = change.now();
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, &mut subscription).await?;
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: subscription.id.to_string(),
        action: "subscription.action_required",
        summary: format!(
            "The term was over on {}: extend, complete, or sell the device",
            subscription.end_date
        ),
        changes: Changes::none(),
    };
    timeline::record(change, entry);
    Ok(EndOfTerm::ActionRequired)
}
