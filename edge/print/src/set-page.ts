import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { inOrder } from './in-order.ts';

const CUTS = ['400Regular', '700Bold', '400Regular_Italic'];

/** Sets a page on this thread. A text that is no Typst is our own mistake: no reader writes it. */
export function setPage(text: string, at: number): Uint8Array {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans'));
  const compiler = NodeCompiler.create({
    fontArgs: [{ fontPaths: CUTS.map((cut) => join(fonts, cut)) }],
  });
  const made = compiler.compile({ mainFileContent: text });
  if (made.result === null) {
    const error = made.takeDiagnostics() ?? made.takeError();
    const said = error === null ? [] : compiler.fetchDiagnostics(error);
    throw new Error(`the page cannot be set: ${JSON.stringify(said).slice(0, 500)}`);
  }
  const bytes = compiler.pdf(made.result, { creationTimestamp: Math.floor(at / 1000) });
  compiler.evictCache(0);
  return inOrder(bytes);
}
