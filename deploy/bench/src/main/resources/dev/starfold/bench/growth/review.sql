insert into event (stream_id, version, type, schema, data, metadata, recorded_at)
select r.stream, 1, t.type, t.schema,
       t.data || jsonb_build_object('review', r.id, 'subject', r.subject, 'author', r.author,
           'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'content', (t.data -> 'content') || jsonb_build_object('score', r.score, 'language', r.language, 'preliminary', r.preliminary,
               'recommendation', upper(replace(r.recommendation, '-', '_')))),
       jsonb_build_object('actor', r.author, 'command', gen_random_uuid()), r.at
from growth.reviews(${first}, ${behind}) r,
     (select * from event where data ->> 'subject' = 'template:1' limit 1) t;

insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary, language, has_body, text_erased,
    status, version, content_version, submitted_at, reactions, reacted, helpful)
select r.id, r.stream, r.subject, r.author, r.score, r.recommendation, false, r.preliminary, r.language, true, false, 'public', 1, 1,
    r.at, n.counts, reactions_overall(n.counts), reactions_helpful(n.counts)
from growth.reviews(${first}, ${behind}) r,
    lateral (select array_agg((case when k = (2 * i + 1) % 7 then 1 else 0 end
                               + case when i % 50 <> 0 and k = 2 * i % 7 then 1 else 0 end) order by k)
             from generate_series(0, 6) k) n(counts);

insert into review_text (review_id, version, headline, body)
select r.id, 1, 'Number ' || i, 'Said of ' || r.subject || ' and *of nothing else* by only' || i / 20
    || ', in words that are common' || i % 100 || ' to some: ' || repeat(md5(i::text) || ' ', 4)
from growth.reviews(${first}, ${behind}) r;

insert into review_search (review_id, words, keys)
select r.id, words, search_keys(words)
from growth.reviews(${first}, ${behind}) r,
    lateral (select ' number ' || i || ' said of anime and of nothing else by only' || i / 20
        || ' in words that are common' || i % 100 || ' to some ' || md5(i::text) || ' ') d(words);

insert into reaction (slot, reaction_id, review_id, user_id, kind, active, version, since)
select p.slot, r.id, md5('review' || r.review)::uuid, r.reader, r.kind, true, 1, r.at
from growth.reactions(${first}, ${behind}) r, projection p where p.name = 'reactions';

update review set reactions = c.counts, reacted = reactions_overall(c.counts), helpful = reactions_helpful(c.counts)
from (select array[count(*) filter (where kind = 'nice'), count(*) filter (where kind = 'love-it'), count(*) filter (where kind = 'funny'),
          count(*) filter (where kind = 'confusing'), count(*) filter (where kind = 'informative'),
          count(*) filter (where kind = 'well-written'), count(*) filter (where kind = 'creative')]::int[] counts
      from live_reaction where review_id = md5('review0')::uuid) c
where id = md5('review0')::uuid;

-- All of it counts as sent: nobody here reads the topic.
update relay set cursor = (select max(position) from event) where topic = 'review-events';
