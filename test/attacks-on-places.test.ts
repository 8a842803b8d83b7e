import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttackedNode, DAYS, EXACT, MINES, TERMS, TOLD } from './support/attacked-node.ts';
import { moment } from './support/clocked-node.ts';
import { forceAt, OUTSIDERS } from './support/force.ts';
import { greenline } from './support/node-process.ts';
import { type Sweep, sweep } from './support/sweep.ts';

const LATE = {
  kind: 'object',
  sensor: 'lead-drone-1',
  class: 'mortar',
  party: 'A',
  sigmaM: 5,
  lon: 35.65,
  lat: 47.57,
  observedAt: '2026-03-10T09:30:00Z',
};
const at = (time: string) => moment(`2026-03-10T${time}Z`);

let attacked: AttackedNode;

beforeAll(async () => {
  attacked = await AttackedNode.open();
}, 120_000);

afterAll(() => attacked?.node.stop());

describe('finer than a cell of 1 km, nobody sees a force', () => {
  let answers: Sweep;
  beforeAll(async () => {
    await attacked.node.goOnTo(at('17:00:00'));
    await attacked.node.see(LATE);
    answers = await sweep(attacked.node, attacked.ids.slice(0, 3), DAYS);
  }, 60_000);

  it('though from the sixth hour on it is told to whoever may know', async () => {
    for (const who of ['liaison-a', 'nation-aster', 'public']) {
      const told = await attacked.released(who);
      expect(told.map(({ class: kind }) => kind)).toContain('tank');
      expect(told.map(({ kind }) => kind)).toContain('released-event');
      expect(told.map(({ kind }) => kind)).toContain('released-case');
    }
  });

  it('in anything that can be fetched: no figure, name or id of ours is in it', () => {
    const betrayed = [...answers].map(
      ([asked, one]) => [asked, attacked.betrayedBy({ asked, ...one })] as const,
    );
    const unsaid = betrayed.filter(([asked]) => !TERMS.test(asked) && !MINES.test(asked));
    expect(unsaid.filter(([, what]) => what.length > 0)).toEqual([]);
  });

  it('by its cell, which is the whole of a square kilometre or more', async () => {
    for (const who of OUTSIDERS) {
      for (const { cell } of await attacked.released(who)) {
        if (cell === undefined) continue;
        const [[west, south] = [], , [east, north] = []] = cell.polygon as number[][];
        expect((Number(north) - Number(south)) * 111_100).toBeGreaterThan(999.9);
        expect(
          (Number(east) - Number(west)) * 111_523 * Math.cos((Number(north) * Math.PI) / 180),
        ).toBeGreaterThan(999.9);
      }
    }
  });

  it('by the hour of a look or the second of a shot', async () => {
    for (const who of OUTSIDERS) {
      for (const one of await attacked.released(who)) {
        const times = [one.from, one.to, one.upTo].filter((time) => time !== undefined);
        expect(times.every((time) => /:00:00Z$/.test(time))).toBe(true);
        if (one.at !== undefined) expect(one.at).toMatch(/:00Z$/);
      }
    }
  });

  it('by measured distances, which are whole kilometres from the middle of the cell', async () => {
    const figures = (await attacked.released('liaison-b')).flatMap(
      ({ measuredKm }) => measuredKm ?? [],
    );
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.every(Number.isInteger)).toBe(true);
  });

  it('by being the nation whose own sensor saw it', async () => {
    const own = (await attacked.released('nation-aster')).filter(
      ({ class: kind }) => kind === 'apc',
    );
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ kind: 'released-finding', verdict: 'undetermined' });
    for (const list of EXACT)
      expect((await attacked.ask(`/api/${list}`, 'nation-aster')).status).toBe(403);
  });

  it('by owning a sensor whose records are controlled or have caveats: nobody is told of those', async () => {
    for (const who of OUTSIDERS) {
      expect((await attacked.released(who)).filter(({ class: kind }) => kind === 'mlrs')).toEqual(
        [],
      );
    }
  });

  it('by records that were released to another', async () => {
    const classes = async (who: string) =>
      (await attacked.released(who)).map(({ class: kind }) => kind);
    expect(await classes('nation-lead')).toContain('apc');
    expect(await classes('nation-birch')).not.toContain('apc');
    expect(await classes('public')).not.toContain('artillery');
    expect(await classes('demining')).toEqual(await classes('public'));
  });

  it('by comparing ids: no two audiences share one, none is staff’s, both parties’ are the same', async () => {
    const audiences = [
      'liaison-a',
      'nation-lead',
      'nation-aster',
      'nation-birch',
      'patrol-dahlia-1',
      'public',
    ];
    const ids = (await Promise.all(audiences.map((who) => attacked.released(who)))).map((told) =>
      told.map(({ id }) => id),
    );
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
    expect(ids.flat().filter((id) => attacked.ids.includes(id))).toEqual([]);
    for (const kind of [...TOLD, 'releases']) {
      const [a, b] = await Promise.all(
        ['liaison-a', 'liaison-b'].map((who) => attacked.ask(`/api/${kind}`, who)),
      );
      expect(b?.text).toBe(a?.text);
    }
  });

  it('by a page of one after another: they make up the whole and no more', async () => {
    const whole = await attacked.node.items('findings', 'liaison-b');
    expect(whole.map(({ seq }) => seq)).toEqual(whole.map((_, index) => index + 1));
    for (const [index, one] of whole.entries()) {
      const { text } = await attacked.ask(`/api/findings?after=${index}&limit=1`, 'liaison-b');
      expect(JSON.parse(text)).toMatchObject({
        items: [one],
        next: index + 1,
        more: index + 1 < whole.length,
      });
    }
  });

  it('by boxes smaller than its cell', async () => {
    const found = await Promise.all(
      [
        '35.3,47.4,35.7,47.8',
        '35.4869,47.5640,35.4936,47.5731',
        '35.4936,47.5640,35.5003,47.5731',
      ].map((box) => attacked.ask(`/api/findings?box=${box}`, 'liaison-b')),
    );
    expect(new Set(found.map(({ text }) => text)).size).toBe(1);
  });

  it('by where monitors were when they were turned back, or where they found mines', async () => {
    for (const who of OUTSIDERS.filter((one) => one !== 'demining')) {
      const told = await attacked.released(who);
      const turnedBack = told.filter(({ class: kind }) => kind === 'restriction');
      if (who.startsWith('liaison')) expect(turnedBack.length).toBeGreaterThan(0);
      expect(turnedBack.filter(({ cell }) => cell !== undefined)).toEqual([]);
      const { text } = await attacked.ask('/api/hazard-warnings', who);
      expect(text).toContain('"items":[]');
    }
    expect(await attacked.node.items('hazard-warnings', 'demining')).toHaveLength(1);
  });

  it('by dating a look ahead: it waits for the hour that it names', async () => {
    const told = async () => (await attacked.released('liaison-b')).map(({ class: kind }) => kind);
    await attacked.node.goOnTo(moment('2026-03-10T19:59:59.999Z'));
    expect(await told()).not.toContain('howitzer');
    await attacked.node.goOnTo(at('20:00:00'));
    expect(await told()).toContain('howitzer');
  });

  it('by the day’s report in any format, once it can be had', async () => {
    const paths = ['html', 'json', 'csv'].map(
      (format) => `/api/report?day=2026-03-10&format=${format}`,
    );
    await attacked.node.goOnTo(moment('2026-03-10T23:29:59.999Z'));
    expect(attacked.saying(await attacked.asAll(paths))).toEqual([]);
    await attacked.node.goOnTo(at('23:30:00'));
    const reports = await attacked.asAll(paths);
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set([200]));
    expect(reports.flatMap((one) => attacked.betrayedBy(one))).toEqual([]);
    const counted = reports.filter(
      ({ asked, text }) => /json$/.test(asked) && text.includes('"breach"'),
    );
    expect(counted.map(({ asked }) => asked.split(' ')[0])).toEqual([...OUTSIDERS]);
  });

  it('by dating a look back: it waits from the hour in which it came', async () => {
    const told = async () => (await attacked.released('liaison-b')).map(({ class: kind }) => kind);
    await attacked.node.goOnTo(moment('2026-03-10T23:59:59.999Z'));
    expect(await told()).not.toContain('mortar');
    await attacked.node.goOnTo(moment('2026-03-11T00:00:00Z'));
    expect(await told()).toContain('mortar');
  });
});

describe('the command line tells no outsider more of a recording than a node does', () => {
  const out = (name: string) => join(attacked.node.at.folder, name);
  const report = async (from: string, who: string, format: string) => {
    const file = out(`${from}-${who}.${format}`);
    const { code, errors } = await greenline(
      'report',
      '--mission',
      attacked.node.at.mission,
      '--from',
      out(from),
      '--day',
      '2026-03-10',
      '--format',
      format,
      '--for',
      who,
      '--out',
      file,
    );
    expect(errors).toBe('');
    expect(code).toBe(0);
    return readFileSync(file, 'utf8');
  };

  it('by reports of two recordings in which a force stands elsewhere in its cells', async () => {
    const sides = [
      { u: 0, v: 0 },
      { u: 1, v: 1 },
    ];
    for (const [side, within] of sides.entries()) {
      const features = forceAt(within).map(({ lon, lat, ...properties }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: { ...properties, observedAt: '2026-03-10T10:05:17Z' },
      }));
      writeFileSync(
        out(`${side}.geojson`),
        JSON.stringify({ type: 'FeatureCollection', features }),
      );
      const { code, errors } = await greenline(
        'replay',
        '--mission',
        attacked.node.at.mission,
        '--input',
        `geojson:${out(`${side}.geojson`)}`,
        '--out',
        out(`replay-${side}`),
        '--until',
        '2026-03-11T00:00:00Z',
      );
      expect(code, errors).toBe(0);
    }
    const [one, other] = sides.map((_, side) =>
      readFileSync(out(`replay-${side}/releases.jsonl`), 'utf8'),
    );
    expect(one).toContain('"tank"');
    expect(other).toBe(one);
    for (const [who, format] of [
      ['liaison-a', 'html'],
      ['nation-aster', 'json'],
      ['public', 'csv'],
    ] as const) {
      const [first, second] = await Promise.all([
        report('replay-0', who, format),
        report('replay-1', who, format),
      ]);
      expect(second).toBe(first);
      expect(attacked.betrayedBy({ asked: '', text: first, headers: {} })).toEqual([]);
    }
  }, 60_000);
});
