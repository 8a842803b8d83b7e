import type { JsonObject } from '@greenline/base';
import type { FormName } from './form.ts';

/** What a filing or a step brings about outside itself. The walk carries it out. */
export type Consequence =
  | {
      /** A step on the case that the filing is about, by the same hand. */
      readonly kind: 'case-step';
      readonly case: string;
      readonly step: 'reply' | 'remedy' | 're-verify' | 'refer';
      readonly reason: string;
      readonly with: JsonObject;
    }
  | {
      readonly kind: 'file';
      readonly form: FormName;
      readonly id: string;
      readonly with: JsonObject;
    }
  | { readonly kind: 'declare'; readonly object: JsonObject }
  | {
      /** What a party saw, to be judged as what the mission sees. */
      readonly kind: 'evidence';
      readonly party: string;
      readonly items: readonly JsonObject[];
    };
