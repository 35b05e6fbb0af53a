//! Operations that change or end a contract (contract 3.2, 3.10).
use super::shown;
use crate::{
    change::Write,
    error::Result,
    http::{answer::Answer, json::NoBody, path::Path},
    kernel::id::SubscriptionId,
    openapi::ErrorBody,
    subscriptions::{
        answer::{
            BoughtOutBody, CancellationWithdrawnBody, CancelledBody, CompletedBody, ExtendedBody,
            ReplacedBody, ReturnedEarlyBody,
        },
        body::{ExtendBody, ReplaceBody, UpgradeSubscriptionBody},
        buyout as bought_out, cancel as cancelled, complete as completed, early_return as returned,
        end_body::{BuyoutBody, CancelSubscriptionBody, EarlyReturnBody, RentalActionBody},
        extend as extended, replace as replaced,
        upgrade::{self as upgrades, Upgraded},
        upgraded::{UpgradeOrderedBody, UpgradedBody},
    },
};

/// Extend a subscription
///
/// The contract goes on for `extensionMonths` months, with the same device. Payments are laid for the
/// further months alone, at `newMonthlyAmount` if that is sent; those laid before keep their amount. A
/// cancellation that was planned is withdrawn.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/extend",
    operation_id = "extendSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = ExtendBody,
    responses(
        (status = 200, description = "Extended", body = ExtendedBody),
        (status = 400, description = "VALIDATION_ERROR (also beyond 120 months in all), INVALID_EXTENSION_MONTHS (also where the tenant does not offer so many), SUBSCRIPTION_NOT_ACTIVE, EXTENSION_NOT_ALLOWED (the tenant's settings ask for an extension order)", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn extend(
    Path(id): Path<SubscriptionId>,
    write: Write<ExtendBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = extended::extend(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&ExtendedBody::new(&subscription, rental)?)?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}

/// Upgrade a subscription
///
/// With `newSerialNumber` the devices are swapped at once: this contract ends on `startDate`, today if
/// left out, and another contract runs from that day on. What this contract billed for periods that began
/// before that day stays owed; later ones are called off. Without `newSerialNumber` an order of type
/// `upgrade` is made, and this contract ends when that order is fulfilled, on the new contract's first
/// day. The old device is returned, or, with `buyoutAmount`, sold to the customer. A cancellation that
/// was planned falls away with the contract.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/upgrade",
    operation_id = "upgradeSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = UpgradeSubscriptionBody,
    responses(
        (status = 200, description = "Swapped", body = UpgradedBody),
        (status = 201, description = "An upgrade order was made", body = UpgradeOrderedBody),
        (status = 400, description = "VALIDATION_ERROR, VARIANT_NOT_FOUND, VARIANT_INACTIVE, INVALID_CONTRACT_LENGTH, ASSET_NOT_FOUND, ASSET_NOT_AVAILABLE, SKU_MISMATCH, SUBSCRIPTION_NOT_ACTIVE, CUSTOMER_INACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn upgrade(
    Path(id): Path<SubscriptionId>,
    write: Write<UpgradeSubscriptionBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                match upgrades::upgrade(change, id, body).await? {
                    Upgraded::Swapped { old, new } => {
                        let rental = shown(change, &new).await?;
                        let body = UpgradedBody::new(&old, &new, rental);
                        Ok(Answer::ok(&body)?.of_version(old.version))
                    }
                    Upgraded::Ordered { old, order } => {
                        let body = UpgradeOrderedBody::new(&old, &order);
                        Ok(Answer::created(&body)?.of_version(old.version))
                    }
                }
            })
        })
        .await
}

/// Replace the device of a subscription
///
/// The contract goes on as it is with another asset of the same SKU; the old one is `unavailable`.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/replace",
    operation_id = "replaceSubscriptionDevice",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = ReplaceBody,
    responses(
        (status = 200, description = "Replaced", body = ReplacedBody),
        (status = 400, description = "VALIDATION_ERROR, ASSET_NOT_FOUND, SUBSCRIPTION_NOT_ACTIVE, ASSET_NOT_AVAILABLE, SKU_MISMATCH", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn replace(
    Path(id): Path<SubscriptionId>,
    write: Write<ReplaceBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = replaced::replace(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&ReplacedBody::new(&subscription, rental)?)?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}

/// Sell the device of a subscription to its customer
///
/// The contract ends, the asset is `sold`, payments whose period has not begun are called off, and one
/// final payment of the price is laid, due on `paymentDate` if that is sent.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/buyout",
    operation_id = "buyoutSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = Option<BuyoutBody>,
    responses(
        (status = 200, description = "Sold", body = BoughtOutBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_BUYOUT_PRICE (not above 0, or not what the tenant's rules make it where they alone count), SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn buyout(
    Path(id): Path<SubscriptionId>,
    write: Write<BuyoutBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = bought_out::buyout(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&BoughtOutBody::new(&subscription, rental)?)?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}

/// Take a device back before its time
///
/// The contract ends, the asset is `returned`, payments whose period has not begun are called off, and
/// a payment of the fee is laid, if there is one.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/early-return",
    operation_id = "earlyReturnSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = EarlyReturnBody,
    responses(
        (status = 200, description = "Returned", body = ReturnedEarlyBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_FEE (below 0, or not what the tenant's rules make it where they alone count), SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn early_return(
    Path(id): Path<SubscriptionId>,
    write: Write<EarlyReturnBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = returned::early_return(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&ReturnedEarlyBody::new(&subscription, rental)?)?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}

/// Call a subscription off
///
/// The contract ends without a fee, the asset is `returned`, and payments whose period has not begun
/// are called off. Its order stays as it is. With an `effectiveDate` to come it runs until then: the plan
/// stands in the rental's `scheduledCancellation`, another request takes its place, and whatever ends or
/// extends the contract before then makes it void.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/cancel",
    operation_id = "cancelSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = CancelSubscriptionBody,
    responses(
        (status = 200, description = "Cancelled, or, with `scheduled`, to be cancelled", body = CancelledBody),
        (status = 400, description = "VALIDATION_ERROR, ALREADY_CANCELLED, ALREADY_ENDED", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn cancel(
    Path(id): Path<SubscriptionId>,
    write: Write<CancelSubscriptionBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = cancelled::cancel(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let time_zone = change.tenant().time_zone;
                let body = CancelledBody::new(&subscription, rental, time_zone)?;
                Ok(Answer::ok(&body)?.of_version(subscription.version))
            })
        })
        .await
}

/// Withdraw the scheduled cancellation of a subscription
///
/// The contract goes on as it was.
#[utoipa::path(
    delete,
    path = "/v1/subscriptions/{subscriptionId}/cancel",
    operation_id = "withdrawSubscriptionCancellation",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    responses(
        (status = 200, description = "Withdrawn", body = CancellationWithdrawnBody),
        (status = 400, description = "ALREADY_CANCELLED, ALREADY_ENDED", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "CANCELLATION_NOT_SCHEDULED", body = ErrorBody),
    )
)]
pub(crate) async fn withdraw_cancellation(
    Path(id): Path<SubscriptionId>,
    write: Write<NoBody>,
) -> Result<Answer> {
    write
        .run(move |change, _| {
            Box::pin(async move {
                let subscription = cancelled::withdraw(change, id).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&CancellationWithdrawnBody::new(&subscription, rental))?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}

/// Complete a subscription whose term is over
///
/// The contract ends, and the asset is `returned`. No payment is called off.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/complete",
    operation_id = "completeSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = Option<RentalActionBody>,
    responses(
        (status = 200, description = "Completed", body = CompletedBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE, CONTRACT_NOT_ENDED", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn complete(
    Path(id): Path<SubscriptionId>,
    write: Write<RentalActionBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let subscription = completed::complete(change, id, body).await?;
                let rental = shown(change, &subscription).await?;
                let answer = Answer::ok(&CompletedBody::new(&subscription, rental))?;
                Ok(answer.of_version(subscription.version))
            })
        })
        .await
}
