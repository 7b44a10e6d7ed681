-- Builds what unindexed.sql has put aside.
set maintenance_work_mem = '1GB';

do $$
declare
    one regclass;
begin
    for one in select distinct indrelid from pg_index where not indisvalid loop
        execute format('reindex table %s', one);
    end loop;
end $$;
