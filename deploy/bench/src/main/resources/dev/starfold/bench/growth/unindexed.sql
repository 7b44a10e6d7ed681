-- Has no index kept up row by row, and none read: to build one of all rows at once takes a fraction of the time.
update pg_index set indisready = false, indisvalid = false
where indrelid in (
    select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and relname ~ '^(event|review|review_text|review_search|known_review|reaction)(_[01])?$');
