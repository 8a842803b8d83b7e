import { readFileSync } from 'node:fs';
import {
  preparsePolicySet,
  preparseSchema,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import { digestOfJson, fail, type Hasher, ok, type Result } from '@greenline/base';
import type { Label } from '@greenline/labels';
import {
  type Action,
  type Decision,
  type DecisionContext,
  namesOf,
  type PolicyEngine,
  type Principal,
} from '@greenline/sharing';
import { type PolicyError, readPolicies } from './policy-text.ts';

/** A mission's own policy: text of each `*.cedar` file by its name. */
export type PolicyFiles = ReadonlyMap<string, string>;

/** As they come with the software. */
export const DEFAULT_POLICY: PolicyFiles = new Map([['policy.cedar', shipped('policy.cedar')]]);

/**
 * A policy engine on Cedar, always with its schema.
 *
 * The files replace the shipped policy; the shipped floor of forbids is always part of it. Refused
 * are files that do not parse or do not validate, warnings included: a forbid that can never hold
 * is a mistake. Cedar skips a forbid that fails while it is evaluated, so any diagnostic error is
 * a denial here.
 */
export function cedarEngine(
  hasher: Hasher,
  files: PolicyFiles = DEFAULT_POLICY,
): Result<PolicyEngine, readonly PolicyError[]> {
  const schema = shipped('schema.cedarschema');
  const read = readPolicies(new Map([['floor.cedar', shipped('floor.cedar')], ...files]));
  if (!read.ok) return read;
  const staticPolicies = Object.fromEntries(read.value);
  const wrong = findings(schema, staticPolicies);
  if (wrong.length > 0) return fail(wrong);

  const version = digestOfJson(hasher, { schema, policies: staticPolicies });
  const prepared = [
    preparseSchema(version, schema),
    preparsePolicySet(version, { staticPolicies }),
  ].flatMap((answer) => (answer.type === 'failure' ? answer.errors : []));
  if (prepared.length > 0) return fail(prepared.map(({ message }) => ({ text: message })));

  return ok({
    version,
    decide: (principal, action, label, context) =>
      ask(requestOf(version, principal, action, label, context)),
  });
}

function findings(
  schema: string,
  staticPolicies: Readonly<Record<string, string>>,
): readonly PolicyError[] {
  const answer = validate({
    validationSettings: { mode: 'strict' },
    schema,
    policies: { staticPolicies },
  });
  if (answer.type === 'failure') return answer.errors.map(({ message }) => ({ text: message }));
  return [
    ...[...answer.validationErrors, ...answer.validationWarnings].map(({ policyId, error }) => ({
      policy: policyId,
      text: error.message,
    })),
    ...answer.otherWarnings.map(({ message }) => ({ text: message })),
  ];
}

function requestOf(
  version: string,
  principal: Principal,
  action: Action,
  label: Label,
  context: DecisionContext,
): StatefulAuthorizationCall {
  const { role, member, may, exercise = false } = principal;
  const asker = { type: 'Principal', id: principal.id };
  const asked = { type: 'Label', id: 'asked' };
  return {
    principal: asker,
    action: { type: 'Action', id: action },
    resource: asked,
    context: { exercise: context.exercise },
    preparsedSchemaName: version,
    preparsedPolicySetId: version,
    validateRequest: true,
    entities: [
      {
        uid: asker,
        attrs: {
          role,
          ...(member !== undefined && { member }),
          names: [...namesOf(principal)],
          may: [...may],
          exercise,
        },
        parents: [],
      },
      {
        uid: asked,
        attrs: {
          policy: label.policy,
          owner: label.owner,
          releasableTo: [...label.releasableTo],
          notReleasableTo: [...label.notReleasableTo],
          caveats: [...label.caveats],
          originatorControlled: label.originatorControlled,
          exercise: label.exercise,
        },
        parents: [],
      },
    ],
  };
}

function ask(request: StatefulAuthorizationCall): Decision {
  const answer = statefulIsAuthorized(request);
  if (answer.type === 'failure')
    return denied(`the question does not fit the schema: ${answer.errors[0]?.message ?? ''}`);
  const { decision, diagnostics } = answer.response;
  const [error] = diagnostics.errors;
  if (error !== undefined) return denied(`policy ${error.policyId} failed: ${error.error.message}`);
  const policies = [...diagnostics.reason].sort().join(', ');
  if (decision === 'allow') return { allow: true, reason: `permitted by ${policies}` };
  return denied(policies === '' ? 'no policy permits it' : `forbidden by ${policies}`);
}

const denied = (reason: string): Decision => ({ allow: false, reason });

function shipped(name: string): string {
  return readFileSync(new URL(`../defaults/${name}`, import.meta.url), 'utf8');
}
