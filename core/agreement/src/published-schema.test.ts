import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { KINDS_OF_CLAUSE } from './clauses/registry.ts';
import { RICH_PLACES, RICH_TERMS } from './difference/rich-agreements.fixture.ts';
import { exampleText } from './example.ts';
import { agreementJsonSchema } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PUBLISHED = 'agreements/agreement.schema.json';
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const files = globSync(['agreements/*/agreement.yaml', 'missions/*/agreement.yaml'], { cwd: ROOT })
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

type Node = { readonly [key: string]: unknown };
const schema = JSON.parse(read(PUBLISHED)) as Node;
const validate = new Ajv({ allErrors: true, strictRequired: false, strictTypes: false }).compile(
  schema,
);
const objections = (text: string): readonly ErrorObject[] =>
  validate(parse(text)) ? [] : (validate.errors ?? []);

describe('the published schema', () => {
  it('is up to date', () => {
    const now = `${JSON.stringify(agreementJsonSchema(), undefined, 2)}\n`;
    const message = `${PUBLISHED} is out of date: run \`npm run fix\`, which writes it anew`;
    expect(read(PUBLISHED) === now, message).toBe(true);
  });

  it.each(files)('is named in the first line of %s, and takes that file', (path) => {
    const text = read(path);
    const [first] = text.split('\n');
    const where = relative(dirname(path), PUBLISHED).replaceAll('\\', '/');
    expect(first).toBe(`# yaml-language-server: $schema=${where}`);
    expect(objections(text)).toEqual([]);
  });

  it('takes what says one of everything', () => {
    for (const text of [RICH_PLACES, RICH_TERMS, exampleText()])
      expect(objections(text)).toEqual([]);
  });

  it('says of every key and every kind what it is for', () => {
    expect(silent(schema, '')).toEqual([]);
  });

  it.each<readonly [string, string, string, string]>([
    [
      'a misspelt key',
      'title: An example',
      'titel: An example',
      'must NOT have additional properties',
    ],
    ['a misspelt key of a clause', 'atMost: 2', 'atMots: 2', 'must NOT have additional properties'],
    [
      'a key of another kind',
      'atMost: 2',
      'atMost: 2, hours: 07:00-09:00',
      'must NOT have additional properties',
    ],
    ['an unknown kind', 'kind: cap', 'kind: cup', 'must be equal to constant'],
    [
      'a clause without its number',
      'cite: "10", kind: movement',
      'kind: movement',
      "must have required property 'cite'",
    ],
    ['no unit', 'distance: 25 km', 'distance: 25', 'must be string'],
    ['another unit', 'dwell: 1 min', 'dwell: 1 minute', 'must match pattern'],
    ['no time', 'start: "2026-01-01 00:00"', 'start: "1 January"', 'must match pattern'],
    ['steps that are none', 'start: "2026-01-01 00:00"', 'start: EIF+9', 'must match pattern'],
    [
      'two ways of drawing a zone',
      'buffer: { band',
      'buffer: { union: [own], band',
      'must match exactly one schema in oneOf',
    ],
    [
      'a zone that is not drawn',
      'air: { band: { line: line, perSide: 25 km } }',
      'air: {}',
      'must match exactly one schema in oneOf',
    ],
    [
      'an unknown kind of exception',
      'kind: permit, permits',
      'kind: leave, permits',
      'must be equal to constant',
    ],
    ['an unknown role', 'role: lead', 'role: leader', 'must be equal to one of the allowed values'],
    ['half a place', '[30, 48]', '[30]', 'must NOT have fewer than 2 items'],
  ])('objects to %s', (_, from, to, message) => {
    expect(exampleText()).toContain(from);
    const found = objections(exampleText().replace(from, to)).map((one) => one.message ?? '');
    expect(
      found.filter((one) => one.startsWith(message)),
      found.join('\n'),
    ).not.toEqual([]);
  });

  it('tells the keys of one kind apart from those of all others', () => {
    const text = exampleText().replace('atMost: 2', 'atMots: 2');
    const found = objections(text).filter(({ keyword }) => keyword === 'additionalProperties');
    expect(
      found.map(({ instancePath, params }) => [instancePath, params.additionalProperty]),
    ).toEqual([['/clauses/6', 'atMots']]);
  });

  it('offers every kind of clause with its summary, and kinds of things where things are named', () => {
    const clauses = at(schema, 'properties', 'clauses', 'items', 'properties', 'kind', 'oneOf');
    expect(clauses).toEqual(
      KINDS_OF_CLAUSE.map(({ kind, summary }) => ({ const: kind, description: summary })),
    );
    const what = JSON.stringify(at(schema, 'properties', 'milestones'));
    expect(what).toContain('#/definitions/kind-of-thing');
  });

  it('gives quantities and times with a pattern and examples that keep to it', () => {
    const named = [
      'length',
      'length-or-none',
      'duration',
      'calibre',
      'speed',
      'percentage',
      'time',
      'hours',
    ];
    for (const name of named) {
      const { pattern, examples, description } = at(schema, 'definitions', name) as {
        pattern: string;
        examples: readonly string[];
        description: string;
      };
      expect(description).not.toBe('');
      for (const example of examples) expect(example).toMatch(new RegExp(pattern, 'u'));
    }
  });

  it('survives being written down as YAML and read again', () => {
    expect(parse(stringify(schema))).toEqual(schema);
  });
});

const at = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce((one, key) => (one as Node | undefined)?.[key], node);

/** Keys with no word on what they are for, references followed. */
function silent(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {}, if: _, ...rest } = node as Node & { properties?: Node };
  const keys = Object.entries(properties).flatMap(([key, one]) => [
    ...(saysWhatFor(one as Node) ? [] : [`${path}.${key}`]),
    ...silent(one, `${path}.${key}`),
  ]);
  return [...keys, ...Object.entries(rest).flatMap(([key, one]) => silent(one, `${path}/${key}`))];
}

function saysWhatFor({ description, $ref }: Node): boolean {
  if (typeof description === 'string') return description.length > 2;
  return typeof $ref === 'string' && saysWhatFor(at(schema, ...$ref.split('/').slice(1)) as Node);
}
