import type { Fields } from '../json/fields.ts';

/** Least and most of numbers that extensions define. Source: eo 2.0, sar 1.0, sat 1.0, view 1.0, projection 2.0. Table. */
const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'eo:cloud_cover': [0, 100],
  'eo:snow_cover': [0, 100],
  'view:off_nadir': [0, 90],
  'view:incidence_angle': [0, 90],
  'view:azimuth': [0, 360],
  'view:sun_azimuth': [0, 360],
  'view:sun_elevation': [-90, 90],
  'sar:center_frequency': [0, 1e6],
  'sar:looks_range': [0, 1e6],
  'sar:looks_azimuth': [0, 1e6],
  'sar:looks_equivalent_number': [0, 1e6],
  'sar:pixel_spacing_range': [0, 1e6],
  'sar:pixel_spacing_azimuth': [0, 1e6],
  'sar:resolution_range': [0, 1e6],
  'sar:resolution_azimuth': [0, 1e6],
  'sat:relative_orbit': [1, 1e9],
  'sat:absolute_orbit': [1, 1e9],
  gsd: [Number.MIN_VALUE, 1e9],
};
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'sat:orbit_state': ['ascending', 'descending', 'geostationary'],
  'sar:observation_direction': ['left', 'right'],
  'sar:frequency_band': ['P', 'L', 'S', 'C', 'X', 'Ku', 'K', 'Ka'],
};
const POLARISATIONS = ['HH', 'VV', 'HV', 'VH', 'LH', 'LV', 'RH', 'RV', 'CH', 'CV'];

/** Refuses values that the extensions do not allow, wherever they stand in an item's properties or an asset. */
export function checkExtensions(fields: Fields): void {
  for (const [name, [least, most]] of Object.entries(RANGES)) fields.number(name, least, most);
  for (const [name, words] of Object.entries(WORDS)) fields.oneOf(name, words);
  for (const word of fields.list('sar:polarizations') ?? [])
    if (!POLARISATIONS.includes(String(word)))
      fields.refuse('sar:polarizations', POLARISATIONS.join(', '));
  const epsg = fields.raw('proj:epsg');
  if (epsg !== undefined && !Number.isInteger(epsg))
    fields.refuse('proj:epsg', 'a whole number, or null');
  const code = fields.raw('proj:code');
  if (code !== undefined && !/^\w+:\S+$/.test(String(code)))
    fields.refuse('proj:code', 'as EPSG:32636, or null');
  const shape = fields.list('proj:shape');
  if (shape !== undefined && (shape.length !== 2 || !shape.every(Number.isInteger)))
    fields.refuse('proj:shape', 'rows and columns');
  const transform = fields.list('proj:transform');
  if (
    transform !== undefined &&
    (![6, 9].includes(transform.length) || !transform.every((one) => typeof one === 'number'))
  )
    fields.refuse('proj:transform', 'six or nine numbers');
}
