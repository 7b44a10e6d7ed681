-- What the role of run time may do, where there is one beside the owner of the tables (deploy/security): anew after every
-- migration, so that it is always just this. The log is append-only for it; erasing blanks what an event says.
do $$
declare
    service text := current_database() || '_service';
    relation record;
begin
    if current_user = service or not exists (select from pg_roles where rolname = service) then
        return;
    end if;
    -- Replicas that start together take turns.
    perform pg_advisory_xact_lock(hashtextextended('privileges', 0));
    execute format('revoke all on all tables in schema %I from %I', current_schema(), service);
    for relation in
        select oid::regclass as name, relname, relkind, relispartition from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v')
    loop
        execute format('grant %s on %s to %I',
            case
                when relation.relname = 'event' then 'select, insert, update (data, metadata)'
                when relation.relname = 'flyway_schema_history' or relation.relkind = 'v' then 'select'
                -- A slot is emptied before it is rebuilt, and analyzed before it is live.
                when relation.relispartition then 'select, insert, update, delete, truncate, maintain'
                else 'select, insert, update, delete'
            end,
            relation.name, service);
    end loop;
end $$;
