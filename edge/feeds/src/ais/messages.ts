import {
  arrival,
  degrees,
  dimensions,
  type Field,
  flag,
  number,
  scaled,
  text,
  turn,
  unless,
} from './fields.ts';

/**
 * Fields of the messages that are read in full, ITU-R M.1371-5, annex 8: after type, repeat indicator and
 * MMSI (38 bits). Table: exempt from the size rule.
 */
const SPEED: Field = ['speedKt', 10, scaled(10, 1023)];
const PLACE: readonly Field[] = [
  ['accurate', 1, flag],
  ['lon', 28, degrees(10_000)],
  ['lat', 27, degrees(10_000)],
];
const COURSE: Field = ['courseDeg', 12, scaled(10, 3600)];
const HEADING: Field = ['headingDeg', 9, unless(511)];
const SECOND: Field = ['second', 6, number];
const RADIO: Field = ['radio', 19, number];

const CLASS_A: readonly Field[] = [
  ['status', 4, number],
  ['rateOfTurnDegPerMin', 8, turn],
  SPEED,
  ...PLACE,
  COURSE,
  HEADING,
  SECOND,
  ['manoeuvre', 2, number],
  [undefined, 3],
  ['raim', 1, flag],
  RADIO,
];

const BASE: readonly Field[] = [
  ['year', 14, unless(0)],
  ['month', 4, unless(0)],
  ['day', 5, unless(0)],
  ['hour', 5, unless(24)],
  ['minute', 6, unless(60)],
  ['second', 6, unless(60)],
  ...PLACE,
  ['epfd', 4, number],
  [undefined, 10],
  ['raim', 1, flag],
  RADIO,
];

const CLASS_B: readonly Field[] = [[undefined, 8], SPEED, ...PLACE, COURSE, HEADING, SECOND];

export const FIELDS: Readonly<Record<number, readonly Field[]>> = {
  1: CLASS_A,
  2: CLASS_A,
  3: CLASS_A,
  4: BASE,
  5: [
    ['aisVersion', 2, number],
    ['imo', 30, unless(0)],
    ['callsign', 42, text],
    ['name', 120, text],
    ['shipType', 8, unless(0)],
    ['dimensions', 30, dimensions],
    ['epfd', 4, number],
    ['arrival', 20, arrival],
    ['draughtM', 8, scaled(10, 0)],
    ['destination', 120, text],
    ['dte', 1, flag],
    [undefined, 1],
  ],
  9: [
    ['altitudeM', 12, unless(4095)],
    ['speedKt', 10, unless(1023)],
    ...PLACE,
    COURSE,
    SECOND,
    ['altitudeBarometric', 1, flag],
    [undefined, 7],
    ['dte', 1, flag],
    [undefined, 3],
    ['assigned', 1, flag],
    ['raim', 1, flag],
    ['radio', 20, number],
  ],
  11: BASE,
  14: [
    [undefined, 2],
    ['text', 968, text],
  ],
  18: [
    ...CLASS_B,
    [undefined, 2],
    ['carrierSense', 1, flag],
    ['display', 1, flag],
    ['dsc', 1, flag],
    ['wholeBand', 1, flag],
    ['message22', 1, flag],
    ['assigned', 1, flag],
    ['raim', 1, flag],
    ['radio', 20, number],
  ],
  19: [
    ...CLASS_B,
    [undefined, 4],
    ['name', 120, text],
    ['shipType', 8, unless(0)],
    ['dimensions', 30, dimensions],
    ['epfd', 4, number],
    ['raim', 1, flag],
    ['dte', 1, flag],
    ['assigned', 1, flag],
    [undefined, 4],
  ],
  21: [
    ['aidType', 5, number],
    ['name', 120, text],
    ...PLACE,
    ['dimensions', 30, dimensions],
    ['epfd', 4, number],
    SECOND,
    ['offPosition', 1, flag],
    ['aidStatus', 8, number],
    ['raim', 1, flag],
    ['virtual', 1, flag],
    ['assigned', 1, flag],
    [undefined, 1],
    ['nameExtension', 88, text],
  ],
  27: [
    ['accurate', 1, flag],
    ['raim', 1, flag],
    ['status', 4, number],
    ['lon', 18, degrees(10)],
    ['lat', 17, degrees(10)],
    ['speedKt', 6, unless(63)],
    ['courseDeg', 9, unless(511)],
    ['latePosition', 1, flag],
    [undefined, 1],
  ],
};

/** Static data of class B, message 24, by part. */
export const PART_A: readonly Field[] = [['name', 120, text]];
export const PART_B: readonly Field[] = [
  ['shipType', 8, unless(0)],
  ['vendor', 18, text],
  ['unitModel', 4, number],
  ['serial', 20, number],
  ['callsign', 42, text],
  ['dimensions', 30, dimensions],
];
/** An auxiliary craft (MMSI 98…) names its mother ship in the place of its dimensions. */
export const PART_B_AUXILIARY: readonly Field[] = [
  ...PART_B.slice(0, -1),
  ['motherShip', 30, number],
];

/** Bits that a message must have for its fields to be there; what follows may be left out by its sender. */
export const LEAST_BITS: Readonly<Record<number, number>> = {
  1: 149,
  2: 149,
  3: 149,
  4: 149,
  5: 420,
  9: 149,
  11: 149,
  14: 40,
  18: 149,
  19: 306,
  21: 270,
  24: 160,
  27: 94,
};
