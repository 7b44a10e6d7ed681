-- Work that outlives a request and the process that does it: whoever holds the lease does it, another goes on when it dies.
create table job (
    id         uuid primary key,
    projection text        not null,
    kind       text        not null check (kind in ('rebuild', 'verification', 'republish')),
    status     text        not null default 'running' check (status in ('running', 'done', 'failed', 'cancelled')),
    progress   float8      not null default 0 check (progress between 0 and 1),
    started_at timestamptz not null default clock_timestamp(),
    ended_at   timestamptz,
    owner      text        not null default '',
    expires_at timestamptz not null default '-infinity',
    detail     jsonb       not null default '{}'
);
create unique index job_one_of_a_kind on job (projection, kind) where status = 'running';
create index job_newest on job (projection, kind, started_at);

-- How far a rebuild has come in each partition: written after what was read is durable, so a resumed one repeats some.
create table rebuild_offset (
    job_id          uuid   not null,
    topic           text   not null,
    topic_partition int    not null,
    next_offset     bigint not null,
    primary key (job_id, topic, topic_partition)
);

-- Records set aside that were sent through again and went.
create table dead_letter_replayed (
    topic           text        not null,
    topic_partition int         not null,
    topic_offset    bigint      not null,
    replayed_at     timestamptz not null default clock_timestamp(),
    primary key (topic, topic_partition, topic_offset)
);
