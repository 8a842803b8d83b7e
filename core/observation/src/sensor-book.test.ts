import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { Sensor } from './sensor.ts';
import {
  clockOffset,
  emptySensorBook,
  noteHeard,
  noteSpoken,
  silencesBy,
  stretchesBy,
} from './sensor-book.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
const at = (second: number) => instant(NOON + second * 1000);
const registry = new Map(
  [{ id: 'radar', reportsEveryS: 10 }, { id: 'drone' }].map((sensor) => [
    sensor.id,
    sensor as Sensor,
  ]),
);
const said = (sensor: string, receivedS: number, lateS = 0, more = {}) => ({
  sensor,
  receivedAt: at(receivedS),
  observedAt: at(receivedS - lateS),
  ...more,
});

describe('a sensor that should speak every ten seconds', () => {
  it('is told of once when it falls silent, and once when it speaks again', () => {
    const book = emptySensorBook();
    expect(silencesBy(book, registry, at(0))).toEqual([]);
    expect(noteSpoken(book, said('radar', 5), 'link', registry)).toBeUndefined();
    expect(silencesBy(book, registry, at(15))).toEqual([]);
    const silence = { sensor: 'radar', since: at(5), expectedEveryS: 10 };
    expect(silencesBy(book, registry, at(16))).toEqual([silence]);
    expect(silencesBy(book, registry, at(60))).toEqual([]);
    expect(noteHeard(book, 'radar', at(70), registry)).toEqual({ ...silence, to: at(70) });
    expect(noteHeard(book, 'radar', at(71), registry)).toBeUndefined();
    expect(silencesBy(book, registry, at(82))).toMatchObject([{ since: at(71) }]);
  });

  it('and never did is silent from when the watch began', () => {
    const book = emptySensorBook();
    silencesBy(book, registry, at(0));
    expect(silencesBy(book, registry, at(11))).toMatchObject([{ sensor: 'radar', since: at(0) }]);
  });
});

describe('a sensor with a footprint', () => {
  const looking = new Map([
    [
      'radar',
      {
        id: 'radar',
        reportsEveryS: 10,
        footprint: [[0, 0]],
        detectionProbability: 0.9,
      } as unknown as Sensor,
    ],
  ]);

  it('looked as long as it spoke, told of without a gap, and until its last word', () => {
    const book = emptySensorBook();
    for (let s = 0; s <= 60; s += 5) noteHeard(book, 'radar', at(s), looking);
    expect(stretchesBy(book, looking, at(60))).toEqual([
      { sensor: 'radar', from: at(0), to: at(60) },
    ]);
    expect(stretchesBy(book, looking, at(60))).toEqual([]);
    noteHeard(book, 'radar', at(65), looking);
    expect(stretchesBy(book, looking, at(90))).toEqual([
      { sensor: 'radar', from: at(60), to: at(65) },
    ]);
    noteHeard(book, 'radar', at(100), looking);
    noteHeard(book, 'radar', at(105), looking);
    expect(stretchesBy(book, looking, at(110))).toMatchObject([{ from: at(100), to: at(105) }]);
  });
});

describe('what is known of a sensor', () => {
  it('keeps its last position when messages without one follow', () => {
    const book = emptySensorBook();
    const position = { lon: 33, lat: 35 };
    noteSpoken(book, said('drone', 0, 0, { position, identity: 'U' }), 'link', registry);
    noteSpoken(book, said('drone', 60), 'link', registry);
    noteHeard(book, 'drone', at(90), registry);
    expect(book.sensors.get('drone')).toMatchObject({
      count: 3,
      lastAt: at(90),
      last: { at: at(0), position, identity: 'U' },
    });
  });

  it('is how far its clock is from ours, by its sensor and by its link', () => {
    const book = emptySensorBook();
    for (const lateS of [1, 2, 3, 4, 100])
      noteSpoken(book, said('drone', 100, lateS), 'link', registry);
    for (const one of [book.sensors.get('drone'), book.links.get('link')])
      expect(clockOffset(one ?? { offsetsS: [] })).toEqual({ medianS: 3, spreadS: 2 });
    expect(clockOffset({ offsetsS: [] })).toBeUndefined();
  });

  it('is bounded, however many names are made up', () => {
    const book = emptySensorBook();
    for (let n = 0; n < 10_000; n++) noteSpoken(book, said(`ghost-${n}`, n), `link-${n}`, registry);
    expect(book.sensors.size).toBe(4096);
    for (let n = 0; n < 1000; n++) noteSpoken(book, said('ghost-1', n), 'link-1', registry);
    expect(book.sensors.get('ghost-1')?.offsetsS).toHaveLength(64);
  });
});
