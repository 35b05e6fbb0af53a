-- By whose name payments are sorted, and how they were paid
-- (docs/decisions/0026-payments-by-customer.md).

alter table payments
    -- The customer's name as people read it, folded: what the list is sorted by. Byte by byte, as its
    -- neighbours in lists are.
    add column customer_name_folded text collate "C" not null default '',
    -- How the money came; null where nobody said.
    add column payment_method text check (
        payment_method in ('bank_transfer', 'card', 'direct_debit', 'cash', 'cheque', 'paypal', 'other')
    );
update payments p
set customer_name_folded = lower(c.first_name || ' ' || c.last_name)
from customers c
where c.tenant_id = p.tenant_id and c.id = p.customer_id;
create index payments_by_customer_name on payments (tenant_id, customer_name_folded, id);
