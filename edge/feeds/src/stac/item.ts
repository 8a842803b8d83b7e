import { type Instant, type Json, parseInstant } from '@greenline/base';
import type { Decoded, Sighting } from '@greenline/observation';
import { Fields } from '../json/fields.ts';
import { checkExtensions } from './extensions.ts';
import { polygonsOf } from './geometry.ts';

type Period = NonNullable<Decoded['periods']>[number];

/** What an item says of its scene. */
export interface Scene {
  readonly sightings: readonly Sighting[];
  readonly periods: readonly Period[];
}

const MOST_ASSETS = 1000;
const PROVIDER_ROLES = ['producer', 'licensor', 'processor', 'host'];
/** Parts of the scene that are worth pointing to: what was measured, not what describes it. */
const EVIDENCE_ROLES = ['data', 'visual', 'overview', 'thumbnail'];

/** Reads an item by the rules of the item specification. Throws `FieldRefusal`. */
export function readItem(item: Fields): Scene {
  item.text('id');
  const links = readLinks(item);
  const inCollection = links.some((link) => link.rel === 'collection');
  const collection = item.optionalText('collection');
  if (inCollection !== (collection !== undefined))
    item.refuse('collection', 'named where a link of rel collection leads to it, and only there');
  const geometry = item.object('geometry');
  if (item.missing('geometry')) item.refuse('geometry', 'there: a geometry, or null', 'missing');
  if (geometry === undefined && item.has('bbox'))
    item.refuse('bbox', 'absent where geometry is null');
  if (geometry !== undefined) readBox(item, 'bbox');
  const polygons = geometry === undefined ? [] : polygonsOf(geometry, 'geometry');
  const properties = new Fields(item.raw('properties'), 'properties');
  const { from, to } = timesOf(properties);
  for (const name of ['created', 'updated']) if (properties.has(name)) timeOf(properties, name);
  for (const name of ['platform', 'constellation', 'mission', 'title', 'description'])
    properties.optionalText(name);
  for (const word of properties.list('instruments') ?? [])
    if (typeof word !== 'string') properties.refuse('instruments', 'a list of names');
  readProviders(properties);
  checkExtensions(properties);
  const assets = readAssets(item, selfOf(links));
  const sensor =
    properties.optionalText('platform') ??
    properties.optionalText('constellation') ??
    collection ??
    item.text('id');
  const cloudCover = properties.number('eo:cloud_cover', 0, 100);
  const title = properties.optionalText('title');
  const designator = properties.raw('sat:platform_international_designator');
  const sighting: Sighting = {
    kind: 'note',
    sensor,
    observedAt: from,
    class: {},
    attributes: {
      stac: item.text('id'),
      ...(collection !== undefined && { collection }),
      from: properties.raw('start_datetime') ?? properties.raw('datetime') ?? '',
      to: properties.raw('end_datetime') ?? properties.raw('datetime') ?? '',
      ...(cloudCover !== undefined && { cloudCoverPercent: cloudCover }),
      ...(designator !== undefined && { objectId: designator }),
      ...(geometry !== undefined && { footprint: geometry }),
      evidence: assets,
    },
    ...(title !== undefined && { text: title }),
  };
  // A scene in an archive was taken, not searched: until somebody does, it detects nothing.
  const periods = polygons.map(
    (area): Period => ({
      sensor,
      nation: 'unknown',
      from,
      to,
      area,
      detectionProbability: 0,
      state: 'looked',
    }),
  );
  return { sightings: [sighting], periods };
}

interface Link {
  readonly rel: string;
  readonly href: string;
}

export function readLinks(fields: Fields): readonly Link[] {
  const list = fields.list('links') ?? fields.refuse('links', 'a list', 'missing');
  return list.map((one, i) => {
    const link = new Fields(one, fields.path(`links[${i}]`));
    return { rel: link.text('rel'), href: link.text('href') };
  });
}

const selfOf = (links: readonly Link[]): string | undefined =>
  links.find(({ rel, href }) => rel === 'self' && URL.canParse(href))?.href;

/** Assets that hold what was measured: where they lie, and their digest where one is stated. */
function readAssets(item: Fields, self: string | undefined): readonly Json[] {
  const assets = item.object('assets') ?? item.refuse('assets', 'an object', 'missing');
  const entries = Object.entries(assets) as [string, Json][];
  if (entries.length > MOST_ASSETS) item.refuse('assets', `at most ${MOST_ASSETS} assets`);
  return entries.flatMap(([key, value]) => {
    const asset = new Fields(value, `assets.${key}`);
    const href = asset.text('href');
    const type = asset.optionalText('type');
    const roles = asset.list('roles') ?? [];
    if (!roles.every((role) => typeof role === 'string')) asset.refuse('roles', 'a list of words');
    checkExtensions(asset);
    const checksum = asset.optionalText('file:checksum');
    const shown = roles.length === 0 || roles.some((role) => EVIDENCE_ROLES.includes(String(role)));
    const whole = self !== undefined && URL.canParse(href, self) ? new URL(href, self).href : href;
    return shown
      ? [
          {
            key,
            href: whole,
            ...(type !== undefined && { type }),
            ...(checksum !== undefined && { checksum }),
          },
        ]
      : [];
  });
}

function readProviders(properties: Fields): void {
  for (const [i, one] of (properties.list('providers') ?? []).entries()) {
    const provider = new Fields(one, properties.path(`providers[${i}]`));
    provider.text('name');
    for (const role of provider.list('roles') ?? [])
      if (!PROVIDER_ROLES.includes(String(role)))
        provider.refuse('roles', PROVIDER_ROLES.join(', '));
  }
}

export function readBox(fields: Fields, name: string): void {
  const box = fields.list(name) ?? fields.refuse(name, 'four or six numbers', 'missing');
  checkBox(box, () => fields.refuse(name, 'west, south, east, north in degrees, or with heights'));
}

export function checkBox(box: readonly Json[], refuse: () => never): void {
  if (![4, 6].includes(box.length) || !box.every((one) => typeof one === 'number')) refuse();
  const numbers = box as readonly number[];
  const half = box.length / 2;
  const [west = 0, south = 0, east = 0, north = 0] = [
    numbers[0],
    numbers[1],
    numbers[half],
    numbers[half + 1],
  ];
  if (Math.abs(west) > 180 || Math.abs(east) > 180) refuse();
  if (south < -90 || north > 90 || south > north) refuse();
}

/** `datetime`, or both ends of a span where it is null. */
function timesOf(properties: Fields): { from: Instant; to: Instant } {
  if (properties.missing('datetime'))
    properties.refuse('datetime', 'there: a time, or null', 'missing');
  const at = properties.has('datetime') ? timeOf(properties, 'datetime') : undefined;
  const spans = ['start_datetime', 'end_datetime'].filter((name) => properties.has(name));
  if (spans.length === 1 || (at === undefined && spans.length === 0))
    properties.refuse(
      spans[0] === 'start_datetime' ? 'end_datetime' : 'start_datetime',
      'there: both ends of the span, where datetime is null or one end is given',
      'missing',
    );
  if (spans.length === 0 && at !== undefined) return { from: at, to: at };
  const from = timeOf(properties, 'start_datetime');
  const to = timeOf(properties, 'end_datetime');
  if (to < from) properties.refuse('end_datetime', 'a time that is not before the start');
  return { from, to };
}

/** RFC 3339, in UTC; a blank instead of `T` is met in the wild, and allowed by RFC 3339. */
function timeOf(properties: Fields, name: string): Instant {
  const text = properties.text(name);
  const at = /(?:Z|\+00:00)$/.test(text)
    ? parseInstant(text.replace(/^(.{10}) /, '$1T'))
    : undefined;
  return at ?? properties.refuse(name, 'an RFC 3339 time in UTC');
}

/** Whether a list of texts names nothing twice. */
export const allDifferent = (list: readonly Json[]): boolean =>
  new Set(list).size === list.length && list.every((one) => typeof one === 'string');
