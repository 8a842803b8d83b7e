import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, instant } from '@greenline/base';
import { type RunningNode, serve } from '@greenline/node';
import type { Count, HappeningRow, Report } from '@greenline/reports';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Place, place } from './support/node-process.ts';
import { PATROL_DAY } from './support/patrol-day.ts';
import { atRest, quickly } from './support/quickly.ts';
import { type Line, type Replayed, replay } from './support/replay.ts';

const DAY = '2026-03-10';

/** What a reader sees of a count: a number, or why there is none. */
const told = (count: Count | undefined): number | string | undefined =>
  count?.standing === 'counted' ? count.value : count?.standing;

const row = (report: Report, type: string, region: string): HappeningRow | undefined =>
  report.happenings.find((one) => one.type === type && one.region === region);

/** The figures of a report as a person would copy them onto paper, without ids. */
const figures = (report: Report) => ({
  happenings: report.happenings.map((one) => [
    one.type,
    one.region,
    told(one.all.now),
    told(one.outgoing),
    told(one.incoming),
    told(one.undetermined),
    told(one.heard),
    one.all.rate,
  ]),
  objects: report.objects.map((one) => [one.class, one.party, one.region, told(one.all.now)]),
  findings: report.findings.map((one) => [one.clause, one.party, one.verdict, one.now.value]),
  cases: report.cases.map((one) => [one.clause, one.party, one.opened?.value, one.confirmed.value]),
  movement: report.movement?.map((one) => [
    one.region,
    one.denied.value,
    one.delayed.value,
    one.delayMinutes,
  ]),
  hazards: report.hazards.map((one) => [one.class, one.region, one.now.value]),
  effort: report.effort.map((one) => [one.region, one.now?.sensorHours]),
});

/** Findings that no later one replaced. */
const standing = (findings: readonly Line[]): readonly Line[] => {
  const replaced = new Set(findings.map(({ supersedes }) => supersedes));
  return findings.filter(({ id }) => !replaced.has(id));
};

describe('a patrol’s day', () => {
  let at: Place;
  let node: RunningNode;
  let clock: Instant;
  let imported: Replayed;
  let staff: Report;
  const reportOf = async (principal: string, format: string): Promise<string> => {
    const out = join(at.folder, `${principal}.${format}`);
    const of = ['--mission', at.mission, '--from', imported.folder, '--day', DAY];
    const run = await quickly(
      'report',
      ...of,
      ...['--format', format, '--for', principal, '--out', out],
    );
    expect(run.errors).toBe('');
    return readFileSync(out, 'utf8');
  };

  const ask = async (path: string, principal?: string): Promise<Response> => {
    const headers: Record<string, string> =
      principal === undefined ? {} : { authorization: `Bearer ${node.token(principal, 48)}` };
    return fetch(`http://127.0.0.1:${node.port}${path}`, { headers });
  };
  const all = async (kind: string): Promise<readonly Line[]> => {
    const answer = await ask(`/api/${kind}?after=0&limit=500`, 'duty-officer');
    return ((await answer.json()) as { items: readonly Line[] }).items;
  };
  const served = async (principal?: string): Promise<Report> =>
    (await ask(`/api/report?day=${DAY}&format=json`, principal)).json() as Promise<Report>;

  beforeAll(async () => {
    at = await place();
    const file = join(at.folder, 'patrols.json');
    writeFileSync(file, JSON.stringify(PATROL_DAY, undefined, 2));
    imported = await replay(at.mission, [file], join(at.folder, 'replay'));
    staff = JSON.parse(await reportOf('duty-officer', 'json')) as Report;

    clock = instant(Date.parse('2026-03-10T05:00:00Z'));
    node = await serve({
      mission: at.mission,
      data: at.data,
      port: 0,
      host: '127.0.0.1',
      now: () => clock,
      say: () => undefined,
      onFailure: (cause) => {
        throw cause;
      },
    });
    for (const form of PATROL_DAY) {
      clock = instant(Date.parse(form.at));
      const answer = await fetch(`http://127.0.0.1:${node.port}/api/intake/report`, {
        method: 'POST',
        body: JSON.stringify(form),
        headers: {
          authorization: `Bearer ${node.token(form.patrol, 48)}`,
          'content-type': 'application/octet-stream',
        },
      });
      expect(answer.status).toBe(200);
    }
    await node.settled();
    clock = instant(Date.parse('2026-03-11T02:30:00Z'));
    await vi.waitFor(
      async () => expect((await served('liaison-a')).findings.length).toBeGreaterThan(0),
      { timeout: 10_000, interval: 100 },
    );
  }, 120_000);

  afterAll(async () => {
    atRest();
    await node?.stop();
    at?.remove();
  });

  it('becomes observations, and each happening one event, however many heard it', () => {
    expect(imported.summary).toMatchObject({ in: 5, accepted: 5, refused: {} });
    expect(imported.lines('observations')).toHaveLength(12);
    const events = imported.lines('events');
    expect(events.filter((one) => 'explosion' in (one.class as object))).toHaveLength(6);
    expect(events.filter((one) => 'burst' in (one.class as object))).toHaveLength(5);
    const heardTwice = events.filter((one) => (one.sensors as string[]).length === 2);
    expect(heardTwice).toHaveLength(3);
  });

  it('becomes findings that name clause, party and verdict', () => {
    const said = standing(imported.lines('findings')).map(
      ({ clause, party, verdict }) => `${clause} ${party} ${verdict}`,
    );
    const count = (text: string) => said.filter((one) => one === text).length;
    expect(count('2(a) A breach')).toBe(2);
    expect(count('4 unknown breach')).toBe(11);
    expect(count('5 B breach')).toBe(1);
    expect(count('5 A breach')).toBe(1);
    expect(said).toHaveLength(15);
  });

  it('becomes cases for people to judge, happenings close by in one', () => {
    const cases = imported.lines('cases');
    const of = (clause: string) => cases.filter((one) => one.clause === clause);
    expect(new Set(cases.map(({ state }) => state))).toEqual(new Set(['open']));
    expect(of('2(a)')).toHaveLength(2);
    expect(of('5')).toHaveLength(2);
    const filed = of('4').map((one) => (one.findings as unknown[]).length);
    expect(filed.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(11);
  });

  it('warns those who walk there of the mine, exactly and at once', () => {
    const warnings = imported.lines('hazard-warnings');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      class: 'mine',
      exercise: true,
      sigmaM: expect.any(Number),
    });
    const { lon } = (warnings[0]?.position ?? { lon: Number.NaN }) as { lon: number };
    expect(lon - 36.52).toBeCloseTo(40 / 74_985, 4);
  });

  it('is reported to staff in the figures that a person counts by hand', () => {
    expect([staff.from, staff.to]).toEqual(['2026-03-09T17:30:00Z', '2026-03-10T17:30:00Z']);
    const explosions = (region: string) => {
      const one = row(staff, 'explosion', region);
      return [one?.all.now, one?.outgoing, one?.incoming, one?.undetermined].map(told);
    };
    expect(explosions('east')).toEqual([3, 3, 0, 0]);
    expect(explosions('south')).toEqual([2, 0, 2, 0]);
    expect(explosions('total')).toEqual([5, 3, 2, 0]);
    expect(explosions('north').every((one) => one === 'not-observed')).toBe(true);
    expect(told(row(staff, 'burst', 'east')?.all.now)).toBe(1);
    expect(told(row(staff, 'burst', 'south')?.all.now)).toBe(4);
    expect(told(row(staff, 'burst', 'total')?.undetermined)).toBe(5);
    expect(told(row(staff, 'shot', 'total')?.all.now)).toBe(0);

    const { movement, hazards, objects, effort } = figures(staff);
    expect(movement?.at(-1)).toEqual(['total', 1, 1, 25]);
    expect(movement?.find(([region]) => region === 'east')).toEqual(['east', 1, 1, 25]);
    expect(hazards).toEqual([['mine', 'east', 1]]);
    expect(objects).toContainEqual(['tank', 'A', 'total', 2]);
    expect(effort).toEqual([
      ['south', 1],
      ['east', 3.5],
      ['north', 0],
      ['total', 4.5],
    ]);
    expect(row(staff, 'explosion', 'total')?.all.rate).toBe(1.111111);
  });

  it('leads from every number to its records, all of which are there', () => {
    const known = new Set(
      ['observations', 'periods', 'events', 'tracks', 'findings', 'cases'].flatMap((kind) =>
        imported.lines(kind).map(({ id }) => id),
      ),
    );
    const cited = [...JSON.stringify(staff).matchAll(/"records":\[([^\]]*)\]/g)]
      .flatMap(([, ids = '']) => ids.split(','))
      .filter((id) => id !== '')
      .map((id) => JSON.parse(id) as string);
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !known.has(id))).toEqual([]);
    const explained = new Set(staff.appendix.map(({ id }) => id));
    expect(cited.filter((id) => !explained.has(id))).toEqual([]);
  });

  it('is told the same whether the forms were imported or posted one by one', async () => {
    expect(figures(await served('duty-officer'))).toEqual(figures(staff));
    const without = (lines: readonly Line[]) =>
      standing(lines)
        .map(({ clause, party, verdict, probability, from, to, measured, unit }) =>
          JSON.stringify([clause, party, verdict, probability, from, to, measured, unit]),
        )
        .sort();
    expect(without(await all('findings'))).toEqual(without(imported.lines('findings')));
    expect(await all('observations')).toHaveLength(12);
    expect(await all('events')).toHaveLength(11);
    expect((await all('cases')).length).toBe(imported.lines('cases').length);
  });

  it('is a page for staff that shows the figures', async () => {
    const page = await reportOf('duty-officer', 'html');
    expect(page).toMatch(/explosion/);
    expect(page).toMatch(/exercise/i);
    expect(page).toMatch(/denied/i);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('is told to both parties alike, imported or posted, without a place finer than a cell', async () => {
    const a = await reportOf('liaison-a', 'json');
    expect(await reportOf('liaison-b', 'json')).toBe(a);
    const parties = JSON.parse(a) as Report;
    const breaches = figures(parties).findings;
    // Two tanks in one cell and one hour are told of as tanks there, not how many.
    expect(breaches).toContainEqual(['2(a)', 'A', 'breach', 1]);
    expect(figures(await served('liaison-a'))).toEqual(figures(parties));
    expect(await served('liaison-b')).toEqual(await served('liaison-a'));
    expect(a).not.toContain('patrol-aster-1');
    expect(a).not.toContain('turned back at the bridge');
    for (const id of staff.appendix.map((line) => line.id)) expect(a).not.toContain(id);
  });

  it('tells the public nothing that nobody released to it', async () => {
    const text = await reportOf('public', 'json');
    const report = JSON.parse(text) as Report;
    expect(report.audience).toBe('public');
    expect(report.findings).toEqual([]);
    expect(report.appendix).toEqual([]);
    const page = await reportOf('public', 'html');
    expect(page).not.toMatch(/patrol-aster|turned back|NaN|undefined/);
  });
});
