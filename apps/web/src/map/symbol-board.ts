import type { Map as MapLibre } from 'maplibre-gl';
import { Marker } from 'maplibre-gl';
import type { ColorMode } from 'milsymbol';
import type { TrackState } from '../live/track-book.ts';
import { classWords, mostProbable } from '../say/class-of.ts';
import { span } from '../say/time.ts';
import { symbolCode } from './symbol-code.ts';
import { ageAlpha } from './track-marks.ts';

/** More than this are drawn as dots: symbols on top of each other say nothing. */
const MOST = 60;

type Drawer = typeof import('milsymbol').default;

/** Standard symbols in place of dots at close zoom. Their drawer is loaded when first needed. */
export class SymbolBoard {
  readonly #map: MapLibre;
  readonly #markers = new Map<string, { marker: Marker; look: string }>();
  #drawer: Drawer | undefined;
  #loading = false;

  constructor(map: MapLibre) {
    this.#map = map;
  }

  /** Puts symbols for these tracks; false where dots should be drawn instead. */
  show(
    states: readonly TrackState[],
    moment: number,
    colourOf: (party: string | undefined) => string,
    ground: string,
  ): boolean {
    const wanted = states.length <= MOST ? states : [];
    if (wanted.length > 0 && this.#drawer === undefined) {
      this.#load();
      return false;
    }
    const kept = new Set<string>();
    for (const state of wanted) {
      kept.add(state.row.id);
      this.#place(state, moment, colourOf(state.row.party), ground);
    }
    for (const [id, { marker }] of this.#markers) {
      if (kept.has(id)) continue;
      marker.remove();
      this.#markers.delete(id);
    }
    return wanted.length > 0;
  }

  clear(): void {
    for (const { marker } of this.#markers.values()) marker.remove();
    this.#markers.clear();
  }

  #place(state: TrackState, moment: number, colour: string, ground: string): void {
    const { row } = state;
    const known = this.#markers.get(row.id);
    const look = `${symbolCode(mostProbable(row.class).name)}|${colour}|${ground}`;
    const marker = known?.marker ?? new Marker({ element: document.createElement('div') });
    const element = marker.getElement();
    if (known?.look !== look) element.replaceChildren(this.#drawn(look, colour, ground));
    element.className = 'milsymbol maplibregl-marker';
    element.setAttribute('role', 'img');
    element.setAttribute(
      'aria-label',
      `${classWords(row.class)}, ${span((moment - state.at) / 1000)} ago`,
    );
    element.style.opacity = String(ageAlpha((moment - state.at) / 1000));
    marker.setLngLat([row.position.lon, row.position.lat]);
    if (known === undefined) marker.addTo(this.#map);
    this.#markers.set(row.id, { marker, look });
  }

  #drawn(look: string, colour: string, ground: string): HTMLElement {
    const drawer = this.#drawer;
    if (drawer === undefined) throw new Error('symbols are placed only once their drawer is here');
    const every = (one: string): ColorMode => ({
      Civilian: one,
      Friend: one,
      Hostile: one,
      Neutral: one,
      Unknown: one,
      Suspect: one,
    });
    const symbol = new drawer.Symbol(look.split('|')[0] ?? '', {
      size: 24,
      colorMode: every(ground),
      frameColor: every(colour),
      iconColor: every(colour),
      strokeWidth: 6,
    });
    const holder = document.createElement('span');
    holder.append(symbol.asDOM());
    return holder;
  }

  #load(): void {
    if (this.#loading) return;
    this.#loading = true;
    void import('milsymbol').then((module) => {
      this.#drawer = module.default;
      this.#map.fire('moveend');
    });
  }
}
