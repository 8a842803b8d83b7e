const CALL = Buffer.from('b-a-o-');
const CANCEL = 'can';

/** Whether a TakMessage bears the type of an emergency (b-a-o-…) that is not called off. Types stand in it as text. */
export function isEmergency(message: Uint8Array): boolean {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const at = bytes.indexOf(CALL);
  const after = at + CALL.length;
  return at !== -1 && bytes.toString('latin1', after, after + 3) !== CANCEL;
}
