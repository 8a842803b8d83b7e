import { checkAgreement, type JudgeState, LiveJudge } from '@greenline/agreement';
import { instant } from '@greenline/base';
import { cellOf } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import type { ReleaseOptions } from './hour-of-release.ts';
import { ReleaseFold } from './release-fold.ts';
import { at, explosion, foldOptions, hasher, labels, tank, toNobody } from './release-scene.ts';
import type { Release } from './released.ts';
import { sealRelease } from './sealed-release.ts';

const AGREEMENT = `
agreement: test
version: '1'
title: Two kilometres on each side of a meridian
timezone: UTC
inForce: { from: 2026-01-01 00:00 }
reportCutOff: '19:30'
sources: [{ id: test, title: Test, confidence: unconfirmed }]
parties:
  A: { name: A, role: party }
  B: { name: B, role: party }
lines:
  L: { name: line, file: line.geojson, sides: { left: A, right: B }, source: test, confidence: unconfirmed }
zones:
  buffer: { name: buffer zone, band: { line: L, perSide: 10 km }, source: test, confidence: unconfirmed }
classes:
  forces: { title: forces, kinds: [military-vehicle] }
clauses:
  - { cite: '1', kind: no-presence, text: No forces., what: [forces], zone: buffer, source: test, confidence: unconfirmed }
  - { cite: '2', kind: no-fire, text: No fire., zone: buffer, start: 2026-01-01 00:00, source: test, confidence: unconfirmed }
`;
const LINE = JSON.stringify({
  type: 'LineString',
  coordinates: [
    [33, 34.5],
    [33, 35.5],
  ],
});

function options(): ReleaseOptions<JudgeState> {
  const agreement = checkAgreement(AGREEMENT, hasher, new Map([['line.geojson', LINE]]));
  if (!agreement.ok) throw new Error(JSON.stringify(agreement.error));
  const rollUp = (a: typeof toNobody, b: typeof toNobody) => labels.rollUp(a, b);
  const { judge: _, ...rest } = foldOptions();
  return {
    ...rest,
    judge: (state) => new LiveJudge(agreement.value, { hasher, label: toNobody, rollUp }, state),
  };
}

/** A tank and an explosion each hour for three hours at a place; what the parties are told. */
function told(place: { readonly lon: number; readonly lat: number }): readonly Release[] {
  const fold = new ReleaseFold(options());
  for (const hour of [10, 11, 12]) {
    fold.take(tank({ at: at(hour, 20), position: place }), at(hour, 21));
    const shot = explosion({ id: `e${hour}`, at: at(hour, 30), position: place });
    fold.take(shot, at(hour, 31));
  }
  return fold.advance(at(40));
}

const bytes = (releases: readonly Release[]): string =>
  releases.map((release) => sealRelease(hasher, release).text).join('');

function placesIn({ bounds: { west, south, east, north } }: ReturnType<typeof cellOf>) {
  return [0.001, 0.25, 0.5, 0.75, 0.999].flatMap((u) =>
    [0.001, 0.5, 0.999].map((v) => ({
      lon: west + u * (east - west),
      lat: south + v * (north - south),
    })),
  );
}

describe('what the agreement itself makes of coarse facts', () => {
  it('is told as one finding while the thing stays, and closed when it is gone', () => {
    const findings = told({ lon: 32.95, lat: 35 })
      .flatMap(({ records }) => records)
      .filter((record) => record.kind === 'released-finding' && record.clause === '1');
    expect(new Set(findings.map(({ id }) => id)).size).toBe(1);
    expect(findings.at(-1)).toMatchObject({ verdict: 'breach', from: at(10), to: at(12) });
  });

  it.each([
    ['well inside', 32.95],
    ['cut by the line', 33],
    ['cut by the edge of the zone', 33 - 10_000 / 91_288],
    ['well outside', 32.8],
  ])('is the same bytes wherever in a cell %s the thing is', (_, lon) => {
    const seen = placesIn(cellOf({ lon, lat: 35 })).map((place) => bytes(told(place)));
    expect(new Set(seen).size).toBe(1);
  });

  it('never says more of a cell cut by an edge than that it is undetermined', () => {
    const edge = told({ lon: 33 - 10_000 / 91_288, lat: 35 }).flatMap(({ records }) => records);
    expect(edge.filter((one) => 'verdict' in one && one.verdict !== 'undetermined')).toEqual([]);
  });

  it('is reproduced by none of 10,000 candidate places, judged exactly or as released', () => {
    const place = { lon: 32.9512345, lat: 35.0123456 };
    const [released] = told(place)
      .flatMap(({ records }) => records)
      .filter((record) => record.kind === 'released-finding' && record.clause === '1');
    if (released?.kind !== 'released-finding') throw new Error('nothing was released');
    const { judge } = options();
    const text = JSON.stringify(released);
    const bounds = cellOf(place).bounds;
    for (let i = 0; i < 10_000; i++) {
      const candidate = {
        lon: bounds.west + ((i % 100) / 99) * (bounds.east - bounds.west),
        lat: bounds.south + (Math.floor(i / 100) / 99) * (bounds.north - bounds.south),
      };
      const live = judge();
      const fact = tank({ at: at(10, 20), position: candidate });
      for (const finding of live.take({ ...fact, id: released.id })) {
        expect(finding.id).not.toBe(released.id);
        for (const word of [finding.id, ...finding.inputs]) expect(text).not.toContain(word);
        const [measured, margin] = [finding.measured ?? 0, finding.margin ?? 0];
        // A figure told in whole kilometres that a place met to the millimetre would single it out.
        expect(measured).not.toBe((released.measuredKm ?? 0) * 1000);
        expect(margin).not.toBe((released.marginKm ?? 0) * 1000);
      }
    }
  });

  it('goes on from a copy of what it remembers', () => {
    const fold = new ReleaseFold(options());
    fold.take(tank(), at(10, 21));
    fold.advance(at(17));
    const again = new ReleaseFold(options(), structuredClone(fold.state));
    fold.take(tank({ at: at(11, 20) }), at(17, 1));
    again.take(tank({ at: at(11, 20) }), at(17, 1));
    expect(again.advance(instant(at(40)))).toEqual(fold.advance(instant(at(40))));
  });
});
