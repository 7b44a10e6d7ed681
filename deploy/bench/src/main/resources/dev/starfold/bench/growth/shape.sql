-- Review number i, the same in every database. Authors and subjects have 20 reviews each, but for anime:big, which has one in a
-- hundred. Times are spread over three years.
create schema if not exists growth;

create or replace function growth.subject(i int) returns text immutable language sql
return case when i % 100 = 0 then 'anime:big' else 'anime:' || i / 400 * 20 + i % 20 end;

create or replace function growth.reviews(first int, behind int)
returns table (i int, id uuid, stream uuid, subject text, author text, score int, recommendation text, preliminary boolean,
    language text, at timestamptz)
immutable language sql as $$
    select i, md5('review' || i)::uuid, md5('stream' || i)::uuid, growth.subject(i), 'author-' || i / 20, score,
        case when score > 6 then 'recommended' when score > 4 then 'mixed-feelings' else 'not-recommended' end,
        i % 7 = 0, (array['en', 'de', 'pt-BR', null])[1 + i / 20 % 4],
        timestamptz '2023-01-01' + i::bigint * 7919 % 94608000 * interval '1 second'
    from generate_series(first, behind - 1) i, lateral (select 1 + (i::bigint * 7 + i / 20 * 3 + i / 400)::int % 10) s(score)
$$;

-- Two to a review, but for one in a hundred, which goes to review 0.
create or replace function growth.reactions(first int, behind int)
returns table (id uuid, review int, reader text, kind text, at timestamptz)
immutable language sql as $$
    select md5('reaction' || j)::uuid, case when j % 100 = 0 then 0 else j / 2 end, 'reader-' || j / 20,
        (array['nice', 'love-it', 'funny', 'confusing', 'informative', 'well-written', 'creative'])[1 + j % 7],
        timestamptz '2026-01-01' + j::bigint * 7919 % 25920000 * interval '1 second'
    from generate_series(2 * first, 2 * behind - 1) j
$$;
