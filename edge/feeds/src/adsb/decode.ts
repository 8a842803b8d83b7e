import {
  fail,
  heightAboveEllipsoid,
  type Instant,
  type Json,
  type JsonObject,
  ok,
  type Result,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed, FeedMemory, Sighting } from '@greenline/observation';
import { EMERGENCIES, kindOfCategory, sigmaOfNacp, sigmaOfNucp } from '../adsb-terms.ts';
import { unsigned } from '../bits.ts';
import { course } from '../number.ts';
import { FOOT_M, KNOT_MPS } from '../units.ts';
import {
  type Aircraft,
  aircraftOf,
  type Heard,
  isKnown,
  type Located,
  locate,
} from './aircraft.ts';
import { altitudeOf13, gillhamOf, identityOf13 } from './altitude.ts';
import type { Place } from './cpr.ts';
import { AVR_MARKS, framesOf, receptionOf } from './frames.ts';
import { type InterferenceWatch, watchQuality } from './interference.ts';
import { type ModeS, modeSOf } from './mode-s.ts';
import { nicOf, nucpOf } from './quality.ts';
import { type Squitter, squitterJson, squitterOf } from './squitter.ts';
import { isEmergency } from './urgent.ts';

/** Receivers count 12 MHz. */
const TICKS_A_MS = 12_000;
/** A position is heard as it is sent; receivers and their networks take up to this long. */
const RECEPTION_UNCERTAINTY_S = 1;

/**
 * Mode S and ADS-B (1090 MHz extended squitter) from AVR text and Beast frames: ICAO Annex 10 volume IV,
 * Doc 9871, RTCA DO-260B.
 *
 * A position is told by two messages, so `memory` holds what each aircraft said: without it a message is
 * only what it is. `reference` in the memory, {lon, lat}, is the receiver's place where it is known.
 * Anybody can send such a broadcast: every sighting is marked so.
 */
export const adsb: Feed = {
  format: 'adsb',
  trustClass: 'broadcast',
  recognises,
  urgent: isEmergency,
  split: framesOf,
  decode: decodeAdsb,
  settled: ({ place }) => (place === undefined ? adsb : nearReceiver(place)),
};

/** As a receiver hears it whose place is known: positions on the ground need that. */
const nearReceiver = ({ lon, lat }: Place): Feed => ({
  ...adsb,
  decode: (message, receivedAt, memory = new Map()) => {
    memory.set('reference', { lon, lat });
    return decodeAdsb(message, receivedAt, memory);
  },
});

function recognises(head: Uint8Array): boolean {
  const [first = 0] = head;
  if (first !== 0x1a && !AVR_MARKS.includes(first)) return false;
  for (const one of framesOf(head)) return one.ok && receptionOf(one.value.bytes) !== undefined;
  return false;
}

export function decodeAdsb(
  message: Uint8Array,
  receivedAt: Instant | undefined,
  memory: FeedMemory = new Map(),
): Result<Decoded, DecodeError> {
  const reception = receptionOf(message);
  if (reception === undefined)
    return refuse('framing', 'neither a Beast frame nor an AVR line; send whole frames');
  const { reply, ticks, signal } = reception;
  const received: JsonObject = {
    ...(ticks !== undefined && { ticks }),
    ...(signal !== undefined && { signal }),
  };
  if (reply.length === 0)
    return ok({ message: { ...received, says: 'receiver-status' }, sightings: [] });
  if (reply.length === 2) return ok({ message: { ...received, ...modeAc(reply) }, sightings: [] });
  const read = modeSOf(reply);
  if (!read.ok) return read;
  const order = ((memory.get('order') as number | undefined) ?? 0) + 1;
  memory.set('order', order);
  const ms = receivedAt ?? (ticks === undefined ? undefined : ticks / TICKS_A_MS);
  const heard: Heard = ms === undefined ? { order } : { ms, order };
  return ok(new DecodedReply(read.value, received, heard, receivedAt, memory));
}

/** Code of a Mode A/C reply; which of the two it answers cannot be told, so both readings are given. */
function modeAc(reply: Uint8Array): JsonObject {
  const [high = 0, low = 0] = reply;
  const code = [high >> 4, high & 15, low >> 4, low & 15].map((digit) => digit & 7).join('');
  const altitudeFeet = gillhamOf(code);
  return { says: 'mode-a-c', code, ...(altitudeFeet !== undefined && { altitudeFeet }) };
}

/** One reply taken in. What it says in full is put together when somebody looks. */
class DecodedReply implements Decoded {
  readonly sightings: readonly Sighting[];
  readonly #reply: ModeS;
  readonly #received: JsonObject;
  readonly #squitter: Squitter | undefined;
  readonly #confirmed: boolean;
  readonly #located: Located | undefined;
  readonly #quality: JsonObject;

  constructor(
    reply: ModeS,
    received: JsonObject,
    heard: Heard,
    receivedAt: Instant | undefined,
    memory: FeedMemory,
  ) {
    this.#reply = reply;
    this.#received = received;
    const { df, address, by, bytes } = reply;
    // Parity alone proves nothing: noise gives an address too. Only who stated itself is remembered.
    // Over an interrogator's code the parity is only 17 bits long: that proves little more.
    const proved = by === 'statement' && (reply.interrogator ?? 0) === 0;
    this.#confirmed = proved || isKnown(memory, address);
    this.#squitter = carriesSquitter(reply) ? squitterOf(bytes) : undefined;
    this.#quality = {};
    this.sightings = [];
    if (!this.#confirmed) return;
    const one = aircraftOf(memory, keyOf(reply), heard);
    if (df === 4 || df === 20) setIf(one, 'altitudeFeet', altitudeOf13(unsigned(bytes, 19, 13)));
    if (df === 5 || df === 21) one.squawk = identityOf13(unsigned(bytes, 19, 13));
    const said = this.#squitter;
    if (said === undefined) return;
    learn(one, said);
    if (said.is !== 'airborne-position' && said.is !== 'surface-position') return;
    const reference = memory.get('reference') as Place | undefined;
    this.#located = locate(one, said.cpr, said.is === 'surface-position', reference);
    const type = (bytes[4] as number) >> 3;
    this.#quality = qualityOf(one, type, (bytes[4] as number) & 1);
    if (this.#located === undefined || receivedAt === undefined) return;
    const { place } = this.#located;
    const seen = sightingOf(reply, one, said, place, this.#quality, receivedAt);
    const { nic, nucp, nacp } = this.#quality as { nic?: number; nucp?: number; nacp?: number };
    const jammed = watchQuality(
      watchOf(memory),
      {
        address,
        at: receivedAt,
        ...place,
        nic: nic ?? nucp ?? 0,
        ...(nacp !== undefined && { nacp }),
      },
      'adsb',
    );
    this.sightings = jammed === undefined ? [seen] : [seen, jammed];
  }

  get message(): JsonObject {
    const { df, address, by, interrogator, bytes } = this.#reply;
    const place = this.#located;
    return {
      ...this.#received,
      df,
      address: address.toString(16).padStart(6, '0'),
      addressBy: by,
      confirmed: this.#confirmed,
      ...(interrogator !== undefined && { interrogator }),
      ...fieldsOf(df, bytes),
      ...(this.#squitter !== undefined && {
        typeCode: (bytes[4] as number) >> 3,
        ...squitterJson(this.#squitter),
      }),
      ...(place !== undefined && {
        position: { lon: place.place.lon, lat: place.place.lat },
        positionBy: place.by,
      }),
      ...this.#quality,
    };
  }
}

/** DF 17; DF 18 but for management messages; DF 19 of application field 0, which is the same. */
function carriesSquitter({ df, bytes }: ModeS): boolean {
  const field = (bytes[0] as number) & 7;
  return df === 17 || (df === 18 && field !== 4 && field !== 3) || (df === 19 && field === 0);
}

/** Addresses that are no ICAO addresses are kept apart: DF 18 with control field 1 or 5. */
const isForeign = ({ df, bytes }: ModeS): boolean =>
  df === 18 && [1, 5].includes((bytes[0] as number) & 7);
/** Traffic information of a ground station: DF 18 with control field 2, 3 or 5. */
const isRelayed = ({ df, bytes }: ModeS): boolean =>
  df === 18 && [2, 3, 5].includes((bytes[0] as number) & 7);
const keyOf = (reply: ModeS): number => reply.address + (isForeign(reply) ? 2 ** 24 : 0);

function setIf<Name extends 'altitudeFeet' | 'verticalRateFpm' | 'geometricMinusBaroFeet'>(
  one: Aircraft,
  name: Name,
  value: number | undefined,
): void {
  if (value === undefined) delete one[name];
  else one[name] = value;
}

/** Takes over what a squitter says of the aircraft. */
function learn(one: Aircraft, said: Squitter): void {
  switch (said.is) {
    case 'identification':
      if (said.callsign !== '') one.callsign = said.callsign;
      if (said.category !== undefined) one.category = said.category;
      return;
    case 'airborne-position':
      setIf(one, 'altitudeFeet', said.altitudeFeet);
      return;
    case 'surface-position':
      move(one, said.speedKt, said.trackDeg);
      return;
    case 'velocity': {
      setIf(one, 'verticalRateFpm', said.verticalRateFpm);
      setIf(one, 'geometricMinusBaroFeet', said.geometricMinusBaroFeet);
      const { eastKt, northKt } = said;
      if (eastKt === undefined || northKt === undefined) move(one, undefined, undefined);
      else move(one, Math.hypot(eastKt, northKt), (Math.atan2(eastKt, northKt) * 180) / Math.PI);
      return;
    }
    case 'aircraft-status':
      one.emergency = said.emergency;
      if (said.squawk !== undefined) one.squawk = said.squawk;
      return;
    case 'target-state':
      one.standing.nacp = said.nacp;
      one.standing.sil = said.sil;
      return;
    case 'operational-status': {
      const { version, nicA, nicC, nacp, sil } = said;
      one.standing = {
        version,
        ...(nicA !== undefined && { nicA }),
        ...(nicC !== undefined && { nicC }),
        ...(nacp !== undefined && { nacp }),
        ...(sil !== undefined && { sil }),
      };
      return;
    }
  }
}

function move(one: Aircraft, speedKt: number | undefined, trackDeg: number | undefined): void {
  if (speedKt === undefined) delete one.speedMps;
  else one.speedMps = speedKt * KNOT_MPS;
  if (trackDeg === undefined || speedKt === 0) delete one.courseDeg;
  else one.courseDeg = course(trackDeg);
}

/** Quality indicators by the version the aircraft flies: none heard yet is version 0. */
function qualityOf(one: Aircraft, type: number, nicB: number): JsonObject {
  const { version, nacp, sil } = one.standing;
  if (version === undefined || version === 0)
    return { nucp: nucpOf(type), ...(version !== undefined && { version }) };
  return {
    nic: nicOf(type, one.standing, nicB),
    ...(nacp !== undefined && { nacp }),
    ...(sil !== undefined && { sil }),
    version,
  };
}

function sightingOf(
  reply: ModeS,
  one: Aircraft,
  said: Squitter,
  place: Place,
  quality: JsonObject,
  receivedAt: Instant,
): Sighting {
  const { address } = reply;
  const { nucp, nacp } = quality as { nucp?: number; nacp?: number };
  const sigmaM =
    nacp !== undefined ? sigmaOfNacp(nacp) : nucp === undefined ? undefined : sigmaOfNucp(nucp);
  const height = heightOf(one, said);
  const emergency = one.emergency === undefined ? undefined : EMERGENCIES[one.emergency];
  const digits = address.toString(16).padStart(6, '0');
  return {
    kind: 'object',
    sensor: 'adsb',
    observedAt: receivedAt,
    uncertaintyS: RECEPTION_UNCERTAINTY_S,
    position: { ...place, ...(height !== undefined && { height: heightAboveEllipsoid(height) }) },
    ...(sigmaM !== undefined && { sigmaM }),
    ...(one.speedMps !== undefined && { speedMps: one.speedMps }),
    ...(one.courseDeg !== undefined && { courseDeg: one.courseDeg }),
    class: { [kindOfCategory(one.category)]: 1 },
    identity: `${isForeign(reply) ? 'tisb' : 'icao'}:${digits}`,
    attributes: {
      ...(one.callsign !== undefined && { callsign: one.callsign }),
      ...(one.squawk !== undefined && { mode3a: one.squawk }),
      ...(one.category !== undefined && { emitterCategory: one.category }),
      ...(one.altitudeFeet !== undefined && { flightLevel: one.altitudeFeet / 100 }),
      ...(one.verticalRateFpm !== undefined && {
        verticalSpeedMps: (one.verticalRateFpm * FOOT_M) / 60,
      }),
      ...(one.onGround === true && { onGround: true }),
      ...(emergency !== undefined && { emergency }),
      ...(quality as Record<string, Json>),
    },
    // Not where a ground station says it (TIS-B).
    ...(!isRelayed(reply) && { selfReport: true }),
    broadcast: true,
  };
}

/** Above the ellipsoid: said so, or the pressure altitude with the difference the aircraft states. */
function heightOf(one: Aircraft, said: Squitter): number | undefined {
  if (said.is !== 'airborne-position') return undefined;
  if (said.heightMetres !== undefined) return said.heightMetres;
  const { geometricMinusBaroFeet } = one;
  if (said.altitudeFeet === undefined || geometricMinusBaroFeet === undefined) return undefined;
  return ((said.altitudeFeet + geometricMinusBaroFeet) * 3048) / 10_000;
}

function watchOf(memory: FeedMemory): InterferenceWatch {
  let watch = memory.get('watch') as InterferenceWatch | undefined;
  if (watch === undefined) {
    watch = new Map();
    memory.set('watch', watch);
  }
  return watch;
}

/** What each format says beside a squitter, as its fields are named. */
function fieldsOf(df: number, bytes: Uint8Array): JsonObject {
  const at = (from: number, count: number): number => unsigned(bytes, from, count);
  const hex = (from: number): string => Buffer.from(bytes.subarray(from, from + 7)).toString('hex');
  const altitude = (): JsonObject => {
    const altitudeFeet = altitudeOf13(at(19, 13));
    return altitudeFeet === undefined ? {} : { altitudeFeet };
  };
  switch (df) {
    case 0:
      return { verticalStatus: at(5, 1), ri: at(13, 4), ...altitude() };
    case 16:
      return { verticalStatus: at(5, 1), ri: at(13, 4), ...altitude(), mv: hex(4) };
    case 4:
    case 20:
      return {
        flightStatus: at(5, 3),
        dr: at(8, 5),
        um: at(13, 6),
        ...altitude(),
        ...(df === 20 && { mb: hex(4) }),
      };
    case 5:
    case 21:
      return {
        flightStatus: at(5, 3),
        dr: at(8, 5),
        um: at(13, 6),
        squawk: identityOf13(at(19, 13)),
        ...(df === 21 && { mb: hex(4) }),
      };
    case 11:
    case 17:
      return { capability: at(5, 3) };
    case 18:
      return { controlField: at(5, 3) };
    case 19:
      return { applicationField: at(5, 3) };
    default:
      return {};
  }
}

const refuse = (kind: string, text: string): Result<never, DecodeError> =>
  fail({ kind, offset: 0, text });
