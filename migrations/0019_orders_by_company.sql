-- Orders are found by the company they name, which need not be the one of their customer's record
-- (docs/decisions/0013-search-by-dimension.md).
insert into platform.search_texts (tenant_id, kind, entity_id, text)
select distinct o.tenant_id, 'company', o.customer_id, lower(o.customer_company)
from orders o
join customers c on c.tenant_id = o.tenant_id and c.id = o.customer_id
where o.customer_company <> '' and o.customer_company is distinct from c.company
on conflict do nothing;
