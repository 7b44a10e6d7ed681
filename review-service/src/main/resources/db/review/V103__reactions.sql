insert into projection (name) values ('reactions');

-- What each reaction says now: the newest version wins, whole. It stands in two slots, of which one is live. One that is not
-- active counts nowhere, but stays, so that an older version arriving late finds something newer and changes nothing.
create table reaction (
    slot        smallint    not null,
    reaction_id uuid        not null,
    review_id   uuid        not null,
    user_id     text,
    kind        text check (kind in ('nice', 'love-it', 'funny', 'confusing', 'informative', 'well-written', 'creative')),
    active      boolean     not null,
    version     int         not null,
    since       timestamptz not null,
    primary key (slot, reaction_id),
    check (not active or kind is not null)
) partition by list (slot);
create table reaction_0 partition of reaction for values in (0);
create table reaction_1 partition of reaction for values in (1);

-- All of a review, or its caller's own.
create index reaction_of_review on reaction (slot, review_id, user_id) where active;

create view live_reaction as
select * from reaction where slot = (select slot from projection where name = 'reactions');

-- Counts here are arrays in catalogue order, as in review.reactions.
create function reactions_added(counts int[], difference int[]) returns int[] immutable parallel safe language sql
return array(select a + b from unnest(counts, difference) with ordinality as pair(a, b, i) order by i);

create function reactions_overall(counts int[]) returns int immutable parallel safe language sql
return (select sum(n)::int from unnest(counts) as n);

-- The lower bound of Wilson's 95 % score interval (JASA 22, 1927), of all kinds but confusing out of all. The tests hold it
-- to the same formula in Java.
create function reactions_helpful(counts int[]) returns float8 immutable parallel safe language sql
return (
    select case when positive = 0 then 0 else
        (share + zz / (2 * n) - sqrt(zz) * sqrt((share * (1 - share) + zz / (4 * n)) / n)) / (1 + zz / n)
    end
    from (select reactions_overall(counts)::float8 as n, reactions_overall(counts) - counts[4] as positive,
                 1.959964::float8 ^ 2 as zz) as given
    cross join lateral (select positive / nullif(n, 0) as share) as part
);
