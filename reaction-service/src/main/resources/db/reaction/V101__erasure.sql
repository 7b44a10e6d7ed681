-- Null once the user is erased.
alter table reaction alter column user_id drop not null;

-- An erasure finds all of a user's reactions, also those taken back.
create index reaction_of_user on reaction (user_id, id) where not active;
