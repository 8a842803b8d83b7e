/**
 * Kinds of things observed, each with the wider kind it belongs to. A clause about a wide kind holds
 * for all kinds below it. Table: exempt from the size rule.
 */
const PARENT: Readonly<Record<string, string | undefined>> = {
  object: undefined,
  person: 'object',
  'armed-person': 'person',
  'border-guard': 'armed-person',
  'military-person': 'person',
  police: 'person',
  civilian: 'person',
  'mission-person': 'person',
  'ground-vehicle': 'object',
  'military-vehicle': 'ground-vehicle',
  'armoured-vehicle': 'military-vehicle',
  tank: 'armoured-vehicle',
  ifv: 'armoured-vehicle',
  apc: 'armoured-vehicle',
  'military-truck': 'military-vehicle',
  'civilian-vehicle': 'ground-vehicle',
  tractor: 'civilian-vehicle',
  ambulance: 'civilian-vehicle',
  'demining-vehicle': 'civilian-vehicle',
  'mission-vehicle': 'ground-vehicle',
  'heavy-weapon': 'object',
  artillery: 'heavy-weapon',
  howitzer: 'artillery',
  gun: 'artillery',
  'anti-tank-gun': 'artillery',
  mortar: 'artillery',
  mlrs: 'artillery',
  'tactical-missile': 'heavy-weapon',
  'air-defence': 'heavy-weapon',
  sam: 'air-defence',
  'anti-aircraft-gun': 'air-defence',
  radar: 'object',
  aircraft: 'object',
  'uncrewed-aircraft': 'aircraft',
  'fixed-wing': 'aircraft',
  'rotary-wing': 'aircraft',
  'medevac-helicopter': 'rotary-wing',
  airliner: 'fixed-wing',
  'combat-aircraft': 'fixed-wing',
  'reconnaissance-aircraft': 'fixed-wing',
  'transport-aircraft': 'fixed-wing',
  balloon: 'aircraft',
  vessel: 'object',
  'naval-vessel': 'vessel',
  'civilian-vessel': 'vessel',
  construction: 'object',
  'fighting-position': 'construction',
  trench: 'fighting-position',
  road: 'construction',
  building: 'construction',
  unit: 'object',
  brigade: 'unit',
  battalion: 'unit',
  battery: 'unit',
  animal: 'object',
  minefield: 'object',
  mine: 'minefield',
  'unexploded-ordnance': 'minefield',
  happening: undefined,
  fire: 'happening',
  shot: 'fire',
  burst: 'fire',
  explosion: 'fire',
  'muzzle-flash': 'fire',
  projectile: 'fire',
  launch: 'fire',
  'thermal-anomaly': 'happening',
  flare: 'happening',
  overflight: 'happening',
  distress: 'happening',
  jamming: 'happening',
  spoofing: 'happening',
  'cyber-act': 'happening',
  intrusion: 'cyber-act',
  'denial-of-service': 'cyber-act',
  'data-destruction': 'cyber-act',
  outage: 'happening',
  'weapon-pointing': 'happening',
  restriction: undefined,
};

/** Every kind, widest first within each branch. */
export const KINDS: readonly string[] = Object.keys(PARENT);

export const isKind = (name: string): boolean => Object.hasOwn(PARENT, name);

/** Whether `narrow` is `wide` or lies below it: a tank is a tank, an armoured vehicle and an object. */
export function isA(narrow: string, wide: string): boolean {
  for (let kind: string | undefined = narrow; kind !== undefined; kind = PARENT[kind]) {
    if (kind === wide) return true;
  }
  return false;
}

/** The probability that a thing of these class probabilities is of a wide kind. */
export function probabilityOf(classes: Readonly<Record<string, number>>, wide: string): number {
  let sum = 0;
  for (const [name, probability] of Object.entries(classes)) {
    if (isA(name, wide)) sum += probability;
  }
  return Math.min(1, sum);
}
