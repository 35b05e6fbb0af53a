//! Billing groups on the wire (contract 3.0, 3.7).
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{BillingGroup, BillingGroupStatus, Members};
use crate::{
    auth::Tenant,
    error::{Code, Fault},
    http::{
        json::{Input, Object, Read},
        page::PageInfo,
    },
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, SubscriptionId, TenantId},
        money::Amount,
        page::{Limit, Page},
        patch::Patch,
        schedule::PaymentTerms,
    },
};

/// Days of a month that every month has.
const BILLING_DAYS: std::ops::RangeInclusive<i64> = 1..=28;
/// Most members of a list.
const MEMBERS_MAX: usize = 5_000;
/// Names of the members.
const RENTAL_IDS: [&str; 2] = ["rentalIds", "subscriptionIds"];

/// A name and where it stands in the body.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) path: String,
    pub(super) text: String,
}

/// A billing group to be made.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "customerId": "cust_01j9z3k5m8e9fvq2x7c4b6n8p0",
    "groupName": "Acme Corp - IT Department",
    "billingDay": 15,
    "rentalIds": ["sub_01j9z3k5m8e9fvq2x7c4b6n8p0"],
    "notes": "Net 30 payment terms agreed"
}))]
pub(crate) struct NewBillingGroupBody {
    /// Whose subscriptions it is for.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) customer_id: String,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) group_name: String,
    /// Day of the month on which its members are billed together.
    #[schema(minimum = 1, maximum = 28)]
    pub(super) billing_day: i16,
    /// Active subscriptions of that customer; one that is in another group leaves it. May be empty.
    /// Also accepted as `subscriptionIds`.
    #[schema(value_type = Vec<String>, max_items = 5000)]
    pub(super) rental_ids: Vec<Placed>,
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
    /// Whom to write to about it.
    #[schema(max_length = 255, pattern = r"\S")]
    pub(super) contact_name: Option<String>,
    /// Where.
    #[schema(max_length = 255, format = Email)]
    pub(super) contact_email: Option<String>,
    /// By when its payments are due, counted from the billing day; without it the customer's terms hold.
    pub(super) payment_terms: Option<PaymentTerms>,
}

impl Read for NewBillingGroupBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let customer_id = object.need(&["customerId"], Input::name);
        let group_name = object.need(&["groupName"], Input::name);
        let billing_day = object.need(&["billingDay"], billing_day);
        let rental_ids = object.need(&RENTAL_IDS, members);
        let notes = object.maybe(&["notes"], Input::long_text);
        let contact_name = object.maybe(&["contactName"], Input::name);
        let contact_email = object.maybe(&["contactEmail"], Input::email);
        let payment_terms = object.maybe(&["paymentTerms"], Input::word);
        Some(Self {
            customer_id: customer_id?,
            group_name: group_name?,
            billing_day: billing_day?,
            rental_ids: rental_ids?,
            notes: notes.filter(|notes| !notes.is_empty()),
            contact_name,
            contact_email,
            payment_terms,
        })
    }
}

/// What of a billing group changes; what is left out stays as it is.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"billingDay": 15}))]
pub(crate) struct BillingGroupPatchBody {
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    pub(super) group_name: Option<String>,
    #[schema(minimum = 1, maximum = 28, nullable = false)]
    pub(super) billing_day: Option<i16>,
    /// The whole list: who is not in it leaves, and who is in another group leaves that one. Members
    /// that have ended may stay or be left out. Also accepted as `subscriptionIds`.
    #[schema(value_type = Option<Vec<String>>, max_items = 5000, nullable = false)]
    pub(super) rental_ids: Option<Vec<Placed>>,
    /// Empty or null clears.
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub(super) notes: Patch<String>,
    /// While it is `inactive` its members are billed each for itself, and none can join by an order.
    #[schema(nullable = false)]
    pub(super) status: Option<BillingGroupStatus>,
    /// Whom to write to about it; null clears.
    #[schema(value_type = Option<String>, max_length = 255, pattern = r"\S")]
    pub(super) contact_name: Patch<String>,
    /// Where; null clears.
    #[schema(value_type = Option<String>, max_length = 255, format = Email)]
    pub(super) contact_email: Patch<String>,
    /// By when its payments are due, counted from the billing day; null leaves it to the customer's terms.
    /// Payments that are there already stay as they are.
    #[schema(value_type = Option<PaymentTerms>)]
    pub(super) payment_terms: Patch<PaymentTerms>,
}

impl Read for BillingGroupPatchBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object: Object<'_> = input.object()?;
        Some(Self {
            group_name: object.given(&["groupName"], Input::name),
            billing_day: object.given(&["billingDay"], billing_day),
            rental_ids: object.given(&RENTAL_IDS, members),
            notes: match object.patch(&["notes"], Input::long_text) {
                Patch::Value(text) if text.is_empty() => Patch::Null,
                patch @ (Patch::Absent | Patch::Null | Patch::Value(_)) => patch,
            },
            status: object.given(&["status"], Input::word),
            contact_name: object.patch(&["contactName"], Input::name),
            contact_email: object.patch(&["contactEmail"], Input::email),
            payment_terms: object.patch(&["paymentTerms"], Input::word),
        })
    }
}

impl BillingGroupPatchBody {
    /// Carries it out on the group's own fields.
    pub(super) fn apply_to(&self, group: &mut BillingGroup) {
        if let Some(name) = &self.group_name {
            group.group_name.clone_from(name);
        }
        if let Some(day) = self.billing_day {
            group.billing_day = day;
        }
        if let Some(status) = self.status {
            group.status = status;
        }
        self.notes.clone().apply_to(&mut group.notes);
        self.contact_name.clone().apply_to(&mut group.contact_name);
        self.contact_email
            .clone()
            .apply_to(&mut group.contact_email);
        self.payment_terms.apply_to(&mut group.payment_terms);
    }
}

fn billing_day(input: &Input<'_>) -> Option<i16> {
    let day = input.integer(i64::MIN..=i64::MAX)?;
    if BILLING_DAYS.contains(&day) {
        return i16::try_from(day).ok();
    }
    let message = "Must be from 1 to 28, a day that every month has.";
    input.report(Fault::own(input.path(), Code::InvalidBillingDay, message))
}

/// Ids of subscriptions, each once.
fn members(input: &Input<'_>) -> Option<Vec<Placed>> {
    let names = input.list((0, MEMBERS_MAX), |input| {
        Some(Placed {
            path: input.path().to_owned(),
            text: input.name()?,
        })
    })?;
    let mut seen = HashSet::new();
    let mut right = true;
    for name in &names {
        if !seen.insert(&*name.text) {
            let message = "Stands twice in this list; send it once.";
            input.report::<()>(Fault::shape(&*name.path, "custom", message));
            right = false;
        }
    }
    right.then_some(names)
}

/// A billing group.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BillingGroup)]
pub(crate) struct BillingGroupBody {
    #[schema(value_type = String)]
    billing_group_id: BillingGroupId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    #[schema(example = "Acme Corp - IT Department")]
    group_name: String,
    /// Members, oldest first; also those that have ended, which no figure counts.
    #[schema(value_type = Vec<String>)]
    rental_ids: Vec<SubscriptionId>,
    /// The same as `rentalIds`.
    #[schema(value_type = Vec<String>)]
    subscription_ids: Vec<SubscriptionId>,
    #[schema(minimum = 1, maximum = 28)]
    billing_day: i16,
    /// What its active members bring a month.
    total_monthly_amount: Amount,
    active_rental_count: i64,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    status: BillingGroupStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    created_by: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// Whom to write to about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_name: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_email: Option<String>,
    /// By when its payments are due, counted from the billing day; without it the customer's terms hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    payment_terms: Option<PaymentTerms>,
}

impl BillingGroupBody {
    pub(super) fn new(group: BillingGroup, members: Members, tenant: &Tenant) -> Self {
        Self {
            billing_group_id: group.id,
            tenant_id: tenant.id,
            customer_id: group.customer_id,
            group_name: group.group_name,
            subscription_ids: members.subscription_ids.clone(),
            rental_ids: members.subscription_ids,
            billing_day: group.billing_day,
            total_monthly_amount: Amount::new(members.monthly, tenant.currency),
            active_rental_count: members.active,
            currency: tenant.currency,
            status: group.status,
            notes: group.notes,
            created_by: group.created_by,
            created_at: group.created_at,
            updated_at: group.updated_at,
            contact_name: group.contact_name,
            contact_email: group.contact_email,
            payment_terms: group.payment_terms,
        }
    }
}

/// A page of billing groups.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BillingGroupListBody {
    #[schema(example = true)]
    success: bool,
    billing_groups: Vec<BillingGroupBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl BillingGroupListBody {
    /// Of a page read with `limit`.
    pub(super) fn new(page: Page<BillingGroupBody>, limit: Limit) -> Self {
        let info = PageInfo::of(&page, limit);
        Self {
            success: true,
            billing_groups: page.items,
            page: info,
        }
    }
}

/// A billing group.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BillingGroupReadBody {
    #[schema(example = true)]
    pub(super) success: bool,
    pub(super) billing_group: BillingGroupBody,
}

/// A billing group after a change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BillingGroupChangedBody {
    #[schema(example = true)]
    pub(super) success: bool,
    #[schema(example = "Billing group updated")]
    pub(super) message: &'static str,
    pub(super) billing_group: BillingGroupBody,
}

/// A billing group was deleted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BillingGroupDeletedBody {
    #[schema(example = true)]
    pub(super) success: bool,
    #[schema(example = "Billing group deleted")]
    pub(super) message: &'static str,
}
