/** One row of a table: its cells by the name of their column, and where it stands in the file. */
export interface CsvRow {
  /** 1-based; the first, where a quoted cell runs over several. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Reads comma-separated values with a line of names first (RFC 4180). Rows without any cell are left out. */
export function readCsv(text: string): readonly CsvRow[] {
  const [names, ...rows] = recordsOf(text);
  return rows
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        (names?.cells ?? []).map((name, i) => [name.trim().toLowerCase(), cells[i]?.trim() ?? '']),
      ),
    }));
}

function recordsOf(text: string): readonly { line: number; cells: readonly string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let line = 1;
  let record: { line: number; cells: string[] } | undefined;
  // A cell, quoted or not, and what ends it.
  for (const [whole, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g,
  )) {
    if (record === undefined) {
      record = { line, cells: [] };
      records.push(record);
    }
    record.cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    line += whole.split(/\r\n|\n|\r/).length - 1;
    if (end !== ',') record = undefined;
    if (end === '') break;
  }
  return records;
}
