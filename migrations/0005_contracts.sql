-- What happens to a contract after it began: how it is billed, when it left, and what waits at its
-- end.
alter table subscriptions
    -- What lies between two periods of billing.
    add column billing_interval text not null default 'month' check (billing_interval in ('month', 'same_day', '30_days')),
    -- The day it ended on; ended_at is when that was written down.
    add column ended_on date,
    -- When its term was over and a person was asked what becomes of it.
    add column action_required_at timestamptz;

-- Contracts whose term is over and of which nothing was decided yet.
create index subscriptions_due_to_end on subscriptions (tenant_id, end_date, id)
    where status = 'active' and action_required_at is null;
