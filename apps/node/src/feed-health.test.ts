import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { FeedHealth } from './feed-health.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
const at = (second: number) => instant(NOON + second * 1000);

describe('the health of a feed', () => {
  it('is silent before the first message, and says that there was none', () => {
    const health = new FeedHealth();
    health.add('cot', 'cot', 'tcp');
    expect(health.rows(at(0))).toMatchObject([{ state: 'silent', ageS: null, received: 0 }]);
  });

  it('ages: live, quiet, silent; what was received is never erased', () => {
    const health = new FeedHealth();
    health.add('cot', 'cot', 'tcp');
    health.received('cot', at(0), 20);
    health.kept('cot', 20);
    expect(health.rows(at(1))).toMatchObject([{ state: 'live', ageS: 1, ratePerS: 2, queue: 0 }]);
    expect(health.rows(at(60))).toMatchObject([{ state: 'quiet', ratePerS: 0, received: 20 }]);
    expect(health.rows(at(600))).toMatchObject([{ state: 'silent', ageS: 600, kept: 20 }]);
  });

  it('shows what is delivered and not yet on the disk as its queue', () => {
    const health = new FeedHealth();
    health.add('cot', 'cot', 'tcp');
    health.received('cot', at(0), 3);
    health.kept('cot', 1);
    expect(health.rows(at(0))).toMatchObject([{ queue: 2 }]);
  });

  it('says how far the clocks behind it are from ours', () => {
    const health = new FeedHealth();
    health.add('cot', 'cot', 'tcp');
    expect(health.rows(at(0))[0]).not.toHaveProperty('clock');
    health.clocks(new Map([['cot', { medianS: 1.5, spreadS: 0.2 }]]));
    expect(health.rows(at(0))).toMatchObject([{ clock: { medianS: 1.5, spreadS: 0.2 } }]);
  });

  it('counts what was refused and doubted since the start, by reason', () => {
    const counts = (malformed: number, jump: number) => ({
      refusedBy: new Map([['cot', new Map([['malformed', malformed]])]]),
      doubtedBy: new Map([['cot', new Map([['jump', jump]])]]),
    });
    const health = new FeedHealth(counts(5, 1));
    health.add('cot', 'cot', 'tcp');
    health.counted(counts(7, 4));
    expect(health.rows(at(0))).toMatchObject([{ refused: { malformed: 2 }, doubted: { jump: 3 } }]);
  });
});
