import type { Trust } from './observation.ts';

/** One source that a mission knows: a drone, a mast, a patrol, a satellite's product. */
export interface Sensor {
  readonly id: string;
  readonly nation: string;
  readonly kind: string;
  /** Whether what bears its name can be held to it (keys, a sealed line, a signed form). */
  readonly trust: Trust;
  /** One sigma of its positions on each horizontal axis, metres, where a message gives none. */
  readonly sigmaM?: number;
  /** One sigma of its bearings, degrees. */
  readonly bearingSigmaDeg?: number;
  /** One sigma of its ranges, as a share of the range. */
  readonly rangeSigmaShare?: number;
  /** Half-width of the 95 % interval of its clock, seconds. */
  readonly uncertaintyS?: number;
  /** The sensor whose word it merely passes on; absent: it senses itself. */
  readonly relays?: string;
  /** To whom what it reports may go beyond its nation and mission staff. */
  readonly releasableTo: readonly string[];
  readonly caveats: readonly string[];
  readonly originatorControlled: boolean;
  readonly exercise: boolean;
}

/** The sensors of a mission by id; `undefined` for a source nobody registered. */
export type SensorRegistry = ReadonlyMap<string, Sensor>;
