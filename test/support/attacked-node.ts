import { type Answer, ClockedNode, type Item, moment, type Request } from './clocked-node.ts';
import { CANARY, CELL_EDGES, forceAt, LINE_FIGURES, LISTS, OUTSIDERS } from './force.ts';
import { type Sweep, sweep } from './sweep.ts';

export const SEEN = moment('2026-03-10T10:05:17.250Z');
export const FORCE = forceAt({ u: 0.31, v: 0.77 });
export const DAYS = ['2026-03-10', '2026-03-11'];
export const EXACT = LISTS.filter((list) => !/^(events|findings|cases|dec|rel|haz)/.test(list));
export const TOLD = ['events', 'findings', 'cases'] as const;
export const NOBODY = '00000000-0000-8000-8000-000000000000';

/** Words that tell of the force, in whatever grain. */
export const OF_FORCE =
  /tank|apc|artillery|howitzer|mortar|mlrs|uncrewed-aircraft|explosion|1000\/\d+\/\d+/;

/** Mines are no force: those who clear them are told at once, and nobody else is. */
export const MINES = /^demining \/api\/hazard-warnings/;
/** The agreement and the page speak of tanks and drones, whatever was seen. */
export const TERMS = /mission|zones|openapi/;

/** Besides the force: a gun dated ahead, a patrol turned back, and a mine. */
const BESIDES = [
  {
    kind: 'object',
    sensor: 'lead-drone-2',
    class: 'howitzer',
    party: 'A',
    sigmaM: 5,
    lon: 35.6,
    lat: 47.57,
    observedAt: '2026-03-10T13:05:00Z',
    identity: `${CANARY}-ahead`,
  },
  {
    kind: 'restriction',
    sensor: 'patrol-aster-1',
    party: 'A',
    class: 'checkpoint',
    lon: 35.7011,
    lat: 47.5811,
    text: CANARY,
  },
  {
    kind: 'hazard',
    sensor: 'patrol-birch-1',
    class: 'mine',
    sigmaM: 5,
    lon: 35.7522,
    lat: 47.5622,
  },
];
const NAMES = ['lead-drone', 'mast-1', 'radar-1', 'lead-satellite', '10:05:17', '13:05:0'];
const MONITORS = ['35.7011', '47.5811'];

/** An answer and what was asked, as `principal path`. */
export interface Asked extends Answer {
  readonly asked: string;
}

/** A node that has seen a force, and what of it nobody outside may find. */
export class AttackedNode {
  readonly node: ClockedNode;
  /** What everybody outside could fetch in the moment before the force was seen, and after it. */
  readonly before: Sweep;
  readonly just: Sweep;
  /** Ids of exact records. */
  readonly ids: readonly string[];
  /** Words and figures that stand in exact records and in nothing that may leave. */
  readonly #secrets: readonly string[];

  private constructor(
    node: ClockedNode,
    sweeps: readonly [Sweep, Sweep],
    ids: readonly string[],
    secrets: readonly string[],
  ) {
    this.node = node;
    [this.before, this.just] = sweeps;
    this.ids = ids;
    this.#secrets = secrets;
  }

  static async open(): Promise<AttackedNode> {
    const node = await ClockedNode.start(SEEN);
    const before = await sweep(node, [NOBODY], DAYS);
    await node.see(...FORCE, ...BESIDES);
    const just = await sweep(node, [NOBODY], DAYS);
    const exact = [...EXACT, ...TOLD];
    const lists = await Promise.all(exact.map((list) => node.items(list, 'duty-officer')));
    const ids = lists.flat().map(({ id }) => id);
    const known = [...before.values()].map(({ text }) => text).join();
    const digests = JSON.stringify(lists).match(/sha256:[0-9a-f]{64}/g) ?? [];
    const ours = [...new Set(digests)].filter((digest) => !known.includes(digest));
    const attacked = new AttackedNode(node, [before, just], ids, [
      CANARY,
      ...ids,
      ...ours,
      ...NAMES,
      ...MONITORS,
    ]);
    await attacked.#confirmTheShot();
    return attacked;
  }

  /** People decide at once on what they know; others hear of that when they may. */
  async #confirmTheShot(): Promise<void> {
    const cases = await this.node.items('cases', 'duty-officer');
    const shot = cases.find(({ clause }) => clause === '4');
    for (const step of ['verify', 'confirm']) {
      const body = JSON.stringify({ step, reason: 'seen twice' });
      const { status, text } = await this.post(
        `/api/cases/${shot?.id}/steps`,
        'duty-officer',
        body,
      );
      if (status !== 200) throw new Error(text);
    }
  }

  ask(path: string, who?: string, request?: Request): Promise<Answer> {
    return this.node.ask(path, who, request);
  }

  post(path: string, who: string | undefined, body: string): Promise<Answer> {
    return this.node.ask(path, who, { method: 'POST', body });
  }

  /** Answers to everybody who is not mission staff. */
  async asAll(paths: readonly string[]): Promise<readonly Asked[]> {
    const answers: Asked[] = [];
    for (const who of OUTSIDERS) {
      for (const path of paths) {
        answers.push({ asked: `${who} ${path}`, ...(await this.ask(path, who)) });
      }
    }
    return answers;
  }

  /** All that is told to somebody, of every kind. */
  async released(who: string): Promise<readonly Item[]> {
    return (await Promise.all(TOLD.map((kind) => this.node.items(kind, who)))).flat();
  }

  /** What an answer says that nobody may know: names of ours, or a place finer than its cell. */
  betrayedBy({ asked, text, headers }: Pick<Asked, 'asked' | 'text' | 'headers'>) {
    const id = /[0-9a-f-]{36,}$/.exec(asked)?.[0] ?? '';
    const whole = `${id === '' ? text : text.replaceAll(id, '')} ${JSON.stringify(headers)}`;
    const figures = [...whole.matchAll(/\d+\.\d+/g)].map(([figure]) => figure);
    return [
      ...this.#secrets.filter((secret) => whole.includes(secret)),
      ...figures.filter((figure) => !KNOWN.has(figure) && nearForce(Number(figure))),
    ];
  }

  /** Which answers say anything of a force, in whatever grain. */
  saying(answers: readonly Asked[]): readonly string[] {
    const saying = answers.filter(
      (one) => OF_FORCE.test(one.text) || this.betrayedBy(one).length > 0,
    );
    return saying.map(({ asked }) => asked);
  }
}

const KNOWN = new Set([...CELL_EDGES, ...LINE_FIGURES]);

/** Whether a figure is a longitude or a latitude within half a cell of a thing. */
const nearForce = (figure: number) =>
  FORCE.some(
    ({ lon, lat }) =>
      Math.abs(figure - Number(lon)) < 0.006 || Math.abs(figure - Number(lat)) < 0.0045,
  );
