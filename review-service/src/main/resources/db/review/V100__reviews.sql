-- The newest state of every review, written in the transaction that appends its event.
create table review (
    id                uuid primary key,
    stream_id         uuid        not null,
    subject           text        not null,
    author            text        not null,
    score             int         not null,
    recommendation    text        not null,
    spoiler           boolean     not null,
    preliminary       boolean     not null,
    progress_consumed int,
    progress_total    int,
    language          text,
    has_body          boolean     not null,
    text_erased       boolean     not null,
    status            text        not null,
    version           int         not null,
    content_version   int         not null,
    submitted_at      timestamptz not null,
    revised_at        timestamptz
);

-- Lists show public reviews only, so only those stand in their indexes. One index serves both directions.
create index review_by_subject on review (subject, submitted_at, id) where status = 'public';
create index review_by_author on review (author, submitted_at, id) where status = 'public';
create index review_by_time on review (submitted_at, id) where status = 'public';

-- The words of each version that has any. They stand in no event: erasing them is deleting a row.
create table review_text (
    review_id uuid not null,
    version   int  not null,
    headline  text,
    body      text,
    primary key (review_id, version)
);
