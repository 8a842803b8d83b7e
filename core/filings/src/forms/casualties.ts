import { formatInstant, type Instant } from '@greenline/base';
import { z } from 'zod';
import { at, content, count, moment, NOTHING, name, place, text } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Asked, Form } from '../form.ts';
import { anyOf, HUMANITARIAN, MISSION, OWNER } from '../who.ts';

const bands = z.strictObject({ child: count, adult: count, older: count, unknown: count });
type Bands = z.infer<typeof bands>;

const HOW = [
  'visit',
  'hospital-record',
  'death-record',
  'witnesses',
  'imagery',
  'crater-analysis',
] as const;

/**
 * Civilians killed or hurt: claimed, and corroborated by whom and how. Numbers in bands of age; there
 * is no field for a name, nor for free words. Others than staff are told the region and the day.
 */
export const casualties: Form = {
  name: 'casualties',
  title: 'Civilian casualties',
  says: 'Civilians killed or hurt: numbers, place and cause, never who they were.',
  filedBy: ['mission', 'humanitarian', 'party'],
  content: content({
    happenedAt: moment,
    region: name.optional(),
    position: place.optional(),
    killed: bands,
    injured: bands,
    cause: z.enum([
      ...['shelling', 'small-arms', 'drone', 'air-strike', 'mine', 'unexploded-ordnance'],
      ...['road-accident', 'other', 'unknown'],
    ] as [string, ...string[]]),
  }),
  unsound: ({ killed, injured, region }, _filer, { hasRegion }) => {
    if (sum(killed) + sum(injured) === 0)
      return { field: 'with.killed', text: 'nobody was killed or hurt: state at least one' };
    return region === undefined || hasRegion(text(region))
      ? undefined
      : { field: 'with.region', text: 'is none of the mission’s regions' };
  },
  first: 'claimed',
  steps: {
    corroborate: {
      from: ['claimed', 'corroborated'],
      to: (filing, step) => (isCorroborated(filing, step) ? 'corroborated' : 'stay'),
      by: anyOf(MISSION, HUMANITARIAN),
      content: content({ how: z.enum(HOW) }),
      missing: (filing, { by, with: { how } }) => {
        if (filing.history[0]?.entry === 'filed' && filing.history[0].by === by)
          return { field: 'by', text: 'somebody else than whoever claimed it corroborates' };
        return stepsTaken(filing, 'corroborate').some(
          (step) => step.by === by && step.with.how === how,
        )
          ? { field: 'with.how', text: `${by} has said so already` }
          : undefined;
      },
    },
    correct: {
      from: ['claimed', 'corroborated'],
      to: 'claimed',
      by: OWNER,
      content: content({ killed: bands, injured: bands }),
    },
    refute: {
      from: ['claimed', 'corroborated'],
      to: 'refuted',
      by: MISSION,
      content: content({ how: z.enum(HOW) }),
    },
    close: { from: ['corroborated', 'refuted'], to: 'closed', by: MISSION, content: NOTHING },
  },
  clocks: [{ clock: 'corroborate', while: ['claimed'], seconds: 72 * 3_600 }],
  shownTo: (filing) => [
    filing.for,
    ...(stepsTaken(filing, 'corroborate').length > 0 && filing.state !== 'claimed'
      ? ['public']
      : []),
  ],
  told: ({ region, with: { happenedAt, position: _exact, region: _said, ...said } }) => ({
    ...said,
    day: dayOf(text(happenedAt)),
    ...(region !== undefined && { region }),
  }),
  chapter: {
    title: 'Civilian casualties',
    columns: ['Day', 'Region', 'Killed', 'Injured', 'Cause', 'Corroborated by', 'Stands'],
    row: (filing) => {
      const { killed, injured } = stepsTaken(filing, 'correct').at(-1)?.with ?? filing.with;
      const { day, happenedAt, cause } = filing.with;
      return [
        text(day ?? dayOf(text(happenedAt))),
        text(filing.region),
        inBands(killed as Bands),
        inBands(injured as Bands),
        text(cause),
        corroborations(filing)
          .map((step) => `${step.for} (${text(step.with.how)})`)
          .join(', '),
        filing.state,
      ];
    },
    note: 'A claim is corroborated by a visit of the mission, or by two persons in two ways. Ages in bands; nobody is named.',
  },
};

/** Those of the numbers that stand. */
function corroborations(filing: Filing): readonly Pick<Asked, 'by' | 'for' | 'with'>[] {
  const corrected = stepsTaken(filing, 'correct').at(-1)?.recordedAt ?? (0 as Instant);
  return stepsTaken(filing, 'corroborate').filter(({ recordedAt }) => recordedAt >= corrected);
}

function isCorroborated(filing: Filing, step: Asked): boolean {
  const all = [...corroborations(filing), step];
  if (all.some((one) => one.for === 'mission' && one.with.how === 'visit')) return true;
  const hands = new Set(all.map(({ by }) => by));
  const ways = new Set(all.map(({ with: { how } }) => how));
  return hands.size >= 2 && ways.size >= 2;
}

const sum = (numbers: unknown): number =>
  Object.values(numbers as Bands).reduce((all, one) => all + one, 0);

const inBands = (numbers: Bands): string =>
  `${sum(numbers)} (${(['child', 'adult', 'older', 'unknown'] as const)
    .filter((band) => numbers[band] > 0)
    .map((band) => `${band} ${numbers[band]}`)
    .join(', ')})`.replace(' ()', '');

const dayOf = (moment: string): string => formatInstant(at(moment)).slice(0, 10);
