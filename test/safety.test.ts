import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { CANARY, LISTS, OUTSIDERS } from './support/force.ts';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';
import { replay, replayedIn, writeLines } from './support/replay.ts';

const at = (time: string) => moment(`2026-03-10T${time}Z`);
const STEP = (step: string, reason = 'the headquarters is shelled') =>
  JSON.stringify({ step, reason });

/** Where a patrol is in danger: to be found in no answer to anybody outside. */
const DANGER = { lon: 35.71131, lat: 47.58117 };
const sos = (patrol: string, time: string, more: object = {}) =>
  JSON.stringify({
    id: `sos-${time}`,
    patrol,
    nation: 'aster',
    position: DANGER,
    sigmaM: 10,
    at: time,
    entries: [{ kind: 'sos', text: CANARY, ...more }],
  });

describe('a patrol that calls for help', () => {
  let where: Place;
  let node: NodeProcess;
  const token = async (who: string) =>
    (
      await greenline('token', '--for', who, '--mission', where.mission, '--data', where.data)
    ).out.trim();

  beforeAll(async () => {
    where = await place();
    node = await NodeProcess.start(where);
  }, 180_000);
  afterAll(async () => {
    await node?.kill('SIGTERM');
    where?.remove();
  });

  it('is on the duty desk’s screen within five seconds, and on nobody’s who is not staff', async () => {
    const [officer, patrol, liaison] = await Promise.all(
      ['duty-officer', 'patrol-aster-1', 'liaison-a'].map(token),
    );
    const stream = await openStream(where.port, officer ?? '');
    const began = performance.now();
    const sent = await node.post(
      '/api/intake/report',
      sos('patrol-aster-1', new Date().toISOString()),
      patrol,
    );
    expect(sent.status).toBe(200);
    const alert = await stream.alert;
    const tookMs = performance.now() - began;
    expect(alert).toMatchObject({ cause: 'sos', state: 'raised', sensor: 'patrol-aster-1' });
    expect(alert.position).toMatchObject(DANGER);
    expect(tookMs).toBeLessThan(5_000);
    process.stderr.write(`an SOS was at the duty desk after ${Math.round(tookMs)} ms\n`);

    const closed = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${where.port}/api/stream`);
      socket.onopen = () => socket.send(JSON.stringify({ token: liaison }));
      socket.onclose = ({ code }) => resolve(code);
    });
    expect(closed).toBe(4403);
    expect((await node.get('/api/safety-alerts', liaison)).status).toBe(403);

    const step = `/api/safety-alerts/${alert.id}/steps`;
    expect((await node.post(step, STEP('acknowledge'), patrol)).status).toBe(403);
    const taken = await node.post(step, STEP('acknowledge', 'sending the reserve'), officer);
    expect(await taken.json()).toMatchObject({
      alert: { state: 'acknowledged', acknowledgedBy: 'duty-officer' },
    });
    expect((await node.post(step, STEP('acknowledge'), officer)).status).toBe(409);
    expect((await node.post(step, '{', officer)).status).toBe(400);
    stream.close();
  }, 60_000);
});

interface Alert {
  readonly id: string;
  readonly position: object;
}

async function openStream(port: number, token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/stream`);
  let found: (alert: Alert) => void = () => undefined;
  const alert = new Promise<Alert>((resolve) => {
    found = resolve;
  });
  await new Promise<void>((resolve) => {
    socket.onopen = () => socket.send(JSON.stringify({ token }));
    socket.onmessage = ({ data }) => {
      const said = JSON.parse(String(data));
      if (said.type === 'hello') resolve();
      if (said.kind === 'safety-alert') found(said.items[0]);
    };
  });
  return { alert, close: () => socket.close() };
}

describe('what befalls the monitors', () => {
  let node: ClockedNode;
  beforeAll(async () => {
    node = await ClockedNode.start(at('08:00:00'));
    const report = {
      id: 'R1',
      patrol: 'patrol-aster-1',
      nation: 'aster',
      position: DANGER,
      sigmaM: 10,
      at: '2026-03-10T07:59:00Z',
      entries: [
        { kind: 'movement', access: 'denied', party: 'B', what: 'bridge', asked: 'escort' },
        { kind: 'movement', access: 'delayed', party: 'A', delayMin: 25, asked: 'documents' },
        {
          kind: 'heard',
          what: 'shot',
          against: 'asset',
          asset: 'drone',
          distanceM: 300,
          bearingDeg: 10,
        },
        { kind: 'sos', text: CANARY },
      ],
    };
    const sent = await node.ask('/api/intake/report', 'patrol-aster-1', {
      method: 'POST',
      body: JSON.stringify(report),
    });
    if (!sent.text.includes('"refused":[]')) throw new Error(sent.text);
    await node.see({ kind: 'event', class: 'jamming', sensor: 'lead-drone-1', ...DANGER });
  }, 120_000);
  afterAll(() => node?.stop());

  it('is listed for staff: restrictions, interference, and the alerts that were raised', async () => {
    expect(await node.items('restrictions', 'duty-officer')).toMatchObject([
      { party: 'B', access: 'denied', asked: 'escort', position: DANGER, patrol: 'patrol-aster-1' },
      { party: 'A', access: 'delayed', delayMin: 25, asked: 'documents' },
    ]);
    expect(await node.items('interference', 'duty-officer')).toMatchObject([
      { manner: 'fire', asset: 'uncrewed-aircraft' },
      { manner: 'jamming', asset: 'uncrewed-aircraft', sensors: ['lead-drone-1'] },
    ]);
    expect(await node.items('safety-alerts', 'duty-officer')).toMatchObject([
      { cause: 'attack-on-asset' },
      { cause: 'sos' },
    ]);
    const { text, headers } = await node.ask('/api/restrictions?format=csv', 'duty-officer');
    expect(headers['content-type']).toContain('text/csv');
    expect(text.split('\r\n')[1]).toContain(',B,denied,,escort,bridge,');
  });

  it('is told to nobody outside before six hours, and then by hour and region alone', async () => {
    for (const who of OUTSIDERS) {
      expect((await node.ask('/api/safety-alerts', who)).status).toBe(403);
      expect(await node.items('restrictions', who)).toEqual([]);
      expect(await node.items('interference', who)).toEqual([]);
    }
    await node.goOnTo(at('15:01:30'));
    await node.goOnTo(at('15:02:30'));
    const told = await node.items('restrictions', 'liaison-a');
    expect(told).toMatchObject([
      { class: 'restriction', region: 'south', at: '2026-03-10T07:00:00Z' },
      { class: 'restriction', region: 'south', at: '2026-03-10T07:00:00Z' },
    ]);
    expect(told).toContainEqual(expect.objectContaining({ access: 'delayed', delayMin: 30 }));
    expect(told).toContainEqual(expect.objectContaining({ access: 'denied', asked: 'escort' }));
    for (const record of told) {
      for (const name of ['cell', 'position', 'patrol', 'text', 'what']) {
        expect(record).not.toHaveProperty(name);
      }
    }
    const b = await node.items('restrictions', 'liaison-b');
    expect(b).toEqual(told);
  });

  it('leaves no trace of the call for help, and no place of monitors, in anything outside', async () => {
    for (const who of OUTSIDERS) {
      for (const list of [...LISTS, 'restrictions', 'interference', 'obligations', 'mission']) {
        const { text } = await node.ask(`/api/${list}?limit=2000`, who);
        expect(text).not.toMatch(/35\.71131|47\.58117|distress|"sos"/);
        expect(text).not.toContain(CANARY);
      }
    }
  });

  it('counts an alert that nobody answers up, though the mission is suspended', async () => {
    await node.ask('/api/mission/steps', 'duty-officer', { method: 'POST', body: STEP('suspend') });
    await node.goOnTo(at('15:10:00'));
    const [, alert] = await node.items('safety-alerts', 'duty-officer');
    expect(alert).toMatchObject({ state: 'escalated' });
    await node.ask('/api/mission/steps', 'duty-officer', { method: 'POST', body: STEP('resume') });
  });
});

describe('one act that suspends the mission', () => {
  let node: ClockedNode;
  const act = (who: string | undefined, step: string, reason?: string) =>
    node.ask('/api/mission/steps', who, { method: 'POST', body: STEP(step, reason) });
  const tank = { kind: 'object', sensor: 'lead-drone-1', class: 'tank', party: 'A', sigmaM: 5 };

  beforeAll(async () => {
    node = await ClockedNode.start(at('08:00:00'));
    await node.see({ ...tank, lon: 36.4, lat: 47.6 });
  }, 120_000);
  // The last test stops it, to read its log.
  afterAll(() => node?.at.remove());

  it('is for whoever has the right to, with a reason', async () => {
    for (const who of [...OUTSIDERS, 'analyst-aster']) {
      expect((await act(who, 'suspend')).status).toBe(403);
    }
    expect(await act('duty-officer', 'suspend', ' ')).toMatchObject({ status: 409 });
    expect(await act('duty-officer', 'resume')).toMatchObject({ status: 409 });
  });

  it('stops releases and clocks, keeps intake, and is seen by everybody', async () => {
    await node.goOnTo(at('08:10:00'));
    const [before] = await node.items('cases', 'duty-officer');
    expect(await act('duty-officer', 'suspend')).toMatchObject({ status: 200 });
    const staff = JSON.parse((await node.ask('/api/mission', 'duty-officer')).text);
    expect(staff.suspension).toMatchObject({
      since: '2026-03-10T08:10:00Z',
      by: 'duty-officer',
      reason: 'the headquarters is shelled',
    });
    const party = JSON.parse((await node.ask('/api/mission', 'liaison-a')).text);
    expect(party.suspension).toEqual({ since: '2026-03-10T08:10:00Z' });

    await node.goOnTo(at('16:00:00'));
    await node.see({ ...tank, lon: 36.5, lat: 47.6 });
    await node.see({
      kind: 'hazard',
      sensor: 'patrol-birch-1',
      class: 'mine',
      sigmaM: 5,
      lon: 35.75,
      lat: 47.56,
    });
    expect(await node.items('releases', 'liaison-a')).toEqual([]);
    expect(await node.items('findings', 'liaison-a')).toEqual([]);
    // Mines wait for nobody.
    expect(await node.items('hazard-warnings', 'demining')).toHaveLength(1);
    expect((await node.items('observations', 'duty-officer')).length).toBeGreaterThan(2);
    const [now] = await node.items('cases', 'duty-officer');
    expect(now).toMatchObject({ id: before?.id, clock: { overdue: false } });
  });

  it('ends by a second act: what waited leaves, and clocks go on where they stood', async () => {
    expect(await act('duty-officer', 'resume', 'quiet again')).toMatchObject({ status: 200 });
    expect(JSON.parse((await node.ask('/api/mission')).text)).not.toHaveProperty('suspension');
    const cases = await node.items('cases', 'duty-officer');
    const first = cases.find(({ from }) => from === '2026-03-10T08:00:00Z');
    // An hour to run from 08:00, of which ten minutes had gone.
    expect(first).toMatchObject({ clock: { dueAt: '2026-03-10T16:50:00Z', overdue: false } });
    await node.goOnTo(at('16:02:00'));
    const releases = await node.items('releases', 'liaison-a');
    expect(releases.length).toBeGreaterThan(0);
    for (const { releasedAt } of releases) expect(releasedAt).toBe('2026-03-10T16:00:00Z');
    await node.goOnTo(at('16:51:00'));
    const later = await node.items('cases', 'duty-officer');
    expect(later.find(({ id }) => id === first?.id)).toMatchObject({ clock: { overdue: true } });
  });

  it('stands in the record with who and why, and in the log', async () => {
    const [one] = await node.items('suspensions', 'duty-officer');
    expect(one).toMatchObject({
      by: 'duty-officer',
      signedBy: 'token',
      resumed: { by: 'duty-officer', reason: 'quiet again' },
    });
    expect((await node.ask('/api/suspensions', 'liaison-a')).status).toBe(403);
    await node.node.stop();
    const log = join(node.at.data, 'forty-km-exercise/log/tile/entries/000.p');
    const tiles = readdirSync(log).map((name) => readFileSync(join(log, name), 'latin1'));
    expect(tiles.at(-1)).toContain('"kind":"suspension"');
    expect(tiles.at(-1)).not.toContain('headquarters');
  });
});

describe('mines that a patrol reports', () => {
  let node: ClockedNode;
  beforeAll(async () => {
    node = await ClockedNode.start(at('08:00:00'));
  }, 120_000);
  afterAll(() => node?.stop());

  it('are told to humanitarians within ten minutes, as CAP 1.2, and to no party', async () => {
    await node.see({
      kind: 'hazard',
      sensor: 'patrol-birch-1',
      class: 'mine',
      sigmaM: 5,
      lon: 35.75,
      lat: 47.56,
    });
    const warnings = () => node.items('hazard-warnings', 'demining');
    await expect.poll(async () => (await warnings()).length).toBe(1);
    const [warning] = await warnings();
    expect(warning).toMatchObject({ class: 'mine', recordedAt: '2026-03-10T08:00:00Z' });
    const path = `/api/hazard-warnings/${warning?.id}/cap`;
    const cap = await node.ask(path, 'demining');
    expect(cap.headers['content-type']).toContain('application/cap+xml');
    expect(cap.text).toContain('<circle>47.560000,35.750000 0.05</circle>');
    expect(cap.text).toContain('<sent>2026-03-10T08:00:00-00:00</sent>');
    expect(cap.text).toContain('<status>Exercise</status>');
    expect(cap.text).not.toMatch(/patrol|birch/);
    for (const who of ['liaison-a', 'liaison-b', 'public']) {
      expect((await node.ask(path, who)).status).toBe(404);
    }
    expect((await node.ask('/api/hazard-warnings/none/cap', 'demining')).status).toBe(404);
  });
});

describe('the monitors’ data sets from a replay', () => {
  it('are taken out as CSV and JSON, for staff and for a party', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenline-monitors-'));
    const mission = join(import.meta.dirname, '../missions/forty-km');
    const day = join(import.meta.dirname, '../docs/examples/patrol-day.json');
    const out = join(folder, 'replay');
    await greenline('replay', '--mission', mission, '--input', `report:${day}`, '--out', out);
    const take = async (who: string, format: string) => {
      const file = join(folder, `${who}.${format}`);
      const where = ['--mission', mission, '--from', out, '--for', who];
      const run = await greenline(
        'monitors',
        'restrictions',
        ...where,
        '--format',
        format,
        '--out',
        file,
      );
      expect(run).toMatchObject({ code: 0, errors: '' });
      return readFileSync(file, 'utf8');
    };
    expect((await take('duty-officer', 'csv')).split('\r\n')).toHaveLength(4);
    expect(await take('duty-officer', 'json')).toContain('"lat":47.7');
    const told = await take('liaison-a', 'json');
    expect(told.trim().split('\n')).toHaveLength(2);
    expect(told).toContain('"region":"east"');
    expect(told).not.toContain('47.7');
    const bad = await greenline(
      'monitors',
      'wages',
      '--mission',
      mission,
      '--for',
      'x',
      '--out',
      '/x',
    );
    expect(bad).toMatchObject({ code: 2, errors: expect.stringContaining('restrictions') });
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});

describe('what the mission itself owes', () => {
  it('is listed with its own breaches, as findings about the mission and nobody else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenline-obligations-'));
    const mission = join(folder, 'mission');
    cpSync(join(import.meta.dirname, '../missions/forty-km'), mission, { recursive: true });
    const terms = join(mission, 'agreement.yaml');
    const duty = `
  - cite: '6'
    kind: inspection
    text: The mission inspects the buffer zone every fifteen days.
    zone: buffer
    every: 15 d
    since: 2026-01-01 00:00
    source: exercise
    confidence: unconfirmed
`;
    writeFileSync(terms, `${readFileSync(terms, 'utf8').trimEnd()}${duty}`);
    const inspected = (date: string) => ({
      ...{ fact: 'inspection', zone: 'buffer', result: 'done' },
      at: `2026-${date}T10:00:00Z`,
    });
    const out = join(folder, 'replay');
    const facts = writeLines(folder, 'facts.jsonl', [inspected('01-05'), inspected('03-20')]);
    await replay(mission, [`facts:${facts}`], out);
    const file = join(folder, 'obligations.csv');
    const where = ['--mission', mission, '--from', out, '--for', 'duty-officer'];
    const taken = await greenline('monitors', 'obligations', ...where, '--out', file);
    expect(taken).toMatchObject({ code: 0, errors: '' });
    const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(head).toMatch(/^id,clause,nature,verdict/);
    expect(lines.some((line) => line.split(',')[3] === 'breach')).toBe(true);
    const findings = replayedIn(out).lines('findings');
    expect(lines).toHaveLength(findings.filter(({ party }) => party === 'mission').length);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});
