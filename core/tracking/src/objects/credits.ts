/**
 * What the detections of one scan may be: pairs of a detection and the object, by its place in the
 * tracker at that moment, with the probability that they belong together. An object that a detection
 * has begun is among them, with the probability that no known one caused it.
 */
export class Credits {
  size = 0;
  detection = new Int32Array(256);
  object = new Int32Array(256);
  share = new Float64Array(256);

  clear(): void {
    this.size = 0;
  }

  add(detection: number, object: number, share: number): void {
    if (this.size === this.detection.length) this.#grow();
    this.detection[this.size] = detection;
    this.object[this.size] = object;
    this.share[this.size] = share;
    this.size += 1;
  }

  /** Names the detections from the n-th credit on by their numbers in the whole scan. */
  renumber(from: number, numbers: readonly number[]): void {
    for (let c = from; c < this.size; c++)
      this.detection[c] = numbers[this.detection[c] as number] as number;
  }

  #grow(): void {
    const longer = <T extends Float64Array | Int32Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    const size = 2 * this.detection.length;
    this.detection = longer(this.detection, new Int32Array(size));
    this.object = longer(this.object, new Int32Array(size));
    this.share = longer(this.share, new Float64Array(size));
  }
}
