import {
  concat,
  fail,
  fromHex,
  fromUtf8,
  type Hasher,
  hex,
  ok,
  type Result,
  utf8,
} from '@greenline/base';
import { fromBase64, toBase64 } from './base64.ts';
import { cosignatureMessage } from './cosignature.ts';
import {
  ED25519,
  isKeyName,
  parseVkey,
  type SignatureType,
  type Signer,
  type VerifierKey,
  type VerifyEd25519,
} from './keys.ts';

/** One line under a note: who signed, and the bytes after the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** A signed note (C2SP signed-note) as read, before anything is believed. */
export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type NoteError =
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'bad-signature'; readonly name: string; readonly keyId: string }
  | { readonly kind: 'unsigned'; readonly wanted: readonly string[] };

/** Knows one key, and whether a signature over a note's text is that key's. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly type: SignatureType;
  verify(text: string, signature: Uint8Array): Promise<boolean>;
}

const MOST_SIGNATURES = 64;
const LINE = /^— (\S+) (\S+)$/u;

/** Reads the form of a note; says nothing about its signatures. */
export function parseNote(bytes: Uint8Array): Result<Note, NoteError> {
  const whole = fromUtf8(bytes);
  if (whole === undefined || !sameLength(bytes, whole)) return malformed('not UTF-8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule of the format is about these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) return malformed('a control character');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return malformed('no blank line before signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return malformed(`more than ${MOST_SIGNATURES} signatures`);
  const signatures = lines.map(parseSignature);
  const broken = signatures.indexOf(undefined);
  if (broken >= 0) return malformed(`signature line ${broken + 1}`);
  return ok({ text: whole.slice(0, split + 1), signatures: signatures as NoteSignature[] });
}

/**
 * Reads a note and believes it only if a known key signed it.
 *
 * Unknown keys are ignored; one signature of a known key that fails condemns the note. Gives back
 * the signatures that hold, one a key.
 */
export async function openNote(
  bytes: Uint8Array,
  verifiers: readonly NoteVerifier[],
): Promise<Result<Note, NoteError>> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const held = new Map<string, NoteSignature>();
  for (const signature of note.value.signatures) {
    for (const verifier of verifiers) {
      if (verifier.name !== signature.name || verifier.keyId !== signature.keyId) continue;
      const { name, keyId } = signature;
      if (!(await verifier.verify(note.value.text, signature.bytes)))
        return fail({ kind: 'bad-signature', name, keyId });
      held.set(`${name}+${keyId}`, signature);
    }
  }
  if (held.size === 0)
    return fail({ kind: 'unsigned', wanted: verifiers.map((v) => `${v.name}+${v.keyId}`) });
  return ok({ text: note.value.text, signatures: [...held.values()] });
}

/** Signs a text that ends in a newline; `also` are signatures it already bears. */
export async function signNote(
  text: string,
  signers: readonly Signer[],
  also: readonly NoteSignature[] = [],
): Promise<Uint8Array> {
  if (!text.endsWith('\n')) throw new RangeError('the text of a note ends in a newline');
  const own = await Promise.all(
    signers.map(async (signer) => ({
      name: signer.name,
      keyId: signer.keyId,
      bytes: await signer.sign(utf8(text)),
    })),
  );
  return formatNote({ text, signatures: [...own, ...also] });
}

export function formatNote(note: Note): Uint8Array {
  const lines = note.signatures.map(
    ({ name, keyId, bytes }) =>
      `— ${name} ${toBase64(concat(fromHex(keyId) as Uint8Array, bytes))}\n`,
  );
  return utf8(`${note.text}\n${lines.join('')}`);
}

/** A verifier for a public key, signatures (0x01) or cosignatures (0x04) as the key says. */
export function noteVerifier(key: VerifierKey, verifyEd25519: VerifyEd25519): NoteVerifier {
  return {
    name: key.name,
    keyId: key.keyId,
    type: key.type,
    verify: async (text, signature) => {
      if (key.type === ED25519)
        return signature.length === 64 && verifyEd25519(key.publicKey, utf8(text), signature);
      const message = cosignatureMessage(text, signature);
      return message !== undefined && verifyEd25519(key.publicKey, message, signature.subarray(8));
    },
  };
}

/** As `noteVerifier`, from the text of a key; `undefined` where that is none. */
export function vkeyVerifier(
  hasher: Hasher,
  vkey: string,
  verifyEd25519: VerifyEd25519,
): NoteVerifier | undefined {
  const key = parseVkey(hasher, vkey);
  return key === undefined ? undefined : noteVerifier(key, verifyEd25519);
}

/** One sentence for people. */
export function describeNoteError(error: NoteError): string {
  if (error.kind === 'malformed') return `not a signed note: ${error.reason}`;
  if (error.kind === 'unsigned') return `no signature by ${error.wanted.join(' or ')}`;
  return `the signature by ${error.name}+${error.keyId} does not hold`;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: hex(bytes.subarray(0, 4)), bytes: bytes.slice(4) };
}

/** A byte order mark is dropped by the decoder: only the length betrays it. */
const sameLength = (bytes: Uint8Array, text: string): boolean => utf8(text).length === bytes.length;

const malformed = (reason: string) => fail({ kind: 'malformed', reason } as const);
