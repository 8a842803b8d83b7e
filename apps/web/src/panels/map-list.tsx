import { useRef, useState } from 'react';
import { go } from '../address.ts';
import { nodeNow, placeOf, type World } from '../live/world.ts';
import type { Selection } from '../route.ts';
import { classWords } from '../say/class-of.ts';
import { partyName } from '../say/party.ts';
import { type Grid, place } from '../say/place.ts';
import { span } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import { sentence } from '../words.ts';
import { walkRows } from './walk-rows.ts';

interface Line {
  readonly selection: Selection;
  readonly words: string;
}

const MOST = 150;

/** What the map shows, in words: for screen readers, and for whoever tabs into it. */
export function MapList({ world }: { world: World }) {
  const { grid } = useSettings();
  const list = useRef<HTMLUListElement>(null);
  const [first, setFirst] = useState(0);
  const lines = listed(world, grid, nodeNow(world, Date.now()));
  return (
    <section className="map-list" aria-label="What the map shows, as a list">
      <h3>On the map: {lines.length === 0 ? 'nothing yet' : `${lines.length} marks`}</h3>
      <ul ref={list} onKeyDown={(event) => walkRows(event, list.current)}>
        {lines.slice(0, MOST).map(({ selection, words }, i) => (
          <li key={`${selection.kind}:${selection.id}`}>
            <button
              type="button"
              tabIndex={i === first ? 0 : -1}
              onFocus={() => setFirst(i)}
              onClick={() => go((route) => ({ ...route, page: 'case', selection }))}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
      {lines.length > MOST && <p>and {lines.length - MOST} more</p>}
    </section>
  );
}

function listed(world: World, grid: Grid, now: number): Line[] {
  const lines: Line[] = [];
  const where = (at: { lon: number; lat: number } | undefined): string =>
    at === undefined ? 'no place' : place(at, grid, 1000);
  const ago = (at: string): string => `${span((now - Date.parse(at)) / 1000)} ago`;
  for (const finding of world.findings.values()) {
    lines.push({
      selection: { kind: 'finding', id: finding.id },
      words: `Finding: ${finding.verdict}, clause ${finding.clause}, ${partyName(world.mission, finding.party)}, ${where(placeOf(world, finding))}, ${ago(finding.from)}`,
    });
  }
  for (const event of world.events.values()) {
    if (event.supersededBy !== undefined) continue;
    lines.push({
      selection: { kind: 'event', id: event.id },
      words: `Event: ${classWords(event.class)}, ${where(event.position ?? event.observer)}, ${ago(event.at)}`,
    });
  }
  for (const state of world.tracks.statesAt()) {
    if (lines.length > 1000) break;
    lines.push({
      selection: { kind: 'track', id: state.row.id },
      words: `Track: ${classWords(state.row.class)}, ${partyName(world.mission, state.row.party)}, ${where(state.row.position)}, ${ago(state.row.at)}`,
    });
  }
  for (const zone of world.zones?.features ?? []) {
    lines.push({
      selection: { kind: 'zone', id: zone.properties.id },
      words: `Zone: ${sentence(zone.properties.name ?? zone.properties.id)}`,
    });
  }
  return lines;
}
