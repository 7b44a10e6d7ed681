-- What each exclusion says now. Kept by the inline projection, in the transaction that appends the event. One that was
-- removed stays, inactive.
create table exclusion (
    id      uuid primary key,
    subject text collate "C" not null,
    from_at timestamptz,                    -- inclusive
    to_at   timestamptz,                    -- exclusive
    author  text collate "C",
    reason  text        not null,
    by      text        not null,
    at      timestamptz not null,
    active  boolean     not null,
    version integer     not null,
    check ((from_at is null) = (to_at is null)),
    check (from_at < to_at)
);

-- For those that cover a subject's reviews, and for their list.
create index exclusion_of_subject on exclusion (subject, at, id) where active;
