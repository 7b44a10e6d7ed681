-- Which erasures of users were carried out here: each id once, so that no redelivery erases what a user who came back has
-- written since. Names nobody.
create table erasure (
    id uuid        primary key,
    at timestamptz not null
);

-- The keys of what is erased are erased with it.
create index idempotency_stream on idempotency (stream_id);
