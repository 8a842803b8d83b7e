/**
 * Writes `edge/feeds/src/mavlink/table.ts` from the published message definitions.
 *
 *     npx node scripts/mavlink-table.ts FOLDER ROOT.xml > edge/feeds/src/mavlink/table.ts
 *
 * FOLDER holds the XML files of github.com/mavlink/mavlink, `message_definitions/v1.0`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';

const TYPES: Readonly<Record<string, string>> = {
  uint8_t: 'u8',
  int8_t: 'i8',
  uint16_t: 'u16',
  int16_t: 'i16',
  uint32_t: 'u32',
  int32_t: 'i32',
  uint64_t: 'u64',
  int64_t: 'i64',
  float: 'f32',
  double: 'f64',
  char: 'char',
  uint8_t_mavlink_version: 'u8',
};

/** Dialects that exist to test generators. */
const NOT_FLOWN = ['python_array_test.xml', 'test.xml'];

const [folder = '.', root = 'all.xml'] = process.argv.slice(2);
const lines = new Map<number, string>();
const seen = new Set<string>();
read(root);
const sorted = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
process.stdout.write(`/**
 * Every message of MAVLink: number, name, fields in the order of the definition, and behind \`+\` the
 * extensions. Written by \`scripts/mavlink-table.ts\` from the definitions of ${root}. Table: exempt
 * from the size rule.
 */
export const TABLE = \`
${sorted.join('\n')}
\`;
`);

function read(file: string): void {
  if (seen.has(file) || NOT_FLOWN.includes(file)) return;
  seen.add(file);
  const parser = new SaxesParser();
  let text = '';
  let id = 0;
  let words: string[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    if (name === 'message') {
      id = Number(attributes.id);
      words = [String(id), attributes.name ?? ''];
    } else if (name === 'extensions') words.push('+');
    else if (name === 'field' && words.length > 0) words.push(fieldOf(attributes));
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'include') read(text.trim());
    if (name !== 'message') return;
    lines.set(id, words.join(' '));
    words = [];
  });
  parser.write(readFileSync(join(folder, file), 'utf8')).close();
}

function fieldOf({ type = '', name = '' }: Readonly<Record<string, string>>): string {
  const [, base = '', count] = /^(\w+?)(?:\[(\d+)\])?$/.exec(type) ?? [];
  const short = TYPES[base];
  if (short === undefined) throw new Error(`${name}: no type ${type}`);
  return `${name}:${short}${count === undefined ? '' : `[${count}]`}`;
}
