import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result, utf8 } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** What a signature covers, all of it and nothing else, in any order. */
const COVERED = ['@method', '@path', 'content-digest', 'device-counter'] as const;
type Component = (typeof COVERED)[number];

/** Headers of one request, names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What of a request its device signed. */
export interface HttpSignature {
  readonly device: string;
  readonly counter: number;
  readonly tag: Uint8Array;
  /** The signature base (RFC 9421, section 2.5). */
  readonly signed: Uint8Array;
  /** SHA-256 that the body must have. */
  readonly bodySha256: Uint8Array;
}

/**
 * Reads the signature of a request: a subset of HTTP Message Signatures (RFC 9421) with the Content-Digest of
 * RFC 9530.
 *
 * One signature, under any label, over `"@method" "@path" "content-digest" "device-counter"`, with the parameters
 * `keyid` (the device) and `tag` (`scope`); `created`, `nonce` and `alg` may stand there too, are signed, and
 * decide nothing: the device's key says the algorithm and the counter says what is new. The digest is `sha-256`.
 * Whether the signature holds is asked elsewhere.
 */
export function readHttpSignature(
  request: { readonly method: string; readonly path: string; readonly headers: Headers },
  scope: string,
): Result<HttpSignature, DecodeError> {
  const input = one(request.headers['signature-input']);
  const match = INPUT.exec(input ?? '');
  const [, label = '', params = '', listed = '', rest = ''] = match ?? [];
  if (match === null) return bad('signature-input', 'write sig1=("@method" …);keyid="…";tag="…"');
  const components = [...listed.matchAll(QUOTED)].map(([, name]) => name as Component);
  const whole = COVERED.every((name) => components.includes(name));
  if (!whole || components.length !== COVERED.length)
    return bad('signature-input', `cover ${COVERED.map((name) => `"${name}"`).join(' ')}`);
  const told = new Map([...rest.matchAll(PARAMETER)].map(([, name, , text]) => [name, text]));
  const device = told.get('keyid');
  if (device === undefined) return bad('signature-input', 'name the device: keyid="…"');
  if (told.get('tag') !== scope)
    return bad('signature-input', `is not for this node: tag="${scope}"`);
  const tag = bytesOf(one(request.headers.signature), label);
  if (tag === undefined) return bad('signature', `write ${label}=:…: in base64`);
  const digest = one(request.headers['content-digest']) ?? '';
  const bodySha256 = bytesOf(digest, 'sha-256');
  if (bodySha256?.length !== 32) return bad('content-digest', 'write sha-256=:…: of the body');
  const count = one(request.headers['device-counter']) ?? '';
  if (!/^[1-9]\d{0,15}$/.test(count)) return bad('device-counter', 'write a number from 1 on');
  const values: Readonly<Record<Component, string>> = {
    '@method': request.method,
    '@path': request.path,
    'content-digest': digest,
    'device-counter': count,
  };
  const signed = signatureBase(components, values, params);
  return ok({ device, counter: Number(count), tag, signed, bodySha256 });
}

/** Whether a body is the one that was signed. */
export const isBody = ({ bodySha256 }: HttpSignature, body: Uint8Array): boolean =>
  timingSafeEqual(sha256(body), bodySha256);

/** The headers with which a device signs a request. */
export function signHttp(
  request: { readonly method: string; readonly path: string; readonly body: Uint8Array },
  { device, counter, scope }: { device: string; counter: number; scope: string },
  sign: (message: Uint8Array) => Uint8Array,
): Readonly<Record<string, string>> {
  const params = `(${COVERED.map((name) => `"${name}"`).join(' ')});keyid="${device}";tag="${scope}"`;
  const digest = `sha-256=:${Buffer.from(sha256(request.body)).toString('base64')}:`;
  const values = {
    '@method': request.method,
    '@path': request.path,
    'content-digest': digest,
    'device-counter': String(counter),
  };
  const tag = Buffer.from(sign(signatureBase(COVERED, values, params))).toString('base64');
  return {
    'content-digest': digest,
    'device-counter': String(counter),
    'signature-input': `sig1=${params}`,
    signature: `sig1=:${tag}:`,
  };
}

function signatureBase(
  components: readonly Component[],
  values: Readonly<Record<Component, string>>,
  params: string,
): Uint8Array {
  const lines = components.map((name) => `"${name}": ${values[name]}`);
  return utf8([...lines, `"@signature-params": ${params}`].join('\n'));
}

/** One signature as RFC 8941 writes it canonically: its label, its parameters, what it covers, what it says of itself. */
const INPUT =
  /^([a-z*][a-z0-9_.*-]{0,31})=(\(("[a-z@-]{1,40}"(?: "[a-z@-]{1,40}"){0,7})\)((?:;[a-z]{1,16}=(?:"[\x20\x21\x23-\x5b\x5d-\x7e]{0,200}"|\d{1,15})){0,8}))$/;
const QUOTED = /"([^"]*)"/g;
const PARAMETER = /;([a-z]+)=("([^"]*)"|\d+)/g;

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value.trim() : undefined;

/** The bytes of one member of a dictionary (RFC 8941, section 3.3.5). */
function bytesOf(dictionary: string | undefined, name: string): Uint8Array | undefined {
  for (const member of (dictionary ?? '').slice(0, 1024).split(',')) {
    const [, key, text = ''] =
      /^([a-z0-9_.*-]+)=:([A-Za-z0-9+/]*={0,2}):$/.exec(member.trim()) ?? [];
    if (key === name) return new Uint8Array(Buffer.from(text, 'base64'));
  }
  return undefined;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const bad = (field: string, text: string): Result<never, DecodeError> =>
  fail({ kind: 'bad-envelope', field, text: `${field}: ${text}` });
