import { z } from 'zod';
import { partyWords } from '../judging/place.ts';
import { clauseKind, ledgerRule, sentence } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { durationText, durationWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';
import { stretchWords } from '../language/time-words.ts';
import { type Duty, HOUR_MS, type Owed, placeKey } from './inspection/duty.ts';
import { inspectedMonthly } from './inspection/monthly.ts';
import { inspectedOnRequest } from './inspection/on-request.ts';
import { inspectedRegularly } from './inspection/regular.ts';

/** Zones and sites are inspected at least so often, or within a time of a request: a duty of the mission itself. */
export const inspection = clauseKind({
  kind: 'inspection',
  summary:
    'The mission inspects zones or sites at least so often, so many times a month, or within a time of a request.',
  shape: {
    zone: z.string().optional(),
    zones: z.array(z.string()).min(1).optional(),
    site: z.string().optional().describe('a site that is no zone, as inspections name it'),
    sites: z.array(z.string()).min(1).optional().describe('such sites, each inspected by itself'),
    every: durationText.optional().describe('the longest time between two inspections of a place'),
    timesAMonth: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('inspections of each place in every whole month of the calendar'),
    since: timeText.optional().describe('from when the first interval or month runs'),
    onRequest: durationText
      .optional()
      .describe('how long after its receipt a request must be answered'),
    askedBy: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('whose requests must be answered; absent: those of either party'),
    by: z.array(z.string()).min(1).optional().describe('whose duty it is; absent: the mission’s'),
  },
  binds: 'whoever owes the inspection',
  describe(clause, naming) {
    const { every, timesAMonth, onRequest, askedBy, since, by = ['mission'] } = clause;
    const places = placesOf(clause).map(({ zone, site }) =>
      zone === undefined ? (site ?? '') : naming.zone(zone),
    );
    const asked =
      askedBy === undefined ? 'either party' : listWords(askedBy.map(naming.party), 'or');
    const terms = [
      ...(every === undefined ? [] : [`at least every ${stretchWords(every)}`]),
      ...(timesAMonth === undefined ? [] : [`at least ${timesAMonth} times in each month`]),
      ...(onRequest === undefined
        ? []
        : [`within ${stretchWords(onRequest)} of receiving a request of ${asked}`]),
    ];
    const where = places.length === 0 ? 'what it is asked to inspect' : listWords(places, 'and');
    const who = sentence(listWords(by.map(naming.party), 'and'));
    const from = since === undefined ? '' : `, counted from ${naming.time(since)}`;
    return `${who} must${by.length > 1 ? ' each' : ''} inspect ${where} ${listWords(terms, 'and')}${from}.`;
  },
  limits(clause) {
    const { every, timesAMonth, onRequest, by = ['mission'] } = clause;
    const rows = [
      ...(every === undefined ? [] : [['inspection', durationWords(every)]]),
      ...(timesAMonth === undefined ? [] : [['inspection a month', String(timesAMonth)]]),
      ...(onRequest === undefined ? [] : [['inspection on request', durationWords(onRequest)]]),
    ];
    return placesOf(clause).flatMap(({ zone, site }) =>
      rows.map(([what, limit = '']) => ({
        about: `${what} of ${zone ?? site} by ${by.join(', ')}`,
        limit,
      })),
    );
  },
  prepare(clause, terms) {
    if (clause.parties?.some((party) => (clause.by ?? ['mission']).includes(party)) === false)
      terms.refuse('binds nobody whose duty it is: leave parties out, and say by', 'parties');
    const { every, timesAMonth, onRequest, by = ['mission'], askedBy = terms.parties } = clause;
    const places = placesOf(clause).map(placeKey);
    const names = placesOf(clause).map(({ zone, site }) => zone ?? site);
    if (new Set(names).size < names.length) terms.refuse('names a place twice: name each once');
    if (clause.zone !== undefined) terms.zone(clause.zone, 'zone');
    clause.zones?.forEach((name, i) => void terms.zone(name, 'zones', i));
    by.forEach((party, i) => void terms.party(party, 'by', i));
    clause.askedBy?.forEach((party, i) => void terms.party(party, 'askedBy', i));
    if (every === undefined && timesAMonth === undefined && onRequest === undefined)
      terms.refuse('say every, timesAMonth or onRequest: there is no duty without');
    const bySelf = every !== undefined || timesAMonth !== undefined;
    if (bySelf && places.length === 0) terms.refuse('say zone, zones, site or sites');
    if (bySelf && clause.since === undefined)
      terms.refuse('say since: from when the first interval or month runs');
    if (clause.askedBy !== undefined && onRequest === undefined)
      terms.refuse('belongs to onRequest: say onRequest: 48 h', 'askedBy');
    const since = clause.since === undefined ? undefined : terms.moment(clause.since, 'since');
    const duties: readonly Duty[] = [
      ...(every === undefined || since === undefined
        ? []
        : [inspectedRegularly(places, every, since)]),
      ...(timesAMonth === undefined || since === undefined
        ? []
        : [inspectedMonthly(places, timesAMonth, since, terms.timezone)]),
      ...(onRequest === undefined
        ? []
        : [inspectedOnRequest(places.length === 0 ? undefined : places, onRequest, askedBy)]),
    ];
    const charged = (owed: readonly Owed[]) =>
      owed.flatMap((one) =>
        by.map((party) => ({
          ...one,
          party,
          nature: 'substantive' as const,
          subject: by.length > 1 ? [...one.subject, party] : one.subject,
        })),
      );
    return ledgerRule<readonly unknown[]>({
      of: ['declaration'],
      start: () => duties.map((duty) => duty.start()),
      take(memories, fact, hearing) {
        if (fact.fact !== 'declaration') return [];
        const { declaration } = fact;
        const evidence = hearing.evidence(fact);
        return charged(
          duties.flatMap((duty, i) => {
            const memory = memories[i];
            if (declaration.declaration === 'request') {
              const fallen = duty.fallen(memory, declaration.receivedAt, hearing);
              duty.requested?.(memory, declaration, evidence);
              return fallen;
            }
            if (declaration.declaration !== 'inspection') return [];
            return [
              ...duty.fallen(memory, declaration.at, hearing),
              ...duty.inspected(memory, declaration, evidence, hearing),
            ];
          }),
        );
      },
      tick: (memories, now, hearing) =>
        charged(duties.flatMap((duty, i) => duty.fallen(memories[i], now, hearing))),
      say(row) {
        const who = partyWords(row.party);
        if (row.what === 'month')
          return `${who} inspected ${row.subject[0]} ${row.measured} times in ${row.against}, at least ${row.limit} are owed`;
        const took = durationWords((row.measured ?? 0) * HOUR_MS);
        const limit = durationWords((row.limit ?? 0) * HOUR_MS);
        return row.what === 'request'
          ? `${took} since ${who} received request ${row.subject[0]} ${row.against}, limit ${limit}`
          : `${took} since ${who} inspected ${row.subject[0]} the time before, limit ${limit}`;
      },
    });
  },
});

/** Every place that the clause names. */
const placesOf = (clause: {
  readonly zone?: string | undefined;
  readonly zones?: readonly string[] | undefined;
  readonly site?: string | undefined;
  readonly sites?: readonly string[] | undefined;
}): readonly { readonly zone?: string; readonly site?: string }[] => [
  ...[clause.zone, ...(clause.zones ?? [])].flatMap((zone) =>
    zone === undefined ? [] : [{ zone }],
  ),
  ...[clause.site, ...(clause.sites ?? [])].flatMap((site) =>
    site === undefined ? [] : [{ site }],
  ),
];
