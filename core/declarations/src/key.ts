import { formatInstant } from '@greenline/base';
import type { Declaration } from './declaration.ts';

/**
 * What the versions of one declaration have in common, besides its kind: the id where it has one, else
 * what the register knows it by. An inspection and a visit are of one place at one moment.
 */
export function keyOf(declaration: Declaration): string {
  switch (declaration.declaration) {
    case 'notice':
    case 'permit':
    case 'fulfilment':
    case 'request':
    case 'waiver':
    case 'contribution':
    case 'mechanism-call':
      return declaration.id;
    case 'inventory':
      return declaration.site;
    case 'deployment':
      return `${declaration.nation}/${declaration.zone}`;
    case 'milestone':
      return declaration.name;
    case 'choice':
      return declaration.clause;
    case 'inspection':
      return `${declaration.zone ?? declaration.site}@${formatInstant(declaration.at)}`;
    case 'visit':
      return `${declaration.site}@${formatInstant(declaration.at)}`;
  }
}
