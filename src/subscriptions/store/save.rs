//! Writing back what an action changed.
use sqlx::{PgConnection, types::Json};

use super::insert::integer;
use crate::{
    error::{Error, Result},
    kernel::id::TenantId,
    subscriptions::model::Subscription,
};

/// Writes everything about a subscription that an action can change, as its next version. Its customer
/// is locked, so nothing of that has changed since it was read; what else did, such as its notes, has
/// made another version of it, and then the change runs again.
pub(in crate::subscriptions) async fn save(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: &mut Subscription,
) -> Result<()> {
    let history = &subscription.history;
    let plan = subscription.scheduled_cancellation.as_ref();
    let version = sqlx::query_scalar!(
        "
        update subscriptions
        set serial_number = $4, status = $5, monthly_amount_minor = $6, contract_length = $7,
            end_date = $8, extension_history = $9, replacement_history = $10, buyout_details = $11,
            early_return_details = $12, cancellation_details = $13, action_required_at = $14,
            ended_at = $15, ended_on = $16, cancel_on = $17, scheduled_cancellation = $18,
            version = version + 1, updated_at = $19
        where tenant_id = $1 and id = $2 and version = $3
        returning version
        ",
        tenant as _,
        subscription.id as _,
        subscription.version,
        &subscription.serial_number as _,
        subscription.status as _,
        subscription.monthly_amount as _,
        integer(subscription.contract_length)?,
        subscription.end_date,
        Json(&history.extensions) as _,
        Json(&history.replacements) as _,
        history.buyout.as_ref().map(Json) as _,
        history.early_return.as_ref().map(Json) as _,
        history.cancellation.as_ref().map(Json) as _,
        subscription.action_required_at,
        subscription.ended_at,
        subscription.ended_on,
        plan.map(|plan| plan.on),
        plan.map(|plan| Json(&plan.said)) as _,
        subscription.updated_at,
    )
    .fetch_optional(conn)
    .await?;
    subscription.version = version.ok_or_else(|| {
        Error::Contended("the subscription changed before it was written".to_owned())
    })?;
    Ok(())
}
