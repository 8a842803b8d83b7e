import type { Geometry } from 'geojson';

/** A recorded segment of video as the node lists it. Moments are RFC 3339. */
export interface FilmRow {
  readonly seq: number;
  readonly id: string;
  readonly sensor: string;
  readonly nation: string;
  readonly from: string;
  readonly to: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly firstPts: number;
  readonly lastPts: number;
  readonly trust: string;
  readonly exercise?: true;
}

/** What a film's metadata says of its camera, `s` seconds after the film's first picture. */
export interface CameraRow {
  readonly s: number;
  readonly at: string;
  readonly position: { readonly lon: number; readonly lat: number; readonly height?: number };
  readonly footprint?: Geometry;
  /** `corners`, `offsets` or `attitude`: the last is computed on level ground. */
  readonly footprintFrom?: string;
  readonly frameCentre?: { readonly lon: number; readonly lat: number };
  readonly slantRangeM?: number;
}

/** Films of one sensor that follow on each other. */
export interface Stretch {
  readonly sensor: string;
  readonly from: number;
  readonly to: number;
  readonly films: readonly FilmRow[];
}

/** A drone's link sends its segments in one go: a pause longer than this is a gap. */
const PAUSE_MS = 3_000;
/** A longer stretch is cut: nobody searches a day of video by one slider. */
const LONGEST_MS = 3_600_000;

/** The films of a sensor as stretches, latest first. */
export function stretchesOf(films: readonly FilmRow[], sensor: string): readonly Stretch[] {
  const stretches: { from: number; to: number; films: FilmRow[] }[] = [];
  const theirs = films.filter((film) => film.sensor === sensor);
  for (const film of theirs.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const [from, to] = [Date.parse(film.from), Date.parse(film.to)];
    const open = stretches.at(-1);
    if (open !== undefined && from - open.to <= PAUSE_MS && to - open.from <= LONGEST_MS) {
      open.films.push(film);
      open.to = Math.max(open.to, to);
    } else stretches.push({ from, to, films: [film] });
  }
  return stretches.reverse().map((stretch) => ({ sensor, ...stretch }));
}

/** Metadata is not said of a picture more than this after it. */
const STALE_S = 2;

/** What the camera saw in the picture `s` seconds into a film: the last said before it, while it holds. */
export function cameraAt(moments: readonly CameraRow[], s: number): CameraRow | undefined {
  let found: CameraRow | undefined;
  for (const moment of moments) {
    // Times of pictures are read back from a decoder: a millisecond is none.
    if (moment.s > s + 0.001) break;
    found = moment;
  }
  return found !== undefined && s - found.s <= STALE_S ? found : undefined;
}
