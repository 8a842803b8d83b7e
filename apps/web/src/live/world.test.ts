import { describe, expect, it } from 'vitest';
import type { TrackRow } from '../wire.ts';
import { heard } from './link.ts';
import { TrackBook } from './track-book.ts';
import { emptyWorld, placeOf, withRows } from './world.ts';

const track = (id: string, seq: number, at: string, lon = 36): TrackRow =>
  ({ id, seq, at, position: { lon, lat: 49 }, class: { tank: 1 } }) as unknown as TrackRow;

const finding = (id: string, seq: number, over: object = {}) => ({
  id,
  seq,
  clause: '2(a)',
  verdict: 'breach',
  from: '2026-03-10T10:00:00Z',
  to: '2026-03-10T10:05:00Z',
  ...over,
});

describe('the world of a page', () => {
  it('keeps the latest of an id whatever order rows come in', () => {
    const late = { id: 'c', seq: 9, state: 'confirmed' };
    const early = { id: 'c', seq: 4, state: 'open' };
    const one = withRows(withRows(emptyWorld(), 'case', [late]), 'case', [early]);
    const two = withRows(emptyWorld(), 'case', [early, late]);
    expect(one.cases.get('c')?.state).toBe('confirmed');
    expect(two.cases.get('c')?.state).toBe('confirmed');
    expect(one.seqs.case).toBe(9);
  });

  it('lets a revised finding take the place of the one it supersedes', () => {
    const world = withRows(emptyWorld(), 'finding', [
      finding('old', 1),
      finding('new', 2, { supersedes: 'old' }),
    ]);
    expect([...world.findings.keys()]).toEqual(['new']);
  });

  it('passes over what the stream brings and the page does not hold', () => {
    const world = emptyWorld();
    for (const kind of ['observation', 'period'] as const)
      expect(heard(world, { type: 'rows', kind, items: [{ id: 'p', seq: 1 }] })).toBe(world);
  });

  it('places a finding on its released square before anything else', () => {
    const cell = {
      id: 'x',
      polygon: [
        [36, 49],
        [36.02, 49],
        [36.02, 49.01],
        [36, 49.01],
        [36, 49],
      ] as [number, number][],
    };
    const at = placeOf(emptyWorld(), { cell });
    expect(at?.lon).toBeCloseTo(36.01, 9);
    expect(at?.lat).toBeCloseTo(49.005, 9);
  });

  it('is live as soon as the stream says hello, and knows the node’s clock', () => {
    const now = new Date(Date.now() + 60_000).toISOString();
    const world = heard(emptyWorld(), { type: 'hello', now });
    expect(world.link.state).toBe('live');
    expect(Math.round(world.clockOffset / 1000)).toBe(60);
  });
});

describe('the tracks of a page', () => {
  it('show any loaded moment again', () => {
    const book = new TrackBook();
    book.apply([
      track('t', 1, '2026-03-10T10:00:00Z', 36),
      track('t', 2, '2026-03-10T10:01:00Z', 37),
      track('t', 3, '2026-03-10T10:02:00Z', 38),
    ]);
    const at = (text: string) => book.stateAt('t', Date.parse(text))?.row.position.lon;
    expect(at('2026-03-10T09:59:59Z')).toBeUndefined();
    expect(at('2026-03-10T10:01:30Z')).toBe(37);
    expect(at('2026-03-10T11:00:00Z')).toBe(38);
    expect(book.latest('t')?.row.seq).toBe(3);
    expect(book.trail('t', Date.parse('2026-03-10T10:01:00Z'))).toHaveLength(2);
  });

  it('leave out rows older than what is held', () => {
    const book = new TrackBook();
    book.apply([
      track('t', 5, '2026-03-10T10:01:00Z', 37),
      track('t', 4, '2026-03-10T10:00:00Z', 36),
    ]);
    expect(book.latest('t')?.row.position.lon).toBe(37);
    expect(book.trail('t')).toHaveLength(1);
  });

  it('forget the oldest states rather than grow without end', () => {
    const book = new TrackBook();
    for (let round = 0; round < 40; round++) {
      const at = new Date(1.75e12 + round * 1000).toISOString();
      book.apply(Array.from({ length: 6000 }, (_, i) => track(`t${i}`, round + 1, at)));
    }
    expect(book.trail('t7').length).toBeLessThanOrEqual(13);
    expect(book.latest('t7')?.row.seq).toBe(40);
  });
});
