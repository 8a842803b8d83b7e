/** A declaration or a filing as a file holds it, not yet read, and where each of its fields stands. */
export interface Filed {
  readonly value: unknown;
  /** 1-based line of the file; of the declaration itself for a field that is not there. */
  lineOf(field: string): number;
}
