/** Columns of a printed line, as far as words allow. */
const WIDTH = 100;

/**
 * A text on lines of about a hundred characters: the first after `indent` spaces, the others after
 * `hanging`. A word longer than a line stands alone on its own.
 */
export function wrapped(text: string, indent: number, hanging = indent): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const room = WIDTH - (lines.length === 0 ? indent : hanging);
    if (line !== '' && [...line].length + 1 + [...word].length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, i) => `${' '.repeat(i === 0 ? indent : hanging)}${one}`);
}
