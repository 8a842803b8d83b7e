import { iso, type Movers } from './world.ts';

type Row = ReturnType<Movers['row']>;

const LOOKS = 40;

/** Looks that made a track, one every five seconds; of one that only tells of itself, two are doubted. */
function looksAt(row: Row) {
  return Array.from({ length: LOOKS }, (_, i) => {
    const at = Date.parse(row.at) - 5_000 * i;
    const doubted = row.trust === 'unauthenticated' && i < 2;
    return {
      ...{ seq: 10_000 + i, id: `look-${row.id}-${i}`, feed: 'cot', kind: 'object', nation: 'N1' },
      ...{ sensor: row.sensors[i % row.sensors.length], trust: row.trust, class: row.class },
      ...{ observedAt: iso(at), receivedAt: iso(at + 800), position: row.position, sigmaM: 20 },
      ...{ label: row.label, source: `sha256:${'ab'.repeat(32)}`, exercise: true },
      ...(doubted && { doubts: [{ doubt: 'jump', measured: 4_180, limit: 620, unit: 'm' }] }),
    };
  });
}

/** Answers what `/api/tracks/ID`, `/api/observations/ID` and officers’ word on tracks ask for. */
export function lineageOf(rows: readonly Row[], path: string, sent: string) {
  if (path === '/api/tracks/steps') {
    const { step, reason, with: more } = JSON.parse(sent);
    if (String(reason).trim() === '')
      return { status: 400, body: { error: { kind: 'bad-command', text: 'say why' } } };
    const kept = step === 'correlate' ? { kept: more.tracks[0] } : {};
    const correlation = { step, reason, tracks: more.tracks, ...kept };
    return { status: 200, body: { receipt: { seq: 77, sha256: 'cd'.repeat(32) }, correlation } };
  }
  const [, kind, id = ''] = /^\/api\/(tracks|observations)\/(.+)$/.exec(path) ?? [];
  const name = kind === 'tracks' ? id : id.replace(/^look-(.+)-\d+$/, '$1');
  const row = rows.find((one) => one.id === name);
  if (row === undefined)
    return { status: 404, body: { error: { kind: 'unknown', text: `There is no ${id}.` } } };
  if (kind === 'tracks') {
    const body = { track: row, observations: looksAt(row), history: [], more: false };
    return { status: 200, body };
  }
  const observation = looksAt(row).find((look) => look.id === id);
  return { status: 200, body: { observation, parent: row.id, tracks: [row] } };
}
