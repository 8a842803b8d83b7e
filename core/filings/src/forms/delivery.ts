import { z } from 'zod';
import { content, count, moment, name, text } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Asked, Form } from '../form.ts';
import { PARTIES } from '../who.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'as sha256: and 64 hex digits');
/** Both parties are told within this, or the delivery was not even. */
const MOST_SKEW_MS = 1_000;

/** That both parties were given one release: the same bytes, at the same time. The node records it. */
export const delivery: Form = {
  name: 'delivery',
  title: 'Deliveries to both parties',
  says: 'The node gave both parties one release, the same bytes at the same time.',
  filedBy: ['node'],
  content: content({
    upTo: moment,
    digest,
    bytes: count,
    dispatched: z.array(z.strictObject({ party: name, sentAt: moment, open: count })).length(2),
    skewMs: z.number().min(0),
  }),
  unsound: ({ dispatched, skewMs }, _filer, { parties }) => {
    const sent = dispatched as readonly { party: string; sentAt: string }[];
    if (parties.some((party) => !sent.some((one) => one.party === party)))
      return { field: 'with.dispatched', text: `names both parties: ${parties.join(', ')}` };
    const [first = 0, last = 0] = sent
      .map(({ sentAt }) => Date.parse(sentAt))
      .sort((a, b) => a - b);
    return last - first <= Math.ceil(Number(skewMs))
      ? undefined
      : { field: 'with.skewMs', text: 'is the time between the two' };
  },
  first: ({ skewMs }) => (Number(skewMs) <= MOST_SKEW_MS ? 'delivered' : 'uneven'),
  steps: {
    receive: {
      from: ['delivered', 'uneven'],
      to: (filing, step, { parties }) =>
        receivedByAll(filing, step, parties) ? 'received' : 'stay',
      by: PARTIES,
      content: content({ digest }),
      missing: (filing, { for: voice, with: said }) => {
        if (said.digest !== filing.with.digest)
          return {
            field: 'with.digest',
            text: 'is not that of what was delivered: tell the mission at once',
          };
        return stepsTaken(filing, 'receive').some((step) => step.for === voice)
          ? { field: 'step', text: `${voice} has said so already` }
          : undefined;
      },
    },
  },
  clocks: [],
  shownTo: (_filing, parties) => parties,
  chapter: {
    title: 'Deliveries to both parties',
    columns: ['Hour up to', 'Digest', 'Within a second', 'Received by', 'Stands'],
    row: (filing) => [
      text(filing.with.upTo),
      text(filing.with.digest),
      Number(filing.with.skewMs) <= MOST_SKEW_MS ? 'yes' : `no: ${filing.with.skewMs} ms`,
      stepsTaken(filing, 'receive')
        .map((step) => step.for)
        .sort()
        .join(', '),
      filing.state,
    ],
    note: 'Both parties are given the same bytes; the skew is the time between the two, and at most one second.',
  },
};

function receivedByAll(filing: Filing, step: Asked, parties: readonly string[]): boolean {
  const have = new Set([...stepsTaken(filing, 'receive').map((one) => one.for), step.for]);
  return parties.every((party) => have.has(party));
}
