//! Operations that tell what the end of a contract would cost; they change nothing.
use crate::{
    change::Write,
    error::Result,
    http::{answer::Answer, path::Path},
    kernel::id::SubscriptionId,
    openapi::ErrorBody,
    subscriptions::{
        calculate,
        end_body::{CalculateBody, QuoteBody},
        open::check_own,
        quoted::{BuyoutQuoteBody, ReturnQuoteBody},
    },
};

/// Calculate the price of a buyout
///
/// As of today or `effectiveDate`, by the tenant's rules, without tax on top.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/calculate-buyout",
    operation_id = "calculateBuyoutPrice",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    request_body = CalculateBody,
    responses(
        (status = 200, description = "The price", body = BuyoutQuoteBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn calculate_buyout(write: Write<CalculateBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let quote =
                    calculate::buyout(change, calculate::named(body)?, body.effective_date).await?;
                Answer::ok(&BuyoutQuoteBody::from(quote))
            })
        })
        .await
}

/// Calculate the fee of an early return
///
/// As of today or `effectiveDate`, by the tenant's rules, without tax on top.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/calculate-early-return-fee",
    operation_id = "calculateEarlyReturnFee",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    request_body = CalculateBody,
    responses(
        (status = 200, description = "The fee", body = ReturnQuoteBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn calculate_early_return_fee(write: Write<CalculateBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let quote =
                    calculate::early_return(change, calculate::named(body)?, body.effective_date)
                        .await?;
                Answer::ok(&ReturnQuoteBody::from(quote))
            })
        })
        .await
}

/// Calculate the price of a buyout
///
/// As of today or `effectiveDate`, by the tenant's rules, without tax on top.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/calculate-buyout",
    operation_id = "calculateBuyoutPriceOf",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = Option<QuoteBody>,
    responses(
        (status = 200, description = "The price", body = BuyoutQuoteBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn calculate_buyout_of(
    Path(id): Path<SubscriptionId>,
    write: Write<QuoteBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                check_own(body.rental_id.as_ref(), id)?;
                let quote = calculate::buyout(change, id, body.effective_date).await?;
                Answer::ok(&BuyoutQuoteBody::from(quote))
            })
        })
        .await
}

/// Calculate the fee of an early return
///
/// As of today or `effectiveDate`, by the tenant's rules, without tax on top.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/calculate-early-return",
    operation_id = "calculateEarlyReturnOf",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = Option<QuoteBody>,
    responses(
        (status = 200, description = "The fee", body = ReturnQuoteBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn calculate_early_return_of(
    Path(id): Path<SubscriptionId>,
    write: Write<QuoteBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                check_own(body.rental_id.as_ref(), id)?;
                let quote = calculate::early_return(change, id, body.effective_date).await?;
                Answer::ok(&ReturnQuoteBody::from(quote))
            })
        })
        .await
}

/// Calculate the fee of an early return
///
/// As of today or `effectiveDate`, by the tenant's rules, without tax on top.
///
/// The same as `calculate-early-return`.
#[utoipa::path(
    post,
    path = "/v1/subscriptions/{subscriptionId}/calculate-early-return-fee",
    operation_id = "calculateEarlyReturnFeeOf",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = Option<QuoteBody>,
    responses(
        (status = 200, description = "The fee", body = ReturnQuoteBody),
        (status = 400, description = "VALIDATION_ERROR, SUBSCRIPTION_NOT_ACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn calculate_early_return_fee_of(
    Path(id): Path<SubscriptionId>,
    write: Write<QuoteBody>,
) -> Result<Answer> {
    calculate_early_return_of(Path(id), write).await
}
