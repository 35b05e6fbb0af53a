-- Creates for a tenant drawn by its weight: 30 percent the largest, the others as 1 / root(rank).
\set draw random(1, 1000000)
\set rank 1 + int(:others * double(:draw - 1) * double(:draw - 1) / 1000000000000.0 - 0.5)
\set is_largest random(1, 100) <= 30
\set index case when :is_largest then 0 else :rank end
\set customers case when :is_largest then :largest_customers else greatest(1, int(:rest_customers / sqrt(:rank) - 0.5)) end
