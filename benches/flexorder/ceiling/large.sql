-- Creates for the largest tenant.
\set index 0
\set customers :largest_customers
