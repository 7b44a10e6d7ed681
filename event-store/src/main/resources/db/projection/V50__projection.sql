-- Which generation of a read model is live, and in which of its two slots. The tables of a projection are partitioned by
-- slot, with partitions 0 and 1; whoever reads them takes the slot from here within the same statement.
create table projection (
    name        text primary key,
    slot        smallint    not null default 0 check (slot in (0, 1)),
    generation  bigint      not null default 1,
    switched_at timestamptz not null default clock_timestamp()
);
