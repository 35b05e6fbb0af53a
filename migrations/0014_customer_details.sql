-- What a business is registered under, on customers and in the copy that an order keeps of its customer;
-- and the addresses a customer has goods sent to, of which the latest order's is only one.

alter table customers
    add column registration_number text,
    add column vat_number text,
    -- In the order in which they were written; replaced as a whole.
    add column shipping_addresses jsonb not null default '[]'
        check (jsonb_typeof(shipping_addresses) = 'array');

alter table orders
    add column customer_registration_number text,
    add column customer_vat_number text;
