-- States of tracks at moments of their past, learnt late, and officers' word on which tracks are one.
create table greenline."track-history" (like greenline.track including all);
create table greenline.correlation (like greenline.track including all);

create index track_history_parent on greenline."track-history" (parent, seq)
  where parent is not null;
