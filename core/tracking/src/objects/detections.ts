import { areaOf, widthOf } from './field.ts';
import { isPlaced, type Scan } from './scan.ts';

const NEARBY = 300;

/** What false detections are spread over: square metres, radians, or metres of difference. */
function spanOf(scan: Scan): number {
  const { measure, field } = scan;
  if (measure === 'place' || (isPlaced(measure) && field.kind !== 'disc')) return areaOf(scan);
  if (measure !== 'difference') return widthOf(scan);
  const [first, second] = scan.pairs?.[0] ?? [
    [0, 0],
    [1, 0],
  ];
  return 2 * Math.max(1, Math.hypot(first[0] - second[0], first[1] - second[1]));
}

/**
 * The detections of one scan as places, in a grid of about as many cells as there are detections.
 *
 * What is no place (a bearing, a time difference) keeps its value.
 */
export class Detections {
  size = 0;
  x = new Float64Array(256);
  y = new Float64Array(256);
  value = new Float64Array(256);
  /** Radians above the horizon, of a sensor that measures it. */
  elevation = new Float64Array(256);
  /** False detections to expect: to a square metre; of bearings to a radian, of differences to a metre. */
  clutter = new Float64Array(256);
  /** Detection numbers, cell by cell. */
  #order = new Int32Array(256);
  readonly #found = new Int32Array(64);
  #cells = new Int32Array(257);
  #side = 1;
  #x0 = 0;
  #y0 = 0;
  #width = 1;
  #height = 1;

  read(scan: Scan): void {
    const { detections, measure, field, origin, height = 0 } = scan;
    this.size = detections.length;
    if (this.size > this.x.length) this.#grow(2 * this.size);
    const [ox, oy] = origin;
    const depth = field.kind === 'disc' ? field.r1 - field.r0 : undefined;
    const even = scan.clutter / spanOf(scan);
    for (let k = 0; k < this.size; k++) {
      const one = detections[k] as readonly number[];
      const first = one[0] as number;
      const second = one[1] ?? 0;
      this.clutter[k] = even;
      if (measure === 'place') {
        this.x[k] = first;
        this.y[k] = second;
      } else if (isPlaced(measure)) {
        const elevation =
          measure === 'polar' ? 0 : measure === 'spherical' ? (one[2] ?? 0) : second;
        const range =
          measure === 'polar'
            ? second
            : measure === 'spherical'
              ? second * Math.cos(elevation)
              : height / Math.tan(-second);
        this.x[k] = ox + range * Math.cos(first);
        this.y[k] = oy + range * Math.sin(first);
        this.elevation[k] = elevation;
        if (depth !== undefined) this.clutter[k] = even / (depth * Math.max(range, 1));
      } else this.value[k] = measure === 'difference' ? second : first;
    }
    if (isPlaced(measure)) this.#index();
  }

  /** Elevation of the detection nearest to a place, within a third of a kilometre. */
  elevationNear(x: number, y: number): number {
    const n = this.near(x, y, NEARBY, NEARBY, this.#found);
    let nearest = NEARBY ** 2;
    let elevation = 0;
    for (let f = 0; f < n; f++) {
      const k = this.#found[f] as number;
      const far = ((this.x[k] as number) - x) ** 2 + ((this.y[k] as number) - y) ** 2;
      if (far >= nearest) continue;
      nearest = far;
      elevation = this.elevation[k] as number;
    }
    return elevation;
  }

  /** Calls for every detection in a rectangle, and some near it. */
  near(x: number, y: number, dx: number, dy: number, found: Int32Array): number {
    if (this.size === 0) return 0;
    const last = this.#side - 1;
    const left = Math.max(0, Math.floor((x - dx - this.#x0) / this.#width));
    const right = Math.min(last, Math.floor((x + dx - this.#x0) / this.#width));
    const low = Math.max(0, Math.floor((y - dy - this.#y0) / this.#height));
    const high = Math.min(last, Math.floor((y + dy - this.#y0) / this.#height));
    let n = 0;
    for (let row = low; row <= high; row++) {
      const from = this.#cells[row * this.#side + left] as number;
      const to = this.#cells[row * this.#side + right + 1] as number;
      for (let i = from; i < to && n < found.length; i++) {
        const k = this.#order[i] as number;
        const ex = (this.x[k] as number) - x;
        const ey = (this.y[k] as number) - y;
        if (ex < dx && ex > -dx && ey < dy && ey > -dy) found[n++] = k;
      }
    }
    return n;
  }

  #index(): void {
    let x0 = Number.POSITIVE_INFINITY;
    let y0 = Number.POSITIVE_INFINITY;
    let x1 = Number.NEGATIVE_INFINITY;
    let y1 = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < this.size; k++) {
      x0 = Math.min(x0, this.x[k] as number);
      x1 = Math.max(x1, this.x[k] as number);
      y0 = Math.min(y0, this.y[k] as number);
      y1 = Math.max(y1, this.y[k] as number);
    }
    const side = Math.max(1, Math.ceil(Math.sqrt(this.size)));
    this.#side = side;
    this.#x0 = x0;
    this.#y0 = y0;
    this.#width = Math.max(1, (x1 - x0) / side);
    this.#height = Math.max(1, (y1 - y0) / side);
    const count = side * side + 1;
    if (count > this.#cells.length) this.#cells = new Int32Array(2 * count);
    const cells = this.#cells.fill(0, 0, count);
    for (let k = 0; k < this.size; k++) cells[this.#cell(k)] = (cells[this.#cell(k)] as number) + 1;
    for (let c = 1; c < count; c++) cells[c] = (cells[c] as number) + (cells[c - 1] as number);
    // From the back, each cell's end sinks to its beginning.
    for (let k = this.size - 1; k >= 0; k--) {
      const c = this.#cell(k);
      const place = (cells[c] as number) - 1;
      cells[c] = place;
      this.#order[place] = k;
    }
  }

  #cell(k: number): number {
    const column = Math.floor(((this.x[k] as number) - this.#x0) / this.#width);
    const row = Math.floor(((this.y[k] as number) - this.#y0) / this.#height);
    return Math.min(this.#side - 1, row) * this.#side + Math.min(this.#side - 1, column);
  }

  #grow(size: number): void {
    this.x = new Float64Array(size);
    this.y = new Float64Array(size);
    this.value = new Float64Array(size);
    this.elevation = new Float64Array(size);
    this.clutter = new Float64Array(size);
    this.#order = new Int32Array(size);
  }
}
