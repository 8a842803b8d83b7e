import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Conformance,
  conformancePage,
  type TestOutcome,
} from '../edge/feeds/src/conformance.ts';

/** Runs the tests of the feeds and writes what they show to `docs/conformance.md`. */
const FEEDS = 'edge/feeds/src';

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const file = join(folder, 'run.json');
spawnSync('npx', ['vitest', 'run', FEEDS, '--reporter=json', `--outputFile=${file}`], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const report: Report = JSON.parse(readFileSync(file, 'utf8'));
rmSync(folder, { recursive: true });
const run = report.testResults
  .flatMap((one) => one.assertionResults)
  .map(
    ({ title, status }): TestOutcome => ({
      title,
      outcome: status === 'passed' || status === 'failed' ? status : 'skipped',
    }),
  );
const claims: Conformance[] = await Promise.all(
  readdirSync(FEEDS)
    .filter((name) => existsSync(`${FEEDS}/${name}/conformance.ts`))
    .map(async (name) => (await import(`../${FEEDS}/${name}/conformance.ts`)).conformance),
);
writeFileSync('docs/conformance.md', conformancePage(claims, run));
