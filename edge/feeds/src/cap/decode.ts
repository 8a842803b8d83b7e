import { fail, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import type { Decoded, DecodeError, Feed, RawMessage } from '@greenline/observation';
import { parseXml } from '../xml.ts';
import { nameElements, startOfElement, xmlText } from '../xml-document.ts';
import { type Alert, AlertRefusal, readAlert } from './alert.ts';
import { sightingsOf } from './sightings.ts';
import { checkSignatures } from './signature.ts';

/** Resources may be inside an alert, in base64. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_TAGS = 100_000;
const ROOT = /<(?:[\w.-]+:)?alert[\s>]/;

/**
 * Common Alerting Protocol 1.2 (OASIS, 1 July 2010); 1.1 is read by its own, looser rules.
 *
 * The message keeps CAP's names and words; elements that may be repeated are lists. Alerts and updates
 * that are actual, or an exercise, become one sighting an info block (`hazard` for mines, else `note`);
 * all others are messages only. `signatures` says of each XML signature whether it holds: whether its
 * certificate is to be believed is the mission's to say.
 */
export const cap: Feed = {
  format: 'cap',
  trustClass: 'link',
  recognises: (head) => {
    const text = xmlText(head) ?? Buffer.from(head).toString('latin1');
    return ROOT.test(text) && text.includes('urn:oasis:names:tc:emergency:cap:');
  },
  split: alertsIn,
  decode: (message) => decodeCap(message),
};

export function decodeCap(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const read = readCap(bytes);
  if (!read.ok) return read;
  const { alert, text } = read.value;
  const signatures = checkSignatures(alert, text, (signed) => {
    const again = readCap(utf8(signed));
    return again.ok ? again.value.alert.message : undefined;
  });
  const message: JsonObject = {
    cap: alert.edition,
    ...alert.message,
    ...(signatures.length > 0 && { signatures: signatures as unknown as JsonObject[] }),
  };
  return ok({ message, sightings: sightingsOf(alert.message) });
}

function readCap(bytes: Uint8Array): Result<{ alert: Alert; text: string }, DecodeError> {
  if (bytes.length > MOST_BYTES)
    return fail({
      kind: 'too-long',
      text: `an alert has at most ${MOST_BYTES} bytes; refer to resources by uri`,
    });
  const text = xmlText(bytes);
  if (text === undefined)
    return fail({
      kind: 'encoding',
      offset: 0,
      text: 'bytes that are not in the encoding the document declares; send UTF-8',
    });
  if (text.split('<', MOST_TAGS + 1).length > MOST_TAGS)
    return fail({ kind: 'too-long', text: `an alert has at most ${MOST_TAGS} tags; split it` });
  const offset = (at: number) => utf8(text.slice(0, at)).length;
  const document = parseXml(text);
  if ('kind' in document)
    return fail({
      kind: document.kind,
      offset: offset(document.at),
      text: `${document.text}; send one well-formed alert`,
    });
  const root = nameElements(document);
  if (typeof root === 'string')
    return fail({ kind: 'xml', offset: 0, text: `${root}; declare it` });
  try {
    return ok({ alert: readAlert(root), text });
  } catch (error) {
    if (!(error instanceof AlertRefusal)) throw error;
    const at = startOfElement(text, error.ordinal);
    return fail({
      kind: error.kind,
      field: error.field,
      ...(at !== undefined && { offset: offset(at) }),
      text: error.message,
    });
  }
}

/** One alert, or several documents one after another. */
function* alertsIn(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  let from = 0;
  for (const { index } of text.matchAll(
    /<\/(?:[\w.-]+:)?alert\s*>\s*(?=<\?xml\s|<(?:[\w.-]+:)?alert[\s>])/g,
  )) {
    const end = text.indexOf('>', index) + 1;
    yield ok({ bytes: file.subarray(from, end), offset: from });
    from = end;
    while (/\s/.test(text[from] ?? '')) from += 1;
  }
  if (text.slice(from).trim() !== '') yield ok({ bytes: file.subarray(from), offset: from });
}
