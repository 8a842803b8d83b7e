import type { World } from '../live/world.ts';
import { hueOf } from '../map/palette.ts';
import { classWords } from '../say/class-of.ts';
import { reach95 } from '../say/ellipse.ts';
import { partyName } from '../say/party.ts';
import { place } from '../say/place.ts';
import { figure, quantity, share } from '../say/quantity.ts';
import { moment, span } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { TrackRow } from '../wire.ts';
import { sentence } from '../words.ts';
import { ClassTable } from './class-table.tsx';
import { FindingsAbout } from './findings-about.tsx';
import { Fact, PartyName } from './marks.tsx';
import { TasksAbout } from './tasks-panel.tsx';
import { TrackLineage } from './track-lineage.tsx';
import { TrackLink } from './track-link.tsx';
import { TrackSteps } from './track-steps.tsx';

/** What is known of one track at a moment, where that comes from, and an officer's word on it. */
export function TrackSheet({ row, world, now }: { row: TrackRow; world: World; now: number }) {
  const { grid } = useSettings();
  const zone = world.mission?.timezone ?? 'UTC';
  const at = Date.parse(row.at);
  const reach = row.covariance && reach95(row.covariance);
  return (
    <article className="sheet" aria-label="Track">
      <header className="sheet-head">
        <div>
          <h2>{sentence(classWords(row.class))}</h2>
          <p className="state">
            Track {row.id.slice(0, 13)} · {row.ended === true ? 'ended' : 'last seen'}{' '}
            {span((now - at) / 1000)} ago
            {row.exercise === true && <span className="exercise-tag">exercise</span>}
          </p>
        </div>
      </header>
      {row.joinedTo !== undefined && (
        <p className="track-joined">
          From here on it is part of <TrackLink id={row.joinedTo} />.
        </p>
      )}
      <dl className="facts">
        <Fact name="Whose">
          <PartyName
            hue={hueOf(world.mission, row.party)}
            name={partyName(world.mission, row.party)}
          />
        </Fact>
        <Fact name="Where">
          {place(row.position, grid, reach === undefined ? 1000 : reach / 2.45)}
        </Fact>
        <Fact name="Accuracy">
          {reach === undefined
            ? 'nobody stated one: this track accuses nobody'
            : `95 % within ${quantity(Number(reach.toPrecision(2)), 'm')}`}
        </Fact>
        <Fact name="At">{moment(at, zone, now)}</Fact>
        <Fact name="Moving">{movingWords(row)}</Fact>
        <Fact name="Exists">{share(row.existence)} likely</Fact>
        <Fact name="May be">
          <ClassTable classes={row.class} />
        </Fact>
        <Fact name="Sources">
          {row.sensors.join(', ')} ({row.trust}
          {row.sensors.length === 1 ? ', single source' : ''})
        </Fact>
        <Fact name="Standing">
          {row.uncorroborated === true && (
            <span className="uncorroborated">
              uncorroborated: only its own word, or that of sources nobody can hold to theirs
            </span>
          )}
        </Fact>
        <Fact name="Claims to be">{row.identities.join(', ')}</Fact>
        <Fact name="Also followed as">
          {row.joins?.map((id, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <TrackLink id={id} />
            </span>
          ))}
        </Fact>
        <Fact name="Looks">
          {row.looks}, since {moment(Date.parse(row.firstSeenAt), zone, now)}
        </Fact>
      </dl>
      {/* What nobody can be held to is doubted soonest: its doubts are shown unasked. */}
      <TrackLineage key={row.id} id={row.id} open={row.trust === 'unauthenticated'} />
      <TasksAbout id={row.id} position={row.position} world={world} now={now} />
      <FindingsAbout id={row.id} world={world} />
      {world.me?.may.includes('decide') && <TrackSteps key={`steps ${row.id}`} row={row} />}
    </article>
  );
}

/** Below this a thing stands, m/s: no tracker tells it from standing. */
const STANDING_MPS = 0.3;

function movingWords({ velocity }: TrackRow): string | undefined {
  if (velocity === undefined) return undefined;
  const [east, north] = velocity;
  const speed = Math.hypot(east, north);
  if (speed < STANDING_MPS) return 'standing';
  const course = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  return `${figure(speed * 3.6)} km/h towards ${figure(course).padStart(3, '0')}°`;
}
