-- What assets have brought of what they cost, filtered by in lists; what they are worth now
-- (docs/decisions/0025-what-an-asset-brought.md).

alter table assets
    -- What people say it is worth now.
    add column current_value_minor bigint check (current_value_minor >= 0),
    -- A copy of its variant's cost: what it cost where nobody says so of the asset itself.
    add column variant_cost_minor bigint check (variant_cost_minor >= 0),
    -- Paid without tax and kept, over all its stays.
    add column collected_minor bigint not null default 0;

-- Which assets a subscription ever had: whose figure moves with one of its payments.
create index asset_subscriptions_by_subscription
    on asset_subscriptions (tenant_id, subscription_id, serial_number);

update assets
set variant_cost_minor = v.acquisition_cost_minor
from variants v
where v.tenant_id = assets.tenant_id and v.id = assets.variant_id
    and v.acquisition_cost_minor is not null;

update assets
set collected_minor = sums.collected
from (
    select stay.tenant_id, stay.serial_number,
        sum(
            case
                when p.status = 'paid'
                then p.total_minor - p.tax_amount_minor - p.refunded_minor + p.refunded_tax_minor
                else p.settled_net_minor
            end
        )::bigint as collected
    from asset_subscriptions stay
    join payments p on p.tenant_id = stay.tenant_id and p.subscription_id = stay.subscription_id
        and (stay.from_date is null or p.due_date >= stay.from_date)
        and (stay.until_date is null or p.due_date < stay.until_date)
    where p.status = 'paid' or p.settled_net_minor is not null
    group by stay.tenant_id, stay.serial_number
) sums
where sums.tenant_id = assets.tenant_id and sums.serial_number = assets.serial_number
    and sums.collected <> 0;

-- Afterwards: the rows above are written without its index.
alter table assets
    add column cost_recovery text collate "C" generated always as (
        case
            when coalesce(acquisition_cost_minor, variant_cost_minor) > 0
            then case
                when collected_minor >= coalesce(acquisition_cost_minor, variant_cost_minor) then 'over_100'
                else 'under_100'
            end
        end
    ) stored;
create index assets_by_cost_recovery on assets (tenant_id, cost_recovery, created_at, serial_number)
    where cost_recovery is not null;
