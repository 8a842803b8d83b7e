import { areaOf } from './field.ts';
import type { Scan } from './scan.ts';

/**
 * The detections of one scan as places, in a grid of about as many cells as there are detections.
 *
 * A bearing has no place: only its azimuth is kept.
 */
export class Detections {
  size = 0;
  x = new Float64Array(256);
  y = new Float64Array(256);
  azimuth = new Float64Array(256);
  /** False detections to expect: to a square metre; of bearings to a radian. */
  clutter = new Float64Array(256);
  /** Detection numbers, cell by cell. */
  #order = new Int32Array(256);
  #cells = new Int32Array(257);
  #side = 1;
  #x0 = 0;
  #y0 = 0;
  #width = 1;
  #height = 1;

  /** Reads a scan; `dx`, `dy` are taken from where its sensor says it stands. */
  read(scan: Scan, dx: number, dy: number): void {
    const { detections, measure, field, origin } = scan;
    this.size = detections.length;
    if (this.size > this.x.length) this.#grow(2 * this.size);
    const ox = origin[0] - dx;
    const oy = origin[1] - dy;
    const depth = field.kind === 'disc' ? field.r1 - field.r0 : 1;
    const even = measure === 'place' ? scan.clutter / areaOf(scan) : scan.clutter / (2 * Math.PI);
    for (let k = 0; k < this.size; k++) {
      const [first, second] = detections[k] as readonly [number, number];
      this.clutter[k] = even;
      if (measure === 'place') {
        this.x[k] = first - dx;
        this.y[k] = second - dy;
      } else if (measure === 'polar') {
        this.x[k] = ox + second * Math.cos(first);
        this.y[k] = oy + second * Math.sin(first);
        this.clutter[k] = even / (depth * Math.max(second, 1));
      } else this.azimuth[k] = first;
    }
    if (measure !== 'bearing') this.#index();
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
    this.azimuth = new Float64Array(size);
    this.clutter = new Float64Array(size);
    this.#order = new Int32Array(size);
  }
}
