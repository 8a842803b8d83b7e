import { type ClassProbabilities, isA, isKind } from '@greenline/observation';

/** What patrols write for kinds of the taxonomy. Table: grows with the patrols' forms. */
const KIND_OF_WORD: ReadonlyMap<string, string> = new Map([
  ['drone', 'uncrewed-aircraft'],
  ['uav', 'uncrewed-aircraft'],
  ['uas', 'uncrewed-aircraft'],
  ['rpas', 'uncrewed-aircraft'],
  ['quadcopter', 'uncrewed-aircraft'],
  ['mini-uav', 'uncrewed-aircraft'],
  ['helicopter', 'rotary-wing'],
  ['plane', 'fixed-wing'],
  ['aeroplane', 'fixed-wing'],
  ['gunshot', 'shot'],
  ['detonation', 'explosion'],
  ['soldier', 'military-person'],
  ['truck', 'ground-vehicle'],
  ['car', 'civilian-vehicle'],
  ['vehicle', 'ground-vehicle'],
  ['multiple-rocket-launcher', 'mlrs'],
  ['armoured-personnel-carrier', 'apc'],
  ['infantry-fighting-vehicle', 'ifv'],
  ['landmine', 'mine'],
  ['anti-tank-mine', 'mine'],
  ['anti-personnel-mine', 'mine'],
  ['uxo', 'unexploded-ordnance'],
  ['unexploded-shell', 'unexploded-ordnance'],
  ['unexploded-rocket', 'unexploded-ordnance'],
  ['unexploded-bomb', 'unexploded-ordnance'],
  ['cluster-munition', 'unexploded-ordnance'],
  ['submunition', 'unexploded-ordnance'],
  ['boat', 'vessel'],
  ['ship', 'vessel'],
]);

/** The kind that a word names, in singular or plural; empty for a word that nobody registered. */
export function classOfWord(what: string): ClassProbabilities {
  const word = what
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  for (const form of [word, word.replace(/s$/, '')]) {
    const kind = isKind(form) ? form : KIND_OF_WORD.get(form);
    if (kind !== undefined) return { [kind]: 1 };
  }
  return {};
}

export const isHappening = (classes: ClassProbabilities): boolean =>
  Object.keys(classes).some((kind) => isA(kind, 'happening'));

/** Something that blows up whoever walks there, whether it was reported as seen or as a hazard. */
export const isHazard = (classes: ClassProbabilities): boolean =>
  Object.keys(classes).some((kind) => isA(kind, 'minefield'));
