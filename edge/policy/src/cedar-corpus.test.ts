import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  type AuthorizationCall,
  isAuthorized,
  type TypeAndId,
} from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, it } from 'vitest';

// Source: cedar-policy/cedar-integration-tests at f161e9f, a sample. Where it lies is not ours to ship.
const CORPUS = '../shared/vectors/cedar';

interface Case {
  readonly policies: string;
  readonly entities: string;
  readonly schema: string;
  readonly requests: readonly {
    readonly principal: TypeAndId;
    readonly action: TypeAndId;
    readonly resource: TypeAndId;
    readonly context: AuthorizationCall['context'];
    readonly validateRequest?: boolean;
    readonly decision: 'allow' | 'deny';
    readonly reason: readonly string[];
    readonly errors: readonly string[];
  }[];
}

/** Whole numbers that JavaScript would round. */
const UNSAFE = /(?<![\w."])-?\d{16,}(?![\w."])/;

const text = (path: string): string => readFileSync(`${CORPUS}/${path}`, 'utf8');

function answersOf(path: string): { readonly right: number; readonly rounded: number } {
  const read: Case = JSON.parse(text(path));
  const place = (file: string): string => file.replace('corpus-tests/', 'corpus/');
  const schema = text(place(read.schema));
  const policies = { staticPolicies: text(place(read.policies)) };
  const entityText = text(place(read.entities));
  const entities = JSON.parse(entityText);
  let right = 0;
  let rounded = 0;
  for (const [index, request] of read.requests.entries()) {
    const { principal, action, resource, context, validateRequest = true } = request;
    if (UNSAFE.test(JSON.stringify(context)) || UNSAFE.test(entityText)) {
      rounded++;
      continue;
    }
    const call = { principal, action, resource, context, schema, policies, entities };
    const answer = isAuthorized({ ...call, validateRequest });
    const place = `${path} request ${index}`;
    if (answer.type === 'failure') throw new Error(`${place}: ${answer.errors[0]?.message}`);
    const { decision, diagnostics } = answer.response;
    expect([place, decision]).toEqual([place, request.decision]);
    expect([...diagnostics.reason].sort()).toEqual([...request.reason].sort());
    expect(diagnostics.errors.map(({ policyId }) => policyId).sort()).toEqual(
      [...request.errors].sort(),
    );
    right++;
  }
  return { right, rounded };
}

describe.skipIf(!existsSync(CORPUS))('Cedar as we call it, on its own corpus', () => {
  const cases = (folder: string): readonly string[] =>
    existsSync(`${CORPUS}/${folder}`)
      ? readdirSync(`${CORPUS}/${folder}`)
          .filter((file) => file.endsWith('.json') && !file.includes('entities'))
          .map((file) => `${folder}/${file}`)
      : [];

  it('gives the decision, reasons and errors that the corpus states, numbers beyond 2^53 apart', () => {
    const answers = [...cases('corpus'), ...cases('tests/example_use_cases')].map(answersOf);
    const sum = (count: 'right' | 'rounded') =>
      answers.reduce((all, answer) => all + answer[count], 0);
    expect(sum('right')).toBeGreaterThan(150);
    expect(sum('rounded')).toBeLessThan(sum('right') / 20);
  });
});
