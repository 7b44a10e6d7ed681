insert into review (slot, review_id, subject, author, score, recommendation, preliminary, language, submitted_at, status, version, excluded)
select p.slot, r.id, r.subject, r.author, r.score, r.recommendation, r.preliminary, r.language, r.at, 'public', 1, false
from growth.reviews(${first}, ${behind}) r, projection p where p.name = 'ratings';

insert into reaction (slot, reaction_id, review_id, subject, kind, active, version)
select p.slot, r.id, md5('review' || r.review)::uuid, growth.subject(r.review), r.kind, true, 1
from growth.reactions(${first}, ${behind}) r, projection p where p.name = 'ratings';

-- What the projection would have added up.
create temporary table counted as
select subject, preliminary, coalesce(language, '') as language,
    array[count(*) filter (where score = 1), count(*) filter (where score = 2), count(*) filter (where score = 3),
          count(*) filter (where score = 4), count(*) filter (where score = 5), count(*) filter (where score = 6),
          count(*) filter (where score = 7), count(*) filter (where score = 8), count(*) filter (where score = 9),
          count(*) filter (where score = 10)] as scores,
    array[count(*) filter (where recommendation = 'recommended'), count(*) filter (where recommendation = 'mixed-feelings'),
          count(*) filter (where recommendation = 'not-recommended')] as recommendations
from live_review group by 1, 2, 3;

create temporary table reacted as
select v.subject, v.preliminary, coalesce(v.language, '') as language,
    array[count(*) filter (where kind = 'nice'), count(*) filter (where kind = 'love-it'), count(*) filter (where kind = 'funny'),
          count(*) filter (where kind = 'confusing'), count(*) filter (where kind = 'informative'),
          count(*) filter (where kind = 'well-written'), count(*) filter (where kind = 'creative')] as reactions
from live_reaction r join live_review v using (review_id) group by 1, 2, 3;

truncate part, rating, day, type_total;

insert into part (slot, subject, preliminary, language, scores, recommendations, reactions, excluded)
select p.slot, c.subject, c.preliminary, c.language, c.scores, c.recommendations, coalesce(r.reactions, array_fill(0, array[7])), 0
from projection p, counted c left join reacted r using (subject, preliminary, language) where p.name = 'ratings';

create or replace function growth.add(a bigint[], b bigint[]) returns bigint[] immutable language sql
return case when a is null then b else array(select x + y from unnest(a, b) with ordinality as pair(x, y, i) order by i) end;

create or replace aggregate growth.sum(bigint[]) (sfunc = growth.add, stype = bigint[]);

insert into rating (slot, subject, scores, recommendations, reactions, excluded)
select slot, subject, growth.sum(scores), growth.sum(recommendations), growth.sum(reactions), 0 from part group by 1, 2;

insert into day (slot, subject, day, count, sum)
select slot, subject, (submitted_at at time zone 'UTC')::date, count(*), sum(score) from live_review group by 1, 2, 3;

insert into type_total (slot, type, count, sum)
select slot, split_part(subject, ':', 1), count(*), sum(score) from live_review group by 1, 2;

drop table counted, reacted;
