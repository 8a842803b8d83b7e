import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockNode } from '../mock/serve.ts';

const browserPath = found();
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
];

if (browserPath === undefined) {
  console.log('skipped: the console in a browser (no chromium on the path)');
}

function found(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** A page that keeps account of what it asked for and complained about. */
interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly elsewhere: string[];
  readonly complaints: string[];
}

describe.skipIf(browserPath === undefined)('the console in a browser', () => {
  let node = mockNode();
  let browser: Browser;
  let origin = '';

  beforeAll(async () => {
    await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'error' });
    await new Promise<void>((done) => node.server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(node.server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    await node.stop();
  });

  async function visit(
    hash: string,
    width: number,
    height: number,
    token?: string,
  ): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'dark' });
    const page = await context.newPage();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(blob|data):/.test(url)) elsewhere.push(url);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    if (token !== undefined) {
      await page.goto(`${origin}/#token=${token}`);
      await page.waitForFunction(() => !location.hash.includes('token'));
    }
    await page.goto(`${origin}/${hash}`);
    await page.getByText('EXERCISE').first().waitFor();
    return { page, context, elsewhere, complaints };
  }

  async function leave({ context, elsewhere, complaints }: Visit): Promise<void> {
    await context.close();
    expect(elsewhere, 'no call to any other host').toEqual([]);
    expect(complaints, 'no error in the console').toEqual([]);
  }

  it.each([
    [1440, 900],
    [390, 844],
  ])('draws zones and tracks in the parties’ colours at %i × %i', async (width, height) => {
    const at = await visit('#/watch', width, height, 'staff-token');
    await at.page.getByText('Live', { exact: true }).first().waitFor();
    const drawn = await pixels(
      at.page,
      (seen) => seen.blue > 60 && seen.orange > 60 && seen.zone > 2000,
    );
    expect(drawn.blue).toBeGreaterThan(60);
    expect(drawn.orange).toBeGreaterThan(60);
    expect(drawn.zone, 'the tint of a zone').toBeGreaterThan(2000);
    await at.page.evaluate(() => {
      for (const label of document.querySelectorAll<HTMLLabelElement>('.legend label')) {
        if (!/Zones/.test(label.textContent ?? '')) label.querySelector('input')?.click();
      }
    });
    const without = await pixels(at.page, (seen) => seen.orange < drawn.orange / 2);
    expect(without.orange, 'dots go with their layer').toBeLessThan(drawn.orange / 2);
    expect(without.zone, 'zones stay').toBeGreaterThan(2000);
    const overflow = await at.page.evaluate(() => document.documentElement.scrollWidth);
    expect(overflow).toBeLessThanOrEqual(width);
    await leave(at);
  });

  it('lets the keyboard alone confirm a case, with a reason and not without', async () => {
    const at = await visit('#/watch', 1440, 900, 'staff-token');
    const { page } = at;
    await page
      .getByRole('button', { name: /1 of 2/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Confirm', exact: true }).waitFor();
    await tabTo(page, 'Confirm');
    await page.keyboard.press('Enter');
    await page.getByText('Missing: your reason').waitFor();
    const violation = page.getByRole('heading', { name: /Ceasefire violation/ });
    expect(await violation.count()).toBe(0);
    await page.keyboard.type('Both passes show the same vehicle.');
    await tabTo(page, 'Confirm');
    await page.keyboard.press('Enter');
    await page.getByText(/Recorded: entry \d+/).waitFor();
    await violation.waitFor();
    await page.goBack();
    expect(page.url()).toMatch(/#\/watch$/);
    await leave(at);
  });

  it('keeps a patrol’s draft through a reload, and its report through a dead network', async () => {
    const at = await visit('#/report', 390, 844, 'patrol-token');
    const { page, context } = at;
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByText('Not sent yet. Missing:').waitFor();
    await page.getByLabel('Patrol', { exact: true }).fill('P3');
    await page.getByLabel('Nation').fill('N1');
    await page.getByLabel('Position').fill('48.412 N 35.871 E');
    await page.getByLabel(/Accuracy/).fill('20');
    await page.getByRole('button', { name: '+ Heard' }).click();
    await page.getByLabel('What', { exact: true }).fill('explosion');
    await page.reload();
    expect(await page.getByLabel('What', { exact: true }).inputValue()).toBe('explosion');
    expect(await page.getByLabel('Position').inputValue()).toBe('48.412 N 35.871 E');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByText('Waits in the outbox', { exact: true }).waitFor();
    await context.setOffline(false);
    await page.getByText(/On the node’s disk: entry \d+, sha256 [0-9a-f]{16}/).waitFor();
    at.complaints.length = 0; // The dead network is complained about, and rightly.
    await leave(at);
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])(
    'keeps a declaration through a reload, a refusal and a dead network at %i × %i',
    async (width, height) => {
      const at = await visit('declare', width, height, 'liaison-token');
      const { page, context } = at;
      await page.getByRole('button', { name: 'Notice', exact: true }).click();
      await page.getByRole('button', { name: 'Declare the notice' }).click();
      await page.getByText('Not declared yet:').waitFor();
      await page.getByText('Activity: is missing').waitFor();
      await page.getByLabel('Id', { exact: true }).fill('taken');
      await page.getByLabel('Activity', { exact: true }).fill('flight');
      await page.getByLabel('From, UTC').fill('2026-03-10T12:00');
      expect(await page.getByLabel('From, Kyiv').inputValue()).toBe('2026-03-10T14:00');
      await page.getByLabel('To, Kyiv').fill('2026-03-10T17:30');
      expect(await page.getByLabel('To, UTC').inputValue()).toBe('2026-03-10T15:30');
      await drawBox(page);
      const west = await page.getByLabel('West, °').inputValue();
      expect(Number(west)).toBeGreaterThan(30);
      await page.reload();
      expect(await page.getByLabel('Activity', { exact: true }).inputValue()).toBe('flight');
      expect(await page.getByLabel('West, °').inputValue()).toBe(west);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow).toBeLessThanOrEqual(width);

      await page.getByRole('button', { name: 'Declare the notice' }).click();
      await page.getByText('Id: is taken: choose another').waitFor();
      const id = page.getByLabel('Id', { exact: true });
      expect(await id.getAttribute('aria-invalid')).toBe('true');
      await id.fill('N-7');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Declare the notice' }).click();
      await page.getByText('Waits in the outbox', { exact: true }).waitFor();
      await context.setOffline(false);
      await page.getByText(/On the node’s disk as version 1: entry \d+/).waitFor();
      await page.getByRole('button', { name: 'What stands declared' }).click();
      await page.getByText(/Permit P-1: movement, Party A/).waitFor();
      await page.getByText(/Notice N-7: flight, Party A/).waitFor();
      at.complaints.length = 0; // The refusal and the dead network are complained about, and rightly.
      await leave(at);
    },
  );

  it.each([
    [1440, 900],
    [390, 844],
  ])(
    'files a protest, and shows it with its clock and what can be done at %i × %i',
    async (width, height) => {
      const at = await visit('filings', width, height, 'liaison-token');
      const { page, context } = at;
      await page.getByRole('heading', { name: 'What stands filed' }).waitFor();
      await page.getByRole('button', { name: 'Protests', exact: true }).click();
      const file = page.getByRole('button', { name: /^File protest-/ });
      await file.click();
      await page.getByText('Text: is missing').waitFor();
      await page.getByLabel('Text', { exact: true }).fill('Shots at our post.');
      await page.reload();
      expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(
        'Shots at our post.',
      );
      await context.setOffline(true);
      await file.click();
      await page.getByText('Waits in the outbox', { exact: true }).waitFor();
      await context.setOffline(false);
      await page.getByText(/On the node’s disk: entry \d+/).waitFor();
      await page
        .getByRole('button', { name: /Protests A:protest-/ })
        .first()
        .click();
      await page.getByText(/Acknowledge: due in 1[45] min/).waitFor();
      await page.getByText('Shots at our post.').waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow).toBeLessThanOrEqual(width);
      await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
      await page.getByText('Acknowledged', { exact: true }).first().waitFor();
      at.complaints.length = 0; // The dead network is complained about, and rightly.
      await leave(at);
    },
  );

  it('offers nobody to declare what is not theirs to say, and GeoJSON in place of a box', async () => {
    const at = await visit('#/declare', 1440, 900, 'liaison-token');
    const { page } = at;
    await page.getByRole('button', { name: 'Inventory' }).waitFor();
    for (const name of ['Permit', 'Waiver', 'Choice of a reading', 'Deployment'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Notice', exact: true }).click();
    await page.getByRole('button', { name: 'GeoJSON' }).click();
    await page
      .getByLabel(/A Polygon or MultiPolygon/)
      .fill('{"type":"Point","coordinates":[36,49]}');
    await page.getByRole('button', { name: 'Declare the notice' }).click();
    await page.getByText('Area: need Polygon or MultiPolygon, found Point').waitFor();
    await leave(at);
    const other = await visit('#/declare', 390, 844, 'party-token');
    await other.page.getByText('This sign-in may not declare.').waitFor();
    await leave(other);
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])(
    'says what a track is made of, and takes an officer’s word, at %i × %i',
    async (width, height) => {
      const at = await visit('#/case?sel=track:track-004', width, height, 'staff-token');
      const { page } = at;
      await page.getByText(/^uncorroborated/).waitFor();
      await page.getByText('40 observations: mast-04 20, uav-2 20; 2 doubted').waitFor();
      await page
        .getByText('leapt farther than such a thing can go: 4\u202f180 m')
        .first()
        .waitFor();
      await shot(page, 'track');
      expect(await unsound(page, '.case-panel')).toEqual([]);
      await page.locator('.lineage-list .link').first().click();
      await page.getByText('Observation look-track-00').waitFor();
      await shot(page, 'observation');
      expect(await unsound(page, '.case-panel')).toEqual([]);
      await page.getByRole('button', { name: 'track-004' }).click();
      await page.getByRole('button', { name: 'Record that both are one' }).click();
      await page.getByText('Missing: the other track').waitFor();
      await page.getByLabel('The other track').fill('track-007');
      await page.getByRole('button', { name: 'Record that both are one' }).click();
      await page.getByText('Missing: your reason').waitFor();
      await page.locator('.track-steps textarea').fill('a tractor and its trailer');
      await page.getByRole('button', { name: 'Record that both are one' }).click();
      await page.getByText('Recorded: entry 77.').waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow).toBeLessThanOrEqual(width);
      await shot(page, 'track-steps');
      await leave(at);
    },
  );

  it.each([
    [1440, 900],
    [390, 844],
  ])(
    'says which sensor is silent, which lies off and is corrected, at %i × %i',
    async (width, height) => {
      const at = await visit('#/queue', width, height, 'staff-token');
      const { page } = at;
      await page.getByText('4 sensors · 1 silent · 1 corrected').waitFor();
      await page.getByRole('button', { name: 'Feeds and sensors' }).click();
      await page.getByText(/^277 m to the south-east beside what others see; corrected/).waitFor();
      await page.getByText('it should speak every 60 s').waitFor();
      await page.getByText('bad crc 214').waitFor();
      await page.getByText('received 1.3 s after observed, spread 0.2 s').waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow).toBeLessThanOrEqual(width);
      await shot(page, 'health');
      expect(await unsound(page, '.case-panel')).toEqual([]);
      await leave(at);
    },
  );

  it.each([
    [1440, 900],
    [390, 844],
  ])(
    'keeps looked, not looked, jammed and denied apart at any moment, at %i × %i',
    async (width, height) => {
      const at = await visit('#/watch', width, height, 'staff-token');
      const { page } = at;
      await page.getByText('Legend').click();
      await page.getByLabel('Where we looked').check();
      await page.getByText(/^At \d\d:\d\dZ: \d+ areas looked at, 1 jammed, 1 denied/).waitFor();
      await shot(page, 'coverage');
      expect(await unsound(page, '.legend')).toEqual([]);
      // Three days ago: nothing of that is loaded, and it is asked for.
      const asked = page.waitForRequest(/api\/effort\?from=/);
      const field = page.getByLabel('Picture at, UTC');
      await field.fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 16));
      await field.press('Enter');
      await asked;
      await page.getByText(/^At \d{4}-\d\d-\d\d \d\d:\d\dZ: \d+ areas? looked at/).waitFor();
      await shot(page, 'coverage-then');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow).toBeLessThanOrEqual(width);
      await leave(at);
    },
  );

  it('shows the public squares, no tracks, the guard, and where a token comes from', async () => {
    const at = await visit('#/watch', 1440, 900);
    await at.page.getByText('squares of 1 km').waitFor();
    await at.page.getByText('greenline token --for duty-officer').waitFor();
    await at.page.getByText('Legend').click();
    expect(await at.page.getByLabel('Tracks', { exact: true }).count()).toBe(0);
    await leave(at);
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])('shows a moment gone by as it was known then, at %i × %i', async (width, height) => {
    const at = await visit('#/watch', width, height, 'staff-token');
    const { page } = at;
    const list = page.locator('.map-list');
    const tracks = () => list.getByText(/^Track: /).count();
    await expect.poll(tracks, { timeout: 20_000 }).toBeGreaterThan(20);
    const field = page.getByLabel('Picture at, UTC');
    await field.fill(new Date(Date.now() - 3_600_000).toISOString().slice(0, 16));
    await field.press('Enter');
    await page.getByText('marks known then').waitFor();
    await expect.poll(tracks).toBe(15);
    await page.getByLabel('What was known, and when').selectOption('As known now');
    await expect.poll(tracks).toBe(30);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(overflow).toBeLessThanOrEqual(width);
    await leave(at);
  });

  it('calls the duty desk above all else, and suspends the mission by one key', async () => {
    const alerted = mockNode({ alert: true });
    await new Promise<void>((done) => alerted.server.listen(0, '127.0.0.1', done));
    const mocked = origin;
    origin = `http://127.0.0.1:${(alerted.server.address() as AddressInfo).port}`;
    try {
      const at = await visit('#/watch', 1440, 900, 'staff-token');
      const { page } = at;
      await page.getByText('Call for help').waitFor();
      await page.getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText('Call for help').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Suspend mission' }).click();
      await page.getByLabel('Why').fill('the headquarters is shelled');
      await page.locator('.suspend-box').getByRole('button', { name: 'Suspend mission' }).click();
      await page.getByText('The mission is suspended').waitFor();
      await leave(at);
      const public_ = await visit('#/watch', 1440, 900);
      await public_.page.getByText('The mission is suspended').waitFor();
      expect(await public_.page.getByRole('button', { name: /mission/ }).count()).toBe(0);
      await leave(public_);
    } finally {
      origin = mocked;
      await alerted.stop();
    }
  });

  it('says that the node is gone, counts, and recovers by itself', async () => {
    const at = await visit('#/watch', 1440, 900, 'staff-token');
    await at.page.getByText('Live', { exact: true }).first().waitFor();
    const { port } = node.server.address() as AddressInfo;
    await node.stop();
    await at.page.getByText('The node has not answered for').waitFor();
    node = mockNode();
    await new Promise<void>((done) => node.server.listen(port, '127.0.0.1', done));
    await at.page.getByText('The node has not answered for').waitFor({ state: 'detached' });
    at.complaints.length = 0;
    await leave(at);
  });
});

/** What axe-core finds wrong with a part of the page for those who do not see it, or hardly. */
async function unsound(page: Page, part: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (within) => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run(within, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, part);
}

/** For eyes: a picture of the page, where somebody asks for pictures. */
async function shot(page: Page, name: string): Promise<void> {
  const { PICTURES } = process.env;
  const width = page.viewportSize()?.width;
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}-${width}.png` });
}

/** Draws a box over the middle of the form’s map. */
async function drawBox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw the box on the map' }).click();
  const map = page.locator('.box-map');
  await map.scrollIntoViewIfNeeded();
  await page.locator('.box-map canvas').waitFor();
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map is not on the page');
  const { x, y, width, height } = box;
  await page.mouse.move(x + width * 0.3, y + height * 0.3);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.5, y + height * 0.7, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Draw the box on the map' }).waitFor();
}

/** Presses Tab until a button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const on = await page.evaluate(() => document.activeElement?.textContent);
    if (on === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`sixty times Tab did not reach ${name}`);
}

interface Seen {
  readonly blue: number;
  readonly orange: number;
  readonly zone: number;
}

/** Counts pixels of the map's own canvas, frame by frame, until they are enough or 15 s are over. */
async function pixels(page: Page, enough: (seen: Seen) => boolean): Promise<Seen> {
  let seen: Seen = { blue: 0, orange: 0, zone: 0 };
  for (let tries = 0; tries < 30; tries++) {
    seen = await page.evaluate(readPixels);
    if (enough(seen)) return seen;
    await page.waitForTimeout(500);
  }
  return seen;
}

/** Runs in the page: reads the frame back in the moment it was drawn. */
function readPixels(): Promise<Seen> {
  type Drawn = {
    once(event: 'render', run: () => void): void;
    triggerRepaint(): void;
    getCanvas(): HTMLCanvasElement;
  };
  const holder = document.querySelector('.map') as (Element & { greenlineMap?: Drawn }) | null;
  const map = holder?.greenlineMap;
  if (map === undefined) return Promise.resolve({ blue: 0, orange: 0, zone: 0 });
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): number[] => {
    const hex = style.getPropertyValue(`--${name}`).trim().slice(1);
    return [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  };
  const [blue, orange, land, sea] = ['party-blue', 'party-orange', 'map-land', 'map-sea'].map(
    token,
  );
  return new Promise((answer) => {
    map.once('render', () => {
      const canvas = map.getCanvas();
      const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
      const bytes = new Uint8Array(canvas.width * canvas.height * 4);
      gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
      const is = (i: number, colour: number[] | undefined, off: number): boolean =>
        [0, 1, 2].every((c) => Math.abs((bytes[i + c] ?? 0) - (colour?.[c] ?? 0)) <= off);
      // A zone's tint: land with 13 % of a party's hue over it.
      const tint = [0, 1, 2].map((c) => (land?.[c] ?? 0) * 0.87 + (blue?.[c] ?? 0) * 0.13);
      const seen = { blue: 0, orange: 0, zone: 0 };
      for (let i = 0; i < bytes.length; i += 4) {
        if (is(i, blue, 6)) seen.blue++;
        else if (is(i, orange, 6)) seen.orange++;
        else if (is(i, tint, 5) && !is(i, sea, 5) && !is(i, land, 3)) seen.zone++;
      }
      answer(seen);
    });
    map.triggerRepaint();
  });
}
