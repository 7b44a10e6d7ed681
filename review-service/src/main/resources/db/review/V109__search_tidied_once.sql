-- gin_clean_pending_list goes on until the list is empty: while reviews are being written, ever again for the few that came meanwhile,
-- each of them as dear as many. An insert that finds the list longer than the limit takes in what is there, once. So the limit is a
-- setting: of the service's connections what appends may leave (application.properties), and in here next to nothing. The row that is
-- inserted is gone before anyone can see it.
alter index review_search_keys reset (gin_pending_list_limit);

create or replace function search_tidied() returns bigint language plpgsql security definer
set gin_pending_list_limit = 64 set work_mem = '64MB' as $$
declare
    passing constant uuid := gen_random_uuid();
begin
    insert into review_search (review_id, words, keys) values (passing, '', '{0}');
    delete from review_search where review_id = passing;
    return 0;
end $$;
