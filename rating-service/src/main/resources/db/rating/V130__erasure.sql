-- Null once the moderator is erased. An exclusion about an author who was erased has the author '', which no review has.
alter table exclusion alter column by drop not null;
