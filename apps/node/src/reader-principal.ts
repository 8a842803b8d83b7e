import { fail, ok, type Result } from '@greenline/base';
import type { Mission } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';

/** A reader in general, as whom a report is made that goes to all of that name. */
export function readerPrincipal(reader: string, mission: Mission): Result<Principal, string> {
  const { file, agreement } = mission;
  const named = {
    id: `reader-${reader}`,
    name: reader,
    may: [],
    ...(file.exercise && { exercise: true as const }),
  };
  if (reader === 'staff') return ok({ ...named, role: 'staff' });
  if (reader === 'public') return ok({ ...named, role: 'public' });
  if (reader === 'parties') return ok({ ...named, role: 'party', member: agreement.parties[0] });
  if (file.nations.some(({ id }) => id === reader)) {
    return ok({ ...named, role: 'contributor', member: reader });
  }
  const known = ['staff', 'parties', 'public', ...file.nations.map(({ id }) => id)];
  return fail(`nobody reads as ${reader}: ${known.join(', ')}`);
}
