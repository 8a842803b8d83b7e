import { describe, expect, it } from 'vitest';
import { book, only, shot, step, take, tank } from './cases.fixture.ts';

const confirmed = () => {
  const of = book(shot('E1', 0));
  take(of, step('ana', 'verify', only(of)));
  take(of, step('ana', 'confirm', only(of)));
  return of;
};
const names = (of: ReturnType<typeof book>, by: string, party: string) =>
  take(of, step(by, 'attribute', only(of), { with: { party } }));

describe('who did it', () => {
  it('is not decided by the one person who may confirm that it happened', () => {
    expect(only(confirmed())).toMatchObject({ party: 'unknown', alleged: 'A', state: 'confirmed' });
  });

  it('is decided when two people of two nations name the same', () => {
    const of = confirmed();
    names(of, 'ana', 'A');
    names(of, 'carla', 'A');
    expect(only(of).party).toBe('unknown');
    names(of, 'bela', 'A');
    expect(only(of)).toMatchObject({ party: 'A', state: 'confirmed' });
    expect(only(of).alleged).toBeUndefined();
    expect(only(of).history.at(-1)).toMatchObject({ effect: 'attributed', step: { by: 'bela' } });
  });

  it('is not decided by two who name different parties, and both stand', () => {
    const of = confirmed();
    names(of, 'ana', 'A');
    names(of, 'bela', 'B');
    expect(only(of)).toMatchObject({
      party: 'unknown',
      attributions: [{ party: 'A' }, { party: 'B' }],
    });
  });

  it('is not changed by a third once it is decided: that is dissent', () => {
    const of = confirmed();
    for (const by of ['ana', 'bela']) names(of, by, 'A');
    names(of, 'carla', 'B');
    expect(only(of).party).toBe('A');
    expect(only(of).history.at(-1)).toMatchObject({ effect: 'dissent' });
    expect(names(of, 'carla', 'B').refusal).toMatchObject({ kind: 'already-counted' });
  });

  it('is decided with the case where that took two people of two nations', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    for (const by of ['ana', 'bela']) take(of, step(by, 'confirm', only(of)));
    expect(only(of)).toMatchObject({ party: 'A' });
  });

  it('is open again when the case is', () => {
    const of = confirmed();
    for (const by of ['ana', 'bela']) names(of, by, 'B');
    expect(only(of).party).toBe('B');
    take(of, step('ana', 'reopen', only(of)));
    expect(only(of)).toMatchObject({ party: 'A', attributions: [], state: 'being-verified' });
  });

  it('is somebody whom the mission knows', () => {
    expect(names(confirmed(), 'ana', 'X').refusal).toMatchObject({ kind: 'unknown-party' });
  });
});
