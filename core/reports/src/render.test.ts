import { describe, expect, it } from 'vitest';
import { renderCsv, renderHtml } from './index.ts';
import {
  EAST,
  event,
  finding,
  MISSION,
  PATROL_DAY,
  reportOf,
  track,
  WEST,
} from './patrol-day.fixture.ts';

describe('the page', () => {
  const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>\u202e&amp;`;

  it('escapes everything that came from outside', () => {
    const page = renderHtml(
      reportOf(
        {
          ...PATROL_DAY,
          events: [event(HOSTILE, '2026-03-10T08:00:00Z', { class: { [HOSTILE]: 1 } })],
          tracks: [
            track('T1', '2026-03-10T09:00:00Z', { party: HOSTILE, class: { [HOSTILE]: 1 } }),
          ],
          findings: [
            finding('F1', '2026-03-10T09:00:00Z', {
              clause: HOSTILE,
              reason: HOSTILE,
              party: HOSTILE,
            }),
          ],
        },
        {
          mission: {
            ...MISSION,
            name: HOSTILE,
            parties: [
              { id: 'A', name: HOSTILE, hue: 'blue' },
              { id: 'B', name: HOSTILE, hue: 'orange' },
            ],
          },
        },
      ),
    );
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<[a-z][^>]*\sonerror/);
  });

  it('links every number to the records of the appendix, and no link leads nowhere', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(40);
    for (const link of links) expect(anchors).toContain(link);
  });

  it('needs nothing from any other host, and runs nothing', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    expect(page).not.toMatch(/https?:\/\/|src=|url\((?!#)|@import|<script/);
    expect(page).toContain("default-src 'none'");
  });

  it('names every table and every row and column of it', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    const tables = page.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toMatch(/<caption id="[^"]+">/);
      expect(table).toContain('scope="col"');
    }
  });

  it('of a day of 20,000 events is made in under five seconds', () => {
    const events = Array.from({ length: 20_000 }, (_, i) =>
      event(`E${i}`, '2026-03-10T08:00:00Z', { position: i % 2 ? WEST : EAST }),
    );
    const started = process.cpuUsage();
    const page = renderHtml(reportOf({ ...PATROL_DAY, events }));
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
    expect(page).toContain('20,000');
  });
});

describe('the table for spreadsheets', () => {
  const SPAN = '2026-03-09T17:30:00Z,2026-03-10T17:30:00Z';
  const lines = renderCsv(reportOf(PATROL_DAY)).split('\r\n');

  it('has headings, then a row of HXL tags, then a line for each number', () => {
    expect(lines[0]?.split(',')).toHaveLength(11);
    expect(lines[1]?.split(',').every((tag) => /^#[a-z0-9]+(\+[a-z]+)*$/.test(tag))).toBe(true);
    expect(lines).toContain(`happenings,explosion,West,,outgoing,3,,,E1 E2 E3,${SPAN}`);
    expect(lines).toContain(`happenings,explosion,East,,all,,,not observed,,${SPAN}`);
    expect(lines).toContain(`movement,passage,whole area,,delayMinutes,25,,,,${SPAN}`);
  });

  it('quotes what it must, and hands no formula to a spreadsheet', () => {
    const party = '=HYPERLINK("x")';
    const tracks = [track('T1', '2026-03-10T09:00:00Z', { party })];
    const text = renderCsv(reportOf({ ...PATROL_DAY, tracks }));
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
