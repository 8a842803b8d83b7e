const DAY_S = 86_400;

/**
 * What `geo_precision` means here, one sigma in metres: 1 town, 2 part of a region, 3 region (ACLED codebook
 * 2023). The codebook gives classes of places; the metres are this product's reading of them.
 */
const GEO_PRECISION = { 1: 2500, 2: 12_500, 3: 60_000 };

/** Events of the Armed Conflict Location and Event Data project. */
export const acled = {
  format: 'acled',
  knownBy: ['event_id_cnty', 'event_date', 'time_precision', 'geo_precision', 'event_type'],
  fields: {
    kind: { value: 'event' },
    sensor: { value: 'ACLED' },
    identity: 'event_id_cnty',
    class: {
      column: 'sub_event_type',
      codes: {
        'Armed clash': 'fire',
        'Shelling/artillery/missile attack': 'explosion',
        'Air/drone strike': 'explosion',
        'Remote explosive/landmine/IED': 'explosion',
        Grenade: 'explosion',
        'Suicide bomb': 'explosion',
        '*': 'happening',
      },
    },
    observedAt: { column: 'event_date', form: ['YYYY-MM-DD', 'D MMMM YYYY', 'D-MMMM-YYYY'] },
    uncertaintyS: {
      column: 'time_precision',
      codes: { 1: DAY_S / 2, 2: 3.5 * DAY_S, 3: 15 * DAY_S },
    },
    lon: 'longitude',
    lat: 'latitude',
    sigmaM: { column: 'geo_precision', codes: GEO_PRECISION },
    text: 'notes',
  },
  attributes: {
    eventType: 'event_type',
    subEventType: 'sub_event_type',
    actor1: 'actor1',
    actor2: 'actor2',
    source: 'source',
    sourceScale: 'source_scale',
    geoPrecision: 'geo_precision',
    timePrecision: 'time_precision',
    fatalities: 'fatalities',
  },
};
