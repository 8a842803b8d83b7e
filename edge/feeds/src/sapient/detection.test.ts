import type { JsonObject } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import {
  detection,
  lines,
  location,
  message,
  only,
  RADAR,
  registration,
  seen,
  status,
  ULID,
} from './message.fixture.ts';
import { classesOf } from './type-class.ts';

describe('a SAPIENT detection', () => {
  it('is an object at its place, by the name its node gives it', () => {
    expect(
      seen(
        detection({
          location: location({ z: 120, xError: 5, yError: 5 }),
          classification: [{ type: 'Vehicle', confidence: 0.9 }],
          enuVelocity: { eastRate: -3, northRate: 0 },
          behaviour: [{ type: 'loitering', confidence: 0.6 }],
        }),
      ),
    ).toEqual({
      kind: 'object',
      sensor: RADAR,
      observedAt: '2026-03-10T10:00:00Z',
      identity: '01GGYFBAXH4VYRQYEX7S3XGK3H',
      position: { lon: 33.3, lat: 35.1, height: 120 },
      sigmaM: 5,
      speedMps: 3,
      courseDeg: 270,
      class: { 'ground-vehicle': 0.9 },
      attributes: {
        reportId: ULID,
        behaviour: [{ type: 'loitering', confidence: 0.6 }],
        classification: [{ type: 'Vehicle', confidence: 0.9 }],
      },
    });
  });

  it('has radians and grids turned into degrees', () => {
    const radians = {
      x: Math.PI / 6,
      y: Math.PI / 4,
      coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M',
    };
    const place = seen(detection({ location: location(radians) })).position as JsonObject;
    expect(place.lon).toBeCloseTo(30, 9);
    expect(place.lat).toBeCloseTo(45, 9);
    const utm = {
      x: 527_342.1924631364,
      y: 3_884_173.9359908965,
      coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_UTM_M',
      utmZone: '36S',
    };
    const gridded = seen(detection({ location: location(utm) })).position as JsonObject;
    expect(gridded.lon).toBeCloseTo(33.3, 8);
    expect(gridded.lat).toBeCloseTo(35.1, 8);
  });

  it('in a grid outside its own zone is kept, without a place', () => {
    const wrong = location({
      x: 51.17,
      y: -1.82,
      coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_UTM_M',
      utmZone: '30U',
    });
    const sighting = seen(detection({ location: wrong }));
    expect(sighting.position).toBeUndefined();
    expect(sighting.attributes).toMatchObject({ location: wrong });
  });

  it('takes the zone that its node registered, where it names none', () => {
    const utm = location({
      x: 527_342.1924631364,
      y: 3_884_173.9359908965,
      coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_UTM_M',
    });
    const [, second] = lines(registration(), detection({ location: utm }));
    expect(second).toMatchObject({
      observations: [{ position: { lat: expect.closeTo(35.1, 8) } }],
    });
    expect(seen(detection({ location: utm })).position).toBeUndefined();
  });

  it('above the geoid has no height above the ellipsoid', () => {
    const geoid = location({ z: 120, datum: 'LOCATION_DATUM_WGS84_G' });
    const sighting = seen(detection({ location: geoid }));
    expect(sighting.position).toEqual({ lon: 33.3, lat: 35.1 });
    expect(sighting.attributes).toMatchObject({ heightAboveGeoidM: 120 });
  });

  it('with unequal errors has a covariance, east first', () => {
    expect(seen(detection({ location: location({ xError: 3, yError: 4 }) })).covariance).toEqual([
      9, 0, 16,
    ]);
  });

  it('with an error below a centimetre beside degrees means degrees', () => {
    const { sigmaM, covariance } = seen(
      detection({ location: location({ xError: 0.0001, yError: 0.0001 }) }),
    );
    expect(sigmaM).toBeUndefined();
    expect(Math.sqrt((covariance as number[])[2] ?? 0)).toBeCloseTo(11.1, 1);
  });

  const bearing = (more: JsonObject = {}): JsonObject => ({
    azimuth: 90,
    range: 3,
    azimuthError: 1,
    rangeError: 0.01,
    coordinateSystem: 'RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_KM',
    datum: 'RANGE_BEARING_DATUM_TRUE',
    ...more,
  });

  it('by range and bearing lies that far from where its node last said it stands', () => {
    const here = location({ xError: 2, yError: 2, z: 100 });
    const [, line] = lines(
      status({ nodeLocation: here }),
      detection({ rangeBearing: bearing({ elevation: 30 }) }),
    );
    if (!line?.ok) throw new Error('refused');
    const [sighting] = line.observations as unknown as {
      position: { lon: number; lat: number; height: number };
      covariance: number[];
    }[];
    if (sighting === undefined) throw new Error('nothing seen');
    const { position, covariance } = sighting;
    expect(
      distanceBetween({ lon: 33.3, lat: 35.1 }, { lon: position.lon, lat: position.lat }),
    ).toBeCloseTo(3000 * Math.cos(Math.PI / 6), 3);
    expect(position.lon).toBeGreaterThan(33.3);
    expect(position.height).toBeCloseTo(1600, 6);
    expect(covariance[0]).toBeCloseTo((10 * Math.cos(Math.PI / 6)) ** 2 + 4, 6);
    expect(Math.sqrt(covariance[2] ?? 0)).toBeGreaterThan(45);
  });

  it('by a bearing from magnetic or platform north has no place', () => {
    for (const datum of [
      'RANGE_BEARING_DATUM_MAGNETIC',
      'RANGE_BEARING_DATUM_PLATFORM',
      'RANGE_BEARING_DATUM_GRID',
    ]) {
      const [, line] = lines(
        status({ nodeLocation: location() }),
        detection({ rangeBearing: bearing({ datum }) }),
      );
      expect(line).toMatchObject({ observations: [{ sightline: { distanceM: 3000 } }] });
      expect(line).not.toHaveProperty('observations.0.position');
      expect(line).not.toHaveProperty('observations.0.sightline.bearingDeg');
    }
  });

  it('by range and bearing of a node that nobody placed is nowhere', () => {
    expect(seen(detection({ rangeBearing: bearing() }))).not.toHaveProperty('position');
  });

  it('is as fast as its registered units say', () => {
    const kph = {
      velocityType: {
        enuVelocityUnits: { eastNorthRateUnits: 'SPEED_UNITS_KPH' },
        locationDatum: 1,
      },
    };
    const moving = detection({ enuVelocity: { eastRate: 0, northRate: 36 } });
    expect(lines(registration(kph), moving)[1]).toMatchObject({
      observations: [{ speedMps: 10, courseDeg: 0 }],
    });
  });

  it('of gunfire is an event, of a mine a hazard', () => {
    expect(seen(detection({ classification: [{ type: 'Gunshot' }] }))).toMatchObject({
      kind: 'event',
      class: { shot: 1 },
    });
    expect(seen(detection({ classification: [{ type: 'UXO' }] }))).toMatchObject({
      kind: 'hazard',
    });
  });
});

describe('SAPIENT classifications', () => {
  it.each([
    [
      'a share that sub-classes leave stays with the wider kind',
      [
        {
          type: 'Vehicle',
          confidence: 0.8,
          subClass: [{ type: 'Tank', confidence: 0.6, level: 1 }],
        },
      ],
      { 'ground-vehicle': 0.2, tank: 0.6 },
    ],
    [
      'sub-classes above their class are shares of it',
      [
        {
          type: 'Vehicle',
          confidence: 0.5,
          subClass: [{ type: 'Tank', confidence: 0.9, level: 1 }],
        },
      ],
      { 'ground-vehicle': 0.05, tank: 0.45 },
    ],
    [
      'a sub-class that means nothing here leaves all to the class',
      [{ type: 'Human', confidence: 0.8, subClass: [{ type: 'Male', confidence: 0.6, level: 1 }] }],
      { person: 0.8 },
    ],
    [
      'classes that add up to more than 1 are shares',
      [
        { type: 'Human', confidence: 0.9 },
        { type: 'Animal', confidence: 0.9 },
      ],
      { person: 0.5, animal: 0.5 },
    ],
    [
      'words that mean nothing here are unknown',
      [
        { type: 'Blob', confidence: 0.7 },
        { type: 'Human', confidence: 0.3 },
      ],
      { person: 0.3 },
    ],
    [
      'of a dotted path the narrowest word counts',
      [{ type: 'Air Vehicle.UAV Rotary Wing.Other', confidence: 0.4 }],
      { 'uncrewed-aircraft': 0.4 },
    ],
    ['several without confidence say nothing', [{ type: 'Human' }, { type: 'Animal' }], {}],
  ])('%s', (_, told, classes) => {
    const read = classesOf(told);
    for (const [name, share] of Object.entries(classes)) expect(read[name]).toBeCloseTo(share, 9);
    expect(Object.keys(read).sort()).toEqual(Object.keys(classes).sort());
  });
});

describe('a SAPIENT alert', () => {
  const alert = (more: JsonObject) =>
    message({ alert: { alertId: ULID, location: location(), ...more } });

  it('that warns is something that happened', () => {
    expect(
      seen(
        alert({
          alertType: 'ALERT_TYPE_WARNING',
          status: 'ALERT_STATUS_ACTIVE',
          description: 'Explosion',
          confidence: 0.7,
        }),
      ),
    ).toMatchObject({
      kind: 'event',
      class: { explosion: expect.closeTo(0.7, 6) },
      text: 'Explosion',
      position: { lon: 33.3, lat: 35.1 },
    });
  });

  it('that informs is a note', () => {
    expect(seen(alert({ alertType: 1, description: 'Gate open' }))).toMatchObject({
      kind: 'note',
      class: {},
      text: 'Gate open',
    });
  });

  it.each([
    { alertType: 'ALERT_TYPE_ERROR', description: 'Fan' },
    { alertType: 'ALERT_TYPE_MODE_CHANGE', description: 'Scan' },
    { alertType: 'ALERT_TYPE_WARNING', status: 'ALERT_STATUS_CLEAR', description: 'Over' },
  ])('of the node alone, or answered, is no happening: %j', (more) => {
    expect(only(alert(more))).toMatchObject({ ok: true, observations: [] });
  });
});
