-- For mission staff alone, where PostGIS is present: points for QGIS. Nobody else is granted it.
create or replace view greenline.staff_geometry as
  select 'observation' as kind, seq, id, to_timestamp(at / 1000) as at, label, parent, body::jsonb as body,
         st_setsrid(st_makepoint(lon, lat), 4326)::geometry(point, 4326) as geometry
    from greenline.observation where lon is not null and lat is not null
  union all
  select 'track', seq, id, to_timestamp(at / 1000), label, parent, body::jsonb,
         st_setsrid(st_makepoint(lon, lat), 4326)::geometry(point, 4326)
    from greenline.track where lon is not null and lat is not null
  union all
  select 'event', seq, id, to_timestamp(at / 1000), label, parent, body::jsonb,
         st_setsrid(st_makepoint(lon, lat), 4326)::geometry(point, 4326)
    from greenline.event where lon is not null and lat is not null
  union all
  select 'finding', seq, id, to_timestamp(at / 1000), label, parent, body::jsonb,
         st_setsrid(st_makepoint(lon, lat), 4326)::geometry(point, 4326)
    from greenline.finding where lon is not null and lat is not null;
revoke all on greenline.staff_geometry from public;
