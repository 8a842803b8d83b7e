import { KINDS } from '@greenline/observation';
import { z } from 'zod';
import { calibreText, depthText, durationText, lengthText } from './quantity.ts';

/** A name that other parts of the file use: letters, digits, `-`, `_`, `.`. */
const nameText = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u, {
    error: 'must be a name of letters, digits, - and _',
  })
  .meta({ id: 'name', description: 'a name that other parts of the file use' });

/** A number or heading of the text, on one line. */
const citeText = z
  .string({ error: 'must be a text: put it in quotation marks' })
  .regex(/^\S(?:.*\S)?$/, { error: 'must be a number as the text has it, as 2(a)' });

/** Tells editors that exactly one of some keys is said; `check` says the same in its own words. */
const exactlyOne = (...keys: readonly string[]) => ({
  oneOf: keys.map((key) => ({ required: [key] })),
});

const TIME_WORDS =
  'must be a time or steps from a milestone, as 2015-02-15 00:00, 2015-02-14T22:00:00Z or EIF+9d';

/**
 * Local time of the agreement's zone, RFC 3339, or steps from a milestone: `EIF+9d`. Read once zone
 * and milestones are known.
 */
export const timeText = z
  .string({ error: TIME_WORDS })
  .regex(/^(?:\d{4}-\d\d-\d\d|\p{L})/u, { error: TIME_WORDS })
  .meta({
    id: 'time',
    description:
      'a local time of the agreement’s zone, a time with its zone, or steps from a milestone; a date alone is its first moment',
    // Narrower than what is read: `check` tells better what is wrong with steps.
    pattern:
      '^(?:\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)?)?)?|\\p{L}[\\p{L}\\p{N}._ -]*(?:\\s*[+-]\\s*\\d+(?:\\.\\d+)?\\s*(?:s|min|h|d|w|mo|y))*)$',
    examples: ['2015-02-15 00:00', '2015-02-15', '2015-02-14T22:00:00Z', 'EIF+9d', 'D+72h'],
  });

export const hoursText = z
  .string()
  .regex(/^\d\d:\d\d\s*-\s*\d\d:\d\d$/, { error: 'must be daily hours, as 07:00-09:00' })
  .meta({ id: 'hours', description: 'daily hours, local time', examples: ['07:00-09:00'] });

export const windowShape = { from: timeText.optional(), to: timeText.optional() };

export const confidence = z.enum(['confirmed', 'secondary', 'unconfirmed']).meta({
  id: 'confidence',
  description:
    'confirmed: read in that text; secondary: from another’s account of it; unconfirmed: assumed or generally known, no treaty text',
});

const position = z
  .tuple([z.number(), z.number()])
  .meta({ id: 'position', description: '[longitude, latitude] in degrees' });

const kindOfThing = z.enum(KINDS as [string, ...string[]]).meta({
  id: 'kind-of-thing',
  description: 'a kind of the taxonomy: a term about a wide kind holds for all kinds within it',
});

const source = z.strictObject({
  id: nameText.describe('name by which terms cite it'),
  title: z.string().optional(),
  url: z.string().optional().describe('where it can be read'),
  confidence: confidence.describe('how sure the terms taken from it are'),
});

const party = z.strictObject({
  name: z.string().describe('as the text calls it'),
  role: z
    .enum(['party', 'lead', 'contributor', 'contingent', 'guarantor', 'commission'])
    .describe('exactly two have the role party'),
});

const line = z
  .strictObject({
    name: z.string().optional(),
    coordinates: z.array(position).optional().describe('its course, vertex by vertex'),
    file: z.string().optional().describe('a GeoJSON LineString next to this file'),
    sides: z
      .strictObject({
        left: z.string().describe('the party on the left'),
        right: z.string().describe('the party on the right'),
      })
      .describe('whose side is on which hand, walking from the first vertex to the last'),
    validity: z.strictObject(windowShape).optional(),
    source: z.string().optional(),
    confidence: confidence.optional(),
  })
  .meta(exactlyOne('coordinates', 'file'));

/** One name for both parties, or a name for each. */
export const lineOfParty = z.union([z.string(), z.record(z.string(), z.string())], {
  error: 'must be the name of a line, or one name for each party',
});

const ends = z
  .enum(['flat', 'round'])
  .describe('what it does past the ends of its line: stops square, or goes round them');

const band = z
  .strictObject({
    line: lineOfParty,
    total: lengthText.optional().describe('width of the whole band, half of it on each side'),
    perSide: lengthText.optional().describe('depth on each side of the line'),
    depths: z.record(z.string(), lengthText).optional().describe('depth on each party’s side'),
    from: depthText.optional().describe('where the band begins on each side; absent: at the line'),
    only: z.string().optional().describe('the one party on whose side the band lies'),
    ends: ends.optional(),
  })
  .meta({ description: 'all places near a line', ...exactlyOne('total', 'perSide', 'depths') });

const cut = z
  .strictObject({
    of: z.string().describe('the zone that is cut'),
    east: z.number().optional().describe('keep what lies east of this longitude'),
    west: z.number().optional().describe('keep what lies west of this longitude'),
    along: z
      .strictObject({
        line: z.string(),
        from: depthText.optional().describe('so far along the line; absent: its beginning'),
        to: lengthText.optional().describe('so far along the line; absent: its end'),
      })
      .optional()
      .describe('keep what lies nearest to this stretch of the line'),
    bearing: z
      .strictObject({
        centre: position,
        from: z.number().describe('azimuth in degrees, clockwise from north'),
        to: z.number().describe('azimuth in degrees, clockwise from north'),
      })
      .optional()
      .describe('keep what lies between two azimuths, clockwise'),
  })
  .meta({ description: 'a part of a zone', ...exactlyOne('east', 'west', 'along', 'bearing') });

const ring = z.array(position).min(4);

const zone = z
  .strictObject({
    name: z.string().optional(),
    band: band.optional(),
    polygon: z
      .strictObject({
        rings: z
          .array(ring)
          .min(1)
          .optional()
          .describe('the outer ring and then its holes, each ending where it begins'),
        file: z.string().optional().describe('a GeoJSON Polygon or MultiPolygon next to this file'),
      })
      .meta({ description: 'a given outline', ...exactlyOne('rings', 'file') })
      .optional(),
    corridor: z
      .strictObject({
        line: z.string().optional().describe('the line of this file that it follows'),
        path: z.array(position).min(2).optional().describe('the path that it follows'),
        width: lengthText.describe('its whole width, half of it on each side'),
        ends: ends.optional(),
      })
      .meta({ description: 'all places along a path', ...exactlyOne('line', 'path') })
      .optional(),
    sector: cut.optional(),
    disc: z
      .strictObject({ centre: position, radius: lengthText.describe('along the ellipsoid') })
      .optional()
      .describe('all places within a distance of a centre'),
    union: z.array(z.string()).min(1).optional().describe('zones put together'),
    intersection: z.array(z.string()).min(2).optional().describe('what zones have in common'),
    minus: z
      .strictObject({
        from: z.string().describe('the zone that is taken from'),
        take: z.array(z.string()).min(1).describe('the zones that are taken out of it'),
      })
      .optional()
      .describe('a zone without others'),
    validity: z.strictObject(windowShape).optional(),
    site: z
      .literal(true)
      .optional()
      .describe('a storage site or place of its own: no clause need use it'),
    source: z.string().optional(),
    confidence: confidence.optional(),
  })
  .meta(
    exactlyOne('band', 'polygon', 'corridor', 'sector', 'disc', 'union', 'intersection', 'minus'),
  );

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
  .meta({
    description: 'a moment from which terms are counted: entry into force, D-day, 48 h of silence',
    ...exactlyOne('at', 'declared', 'silence'),
  });

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
    over: quantity.optional().describe('more than this'),
    atLeast: quantity.optional().describe('this or more'),
    under: quantity.optional().describe('less than this'),
    atMost: quantity.optional().describe('this or less'),
  });

const thingClass = z.strictObject({
  title: z.string().optional(),
  kinds: z.array(kindOfThing).optional().describe('kinds of the taxonomy that belong to it'),
  models: z
    .array(z.string())
    .optional()
    .describe('models of the table below, as sources name them'),
  calibre: limits(calibreText).optional().describe('of these calibres only'),
  range: limits(lengthText).optional().describe('of these greatest ranges only'),
  without: z.array(z.string()).optional().describe('classes that do not belong to it'),
  source: z.string().optional(),
  confidence: confidence.optional(),
});

const model = z.strictObject({
  kind: kindOfThing,
  calibre: calibreText.optional().describe('its calibre'),
  range: lengthText.optional().describe('greatest range'),
});

/** Everything in an agreement file but its clauses, which the registry of kinds describes. */
export const fileShape = {
  agreement: nameText.describe('id of the agreement'),
  version: z.string().describe('one file a version'),
  title: z.string().describe('as the text is called'),
  timezone: z.string().describe('IANA zone of local times; there is no default'),
  inForce: z
    .strictObject({ from: timeText, to: timeText.optional() })
    .describe('when the agreement holds; a clause may hold for less of that time'),
  sources: z.array(source).min(1).describe('where the terms come from, and how sure each is'),
  milestones: z
    .record(nameText, milestone)
    .optional()
    .describe('moments, by name, from which times are counted, as EIF+9d'),
  phases: z.record(nameText, phase).optional().describe('stretches of time, by name'),
  parties: z
    .record(nameText, party)
    .describe('parties and roles, by id: exactly two have the role party'),
  lines: z
    .record(nameText, line)
    .optional()
    .describe('reference lines, by name: a party on each side'),
  zones: z
    .record(nameText, zone)
    .optional()
    .describe('places that clauses speak of, by name; each is drawn in exactly one way'),
  classes: z
    .record(nameText, thingClass)
    .optional()
    .describe('classes of things, by name: kinds with limits of calibre and range, or models'),
  models: z.record(z.string(), model).optional().describe('weapons by the name sources give them'),
  reportCutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, as 19:30' })
    .meta({ description: 'when a report’s day ends, local time', examples: ['19:30'] }),
  guard: z
    .strictObject({
      grid: lengthText.describe('width of the grid that positions are coarsened to'),
      delay: durationText.describe('how long what leaves the mission is held back'),
    })
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

export const proofShape = z
  .strictObject({
    breach: z
      .number()
      .min(0.5)
      .max(1)
      .optional()
      .describe('probability from which a finding is a breach; absent: 0.95'),
    compliant: z
      .number()
      .min(0)
      .max(0.5)
      .optional()
      .describe('probability of a breach up to which a finding is compliant; absent: 0.05'),
  })
  .meta({ id: 'standard-of-proof', description: 'how sure one must be' });

const exceptionOf = <const K extends string, S extends z.ZodRawShape>(
  kind: K,
  summary: string,
  shape: S,
) =>
  z
    .strictObject({
      cite: citeText.describe('number of the exception, as the text has it'),
      kind: z.literal(kind).describe(summary),
      ...shape,
    })
    .describe(summary);

const names = z.array(z.string()).min(1);

/** What may excuse what a clause forbids. Each is cited, so that a reader finds it in the text. */
export const exceptionSchema = z
  .discriminatedUnion('kind', [
    exceptionOf('class', 'Things of these classes are left out.', { what: names }),
    exceptionOf('party', 'What belongs to these parties is no breach.', {
      parties: names.describe('whom it does not bind'),
    }),
    exceptionOf('zone', 'It is no breach in a zone, or there within daily hours.', {
      zone: z.string(),
      hours: hoursText.optional().describe('daily hours, local time; absent: all day'),
    }),
    exceptionOf('window', 'It is no breach within a time.', windowShape),
    exceptionOf('permit', 'It is no breach with a permit that covers it in time and place.', {
      permits: names.describe('kinds of permit, as permits name them'),
    }),
    exceptionOf('notified', 'It is no breach where it was announced; late notice is procedural.', {
      notices: names.describe('kinds of notice, as notices name them'),
      what: names.optional(),
      lead: durationText.optional().describe('how long ahead it is announced; absent: at any time'),
    }),
    exceptionOf('self-defence', 'Self-defence may excuse it, which people decide.', {}),
    exceptionOf('condition', 'It is no breach where an expression is true.', {
      when: z.string().describe('CEL over `fact`: fact.attributes.escorted'),
    }),
  ])
  .meta({ id: 'exception' });

export type ExceptionSource = z.output<typeof exceptionSchema>;

/** What every clause may say, whatever its kind. */
export const clauseShape = {
  cite: citeText.describe('number of the clause, as the text has it'),
  text: z.string().optional().describe('the words of the text itself'),
  source: z.string().optional(),
  confidence: confidence.optional(),
  parties: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('whom it binds; absent: both parties and everybody else but the mission'),
  exceptions: z
    .array(exceptionSchema)
    .optional()
    .describe('what may excuse it, each with its own number'),
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
