-- A document is its words in order, each between spaces, and for the index the CRC-32C of each word, once: numbers cost the
-- index half of what words do, and writing a row half of what a tsvector does. Words that share a number are told apart, and
-- phrases found, in the words themselves.
alter table review_search
    alter column document drop not null,
    add column words text,
    add column keys int[];

create function search_words(document tsvector) returns text immutable strict language sql
return (
    select ' ' || coalesce(string_agg(lexeme, ' ' order by place) || ' ', '')
    from unnest(document) as word cross join lateral unnest(word.positions) as place);

create function search_keys(words text) returns int[] immutable strict language sql
return array(
    select distinct (crc32c(convert_to(word, 'UTF8')) - 2147483648)::int
    from unnest(string_to_array(btrim(words), ' ')) as word order by 1);

update review_search set words = search_words(document), keys = search_keys(search_words(document));

alter table review_search alter column words set not null, alter column keys set not null;

create index review_search_keys on review_search using gin (keys) with (gin_pending_list_limit = 65536);

create or replace function search_tidied() returns bigint language sql security definer
return gin_clean_pending_list('review_search_keys');

drop index review_search_document;

-- Replicas of the release before write documents only, for as long as there are any.
create function search_completed() returns trigger language plpgsql as $$
begin
    new.words := search_words(new.document);
    new.keys := search_keys(new.words);
    return new;
end $$;

create trigger review_search_completed before insert or update on review_search
    for each row when (new.document is not null) execute function search_completed();
