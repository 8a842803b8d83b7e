/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], word: 'and' | 'or'): string {
  const [last = '', ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${word} ${last}`;
}
