import { at, square } from './geometry.ts';

/** A made-up mission for trying the console: enough of everything, all of it marked `exercise`. */

export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** A small generator with a seed, so that two runs show the same. */
export function seeded(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function mission(now: number) {
  return {
    id: 'long-meadow',
    name: 'Long Meadow',
    exercise: true,
    timezone: 'Europe/Kyiv',
    now: iso(now),
    parties: [
      { id: 'A', name: 'Party A', hue: 'blue' },
      { id: 'B', name: 'Party B', hue: 'orange' },
    ],
    nations: [
      { id: 'n1', name: 'N1' },
      { id: 'n2', name: 'N2' },
    ],
    lead: 'HQ',
    contributors: ['N1', 'N2', 'N3'],
    agreement: {
      id: 'long-meadow',
      version: '1',
      title: 'Agreement on separation, exercise text',
      digest: `sha256:${'5a'.repeat(32)}`,
      clauses: [
        {
          cite: '2(a)',
          kind: 'no-presence',
          text: 'No military persons or vehicles within 20 km of the line.',
        },
        {
          cite: '2(c)',
          kind: 'withdrawal',
          text: 'Artillery of 100 mm and more stays at least 25 km from the line.',
        },
        {
          cite: '3',
          kind: 'no-fly',
          text: 'No uncrewed aircraft of the parties within 8 km of the line.',
        },
        { cite: '4(b)', kind: 'no-fire', text: 'No fire of any kind.' },
      ],
    },
    regions: [
      { id: 'west', name: 'West' },
      { id: 'east', name: 'East' },
    ],
    view: { center: [35.8, 48.5], zoom: 7.2 },
    guard: { cellM: 1000, delayH: 6 },
    classes: ['tank', 'apc', 'military-truck', 'howitzer', 'uncrewed-aircraft', 'civilian-vehicle'],
  };
}

const CLASSES: Record<string, number>[] = [
  { tank: 0.82, apc: 0.12 },
  { apc: 0.71, 'military-truck': 0.2 },
  { 'military-truck': 0.9 },
  { 'uncrewed-aircraft': 0.97 },
  { 'civilian-vehicle': 0.88, 'military-truck': 0.07 },
  { howitzer: 0.77, mlrs: 0.15 },
  { 'mission-vehicle': 1 },
  { tractor: 0.6, 'civilian-vehicle': 0.3 },
];

interface Mover {
  id: string;
  t: number;
  km: number;
  dt: number;
  sway: number;
  sigma: number;
  skew: number;
  class: Record<string, number>;
  party?: string;
  known: boolean;
  silentSince?: number;
  firstSeenAt: number;
}

/** Movers, each with a way of its own along the line. */
export class Movers {
  readonly #random: () => number;
  readonly #movers: Mover[] = [];

  constructor(count: number, now: number) {
    this.#random = seeded(7);
    const r = this.#random;
    for (let i = 0; i < count; i++) {
      const kind = CLASSES[i % CLASSES.length] as Record<string, number>;
      const neutral = 'civilian-vehicle' in kind || 'mission-vehicle' in kind || 'tractor' in kind;
      const party = neutral ? undefined : i % 3 === 0 ? 'B' : i % 3 === 1 ? 'A' : undefined;
      this.#movers.push({
        id: `track-${String(i + 1).padStart(3, '0')}`,
        t: r(),
        km: (party === 'B' ? -1 : party === 'A' ? 1 : r() - 0.5) * (2 + 32 * r()),
        dt: (r() - 0.5) * 8e-5,
        sway: r() * 6.28,
        sigma: 40 + 900 * r() ** 3,
        skew: (r() - 0.5) * 1.6,
        class: kind,
        ...(party && { party }),
        known: i % 9 !== 8,
        ...(i % 7 === 6 && { silentSince: now - 3_600_000 * (0.4 + r()) }),
        firstSeenAt: now - 3_600_000 * (1 + 5 * r()),
      });
    }
  }

  get count(): number {
    return this.#movers.length;
  }

  /** State of one mover at a moment. */
  row(index: number, now: number, seq: number) {
    const m = this.#movers[index] as Mover;
    const when = m.silentSince ?? now;
    const hours = (when - m.firstSeenAt) / 3_600_000;
    const where = (h: number) =>
      at(
        0.02 + 0.96 * Math.abs(((m.t + m.dt * 900 * h) % 2) - 1),
        m.km + 1.5 * Math.sin(m.sway + h),
      );
    const here = where(hours);
    const next = where(hours + 1 / 360);
    const km = 111.32;
    const velocity = [
      ((next.lon - here.lon) * km * 1000 * Math.cos((here.lat * Math.PI) / 180)) / 10,
      ((next.lat - here.lat) * km * 1000) / 10,
    ];
    const a = m.sigma ** 2;
    return {
      seq,
      id: m.id,
      at: iso(when),
      position: here,
      ...(m.known && { covariance: [a * (1 + m.skew ** 2), a * m.skew * 0.7, a] }),
      velocity,
      existence: 0.98,
      class: m.class,
      ...(m.party && { party: m.party }),
      identities: index % 5 === 3 ? [`RID-${1000 + index}`] : [],
      sensors: index % 2 ? ['mast-04', 'uav-2'] : ['uav-2'],
      trust: index % 5 === 3 ? 'unauthenticated' : 'authenticated',
      ...(index % 5 === 3 && { uncorroborated: true }),
      ...(index % 10 === 1 && { joins: [`${m.id}-before`] }),
      firstSeenAt: iso(m.firstSeenAt),
      looks: 12 + index,
      observation: `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`,
      label: `sha256:${'1b'.repeat(32)}`,
      exercise: true,
    };
  }
}

export function events(now: number) {
  const r = seeded(21);
  const kinds = ['explosion', 'burst', 'shot', 'overflight', 'launch', 'jamming'];
  return Array.from({ length: 16 }, (_, i) => {
    const sigma = 150 + 700 * r();
    return {
      id: `event-${String(i + 1).padStart(2, '0')}`,
      class: { [kinds[i % kinds.length] as string]: 0.9 },
      at: iso(now - 3_600_000 * 23 * (1 - (i / 16) ** 0.8) - 60_000 * 7),
      uncertaintyS: 4,
      position: at(r(), (r() - 0.5) * 36),
      covariance: [sigma ** 2, sigma ** 2 * 0.4, sigma ** 2 * 0.8],
      direction: ['outgoing', 'incoming', 'undetermined'][i % 3],
      ...(i % 4 !== 3 && { party: i % 2 ? 'A' : 'B' }),
      reports: [`obs-${i}`, `obs-${i}b`],
      sensors: ['acoustic-11', 'patrol-3'],
      trust: 'authenticated',
      label: `sha256:${'1b'.repeat(32)}`,
      exercise: true,
    };
  });
}

const CLAUSES = [
  { clause: '2(a)', unit: 'm', limit: 20_000, kind: 'no-presence' },
  { clause: '2(c)', unit: 'm', limit: 25_000, kind: 'withdrawal' },
  { clause: '3', unit: 'm', limit: 8_000, kind: 'no-fly' },
  { clause: '4(b)', unit: 'count', limit: 0, kind: 'no-fire' },
] as const;

export function findings(movers: Movers, now: number) {
  const r = seeded(3);
  const made = [];
  for (let i = 0; i < 14; i++) {
    const fire = i % 4 === 3;
    const rule = CLAUSES[i % 4] as (typeof CLAUSES)[number];
    const verdict = i % 7 === 5 ? 'compliant' : i % 3 === 1 ? 'undetermined' : 'breach';
    const index = (i * 24 + ([1, 5, 3, 0][i % 4] ?? 0)) % movers.count;
    const subject = fire
      ? `event-${String((i % 16) + 1).padStart(2, '0')}`
      : movers.row(index, now, 0).id;
    const measured = fire
      ? 1
      : rule.limit - (verdict === 'compliant' ? -1 : 1) * (400 + 6000 * r());
    made.push({
      id: `${i.toString(16)}c`.repeat(32).slice(0, 64),
      clause: rule.clause,
      agreement: 'long-meadow',
      version: '1',
      agreementDigest: `sha256:${'5a'.repeat(32)}`,
      verdict,
      probability:
        verdict === 'breach' ? 0.962 + 0.03 * r() : verdict === 'compliant' ? 0.02 : 0.55,
      nature: 'substantive',
      subject: [subject],
      party: i % 2 ? 'A' : 'B',
      from: iso(now - 3_600_000 * (0.3 + 1.4 * i)),
      to: iso(now - 3_600_000 * (0.2 + 1.4 * i)),
      measured: Math.round(measured * 1000) / 1000,
      limit: rule.limit,
      margin: Math.round((fire ? 1 : rule.limit - measured) * 1000) / 1000,
      unit: rule.unit,
      exceptions: [],
      reason:
        verdict === 'undetermined'
          ? 'The boundary lies within the ellipse, and the source is a single broadcast without keys.'
          : verdict === 'breach'
            ? fire
              ? 'A burst was heard by a patrol and an acoustic sensor inside the area where no fire is allowed.'
              : 'The whole 95 % ellipse lies nearer to the line than the limit, in two looks by two sensors.'
            : 'The whole 95 % ellipse lies beyond the limit.',
      inputs: [`sha256:${'ab'.repeat(32)}`, `sha256:${'cd'.repeat(32)}`],
      label: `sha256:${'1b'.repeat(32)}`,
      exercise: true,
      kind: undefined,
    });
  }
  return made;
}

type Made = ReturnType<typeof findings>[number];

export function cases(made: readonly Made[], movers: Movers, now: number) {
  const open = ['open', 'being-verified', 'open', 'being-verified', 'confirmed', 'open', 'refuted'];
  return made
    .filter((finding) => finding.verdict !== 'compliant')
    .slice(0, 7)
    .map((finding, i) => {
      const state = open[i] as string;
      const openedAt = Date.parse(finding.from) + 120_000;
      const dueAt = state === 'open' ? openedAt + 3_600_000 : openedAt + 14 * 3_600_000;
      const track = Number(finding.subject[0]?.replace('track-', ''));
      const position = Number.isNaN(track)
        ? at(0.2 + i / 10, 4)
        : movers.row(track - 1, now, 0).position;
      return {
        id: `0198c0de-000${i}-8000-8000-0000000000${i}${i}`,
        clause: finding.clause,
        agreement: finding.agreement,
        version: '1',
        nature: 'substantive',
        party: finding.party,
        about: finding.clause === '4(b)' ? 'events' : 'subject',
        subject: finding.subject,
        state,
        verdict: finding.verdict,
        ...(state === 'confirmed' || state === 'refuted'
          ? { decision: state, decidedAt: iso(now - 4e6) }
          : {}),
        from: finding.from,
        to: finding.to,
        position,
        openedAt: iso(openedAt),
        findings: [finding.id],
        findingsSinceDecision: 0,
        revision: state === 'being-verified' ? 3 : 1,
        attributions: [],
        ...(state === 'confirmed' && { alleged: 'A' }),
        withdrawn: i === 1 ? ['satellite-9'] : [],
        sources: [
          { id: 'uav-2', nation: 'N1', kind: 'drone', trust: 'authenticated', by: ['uav-2'] },
        ],
        confidence: {
          level: 'single',
          words: 'single authenticated source',
          basis: ['uav-2 (drone, N1): authenticated, passed on by n2-bridge'],
          raises: [
            {
              raisesTo: 'two',
              kinds: ['mast camera', 'patrol'],
              nations: ['N2'],
              notBy: ['uav-2'],
              cell: { id: '1000/15300/13411', polygon: [] },
              dueAt: iso(now + 4 * 3_600_000),
              label: `sha256:${'1b'.repeat(32)}`,
              words:
                'an authenticated look at cell 1000/15300/13411 within 4 h by a sensor of another nation (mast camera, patrol of N2)',
            },
          ],
        },
        quorum: { persons: 2, nations: 2 },
        votes:
          state === 'being-verified' ? [{ by: 'n1-officer', nation: 'N1', vote: 'confirm' }] : [],
        progress: { have: state === 'being-verified' ? 1 : 0, need: 2 },
        ...(state === 'being-verified' && { holder: 'n1-officer' }),
        clock: { state, since: iso(openedAt), dueAt: iso(dueAt), overdue: dueAt < now },
        history: [
          {
            entry: 'finding',
            recordedAt: iso(openedAt),
            finding: finding.id,
            verdict: finding.verdict,
            probability: finding.probability,
          },
          ...(state === 'being-verified'
            ? [
                {
                  entry: 'step',
                  recordedAt: iso(openedAt + 400_000),
                  step: {
                    id: `s${i}`,
                    at: iso(openedAt + 390_000),
                    by: 'n1-officer',
                    case: '',
                    step: 'verify',
                    reason: 'Asked uav-2 for a second pass.',
                  },
                  nation: 'N1',
                  effect: 'moved',
                  from: 'open',
                  to: 'being-verified',
                },
                {
                  entry: 'step',
                  recordedAt: iso(openedAt + 900_000),
                  step: {
                    id: `v${i}`,
                    at: iso(openedAt + 890_000),
                    by: 'n1-officer',
                    case: '',
                    step: 'confirm',
                    reason: 'Second pass shows the same vehicle, turret visible.',
                  },
                  nation: 'N1',
                  effect: 'voted',
                  from: 'being-verified',
                  to: 'being-verified',
                },
              ]
            : []),
        ] as object[],
        label: `sha256:${'1b'.repeat(32)}`,
        exercise: true,
      };
    });
}

/** What the duty desk was told: a clock that ran out, a rule to sign, a watch handed over. */
export function deskNotes(opened: readonly { id: string; clause: string }[], now: number) {
  const [late] = opened;
  return [
    {
      id: 'overdue/1',
      note: 'overdue',
      at: iso(now - 300_000),
      case: late?.id ?? '',
      clause: late?.clause ?? '',
      state: 'open',
      dueAt: iso(now - 301_000),
    },
    {
      id: 'rule/fire-by-two',
      note: 'rule',
      at: iso(now - 7_200_000),
      rule: 'fire-by-two',
      version: 1,
      digest: `sha256:${'5e'.repeat(32)}`,
      standing: 'proposed',
      accepted: 0,
      sampled: 0,
      checked: 0,
      refuted: 0,
    },
    {
      id: '0198c0de-0000-8000-8000-00000000beef',
      note: 'hand-over',
      at: iso(now - 3_600_000),
      from: 'night-officer',
      to: 'duty-officer',
      words: 'The convoy at 14:00 is not back.',
      open: 3,
      overdue: 1,
      cases: [],
    },
  ];
}

/** What is released of the findings: hours, whole kilometres, squares. */
export function released(made: readonly Made[], movers: Movers, now: number, audience: string) {
  const hour = (text: string) => `${text.slice(0, 13)}:00:00Z`;
  return made
    .filter((finding) => Date.parse(finding.to) < now - 6 * 3_600_000)
    .map((finding, i) => ({
      kind: 'released-finding',
      id: `released-${audience}-${i}`,
      audience,
      exercise: true,
      clause: finding.clause,
      agreement: finding.agreement,
      version: '1',
      nature: 'substantive',
      verdict: finding.verdict,
      party: finding.party,
      class: 'military-vehicle',
      from: hour(finding.from),
      to: hour(finding.to),
      ...(finding.unit === 'm' && {
        measuredKm: Math.round(finding.measured / 1000),
        limitKm: finding.limit / 1000,
        marginKm: Math.round(finding.margin / 1000),
      }),
      cell: square(movers.row(i, now, 0).position),
      reason: 'Seen within a square nearer to the line than the limit.',
    }));
}
