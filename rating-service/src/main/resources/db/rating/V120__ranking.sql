-- The subjects of a type in their order at a moment. Derived from the live slot, so no rebuild touches it. One that another
-- has superseded is kept for as long as it may still be paged through.
create table ranking (
    id            bigint generated always as identity primary key,
    type          text collate "C" not null,
    weight        integer not null,             -- the m of the weighted mean
    changed       xid8,                         -- as the type's total had it; null where there was none
    ranked_at     timestamptz not null,         -- it holds all that was committed before
    took          interval not null,
    superseded_at timestamptz                   -- null: the newest of its type
);
create unique index ranking_newest on ranking (type) where superseded_at is null;
create index ranking_superseded on ranking (superseded_at) where superseded_at is not null;

-- A ranking in blocks of a hundred subjects, once per sort. Counts are those at its moment; `most`, the highest of them, is in
-- the key so that blocks in which too little was counted are passed over within the index.
create table ranking_block (
    ranking  bigint not null references ranking on delete cascade,
    sort     text not null check (sort in ('weighted', 'mean', 'count', 'trending')),
    block    integer not null,                  -- 0 holds the places 1 to 100
    most     bigint not null,
    subjects text[] collate "C" not null,
    counts   bigint[] not null,
    primary key (ranking, sort, block, most)
);

-- The place of each subject by `weighted` in the newest ranking of its type. Only what moved is written.
create table place (
    subject text collate "C" primary key,
    rank    bigint not null
) with (fillfactor = 70);
