import { useNow } from '../live/now.ts';
import { useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { EmptyState, Fact } from '../panels/marks.tsx';
import { figure, rate } from '../say/quantity.ts';
import { moment, span } from '../say/time.ts';
import type { FeedRow } from '../wire.ts';
import { EMPTY, plain } from '../words.ts';
import { byNeed, offsetWords, type SensorOnWire } from './sensor-row.ts';
import { useSensors } from './use-sensors.ts';

/** Every feed and every sensor: whether it speaks, what was lost and refused, and how far it is off. */
export function HealthPanel() {
  const { feeds } = useWorld();
  const sensors = useSensors();
  return (
    <article className="sheet health-sheet" aria-label="Feeds and sensors">
      <header className="sheet-head">
        <h2>Feeds and sensors</h2>
      </header>
      {/* Folded by keyboard too: so that the panel can be scrolled by it. */}
      <details open>
        <summary>Sensors</summary>
        {sensors === undefined && <p role="status">Asking the node…</p>}
        {sensors?.length === 0 && <p>No sensor is registered in mission.yaml.</p>}
        <ul className="health-list">
          {sensors?.toSorted(byNeed).map((sensor) => (
            <SensorItem key={sensor.id} sensor={sensor} />
          ))}
        </ul>
      </details>
      <details open>
        <summary>Feeds</summary>
        {feeds.length === 0 && <EmptyState {...EMPTY.feeds} />}
        <ul className="health-list">
          {feeds.map((feed) => (
            <FeedItem key={feed.id} feed={feed} />
          ))}
        </ul>
      </details>
    </article>
  );
}

function SensorItem({ sensor }: { sensor: SensorOnWire }) {
  const world = useWorld();
  const zone = world.mission?.timezone ?? 'UTC';
  const now = nodeNow(world, useNow(30_000));
  const { id, kind, nation, trust, reports, ageS, reportsEveryS, silentSince, clock, offset } =
    sensor;
  return (
    <li>
      <p className="health-name">
        <b>{id}</b>
        <span className="row-sub">
          {[kind, nation, trust].filter((word) => word !== undefined).join(' · ')}
        </span>
      </p>
      <dl className="facts">
        <Fact name="Silent">
          {silentSince !== undefined && (
            <span className="alarm">
              since {moment(Date.parse(silentSince), zone, now)}
              {reportsEveryS !== undefined && `; it should speak every ${span(reportsEveryS)}`}
            </span>
          )}
        </Fact>
        <Fact name="Lies off">
          {offset !== undefined && (
            <span className="alarm">
              {offsetWords(offset)} beside what others see; corrected since{' '}
              {moment(Date.parse(offset.since), zone, now)}, found {offset.judgements} times. Have
              its site or its north surveyed.
            </span>
          )}
        </Fact>
        <Fact name="Last heard">
          {ageS === null ? 'never' : `${span(ageS)} ago, ${figure(reports)} reports`}
        </Fact>
        <Fact name="Clock">{clock && clockWords(clock)}</Fact>
      </dl>
    </li>
  );
}

function FeedItem({ feed }: { feed: FeedRow }) {
  const { id, format, transport, state, ageS, ratePerS, queue, loss, refused, doubted, clock } =
    feed;
  return (
    <li>
      <p className="health-name">
        <b>{id}</b>
        <span className="row-sub">
          {format} by {transport} · {state}
        </span>
      </p>
      <dl className="facts">
        <Fact name="Last heard">
          {ageS === null ? 'none yet' : `${span(ageS)} ago, ${rate(ratePerS)}`}
        </Fact>
        <Fact name="Received">
          {figure(feed.received)}, kept {figure(feed.kept)}, lost {figure(loss)}, waiting{' '}
          {figure(queue)}
        </Fact>
        <Fact name="Refused">{countsOf(refused)}</Fact>
        <Fact name="Doubted">{countsOf(doubted)}</Fact>
        <Fact name="Clock">{clock && clockWords(clock)}</Fact>
      </dl>
    </li>
  );
}

const clockWords = ({ medianS, spreadS }: NonNullable<SensorOnWire['clock']>): string =>
  `received ${figure(medianS, 1)} s after observed, spread ${figure(spreadS, 1)} s`;

const countsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${plain(kind)} ${figure(count)}`)
    .join(', ');
