import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, instant } from '@greenline/base';
import { type RunningNode, serve } from '@greenline/node';
import type { Report } from '@greenline/reports';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Place, place } from './support/node-process.ts';
import { PATROL_DAY } from './support/patrol-day.ts';
import { atRest, quickly } from './support/quickly.ts';
import { replay, writeLines } from './support/replay.ts';

const MISSION = join(import.meta.dirname, '../missions/forty-km');
const DAY = '2026-03-10';

/** Two people of two nations confirm a case, and the party answers it. */
const steps = (id: string) => {
  const step = (n: number, by: string, what: string, reason: string) => ({
    id: `step-${n}`,
    at: `2026-03-11T0${n}:00:00Z`,
    by,
    case: id,
    step: what,
    reason,
  });
  return [
    step(4, 'duty-officer', 'verify', 'looking'),
    step(5, 'duty-officer', 'confirm', 'seen on imagery'),
    step(6, 'analyst-aster', 'confirm', 'seen by the patrol'),
    step(7, 'liaison-a', 'reply', 'the tanks were being recovered'),
  ];
};

describe('a report that was published as a finding, of what people confirm later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenline-publications-'));
  const forms = `report:${writeLines(folder, 'day.jsonl', PATROL_DAY)}`;
  let n = 0;
  const reportOf = async (from: string, ...more: readonly string[]) => {
    const out = join(folder, `report-${++n}`);
    const what = ['--mission', MISSION, '--from', from, '--day', DAY, '--for', 'duty-officer'];
    const said = await quickly('report', ...what, '--format', 'json', '--out', out, ...more);
    return { said, report: () => JSON.parse(readFileSync(out, 'utf8')) as Report };
  };

  afterAll(() => {
    atRest();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is published again with a corrigendum, and the first version stays', async () => {
    const first = await replay(MISSION, [forms], join(folder, 'first'));
    const published = await reportOf(first.folder, '--publish', '--at', '2026-03-10T18:00:00Z');
    expect(published.said.errors).toBe('');
    const again = await reportOf(first.folder, '--publish', '--at', '2026-03-10T18:00:00Z');
    expect(again.said).toMatchObject({ code: 1 });
    expect(again.said.errors).toMatch(/no figure changed since version 1/);

    const tanks = first.lines('cases').find(({ clause }) => clause === '2(a)');
    const inputs = [
      forms,
      `commands:${writeLines(folder, 'steps.jsonl', steps(tanks?.id ?? ''))}`,
      `publications:${join(first.folder, 'publications.jsonl')}`,
    ];
    const second = await replay(MISSION, inputs, join(folder, 'second'));
    expect(second.summary.refused).toEqual({});
    expect(second.text('publications.jsonl')).toBe(first.text('publications.jsonl'));

    const { report } = await reportOf(second.folder);
    expect(report().corrects).toMatchObject({ version: 1 });
    expect(report().corrects?.corrections).toContainEqual({
      chapter: 'findings',
      kind: '2(a)',
      party: 'A',
      measure: 'breach, confirmed',
      is: 1,
      added: tanks?.findings,
      removed: [],
    });
    expect(report().version).toBeUndefined();
    expect(report().replies).toMatchObject([
      { party: 'A', inTime: true, words: 'the tanks were being recovered' },
    ]);

    await reportOf(second.folder, '--publish', '--at', '2026-03-11T08:00:00Z');
    const one = await reportOf(second.folder, '--version', '1');
    const two = await reportOf(second.folder, '--version', '2');
    expect(one.report()).toMatchObject({ version: 1, supersededBy: { version: 2 } });
    expect(one.report().findings.every(({ confirmed }) => confirmed === undefined)).toBe(true);
    expect(two.report()).toMatchObject({ version: 2, corrects: { version: 1 } });
    const three = await reportOf(second.folder, '--version', '3');
    expect(three.said).toMatchObject({ code: 1 });
    expect(three.said.errors).toMatch(/no version 3 of day:2026-03-10: the last is 2/);

    const whole = await replay(
      MISSION,
      [...inputs.slice(0, 2), `publications:${join(second.folder, 'publications.jsonl')}`],
      join(folder, 'third'),
    );
    expect(whole.summary.refused).toEqual({});
    expect(whole.text('publications.jsonl')).toBe(second.text('publications.jsonl'));
  });

  it('is refused where a version is left out, or replaced', async () => {
    const lines = readFileSync(join(folder, 'second', 'publications.jsonl'), 'utf8').split('\n');
    const [one = '', two = ''] = lines;
    const taken = async (name: string, ...of: readonly string[]) => {
      const path = writeLines(
        folder,
        `${name}.jsonl`,
        of.map((line) => JSON.parse(line)),
      );
      return replay(MISSION, [forms, `publications:${path}`], join(folder, name));
    };
    expect((await taken('gap', two)).summary.refused).toEqual({ version: 1 });
    expect((await taken('twice', one, one)).summary.refused).toEqual({ version: 1 });
    const { corrects } = (JSON.parse(two) as { report: Report }).report;
    const other = two.replaceAll(corrects?.digest ?? '-', `sha256:${'0'.repeat(64)}`);
    expect((await taken('other', one, other)).summary.refused).toEqual({ version: 1 });
    expect(
      (await taken('no-report', one, '{"at":"2026-03-10T19:00:00Z","report":{}}')).summary.refused,
    ).toEqual({ 'bad-publication': 1 });
  });
});

describe('a node that publishes', () => {
  let at: Place;
  let node: RunningNode;
  let clock: Instant;
  const call = async (path: string, principal: string, method = 'GET', body?: string) => {
    const answer = await fetch(`http://127.0.0.1:${node.port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${node.token(principal, 48)}`,
        ...(body !== undefined && { 'content-type': 'application/octet-stream' }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: () => JSON.parse(text) };
  };
  const publish = (reader: string, principal = 'duty-officer') =>
    call(`/api/report/publications?day=${DAY}&for=${reader}`, principal, 'POST');

  beforeAll(async () => {
    at = await place();
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
      await call('/api/intake/report', form.patrol, 'POST', JSON.stringify(form));
    }
    await node.settled();
    clock = instant(Date.parse('2026-03-11T02:30:00Z'));
    await vi.waitFor(
      async () => {
        const report = (await call(`/api/report?day=${DAY}&format=json`, 'liaison-a')).json();
        expect(report.findings.length).toBeGreaterThan(0);
      },
      { timeout: 10_000, interval: 100 },
    );
  }, 120_000);

  afterAll(async () => {
    await node?.stop();
    at?.remove();
  });

  it('keeps each version for its reader, and a corrigendum when a number changes', async () => {
    const first = await publish('staff');
    expect(first).toMatchObject({ status: 200 });
    expect(first.json()).toMatchObject({ reader: 'staff', subject: `day:${DAY}`, version: 1 });
    expect((await publish('staff')).json()).toMatchObject({ version: 1, unchanged: true });
    expect((await publish('parties')).json()).toMatchObject({ reader: 'parties', version: 1 });

    const cases = (await call('/api/cases?after=0&limit=500', 'duty-officer')).json();
    const tanks = cases.items.find(({ clause }: { clause: string }) => clause === '2(a)');
    for (const { by, at: when, case: of, ...step } of steps(tanks.id)) {
      clock = instant(Date.parse(when));
      const answer = await call(
        `/api/cases/${of}/steps`,
        by,
        'POST',
        JSON.stringify({ ...step, at: when }),
      );
      if (by !== 'liaison-a') expect(answer).toMatchObject({ status: 200 });
    }
    const now = (await call(`/api/report?day=${DAY}&format=json`, 'duty-officer')).json();
    expect(now.corrects).toMatchObject({ version: 1 });
    const second = (await publish('staff')).json();
    expect(second).toMatchObject({ version: 2 });
    expect(second.corrections).toContainEqual(
      expect.objectContaining({ measure: 'breach, confirmed', is: 1, added: tanks.findings }),
    );

    const one = (await call(`/api/report?day=${DAY}&version=1&format=json`, 'duty-officer')).json();
    expect(one).toMatchObject({ version: 1, supersededBy: { version: 2 } });
    const page = await call(`/api/report?day=${DAY}&version=2&language=uk`, 'analyst-aster');
    expect(page.text).toContain('<html lang="uk">');
    expect(page.text).toContain('Виправлення');
    const pdf = await call(`/api/report?day=${DAY}&version=2&format=pdf`, 'duty-officer');
    expect(pdf.text.slice(0, 5)).toBe('%PDF-');
    const list = (await call(`/api/report/publications?day=${DAY}`, 'duty-officer')).json();
    expect(list.items.map(({ version }: { version: number }) => version)).toEqual([1, 2]);
  });

  it('gives parties their own versions alone, the same to both, and lets nobody else publish', async () => {
    const [a, b] = await Promise.all(
      ['liaison-a', 'liaison-b'].map((principal) =>
        call(`/api/report?day=${DAY}&version=1&format=json`, principal),
      ),
    );
    expect(a).toMatchObject({ status: 200 });
    expect(b?.text).toBe(a?.text);
    expect(a?.json()).toMatchObject({ audience: 'parties', version: 1 });
    expect(a?.text).not.toMatch(/patrol-aster|duty-officer|analyst|"boxes"|"marks"/);
    const list = await call(`/api/report/publications?day=${DAY}`, 'liaison-a');
    expect(list.json()).toMatchObject({ reader: 'parties', items: [{ version: 1 }] });
    expect(await publish('parties', 'liaison-a')).toMatchObject({ status: 403 });
    expect(await publish('nobody')).toMatchObject({ status: 400 });
    expect(await call('/api/report?format=json', 'duty-officer')).toMatchObject({ status: 400 });
    const raw = await call('/api/publications?after=0', 'liaison-a');
    expect(raw.status).toBeGreaterThanOrEqual(400);
  });

  it('arrives at the same versions when its journal is folded again', async () => {
    const list = (await call(`/api/report/publications?day=${DAY}`, 'duty-officer')).json();
    const again = await replay(
      at.mission,
      [`journal:${join(at.data, 'forty-km-exercise', 'journal')}`],
      join(at.folder, 'again'),
    );
    const mine = again
      .lines('publications')
      .filter(({ reader }) => reader === 'staff')
      .map(({ version, digest }) => ({ version, digest }));
    expect(mine).toEqual(
      list.items.map(({ version, digest }: { version: number; digest: string }) => ({
        version,
        digest,
      })),
    );
  });
});
