import type { CrossingsState } from './crossings.ts';
import type { FollowedState } from './followed.ts';
import type { IdentitiesState } from './identities.ts';
import type { Labels } from './labels.ts';
import type { RegistrationState } from './registration.ts';
import type { UndetectedState } from './undetected.ts';

/** All that a tracker remembers, as plain arrays; scans that wait are not in it. */
export interface ObjectsState {
  readonly followed: FollowedState;
  readonly undetected: UndetectedState;
  readonly registration: RegistrationState;
  readonly crossings: CrossingsState;
  readonly labels: ReturnType<Labels['written']>;
  readonly identities: IdentitiesState;
  readonly lateness: number;
  readonly fastest: number;
}
