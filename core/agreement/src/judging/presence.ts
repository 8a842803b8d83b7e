import type { NamedZone } from '../language/terms.ts';
import { match, type Things } from '../language/things.ts';
import type { Look } from './look.ts';
import { placeIn, UNPLACED } from './place.ts';
import type { Assessment } from './rule.ts';

/** A thing of some classes in a zone where none may be; `undefined` for all other things. */
export function presence(
  zone: NamedZone,
  things: Things,
  look: Look,
  strict?: boolean,
): Assessment | undefined {
  const matched = match(things, look);
  if (matched === undefined || !zone.inForceAt(look.at)) return undefined;
  const { what, doubt } = matched;
  const placed = placeIn(zone.area, look, strict);
  if (placed === undefined) return { ...UNPLACED, what, against: zone.words };
  return {
    probability: placed.probability * matched.probability,
    placeProbability: placed.probability,
    room: Math.abs(placed.insideBy),
    what,
    against: zone.words,
    measured: placed.insideBy,
    limit: 0,
    margin: placed.insideBy,
    unit: 'm',
    ...(doubt === undefined ? {} : { doubt }),
  };
}
