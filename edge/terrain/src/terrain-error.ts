import { fail, type Result } from '@greenline/base';

/** Why a file of heights was refused. */
export interface TerrainError {
  readonly kind: 'malformed' | 'unsupported' | 'too-large' | 'bad-name';
  /** One sentence with the remedy. */
  readonly text: string;
}

export const refuse = (kind: TerrainError['kind'], text: string): Result<never, TerrainError> =>
  fail({ kind, text });

/** Cells of one file: enough for a sheet of one second of arc four times over. */
export const MOST_CELLS = 60_000_000;
