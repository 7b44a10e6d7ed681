-- What each review says of itself, by review-service's events: the newest version wins, whole. A review that is gone keeps
-- its row, so that an older version arriving late finds something newer and changes nothing. In two slots, of which one is
-- live: what is rebuilt is built in the other.
create table known_review (
    slot      smallint not null,
    review_id uuid not null,
    subject   text not null,
    author    text,
    status    text not null check (status in ('public', 'hidden', 'withdrawn', 'erased')),
    version   int  not null,
    primary key (slot, review_id)
) partition by list (slot);
create table known_review_0 partition of known_review for values in (0);
create table known_review_1 partition of known_review for values in (1);

insert into projection (name) values ('known-reviews');

create view live_known_review as
select * from known_review where slot = (select slot from projection where name = 'known-reviews');

-- The newest state of every reaction, written in the transaction that appends its event. The id stands for review and user.
create table reaction (
    id         uuid primary key,
    review_id  uuid        not null,
    user_id    text        not null,
    kind       text        not null,
    active     boolean     not null,
    version    int         not null,
    reacted_at timestamptz not null
);

-- Lists show what stands, so only that is in their indexes. The kind comes last, to be looked at without leaving the index.
create index reaction_by_review on reaction (review_id, reacted_at, id, kind) where active;
create index reaction_by_user on reaction (user_id, reacted_at, id) where active;

-- How often each kind stands on a review, counted in the transaction that appends the event. The room left in its pages
-- lets a counter change in place.
create table reaction_count (
    review_id    uuid primary key,
    nice         int not null check (nice >= 0),
    love_it      int not null check (love_it >= 0),
    funny        int not null check (funny >= 0),
    confusing    int not null check (confusing >= 0),
    informative  int not null check (informative >= 0),
    well_written int not null check (well_written >= 0),
    creative     int not null check (creative >= 0)
) with (fillfactor = 70);
