import { type Instant, type Json, type JsonObject, parseInstant } from '@greenline/base';
import type { ClassProbabilities, Handling, Sighting } from '@greenline/observation';
import { listOf } from './alert.ts';
import { circleIn, namesIn, ringIn } from './content.ts';

/** Half of the 95 % circle of a normal error in two dimensions, in sigmas. */
const SIGMAS_95 = 2.45;
/** Statuses and types that tell of something in the world; the rest are about messages. */
const TOLD = ['Actual', 'Exercise'];
const TELLING = ['Alert', 'Update'];
const SAID_ONCE = ['event', 'urgency', 'severity', 'certainty', 'effective', 'onset', 'expires'];

/**
 * One sighting for each thing that an alert warns of: an info block, or several that say the same in
 * several languages. Tests, drafts, cancellations and receipts warn of nothing.
 */
export function sightingsOf(message: JsonObject): readonly Sighting[] {
  const { status, msgType, sent } = message as Record<string, string>;
  const observedAt = parseInstant(sent?.trim() ?? '');
  if (observedAt === undefined || !TOLD.includes(status ?? '') || !TELLING.includes(msgType ?? ''))
    return [];
  const seen = new Set<string>();
  const sightings: Sighting[] = [];
  for (const [index, info] of listOf(message.info).entries()) {
    const key = JSON.stringify([
      info.category ?? null,
      listOf(info.area).map(({ polygon = null, circle = null }) => [polygon, circle]),
      SAID_ONCE.slice(1).map((name) => info[name] ?? null),
    ]);
    if (seen.has(key)) continue;
    seen.add(key);
    sightings.push(sightingOf(message, info, index, observedAt));
  }
  return sightings;
}

function sightingOf(
  message: JsonObject,
  info: JsonObject,
  index: number,
  observedAt: Instant,
): Sighting {
  const areas = listOf(info.area);
  const polygons = areas.flatMap((area) => textsOf(area.polygon).map((text) => [ringIn(text)]));
  const circles = areas.flatMap((area) =>
    textsOf(area.circle).flatMap((text) => circleIn(text) ?? []),
  );
  const [circle] = circles;
  const alone = polygons.length === 0 && circles.length === 1 ? circle : undefined;
  const classes = classOf(String(info.event));
  const handling = handlingOf(message);
  const text = [info.headline, info.description].filter(
    (said) => said !== undefined && said !== '',
  );
  const attributes: Record<string, Json> = {
    cap: String(message.identifier),
    info: index,
    msgType: message.msgType ?? '',
    category: info.category ?? [],
    areaDesc: areas.map((area) => area.areaDesc ?? ''),
  };
  for (const name of SAID_ONCE) if (info[name] !== undefined) attributes[name] = info[name];
  if (info.responseType !== undefined) attributes.responseType = info.responseType;
  if (polygons.length > 0)
    attributes.area = { type: 'MultiPolygon', coordinates: polygons as unknown as Json };
  if (circles.length > 0) attributes.circles = circles;
  return {
    kind: Object.keys(classes).length > 0 ? 'hazard' : 'note',
    sensor: String(message.sender),
    observedAt,
    ...(alone !== undefined && { position: { lon: alone.lon, lat: alone.lat } }),
    ...(alone !== undefined &&
      alone.radiusKm > 0 && { sigmaM: (1000 * alone.radiusKm) / SIGMAS_95 }),
    class: classes,
    attributes,
    ...(text.length > 0 && { text: text.join('\n') }),
    ...(handling !== undefined && { handling }),
    ...(message.status === 'Exercise' && { exercise: true }),
  };
}

/** CAP leaves `event` to its sender: only mines and unexploded ordnance are known by their names. */
function classOf(event: string): ClassProbabilities {
  const word = event
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/^(?:land-?)?mines?$/.test(word)) return { mine: 1 };
  if (/^mine-?fields?$/.test(word)) return { minefield: 1 };
  return /^(?:unexploded-ordnance|uxo|erw)$/.test(word) ? { 'unexploded-ordnance': 1 } : {};
}

function handlingOf({ scope, restriction, addresses }: JsonObject): Handling | undefined {
  const caveat = String(restriction ?? '').trim();
  const to = namesIn(String(addresses ?? ''));
  if (scope === 'Public' && caveat === '' && to.length === 0) return undefined;
  return {
    access: String(scope),
    ...(caveat !== '' && { caveat }),
    ...(to.length > 0 && { releasableTo: to }),
  };
}

const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
