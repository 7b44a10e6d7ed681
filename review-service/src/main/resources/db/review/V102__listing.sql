-- What orders a list besides time and score. Whoever projects reactions fills these columns; the append never touches them.
alter table review
    -- Counts in catalogue order: nice, love-it, funny, confusing, informative, well-written, creative.
    add column reactions int[] not null default '{0,0,0,0,0,0,0}' check (cardinality(reactions) = 7),
    add column reacted   int   not null default 0 check (reacted >= 0),
    -- The lower bound of Wilson's 95 % interval over positive reactions (all but confusing) out of all; 0 when none.
    add column helpful   float8 not null default 0 check (helpful between 0 and 1);

-- Every sort ends in (submitted_at, id): newest, then id. Each index is read in one direction from a row comparison on, so a
-- page costs the same however deep it lies. By subject and over all, each sort has one; by author there is time alone
-- (V100), as one author's reviews are few enough to be sorted.

create index review_by_subject_score on review (subject, score, submitted_at, id) where status = 'public';
create index review_by_score on review (score, submitted_at, id) where status = 'public';

-- Lowest first, but newest first among equals: not the same order backwards.
create index review_by_subject_lowest on review (subject, (-score), submitted_at, id) where status = 'public';
create index review_by_lowest on review ((-score), submitted_at, id) where status = 'public';

-- Only reviews with reactions: the others follow in order of time, which V100 indexes. So a new review costs nothing here.
create index review_by_subject_reacted on review (subject, reacted, submitted_at, id) where status = 'public' and reacted > 0;
create index review_by_reacted on review (reacted, submitted_at, id) where status = 'public' and reacted > 0;
create index review_by_subject_helpful on review (subject, helpful, submitted_at, id) where status = 'public' and helpful > 0;
create index review_by_helpful on review (helpful, submitted_at, id) where status = 'public' and helpful > 0;

-- What moderators have hidden: little, so one index serves all its lists.
create index review_hidden on review (submitted_at, id) where status = 'hidden';

-- The words of the current version of each review that has any, for full-text search: as dev.starfold.review.search cuts
-- them, so that the configuration 'simple' has nothing left to decide. Erasing a text deletes its row here too.
create table review_search (
    review_id uuid primary key,
    document  tsvector not null
);

create index review_search_document on review_search using gin (document);
