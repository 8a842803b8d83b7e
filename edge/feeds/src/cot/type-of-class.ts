import { type ClassProbabilities, probabilityOf } from '@greenline/observation';

/** Functions of CoT types by kind, the narrower before the wider. Table: the way back from `classOfType`. */
const FUNCTION_OF: readonly (readonly [kind: string, function2525: string])[] = [
  ['uncrewed-aircraft', 'A-M-F-Q'],
  ['medevac-helicopter', 'A-M-H-O'],
  ['rotary-wing', 'A-M-H'],
  ['fixed-wing', 'A-M-F'],
  ['balloon', 'A-M-L'],
  ['aircraft', 'A'],
  ['tank', 'G-E-V-A-T'],
  ['ifv', 'G-E-V-A-I'],
  ['apc', 'G-E-V-A-A'],
  ['armoured-vehicle', 'G-E-V-A'],
  ['ambulance', 'G-E-V-m'],
  ['demining-vehicle', 'G-E-V-E-A'],
  ['civilian-vehicle', 'G-E-V-C'],
  ['ground-vehicle', 'G-E-V'],
  ['howitzer', 'G-E-W-H'],
  ['mortar', 'G-E-W-O'],
  ['mlrs', 'G-E-W-X'],
  ['anti-tank-gun', 'G-E-W-G'],
  ['gun', 'G-E-W-D'],
  ['sam', 'G-E-W-M-A'],
  ['anti-aircraft-gun', 'G-E-W-A'],
  ['tactical-missile', 'G-E-W-M-S'],
  ['radar', 'G-E-S-R'],
  ['mine', 'G-E-X-M'],
  ['civilian-vessel', 'S-X'],
  ['naval-vessel', 'S-C'],
  ['vessel', 'S'],
];
/** Less likely than that, and the wider kind is said. */
const LEAST = 0.5;

/**
 * The CoT type of what is probably of these kinds. It says neutral or unknown and nothing else: whose
 * enemy or friend a thing is, a mission neither knows nor tells.
 */
export function typeOfClass(classes: ClassProbabilities, stands: 'neutral' | 'unknown'): string {
  const found = FUNCTION_OF.find(([kind]) => probabilityOf(classes, kind) >= LEAST);
  return `a-${stands === 'neutral' ? 'n' : 'u'}-${found?.[1] ?? 'G'}`;
}
