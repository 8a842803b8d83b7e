import { formatInstant } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AttackedNode,
  DAYS,
  EXACT,
  FORCE,
  MINES,
  OF_FORCE,
  TERMS,
  TOLD,
} from './support/attacked-node.ts';
import { moment } from './support/clocked-node.ts';
import { CANARY, OUTSIDERS } from './support/force.ts';
import { differences, sweep } from './support/sweep.ts';
import { forged, lastWord } from './support/tricks.ts';

const at = (time: string) => moment(`2026-03-10T${time}Z`);

let attacked: AttackedNode;

beforeAll(async () => {
  attacked = await AttackedNode.open();
}, 120_000);

afterAll(() => attacked?.node.stop());

describe('sooner than six hours after the end of its hour, nobody sees a force', () => {
  it('by whatever can be fetched, in the moment it is seen: not one byte changes', () => {
    expect(attacked.before.size).toBeGreaterThan(700);
    const changed = differences(attacked.before, attacked.just).filter(
      (asked) => !MINES.test(asked),
    );
    expect(changed).toEqual([]);
  });

  it('by whatever can be fetched, a millisecond before the time', async () => {
    await attacked.node.goOnTo(moment('2026-03-10T16:59:59.999Z'));
    const answers = await sweep(attacked.node, attacked.ids.slice(0, 3), DAYS);
    const records = [...answers]
      .map(([asked, answer]) => ({ asked, ...answer }))
      .filter(({ asked }) => !TERMS.test(asked) && !MINES.test(asked));
    expect(attacked.saying(records)).toEqual([]);
    expect(records.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('in exact records, whatever is asked of them: the refusal is the same for all there is', async () => {
    for (const list of EXACT) {
      const queries = [
        '',
        '?limit=1',
        '?after=999999',
        '?box=0,0,1,1',
        `?id=${attacked.ids[0]}`,
        '?parent=A',
      ];
      const answers = await attacked.asAll(queries.map((query) => `/api/${list}${query}`));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(403);
    }
  });

  it('in the numbers of pages: counting up finds no gap', async () => {
    for (const kind of TOLD) {
      for (const after of [0, 1, 7, 500, 2 ** 40]) {
        const { text } = await attacked.ask(`/api/${kind}?after=${after}&limit=1`, 'liaison-b');
        expect(JSON.parse(text)).toEqual({ items: [], more: false, next: after });
      }
    }
    const hours = await attacked.node.items('releases', 'liaison-b');
    expect(hours.map(({ seq }) => seq)).toEqual(hours.map((_, index) => index + 1));
  });

  it('by windows of time, from the first second to the last', async () => {
    const windows = Array.from({ length: 12 }, (_, hour) => {
      const from = formatInstant(at(`${String(hour + 6).padStart(2, '0')}:00:00`));
      return [`from=${from}`, `to=${from}`, `from=${from}&to=2999-01-01T00:00:00Z`];
    }).flat();
    const paths = windows.flatMap((window) => TOLD.map((kind) => `/api/${kind}?${window}`));
    expect(attacked.saying(await attacked.asAll(paths.slice(0, 60)))).toEqual([]);
  });

  it('by halving the map: every box gives the same answer', async () => {
    let [west, south, east, north] = [35.3, 47.4, 35.7, 47.8];
    const answers: string[] = [];
    for (let step = 0; step < 20; step++) {
      const boxes = [`${west},${south},${east},${north}`, `${east},${south},${west},${north}`];
      for (const box of boxes) {
        for (const kind of TOLD)
          answers.push((await attacked.ask(`/api/${kind}?box=${box}`, 'liaison-b')).text);
      }
      [west, east] = [west + (east - west) / 4, east - (east - west) / 4];
      [south, north] = [south + (north - south) / 4, north - (north - south) / 4];
    }
    expect(new Set(answers).size).toBe(1);
  });

  it('by guessing ids: one that is ours and one that is nobody’s are answered alike', async () => {
    for (const id of attacked.ids.slice(0, 12)) {
      const nobodys = id.replace(/[0-9a-f]/g, '0');
      for (const path of ['/api/cases/', ...TOLD.map((kind) => `/api/${kind}?id=`)]) {
        const [ours, none] = await Promise.all(
          [id, nobodys].map((one) => attacked.ask(path + one, 'liaison-b')),
        );
        expect(ours?.text.replace(id, nobodys)).toBe(none?.text);
        expect(ours?.status).toBe(none?.status);
      }
    }
  });

  it('by the parent of a record, or another audience’s name', async () => {
    const parents = ['parties', 'lead', 'public', 'mission', 'staff', '', attacked.ids[0]];
    const paths = parents.flatMap((parent) => TOLD.map((kind) => `/api/${kind}?parent=${parent}`));
    expect(attacked.saying(await attacked.asAll(paths))).toEqual([]);
  });

  it('by other methods, or by what HEAD says of the length', async () => {
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
      for (const path of ['/api/tracks', '/api/observations', '/api/feeds', '/log/checkpoint']) {
        const { status, text } = await attacked.ask(path, 'liaison-b', { method });
        expect(status).toBeGreaterThanOrEqual(403);
        expect(text.length).toBeLessThan(200);
      }
      const quiet = await attacked.ask('/api/findings', 'liaison-b', { method });
      expect(quiet.headers['content-length'] ?? '0').toMatch(
        method === 'HEAD' ? /^34$/ : /^\d{1,3}$/,
      );
    }
  });

  it('by ETags, dates of change or conditional requests', async () => {
    for (const path of [
      '/api/findings',
      '/api/cases',
      '/api/releases',
      '/api/report?day=2026-03-09',
    ]) {
      const { headers, status } = await attacked.ask(path, 'liaison-b', {
        headers: {
          'if-none-match': '*',
          'if-modified-since': 'Tue, 10 Mar 2026 12:00:00 GMT',
          range: 'bytes=0-9',
        },
      });
      expect(status).toBe(200);
      expect(headers).not.toHaveProperty('etag');
      expect(headers).not.toHaveProperty('last-modified');
    }
  });

  it('by the live stream, with any outsider’s token, with none, or with one in the address', async () => {
    const stream = `${attacked.node.url}/api/stream`;
    const partings = await Promise.all([
      ...OUTSIDERS.filter((who) => who !== 'public').map((who) =>
        lastWord(stream, [JSON.stringify({ token: attacked.node.token(who) })]),
      ),
      lastWord(stream, ['{}']),
      lastWord(stream, ['null', '{"token":null}', '{"box":[35,47,36,48]}']),
      lastWord(stream, [
        JSON.stringify({
          token: forged(attacked.node.token('liaison-a'), attacked.node.now + 1e9)[0],
        }),
      ]),
      lastWord(`${stream}?token=${attacked.node.token('duty-officer')}`, ['{}']),
      lastWord(stream, [JSON.stringify({ box: [35, 47, 36, 48] })], ['staff']),
      lastWord(`${attacked.node.url}/api/tracks`, ['{}']),
      lastWord(stream, []),
    ]);
    expect(partings.flatMap(({ frames }) => frames)).toEqual([]);
    expect(partings.map(({ reason }) => reason).filter((reason) => OF_FORCE.test(reason))).toEqual(
      [],
    );
  });

  it('by steps on cases, real or not', async () => {
    const real = attacked.ids.filter((id) => /^[0-9a-f]{8}-/.test(id)).slice(-6);
    const answers = await Promise.all(
      [...real, 'nothing'].map((id) =>
        attacked.post(
          `/api/cases/${id}/steps`,
          'liaison-b',
          '{"step":"contest","reason":"tell me"}',
        ),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
  });

  it('by the health of feeds or the evidence log, whose numbers follow what is seen', async () => {
    const tiles = [
      'checkpoint',
      'tile/0/000',
      'tile/0/000.p/9',
      'tile/entries/000',
      '..%2fkeys%2ftoken.key',
    ];
    const answers = await attacked.asAll(['/api/feeds', ...tiles.map((tile) => `/log/${tile}`)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
  });

  it('by the report of a day that is not over, of the next one, or in any format', async () => {
    const formats = ['html', 'json', 'csv', '__proto__', 'toString'];
    const paths = DAYS.flatMap((day) =>
      formats.map((format) => `/api/report?day=${day}&format=${format}`),
    );
    const answers = await attacked.asAll(paths);
    expect(answers.every(({ status }) => status === 409 || status === 400)).toBe(true);
    expect(attacked.saying(answers)).toEqual([]);
  });

  it('by paths that climb out of the console’s folder', async () => {
    const climbs = [
      '/../',
      '/%2e%2e/',
      '/..%2f',
      '/..%5c',
      '/%252e%252e/',
      '/assets/../../',
      '//',
      '/.%00/',
    ];
    const files = [
      'package.json',
      'keys/token.key',
      'journal/',
      'etc/passwd',
      'mission/mission.yaml',
    ];
    for (const answer of await Promise.all(
      climbs.flatMap((climb) => files.map((file) => attacked.ask(`${climb}${file}`))),
    )) {
      if (answer.status === 200) expect(answer.text).toMatch(/^<!doctype html>/);
      expect(answer.text).not.toMatch(/"workspaces"|root:x|sensors:/);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('by a token that is forged, foreign, run out, or of somebody who is no more', async () => {
    const gone = [
      'operator',
      'simulation',
      'clock',
      'mission',
      'public',
      'staff',
      '__proto__',
      'constructor',
      '',
    ];
    const tokens = [
      ...forged(attacked.node.token('liaison-a'), attacked.node.now + 1e9),
      attacked.node.node.token('duty-officer', -1),
      attacked.node.node.token('duty-officer', Number.NaN),
      ...gone.map((principal) => attacked.node.token(principal)),
    ];
    for (const token of tokens) {
      const { status, text } = await attacked.ask('/api/tracks', undefined, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(status, token).toBe(401);
      expect(text).toContain('bad-token');
    }
  });

  it('by headers that claim to be somebody else', async () => {
    const claims = [
      { 'x-forwarded-user': 'duty-officer' },
      { 'x-http-method-override': 'GET', 'x-original-url': '/api/tracks' },
      { cookie: `token=${attacked.node.token('duty-officer')}` },
      { authorization: `Basic ${btoa('duty-officer:')}` },
      { authorization: `bearer ${attacked.node.token('duty-officer')}` },
      { 'x-forwarded-for': '127.0.0.1', host: 'localhost', origin: 'null' },
      { accept: 'application/geo+json, application/vnd.staff+json', prefer: 'role=staff' },
    ];
    for (const headers of claims) {
      const tracks = await attacked.ask('/api/tracks', undefined, { headers: headers as never });
      expect(tracks.status, JSON.stringify(headers)).toBe(403);
    }
  });

  it('by the receipt of its own report, which counts nothing of others', async () => {
    const own = JSON.stringify({
      type: 'Feature',
      geometry: null,
      properties: { kind: 'note', sensor: 'patrol-dahlia-1', observedAt: '2026-03-10T10:00:00Z' },
    });
    const first = JSON.parse(
      (await attacked.post('/api/intake/geojson', 'patrol-dahlia-1', own)).text,
    );
    await attacked.node.see(...FORCE.slice(1, 2));
    const second = JSON.parse(
      (await attacked.post('/api/intake/geojson', 'patrol-dahlia-1', own)).text,
    );
    expect(second).toEqual(first);
  });

  it('by handing in as a party, or stating facts of others and reading the refusal', async () => {
    expect((await attacked.post('/api/intake/geojson', 'liaison-a', '{}')).status).toBe(403);
    expect((await attacked.post('/api/intake/facts', 'patrol-dahlia-1', '{}')).status).toBe(403);
    expect((await attacked.post('/api/intake/observations', 'demining', '{}')).status).toBe(403);
    expect((await attacked.post('/api/intake/geojson', undefined, '{}')).status).toBe(403);
    const alien = JSON.stringify({
      fact: 'object',
      id: 'x',
      class: 'tank',
      party: 'B',
      at: '2026-03-10T10:00:00Z',
      position: { lon: 35.5, lat: 47.5 },
    });
    const refused = await attacked.post('/api/intake/facts', 'liaison-a', alien);
    const nonsense = await attacked.post(
      '/api/intake/facts',
      'liaison-a',
      '{"fact":"track","id":"1"}',
    );
    expect([refused, nonsense].map(({ status }) => status)).toEqual([200, 200]);
    expect(JSON.parse(refused.text).receipt.seq).toBe(JSON.parse(nonsense.text).receipt.seq);
    await attacked.node.node.settled();
    const refusals = JSON.stringify(await attacked.node.items('refusals', 'duty-officer'));
    expect(refusals).toContain('not-theirs');
    expect(attacked.saying(await attacked.asAll(['/api/refusals', '/api/findings']))).toEqual([]);
  });

  it('by queries too long, too deep or too odd: none fails inside, none says anything', async () => {
    const odd = [
      'id=%00',
      'id=a&id=b',
      'id[$ne]=1',
      'from=-271821-04-20T00:00:00Z',
      'after=-1',
      'after=0x10',
      'limit=1e9',
      'limit=2001',
      'box=NaN,0,1,1',
      'box=180,-90,-180,90',
      'box=-1e9,-1e9,1e9,1e9',
      `id=${'%27'.repeat(2_000)}`,
      '__proto__[role]=staff',
      'label=public&labels=x&kind=track',
      'skip=-5',
      'order=seq',
      "id='%20or%201=1--",
      'role=staff&as=duty-officer&exercise=false',
    ];
    const answers = await attacked.asAll(
      odd.flatMap((query) => [`/api/findings?${query}`, `/api/cases?${query}`]),
    );
    expect(answers.filter(({ status }) => status >= 500).map(({ asked }) => asked)).toEqual([]);
    expect(attacked.saying(answers)).toEqual([]);
    const cases = await attacked.asAll([
      '/api/cases/%00',
      `/api/cases/${'a'.repeat(9_000)}`,
      '/api/cases/..%2ftracks',
    ]);
    expect(cases.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  });

  it('by dating a look back, so that its hour is long over', async () => {
    await attacked.node.see({
      kind: 'object',
      sensor: 'lead-drone-1',
      class: 'mortar',
      party: 'A',
      sigmaM: 5,
      lon: 35.65,
      lat: 47.57,
      observedAt: '2026-03-10T09:30:00Z',
      identity: `${CANARY}-late`,
    });
    await attacked.node.goOnTo(moment('2026-03-10T16:59:59.999Z'));
    expect(attacked.saying(await attacked.asAll(TOLD.map((kind) => `/api/${kind}`)))).toEqual([]);
  });
});
