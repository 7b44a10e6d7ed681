-- What each reaction says now: the newest version wins, whole. It counts for its subject while it is active and the
-- review of this id and subject is public; it may be known long before that review is. Who reacted is not kept.
create table reaction (
    reaction_id uuid primary key,
    review_id   uuid not null,
    subject     text collate "C" not null,
    kind        text check (kind in ('nice', 'love-it', 'funny', 'confusing', 'informative', 'well-written', 'creative')),
    active      boolean not null,
    version     integer not null,
    check (not active or kind is not null)
);

-- A review that begins or ceases to count takes its reactions along.
create index reaction_of_review on reaction (review_id) where active;

-- In the order of the catalogue: nice, love-it, funny, confusing, informative, well-written, creative.
alter table rating add column reactions bigint[] not null default array_fill(0, array[7]);
