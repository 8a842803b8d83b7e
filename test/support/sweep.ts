import type { Answer, ClockedNode } from './clocked-node.ts';
import { LISTS, OUTSIDERS } from './force.ts';

/** What one reader was answered, by `principal path`. */
export type Sweep = ReadonlyMap<string, Answer>;

const WIDE = 'box=35.3,47.4,35.7,47.8';
const HOUR = 'from=2026-03-10T10:00:00Z&to=2026-03-10T11:00:00Z';
const FORMATS = ['html', 'json', 'csv'];

/** Everything a reader can ask for by GET; `ids` are looked for by name in every list. */
export function pathsOf(ids: readonly string[], days: readonly string[]): readonly string[] {
  const [id = 'nothing'] = ids;
  return [
    ...LISTS.flatMap((list) =>
      ['', 'limit=1', 'after=1', 'after=3&limit=2', HOUR, WIDE, `id=${id}`, 'parent=parties'].map(
        (query) => `/api/${list}?${query}`,
      ),
    ),
    ...ids.flatMap((one) => [`/api/cases/${one}`, `/api/events?id=${one}`]),
    ...days.flatMap((day) => FORMATS.map((format) => `/api/report?day=${day}&format=${format}`)),
    ...['/api/cases/nothing', '/api/effort?from=2026-03-10&to=2026-03-11', '/api/me'],
    ...[
      '/api/mission',
      '/api/feeds',
      '/api/stream',
      '/api/labels',
      '/api/tasks/nothing/candidates',
      '/metrics',
    ],
    ...['/log/checkpoint', '/log/tile/0/000', '/log/tile/0/000.p/1', '/log/tile/entries/000'],
    ...['/healthz', '/api/openapi.json'],
  ];
}

/** Asks everything, as everybody who is not mission staff. */
export async function sweep(
  node: ClockedNode,
  ids: readonly string[],
  days: readonly string[] = ['2026-03-09', '2026-03-10', '2026-03-11'],
): Promise<Sweep> {
  const paths = pathsOf(ids, days);
  const answers = new Map<string, Answer>();
  const take = async (path: string, who: string) =>
    answers.set(`${who} ${path}`, await node.ask(path, who));
  for (const who of OUTSIDERS) {
    for (let i = 0; i < paths.length; i += 8) {
      await Promise.all(paths.slice(i, i + 8).map((path) => take(path, who)));
    }
  }
  await take('/api/zones', 'public');
  return new Map([...answers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two sweeps differ: what was asked, and the first of what was answered otherwise. */
export function differences(one: Sweep, other: Sweep): readonly string[] {
  const found: string[] = [];
  for (const [asked, answer] of one) {
    const [a, b] = [JSON.stringify(answer), JSON.stringify(other.get(asked))];
    if (a === b) continue;
    let at = 0;
    while (a[at] === b?.[at]) at += 1;
    const from = Math.max(0, at - 80);
    found.push(`${asked}: …${a.slice(from, at + 80)} | …${b?.slice(from, at + 80)}`);
  }
  return found;
}
