import { go } from '../address.ts';
import { useNow } from '../live/now.ts';
import { useWorld } from '../live/store.ts';
import { nodeNow, placeOf, type World } from '../live/world.ts';
import { hueOf } from '../map/palette.ts';
import { classWords } from '../say/class-of.ts';
import { reach95 } from '../say/ellipse.ts';
import { partyName } from '../say/party.ts';
import { place } from '../say/place.ts';
import { figure, quantity } from '../say/quantity.ts';
import { moment } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { EventRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { FindingSheet } from './finding-sheet.tsx';
import { FindingsAbout } from './findings-about.tsx';
import { Fact, PartyName, VerdictMark } from './marks.tsx';
import { ObservationSheet } from './observation-sheet.tsx';
import { TrackSheet } from './track-sheet.tsx';

/** What is known of one thing on the map, at the moment shown. */
export function ObjectPanel({
  kind,
  id,
  at,
}: {
  kind: 'track' | 'event' | 'finding' | 'zone' | 'observation';
  id: string;
  at: number | undefined;
}) {
  const world = useWorld();
  const machineNow = useNow();
  const now = at ?? nodeNow(world, machineNow);
  if (kind === 'track') {
    const state = world.tracks.stateAt(id, at) ?? world.tracks.latest(id);
    if (state !== undefined) return <TrackSheet row={state.row} world={world} now={now} />;
  }
  if (kind === 'event') {
    const event = world.events.get(id);
    if (event !== undefined) return <EventSheet row={event} world={world} now={now} />;
  }
  if (kind === 'finding') {
    const finding = world.findings.get(id);
    if (finding !== undefined) return <FindingView id={id} world={world} now={now} />;
  }
  if (kind === 'observation') return <ObservationSheet key={id} id={id} />;
  if (kind === 'zone') {
    const zone = world.zones?.features.find((each) => each.properties.id === id);
    if (zone !== undefined) return <ZoneSheet properties={zone.properties} world={world} />;
  }
  return (
    <div className="empty">
      <p className="empty-head">Not loaded</p>
      <p>
        This {kind} is not among the records this page holds. It may be older than what was loaded.
      </p>
    </div>
  );
}

function EventSheet({ row, world, now }: { row: EventRow; world: World; now: number }) {
  const { grid } = useSettings();
  const zone = world.mission?.timezone ?? 'UTC';
  const where =
    row.position ?? row.observer ?? placeOf(world, { ...(row.cell && { cell: row.cell }) });
  const reach = row.covariance && reach95(row.covariance);
  return (
    <article className="sheet" aria-label="Event">
      <header className="sheet-head">
        <div>
          <h2>{sentence(classWords(row.class))}</h2>
          <p className="state">
            Event {row.id.slice(0, 13)}
            {row.exercise === true && <span className="exercise-tag">exercise</span>}
          </p>
        </div>
      </header>
      <dl className="facts">
        <Fact name="At">
          {moment(Date.parse(row.at), zone, now)}
          {row.uncertaintyS !== undefined && ` ± ${figure(row.uncertaintyS)} s`}
        </Fact>
        <Fact name="Where">
          {where && place(where, grid, row.cell ? 1000 : reach ? reach / 2.45 : 1000)}
          {row.position === undefined && row.observer !== undefined && ' (the observer’s place)'}
        </Fact>
        <Fact name="Accuracy">
          {reach !== undefined && `95 % within ${quantity(Number(reach.toPrecision(2)), 'm')}`}
        </Fact>
        <Fact name="Whose">
          <PartyName
            hue={hueOf(world.mission, row.party)}
            name={partyName(world.mission, row.party)}
          />
        </Fact>
        <Fact name="Direction">{row.direction}</Fact>
        <Fact name="Reports">{row.reports && `${row.reports.length}, counted once`}</Fact>
        <Fact name="Sources">{row.sensors && `${row.sensors.join(', ')} (${row.trust})`}</Fact>
      </dl>
      <FindingsAbout id={row.id} world={world} />
    </article>
  );
}

function FindingView({ id, world, now }: { id: string; world: World; now: number }) {
  const { grid } = useSettings();
  const finding = world.findings.get(id);
  if (finding === undefined) return null;
  const zone = world.mission?.timezone ?? 'UTC';
  const where = placeOf(world, finding);
  const inCase = [...world.cases.values()].find((found) =>
    found.findings?.includes(finding.id as never),
  );
  return (
    <article className="sheet" aria-label="Finding">
      <header className="sheet-head">
        <VerdictMark verdict={finding.verdict} hue={hueOf(world.mission, finding.party)} />
        <div>
          <h2>
            {sentence(finding.verdict)}, {partyName(world.mission, finding.party)}
          </h2>
          <p className="state">
            {moment(Date.parse(finding.from), zone, now)}
            {finding.exercise === true && <span className="exercise-tag">exercise</span>}
          </p>
        </div>
      </header>
      <dl className="facts">
        <Fact name="Where">
          {where && place(where, grid, finding.cell ? 1000 : 100)}
          {finding.cell !== undefined &&
            ` (a square of ${(world.mission?.guard?.cellM ?? 1000) / 1000} km)`}
        </Fact>
        <Fact name="Until">{moment(Date.parse(finding.to), zone, now)}</Fact>
        <Fact name="Case">
          {inCase !== undefined && (
            <button
              type="button"
              className="link"
              onClick={() =>
                go((r) => ({ ...r, page: 'case', selection: { kind: 'case', id: inCase.id } }))
              }
            >
              {sentence(plain(inCase.state))}, open it
            </button>
          )}
        </Fact>
      </dl>
      <FindingSheet finding={finding} world={world} />
    </article>
  );
}

function ZoneSheet({
  properties,
  world,
}: {
  properties: {
    id: string;
    kind?: string;
    name?: string;
    party?: string;
    area_km2?: number;
    length_km?: number;
  };
  world: World;
}) {
  return (
    <article className="sheet" aria-label="Zone">
      <header className="sheet-head">
        <div>
          <h2>{properties.name ?? sentence(plain(properties.id))}</h2>
          <p className="state">{sentence(plain(properties.kind ?? 'zone'))}</p>
        </div>
      </header>
      <dl className="facts">
        <Fact name="Whose side">
          {properties.party !== undefined && (
            <PartyName
              hue={hueOf(world.mission, properties.party)}
              name={partyName(world.mission, properties.party)}
            />
          )}
        </Fact>
        <Fact name="Area">
          {properties.area_km2 !== undefined && `${figure(properties.area_km2)} km²`}
        </Fact>
        <Fact name="Length">
          {properties.length_km !== undefined && `${figure(properties.length_km, 1)} km`}
        </Fact>
      </dl>
    </article>
  );
}
