import type { Mission } from '../wire.ts';
import type { Rgb } from './track-marks.ts';

/** The theme's colours as the map needs them, read from the style sheet so that there is one source. */
export interface MapPalette {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly ink: string;
  readonly muted: string;
  readonly surface: string;
  readonly blue: string;
  readonly orange: string;
  readonly neutral: string;
  readonly danger: string;
  readonly looked: string;
  readonly silence: string;
}

export function readPalette(): MapPalette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: token('map-sea'),
    land: token('map-land'),
    border: token('map-border'),
    ink: token('ink'),
    muted: token('muted'),
    surface: token('surface'),
    blue: token('party-blue'),
    orange: token('party-orange'),
    neutral: token('neutral'),
    danger: token('danger'),
    looked: token('map-looked'),
    silence: token('map-silence'),
  };
}

/** A party's hue by the mission's configuration; everybody else is neutral. */
export function hueOf(mission: Mission | undefined, party: string | undefined): Hue {
  return mission?.parties.find((each) => each.id === party)?.hue ?? 'neutral';
}

export type Hue = 'blue' | 'orange' | 'neutral';

/** Reads `#rrggbb`, or `#rgb` as a minifier writes it. */
export function rgb(colour: string): Rgb {
  const short = colour.length === 4;
  const part = (i: number): number =>
    short
      ? (Number.parseInt(colour.charAt(1 + i), 16) * 17) / 255
      : Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
  return [part(0), part(1), part(2)];
}
