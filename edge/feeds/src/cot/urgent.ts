const CALLS = [`type="b-a-o-`, `type='b-a-o-`].map((text) => Buffer.from(text));
const CANCEL = /^type=["']b-a-o-can["']/;

/** Whether an event of CoT XML is an emergency (types b-a-o-…) that is not called off. */
export function isEmergency(message: Uint8Array): boolean {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  return CALLS.some((call) => {
    const at = bytes.indexOf(call);
    return at !== -1 && !CANCEL.test(bytes.toString('latin1', at, at + 20));
  });
}
