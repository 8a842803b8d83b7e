/** A key as people say it: `barAlliances` are bar alliances; an id stays as it is. */
export const keyWords = (key: string): string =>
  /^[a-z]+(?:[A-Z][a-z]+)+$/.test(key)
    ? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : key;
