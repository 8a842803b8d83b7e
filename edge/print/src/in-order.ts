import { createHash } from 'node:crypto';

/** A dictionary of a page's or a picture's resources: names and the objects they stand for. */
const RESOURCES =
  /\/(?:Pattern|ExtGState|XObject|ColorSpace|Shading|Properties|Font) <<\n((?:[ ]+\/\S+ \d+ \d+ R\n){2,})/g;
/** What the printer calls the document, and this writing of it: a digest of its bytes. */
const IDS = /\/ID \[\(([^()]{24})\) \(([^()]{24})\)\]/;
const NO_ID = 'A'.repeat(22);

/**
 * The same PDF with its resources in the order of their names, and named after that.
 *
 * The printer writes the resources of pictures in the order of a hash table, which is another in every
 * process. No length changes, so that every offset of the file stays true. A picture keeps to one font:
 * of several, even the objects change places.
 */
export function inOrder(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const sorted = text.replace(RESOURCES, (whole, entries: string) =>
    whole.replace(entries, () => `${entries.trimEnd().split('\n').sort().join('\n')}\n`),
  );
  const id = IDS.exec(sorted)?.[2];
  if (id === undefined) throw new Error('the printer gave its file no id');
  const nameless = sorted.replaceAll(id, `${NO_ID}==`);
  const digest = createHash('sha256').update(nameless, 'latin1').digest();
  const own = digest.subarray(0, 16).toString('base64');
  return Buffer.from(sorted.replaceAll(id, own), 'latin1');
}
