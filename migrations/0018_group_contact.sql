-- Whom a billing group writes to and by when it is paid; products that are removed for good
-- (docs/decisions/0028-products-removed-and-groups-invoiced.md).

-- Billing groups ------------------------------------------------------------------------------

-- Where there are no terms the customer's hold.
alter table billing_groups
    add column contact_name text check (contact_name <> ''),
    add column contact_email text check (contact_email <> ''),
    add column payment_terms text
        check (payment_terms in ('immediate', 'net_7', 'net_14', 'net_30'));

-- Catalog -------------------------------------------------------------------------------------

-- A product that nothing was ever ordered, stocked or rented of may be removed; that nothing refers
-- to it is held by the foreign keys.
grant delete on products, variants to flexorder_server;
grant delete on platform.search_texts to flexorder_server;
-- What a foreign key looks at when a variant goes.
create index assets_by_variant on assets (tenant_id, variant_id);
create index subscriptions_by_variant on subscriptions (tenant_id, variant_id);

-- Payments -----------------------------------------------------------------------------------

-- What a group was asked for, by month: few rows beside those of its members.
create index payments_of_groups on payments (tenant_id, billing_group_id, billing_period)
    where payment_type = 'consolidated';
