import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { AREA, Desk, HOUR, MINUTE, SOUND, T0 } from './filings.fixture.ts';
import { delayFilings, type Filing, seeFire, seeLook, shownFiling, watchOver } from './index.ts';

const clockOf = (filing: Filing, clock: string) =>
  filing.clocks.findLast((one) => one.clock === clock);
const kindOf = ({ refusal }: { refusal?: { kind: string } | undefined }) => refusal?.kind;

describe('a protest', () => {
  it('is owed an acknowledgement within 15 minutes, to the millisecond', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    expect(clockOf(desk.filing('A:P-1'), 'acknowledge')?.dueAt).toBe(T0 + 15 * MINUTE);
    expect(desk.goOn(15 * MINUTE)).toEqual([]);
    const [late] = desk.goOn(1);
    expect(late?.clocks).toMatchObject([{ clock: 'acknowledge', overdue: true }]);
    expect(late?.history.at(-1)).toMatchObject({ entry: 'rule', rule: 'overdue' });
    expect(desk.goOn(HOUR)).toEqual([]);
  });

  it('has as long left as it had, when a mission that stood still goes on', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    const since = instant(T0 + 5 * MINUTE);
    const [put] = delayFilings(desk.book, since, HOUR);
    expect(put && clockOf(put, 'acknowledge')?.dueAt).toBe(T0 + HOUR + 15 * MINUTE);
    expect(desk.goOn(HOUR + 15 * MINUTE)).toEqual([]);
    expect(desk.goOn(1)).toHaveLength(1);
    // What is overdue stays so: it ran out before.
    expect(delayFilings(desk.book, since, HOUR)).toEqual([]);
  });

  it('is acknowledged, forwarded, answered by the other party, and closed', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    expect(desk.filing('A:P-1').shownTo).toEqual(['A']);
    expect(kindOf(desk.step('b', 'A:P-1', 'answer', { text: 'No.' }))).toBe('unknown-filing');
    desk.step('officer', 'A:P-1', 'acknowledge');
    desk.step('officer', 'A:P-1', 'forward');
    expect(desk.filing('A:P-1').shownTo).toEqual(['A', 'B']);
    desk.step('b', 'A:P-1', 'answer', { text: 'It was an exercise.' });
    expect(desk.filing('A:P-1').state).toBe('answered');
    desk.step('officer', 'A:P-1', 'close', { text: 'Both were heard.' });
    expect(desk.filing('A:P-1').state).toBe('closed');
    expect(desk.filing('A:P-1').clocks.every(({ to }) => to !== undefined)).toBe(true);
  });

  it('waits for the commission under a clock of its own once it is sent up', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    desk.step('officer', 'A:P-1', 'acknowledge');
    desk.step('a', 'A:P-1', 'refer');
    expect(desk.filing('A:P-1')).toMatchObject({
      state: 'before-the-commission',
      shownTo: ['A', 'commission'],
    });
    expect(clockOf(desk.filing('A:P-1'), 'commission')?.overdue).toBe(false);
  });

  it('is no party’s to file for the other, and staff’s for both', () => {
    const desk = new Desk();
    expect(kindOf(desk.file('b', 'protest', 'P-1', SOUND.protest))).toBe('not-theirs');
    expect(kindOf(desk.file('aster', 'protest', 'P-1', SOUND.protest))).toBe('not-theirs');
    expect(desk.file('officer', 'protest', 'P-1', SOUND.protest).changed[0]?.for).toBe('A');
  });
});

describe('a hot-line message', () => {
  it('is acknowledged once each of those it is addressed to has said so', () => {
    const desk = new Desk();
    desk.file('a', 'message', 'M-1', { ...SOUND.message, to: ['mission', 'B'] });
    desk.step('officer', 'A:M-1', 'acknowledge');
    expect(desk.filing('A:M-1').state).toBe('sent');
    expect(kindOf(desk.step('officer', 'A:M-1', 'acknowledge'))).toBe('missing');
    desk.step('b', 'A:M-1', 'acknowledge');
    expect(desk.filing('A:M-1').state).toBe('acknowledged');
  });

  it('to the mission does not exist for the other party', () => {
    const desk = new Desk();
    desk.file('b', 'message', 'M-1', SOUND.message);
    const real = desk.step('a', 'B:M-1', 'acknowledge');
    const none = desk.step('a', 'B:M-2', 'acknowledge');
    expect(real.refusal?.text.replace('M-1', 'M-2')).toBe(none.refusal?.text);
    expect(desk.filing('B:M-1').history).toHaveLength(1);
  });

  it.each([
    ['flash', 5],
    ['urgent', 15],
    ['routine', 60],
  ])('that is %s is due within %i minutes', (priority, minutes) => {
    const desk = new Desk();
    desk.file('a', 'message', 'M-1', { ...SOUND.message, priority });
    desk.goOn(minutes * MINUTE);
    expect(desk.filing('A:M-1').clocks).toMatchObject([{ overdue: false }]);
    desk.goOn(1);
    expect(desk.filing('A:M-1').clocks).toMatchObject([{ overdue: true }]);
  });
});

describe('a window for comments', () => {
  const window = () => {
    const desk = new Desk();
    for (const party of ['A', 'B'])
      desk.file('officer', 'comment-window', 'W-1', { party, case: 'case-1' });
    return desk;
  };

  it.each([
    ['at its last millisecond is in time, and goes to the case', 24 * HOUR, undefined, 1],
    ['a millisecond after it is kept, and marked late', 24 * HOUR + 1, true, 0],
  ])('a comment %s', (_says, after, late, replies) => {
    const desk = window();
    desk.now = instant(T0 + after);
    desk.step('a', 'A:W-1', 'comment', { text: 'We were not there.' });
    expect(desk.filing('A:W-1').history.at(-1)).toMatchObject({
      entry: 'step',
      with: { text: 'We were not there.' },
    });
    expect((desk.filing('A:W-1').history.at(-1) as { late?: true }).late).toBe(late);
    expect(desk.consequences).toHaveLength(replies);
    if (replies > 0)
      expect(desk.consequences[0]).toMatchObject({
        kind: 'case-step',
        step: 'reply',
        case: 'case-1',
      });
  });

  it('shows one party’s comment to the other only when it is over', () => {
    const desk = window();
    desk.step('a', 'A:W-1', 'comment', { text: 'We were not there.' });
    expect(kindOf(desk.step('b', 'A:W-1', 'comment', { text: 'You were.' }))).toBe(
      'unknown-filing',
    );
    expect(desk.filing('A:W-1').shownTo).toEqual(['A']);
    desk.goOn(24 * HOUR + 1);
    expect(desk.filing('A:W-1')).toMatchObject({
      state: 'closed',
      shownTo: ['A', 'B', 'commission'],
    });
  });

  it('is as long as the mission says', () => {
    const desk = new Desk();
    desk.file('officer', 'comment-window', 'W-1', { party: 'A', case: 'case-1', hours: 2 });
    expect(desk.filing('A:W-1').clocks[0]?.dueAt).toBe(T0 + 2 * HOUR);
  });
});

describe('counter-evidence', () => {
  it('is put before the judge as what a party saw', () => {
    const desk = new Desk();
    desk.file('a', 'counter-evidence', 'E-1', SOUND['counter-evidence']);
    expect(desk.consequences).toMatchObject([
      { kind: 'evidence', party: 'A', items: [{ class: 'tank' }] },
    ]);
    desk.step('officer', 'A:E-1', 'acknowledge');
    desk.step('officer', 'A:E-1', 'weigh', { result: 'neither', text: 'No other source.' });
    expect(desk.filing('A:E-1').state).toBe('weighed');
  });

  it('names what the mission knows, or is refused', () => {
    const items = [{ ...SOUND['counter-evidence'].items[0], class: 'ufo' }];
    const { refusal } = new Desk().file('a', 'counter-evidence', 'E-1', { party: 'A', items });
    expect(refusal).toMatchObject({ kind: 'bad-filing', field: 'with.items.0.class' });
  });
});

describe('a session of the joint commission', () => {
  const decision = {
    item: 'told-1',
    decision: 'Withdraw.',
    case: 'told-1',
    remedy: {
      id: 'R-1',
      party: 'A',
      act: 'Withdraw two howitzers.',
      dueAt: '2026-03-20T00:00:00Z',
    },
    choice: { clause: '2(a)', reading: 'total' },
  };
  const sitting = () => {
    const desk = new Desk();
    desk.file('chair', 'session', 'S-1', SOUND.session);
    for (const who of ['a', 'b', 'chair'] as const) desk.step(who, 'commission:S-1', 'attend');
    desk.step('chair', 'commission:S-1', 'open');
    return desk;
  };

  it('does not open before both parties and the chair are there', () => {
    const desk = new Desk();
    desk.file('chair', 'session', 'S-1', SOUND.session);
    expect(desk.step('chair', 'commission:S-1', 'open').refusal?.text).toMatch(
      /A and B and the chair/,
    );
    desk.step('a', 'commission:S-1', 'attend');
    desk.step('chair', 'commission:S-1', 'attend');
    expect(desk.step('chair', 'commission:S-1', 'open').refusal?.text).toMatch(/no quorum: B must/);
    desk.step('b', 'commission:S-1', 'attend');
    desk.step('chair', 'commission:S-1', 'open');
    expect(desk.filing('commission:S-1').state).toBe('sitting');
  });

  it('decides a remedy and a reading, which lead the case and the agreement on', () => {
    const desk = sitting();
    expect(desk.step('chair', 'commission:S-1', 'decide', decision).refusal).toBeUndefined();
    expect(desk.consequences).toMatchObject([
      { kind: 'case-step', step: 'remedy', case: 'case-1', reason: 'Withdraw.' },
      { kind: 'file', form: 'remedy', id: 'R-1', with: { party: 'A', session: 'commission:S-1' } },
      { kind: 'declare', object: { declaration: 'choice', clause: '2(a)', reading: 'total' } },
    ]);
  });

  it('decides nothing once a party has left, nor what is not on its agenda', () => {
    const desk = sitting();
    expect(
      desk.step('chair', 'commission:S-1', 'decide', { ...decision, item: 'other' }).refusal?.field,
    ).toBe('with.item');
    desk.step('b', 'commission:S-1', 'leave');
    expect(desk.step('chair', 'commission:S-1', 'decide', decision).refusal?.text).toMatch(
      /no quorum: B/,
    );
    expect(desk.consequences).toEqual([]);
  });

  it('sits with the quorum that the mission sets', () => {
    const { practice } = new Desk().context;
    const desk = new Desk({ practice: { ...practice, quorum: { parties: 1, chair: false } } });
    desk.file('officer', 'session', 'S-1', SOUND.session);
    desk.step('a', 'commission:S-1', 'attend');
    expect(desk.step('chair', 'commission:S-1', 'open').refusal).toBeUndefined();
  });
});

describe('a remedy', () => {
  it('is overdue after its day, and extended by the commission alone', () => {
    const desk = new Desk();
    desk.file('chair', 'remedy', 'R-1', SOUND.remedy);
    desk.goOn(Date.parse('2026-03-20T00:00:00.001Z') - T0);
    expect(desk.filing('commission:R-1').clocks).toMatchObject([{ overdue: true }]);
    const longer = { dueAt: '2026-04-01T00:00:00Z', text: 'Roads are flooded.' };
    expect(kindOf(desk.step('a', 'commission:R-1', 'extend', longer))).toBe('not-theirs');
    desk.step('chair', 'commission:R-1', 'extend', longer);
    expect(clockOf(desk.filing('commission:R-1'), 'remedy')).toMatchObject({
      dueAt: Date.parse(longer.dueAt),
      overdue: false,
    });
  });

  it('counts once the mission has verified it, which leads its case on', () => {
    const desk = new Desk();
    desk.file('chair', 'remedy', 'R-1', SOUND.remedy);
    expect(kindOf(desk.step('b', 'commission:R-1', 'report-done'))).toBe('not-theirs');
    desk.step('a', 'commission:R-1', 'report-done', {});
    expect(kindOf(desk.step('a', 'commission:R-1', 'verify', { text: 'Seen.' }))).toBe(
      'not-theirs',
    );
    desk.step('officer', 'commission:R-1', 'verify', { text: 'Seen from the road.' });
    expect(desk.consequences).toMatchObject([
      { kind: 'case-step', step: 're-verify', case: 'case-1' },
    ]);
  });
});

describe('civilian casualties', () => {
  it('are corroborated by a visit of the mission', () => {
    const desk = new Desk();
    desk.file('residents', 'casualties', 'C-1', SOUND.casualties);
    expect(desk.filing('humanitarian:C-1').shownTo).toEqual(['humanitarian']);
    desk.step('officer', 'humanitarian:C-1', 'corroborate', { how: 'visit' });
    expect(desk.filing('humanitarian:C-1')).toMatchObject({
      state: 'corroborated',
      shownTo: ['humanitarian', 'public'],
    });
  });

  it('or by two persons in two ways; never by whoever claims them, nor twice by one', () => {
    const desk = new Desk();
    const id = 'humanitarian:C-1';
    desk.file('residents', 'casualties', 'C-1', SOUND.casualties);
    expect(kindOf(desk.step('residents', id, 'corroborate', { how: 'witnesses' }))).toBe('missing');
    desk.step('relief', id, 'corroborate', { how: 'hospital-record' });
    expect(kindOf(desk.step('relief', id, 'corroborate', { how: 'hospital-record' }))).toBe(
      'missing',
    );
    desk.step('relief', id, 'corroborate', { how: 'witnesses' });
    expect(desk.filing(id).state).toBe('claimed');
    desk.step('officer', id, 'corroborate', { how: 'witnesses' });
    expect(desk.filing(id).state).toBe('corroborated');
  });

  it('are told to others by region and day, in no field that could bear a name', () => {
    const desk = new Desk();
    desk.file('residents', 'casualties', 'C-1', SOUND.casualties);
    const { with: told, region } = shownFiling(desk.filing('humanitarian:C-1'), () => undefined);
    expect({ told, region }).toEqual({
      region: 'east',
      told: {
        day: '2026-03-10',
        region: 'east',
        cause: 'shelling',
        killed: SOUND.casualties.killed,
        injured: SOUND.casualties.injured,
      },
    });
    for (const field of ['name', 'names', 'text', 'victims', 'note']) {
      const said = { ...SOUND.casualties, [field]: 'Ivan P.' };
      expect(desk.file('residents', 'casualties', 'C-2', said).refusal).toMatchObject({
        kind: 'bad-filing',
        field: `with.${field}`,
      });
    }
  });

  it('that are corrected are a claim again', () => {
    const desk = new Desk();
    desk.file('residents', 'casualties', 'C-1', SOUND.casualties);
    desk.step('officer', 'humanitarian:C-1', 'corroborate', { how: 'visit' });
    const { killed, injured } = SOUND.casualties;
    desk.goOn(1);
    desk.step('residents', 'humanitarian:C-1', 'correct', { killed: injured, injured: killed });
    expect(desk.filing('humanitarian:C-1')).toMatchObject({
      state: 'claimed',
      shownTo: ['humanitarian'],
    });
  });
});

describe('a window of silence', () => {
  const guaranteed = () => {
    const desk = new Desk();
    desk.file('residents', 'silence', 'Q-1', SOUND.silence);
    watchOver(desk.book, desk.filing('humanitarian:Q-1'));
    for (const who of ['a', 'b'] as const) desk.step(who, 'humanitarian:Q-1', 'guarantee');
    return desk;
  };
  const looked = {
    sensor: 'mast-1',
    from: instant(Date.parse(SOUND.silence.from)),
    to: instant(Date.parse(SOUND.silence.to)),
    detectionProbability: 0.9,
    state: 'looked' as const,
    area: AREA as never,
  };
  const shot = (at: string, lon = 35.5, sigma = 50) => ({
    id: `shot-${at}`,
    class: { explosion: 1 },
    at: instant(Date.parse(at)),
    position: { lon, lat: 47.6 },
    covariance: [sigma ** 2, 0, sigma ** 2] as const,
  });
  const TOLD = { mayTell: true, knownAt: T0, cellM: 1_000 };
  const END = Date.parse(SOUND.silence.to) + 6 * HOUR - T0;

  it('is guaranteed by both parties before it begins, or not at all', () => {
    expect(guaranteed().filing('humanitarian:Q-1').state).toBe('guaranteed');
    const desk = new Desk();
    desk.file('residents', 'silence', 'Q-1', SOUND.silence);
    desk.step('a', 'humanitarian:Q-1', 'guarantee');
    desk.goOn(2 * HOUR + 1);
    expect(desk.filing('humanitarian:Q-1').state).toBe('not-guaranteed');
  });

  it('that was looked at and in which nothing was fired is kept', () => {
    const desk = guaranteed();
    seeLook(desk.book, looked);
    desk.goOn(END);
    expect(desk.filing('humanitarian:Q-1').state).toBe('guaranteed');
    desk.goOn(1);
    expect(desk.filing('humanitarian:Q-1')).toMatchObject({
      state: 'kept',
      outcome: { looked: 1 },
    });
  });

  it('that is refused or cancelled is watched no longer', () => {
    const desk = guaranteed();
    expect(desk.book.watches.size).toBe(1);
    desk.step('officer', 'humanitarian:Q-1', 'cancel', { text: 'Mended already.' });
    expect(desk.book.watches.size).toBe(0);
  });

  it('that nobody looked at is not called kept', () => {
    const desk = guaranteed();
    desk.goOn(END + 1);
    expect(desk.filing('humanitarian:Q-1').state).toBe('not-observed');
  });

  it.each([
    ['in its first minute', shot('2026-03-10T12:00:00Z'), 'broken'],
    ['in its last', shot('2026-03-10T15:59:59.999Z'), 'broken'],
    ['when it is over', shot('2026-03-10T16:00:00Z'), 'kept'],
    ['outside its area', shot('2026-03-10T13:00:00Z', 35.7), 'kept'],
    ['that may lie outside', shot('2026-03-10T13:00:00Z', 35.5, 900), 'in-doubt'],
  ])('with fire %s', (_says, fire, state) => {
    const desk = guaranteed();
    seeLook(desk.book, looked);
    seeFire(desk.book, fire, TOLD);
    desk.goOn(END + 1);
    expect(desk.filing('humanitarian:Q-1').state).toBe(state);
  });

  it.each([
    ['that may not be told to both', { ...TOLD, mayTell: false }],
    [
      'that became known too late to be released by then',
      { ...TOLD, knownAt: instant(Date.parse(SOUND.silence.to)) },
    ],
  ])('tells others nothing of fire %s', (_says, how) => {
    const desk = guaranteed();
    seeLook(desk.book, looked);
    seeFire(desk.book, shot('2026-03-10T13:00:00Z'), how);
    desk.goOn(END + 1);
    const filing = desk.filing('humanitarian:Q-1');
    expect(filing.state).toBe('broken');
    const told = shownFiling(filing, () => undefined);
    expect(told).toMatchObject({ state: 'kept', outcome: { state: 'kept', fire: 0 } });
    expect(JSON.stringify(told)).not.toMatch(/broken|shot-/);
  });

  it('is judged by the cell of a shot: moving it within its cell changes nothing', () => {
    const outcomes = [0.05, 0.3, 0.6, 0.95].map((share) => {
      const desk = guaranteed();
      seeLook(desk.book, looked);
      seeFire(desk.book, shot('2026-03-10T13:00:00Z', 35.5936 + share * 0.0001), TOLD);
      desk.goOn(END + 1);
      return desk.filing('humanitarian:Q-1').state;
    });
    expect(new Set(outcomes).size).toBe(1);
  });
});

describe('a crossing point', () => {
  it('is said anew within a day, for everybody', () => {
    const desk = new Desk();
    desk.file('a', 'crossing', 'X-1', SOUND.crossing);
    desk.goOn(20 * HOUR);
    desk.step('a', 'A:X-1', 'update', { status: 'restricted', queue: { people: 40, waitMin: 90 } });
    expect(desk.filing('A:X-1')).toMatchObject({ state: 'restricted', shownTo: ['A', 'public'] });
    desk.goOn(20 * HOUR);
    expect(desk.filing('A:X-1').clocks.some(({ overdue }) => overdue)).toBe(false);
    desk.goOn(4 * HOUR + 1);
    expect(clockOf(desk.filing('A:X-1'), 'update')?.overdue).toBe(true);
  });

  it('is not the other party’s to change', () => {
    const desk = new Desk();
    desk.file('a', 'crossing', 'X-1', SOUND.crossing);
    expect(kindOf(desk.step('b', 'A:X-1', 'update', { status: 'closed' }))).toBe('not-theirs');
    expect(desk.filing('A:X-1').history.at(-1)).toMatchObject({ entry: 'refused', by: 'b' });
  });
});

describe('a residents’ complaint', () => {
  it('is acknowledged, answered, taken up again and closed', () => {
    const desk = new Desk();
    const id = 'humanitarian:K-1';
    desk.file('residents', 'complaint', 'K-1', SOUND.complaint);
    desk.step('officer', id, 'acknowledge');
    desk.step('officer', id, 'answer', { outcome: 'passed-on' });
    desk.step('residents', id, 'reopen');
    desk.step('officer', id, 'answer', { outcome: 'remedied' });
    desk.step('residents', id, 'close');
    expect(desk.filing(id)).toMatchObject({
      state: 'closed',
      region: 'east',
      shownTo: ['humanitarian'],
    });
    expect(shownFiling(desk.filing(id), () => undefined).with).not.toHaveProperty('position');
  });
});

describe('a delivery', () => {
  it('is received once both parties have the digest', () => {
    const desk = new Desk();
    desk.file('node', 'delivery', 'D-1', SOUND.delivery);
    const { digest } = SOUND.delivery;
    const wrong = `sha256:${'b'.repeat(64)}`;
    expect(kindOf(desk.step('a', 'mission:D-1', 'receive', { digest: wrong }))).toBe('missing');
    desk.step('a', 'mission:D-1', 'receive', { digest });
    desk.step('b', 'mission:D-1', 'receive', { digest });
    expect(desk.filing('mission:D-1').state).toBe('received');
  });

  it('over more than a second apart is marked uneven, and its skew is what its times say', () => {
    const desk = new Desk();
    const dispatched = [
      SOUND.delivery.dispatched[0],
      { ...SOUND.delivery.dispatched[1], sentAt: '2026-03-10T10:00:01.011Z' },
    ];
    expect(kindOf(desk.file('node', 'delivery', 'D-1', { ...SOUND.delivery, dispatched }))).toBe(
      'bad-filing',
    );
    desk.file('node', 'delivery', 'D-1', { ...SOUND.delivery, dispatched, skewMs: 1001 });
    expect(desk.filing('mission:D-1').state).toBe('uneven');
  });

  it('is nobody’s to record but the node’s', () => {
    for (const who of ['officer', 'a', 'chair'] as const)
      expect(kindOf(new Desk().file(who, 'delivery', 'D-1', SOUND.delivery))).toBe('not-theirs');
  });
});
