import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { emptyCaseBook } from './case-book.ts';
import type { KnownSensor } from './source.ts';
import { witness, witnessed } from './witness.ts';

const known = (id: string, more: Partial<KnownSensor> = {}): [string, KnownSensor] => [
  id,
  { id, nation: 'c', kind: 'radar', trust: 'authenticated', ...more },
];
const SENSORS = new Map([
  known('radar-a'),
  known('radar-b'),
  known('tracker', { fuses: ['radar-a', 'radar-b'] }),
  known('camera'),
]);

let count = 0;
function sources(...order: readonly string[]): readonly string[] {
  const book = emptyCaseBook();
  for (const sensor of order) {
    count += 1;
    const said = { class: {}, digest: `sha256:${count}`, at: instant(0) };
    witness(book, 'T', { sensor, nation: 'c', trust: 'authenticated', ...said }, SENSORS);
  }
  return witnessed(book, ['T']).sources.map(({ id }) => id);
}

describe('a tracker that hears other sensors', () => {
  it('is no witness beside them', () => {
    expect(sources('radar-b', 'tracker')).toEqual(['radar-b']);
    expect(sources('radar-a', 'radar-b', 'tracker')).toEqual(['radar-a', 'radar-b']);
  });

  it('and a sensor whose word it passed on before is none beside it', () => {
    expect(sources('tracker', 'radar-a')).toEqual(['radar-a']);
    expect(sources('tracker', 'radar-b')).toHaveLength(1);
  });

  it('is one beside a sensor that it does not hear', () => {
    expect(sources('camera', 'tracker')).toEqual(['camera', 'radar-a']);
  });
});
