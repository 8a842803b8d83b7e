import { type Hasher, type Instant, instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Observation, PlausibilityDoubt } from '@greenline/observation';
import type { Event } from '../event.ts';
import type { TrackId } from '../track.ts';
import { type Interfered, interferedOver, type Victim } from './area.ts';
import { type Circle, circlingOf } from './circling.ts';
import { type Lag, type Lags, noLag, pushOf } from './clock.ts';
import { type Company, driftOf, noCompany, type Seen, seeTrack } from './drift.ts';
import { freezeOf, noStillness, type Stillness } from './frozen.ts';
import { leapOf, noWays, type Ways } from './jump.ts';
import { type SelfReport, selfReportOf } from './self-report.ts';

/** What is remembered of one name under which a thing reports itself. */
interface Reporter {
  readonly ways: Ways;
  readonly still: Stillness;
  readonly recent: SelfReport[];
  readonly company: Company;
  /** By receiver. */
  readonly lag: Map<string, Lag>;
  tracks: readonly TrackId[];
  heardAt: Instant;
}

/** All that the checks remember: plain data, written down with the fold. */
export interface PlausibilityState {
  readonly reporters: Map<string, Reporter>;
  readonly circles: Map<string, Circle>;
  /** By receiver. */
  readonly lags: Map<string, Lags>;
  /** By track: where those saw it that can be held to their word. */
  readonly seen: Map<string, Seen>;
  /** Who was doubted lately, and what interference that was taken for. */
  readonly victims: Map<string, Victim>;
  readonly interfered: Interfered[];
}

export interface Plausibility {
  /** Doubts about a position that a thing reports of itself; none about what others see. */
  weigh(look: Observation): readonly PlausibilityDoubt[];
  /** A look became part of tracks: from now on self-reports are held against what others saw. */
  joined(look: Observation, tracks: readonly TrackId[]): void;
  /** Interference over an area that a doubted look shows, or adds to. */
  interference(look: Observation): Event | undefined;
  forget(now: Instant): void;
}

const MEMORY_MS = 3_600_000;
const MOST = 50_000;

export const noDoubts = (): PlausibilityState => ({
  reporters: new Map(),
  circles: new Map(),
  lags: new Map(),
  seen: new Map(),
  victims: new Map(),
  interfered: [],
});

/** Checks that what things report of themselves is plausible: in motion, in time, and beside what others see. */
export function plausibility(
  state: PlausibilityState,
  hasher: Hasher,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Plausibility {
  return {
    weigh(look) {
      const report = selfReportOf(look);
      if (report === undefined || look.identity === undefined) return [];
      const name = look.identity;
      const reporter = reporterOf(state, name, look.receivedAt);
      const before = reporter.ways.place;
      const { sensor } = report;
      const lag = reporter.lag.get(sensor) ?? noLag();
      reporter.lag.set(sensor, lag);
      const lags = state.lags.get(sensor) ?? new Map();
      state.lags.set(sensor, lags);
      const leap = leapOf(reporter.ways, report);
      const doubts = [
        leap,
        freezeOf(reporter.still, report),
        circlingOf(reporter.recent, state.circles, name, report),
        pushOf(lag, lags, name, report),
        leap === undefined
          ? driftOf(reporter.company, state.seen, reporter.tracks, report)
          : undefined,
      ].filter((doubt) => doubt !== undefined);
      if (doubts.length > 0)
        state.victims.set(name, { look, doubts, was: before?.position ?? report.position });
      return doubts;
    },
    joined(look, tracks) {
      if (look.kind !== 'object' || look.position === undefined) return;
      const own = look.identity === undefined ? undefined : state.reporters.get(look.identity);
      if (own !== undefined && selfReportOf(look) !== undefined) {
        own.tracks = tracks;
        return;
      }
      if (look.trust !== 'authenticated') return;
      const [ee, , nn] = look.covariance ?? [0, 0, 0];
      const sigmaM = look.sigmaM ?? Math.sqrt(Math.max(ee, nn));
      if (!(sigmaM > 0)) return;
      for (const track of tracks)
        seeTrack(state.seen, track, look.observedAt, look.position, sigmaM);
    },
    interference: (look) => interferedOver(state, look, hasher, rollUp),
    forget(now) {
      const old = instant(now - MEMORY_MS);
      for (const [name, { heardAt }] of state.reporters) {
        if (heardAt > old && state.reporters.size <= MOST) break;
        state.reporters.delete(name);
        state.circles.delete(name);
      }
      for (const [name, { look }] of state.victims)
        if (look.receivedAt <= old) state.victims.delete(name);
      for (const [track, { at }] of state.seen) if (at <= old) state.seen.delete(track);
      const late = state.interfered.findIndex(({ lastAt }) => lastAt > old);
      state.interfered.splice(0, late === -1 ? state.interfered.length : late);
    },
  };
}

/** Those heard last stand last. */
function reporterOf({ reporters }: PlausibilityState, name: string, heardAt: Instant): Reporter {
  const known = reporters.get(name);
  reporters.delete(name);
  const reporter = known ?? {
    ways: noWays(),
    still: noStillness(),
    recent: [],
    company: noCompany(),
    lag: new Map(),
    tracks: [],
    heardAt,
  };
  reporter.heardAt = heardAt;
  reporters.set(name, reporter);
  return reporter;
}
