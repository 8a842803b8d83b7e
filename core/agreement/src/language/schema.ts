import { KINDS } from '@greenline/observation';
import { z } from 'zod';
import { calibreText, depthText, durationText, lengthText } from './quantity.ts';

/** A name that other parts of the file use: letters, digits, `-`, `_`, `.`. */
const nameText = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u, {
  error: 'must be a name of letters, digits, - and _',
});

const TIME_WORDS =
  'must be a time or steps from a milestone, as 2015-02-15 00:00, 2015-02-14T22:00:00Z or EIF+9d';

/**
 * Local time of the agreement's zone, RFC 3339, or steps from a milestone: `EIF+9d`. Read once zone
 * and milestones are known.
 */
export const timeText = z
  .string({ error: TIME_WORDS })
  .regex(/^(?:\d{4}-\d\d-\d\d|\p{L})/u, { error: TIME_WORDS });

export const hoursText = z.string().regex(/^\d\d:\d\d\s*-\s*\d\d:\d\d$/, {
  error: 'must be daily hours, as 07:00-09:00',
});

export const windowShape = { from: timeText.optional(), to: timeText.optional() };

export const confidence = z.enum(['confirmed', 'secondary', 'unconfirmed']);

const position = z.tuple([z.number(), z.number()]).describe('[longitude, latitude] in degrees');

const source = z.strictObject({
  id: nameText,
  title: z.string().optional(),
  url: z.string().optional(),
  confidence: confidence.describe('how sure the terms taken from it are'),
});

const party = z.strictObject({
  name: z.string(),
  role: z
    .enum(['party', 'lead', 'contributor', 'contingent', 'guarantor', 'commission'])
    .describe('exactly two have the role party'),
});

const line = z.strictObject({
  name: z.string().optional(),
  coordinates: z.array(position).optional(),
  file: z.string().optional().describe('a GeoJSON LineString next to this file'),
  sides: z
    .strictObject({ left: z.string(), right: z.string() })
    .describe('whose side is on which hand, walking from the first vertex to the last'),
  validity: z.strictObject(windowShape).optional(),
  source: z.string().optional(),
  confidence: confidence.optional(),
});

/** One name for both parties, or a name for each. */
export const lineOfParty = z.union([z.string(), z.record(z.string(), z.string())], {
  error: 'must be the name of a line, or one name for each party',
});

const band = z
  .strictObject({
    line: lineOfParty,
    total: lengthText.optional().describe('width of the whole band, half of it on each side'),
    perSide: lengthText.optional().describe('depth on each side of the line'),
    depths: z.record(z.string(), lengthText).optional().describe('depth on each party’s side'),
    from: depthText.optional().describe('where the band begins on each side; absent: at the line'),
    only: z.string().optional().describe('the one party on whose side the band lies'),
    ends: z.enum(['flat', 'round']).optional(),
  })
  .describe('all places near a line');

const cut = z
  .strictObject({
    of: z.string().describe('the zone that is cut'),
    east: z.number().optional().describe('keep what lies east of this longitude'),
    west: z.number().optional().describe('keep what lies west of this longitude'),
    along: z
      .strictObject({ line: z.string(), from: depthText.optional(), to: lengthText.optional() })
      .optional()
      .describe('keep what lies nearest to this stretch of the line'),
    bearing: z
      .strictObject({ centre: position, from: z.number(), to: z.number() })
      .optional()
      .describe('keep what lies between two azimuths, clockwise'),
  })
  .describe('a part of a zone');

const ring = z.array(position).min(4);

const zone = z.strictObject({
  name: z.string().optional(),
  band: band.optional(),
  polygon: z
    .strictObject({ rings: z.array(ring).min(1).optional(), file: z.string().optional() })
    .optional(),
  corridor: z
    .strictObject({
      line: z.string().optional(),
      path: z.array(position).min(2).optional(),
      width: lengthText,
      ends: z.enum(['flat', 'round']).optional(),
    })
    .optional(),
  sector: cut.optional(),
  disc: z.strictObject({ centre: position, radius: lengthText }).optional(),
  union: z.array(z.string()).min(1).optional(),
  intersection: z.array(z.string()).min(2).optional(),
  minus: z.strictObject({ from: z.string(), take: z.array(z.string()).min(1) }).optional(),
  validity: z.strictObject(windowShape).optional(),
  site: z
    .literal(true)
    .optional()
    .describe('a storage site or place of its own: no clause need use it'),
  source: z.string().optional(),
  confidence: confidence.optional(),
});

const milestone = z
  .strictObject({
    name: z.string().optional(),
    at: timeText.optional().describe('its time, or steps from another milestone'),
    declared: z.literal(true).optional().describe('it comes when the mission declares it'),
    silence: durationText.optional().describe('it comes after so long without fire'),
    of: z.array(z.string()).min(1).optional().describe('what must be silent; absent: all fire'),
    zone: z.string().optional().describe('where it must be silent; absent: everywhere'),
    since: timeText.optional().describe('silence counts from here; absent: entry into force'),
    source: z.string().optional(),
    confidence: confidence.optional(),
  })
  .describe('a moment from which terms are counted: entry into force, D-day, 48 h of silence');

const phase = z
  .strictObject({
    name: z.string().optional(),
    ...windowShape,
    after: z.string().optional().describe('begins when this phase ends'),
    source: z.string().optional(),
    confidence: confidence.optional(),
  })
  .describe('a stretch of time in which clauses hold');

const limits = <T extends z.ZodType>(quantity: T) =>
  z.strictObject({
    over: quantity.optional(),
    atLeast: quantity.optional(),
    under: quantity.optional(),
    atMost: quantity.optional(),
  });

const thingClass = z.strictObject({
  title: z.string().optional(),
  kinds: z.array(z.enum(KINDS as [string, ...string[]])).optional(),
  models: z
    .array(z.string())
    .optional()
    .describe('models of the table below, as sources name them'),
  calibre: limits(calibreText).optional(),
  range: limits(lengthText).optional(),
  without: z.array(z.string()).optional().describe('classes that do not belong to it'),
  source: z.string().optional(),
  confidence: confidence.optional(),
});

const model = z.strictObject({
  kind: z.enum(KINDS as [string, ...string[]]),
  calibre: calibreText.optional(),
  range: lengthText.optional().describe('greatest range'),
});

/** Everything in an agreement file but its clauses, which the registry of kinds describes. */
export const fileShape = {
  agreement: nameText.describe('id of the agreement'),
  version: z.string().describe('one file a version'),
  title: z.string(),
  timezone: z.string().describe('IANA zone of local times; there is no default'),
  inForce: z.strictObject({ from: timeText, to: timeText.optional() }),
  sources: z.array(source).min(1),
  milestones: z.record(nameText, milestone).optional(),
  phases: z.record(nameText, phase).optional(),
  parties: z.record(nameText, party),
  lines: z.record(nameText, line).optional(),
  zones: z.record(nameText, zone).optional(),
  classes: z.record(nameText, thingClass).optional(),
  models: z.record(z.string(), model).optional(),
  reportCutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, as 19:30' }),
  guard: z
    .strictObject({ grid: lengthText, delay: durationText })
    .optional()
    .describe('coarser or later than the guard’s own 1 km and 6 h; never finer'),
};

export type MilestoneSource = z.output<typeof milestone>;
export type PhaseSource = z.output<typeof phase>;
export type LineSource = z.output<typeof line>;
export type ZoneSource = z.output<typeof zone>;
export type ClassSource = z.output<typeof thingClass>;
export type ModelSource = z.output<typeof model>;
export type PartySource = z.output<typeof party>;

export const proofShape = z.strictObject({
  breach: z.number().min(0.5).max(1).optional(),
  compliant: z.number().min(0).max(0.5).optional(),
});

const exceptionBase = { cite: z.string() };

/** What may excuse what a clause forbids. Each is cited, so that a reader finds it in the text. */
export const exceptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...exceptionBase, kind: z.literal('class'), what: z.array(z.string()).min(1) }),
  z.strictObject({
    ...exceptionBase,
    kind: z.literal('party'),
    parties: z.array(z.string()).min(1),
  }),
  z.strictObject({
    ...exceptionBase,
    kind: z.literal('zone'),
    zone: z.string(),
    hours: hoursText.optional(),
  }),
  z.strictObject({ ...exceptionBase, kind: z.literal('window'), ...windowShape }),
  z.strictObject({
    ...exceptionBase,
    kind: z.literal('permit'),
    permits: z.array(z.string()).min(1),
  }),
  z.strictObject({
    ...exceptionBase,
    kind: z.literal('notified'),
    notices: z.array(z.string()).min(1),
    what: z.array(z.string()).min(1).optional(),
    lead: durationText.optional(),
  }),
  z.strictObject({ ...exceptionBase, kind: z.literal('self-defence') }),
  z.strictObject({ ...exceptionBase, kind: z.literal('condition'), when: z.string() }),
]);

export type ExceptionSource = z.output<typeof exceptionSchema>;

/** What every clause may say, whatever its kind. */
export const clauseShape = {
  cite: z.string().describe('number of the clause, as the text has it'),
  text: z.string().optional(),
  source: z.string().optional(),
  confidence: confidence.optional(),
  parties: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('whom it binds; absent: both parties and everybody else but the mission'),
  exceptions: z.array(exceptionSchema).optional(),
  chosenReading: z
    .string()
    .optional()
    .describe('the reading that the commission recorded as its choice'),
  standardOfProof: proofShape.optional(),
  ...windowShape,
  phase: z.string().optional().describe('the phase in which it holds'),
  dwell: durationText.optional().describe('how long it must be seen before it is a breach'),
  hysteresis: lengthText.optional().describe('how far beyond the limit a breach begins'),
  strict: z.boolean().optional().describe('the limit itself is already a breach'),
  when: z
    .string()
    .optional()
    .describe('CEL expression over `fact`: the clause applies where it is true'),
};
