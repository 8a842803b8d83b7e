import type { FindingId } from '@greenline/agreement';
import { describe, expect, it } from 'vitest';
import { at, book, context, only, sees, shot, step, take, tank } from './cases.fixture.ts';
import { applyFinding, corroborate, emptyCaseBook } from './index.ts';

const seenBy = (...sensors: readonly string[]) => {
  const of = emptyCaseBook();
  for (const sensor of sensors) sees(of, 'T1', sensor);
  applyFinding(of, tank('F1'), context);
  return of;
};

describe('the sources of a case', () => {
  it.each([
    [[], 'none'],
    [['broadcast'], 'unauthenticated'],
    [['broadcast', 'stranger'], 'unauthenticated'],
    [['mast-1'], 'single'],
    [['mast-1', 'broadcast'], 'single'],
    [['mast-1', 'mast-2'], 'two'],
    [['mast-1', 'mast-2', 'patrol-1'], 'three'],
  ])('%j make a confidence of %s, with the list that made it', (sensors, level) => {
    const { confidence, sources } = only(seenBy(...sensors));
    expect(confidence.level).toBe(level);
    expect(confidence.basis).toHaveLength(sensors.length);
    expect(sources.map(({ id }) => id)).toEqual([...sensors].sort());
  });

  it('that relay one sensor are one source, and it is named as the sensor', () => {
    const one = only(seenBy('gateway', 'mast-1'));
    expect(one.confidence.level).toBe('single');
    expect(one.sources).toMatchObject([{ id: 'mast-1', by: ['gateway', 'mast-1'] }]);
    expect(one.confidence.basis[0]).toContain('passed on by gateway');
  });

  it('that say whom they pass on are that one, whoever they are', () => {
    const of = emptyCaseBook();
    sees(of, 'T1', 'mast-1');
    sees(of, 'T1', 'mast-2', { origin: 'mast-1' });
    applyFinding(of, tank('F1'), context);
    expect(only(of).confidence.level).toBe('single');
  });

  it('are no more for what they claim: who passes two on is one, and nobody makes one of two others', () => {
    const claims = emptyCaseBook();
    for (const origin of ['ghost-1', 'ghost-2', undefined])
      sees(claims, 'T1', 'mast-2', origin === undefined ? {} : { origin });
    applyFinding(claims, tank('F1'), context);
    expect(only(claims).confidence.level).toBe('single');

    const others = emptyCaseBook();
    for (const sensor of ['mast-1', 'mast-2']) sees(others, 'T1', sensor);
    for (const origin of ['mast-1', 'mast-2']) sees(others, 'T1', 'stranger', { origin });
    applyFinding(others, tank('F1'), context);
    expect(only(others).confidence.level).toBe('two');
  });

  it('that bring the same bytes under two names are one source', () => {
    const of = emptyCaseBook();
    sees(of, 'T1', 'mast-1', { digest: 'sha256:same' });
    sees(of, 'T1', 'mast-2', { digest: 'sha256:same' });
    applyFinding(of, tank('F1'), context);
    expect(only(of).confidence.level).toBe('single');
  });

  it('of one kind alone never make the highest', () => {
    expect(only(seenBy('mast-1', 'mast-2', 'mast-3')).confidence.level).toBe('two');
  });

  it('of one happening lend nothing to another: the weakest counts, and the words say so', () => {
    const of = emptyCaseBook();
    sees(of, 'S1', 'mast-1');
    for (const sensor of ['mast-2', 'patrol-1']) sees(of, 'S2', sensor);
    applyFinding(of, shot('S1', 0), context);
    applyFinding(of, shot('S2', 30), context);
    expect(only(of).sources).toHaveLength(3);
    expect(only(of).confidence).toMatchObject({
      level: 'single',
      words: 'single authenticated source, for the weakest of 2 findings',
      basis: ['mast-1 (mast camera, AR): authenticated'],
    });
  });

  it('grow with what is seen later', () => {
    const of = seenBy('mast-1');
    sees(of, 'T1', 'patrol-1');
    applyFinding(of, tank('F2', { supersedes: 'F1' as FindingId }), context);
    expect(only(of).confidence.level).toBe('two');
  });
});

describe('what would raise the confidence', () => {
  it('is a look at the cell, by a sensor of another nation, within hours', () => {
    const [wanted] = only(seenBy('mast-1')).confidence.raises;
    expect(wanted).toMatchObject({
      raisesTo: 'two',
      kinds: ['mast camera', 'patrol'],
      nations: ['HU'],
      notBy: ['mast-1'],
      dueAt: at(61 + 21_600),
      label: 'sha256:01',
    });
    expect(wanted?.cell?.id).toMatch(/^1000\//);
    expect(wanted?.cell?.polygon).toHaveLength(5);
    expect(wanted?.words).toContain('another nation');
  });

  it('never tells the exact place, nor asks a relay or a broadcast', () => {
    const one = only(seenBy('mast-1'));
    const told = JSON.stringify(one.confidence.raises);
    expect(told).not.toContain(`[${one.position?.lon},${one.position?.lat}]`);
    expect(told).not.toContain('gateway');
    expect(told).not.toContain('receiver');
  });

  it('asks for another kind where all are of one, and for nothing at the top', () => {
    const [wanted] = only(seenBy('mast-1', 'mast-2')).confidence.raises;
    expect(wanted).toMatchObject({ raisesTo: 'three', kinds: ['acoustic array', 'patrol'] });
    expect(only(seenBy('mast-1', 'mast-2', 'patrol-1')).confidence.raises).toEqual([]);
  });

  it('keeps its deadline while nothing was gained', () => {
    const of = seenBy('mast-1');
    const [first] = only(of).confidence.raises;
    const later = { ...tank('F2', { supersedes: 'F1' as FindingId }), recordedAt: at(9_000) };
    applyFinding(of, later, context);
    expect(only(of).confidence.raises[0]?.dueAt).toBe(first?.dueAt);
  });
});

describe('a source that comes to what is known already', () => {
  it('raises the case without a new finding, and the history says by how much', () => {
    const of = seenBy('mast-1');
    expect(sees(of, 'T1', 'mast-1')).toBe(false);
    expect(sees(of, 'T1', 'patrol-1')).toBe(true);
    expect(corroborate(of, 'T1', at(300), context)).toHaveLength(1);
    expect(only(of)).toMatchObject({ confidence: { level: 'two' }, findings: ['F1'] });
    expect(only(of).history.at(-1)).toMatchObject({ rule: 'corroborated', recordedAt: at(300) });
    expect(corroborate(of, 'T1', at(301), context)).toEqual([]);
  });

  it('lets a rule accept what it completes', () => {
    const of = emptyCaseBook();
    sees(of, 'E1', 'mast-1');
    applyFinding(of, shot('E1', 0), context);
    sees(of, 'E1', 'mast-2');
    corroborate(of, 'E1', at(10), context);
    expect(of.findings.get('E1' as FindingId)?.sources).toHaveLength(2);
  });

  it('that was withdrawn stays so', () => {
    const of = seenBy('mast-1', 'mast-2');
    take(of, step('bela', 'withdraw-source', only(of), { with: { source: 'mast-2' } }));
    sees(of, 'T1', 'mast-2', { trust: 'unauthenticated' });
    corroborate(of, 'T1', at(300), context);
    expect(only(of).confidence.level).toBe('single');
  });
});

describe('a source that is withdrawn', () => {
  /** The satellite of one nation saw one tank, the mast of another both. */
  const two = () => {
    const of = emptyCaseBook();
    sees(of, 'S1', 'patrol-1');
    sees(of, 'S2', 'mast-1');
    applyFinding(of, { ...shot('S1', 0), position: { lon: 36.02, lat: 48.01 } }, context);
    applyFinding(of, shot('S2', 30, 0, { label: 'sha256:00' }), context);
    return of;
  };
  const withdraw = (of: ReturnType<typeof two>, source: string) =>
    take(of, step('bela', 'withdraw-source', only(of), { with: { source } }), 500);

  it('leaves the case to the confidence of the others, and the history without a gap', () => {
    const of = seenBy('mast-1', 'mast-2');
    const before = only(of);
    expect(withdraw(of, 'mast-1').refusal).toBeUndefined();
    const after = only(of);
    expect(after.confidence.level).toBe('single');
    expect(after.sources.map(({ id }) => id)).toEqual(['mast-2']);
    expect(after.history.slice(0, before.history.length)).toEqual(before.history);
    expect(after.history.at(-1)).toMatchObject({ step: { step: 'withdraw-source', by: 'bela' } });
  });

  it('takes with it what it alone had told: place, subject, label, and what it tells later', () => {
    const of = two();
    expect(only(of)).toMatchObject({ position: { lon: 36.02 }, subject: ['S1', 'S2'] });
    withdraw(of, 'patrol-1');
    const gone = { position: { lon: 36, lat: 48 }, subject: ['S2'], findings: ['S2'] };
    expect(only(of)).toMatchObject({
      ...gone,
      label: 'sha256:00',
      confidence: { level: 'single' },
    });

    const again = shot('S1b', 0, 900, { supersedes: 'S1' as FindingId, subject: ['S1'] });
    applyFinding(of, again, context);
    expect(only(of)).toMatchObject({ ...gone, label: 'sha256:00' });
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'finding', finding: 'S1b' });
  });

  it('by the name of its relay is withdrawn under all its names', () => {
    const of = seenBy('gateway', 'mast-2');
    withdraw(of, 'gateway');
    expect(only(of)).toMatchObject({ withdrawn: ['mast-1'], sources: [{ id: 'mast-2' }] });
  });

  it('and was the only one leaves an undetermined case that says so', () => {
    const of = seenBy('mast-1');
    withdraw(of, 'mast-1');
    expect(only(of)).toMatchObject({ verdict: 'undetermined', confidence: { level: 'none' } });
    expect(only(of).position).toBeUndefined();
  });

  it('does not undo what people decided, and the case says that it rested on more', () => {
    const of = seenBy('mast-1', 'mast-2');
    take(of, step('ana', 'verify', only(of)));
    for (const by of ['ana', 'bela']) take(of, step(by, 'confirm', only(of)));
    withdraw(of, 'mast-1');
    expect(only(of)).toMatchObject({ state: 'confirmed', decision: 'confirmed', party: 'A' });
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'rule', rule: 'source-gone' });
  });

  it('must be one of the case’s own', () => {
    const of = seenBy('mast-1');
    expect(withdraw(of, 'mast-2').refusal).toMatchObject({ kind: 'unknown-source' });
    expect(withdraw(of, 'mast-2').refusal?.missing).toContain('mast-1');
  });
});

it('a case of a book without witnesses rests on what its findings say', () => {
  expect(only(book(tank('F1'))).confidence).toMatchObject({ level: 'none', basis: [] });
});
