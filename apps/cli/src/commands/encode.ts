import type { JsonObject } from '@greenline/base';
import { encoders } from '@greenline/feeds';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { linesOf } from '../input-file.ts';

export function addEncode(program: Command): void {
  program
    .command('encode <format> <file>')
    .description(
      `Writes what \`greenline decode\` read back in its own format: ${[...encoders.keys()].join(', ')}.`,
    )
    .action((format: string, path: string) => {
      const encode = encoders.get(format);
      if (encode === undefined) {
        throw new Failure(
          `encode ${format}: this version writes ${[...encoders.keys()].join(', ')}`,
        );
      }
      const messages = [...messagesOf(path)];
      const file = encode(messages.map(({ message }) => message));
      if (!file.ok) {
        const { index, field, text } = file.error;
        throw new Failure(`${path}:${messages[index]?.line}: ${field}: ${text}`);
      }
      process.stdout.write(file.value);
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
