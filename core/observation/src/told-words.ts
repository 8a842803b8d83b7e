/** What monitors can be asked for before they may pass. Table: anything else is kept as text, for staff. */
export const ASKED: readonly string[] = [
  'documents',
  'search',
  'escort',
  'other-route',
  'permission',
  'wait',
  'payment',
  'stop-filming',
];

/** Kinds of what the mission works with, as outsiders may be told of them. Table. */
export const ASSETS: readonly string[] = [
  'uncrewed-aircraft',
  'aircraft',
  'camera',
  'radar',
  'satellite',
  'ground-sensor',
  'vehicle',
  'vessel',
  'radio-link',
  'positioning',
  'network',
];

/** How a sensor register may call an asset of a kind. */
const SENSOR_WORDS: ReadonlyMap<string, string> = new Map([
  ['drone', 'uncrewed-aircraft'],
  ['mast camera', 'camera'],
  ['ground radar', 'radar'],
  ['satellite', 'satellite'],
  ['gateway', 'network'],
  ['acoustic', 'ground-sensor'],
  ['seismic', 'ground-sensor'],
  ['patrol', 'vehicle'],
]);

/** The kind of asset that a word names; `undefined` where it names none that is listed. */
export function assetOf(word: string): string | undefined {
  const plain = word.trim().toLowerCase();
  if (ASSETS.includes(plain)) return plain;
  if (plain === 'drone' || plain === 'uav') return 'uncrewed-aircraft';
  return SENSOR_WORDS.get(plain);
}
