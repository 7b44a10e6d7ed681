-- What each review says now: the newest version wins, whole. A row that is not public counts nowhere, but stays, so that
-- an older version arriving late finds something newer and changes nothing.
create table review (
    review_id      uuid primary key,
    subject        text collate "C" not null,
    author         text,
    score          smallint check (score between 1 and 10),
    recommendation text check (recommendation in ('recommended', 'mixed-feelings', 'not-recommended')),
    preliminary    boolean,
    language       text,
    submitted_at   timestamptz,
    status         text not null check (status in ('public', 'hidden', 'withdrawn', 'erased')),
    version        integer not null,
    check (status <> 'public' or (score is not null and recommendation is not null))
);

-- The aggregate of a subject's public reviews. No foreign key ties it to review: the projection keeps both in one
-- transaction, and locking would cost more than the check is worth.
create table rating (
    subject         text collate "C" primary key,
    type            text collate "C" not null generated always as (split_part(subject, ':', 1)) stored,
    scores          bigint[] not null default array_fill(0, array[10]),   -- how many reviews give 1, 2, … 10
    recommendations bigint[] not null default array_fill(0, array[3]),    -- recommended, mixed-feelings, not-recommended
    updated_at      timestamptz not null default clock_timestamp()
);

-- Over all counted reviews of a type: the C of the weighted rating. A few rows, updated with every poll.
create table type_total (
    type  text collate "C" primary key,
    count bigint not null,
    sum   bigint not null
) with (fillfactor = 50);
