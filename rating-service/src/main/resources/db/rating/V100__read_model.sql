-- The read model stands in two slots, of which one is live: what is rebuilt is built in the other. Only the live one is
-- read, through the views or under the same condition.
insert into projection (name) values ('ratings');

-- What each review says now: the newest version wins, whole. It counts while it is public and no exclusion covers it. A row
-- that doesn't stays, so that an older version arriving late finds something newer and changes nothing.
create table review (
    slot           smallint not null,
    review_id      uuid not null,
    subject        text collate "C" not null,
    author         text collate "C",
    score          smallint check (score between 1 and 10),
    recommendation text check (recommendation in ('recommended', 'mixed-feelings', 'not-recommended')),
    preliminary    boolean,
    language       text collate "C",
    submitted_at   timestamptz,
    status         text not null check (status in ('public', 'hidden', 'withdrawn', 'erased')),
    version        integer not null,
    excluded       boolean not null,        -- whether an active exclusion of its subject covers it
    primary key (slot, review_id),
    check (status <> 'public' or (score is not null and recommendation is not null))
) partition by list (slot);
create table review_0 partition of review for values in (0);
create table review_1 partition of review for values in (1);

-- For what an exclusion may cover, and for what counts of an author's.
create index review_of_subject on review (subject);
create index review_of_author on review (author) where status = 'public' and not excluded;

-- The aggregate of a subject's counted reviews. No foreign key ties it to review: the projection keeps both in one
-- transaction, and locking would cost more than the check is worth.
create table rating (
    slot            smallint not null,
    subject         text collate "C" not null,
    type            text collate "C" not null generated always as (split_part(subject, ':', 1)) stored,
    scores          bigint[] not null default array_fill(0, array[10]),   -- how many reviews give 1, 2, … 10
    recommendations bigint[] not null default array_fill(0, array[3]),    -- recommended, mixed-feelings, not-recommended
    reactions       bigint[] not null default array_fill(0, array[7]),    -- nice, love-it, funny, confusing, informative, well-written, creative
    excluded        bigint not null default 0,                            -- public reviews that an exclusion covers
    updated_at      timestamptz not null default clock_timestamp(),
    primary key (slot, subject)
) partition by list (slot);
create table rating_0 partition of rating for values in (0);
create table rating_1 partition of rating for values in (1);

-- The same for the reviews of one language ('' where none is given), preliminary ones apart.
create table part (
    slot            smallint not null,
    subject         text collate "C" not null,
    preliminary     boolean not null,
    language        text collate "C" not null,
    scores          bigint[] not null,
    recommendations bigint[] not null,
    reactions       bigint[] not null,
    excluded        bigint not null,
    updated_at      timestamptz not null default clock_timestamp(),
    primary key (slot, subject, preliminary, language)
) partition by list (slot);
create table part_0 partition of part for values in (0);
create table part_1 partition of part for values in (1);

-- The counted reviews submitted on a day, in UTC.
create table day (
    slot    smallint not null,
    subject text collate "C" not null,
    day     date not null,
    count   bigint not null,
    sum     bigint not null,
    primary key (slot, subject, day)
) partition by list (slot);
create table day_0 partition of day for values in (0);
create table day_1 partition of day for values in (1);

-- Over all counted reviews of a type: the C of the weighted rating. A few rows, updated with every poll.
create table type_total (
    slot    smallint not null,
    type    text collate "C" not null,
    count   bigint not null,
    sum     bigint not null,
    -- The last transaction that changed any of the type's ratings, if only so that the totals stayed.
    changed xid8 not null default pg_current_xact_id(),
    primary key (slot, type)
) partition by list (slot);
create table type_total_0 partition of type_total for values in (0) with (fillfactor = 50);
create table type_total_1 partition of type_total for values in (1) with (fillfactor = 50);

create view live_review as
select * from review where slot = (select slot from projection where name = 'ratings');

create view live_rating as
select * from rating where slot = (select slot from projection where name = 'ratings');

create view live_part as
select * from part where slot = (select slot from projection where name = 'ratings');

create view live_day as
select * from day where slot = (select slot from projection where name = 'ratings');

create view live_type_total as
select * from type_total where slot = (select slot from projection where name = 'ratings');
