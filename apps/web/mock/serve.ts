import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CaseState, stepsFrom } from '@greenline/cases';
import { describedForms } from '@greenline/filings';
import { WebSocketServer } from 'ws';
import { at, strip, zones } from './geometry.ts';
import { lineageOf } from './lineage.ts';
import { cases, deskNotes, events, findings, iso, Movers, mission, released } from './world.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The policy a node should send with the console: nothing inline runs, nobody else is asked. */
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PRINCIPALS: Record<string, object> = {
  'staff-token': {
    id: 'duty-officer',
    name: 'Duty officer',
    role: 'staff',
    may: ['decide', 'intake', 'declare', 'report', 'suspend'],
    exercise: true,
  },
  'party-token': {
    id: 'liaison-a',
    name: 'Liaison officer A',
    role: 'party',
    member: 'A',
    may: ['report'],
    exercise: true,
  },
  'liaison-token': {
    id: 'liaison-a',
    name: 'Liaison officer A',
    role: 'party',
    member: 'A',
    may: ['declare', 'report'],
    exercise: true,
  },
  'patrol-token': {
    id: 'patrol-3',
    name: 'Patrol 3',
    role: 'staff',
    may: ['intake'],
    exercise: true,
  },
};

export interface MockNode {
  readonly server: Server;
  /** Drops every connection and stops listening. */
  readonly stop: () => Promise<void>;
}

/** Serves the contract of a node's HTTP interface from a made-up mission. */
export function mockNode(
  options: { tracks?: number; empty?: boolean; alert?: boolean } = {},
): MockNode {
  const begun = Date.now();
  const movers = new Movers(options.empty ? 0 : (options.tracks ?? 30), begun);
  const made = options.empty ? [] : findings(movers, begun);
  const opened = options.empty ? [] : cases(made, movers, begun);
  const happened = options.empty ? [] : events(begun);
  let seq = 1000;
  const numbered = <T extends object>(rows: readonly T[]): (T & { seq: number })[] =>
    rows.map((row) => ({ ...row, seq: ++seq }));
  const book = {
    findings: numbered(made),
    events: numbered(happened),
    desk: numbered(options.empty ? [] : deskNotes(opened, begun)),
    tasks: [],
    cases: numbered(opened) as (Record<string, unknown> & { id: string; seq: number })[],
  };
  const alerts = new Map<string, Record<string, unknown>>();
  if (!options.empty && options.alert === true)
    alerts.set('alert-1', {
      ...{ id: 'alert-1', seq: ++seq, cause: 'sos', state: 'raised', level: 0, reports: 2 },
      ...{ at: iso(begun - 30_000), openedAt: iso(begun - 29_000), calls: 'duty-officer' },
      clock: { since: iso(begun - 29_000), dueAt: iso(begun + 91_000) },
      ...{ sensor: 'patrol-3', nation: 'aster', trust: 'authenticated' },
      ...{ position: at(0.4, 3), text: 'one of us is hurt' },
    });
  let suspension: object | undefined;
  const sockets = new Set<{ send(text: string): void }>();
  const say = (message: object): void => {
    for (const socket of sockets) socket.send(JSON.stringify(message));
  };

  const tracksNow = () =>
    Array.from({ length: movers.count }, (_, i) => movers.row(i, Date.now(), ++seq));

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname;
    const given = request.headers.authorization?.replace('Bearer ', '');
    if (!path.startsWith('/api') && path !== '/healthz') return file(path, response);
    const me =
      given === undefined
        ? { id: 'public', name: 'Public', role: 'public', may: ['report'], exercise: true }
        : PRINCIPALS[given];
    if (me === undefined)
      return json(response, 401, {
        error: { kind: 'unknown-token', text: 'This token is not known here or has run out.' },
      });
    const role = 'role' in me ? me.role : 'public';
    const staff = role === 'staff';
    if (path === '/healthz')
      return json(response, 200, { name: 'greenline', version: '0.1.0', state: 'ready' });
    if (path === '/api/me') return json(response, 200, me);
    if (path === '/api/mission')
      return json(response, 200, { ...mission(Date.now()), ...(suspension && { suspension }) });
    if (path === '/api/zones') return json(response, 200, zones());
    if (path === '/api/picture') return picture(url, response);
    if (path === '/api/safety-alerts')
      return json(response, 200, {
        items: staff ? [...alerts.values()] : [],
        more: false,
        next: 0,
      });
    const answered = /^\/api\/safety-alerts\/([^/]+)\/steps$/.exec(path);
    if (answered !== null) return acknowledge(answered[1] ?? '', response);
    if (path === '/api/mission/steps') return suspend(await body(request), response);
    if (path === '/api/feeds') return json(response, 200, staff && !options.empty ? feeds() : []);
    if (path === '/api/sensors') return json(response, 200, staff ? sensors() : []);
    if (path === '/api/effort') return json(response, 200, effort(url, options.empty ?? false));
    if (path === '/api/report/publications')
      return json(response, 200, {
        items: [{ version: 1, at: '2026-03-11T04:00:00Z', corrections: [] }],
      });
    if (path === '/api/report') return report(url, response);
    if (/^\/api\/(tracks|observations)\/./.test(path)) {
      const sent = (await body(request)).toString();
      const said = lineageOf(tracksNow(), decodeURIComponent(path), sent);
      return json(response, said.status, said.body);
    }
    const rows = /^\/api\/(tracks|events|findings|cases|desk|tasks)$/.exec(path);
    if (rows !== null)
      return page(rows[1] as string, url, staff, role === 'party' ? 'parties' : 'public', response);
    if (path === '/api/watch/steps' || path.startsWith('/api/rules/')) {
      const sent = await body(request);
      return json(response, 200, { receipt: { seq: ++seq, sha256: digest(sent) } });
    }
    if (path === '/api/declarations') return declarations(request, response);
    if (path === '/api/forms') return json(response, 200, { items: describedForms() });
    const paper = /^\/api\/filings(?:\/([^/]+))?$/.exec(path);
    if (paper !== null) return filings(request, response, paper[1] && decodeURIComponent(paper[1]));
    const one = /^\/api\/cases\/([^/]+)(\/steps)?$/.exec(path);
    if (one !== null)
      return oneCase(decodeURIComponent(one[1] ?? ''), one[2] !== undefined, me, request, response);
    if (path.startsWith('/api/intake/')) return intake(request, response);
    return json(response, 404, { error: { kind: 'unknown', text: `There is no ${path}.` } });
  }

  function picture(url: URL, response: ServerResponse): void {
    const moment = Date.parse(url.searchParams.get('at') ?? '');
    const tracks = Array.from({ length: movers.count }, (_, i) => movers.row(i, moment, ++seq));
    const side = (known: number) => ({
      ...{ knownAt: iso(known), zones: zones(), events: book.events, cases: book.cases },
      findings: book.findings,
    });
    // Half of what is known now had not been told then.
    const knownThen = { ...side(moment), tracks: tracks.slice(0, tracks.length >> 1) };
    const knownNow = { ...side(Date.now()), tracks };
    json(response, 200, { at: iso(moment), knownThen, knownNow });
  }

  function acknowledge(id: string, response: ServerResponse): void {
    const alert = alerts.get(id);
    if (alert === undefined) {
      json(response, 404, { error: { kind: 'no-such-alert' } });
      return;
    }
    const answered = { ...alert, seq: ++seq, state: 'acknowledged' };
    alerts.set(id, answered);
    say({ type: 'rows', kind: 'safety-alert', items: [answered] });
    json(response, 200, { alert: answered });
  }

  function suspend(bytes: Buffer, response: ServerResponse): void {
    const { step, reason } = JSON.parse(bytes.toString()) as { step: string; reason: string };
    suspension =
      step === 'suspend' ? { since: iso(Date.now()), by: 'duty-officer', reason } : undefined;
    json(response, 200, { suspension });
  }

  function page(
    kind: string,
    url: URL,
    staff: boolean,
    audience: string,
    response: ServerResponse,
  ): void {
    if (kind === 'tracks' && !staff) {
      json(response, 403, {
        error: { kind: 'guard', text: 'Tracks go to mission staff only.' },
      });
      return;
    }
    const after = Number(url.searchParams.get('after') ?? 0);
    const all: readonly { seq: number }[] = !staff
      ? kind === 'findings'
        ? released(made, movers, begun, audience).map((row, i) => ({ ...row, seq: i + 1 }))
        : []
      : kind === 'tracks'
        ? after > 0
          ? []
          : history()
        : (book[kind as keyof typeof book] as readonly { seq: number }[]);
    const items = all.filter((row) => row.seq > after);
    json(response, 200, { items, next: items.at(-1)?.seq ?? after, more: false });
  }

  function history() {
    if (movers.count > 200) return tracksNow();
    const rows = [];
    for (let minutes = 180; minutes >= 0; minutes -= 5) {
      for (let i = 0; i < movers.count; i++)
        rows.push(movers.row(i, Date.now() - minutes * 60_000, ++seq));
    }
    return rows;
  }

  async function oneCase(
    id: string,
    step: boolean,
    me: object,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const found = book.cases.find((each) => each.id === id);
    if (found === undefined)
      return json(response, 404, {
        error: { kind: 'unknown-case', text: 'There is no such case.' },
      });
    if (!step) return json(response, 200, found);
    const asked = JSON.parse((await body(request)).toString() || '{}');
    const legal = stepsFrom(found.state as CaseState);
    if (!legal.includes(asked.step)) {
      const missing = `a step that can be taken while ${found.state}: ${legal.join(', ')}`;
      return json(response, 409, {
        error: { kind: 'illegal-step', text: missing, missing: [missing] },
      });
    }
    const reason = String(asked.reason ?? '').trim();
    if (reason === '')
      return json(response, 422, {
        error: {
          kind: 'reason-missing',
          text: 'The step was not recorded.',
          missing: ['a reason in your own words'],
        },
      });
    const votes = found.votes as { by: string; nation: string; vote: string }[];
    const deciding = asked.step === 'confirm' || asked.step === 'refute';
    if (deciding) votes.push({ by: 'duty-officer', nation: 'HQ', vote: asked.step });
    const decided = deciding && votes.filter((vote) => vote.vote === asked.step).length >= 2;
    const from = found.state;
    const to = decided
      ? asked.step === 'confirm'
        ? 'confirmed'
        : 'refuted'
      : asked.step === 'close'
        ? 'closed'
        : asked.step === 'verify'
          ? 'being-verified'
          : found.state;
    (found.history as object[]).push({
      entry: 'step',
      recordedAt: iso(Date.now()),
      nation: 'HQ',
      effect: decided ? 'moved' : deciding ? 'voted' : 'recorded',
      from,
      to,
      step: {
        id: `step-${++seq}`,
        at: iso(Date.now()),
        by: 'id' in me ? me.id : '',
        case: id,
        step: asked.step,
        reason,
      },
    });
    Object.assign(found, {
      state: to,
      seq: ++seq,
      progress: { have: votes.length, need: 2 },
      ...(decided && { decision: to, decidedAt: iso(Date.now()) }),
    });
    say({ type: 'rows', kind: 'case', items: [found] });
    json(response, 200, { receipt: { seq, sha256: digest(reason) }, case: found });
  }

  const declared: object[] = [
    {
      declaration: 'permit',
      under: 'P-1',
      version: 1,
      digest: `sha256:${'7c'.repeat(32)}`,
      kind: 'movement',
      party: 'A',
      declaredBy: 'mission',
      recordedAt: iso(begun),
      from: iso(begun - 3_600_000),
      to: iso(begun + 86_400_000),
      seq: ++seq,
    },
  ];

  /** Takes whatever it is given, but for an id that is `taken`. */
  async function declarations(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST')
      return json(response, 200, { items: declared, next: seq, more: false });
    const bytes = await body(request);
    const said = JSON.parse(bytes.toString());
    if (said.id === 'taken') {
      const wrong = { index: 0, field: 'id', text: 'is taken: choose another' };
      const error = { kind: 'not-theirs', text: `id: ${wrong.text}`, problems: [wrong] };
      return json(response, 409, { error });
    }
    const stands = { under: said.id, version: 1, digest: `sha256:${digest(bytes)}` };
    const marks = { declaredBy: said.party, recordedAt: iso(Date.now()), seq: ++seq };
    declared.push({ ...said, ...stands, ...marks });
    json(response, 200, { receipt: { seq, sha256: digest(bytes), id: said.id, version: 1 } });
  }

  const filed: { readonly id: string; readonly state: string }[] = [];

  /** Takes whatever it is given; one filing can be acknowledged, and nothing else done. */
  async function filings(
    request: IncomingMessage,
    response: ServerResponse,
    id: string | undefined,
  ): Promise<void> {
    if (request.method !== 'POST') {
      if (id === undefined) return json(response, 200, { items: filed, next: seq, more: false });
      const maySteps = ['acknowledge'];
      return json(response, 200, { ...filed.find((one) => one.id === id), maySteps });
    }
    const bytes = await body(request);
    const said = JSON.parse(bytes.toString());
    const recordedAt = iso(Date.now());
    const due = { clock: 'acknowledge', from: recordedAt, dueAt: iso(Date.now() + 900_000) };
    if (said.file !== undefined)
      filed.push({
        ...{ id: `A:${said.id}`, form: said.file, for: 'A', state: 'filed', with: said.with },
        ...{ openedAt: recordedAt, clocks: [{ ...due, overdue: false }], shownTo: ['A'] },
        history: [{ entry: 'filed', recordedAt, for: 'A', state: 'filed' }],
        seq: ++seq,
      } as (typeof filed)[number]);
    else
      Object.assign(filed.find((one) => one.id === said.filing) ?? {}, {
        state: 'acknowledged',
        clocks: [],
      });
    json(response, 200, { receipt: { seq, sha256: digest(bytes) } });
  }

  async function intake(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await body(request);
    json(response, 200, {
      receipt: { seq: ++seq, sha256: digest(bytes), accepted: 1, refused: [] },
    });
  }

  const clock = setInterval(() => {
    if (sockets.size === 0) return;
    say({ type: 'rows', kind: 'track', items: tracksNow() });
    say({ type: 'clock', now: iso(Date.now()), position: seq, suspension: suspension ?? null });
    say({ type: 'feeds', items: options.empty ? [] : feeds() });
  }, 1000);

  const stream = new WebSocketServer({ server, path: '/api/stream' });
  stream.on('connection', (socket) => {
    socket.once('message', (first) => {
      const said = JSON.parse(String(first));
      if (PRINCIPALS[said.token] === undefined) return socket.close(4401, 'unknown token');
      sockets.add(socket);
      socket.send(JSON.stringify({ type: 'hello', now: iso(Date.now()) }));
    });
    socket.on('close', () => sockets.delete(socket));
  });
  const stop = (): Promise<void> => {
    clearInterval(clock);
    for (const socket of stream.clients) socket.terminate();
    stream.close();
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  };
  return { server, stop };
}

function feeds() {
  const feed = (
    id: string,
    format: string,
    transport: string,
    state: string,
    received: number,
    ageS: number | null,
    ratePerS: number,
    queue = 0,
    loss = 0,
    refused = {},
  ) => ({
    id,
    format,
    transport,
    state,
    received,
    kept: received,
    refused,
    doubted: {},
    ageS,
    ratePerS,
    queue,
    loss,
  });
  return [
    feed('uav-2', 'cot', 'tcp', 'connected', 184_210, 0.4, 12.4),
    feed('mast-04', 'cot', 'udp', 'connected', 91_022, 1.1, 4.2, 0, 3),
    feed('acoustic-11', 'geojson', 'http', 'connected', 2_204, 41, 0.1),
    feed('remote-id-west', 'remoteid', 'udp', 'connected', 55_310, 3, 8.8, 12, 41, {
      'bad-crc': 214,
    }),
    feed('n2-bridge', 'cot', 'tcp', 'silent', 12_480, 1_460, 0),
    feed('patrols', 'report', 'form', 'waiting', 0, null, 0),
  ];
}

/** One speaks, one lies off and is corrected, one is silent, one was never heard. */
function sensors() {
  const begun = Math.floor(Date.now() / 60_000) * 60_000;
  const one = (id: string, kind: string, ageS: number | null, more: object = {}) => ({
    ...{ id, kind, nation: 'N1', trust: 'authenticated', reports: ageS === null ? 0 : 18_421 },
    ...{ ageS, ...more },
  });
  const offset = { eastM: 250, northM: -120, judgements: 14, since: iso(begun - 2_400_000) };
  return [
    one('uav-2', 'drone', 0, { clock: { medianS: 0.42, spreadS: 0.1 } }),
    one('radar-7', 'ground radar', 2, { offset, clock: { medianS: 1.3, spreadS: 0.2 } }),
    one('mast-04', 'mast camera', 1_460, {
      reportsEveryS: 60,
      silentSince: iso(begun - 1_400_000),
    }),
    one('acoustic-12', 'acoustic array', null),
  ];
}

function effort(url: URL, empty: boolean) {
  const from = Date.parse(url.searchParams.get('from') ?? '');
  const to = Date.parse(url.searchParams.get('to') ?? '');
  if (empty) return { sensorHours: 0, looked: 0, notLooked: 1, jammed: 0, denied: 0, cells: [] };
  const cells = [];
  for (let i = 0; i < 12; i++) {
    for (let hour = 0; hour < 24; hour += 3) {
      if (i !== 4 && i !== 9 && (i * 7 + hour * 5) % 11 < 4) continue;
      const centre = at((i + 0.5) / 12, ((i % 3) - 1) * 9);
      const [w, h] = [0.16, 0.1];
      const ring = [
        [centre.lon - w, centre.lat - h],
        [centre.lon + w, centre.lat - h],
        [centre.lon + w, centre.lat + h],
        [centre.lon - w, centre.lat + h],
        [centre.lon - w, centre.lat - h],
      ];
      const begin = from + (hour * (to - from)) / 24;
      cells.push({
        area: { type: 'Polygon', coordinates: [ring] },
        from: iso(begin),
        to: iso(begin + (3 * (to - from)) / 24),
        pd: 0.4 + 0.5 * (((i * 3 + hour) % 5) / 5),
        state: i === 4 ? 'jammed' : i === 9 && hour > 9 ? 'denied' : 'looked',
      });
    }
  }
  return {
    sensorHours: 214.5,
    looked: 0.58,
    notLooked: 0.31,
    jammed: 0.07,
    denied: 0.04,
    cells,
    zone: strip(-20, 20).length,
  };
}

function report(url: URL, response: ServerResponse): void {
  const day = url.searchParams.get('day') ?? '';
  if (url.searchParams.get('format') === 'json') {
    json(response, 200, { day, counts: [] });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Report of ${day}</title><style>body{font:15px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left}td+td,th+th{text-align:right}</style>
<h1>Report of ${day}</h1><p>Exercise — simulated records. Day cut at 19:30 local.</p><table><tr><th>Kind<th>West<th>East<th>Observation hours</tr><tr><td>Explosions<td>4<td>2<td>214</tr><tr><td>Bursts<td>7<td>1<td>214</tr></table></html>`);
}

function file(path: string, response: ServerResponse): void {
  const asked = join(DIST, normalize(path).replace(/^(\.\.[/\\])+/, ''));
  const found = existsSync(asked) && statSync(asked).isFile() ? asked : join(DIST, 'index.html');
  if (!existsSync(found)) {
    response.writeHead(404).end('Build the console first: npm run build -w apps/web');
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(found)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  });
  createReadStream(found).pipe(response);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const digest = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8421' },
      tracks: { type: 'string', default: '30' },
      empty: { type: 'boolean', default: false },
    },
  });
  mockNode({ tracks: Number(values.tracks), empty: values.empty }).server.listen(
    Number(values.port),
    '127.0.0.1',
    () => {
      console.log(`http://localhost:${values.port}/#token=staff-token`);
    },
  );
}
