/**
 * The bytes that a `Range` header asks for, first and last inclusive (RFC 9110, 14.1.2).
 *
 * `undefined` where it asks for none, for several or in other words than bytes: then the whole is sent.
 */
export function rangeOf(
  header: string | undefined,
  length: number,
): readonly [first: number, last: number] | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const suffix = Number(last);
    if (suffix === 0 || length === 0) return 'unsatisfiable';
    return [Math.max(0, length - suffix), length - 1];
  }
  const from = Number(first);
  const to = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from < length ? [from, to] : 'unsatisfiable';
}
