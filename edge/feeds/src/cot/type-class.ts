import type { ClassProbabilities } from '@greenline/observation';
import { ownCopy } from '../number.ts';

/**
 * Kinds of the taxonomy by CoT type, the affiliation left out. The longest prefix counts. Letters
 * are case-sensitive: capitals are MIL-STD-2525's, small ones CoT's own. Table: exempt from the size rule.
 *
 * A unit is not its equipment: it is mapped only where the arm itself says what stands there.
 * A missile in flight has no thing in the taxonomy and stays unknown. Source: MITRE CoTtypes.xml 1.80.
 */
const KIND_OF: ReadonlyMap<string, string> = new Map([
  ['A', 'aircraft'],
  ['A-C-F', 'fixed-wing'],
  ['A-C-F-q', 'uncrewed-aircraft'],
  ['A-C-H', 'rotary-wing'],
  ['A-C-H-q', 'uncrewed-aircraft'],
  ['A-C-L', 'balloon'],
  ['A-M-F', 'fixed-wing'],
  ['A-M-F-Q', 'uncrewed-aircraft'],
  ['A-M-H', 'rotary-wing'],
  ['A-M-H-O', 'medevac-helicopter'],
  ['A-M-H-Q', 'uncrewed-aircraft'],
  ['A-M-L', 'balloon'],
  ['A-W', ''],
  ['G', 'object'],
  ['G-E-S-R', 'radar'],
  ['G-E-V', 'ground-vehicle'],
  ['G-E-V-A', 'armoured-vehicle'],
  ['G-E-V-A-A', 'apc'],
  ['G-E-V-A-I', 'ifv'],
  ['G-E-V-A-T', 'tank'],
  ['G-E-V-C', 'civilian-vehicle'],
  ['G-E-V-m', 'ambulance'],
  ['G-E-V-E-A', 'demining-vehicle'],
  ['G-E-W-A', 'anti-aircraft-gun'],
  ['G-E-W-D', 'gun'],
  ['G-E-W-G', 'anti-tank-gun'],
  ['G-E-W-H', 'howitzer'],
  ['G-E-W-M-A', 'sam'],
  ['G-E-W-M-S', 'tactical-missile'],
  ['G-E-W-O', 'mortar'],
  ['G-E-W-X', 'mlrs'],
  ['G-E-X-M', 'mine'],
  ['G-U-C-A', 'armoured-vehicle'],
  ['G-U-C-A-A', 'object'],
  ['G-U-C-D', 'air-defence'],
  ['G-U-C-D-G', 'anti-aircraft-gun'],
  ['G-U-C-D-M', 'sam'],
  ['G-U-C-D-T', 'object'],
  ['G-U-C-F', 'artillery'],
  ['G-U-C-F-H', 'howitzer'],
  ['G-U-C-F-M', 'mortar'],
  ['G-U-C-F-O', 'object'],
  ['G-U-C-F-R', 'mlrs'],
  ['G-U-C-F-S', 'object'],
  ['G-U-C-F-T', 'object'],
  ['G-U-C-I', 'military-person'],
  ['G-U-C-I-I', 'ifv'],
  ['G-U-C-M', 'tactical-missile'],
  ['S', 'vessel'],
  ['S-C', 'naval-vessel'],
  ['S-G', 'naval-vessel'],
  ['S-S', 'naval-vessel'],
  ['S-X', 'civilian-vessel'],
  ['S-X-L', 'vessel'],
  ['U', 'vessel'],
]);

const UNKNOWN: ClassProbabilities = Object.freeze({});

/** Whether the type describes a thing at a place: an atom (`a-…`), a spot marker, or a call for help. */
export const isThing = (type: string): boolean =>
  isDistress(type) ||
  type === 'b-m-p-s-m' ||
  type.startsWith('b-m-p-s-m-') ||
  /^a-[A-Za-z.](-|$)/.test(type);

/** Emergencies as devices send them: 911, ring the bell, troops in contact, geo-fence. */
const DISTRESS = /^b-a-(o-(tbl|pan|opn)|g)$/;
const IN_DISTRESS: ClassProbabilities = Object.freeze({ distress: 1 });

/** Whether the type calls for help; `b-a-o-can` takes a call back, which is for people to judge. */
export const isDistress = (type: string): boolean => DISTRESS.test(type);

const seen = new Map<string, ClassProbabilities>();
const MOST_SEEN = 4096;

/** What the source says the thing is; empty where the type leaves it open. */
export function classOfType(type: string): ClassProbabilities {
  const known = seen.get(type);
  if (known !== undefined) return known;
  const classes = look(type);
  if (seen.size < MOST_SEEN) seen.set(ownCopy(type), classes);
  return classes;
}

function look(type: string): ClassProbabilities {
  if (isDistress(type)) return IN_DISTRESS;
  if (!type.startsWith('a-')) return UNKNOWN;
  let function2525 = type.slice(4);
  while (function2525 !== '') {
    const kind = KIND_OF.get(function2525);
    if (kind !== undefined) return kind === '' ? UNKNOWN : Object.freeze({ [kind]: 1 });
    function2525 = function2525.slice(0, Math.max(0, function2525.lastIndexOf('-')));
  }
  return UNKNOWN;
}
