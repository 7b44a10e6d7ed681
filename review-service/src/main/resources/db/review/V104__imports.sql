-- Figures kept from where a review was imported from, a JSON object. Text and not jsonb, which would rewrite its numbers.
alter table review add column source text;
