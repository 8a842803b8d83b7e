import { fail, type Hasher, ok, type Result } from '@greenline/base';
import { COSIGNATURE, ED25519, parseVkey, type SignatureType, type VerifierKey } from './keys.ts';

/** Whose signatures make a checkpoint good enough (C2SP tlog-policy). */
export interface LogPolicy {
  /** Any of these logs. The name of a key is the origin of its log. */
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  readonly quorum: Quorum;
}

/** A witness, or at least `threshold` of several; a threshold of none asks for nobody. */
export type Quorum =
  | { readonly kind: 'witness'; readonly key: VerifierKey }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] };

/** The line that is wrong, counted from 1, and why. */
export interface PolicyError {
  readonly kind: 'policy';
  readonly line: number;
  readonly reason: string;
}

const NOBODY: Quorum = { kind: 'group', threshold: 0, members: [] };

/** Reads a policy. Names must be defined on earlier lines, and each is a member once at most. */
export function parsePolicy(hasher: Hasher, text: string): Result<LogPolicy, PolicyError> {
  const policy = new PolicyReader(hasher);
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    const reason = policy.read(line);
    if (reason !== undefined) return fail({ kind: 'policy', line: i + 1, reason });
  }
  const { logs, witnesses, quorum } = policy;
  if (quorum === undefined)
    return fail({ kind: 'policy', line: lines.length, reason: 'there is no quorum line' });
  return ok({ logs, witnesses, quorum });
}

/** Whether enough have cosigned; `cosigned` holds names with key ids, as `name+id`. */
export function meets(quorum: Quorum, cosigned: ReadonlySet<string>): boolean {
  if (quorum.kind === 'witness') return cosigned.has(`${quorum.key.name}+${quorum.key.keyId}`);
  return quorum.members.filter((member) => meets(member, cosigned)).length >= quorum.threshold;
}

/** Takes a policy in line by line: each line is read with what those before it have defined. */
class PolicyReader {
  readonly logs: VerifierKey[] = [];
  readonly witnesses: VerifierKey[] = [];
  quorum: Quorum | undefined;
  readonly #hasher: Hasher;
  readonly #named = new Map<string, Quorum>();
  readonly #members = new Set<string>();

  constructor(hasher: Hasher) {
    this.#hasher = hasher;
  }

  /** What is wrong with the line, if anything. */
  read(line: string): string | undefined {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule of the format is about these
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return 'a control character';
    const [keyword, ...words] = line.split(/[ \t]+/).filter((word) => word !== '');
    if (keyword === undefined || keyword.startsWith('#')) return undefined;
    if (keyword === 'log') return this.#log(words);
    if (keyword === 'witness') return this.#witness(words);
    if (keyword === 'group') return this.#group(words);
    if (keyword === 'quorum') return this.#quorum(words);
    return `"${keyword}" is none of log, witness, group and quorum`;
  }

  #log([vkey = '', ...url]: readonly string[]): string | undefined {
    const key = this.#key(vkey, ED25519);
    if (key === undefined || url.length > 1) return 'not "log <vkey> [<url>]" with an Ed25519 key';
    if (has(this.logs, key)) return 'the same key twice';
    this.logs.push(key);
    return undefined;
  }

  #witness([name = '', vkey = '', ...url]: readonly string[]): string | undefined {
    const key = this.#key(vkey, COSIGNATURE);
    if (key === undefined || url.length > 1)
      return 'not "witness <name> <vkey> [<url>]" with a key for Ed25519 cosignatures';
    if (has(this.witnesses, key)) return 'the same key twice';
    this.witnesses.push(key);
    return this.#define(name, { kind: 'witness', key });
  }

  #group([name = '', least = '', ...names]: readonly string[]): string | undefined {
    const threshold = least === 'all' ? names.length : least === 'any' ? 1 : Number(least);
    if (!/^(all|any|[1-9]\d*)$/.test(least) || threshold > names.length || names.length === 0)
      return 'not "group <name> all|any|<k> <member>...", k from 1 to the number of members';
    const members: Quorum[] = [];
    for (const member of names) {
      const defined = this.#named.get(member);
      if (defined === undefined) return `"${member}" is not defined on a line before this`;
      if (this.#members.has(member)) return `"${member}" is a member already`;
      this.#members.add(member);
      members.push(defined);
    }
    return this.#define(name, { kind: 'group', threshold, members });
  }

  #quorum([name = '', ...more]: readonly string[]): string | undefined {
    if (more.length > 0 || this.quorum !== undefined) return 'more than one quorum';
    this.quorum = name === 'none' ? NOBODY : this.#named.get(name);
    return this.quorum === undefined ? `"${name}" is not defined on a line before this` : undefined;
  }

  #define(name: string, quorum: Quorum): string | undefined {
    if (name === 'none' || this.#named.has(name)) return `the name "${name}" is taken`;
    this.#named.set(name, quorum);
    return undefined;
  }

  #key(vkey: string, type: SignatureType): VerifierKey | undefined {
    const key = parseVkey(this.#hasher, vkey);
    return key?.type === type ? key : undefined;
  }
}

const has = (keys: readonly VerifierKey[], key: VerifierKey): boolean =>
  keys.some(({ publicKey }) => publicKey.every((byte, i) => byte === key.publicKey[i]));
