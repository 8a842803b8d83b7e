-- Versions of reports that were published, by reader: whole for those readers, and as a list for staff.
create table greenline.report (like greenline.track including all);
create table greenline."released-report" (like greenline.track including all);
create table greenline.publication (like greenline.track including all);
