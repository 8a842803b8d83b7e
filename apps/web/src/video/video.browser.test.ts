import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClockedNode, moment } from '../../../../test/support/clocked-node.ts';
import { filmOf, hasFfmpeg } from '../../../../test/support/film.ts';
import { FLIGHT_FROM } from '../../../../test/support/flight.ts';

const T0 = moment('2026-03-10T08:00:00Z');
const FEED =
  "  - { id: drone-link, format: mpegts, listen: 'tcp://127.0.0.1:0', as: cedar-drone-1, record: true }\n";
const FLAGS = [
  ...['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--enable-unsafe-swiftshader'],
  '--autoplay-policy=no-user-gesture-required',
];
const browserPath = found();
const able = browserPath !== undefined && hasFfmpeg();
if (!able) console.log('skipped: video in the console (needs chromium and ffmpeg on the path)');

function found(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

describe.skipIf(!able)('recorded video in the console', () => {
  let node: ClockedNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await ClockedNode.start(T0, undefined, (mission) => {
      const file = join(mission, 'mission.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^feeds:\n/m, `feeds:\n${FEED}`));
    });
    const link = connect(node.node.feedPorts[0] ?? 0, '127.0.0.1');
    link.end(filmOf(T0, 24));
    await once(link, 'close');
    await vi.waitFor(
      async () => {
        await node.node.settled();
        expect(await node.items('video', 'duty-officer')).toHaveLength(3);
      },
      { timeout: 30_000, interval: 200 },
    );
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    await node?.stop();
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])('plays beside its moving footprint at %i × %i', async (width, height) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'dark' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${node.url}/#token=${node.token('duty-officer')}`);
    await page.waitForFunction(() => !location.hash.includes('token'));
    await page.goto(`${node.url}/#/case?sel=video:any`);
    await page.getByRole('button', { name: /^▶/ }).first().click();
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video !== null && video.videoWidth === 320 && video.currentTime > 0.2;
    });
    expect(await brightness(page), 'the picture is not black').toBeGreaterThan(40);
    // Into the second segment: another film by another digest.
    for (const second of [3, 13]) {
      await seek(page, second);
      await expect
        .poll(() => north(page), { timeout: 10_000 })
        .toBeCloseTo(FLIGHT_FROM.lat + second * 1e-4 + 0.004, 5);
    }
    const digests = (await node.items('video', 'duty-officer')) as unknown as { sha256: string }[];
    await page.getByText(`sha256 ${digests[1]?.sha256.slice(0, 16)}`).waitFor();
    await page.getByText('08:00:13Z').waitFor();
    await page.getByText('corners as the drone says them').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(overflow).toBeLessThanOrEqual(width);
    const { PICTURES } = process.env;
    if (PICTURES !== undefined)
      await page.screenshot({ path: join(PICTURES, `film-${width}.png`) });
    if (width < 800) {
      await page.getByRole('button', { name: 'Show on the map' }).click();
      await page.waitForTimeout(500);
      if (PICTURES !== undefined)
        await page.screenshot({ path: join(PICTURES, `film-map-${width}.png`) });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function seek(page: Page, second: number): Promise<void> {
  await page.evaluate(async (to) => {
    const video = document.querySelector('video');
    if (video === null) throw new Error('no video on the page');
    video.pause();
    video.currentTime = to + 0.1;
  }, second);
  await page.waitForFunction(() => document.querySelector('video')?.seeking === false);
}

/** The northern edge of the footprint that the map has, degrees. */
const north = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    type Held = { getSource(name: string): { getData(): Promise<GeoJSON.FeatureCollection> } };
    const holder = document.querySelector('.map') as (Element & { greenlineMap?: Held }) | null;
    const held = await holder?.greenlineMap?.getSource('camera').getData();
    const shape = held?.features.find(({ properties }) => properties?.part === 'footprint');
    if (shape?.geometry.type !== 'Polygon') return 0;
    return Math.max(...(shape.geometry.coordinates[0] ?? []).map(([, lat = 0]) => lat));
  });

/** Mean brightness of the picture that is shown, of 255. */
const brightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    if (video === null || pen === null) return 0;
    pen.drawImage(video, 0, 0, 64, 36);
    const { data } = pen.getImageData(0, 0, 64, 36);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += data[i + 1] ?? 0;
    return sum / (data.length / 4);
  });
