import { type Filing, shownFiling } from '@greenline/filings';
import { caseNameOf } from './commission-case.ts';
import type { Walk } from './walk.ts';

/** A filing as it stands: exact for mission staff, and as it is shown to those it is shown to. */
export function showFiling(walk: Walk, filing: Filing): void {
  const { id, label, openedAt, history } = filing;
  const movedAt = history.at(-1)?.recordedAt ?? openedAt;
  walk.output.emit('filing', id, walk.missionLabel, movedAt, filing, { parent: filing.form });
  const told = shownFiling(filing, (exact) => caseNameOf(walk, exact));
  walk.output.emit('released-filing', id, label, movedAt, told, { parent: filing.form });
}
