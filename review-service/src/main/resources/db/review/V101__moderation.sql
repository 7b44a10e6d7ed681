-- What users report. A dismissed report stays, so that a repeated request finds it; its reporter may report again.
create table report (
    id           uuid primary key,
    review_id    uuid        not null,
    reporter     text        not null,
    reason       text        not null,
    note         text,
    reported_at  timestamptz not null,
    dismissed_at timestamptz,
    dismissed_by text
);

-- One open report per user and review.
create unique index report_open on report (review_id, reporter) where dismissed_at is null;

-- The queue: a row counts the open reports of a review, in the transaction that changes them and under a lock on the
-- review's row. A withdrawn review has none.
create table reported_review (
    review_id  uuid primary key,
    spam       int         not null,
    spoiler    int         not null,
    harassment int         not null,
    off_topic  int         not null,
    other      int         not null,
    reports    int         not null generated always as (spam + spoiler + harassment + off_topic + other) stored,
    latest     timestamptz not null
);

create index reported_review_by_reports on reported_review (reports, latest, review_id);
