import {
  type DeclarationFact,
  type Fact,
  type JudgeState,
  LiveJudge,
  type ObjectFact,
} from '@greenline/agreement';
import type { Hasher, Instant } from '@greenline/base';
import type { Case } from '@greenline/cases';
import type { Position } from '@greenline/geo';
import { type LabelId, type LabelTable, label } from '@greenline/labels';
import {
  type Audience,
  audienceName,
  type HazardWarning,
  hazardWarning,
  type Release,
  ReleaseFold,
  type ReleaseState,
  releaseKey as releaseKeyOf,
  releaseLabel,
} from '@greenline/sharing';
import type { Mission } from './mission.ts';
import type { WalkState } from './walk-state.ts';

type Fold = ReleaseFold<JudgeState>;

/** What leaves for those who are not mission staff: one fold of coarse facts for each audience. */
export class Releases {
  readonly #folds: readonly { readonly audience: Audience; readonly fold: Fold }[];
  readonly #labels: LabelTable;
  readonly #hasher: Hasher;
  readonly #key: Uint8Array;
  readonly #exercise: boolean;

  constructor(
    mission: Mission,
    state: WalkState,
    labels: LabelTable,
    hasher: Hasher,
    releaseKey: Uint8Array,
  ) {
    this.#labels = labels;
    this.#hasher = hasher;
    this.#key = releaseKeyOf(hasher, releaseKey, 'humanitarian');
    this.#exercise = mission.file.exercise;
    this.#folds = audiencesOf(mission).map((audience) => {
      const name = audienceName(audience);
      const known = state.releases.get(name) as ReleaseState<JudgeState> | undefined;
      const marked = labels.intern(releaseLabel(audience, mission.file.exercise));
      const fold: Fold = new ReleaseFold<JudgeState>(
        {
          audience,
          parties: mission.agreement.parties,
          exercise: mission.file.exercise,
          delayMs: Math.max(mission.agreement.guard.delayMs, mission.file.guard.delayH * 3_600_000),
          cellM: Math.max(mission.agreement.guard.gridM, mission.file.guard.cellM),
          key: releaseKeyOf(hasher, releaseKey, name),
          hasher,
          labelOf: (id) => labels.get(id),
          judge: (judged) =>
            new LiveJudge(
              mission.agreement,
              { hasher, label: marked, rollUp: (a, b) => labels.rollUp(a, b) },
              judged?.agreementDigest === mission.agreement.digest ? judged : undefined,
            ),
          regionOf: (position) => regionOf(mission, position),
          models: Object.keys(mission.agreement.source.models ?? {}),
        },
        known,
      );
      state.releases.set(name, fold.state);
      return { audience, fold };
    });
  }

  take<F extends Fact>(fact: F, receivedAt: Instant, alone?: F): void {
    for (const { fold } of this.#folds) fold.take(fact, receivedAt, alone);
  }

  takeCase(decided: Case, recordedAt: Instant): void {
    for (const { fold } of this.#folds) fold.takeCase(decided, recordedAt);
  }

  /** At once, for those who walk where the mines are. */
  hazard(
    fact: ObjectFact,
  ): { readonly warning: HazardWarning; readonly label: LabelId } | undefined {
    const warning = hazardWarning(fact, {
      hasher: this.#hasher,
      key: this.#key,
      exercise: this.#exercise,
      labelOf: (id) => this.#labels.get(id),
    });
    if (warning === undefined) return undefined;
    const marked = releaseLabel('humanitarian', this.#exercise);
    return { warning, label: this.#labels.intern(label(marked)) };
  }

  /** The case that an audience was told of under an id. */
  caseOf(audience: string, told: string): string | undefined {
    const fold = this.#folds.find((one) => audienceName(one.audience) === audience)?.fold;
    for (const [exact, { id }] of fold?.state.cases ?? []) if (id === told) return exact;
    return undefined;
  }

  /** All that was declared and is old enough to be told; the parties' fold keeps it. */
  declarations(): readonly DeclarationFact[] {
    return this.#folds[0]?.fold.state.declarations ?? [];
  }

  /** What has become free by now, audience by audience. */
  advance(
    now: Instant,
    resumedAt: Instant | undefined,
  ): readonly { readonly release: Release; readonly label: LabelId }[] {
    return this.#folds.flatMap(({ audience, fold }) => {
      const marked = this.#labels.intern(releaseLabel(audience, this.#exercise));
      return fold.advance(now, resumedAt).map((release) => ({ release, label: marked }));
    });
  }
}

/** Regions as a report counts by them; the first where they overlap. */
const regionOf = ({ regions }: Mission, { lon, lat }: Position): string | undefined =>
  regions.find(({ area }) => area.contains(lon, lat))?.id;

function audiencesOf(mission: Mission): readonly Audience[] {
  return [
    { kind: 'parties', members: mission.agreement.parties },
    ...mission.file.nations
      .map(({ id }) => id)
      .sort()
      .map((member): Audience => ({ kind: 'nation', member })),
    ...(hasCommission(mission) ? [{ kind: 'commission' } as const] : []),
    { kind: 'public' },
  ];
}

/** Releases are made for a commission where somebody reads them. */
const hasCommission = ({ principals }: Mission): boolean =>
  [...principals.values()].some(({ role }) => role === 'commission');
