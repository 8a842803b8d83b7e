import { createHash, X509Certificate } from 'node:crypto';
import { canonicalJson, type JsonObject } from '@greenline/base';
import { SignedXml } from 'xml-crypto';
import { type NamedElement, textOf } from '../xml-document.ts';
import { type Alert, SIGNATURE_NAMESPACE } from './alert.ts';

/**
 * Whether an XML signature in an alert holds: `valid` means that the very words in the message were
 * signed with the key of the certificate inside, not that anybody knows its holder.
 */
export interface CapSignature {
  readonly state: 'valid' | 'invalid' | 'unchecked';
  /** Why it is not valid. */
  readonly reason?: string;
  /** Algorithm, as `rsa-sha256`. */
  readonly method?: string;
  /** SHA-256 of the certificate that the message brought along, hex. */
  readonly certificateSha256?: string;
  /** Its subject, as the certificate says. */
  readonly subject?: string;
}

const MOST_SIGNATURES = 4;
const MOST_CHARACTERS = 1024 * 1024;
const ENVELOPED = `${SIGNATURE_NAMESPACE}enveloped-signature`;
const OPENING = /<(?:[\w.-]+:)?Signature[\s>]/g;
const SIGNATURE = /<(?:([\w.-]+):)?Signature[\s>][\s\S]*?<\/(?:\1:)?Signature\s*>/g;

/** Checks each signature (XML-DSig, enveloped over the whole alert); `readAgain` reads what was signed. */
export function checkSignatures(
  alert: Alert,
  text: string,
  readAgain: (signed: string) => JsonObject | undefined,
): readonly CapSignature[] {
  const { signatures } = alert;
  if (signatures.length === 0) return [];
  const openings = [...text.matchAll(OPENING)].length;
  const few = openings <= MOST_SIGNATURES && text.length <= MOST_CHARACTERS;
  const pieces = few ? [...text.matchAll(SIGNATURE)].map(([piece]) => piece) : [];
  return signatures.map((signature, i) => {
    const piece = pieces[i];
    if (piece === undefined || pieces.length !== signatures.length)
      return unchecked('too many signatures, or too long an alert');
    try {
      return check(signature, piece, pieces, alert, text, readAgain);
    } catch (error) {
      return unchecked(String((error as Error).message).slice(0, 200));
    }
  });
}

function check(
  signature: NamedElement,
  piece: string,
  pieces: readonly string[],
  alert: Alert,
  text: string,
  readAgain: (signed: string) => JsonObject | undefined,
): CapSignature {
  const method = attributesNamed(signature, 'SignatureMethod')[0]?.replace(/^.*[#/]/, '');
  const [encoded] = textsNamed(signature, 'X509Certificate');
  if (encoded === undefined)
    return { ...unchecked('it brings no certificate'), ...(method && { method }) };
  const der = Buffer.from(encoded, 'base64');
  const certificate = new X509Certificate(der);
  const facts = {
    ...(method !== undefined && { method }),
    certificateSha256: createHash('sha256').update(der).digest('hex'),
    subject: certificate.subject.replaceAll('\n', ', '),
  };
  const references = attributesNamed(signature, 'Reference', 'URI');
  const transforms = attributesNamed(signature, 'Transform');
  const whole = references.length === 1 && references[0] === '' && transforms.includes(ENVELOPED);
  if (!whole) return { state: 'unchecked', reason: 'it does not sign the whole alert', ...facts };

  // Each of several signers signed the alert without any signature, or with those before it.
  const others = pieces.filter((other) => other !== piece);
  const bare = others.reduce((left, other) => left.replace(other, () => ''), text);
  for (const signedText of others.length === 0 ? [text] : [text, bare]) {
    const signed = new SignedXml({
      publicCert: certificate.toString(),
      getCertFromKeyInfo: () => null,
    });
    signed.loadSignature(piece);
    if (!holds(signed, signedText)) continue;
    const [content, ...more] = signed.getSignedReferences();
    const again = content === undefined || more.length > 0 ? undefined : readAgain(content);
    const same = again !== undefined && canonicalJson(again) === canonicalJson(alert.message);
    return same
      ? { state: 'valid', ...facts }
      : { state: 'invalid', reason: 'what it signs is not what stands here', ...facts };
  }
  return {
    state: 'invalid',
    reason: 'the alert was altered, or signed with another key',
    ...facts,
  };
}

function holds(signed: SignedXml, text: string): boolean {
  try {
    return signed.checkSignature(text);
  } catch (error) {
    if (/algorithm|method/i.test(String(error))) throw error;
    return false;
  }
}

function* elementsNamed(element: NamedElement, name: string): Generator<NamedElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === name && child.namespace === SIGNATURE_NAMESPACE) yield child;
    yield* elementsNamed(child, name);
  }
}

const textsNamed = (element: NamedElement, name: string): readonly string[] =>
  [...elementsNamed(element, name)].map((one) => textOf(one).replace(/\s+/g, ''));

const attributesNamed = (
  element: NamedElement,
  name: string,
  attribute = 'Algorithm',
): readonly string[] =>
  [...elementsNamed(element, name)].map((one) => one.attributes.get(attribute) ?? '');

const unchecked = (reason: string): CapSignature => ({ state: 'unchecked', reason });
