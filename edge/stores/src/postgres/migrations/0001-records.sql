-- Derived records. Dropping this schema loses nothing: the journal rebuilds it.

create table greenline.label (
  -- Never used twice, also after the table was emptied: a reader's old id then matches nothing.
  id integer generated always as identity primary key,
  digest text not null unique,
  body text not null
);

-- How far the journal was folded into these tables, and the seq of the last row that gave.
create table greenline.progress (
  one boolean primary key default true check (one),
  position bigint not null,
  last_row bigint not null
);
insert into greenline.progress (position, last_row) values (0, 0);

-- Facts: written once, never altered. `at` is in milliseconds since 1970, UTC; lon and lat in degrees.
create table greenline.observation (
  seq bigint not null primary key,
  id text not null,
  label integer not null,
  at double precision not null,
  lon double precision,
  lat double precision,
  parent text,
  body text not null
);
create table greenline.period (like greenline.observation including all);
create table greenline.refusal (like greenline.observation including all);

create index observation_id on greenline.observation using hash (id);
create index period_id on greenline.period using hash (id);
create index refusal_id on greenline.refusal using hash (id);
create index observation_parent on greenline.observation (parent, seq) where parent is not null;
create index observation_at on greenline.observation
  using brin (at) with (pages_per_range = 32, autosummarize = on);
create index period_at on greenline.period
  using brin (at) with (pages_per_range = 32, autosummarize = on);

-- Records that move on: the latest state of each id, in the place of its last step.
create table greenline.track (
  seq bigint not null unique,
  id text not null primary key,
  label integer not null,
  at double precision not null,
  lon double precision,
  lat double precision,
  parent text,
  body text not null
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create table greenline.event (like greenline.track including all);
create table greenline.finding (like greenline.track including all);
create table greenline."case" (like greenline.track including all);
create table greenline.declaration (like greenline.track including all);

create index event_at on greenline.event (at);
create index finding_at on greenline.finding (at);
create index finding_parent on greenline.finding (parent, seq) where parent is not null;
create index declaration_at on greenline.declaration (at);
