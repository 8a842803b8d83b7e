/** A kind of the taxonomy as people say it, in the plural: `uncrewed aircraft`, `tanks`. */
export function kindWords(kind: string): string {
  const own = OWN[kind];
  if (own !== undefined) return own;
  const words = kind.replaceAll('-', ' ');
  if (kind.endsWith('aircraft')) return words;
  return `${words}${/(?:s|sh|ch)$/.test(kind) ? 'es' : 's'}`;
}

/** Kinds whose plural is not made by adding an s, or whose name is an abbreviation. */
const OWN: Readonly<Record<string, string | undefined>> = {
  'air-defence': 'air defence',
  apc: 'armoured personnel carriers',
  artillery: 'artillery',
  'armed-person': 'armed persons',
  construction: 'construction',
  'data-destruction': 'destruction of data',
  'denial-of-service': 'denials of service',
  fire: 'fire',
  'fixed-wing': 'fixed-wing aircraft',
  ifv: 'infantry fighting vehicles',
  jamming: 'jamming',
  mlrs: 'multiple rocket launchers',
  police: 'police',
  'rotary-wing': 'rotary-wing aircraft',
  sam: 'surface-to-air missiles',
  spoofing: 'spoofing',
  'unexploded-ordnance': 'unexploded ordnance',
  'weapon-pointing': 'pointing of weapons',
};
