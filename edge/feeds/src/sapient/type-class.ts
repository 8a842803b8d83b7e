import type { Json, JsonObject } from '@greenline/base';
import { type ClassProbabilities, isA, isKind } from '@greenline/observation';
import { ownCopy } from '../number.ts';

/**
 * Kinds of the taxonomy by the words that SAPIENT nodes use, in lower case without blanks. SAPIENT leaves
 * words to the registration; these are its core taxonomy's, and what fielded nodes are known to send.
 * Table: exempt from the size rule.
 */
const KIND_OF: ReadonlyMap<string, string> = new Map([
  ['human', 'person'],
  ['people', 'person'],
  ['pedestrian', 'person'],
  ['soldier', 'military-person'],
  ['combatant', 'military-person'],
  ['military', 'military-person'],
  ['armedhuman', 'armed-person'],
  ['vehicle', 'ground-vehicle'],
  ['landvehicle', 'ground-vehicle'],
  ['wheeled', 'ground-vehicle'],
  ['2wheels', 'ground-vehicle'],
  ['3wheels', 'ground-vehicle'],
  ['4wheels', 'ground-vehicle'],
  ['motorcycle', 'civilian-vehicle'],
  ['motorizedbicycle', 'civilian-vehicle'],
  ['bicycle', 'civilian-vehicle'],
  ['car', 'civilian-vehicle'],
  ['van', 'civilian-vehicle'],
  ['bus', 'civilian-vehicle'],
  ['lorry', 'ground-vehicle'],
  ['truck', 'ground-vehicle'],
  ['hgv', 'ground-vehicle'],
  ['militarylorry', 'military-truck'],
  ['tracked', 'ground-vehicle'],
  ['mainbattletank', 'tank'],
  ['mbt', 'tank'],
  ['armouredvehicle', 'armoured-vehicle'],
  ['armoredvehicle', 'armoured-vehicle'],
  ['armouredfightingvehicle', 'armoured-vehicle'],
  ['infantryfightingvehicle', 'ifv'],
  ['armouredpersonnelcarrier', 'apc'],
  ['armoredpersonnelcarrier', 'apc'],
  ['selfpropelledgun', 'howitzer'],
  ['rocketlauncher', 'mlrs'],
  ['multiplerocketlauncher', 'mlrs'],
  ['surfacetoairmissile', 'sam'],
  ['airvehicle', 'aircraft'],
  ['airplane', 'fixed-wing'],
  ['aeroplane', 'fixed-wing'],
  ['plane', 'fixed-wing'],
  ['manned', 'aircraft'],
  ['mannedaircraft', 'aircraft'],
  ['mannedfixedwing', 'fixed-wing'],
  ['mannedrotarywing', 'rotary-wing'],
  ['helicopter', 'rotary-wing'],
  ['unmannedaerialvehicle', 'uncrewed-aircraft'],
  ['unmanned', 'uncrewed-aircraft'],
  ['uncrewed', 'uncrewed-aircraft'],
  ['uav', 'uncrewed-aircraft'],
  ['uas', 'uncrewed-aircraft'],
  ['suas', 'uncrewed-aircraft'],
  ['rpas', 'uncrewed-aircraft'],
  ['drone', 'uncrewed-aircraft'],
  ['quadcopter', 'uncrewed-aircraft'],
  ['multirotor', 'uncrewed-aircraft'],
  ['uavfixedwing', 'uncrewed-aircraft'],
  ['uavrotarywing', 'uncrewed-aircraft'],
  ['fixedwinguav', 'uncrewed-aircraft'],
  ['rotarywinguav', 'uncrewed-aircraft'],
  ['seavehicle', 'vessel'],
  ['watercraft', 'vessel'],
  ['surfacevessel', 'vessel'],
  ['boat', 'vessel'],
  ['ship', 'vessel'],
  ['submarine', 'naval-vessel'],
  ['warship', 'naval-vessel'],
  ['bird', 'animal'],
  ['dog', 'animal'],
  ['horse', 'animal'],
  ['landmine', 'mine'],
  ['uxo', 'unexploded-ordnance'],
  ['ied', 'mine'],
  ['gunshot', 'shot'],
  ['gunfire', 'shot'],
  ['smallarmsfire', 'shot'],
  ['artilleryfire', 'shot'],
  ['mortarfire', 'shot'],
  ['machinegunfire', 'burst'],
  ['detonation', 'explosion'],
  ['blast', 'explosion'],
  ['impact', 'explosion'],
  ['rocketlaunch', 'launch'],
  ['missilelaunch', 'launch'],
  ['jammer', 'jamming'],
  ['gnssjamming', 'jamming'],
]);

const seen = new Map<string, string | undefined>();
const MOST_SEEN = 4096;

/** The kind that a word means; of a dotted path (`Land Vehicle.4 Wheels.Lorry`) the narrowest that is known. */
export function kindOf(word: string): string | undefined {
  if (seen.has(word)) return seen.get(word);
  const kind = look(word);
  if (seen.size < MOST_SEEN) seen.set(ownCopy(word), kind);
  return kind;
}

function look(word: string): string | undefined {
  let found: string | undefined;
  for (const part of [word, ...word.split(/[./>]/)]) {
    const plain = part.trim().toLowerCase();
    const hyphened = plain.replace(/[\s_]+/g, '-');
    const kind = isKind(hyphened) ? hyphened : KIND_OF.get(plain.replace(/[^a-z0-9]/g, ''));
    if (kind !== undefined && (found === undefined || isA(kind, found))) found = kind;
  }
  return found;
}

/**
 * What a detection's classifications say. A class's share that its sub-classes do not take stays with the
 * wider kind; sub-classes that add up to more than their class are shares of it. Words that mean nothing
 * here are "unknown": what is missing to 1. A class without a confidence counts where it is the only one.
 */
export function classesOf(classifications: readonly JsonObject[]): ClassProbabilities {
  const sums: Record<string, number> = {};
  let told = 0;
  for (const one of classifications) {
    const share = confidenceOf(one) ?? (classifications.length === 1 ? 1 : 0);
    told += share;
    spread(one, share, undefined, sums);
  }
  // Independent confidences of several classes may exceed 1 together.
  if (told > 1) for (const name in sums) sums[name] = (sums[name] ?? 0) / told;
  return sums;
}

function spread(
  one: JsonObject,
  share: number,
  wider: string | undefined,
  sums: Record<string, number>,
): void {
  if (!(share > 0)) return;
  const kind = kindOf(one.type as string) ?? wider;
  const subs = (one.subClass ?? NONE) as readonly JsonObject[];
  let rest = share;
  if (subs.length > 0) {
    const known = subs.filter((sub) => kindOf(sub.type as string) !== undefined || deeper(sub));
    const sum = known.reduce((all, sub) => all + (confidenceOf(sub) ?? 0), 0);
    const scale = sum > share ? share / Math.max(1, sum) : 1;
    for (const sub of known) {
      const part = (confidenceOf(sub) ?? (subs.length === 1 ? share : 0)) * scale;
      spread(sub, Math.min(part, rest), kind, sums);
      rest -= Math.min(part, rest);
    }
  }
  if (kind !== undefined && rest > ROUNDING) sums[kind] = (sums[kind] ?? 0) + rest;
}

const NONE: readonly JsonObject[] = [];
const ROUNDING = 1e-9;

const deeper = (sub: JsonObject): boolean => ((sub.subClass ?? NONE) as readonly Json[]).length > 0;

const confidenceOf = ({ confidence }: JsonObject): number | undefined =>
  typeof confidence === 'number' ? confidence : undefined;
