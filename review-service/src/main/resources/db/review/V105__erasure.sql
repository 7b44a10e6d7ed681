-- Users whose erasure was asked for and is not done: whoever holds the lease goes on with it. The row goes in the transaction
-- that tells other services.
create table pending_erasure (
    id         uuid primary key,
    user_id    text        not null,
    -- What is younger stays.
    at         timestamptz not null,
    owner      uuid        not null,
    expires_at timestamptz not null
);

-- An erased review has no author; of the others, V100 indexes the public ones.
create index review_out_of_sight_by_author on review (author, submitted_at, id) where status in ('hidden', 'withdrawn');

create index report_of_review on report (review_id);
create index report_by_reporter on report (reporter, id);
create index report_by_dismisser on report (dismissed_by, id) where dismissed_by is not null;

-- What moderators and operators did to others' reviews; authors' own events are found by their streams.
create index event_by_moderator on event ((metadata->>'actor'), position)
    where type in ('review-hidden', 'review-restored', 'review-text-erased', 'review-imported');

-- Whose names are to be forgotten.
create index event_of_erasure on event (position) where type = 'user-erased';

create index reaction_of_user on reaction (user_id, reaction_id);
