import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@greenline/reports';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GREENLINE } from './support/node-process.ts';
import { PATROL_DAY } from './support/patrol-day.ts';
import { atRest, quickly } from './support/quickly.ts';
import { recount } from './support/recount.ts';
import { type Replayed, replay, writeLines } from './support/replay.ts';

const MISSION = join(import.meta.dirname, '../missions/forty-km');
const DAY = '2026-03-10';
const folder = mkdtempSync(join(tmpdir(), 'greenline-reports-'));
const FORMATS = ['html', 'pdf', 'json', 'csv'];
const browserPath = found('chromium');
if (browserPath === undefined) {
  console.log('skipped: reports in a browser (no chromium on the path)');
}

function found(command: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** An hour of fire, a look at half the east for the whole day, and what befell the patrols. */
const FACTS = [
  ...Array.from({ length: 60 }, (_, i) => ({
    fact: 'event',
    id: `e${i}`,
    class: i % 4 ? 'explosion' : 'shot',
    at: new Date(Date.UTC(2026, 2, 10, 12, i)).toISOString(),
    uncertaintyS: 1,
    position: { lon: 35.01 + i / 20, lat: 47.2 + (i % 9) / 10 },
    sigmaM: 10,
  })),
  ...['aster-mast-1', 'birch-radar-1'].map((sensor, i) => ({
    fact: 'coverage',
    sensor,
    area: {
      type: 'Polygon',
      coordinates: [
        [
          [36.4 + i, 46],
          [38 + i, 46],
          [38 + i, 49],
          [36.4 + i, 49],
          [36.4 + i, 46],
        ],
      ],
    },
    from: '2026-03-09T10:00:00Z',
    to: '2026-03-10T15:30:00Z',
    pd: 0.8,
  })),
];

describe('a report', () => {
  let run: Replayed;
  let n = 0;
  const written = async (...more: readonly string[]): Promise<Buffer> => {
    const out = join(folder, `out-${++n}`);
    const from = ['--mission', MISSION, '--from', run.folder, '--out', out];
    const said = await quickly('report', ...from, ...more);
    expect(said.errors).toBe('');
    return readFileSync(out);
  };
  const day = (format: string, principal = 'duty-officer', language = 'en') =>
    written('--day', DAY, '--format', format, '--for', principal, '--language', language);

  beforeAll(async () => {
    const inputs = [
      `report:${writeLines(folder, 'day.jsonl', PATROL_DAY)}`,
      `facts:${writeLines(folder, 'facts.jsonl', FACTS)}`,
    ];
    run = await replay(MISSION, inputs, join(folder, 'replay'));
  }, 120_000);

  afterAll(() => {
    atRest();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the figures that somebody else counts from the same files', async () => {
    const report = JSON.parse((await day('json')).toString()) as Report;
    const counted: Record<string, number> = {};
    const put = (key: string, value: number | undefined) => {
      if (value !== undefined && value !== 0) counted[key] = value;
    };
    const number = (count: Report['happenings'][number]['outgoing']) =>
      count.records.length === 0 ? undefined : count.records.length;
    for (const { type, region, all, ...of } of report.happenings) {
      put(`happenings ${type} ${region} all`, number(all.now));
      for (const direction of ['outgoing', 'incoming', 'undetermined'] as const) {
        put(`happenings ${type} ${region} ${direction}`, number(of[direction]));
      }
    }
    for (const { region, denied, delayed, conditional, delayMinutes } of report.movement ?? []) {
      put(`movement ${region} denied`, denied.value);
      put(`movement ${region} delayed`, delayed.value);
      put(`movement ${region} conditional`, conditional.value);
      put(`movement ${region} minutes`, delayMinutes);
    }
    for (const { class: kind, region, now } of report.hazards)
      put(`hazards ${kind} ${region}`, now.value);
    for (const { clause, party, verdict, now } of report.findings) {
      put(`findings ${clause} ${party} ${verdict}`, now.value);
    }
    for (const { clause, party, ...turns } of report.cases) {
      for (const [turn, { value }] of Object.entries(turns))
        put(`cases ${clause} ${party} ${turn}`, value);
    }
    for (const { class: kind, party, region, all } of report.objects) {
      if (region === 'total') put(`objects ${kind} ${party} total`, number(all.now));
    }
    for (const { region, now } of report.effort)
      put(`effort ${region} sensorHours`, now?.sensorHours);
    const again = Object.entries(recount(run.folder, MISSION, DAY)).filter(
      ([, value]) => value !== 0,
    );
    expect(Object.keys(counted).length).toBeGreaterThan(40);
    expect(counted).toEqual(Object.fromEntries(again));
  });

  it.each(['en', 'uk'])(
    'in %s is the same bytes every time and wherever the machine is',
    async (language) => {
      const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      const here = await Promise.all(
        FORMATS.map((format) => day(format, 'duty-officer', language)),
      );
      for (const [i, zone] of ['Pacific/Kiritimati', 'America/Adak'].entries()) {
        const format = FORMATS[i] ?? 'html';
        const out = join(folder, `away-${language}-${i}`);
        const args = ['report', '--mission', MISSION, '--from', run.folder, '--day', DAY];
        const more = [
          '--format',
          format,
          '--language',
          language,
          '--for',
          'duty-officer',
          '--out',
          out,
        ];
        const away = spawnSync(process.execPath, [GREENLINE, ...args, ...more], {
          env: { ...process.env, TZ: zone, LANG: 'de_DE.UTF-8' },
        });
        expect(away.stderr.toString()).toBe('');
        expect(sum(readFileSync(out))).toBe(sum(here[i] as Buffer));
      }
      expect(here[1]?.subarray(0, 5).toString()).toBe('%PDF-');
    },
  );

  it('is refused in a language that nobody wrote, and without saying of what', async () => {
    const args = [
      '--mission',
      MISSION,
      '--from',
      run.folder,
      '--for',
      'duty-officer',
      '--out',
      'x',
    ];
    const klingon = await quickly('report', ...args, '--day', DAY, '--language', 'tlh');
    expect(klingon).toMatchObject({ code: 2 });
    expect(klingon.errors).toMatch(/en, uk, or name a file of phrases/);
    expect(await quickly('report', ...args)).toMatchObject({ code: 2 });
    expect(await quickly('report', ...args, '--day', DAY, '--week', '2026-W11')).toMatchObject({
      code: 2,
    });
    expect(await quickly('report', ...args, '--week', 'W11')).toMatchObject({ code: 1 });
  });

  it('names to parties and public no source, no patrol and no place finer than a region', async () => {
    const sources = ['patrol-', 'mast-', 'radar-', 'aster', 'birch', 'turned back'];
    for (const principal of ['liaison-a', 'public']) {
      for (const format of ['html', 'json', 'csv']) {
        for (const of of [
          ['--day', DAY],
          ['--week', DAY],
        ]) {
          const text = (
            await written(...of, '--format', format, '--for', principal, '--language', 'uk')
          ).toString();
          for (const source of sources)
            expect(text, `${principal} ${format}`).not.toContain(source);
          expect(text).not.toMatch(/"boxes"|"marks"|fill-opacity="\.55"/);
        }
      }
    }
  });

  it('of a week counts its days, and of a case is there at once', async () => {
    const week = JSON.parse(
      (await written('--week', '2026-W11', '--format', 'json', '--for', 'duty-officer')).toString(),
    ) as Report;
    expect(week).toMatchObject({
      kind: 'week-report',
      firstDay: '2026-03-09',
      day: '2026-03-15',
      hours: 168,
    });
    const [first] = run.lines('cases');
    const at = new Date(Date.parse(String(first?.openedAt)) + 15 * 60_000).toISOString();
    const spot = JSON.parse(
      (
        await written(
          '--case',
          first?.id ?? '',
          '--format',
          'json',
          '--for',
          'duty-officer',
          '--at',
          at,
        )
      ).toString(),
    ) as Report;
    expect(spot).toMatchObject({
      kind: 'spot-report',
      spot: { case: { id: first?.id, state: 'open' } },
    });
  });

  describe.skipIf(browserPath === undefined)('in a browser', () => {
    const browse = (): Promise<Browser> =>
      chromium.launch({
        executablePath: browserPath ?? '',
        args: [
          '--headless=new',
          '--no-sandbox',
          '--disable-quic',
          '--disable-background-networking',
        ],
      });

    it.each([
      ['en', 1440, 'light'],
      ['uk', 390, 'dark'],
    ] as const)(
      'passes the rules of WCAG in %s at %d px, %s, and fits',
      async (language, width, colorScheme) => {
        const browser = await browse();
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
        await page.setContent((await day('html', 'duty-officer', language)).toString());
        const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
        // The page forbids scripts: the rules come in from outside of it.
        const { violations } = (await page.evaluate(
          `${readFileSync(axe, 'utf8')}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })`,
        )) as { violations: { id: string; nodes: { html: string }[] }[] };
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual(
          [],
        );
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        await browser.close();
      },
    );
  });
});
