type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Absent is absent: `undefined` members go, so that the record has no trace of them. */
export function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Present<T>;
}
