-- A document of the usual length stays whole in its row: to press and move it elsewhere costs more than its space.
alter table review_search set (toast_tuple_target = 8160);

-- New documents wait in a list until the index takes them in. The service has that done whenever there are many; an append that
-- finds the list full would do it by itself, while the others wait.
alter index review_search_document set (gin_pending_list_limit = 65536);

-- The index is its owner's to tidy, which the role of run time is not.
create function search_tidied() returns bigint language sql security definer
return gin_clean_pending_list('review_search_document');
