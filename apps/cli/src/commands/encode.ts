import type { JsonObject } from '@greenline/base';
import { encoders, featuresOfLine } from '@greenline/feeds';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { linesOf } from '../input-file.ts';

export function addEncode(program: Command): void {
  program
    .command('encode <format> <file>')
    .description(
      `Writes what \`greenline decode\` read back as a file. Formats: ${[...encoders.keys()].join(', ')}.`,
    )
    .action((format: string, path: string) => {
      const encode = encoders.get(format);
      if (encode === undefined) {
        throw new Failure(
          `encode ${format}: this version writes ${[...encoders.keys()].join(', ')}`,
        );
      }
      const messages = [...messagesOf(path, format === 'kml' || format === 'geojson')];
      const file = encode(messages.map(({ message }) => message));
      if (!file.ok) {
        const { index, field, text } = file.error;
        throw new Failure(`${path}:${messages[index]?.line}: ${field}: ${text}`);
      }
      process.stdout.write(file.value);
    });
}

interface Decoded {
  readonly ok?: boolean;
  readonly message?: JsonObject;
  readonly observations?: readonly JsonObject[];
}

/** Lines of `decode` that were accepted: their messages, or what of them has a place on a map. */
function* messagesOf(
  path: string,
  asFeatures: boolean,
): Generator<{ message: JsonObject; line: number }> {
  for (const { text, line } of linesOf(path)) {
    let decoded: Decoded | null;
    try {
      decoded = JSON.parse(text);
    } catch {
      throw new Failure(`${path}:${line}: is no JSON: give what \`greenline decode\` wrote`);
    }
    if (decoded?.ok === false) continue;
    if (typeof decoded?.message !== 'object' || decoded.message === null) {
      throw new Failure(`${path}:${line}: holds no message: give what \`greenline decode\` wrote`);
    }
    const observations = Array.isArray(decoded.observations) ? decoded.observations : [];
    const messages = asFeatures ? featuresOfLine(decoded.message, observations) : [decoded.message];
    for (const message of messages) yield { message, line };
  }
}
