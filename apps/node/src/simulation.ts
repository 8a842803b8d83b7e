import { formatInstant, type Instant, instant, type JsonObject, utf8 } from '@greenline/base';
import { featureOf } from '@greenline/feeds';
import { type Mission, SIMULATION } from '@greenline/pipeline';
import { gentle, type Moment, type Scenario, type Stage } from '@greenline/simulation';
import type { FeedHealth } from './feed-health.ts';
import type { Intake } from './intake.ts';

const DAY_MS = 86_400_000;

/** The stage that a mission is for a scenario; `undefined` where it has no line or no sensors for one. */
export function stageOf(mission: Mission, seed: number): Stage | undefined {
  const [line] = mission.agreement.lines.values();
  const sensors = [...mission.sensors.values()];
  const eyes = sensors
    .filter(({ kind, trust }) => kind !== 'patrol' && trust === 'authenticated')
    .map(({ id, nation, sigmaM }) => ({ id, nation, sigmaM: sigmaM ?? 25 }));
  const patrols = sensors
    .filter(({ kind }) => kind === 'patrol')
    .map(({ id, nation }) => ({ id, nation }));
  const [eye, ...otherEyes] = eyes;
  const [patrol, ...otherPatrols] = patrols;
  if (line === undefined || eye === undefined || patrol === undefined) return undefined;
  return {
    line: line.line.positions,
    parties: [line.sides.left, line.sides.right],
    eyes: [eye, ...otherEyes],
    patrols: [patrol, ...otherPatrols],
    seed,
  };
}

/** Plays a mission's scenario into the journal, a second a second. Returns how to stop it. */
export function playSimulation(
  mission: Mission,
  intake: Intake,
  health: FeedHealth,
  now: () => Instant,
  onFailure: (cause: unknown) => void,
): () => void {
  const { simulation } = mission.file;
  const stage = simulation === undefined ? undefined : stageOf(mission, simulation.seed);
  if (stage === undefined) return () => undefined;
  health.add(SIMULATION, 'geojson, report', 'built in');
  const beginning = instant(Math.floor(now() / DAY_MS) * DAY_MS);
  const scenario = gentle(stage, beginning);
  let second = Math.floor((now() - beginning) / 1000);
  const timer = setInterval(() => {
    const present = Math.floor((now() - beginning) / 1000);
    second = Math.max(second, present - 10);
    const inputs: ReturnType<typeof messagesOf> = [];
    for (; second < present; second++) inputs.push(...messagesOf(scenario, second));
    if (inputs.length === 0) return;
    health.received(SIMULATION, now(), inputs.length);
    intake.takeAll(inputs).then(() => health.kept(SIMULATION, inputs.length), onFailure);
  }, 500);
  return () => clearInterval(timer);
}

/** What the sensors say in a moment, as GeoJSON features. */
export function featuresOf({ sightings, periods }: Moment): readonly JsonObject[] {
  return [
    ...sightings.map(featureOf),
    ...periods.map(({ sensor, nation, from, to, ring, detectionProbability }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: {
        kind: 'period',
        sensor,
        nation,
        from: formatInstant(from),
        to: formatInstant(to),
        detectionProbability,
        state: 'looked',
      },
    })),
  ];
}

/** What patrols heard in a moment, as their reports. */
export const reportsOf = ({ heard }: Moment): readonly JsonObject[] =>
  heard.map(({ patrol, at, position, what, bearingDeg, distanceM }) => ({
    id: `${patrol.id}-${at}`,
    patrol: patrol.id,
    nation: patrol.nation,
    position: { ...position },
    sigmaM: 10,
    at: formatInstant(at),
    uncertaintyS: 10,
    entries: [{ kind: 'heard', what, count: 1, direction: 'undetermined', bearingDeg, distanceM }],
  }));

function messagesOf(scenario: Scenario, second: number) {
  const moment = scenario.moment(second);
  const message = (format: string) => (body: JsonObject, offset: number) => ({
    bytes: utf8(JSON.stringify(body)),
    type: `message/${format}`,
    by: SIMULATION,
    offset,
  });
  return [
    ...featuresOf(moment).map(message('geojson')),
    ...reportsOf(moment).map(message('report')),
  ];
}
