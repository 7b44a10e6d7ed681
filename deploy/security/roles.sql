-- The databases, and two roles for each: the owner migrates, the service serves. Once, as an administrator:
--   psql -v ON_ERROR_STOP=1 -f deploy/security/roles.sql
-- then a password for each (\password review_owner, …), encrypted with scram-sha-256. What a service's role may do in its
-- database is granted by the migrations (event-store's afterMigrate__privileges.sql), which find it by its name.

create role review_owner login;
create role review_service login;
create database review owner review_owner;
revoke all on database review from public;
grant connect on database review to review_service;

create role reaction_owner login;
create role reaction_service login;
create database reaction owner reaction_owner;
revoke all on database reaction from public;
grant connect on database reaction to reaction_service;

create role rating_owner login;
create role rating_service login;
create database rating owner rating_owner;
revoke all on database rating from public;
grant connect on database rating to rating_service;
