/**
 * Symbol codes of MIL-STD-2525D, 20 figures: version 10, reality, affiliation, set, entity. The
 * affiliation is neutral (4) for the mission and civilians and unknown (1) for all else: this system
 * calls nobody friend or hostile. Table, exempt from the size rule.
 */
const ENTITY: Readonly<Record<string, readonly [set: string, entity: string]>> = {
  tank: ['15', '120200'],
  ifv: ['15', '120101'],
  apc: ['15', '120103'],
  'armoured-vehicle': ['15', '120101'],
  'military-truck': ['15', '140100'],
  'military-vehicle': ['15', '140100'],
  'civilian-vehicle': ['15', '160100'],
  tractor: ['15', '160100'],
  ambulance: ['15', '160100'],
  'mission-vehicle': ['15', '160100'],
  'demining-vehicle': ['15', '160100'],
  howitzer: ['15', '110900'],
  artillery: ['15', '110900'],
  mortar: ['15', '111400'],
  mlrs: ['15', '111600'],
  'tactical-missile': ['15', '111000'],
  sam: ['15', '111100'],
  'uncrewed-aircraft': ['01', '110300'],
  'rotary-wing': ['01', '110200'],
  'medevac-helicopter': ['01', '110200'],
  'fixed-wing': ['01', '110100'],
  airliner: ['01', '120100'],
  balloon: ['01', '110500'],
  'armed-person': ['10', '121100'],
  'military-person': ['10', '121100'],
  'naval-vessel': ['30', '120000'],
  'civilian-vessel': ['30', '140000'],
};

const NEUTRAL = new Set([
  'mission-vehicle',
  'civilian-vehicle',
  'tractor',
  'ambulance',
  'demining-vehicle',
  'civilian-vessel',
  'airliner',
  'medevac-helicopter',
]);

/** The code for a class of the taxonomy; a class without a symbol gets the empty frame. */
export function symbolCode(name: string): string {
  const [set, entity] = ENTITY[name] ?? ['15', '000000'];
  const affiliation = NEUTRAL.has(name) ? '4' : '1';
  return `100${affiliation}${set}0000${entity}0000`;
}
