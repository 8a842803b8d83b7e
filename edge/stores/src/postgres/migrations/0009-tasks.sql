-- What somebody is asked to look at, and how far that has come.
create table greenline.task (like greenline.track including all);

create index task_parent on greenline.task (parent, seq) where parent is not null;
