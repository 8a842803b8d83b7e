import type { JsonObject } from '@greenline/base';
import { z } from 'zod';
import { fileSchema } from './file-schema.ts';
import { KEY_HELP } from './key-help.ts';

/** A schema within the schema. */
type Node = { [key: string]: unknown };

/**
 * JSON Schema of agreement files (draft 7, which editors know best): every key with what it is for,
 * kinds of clause and of exception told apart by `kind`, names of things offered.
 */
export function agreementJsonSchema(): JsonObject {
  const { $schema, ...schema } = z.toJSONSchema(fileSchema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
  }) as Node;
  return {
    $schema,
    $comment: 'Written by `greenline agreement schema` from the kinds of clause: not by hand.',
    title: 'Greenline agreement',
    description: 'One version of an agreement as terms that can be judged by.',
    ...(helped(schema) as Node),
  } as unknown as JsonObject;
}

/** Goes through a schema from its leaves and makes it of help in an editor. */
function helped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(helped);
  if (typeof value !== 'object' || value === null) return value;
  const node = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, helped(one)]));
  return byKind(alone(described(node)));
}

/** Keys that say nothing of themselves say what keys of their name say everywhere. */
function described(node: Node): Node {
  if (typeof node.properties !== 'object' || node.properties === null) return node;
  const properties = Object.entries(node.properties as Record<string, Node>).map(([key, one]) => {
    const help = KEY_HELP[key];
    const own = help === undefined || one.description !== undefined ? {} : { description: help };
    return [key, THINGS.has(key) ? offered({ ...one, ...own }) : alone({ ...one, ...own })];
  });
  return { ...node, properties: Object.fromEntries(properties) };
}

/** Keys whose texts are classes of the file, kinds of the taxonomy or models. */
const THINGS = new Set(['of', 'what', 'without']);

/** A list of things offers the kinds of the taxonomy; classes and models of the file are any text. */
const offered = (node: Node): Node =>
  node.type === 'array'
    ? { ...node, items: { anyOf: [{ $ref: '#/definitions/kind-of-thing' }, { type: 'string' }] } }
    : node;

/** In draft 7 nothing counts beside a `$ref`: what stands there goes around it, and nothing goes around alone. */
function alone(node: Node): Node {
  const { $ref, ...beside } = node;
  if ($ref !== undefined && Object.keys(beside).length > 0) return { ...beside, allOf: [{ $ref }] };
  const { allOf, ...rest } = node;
  const [only] = Array.isArray(allOf) && allOf.length === 1 ? (allOf as readonly Node[]) : [];
  return only !== undefined && Object.keys(rest).length === 0 ? only : node;
}

/**
 * One of several kinds: `kind` decides which, so that an editor offers and blames the keys of that kind
 * alone, and tells what each kind says.
 */
function byKind(node: Node): Node {
  const { oneOf, ...rest } = node;
  if (!Array.isArray(oneOf)) return node;
  const kinds = (oneOf as readonly Node[]).flatMap((branch) => {
    const kind = ((branch.properties as Node | undefined)?.kind as Node | undefined)?.const;
    return typeof kind === 'string' ? [{ kind, branch }] : [];
  });
  if (kinds.length === 0 || kinds.length < oneOf.length) return node;
  const summaries = kinds.map(({ kind, branch }) => ({
    const: kind,
    description: branch.description,
  }));
  return {
    ...rest,
    type: 'object',
    required: ['cite', 'kind'],
    properties: { kind: { description: KEY_HELP.kind, oneOf: summaries } },
    allOf: kinds.map(({ kind, branch }) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
      then: branch,
    })),
  };
}
