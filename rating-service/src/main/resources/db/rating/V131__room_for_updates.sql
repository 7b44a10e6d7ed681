-- Every review of a subject updates its rows: with room beside them the new ones stay on their pages, and no index is touched.
alter table rating_0 set (fillfactor = 70);
alter table rating_1 set (fillfactor = 70);
alter table part_0 set (fillfactor = 70);
alter table part_1 set (fillfactor = 70);
alter table day_0 set (fillfactor = 80);
alter table day_1 set (fillfactor = 80);
