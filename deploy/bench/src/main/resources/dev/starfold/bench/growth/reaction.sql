insert into known_review (slot, review_id, subject, author, status, version)
select p.slot, r.id, r.subject, r.author, 'public', 1
from growth.reviews(${first}, ${behind}) r, projection p where p.name = 'known-reviews';

insert into reaction (id, review_id, user_id, kind, active, version, reacted_at)
select r.id, md5('review' || r.review)::uuid, r.reader, r.kind, true, 1, r.at from growth.reactions(${first}, ${behind}) r;

insert into reaction_count (review_id, nice, love_it, funny, confusing, informative, well_written, creative)
select md5('review' || review)::uuid, count(*) filter (where kind = 'nice'), count(*) filter (where kind = 'love-it'),
    count(*) filter (where kind = 'funny'), count(*) filter (where kind = 'confusing'),
    count(*) filter (where kind = 'informative'), count(*) filter (where kind = 'well-written'),
    count(*) filter (where kind = 'creative')
from growth.reactions(${first}, ${behind}) group by review
on conflict (review_id) do update set nice = reaction_count.nice + excluded.nice, love_it = reaction_count.love_it + excluded.love_it,
    funny = reaction_count.funny + excluded.funny, confusing = reaction_count.confusing + excluded.confusing,
    informative = reaction_count.informative + excluded.informative,
    well_written = reaction_count.well_written + excluded.well_written, creative = reaction_count.creative + excluded.creative;
