import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { forceAt, howitzersAt, NOTICES, PERMITS, type Within } from './support/force.ts';
import { differences, sweep } from './support/sweep.ts';

const at = (time: string) => moment(`2026-03-10T${time}Z`);
const SOUTH_WEST: Within = { u: 0, v: 0 };
const NORTH_EAST: Within = { u: 1, v: 1 };

/**
 * Two nodes that bear the same keys and are told the same, but for where in its cell each thing of a
 * force stands. Cells are cut in two by the limit of every clause.
 */
describe('two nodes whose forces stand elsewhere in the same cells', () => {
  let one: ClockedNode;
  let other: ClockedNode;

  beforeAll(async () => {
    one = await ClockedNode.start(at('10:05:17.250'));
    other = await ClockedNode.start(at('10:05:17.250'), one);
    for (const node of [one, other]) {
      const permits = PERMITS.map((permit) => JSON.stringify(permit)).join('\n');
      const { status } = await node.ask('/api/intake/facts', 'liaison-a', {
        method: 'POST',
        body: permits,
      });
      expect(status).toBe(200);
      const notices = await node.ask('/api/declarations', 'liaison-a', {
        method: 'POST',
        body: JSON.stringify(NOTICES),
      });
      expect(notices.status).toBe(200);
    }
    for (const time of ['10:05:17.250', '11:20:03', '12:40:59']) {
      for (const [node, within] of [
        [one, SOUTH_WEST],
        [other, NORTH_EAST],
      ] as const) {
        await node.goOnTo(at(time));
        await node.see(...forceAt(within), ...howitzersAt(within));
      }
    }
  }, 120_000);

  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
  });

  it('are two different nodes to mission staff: other verdicts, other figures', async () => {
    const verdicts = async (node: ClockedNode) =>
      (await node.items('findings', 'duty-officer'))
        .map(({ clause, verdict }) => `${clause} ${verdict}`)
        .sort();
    const [first, second] = [await verdicts(one), await verdicts(other)];
    expect(first).toContain('2(a) breach');
    expect(second).not.toEqual(first);
  });

  it.each([
    ['before anything may be told', '16:59:59.999'],
    ['when the first hour is told', '17:00:00'],
    ['when the third hour is told', '19:00:01'],
    ['when the day’s report can be had', '23:31:00'],
  ])('are one and the same to everybody else, %s', async (_when, time) => {
    const [first, second] = await Promise.all(
      [one, other].map(async (node) => {
        await node.goOnTo(at(time));
        return sweep(node, ['00000000-0000-8000-8000-000000000000']);
      }),
    );
    expect(first?.size).toBeGreaterThan(700);
    if (first === undefined || second === undefined) throw new Error('no answers');
    expect(differences(first, second)).toEqual([]);
  });

  it('did tell of the force all the while', async () => {
    const told = await one.items('findings', 'liaison-b');
    expect(told.map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['2(a)', '2(b)', '3', '4']),
    );
    expect(one.failures.concat(other.failures)).toEqual([]);
  });
});
