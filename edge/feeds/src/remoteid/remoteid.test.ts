import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { remoteid } from './decode.ts';

const FOLDER = '../shared/data/07-remoteid';

describe.skipIf(!existsSync(FOLDER))('captures in ../shared', () => {
  it.each([
    'odid_wifi_bcn_sample.pcap',
    'odid_wifi_sample.pcap',
    'parrot_anafi4_spoofed.pcapng',
    'mavic_alessa_spoofed.pcapng',
  ])('%s says, frame by frame, what an independent decoder says', (name) => {
    const want = JSON.parse(readFileSync(`${FOLDER}/${name}.expected.json`, 'utf8')) as object[];
    const got: object[] = [];
    for (const one of remoteid.split(readFileSync(`${FOLDER}/${name}`))) {
      if (!one.ok) throw new Error(one.error.text);
      const decoded = remoteid.decode(one.value.bytes, one.value.receivedAt);
      if (!decoded.ok) throw new Error(decoded.error.text);
      const { transport: _, missing: __, ...message } = decoded.value.message;
      got.push(message);
    }
    expect(got).toEqual(want);
  });
});
