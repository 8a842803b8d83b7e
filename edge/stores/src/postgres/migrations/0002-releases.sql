-- What leaves for others than staff, and warnings of hazards: a row a record, the latest of each id.
create table greenline.release (like greenline.track including all);
create table greenline."released-finding" (like greenline.track including all);
create table greenline."released-event" (like greenline.track including all);
create table greenline."released-case" (like greenline.track including all);
create table greenline."hazard-warning" (like greenline.track including all);

create index released_finding_at on greenline."released-finding" (at);
create index released_event_at on greenline."released-event" (at);
create index released_case_at on greenline."released-case" (at);
create index hazard_warning_at on greenline."hazard-warning" (at);
