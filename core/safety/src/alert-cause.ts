import { type Observation, probabilityOf } from '@greenline/observation';

/** Why the duty desk is called at once. */
export type AlertCause = 'sos' | 'attack-on-monitors' | 'attack-on-asset';

/** A doubtful call for help is a call for help. */
const LIKELY = 0.5;

/**
 * Whether an observation calls the duty desk; `undefined` for what does not.
 *
 * Whoever sent it, authenticated or not: what is false is put aside by people, in a minute.
 */
export function causeOf({ class: classes, attributes }: Observation): AlertCause | undefined {
  if (probabilityOf(classes, 'distress') >= LIKELY) return 'sos';
  const attack =
    probabilityOf(classes, 'fire') >= LIKELY || probabilityOf(classes, 'weapon-pointing') >= LIKELY;
  if (!attack) return undefined;
  if (attributes?.against === 'monitors') return 'attack-on-monitors';
  return attributes?.against === 'asset' ? 'attack-on-asset' : undefined;
}
