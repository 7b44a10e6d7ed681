-- The log: the only truth of a service. Append-only; the position of an event is its place in commit order.
create table event (
    position    bigint generated always as identity primary key,
    stream_id   uuid        not null,
    version     int         not null check (version > 0),
    type        text        not null,
    schema      int         not null,
    data        jsonb       not null,
    metadata    jsonb       not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (stream_id, version)
);

-- One row per keyed command that succeeded: a repeat finds the version its first success led to.
create table idempotency (
    key       uuid primary key,
    digest    uuid not null,
    stream_id uuid not null,
    version   int  not null
);

-- One row per topic: how far the log has been sent, and which instance is sending until when.
create table relay (
    topic      text primary key,
    cursor     bigint      not null default 0,
    owner      text        not null default '',
    expires_at timestamptz not null default '-infinity'
);
