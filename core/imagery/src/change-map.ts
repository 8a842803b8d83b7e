/** What a test said of every pixel. */
export interface ChangeMap {
  readonly width: number;
  readonly height: number;
  /** 1: more than before, -1: less, 0: no change that could be told from noise or no test. */
  readonly signs: Int8Array;
  /** How strong: log ratio of SAR, in sigmas for optical scenes. */
  readonly strengths: Float32Array;
  /** Pixels that could be tested. */
  readonly tested: number;
  /** Probability that a tested pixel in which nothing changed is called changed. */
  readonly falseAlarmRate: number;
}

export const emptyMap = (width: number, height: number) => ({
  width,
  height,
  signs: new Int8Array(width * height),
  strengths: new Float32Array(width * height),
});
