const DAY_S = 86_400;

/**
 * What `where_prec` means here, one sigma in metres: 1 the place itself, 2 within 25 km, 3 district, 4
 * province, 5 along a feature, 6 country, 7 sea (UCDP GED codebook 22.1). The codebook gives classes of places; the metres are
 * this product's reading of them.
 */
const WHERE_PREC = { 1: 1000, 2: 12_500, 3: 20_000, 4: 60_000, 5: 15_000, 6: 300_000, 7: 300_000 };

/** Events of the UCDP Georeferenced Event Dataset: days as spans, places with their precision. */
export const ucdp = {
  format: 'ucdp',
  knownBy: ['where_prec', 'date_prec', 'date_start', 'date_end', 'type_of_violence'],
  fields: {
    kind: { value: 'event' },
    sensor: { value: 'UCDP GED' },
    identity: 'id',
    class: { value: 'happening' },
    observedAt: {
      column: 'date_start',
      form: ['M/D/YYYY h:mm:ss A', 'M/D/YYYY hh:mm', 'YYYY-MM-DD hh:mm:ss', 'YYYY-MM-DD'],
    },
    until: {
      column: 'date_end',
      form: ['M/D/YYYY h:mm:ss A', 'M/D/YYYY hh:mm', 'YYYY-MM-DD hh:mm:ss', 'YYYY-MM-DD'],
    },
    uncertaintyS: {
      column: 'date_prec',
      codes: { 1: DAY_S / 2, 2: DAY_S, 3: 3.5 * DAY_S, 4: 15 * DAY_S, 5: 182 * DAY_S },
    },
    lon: 'longitude',
    lat: 'latitude',
    sigmaM: { column: 'where_prec', codes: WHERE_PREC },
    text: 'where_coordinates',
  },
  attributes: {
    dyad: 'dyad_name',
    typeOfViolence: {
      column: 'type_of_violence',
      codes: { 1: 'state-based', 2: 'non-state', 3: 'one-sided' },
    },
    wherePrec: 'where_prec',
    datePrec: 'date_prec',
    eventClarity: 'event_clarity',
    country: 'country',
    deathsBest: 'best',
    deathsLow: 'low',
    deathsHigh: 'high',
  },
};
