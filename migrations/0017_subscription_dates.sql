-- A cancellation that is to come: the day it ends the contract on; and who planned it, when and why.
alter table subscriptions
    add column cancel_on date,
    add column scheduled_cancellation jsonb,
    add check ((cancel_on is null) = (scheduled_cancellation is null)),
    -- Whatever ends a contract before leaves nothing to call off.
    add check (cancel_on is null or status = 'active');

-- Contracts that are to be called off, by day.
create index subscriptions_due_to_cancel on subscriptions (tenant_id, cancel_on, id)
    where cancel_on is not null;
