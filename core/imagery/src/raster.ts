/** One band of a scene, row by row from the top; NaN where there is nothing. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array | Float64Array;
}

/** Sums and counts over any box in constant time: what is NaN, or not above zero where `positive`, counts for nothing. */
export class BoxSums {
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  readonly #width: number;
  readonly #height: number;

  constructor(raster: Raster, usable: (index: number) => boolean) {
    const { width, height, values } = raster;
    this.#width = width;
    this.#height = height;
    const stride = width + 1;
    this.#sums = new Float64Array(stride * (height + 1));
    this.#counts = new Uint32Array(stride * (height + 1));
    for (let y = 0; y < height; y++) {
      let sum = 0;
      let count = 0;
      for (let x = 0; x < width; x++) {
        const index = y * width + x;
        if (usable(index)) {
          sum += values[index] as number;
          count += 1;
        }
        const at = (y + 1) * stride + x + 1;
        this.#sums[at] = (this.#sums[at - stride] as number) + sum;
        this.#counts[at] = (this.#counts[at - stride] as number) + count;
      }
    }
  }

  sum(x: number, y: number, reach: number): number {
    return this.#box(this.#sums, x, y, reach);
  }

  count(x: number, y: number, reach: number): number {
    return this.#box(this.#counts, x, y, reach);
  }

  /** Over the square of `2·reach + 1` around a pixel, cut at the scene's edge. */
  #box(table: Float64Array | Uint32Array, x: number, y: number, reach: number): number {
    const stride = this.#width + 1;
    const left = Math.max(0, x - reach);
    const top = Math.max(0, y - reach);
    const right = Math.min(this.#width, x + reach + 1);
    const bottom = Math.min(this.#height, y + reach + 1);
    const at = (row: number, column: number): number => table[row * stride + column] as number;
    return at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
  }
}
