-- What befell monitors and what they work with, alerts, and stretches in which the mission stood still.
create table greenline.restriction (like greenline.track including all);
create table greenline.interference (like greenline.track including all);
create table greenline."safety-alert" (like greenline.track including all);
create table greenline.suspension (like greenline.track including all);

create index restriction_at on greenline.restriction (at);
create index interference_at on greenline.interference (at);
create index safety_alert_at on greenline."safety-alert" (at);
