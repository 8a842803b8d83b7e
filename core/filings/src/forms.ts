import type { Form, FormName } from './form.ts';
import { casualties } from './forms/casualties.ts';
import { commentWindow } from './forms/comment-window.ts';
import { complaint } from './forms/complaint.ts';
import { counterEvidence } from './forms/counter-evidence.ts';
import { crossing } from './forms/crossing.ts';
import { delivery } from './forms/delivery.ts';
import { message } from './forms/message.ts';
import { protest } from './forms/protest.ts';
import { remedy } from './forms/remedy.ts';
import { session } from './forms/session.ts';
import { silence } from './forms/silence.ts';

/** Every form by its name: a table. */
export const FORMS: Readonly<Record<FormName, Form>> = {
  protest,
  message,
  'comment-window': commentWindow,
  'counter-evidence': counterEvidence,
  session,
  remedy,
  casualties,
  silence,
  crossing,
  complaint,
  delivery,
};

/** Every clock that a mission may set, as `protest/acknowledge`. */
export const FILING_CLOCKS: readonly string[] = Object.values(FORMS).flatMap(({ name, clocks }) =>
  clocks.filter(({ seconds }) => seconds !== undefined).map(({ clock }) => `${name}/${clock}`),
);
