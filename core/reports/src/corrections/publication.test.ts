import { describe, expect, it } from 'vitest';
import { asPublished, nextVersion, type PublishedReport, renderHtml, wordingIn } from '../index.ts';
import { caseWith, PATROL_DAY, reportOf, utc } from '../patrol-day.fixture.ts';
import type { Report } from '../report.ts';

const AT = utc('2026-03-10T18:00:00Z');
const publish = (report: Report, at = AT): PublishedReport => ({
  id: 'staff/day:2026-03-10@1',
  subject: 'day:2026-03-10',
  reader: 'staff',
  version: report.version ?? 0,
  at,
  digest: 'sha256:01',
  report,
});

/** The finding was published as a rule found it; the day after people confirm its case. */
const unverified = { ...PATROL_DAY, cases: [] };
const decided = caseWith('C1', '2026-03-10T09:01:00Z', [['2026-03-11T08:00:00Z', 'confirmed']], {
  decision: 'confirmed',
  findings: ['F1' as never],
});
const reply = (recordedAt: string) => ({
  entry: 'step' as const,
  recordedAt: utc(recordedAt),
  step: {
    id: 'reply-1',
    at: utc(recordedAt),
    by: 'liaison-a',
    case: 'C1',
    step: 'reply' as const,
    reason: 'the tank was being recovered',
  },
  nation: 'A',
  effect: 'recorded' as const,
  from: 'confirmed' as const,
  to: 'confirmed' as const,
});

describe('a published report', () => {
  const first = nextVersion(reportOf(unverified), undefined);
  if (first === undefined) throw new Error('a first version is always one');

  it('is version 1, and is published again only where a figure changed', () => {
    expect(first).toMatchObject({ version: 1 });
    expect(first.corrects).toBeUndefined();
    expect(nextVersion(reportOf(unverified), publish(first))).toBeUndefined();
  });

  it('of a finding that people confirm later has a corrigendum, which names what was, is and why', () => {
    const cases = [{ ...decided, history: [...decided.history, reply('2026-03-10T17:00:00Z')] }];
    const second = nextVersion(reportOf({ ...unverified, cases }), publish(first));
    expect(second).toMatchObject({
      version: 2,
      corrects: {
        version: 1,
        digest: 'sha256:01',
        corrections: [
          {
            chapter: 'findings',
            kind: '2(a)',
            party: 'A',
            measure: 'breach, confirmed',
            is: 1,
            added: ['F1'],
            removed: [],
          },
          { chapter: 'cases', kind: '2(a)', measure: 'opened', is: 1, added: ['C1'] },
        ],
      },
      replies: [{ party: 'A', inTime: true, words: 'the tank was being recovered' }],
    });
    for (const [language, words] of [
      ['en', 'Findings: 2(a), Party A, breach, Of these confirmed'],
      ['uk', 'Висновки: 2(a), Party A, невідповідність, З них підтверджено'],
    ] as const) {
      const page = renderHtml(second as Report, wordingIn(language));
      expect(page).toContain(words);
      expect(page).toContain('the tank was being recovered');
    }
  });

  it('tells a reply that came more than a day after the version before from one in time', () => {
    const late = utc('2026-03-09T16:00:00Z');
    const cases = [{ ...decided, history: [...decided.history, reply('2026-03-10T17:00:00Z')] }];
    const second = nextVersion(reportOf({ ...unverified, cases }), publish(first, late));
    expect(second?.replies).toMatchObject([{ inTime: false }]);
  });

  it('stays as it was, and says which version came after it', () => {
    const shown = asPublished(publish(first), {
      ...publish(first),
      version: 2,
      at: utc('2026-03-11T09:00:00Z'),
    });
    const { publishedAt, supersededBy, ...as } = shown;
    expect(as).toEqual(first);
    expect(publishedAt).toBe('2026-03-10T18:00:00Z');
    expect(supersededBy).toEqual({ version: 2, publishedAt: '2026-03-11T09:00:00Z' });
    expect(renderHtml(shown)).toContain('Superseded: version 2 was published');
  });

  it('leads from a figure that fell back to the records that are no longer counted', () => {
    const fewer = { ...unverified, events: unverified.events.filter(({ id }) => id !== 'E3') };
    const second = nextVersion(reportOf(fewer), publish(first));
    const fell = second?.corrects?.corrections.find(
      ({ chapter, region, measure }) =>
        chapter === 'happenings' && region === 'W' && measure === 'all',
    );
    expect(fell).toMatchObject({ was: 3, is: 2, added: [], removed: ['E3'] });
    expect(second?.appendix.map(({ id }) => id)).toContain('E3');
  });
});
