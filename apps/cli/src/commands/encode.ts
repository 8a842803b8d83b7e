import type { JsonObject } from '@greenline/base';
import { encodeCot, encodeGeoJson } from '@greenline/feeds';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { linesOf } from '../input-file.ts';

export function addEncode(program: Command): void {
  program
    .command('encode <format> <file>')
    .description('Writes what `greenline decode` read back in its own format: cot, geojson.')
    .action((format: string, path: string) => {
      if (format !== 'cot' && format !== 'geojson') {
        throw new Failure(`encode ${format}: this version writes cot and geojson`);
      }
      const messages = [...messagesOf(path)];
      if (format === 'geojson') {
        process.stdout.write(encodeGeoJson(messages.map(({ message }) => message)));
        return;
      }
      const events = messages.map(({ message, line }) => {
        const event = encodeCot(message);
        if (event.ok) return event.value;
        throw new Failure(`${path}:${line}: ${event.error.field}: ${event.error.text}`);
      });
      for (const event of events) process.stdout.write(event);
    });
}

/** Lines of `decode` that were accepted. */
function* messagesOf(path: string): Generator<{ message: JsonObject; line: number }> {
  for (const { text, line } of linesOf(path)) {
    let decoded: { ok?: boolean; message?: JsonObject };
    try {
      decoded = JSON.parse(text);
    } catch {
      throw new Failure(`${path}:${line}: is no JSON: give what \`greenline decode\` wrote`);
    }
    if (decoded.ok === false) continue;
    if (typeof decoded.message !== 'object' || decoded.message === null) {
      throw new Failure(`${path}:${line}: holds no message: give what \`greenline decode\` wrote`);
    }
    yield { message: decoded.message, line };
  }
}
