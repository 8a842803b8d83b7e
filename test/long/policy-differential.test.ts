import { nodeHasher } from '@greenline/crypto';
import { cedarEngine } from '@greenline/policy';
import { expect, it } from 'vitest';
import { differ } from '../../edge/policy/src/differential.ts';

it('Cedar and the reference agree on 1,000,000 random questions', { timeout: 600_000 }, () => {
  const made = cedarEngine(nodeHasher);
  if (!made.ok) throw new Error('the shipped policy is refused');
  const size = { questions: 1_000_000, principals: 60, labels: 100 };
  const { differences, asked } = differ(made.value, 1, size);
  expect(asked).toBe(1_000_000);
  expect(differences).toEqual([]);
});
