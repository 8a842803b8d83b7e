import { concat, fromUtf8, utf8 } from '@greenline/base';
import { keyPair, nodeHasher } from '@greenline/crypto';
import { ED25519, keyId } from '@greenline/evidence';
import { hmac, sharedKey, writeDatagram } from '@greenline/feeds';
import { describe, expect, it } from 'vitest';
import { DeviceGate } from './device-gate.ts';
import { type Device, devicesOf } from './devices.ts';

const SCOPE = 'zone/radar';
const SECRET = new Uint8Array(32).fill(3);
const device = (id: string, more: Partial<Device> = {}): [string, Device] => [
  id,
  { id, key: sharedKey(SECRET), ...more },
];
const gateOf = (now = () => 0, ...more: readonly [string, Device][]) =>
  new DeviceGate(new Map([device('mast-7'), ...more]), new Map(), now);
const sent = (counter: number, id = 'mast-7', secret = SECRET) =>
  writeDatagram({ scope: SCOPE, device: id, counter }, utf8(`message ${counter}`), (message) =>
    hmac(secret, message),
  );
const outcome = (gate: DeviceGate, datagram: Uint8Array, devices = ['mast-7']) => {
  const opened = gate.opener(SCOPE, devices)(datagram);
  return opened.ok ? fromUtf8(opened.value.payload) : opened.error.kind;
};

describe('the gate of devices', () => {
  it('lets disordered messages through and replays of none', () => {
    const gate = gateOf();
    const order = [3, 1, 2, 70, 7];
    expect(order.map((counter) => outcome(gate, sent(counter)))).toEqual(
      order.map((counter) => `message ${counter}`),
    );
    for (const counter of [...order, 6]) expect(outcome(gate, sent(counter))).toBe('replayed');
  });

  it('spends no counter on what it refuses: a forger cannot lock a device out', () => {
    const gate = gateOf();
    expect(outcome(gate, sent(9_000, 'mast-7', new Uint8Array(32)))).toBe('bad-signature');
    expect(outcome(gate, sent(1))).toBe('message 1');
  });

  it('knows no device that the link does not name, whatever key it has', () => {
    const gate = gateOf(undefined, device('mast-8'));
    expect(outcome(gate, sent(1, 'mast-8'))).toBe('unknown-device');
    expect(outcome(gate, sent(1, 'mast-9'), ['mast-9'])).toBe('unknown-device');
    expect(outcome(gate, utf8('<event/>'))).toBe('unsigned');
  });

  it('holds a device to its quota of messages and bytes, others go on', () => {
    let now = 0;
    const gate = gateOf(
      () => now,
      device('few', { mostPerS: 1 }),
      device('short', { mostBytesPerS: 9 }),
    );
    const passed = (id: string, from: number, tries: number) =>
      Array.from({ length: tries }, (_, n) => outcome(gate, sent(from + n, id), [id])).filter(
        (one) => one !== 'quota',
      ).length;
    expect(passed('few', 1, 20)).toBe(5);
    expect(passed('short', 1, 9)).toBe(5);
    expect(passed('mast-7', 1, 100)).toBe(100);
    now = 2_000;
    expect(passed('few', 100, 20)).toBe(2);
  });

  it('lets nothing in of 10,000 that were altered, and all that were not', () => {
    const gate = gateOf();
    const good = sent(1);
    for (let n = 0; n < 10_000; n++) {
      const altered = Uint8Array.from(good);
      const at = n % good.length;
      altered[at] = (altered[at] ?? 0) ^ (1 + (n % 255));
      expect(outcome(gate, altered)).toMatch(
        /^(unsigned|unknown-device|bad-envelope|bad-signature|replayed)$/,
      );
    }
    expect(outcome(gate, good)).toBe('message 1');
  });

  it('keeps in the envelope what an auditor needs', () => {
    const opened = gateOf().opener(SCOPE, ['mast-7'])(concat(sent(5)));
    if (!opened.ok) throw new Error(opened.error.text);
    expect(JSON.parse(fromUtf8(opened.value.envelope) ?? '')).toMatchObject({
      device: 'mast-7',
      counter: 5,
      keyId: sharedKey(SECRET).keyId,
      payload: expect.stringMatching(/^sha256:/),
    });
  });
});

describe('the keys of devices', () => {
  const sensor = { id: 'mast-7', nation: 'A', kind: 'mast', trust: 'authenticated' as const };
  const rest = { releasableTo: [], caveats: [], originatorControlled: false };

  it('are read from the register', () => {
    const { publicKey } = keyPair(SECRET);
    const id = keyId(nodeHasher, 'mast-7', ED25519, publicKey);
    const key = Buffer.from(publicKey).toString('base64');
    expect(devicesOf([{ ...sensor, ...rest, key }], '/nowhere').get('mast-7')).toMatchObject({
      key: { kind: 'ed25519', keyId: id, publicKey },
    });
    expect(devicesOf([{ ...sensor, ...rest }], '/nowhere').size).toBe(0);
  });

  it('that are not in their file are named with the remedy', () => {
    expect(() => devicesOf([{ ...sensor, ...rest, keyFile: 'lost' }], '/nowhere')).toThrow(
      'sensor mast-7: /nowhere/lost cannot be read: put the 64 hex digits of its key there',
    );
  });
});
