-- What each reaction says now: the newest version wins, whole. It counts for its subject while it is active and the
-- review of this id and subject counts; it may be known long before that review is. Who reacted is not kept.
create table reaction (
    slot        smallint not null,
    reaction_id uuid not null,
    review_id   uuid not null,
    subject     text collate "C" not null,
    kind        text check (kind in ('nice', 'love-it', 'funny', 'confusing', 'informative', 'well-written', 'creative')),
    active      boolean not null,
    version     integer not null,
    primary key (slot, reaction_id),
    check (not active or kind is not null)
) partition by list (slot);
create table reaction_0 partition of reaction for values in (0);
create table reaction_1 partition of reaction for values in (1);

-- A review that begins or ceases to count takes its reactions along.
create index reaction_of_review on reaction (review_id) where active;

create view live_reaction as
select * from reaction where slot = (select slot from projection where name = 'ratings');
