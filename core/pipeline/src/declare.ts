import type { DeclarationFact } from '@greenline/agreement';
import { fromUtf8, ok, type Result } from '@greenline/base';
import {
  asReceived,
  keyOf,
  MISSION,
  readDeclarations,
  type Said,
  type Version,
  type VersionRefusal,
  versionAfter,
} from '@greenline/declarations';
import { type LabelId, label } from '@greenline/labels';
import { type Admission, type AdmissionRefusal, admit } from './admission.ts';
import { saidEnough } from './day-quota.ts';
import type { Declared } from './declared.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const FORMAT = 'declarations';

/** One declaration or a list of them, as a party, a nation or the mission handed it in. */
export function takeDeclarations(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  let json: unknown;
  try {
    json = JSON.parse(fromUtf8(entry.bytes) ?? '');
  } catch {
    refuse(walk, entry, FORMAT, { kind: 'bad-json', text: 'is no JSON in UTF-8' });
    return;
  }
  const count = Array.isArray(json) ? json.length : 1;
  if (saidEnough(walk, rooms, entry, FORMAT, count)) return;
  const read = readDeclarations(json, walk.ports.hasher, entry.receivedAt);
  if (read.ok) {
    const stated = read.value.map((said) => ({ said, besides: {} }));
    declare(walk, rooms, entry, stated);
    return;
  }
  const { index = 0, field = '', text = '' } = read.error[0] ?? {};
  const place = Array.isArray(json) ? `[${index}].${field}` : field;
  refuse(walk, entry, FORMAT, { kind: 'bad-declaration', field: place, text });
}

/** A declaration, and what its line of facts says besides. */
export interface Stated {
  readonly said: Said;
  readonly besides: Pick<DeclarationFact, 'trust' | 'sources' | 'label'>;
}

/** Enters declarations, each as the next version of its own: all of an entry, or none. */
export function declare(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  stated: readonly Stated[],
): void {
  const { declared } = walk.state;
  const added = new Map<string, readonly Version[]>();
  const accepted: Accepted[] = [];
  for (const [index, one] of stated.entries()) {
    const name = nameOf(one.said);
    const known = added.get(name) ?? declared.get(name) ?? [];
    const found = heard(one, known, entry.by, rooms, walk);
    if (!found.ok) {
      const { kind, field, text } = found.error;
      const place = stated.length === 1 ? field : `[${index}].${field}`;
      refuse(walk, entry, FORMAT, { kind, field: place, text });
      return;
    }
    const { version } = found.value;
    if (version === known.at(-1)) continue;
    added.set(name, [...known, version]);
    accepted.push(found.value);
  }
  walk.state.accepted += 1;
  for (const [name, versions] of added) declared.set(name, versions);
  for (const one of accepted) enter(walk, rooms, entry, one);
}

const nameOf = ({ declaration }: Said): string =>
  `${declaration.declaration}\u001f${keyOf(declaration)}`;

interface Accepted extends Stated {
  readonly version: Version;
  readonly before: Version | undefined;
  readonly admission: Admission;
}

/** The version that words make, where their hand may say them. */
function heard(
  stated: Stated,
  known: readonly Version[],
  hand: string,
  { mission }: Rooms,
  { ports }: Walk,
): Result<Accepted, AdmissionRefusal | VersionRefusal> {
  const admission = admit(stated.said, hand, mission, ports);
  if (!admission.ok) return admission;
  const version = versionAfter(known, stated.said, admission.value.by);
  if (!version.ok) return version;
  const before = known.at(-1);
  return ok({ ...stated, version: version.value, before, admission: admission.value });
}

/** Shows a version to its readers and puts it before the judge. */
function enter(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  { said, besides, version, before, admission }: Accepted,
): void {
  const { by, signedBy } = admission;
  const { digest, signature, releasableTo } = said;
  const { exercise } = rooms.mission.file;
  const declaration =
    by === MISSION ? said.declaration : asReceived(said.declaration, entry.receivedAt);
  const marked: LabelId =
    (by === MISSION ? besides.label : undefined) ??
    walk.labels.intern(label({ owner: by, releasableTo, exercise }));
  const parent = keyOf(declaration);
  const record: Declared = {
    ...declaration,
    under: parent,
    version: version.version,
    digest,
    ...(before !== undefined && { supersedes: before.digest }),
    declaredBy: by,
    recordedAt: entry.receivedAt,
    ...(signedBy !== undefined && { signedBy }),
    ...(signedBy === 'key' && { signature, message: said.object }),
    ...(releasableTo.length > 0 && { releasableTo }),
    ...(exercise && { exercise }),
  };
  const show = (kind: 'declaration' | 'released-declaration', shown: Declared) =>
    walk.output.emit(kind, digest, marked, entry.receivedAt, shown, { parent });
  show('declaration', { ...record, by: entry.by });
  if (by !== MISSION || releasableTo.length > 0) show('released-declaration', record);
  const fact: DeclarationFact = {
    fact: 'declaration',
    declaration,
    digest,
    ...(besides.trust !== undefined && { trust: besides.trust }),
    ...(besides.sources !== undefined && { sources: besides.sources }),
    label: marked,
    ...(exercise && { exercise }),
  };
  walk.judge(fact, entry.receivedAt, undefined);
}
