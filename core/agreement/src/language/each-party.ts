/** `A for isr, B for egy`; one name for both parties as it is. */
export const eachParty = (names: string | Readonly<Record<string, string>>): string =>
  typeof names === 'string'
    ? names
    : Object.entries(names)
        .map(([party, name]) => `${name} for ${party}`)
        .join(', ');
