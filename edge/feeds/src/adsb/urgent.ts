import { receptionOf } from './frames.ts';

const EXTENDED_SQUITTER = [17, 18];
const AIRCRAFT_STATUS = 28;
const EMERGENCY = 1;

/** Whether an extended squitter states an emergency (type code 28, subtype 1; Doc 9871, table B-2-97). */
export function isEmergency(message: Uint8Array): boolean {
  const reply = receptionOf(message)?.reply;
  if (reply?.length !== 14 || !EXTENDED_SQUITTER.includes((reply[0] ?? 0) >> 3)) return false;
  const [kind = 0, state = 0] = reply.subarray(4, 6);
  return kind >> 3 === AIRCRAFT_STATUS && (kind & 7) === EMERGENCY && state >> 5 !== 0;
}
