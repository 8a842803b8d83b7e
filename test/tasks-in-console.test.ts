import { execFileSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';

const browserPath = found();
if (browserPath === undefined)
  console.log('skipped: tasks in the console (no chromium on the path)');

function found(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const T0 = moment('2026-03-10T09:00:00Z');
/** Where pictures of the pages go; absent: nowhere. */
const PICTURES = process.env.GREENLINE_PICTURES;

describe.skipIf(browserPath === undefined)('tasks in the console', () => {
  let node: ClockedNode;
  let browser: Browser;
  let about: string;

  beforeAll(async () => {
    node = await ClockedNode.start(T0);
    const shot = { lon: 36.12, lat: 47.52, kind: 'event', class: 'shot', sigmaM: 30 };
    await node.see({ ...shot, sensor: 'aster-mast-1' });
    const [found] = await node.items('cases', 'duty-officer');
    about = found?.id ?? '';
    const args = ['--headless=new', '--no-sandbox', '--enable-unsafe-swiftshader'];
    browser = await chromium.launch({ executablePath: browserPath ?? '', args });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await node?.stop();
  });

  async function visit(who: string, hash: string, width: number, height: number) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'dark' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${node.url}/#token=${node.token(who)}`);
    await page.waitForFunction("!location.hash.includes('token')");
    await page.goto(`${node.url}/${hash}`);
    await page.getByText('EXERCISE').first().waitFor();
    const leave = async () => {
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide, 'nothing runs out of the page').toBeLessThanOrEqual(width);
      await context.close();
      expect(complaints).toEqual([]);
    };
    return { page, leave };
  }
  const picture = async (page: Page, name: string) => {
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };

  it('are asked for from a case, given to who can do it soonest, and done by its own nation', async () => {
    const lead = await visit('duty-officer', `#/case?sel=case:${about}`, 1440, 900);
    const tasks = lead.page.getByRole('region', { name: 'Tasks' });
    await tasks.getByLabel('What to look for').fill('muzzle flash');
    await tasks.getByRole('button', { name: 'Ask for a look' }).click();
    const item = tasks.getByText('Image: muzzle flash');
    await item.waitFor();
    await item.click();
    const could = tasks.getByRole('list', { name: 'Who could do it' });
    await could.getByText('does not image').waitFor();
    await picture(lead.page, 'tasks-desk');
    await could.getByRole('button', { name: 'Assign' }).first().click();
    await tasks.getByText('Assigned · aster-mast-1 of aster').waitFor();
    expect(await tasks.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    await lead.leave();

    const own = await visit('analyst-aster', '#/queue', 390, 844);
    const { page } = own;
    await page.getByText('1 open').click();
    await page.getByText('Image: muzzle flash').click();
    await page.getByRole('button', { name: 'Refuse', exact: true }).click();
    await page.getByText('Missing: your reason to refuse').waitFor();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByText('Accepted · aster-mast-1 of aster').waitFor();
    await picture(page, 'tasks-phone');
    await page.getByLabel('Results: ids of observations or files').fill('frame-1, frame-2');
    await page.getByRole('button', { name: 'Deliver', exact: true }).click();
    await page.getByText('Delivered · aster-mast-1 of aster').waitFor();
    await page.getByText('frame-1, frame-2').waitFor();
    await own.leave();

    const after = await visit('duty-officer', `#/case?sel=case:${about}`, 1440, 900);
    await after.page.getByText('results: frame-1, frame-2').waitFor();
    await picture(after.page, 'tasks-history');
    await after.leave();
  }, 120_000);
});
