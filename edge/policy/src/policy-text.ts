import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { fail, ok, type Result } from '@greenline/base';

/** Why a policy was refused, and where. */
export interface PolicyError {
  readonly file?: string;
  /** Its `@id`, or its place in the file. */
  readonly policy?: string;
  readonly text: string;
}

/** Policies by their `@id`, of all files together. */
export function readPolicies(
  files: ReadonlyMap<string, string>,
): Result<ReadonlyMap<string, string>, readonly PolicyError[]> {
  const policies = new Map<string, string>();
  const errors: PolicyError[] = [];
  for (const [file, text] of files) {
    const parts = policySetTextToParts(text);
    if (parts.type === 'failure') {
      errors.push(...parts.errors.map(({ message }) => ({ file, text: message })));
      continue;
    }
    if (parts.policy_templates.length > 0)
      errors.push({ file, text: 'has a template; write each policy out' });
    for (const [index, policy] of parts.policies.entries()) {
      const id = idOf(policy);
      const place = `policy ${index + 1}`;
      if (id === undefined)
        errors.push({ file, policy: place, text: 'has no @id("…"); give it one' });
      else if (policies.has(id))
        errors.push({ file, policy: id, text: 'this @id is taken; choose another' });
      else policies.set(id, policy);
    }
  }
  return errors.length > 0 ? fail(errors) : ok(policies);
}

function idOf(policy: string): string | undefined {
  const read = policyToJson(policy);
  return read.type === 'success' ? read.json.annotations?.id || undefined : undefined;
}
