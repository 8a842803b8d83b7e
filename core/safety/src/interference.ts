import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { assetOf, probabilityOf, type SensorRegistry } from '@greenline/observation';
import type { Event, EventId } from '@greenline/tracking';

/** Something done to what the mission works with, counted once however many report it. */
export interface Interference {
  readonly kind: 'interference';
  readonly id: EventId;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly manner: 'jamming' | 'spoofing' | 'fire' | 'cyber-act';
  /** What kind of asset, one of `ASSETS`; absent where nobody knows. */
  readonly asset?: string;
  readonly party?: string;
  /** Sources that reported it, sorted. */
  readonly sensors: readonly string[];
  /** Where it was: for mission staff alone. */
  readonly position?: Position;
  readonly label: LabelId;
  readonly exercise?: true;
}

/** Probability from which an event counts as one of these. */
const LIKELY = 0.5;
/** These befall whoever reports them; fire only where the report says that it was at an asset. */
const BEFALLS = ['jamming', 'spoofing', 'cyber-act'] as const;

/** The interference that an event is; `undefined` for what is none. */
export function interferenceOf(
  event: Event,
  sensors: SensorRegistry,
  recordedAt: Instant,
): Interference | undefined {
  const { against, asset } = event.attributes ?? {};
  const befalls = BEFALLS.find((kind) => probabilityOf(event.class, kind) >= LIKELY);
  const shotAt = against === 'asset' && probabilityOf(event.class, 'fire') >= LIKELY;
  const manner = befalls ?? (shotAt ? ('fire' as const) : undefined);
  if (manner === undefined) return undefined;
  const kind = typeof asset === 'string' ? assetOf(asset) : reportersKind(event, sensors);
  const position = event.position ?? event.observer;
  return {
    kind: 'interference',
    id: event.id,
    at: event.at,
    recordedAt,
    manner,
    ...(kind !== undefined && { asset: kind }),
    ...(event.party !== undefined && { party: event.party }),
    sensors: event.sensors,
    ...(position !== undefined && { position }),
    label: event.label,
    ...(event.exercise === true && { exercise: true as const }),
  };
}

/** What all who report it are; what only some of them are says nothing. */
function reportersKind({ sensors }: Event, known: SensorRegistry): string | undefined {
  const kinds = new Set(sensors.map((id) => assetOf(known.get(id)?.kind ?? '')));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}
