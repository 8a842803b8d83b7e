-- What the duty desk is told: alarms, rules, watches handed over.
create table greenline.desk (like greenline.track including all);
