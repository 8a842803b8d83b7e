import { fail, type Hasher, ok, type Result } from '@greenline/base';
import { ED25519, parseVkey } from '@greenline/evidence';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import {
  PERMISSIONS,
  type Permission,
  type Principal,
  RESERVED_NAMES,
  ROLES,
  type Role,
} from './principal.ts';

/** What is wrong with a principals file, where, and what to change. */
export interface PrincipalsError {
  /** 1-based. */
  readonly line: number;
  /** As `principals[2].member`; empty for the file as a whole. */
  readonly field: string;
  readonly text: string;
}

const FIELDS = ['id', 'role', 'member', 'name', 'may', 'key', 'exercise'];
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads `policy/principals.yaml`: a list `principals` of `{id, role, member?, name?, may?, key?,
 * exercise?}`.
 *
 * `exercise` is the mission's, and holds for each principal that does not say otherwise. All
 * principals or none: one mistake refuses the file.
 */
export function parsePrincipals(
  text: string,
  exercise: boolean,
  hasher: Hasher,
): Result<ReadonlyMap<string, Principal>, readonly PrincipalsError[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const broken = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    field: '',
    text: `is not YAML: ${error.message.split('\n')[0] ?? ''}`,
  }));
  if (broken.length > 0) return fail(broken);

  const list = document.get('principals', true);
  const items = isMap(document.contents) ? sequence(list) : undefined;
  if (items === undefined)
    return fail([{ line: 1, field: 'principals', text: 'is missing; list who may ask' }]);

  const errors: PrincipalsError[] = [];
  const principals = new Map<string, Principal>();
  for (const [index, item] of items.entries()) {
    const place = `principals[${index}]`;
    const line = lineAt((item as { range?: readonly number[] }).range?.[0]);
    const say = (field: string, words: string) => {
      errors.push({ line, field: field === '' ? place : `${place}.${field}`, text: words });
    };
    if (!isMap(item)) {
      say('', 'is not a principal; write {id, role, …}');
      continue;
    }
    const principal = principalOf(item, { exercise, hasher }, say);
    if (principal === undefined) continue;
    if (principals.has(principal.id)) say('id', `"${principal.id}" is taken; choose another`);
    principals.set(principal.id, principal);
  }
  return errors.length > 0 ? fail(errors) : ok(principals);
}

type Say = (field: string, words: string) => void;

function principalOf(
  item: YAMLMap,
  { exercise, hasher }: { readonly exercise: boolean; readonly hasher: Hasher },
  say: Say,
): Principal | undefined {
  for (const { key } of item.items) {
    const name = isScalar(key) ? String(key.value) : '?';
    if (!FIELDS.includes(name)) say(name, `is not known; known are ${FIELDS.join(', ')}`);
  }
  const id = item.get('id');
  if (typeof id !== 'string' || !ID.test(id)) {
    say('id', 'is missing or odd; use letters, digits, ".", "_" and "-", at most 64');
    return undefined;
  }
  const role = item.get('role');
  if (!isRole(role)) {
    say('role', `is one of ${ROLES.join(', ')}`);
    return undefined;
  }
  const apart = item.get('exercise') ?? exercise;
  if (typeof apart !== 'boolean') say('exercise', 'is true or false');
  const member = memberOf(item, role, say);
  const key = keyOf(item, id, hasher, say);
  const name = item.get('name') ?? id;
  if (typeof name !== 'string') say('name', 'is a text');
  return {
    id,
    role,
    ...(member !== undefined && { member }),
    name: String(name),
    may: permissionsOf(item, role, say),
    ...(key !== undefined && { key }),
    ...(apart === true && { exercise: true as const }),
  };
}

function memberOf(item: YAMLMap, role: Role, say: Say): string | undefined {
  const member = item.get('member');
  if (member === undefined || member === null) {
    if (role === 'contributor' || role === 'party')
      say('member', `is missing; a ${role} names its ${role === 'party' ? 'party' : 'nation'}`);
    return undefined;
  }
  if (typeof member !== 'string' || !ID.test(member)) {
    say('member', 'is the id of a nation or a party');
    return undefined;
  }
  if (RESERVED_NAMES.includes(member)) say('member', `"${member}" is reserved; choose another`);
  if (role === 'public') say('member', 'is not for the public; leave it out');
  return member;
}

function keyOf(item: YAMLMap, id: string, hasher: Hasher, say: Say): string | undefined {
  const key = item.get('key');
  if (key === undefined || key === null) return undefined;
  const read = typeof key === 'string' ? parseVkey(hasher, key) : undefined;
  if (read?.type === ED25519 && read.name === id) return String(key).trim();
  say('key', `is the public key of ${id}, as greenline declare --key prints it: ${id}+…+…`);
  return undefined;
}

function permissionsOf(item: YAMLMap, role: Role, say: Say): readonly Permission[] {
  const listed = item.get('may', true);
  if (listed === undefined) return [];
  const values = sequence(listed)?.map((entry) => (isScalar(entry) ? entry.value : undefined));
  if (values === undefined || !values.every(isPermission)) {
    say('may', `is a list of ${PERMISSIONS.join(', ')}`);
    return [];
  }
  if (values.length > 0 && role === 'public') say('may', 'is not for the public; leave it out');
  if (values.includes('decide') && role !== 'staff') say('may', 'only staff decide');
  return [...new Set(values)].sort();
}

const sequence = (node: unknown): readonly unknown[] | undefined =>
  isSeq(node) ? node.items : undefined;

const isRole = (value: unknown): value is Role => (ROLES as readonly unknown[]).includes(value);
const isPermission = (value: unknown): value is Permission =>
  (PERMISSIONS as readonly unknown[]).includes(value);
