/** State vectors of the OpenSky network: aircraft by their transponders. */
export const opensky = {
  format: 'opensky',
  broadcast: true,
  knownBy: ['icao24', 'lat', 'lon', 'velocity', 'heading', 'geoaltitude'],
  fields: {
    kind: { value: 'object' },
    sensor: { value: 'OpenSky' },
    identity: 'icao24',
    class: { value: 'aircraft' },
    observedAt: { column: 'time', form: 'epoch-s' },
    lon: 'lon',
    lat: 'lat',
    speed: { column: 'velocity', unit: 'm/s' },
    course: 'heading',
    selfReport: { value: 'true' },
  },
  attributes: {
    callsign: 'callsign',
    squawk: 'squawk',
    baroAltitudeM: 'baroaltitude',
    geoAltitudeM: 'geoaltitude',
  },
};
