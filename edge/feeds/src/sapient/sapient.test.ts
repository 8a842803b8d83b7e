import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { concat, fromHex, type JsonObject, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoders } from '../encoders.ts';
import { decodeFile, identify } from '../feeds.ts';
import { anyMessage } from '../protobuf/schema.fixture.ts';
import { writeProtobuf } from '../protobuf/write.ts';
import { sapient } from './decode.ts';
import { sapientMessage } from './fields.ts';
import { SapientFramer, sapientFrame } from './frames.ts';
import {
  detection,
  location,
  message,
  only,
  RADAR,
  registration,
  status,
  ULID,
} from './message.fixture.ts';

const VALIDATOR = '../shared/data/03-sapient/validator/dev';
const frameOf = (one: JsonObject): Buffer => sapientFrame(writeProtobuf(one, sapientMessage));

describe.skipIf(!existsSync(VALIDATOR))('the messages of the standard’s test harness', () => {
  const all = (folder: string) => readdirSync(`${VALIDATOR}/${folder}`);
  const read = (path: string) => [...decodeFile(sapient, readFileSync(`${VALIDATOR}/${path}`))];

  it('that are valid are taken', () => {
    expect(all('valid').length).toBeGreaterThan(30);
    for (const name of all('valid'))
      expect([name, read(`valid/${name}`)]).toMatchObject([name, [{ ok: true }]]);
  });

  it('that are not are refused, each with the field', () => {
    expect(all('invalid').length).toBeGreaterThan(90);
    for (const name of all('invalid'))
      expect([name, read(`invalid/${name}`)]).toMatchObject([
        name,
        [{ ok: false, error: { field: expect.any(String) } }],
      ]);
  });

  it('say the same in JSON and in protobuf', () => {
    for (const name of all('valid').filter((one) => one.endsWith('.pb')))
      expect(read(`valid/${name}`)).toEqual(read(`valid/${name.replace('.pb', '.json')}`));
  });

  it('come back as they were when written', () => {
    for (const name of all('valid')) {
      const [line] = read(`valid/${name}`);
      const written = line?.ok ? encoders.get('sapient')?.([line.message]) : undefined;
      if (!written?.ok) throw new Error(`${name}: not written`);
      expect([...decodeFile(sapient, written.value)]).toEqual([line]);
    }
  });

  it('are written byte for byte as protoc wrote them', () => {
    for (const name of all('valid').filter((one) => one.endsWith('.pb'))) {
      const [line] = read(`valid/${name}`);
      const written = line?.ok ? encoders.get('sapient')?.([line.message]) : undefined;
      if (!written?.ok) throw new Error(`${name}: not written`);
      const bytes = Buffer.from(written.value).subarray(4).toString('hex');
      expect([name, bytes]).toEqual([
        name,
        readFileSync(`${VALIDATOR}/valid/${name}`).toString('hex'),
      ]);
    }
  });

  it('in protobuf are known for SAPIENT by how they begin', () => {
    for (const name of all('valid'))
      expect([name, identify(readFileSync(`${VALIDATOR}/valid/${name}`))]).toEqual([
        name,
        { ok: true, value: 'sapient' },
      ]);
  });
});

describe('a SAPIENT message', () => {
  it.each([
    ['a node id that is no UUID', { ...detection(), nodeId: '1' }, 'malformed', 'nodeId'],
    ['no content', message({}), 'missing', 'content'],
    ['two contents', { ...detection(), ...status() }, 'oneof', 'statusReport'],
    ['no timestamp', { nodeId: RADAR, ...detection(), timestamp: null }, 'missing', 'timestamp'],
    ['a timestamp without a zone', detection({}, '2026-03-10T10:00:00'), 'malformed', 'timestamp'],
    ['30 February', detection({}, '2026-02-30T10:00:00Z'), 'malformed', 'timestamp'],
    [
      'an object id that is no ULID',
      detection({ objectId: '81GGYFBAXGDG7AGAHRZ6XSNY12' }),
      'malformed',
      'detectionReport.objectId',
    ],
    [
      'a blank where a word must be',
      detection({ behaviour: [{ type: ' ' }] }),
      'missing',
      'detectionReport.behaviour[0].type',
    ],
    [
      'a confidence above 1',
      detection({ detectionConfidence: 80 }),
      'range',
      'detectionReport.detectionConfidence',
    ],
    [
      'latitude and longitude exchanged',
      detection({ location: location({ x: 35, y: 133 }) }),
      'range',
      'detectionReport.location.y',
    ],
    [
      'an unspecified coordinate system',
      detection({ location: location({ coordinateSystem: 0 }) }),
      'missing',
      'detectionReport.location.coordinateSystem',
    ],
    [
      'a coordinate system that is retired',
      detection({ location: location({ coordinateSystem: 3 }) }),
      'malformed',
      'detectionReport.location.coordinateSystem',
    ],
    [
      'a place that is not a number',
      detection({ location: location({ x: 'NaN' }) }),
      'malformed',
      'detectionReport.location.x',
    ],
    [
      'a negative error',
      detection({ location: location({ xError: -1 }) }),
      'range',
      'detectionReport.location.xError',
    ],
    [
      'a grid with a bearing’s datum',
      registration({ locationType: { locationUnits: 5, rangeBearingDatum: 1 } }),
      'mismatch',
      'registration.modeDefinition[0].detectionDefinition[0].locationType.locationDatum',
    ],
    [
      'a task that ends before it starts',
      message({
        task: {
          taskId: ULID,
          control: 1,
          taskStartTime: '2026-03-10T10:00:00.5Z',
          taskEndTime: '2026-03-10T10:00:00.499Z',
        },
      }),
      'mismatch',
      'task.taskEndTime',
    ],
    [
      'a command that commands nothing',
      message({ task: { taskId: ULID, control: 1, command: { commandParameter: 'x' } } }),
      'missing',
      'task.command.command',
    ],
    [
      'an error that says nothing',
      message({ error: { packet: 'AA==', errorMessage: [] } }),
      'missing',
      'error.errorMessage',
    ],
    [
      'a list of two coordinate systems',
      status({
        fieldOfView: {
          locationList: {
            locations: [location(), location({ x: 0.5, y: 0.5, coordinateSystem: 2 })],
          },
        },
      }),
      'mismatch',
      'statusReport.fieldOfView.locationList.locations[1].coordinateSystem',
    ],
  ])('with %s is refused, and told where', (_, one, kind, field) => {
    expect(only(one)).toMatchObject({ ok: false, error: { kind, field } });
  });

  it('survives the round trip whatever of the table it holds', () => {
    fc.assert(
      fc.property(anyMessage(sapientMessage), (any) => {
        const read = sapient.decode(writeProtobuf(any, sapientMessage), undefined);
        if (!read.ok) return;
        const again = encoders.get('sapient')?.([read.value.message]);
        if (!again?.ok) throw new Error('not written');
        expect([...decodeFile(sapient, again.value)]).toMatchObject([
          { message: read.value.message },
        ]);
      }),
    );
  });

  it('keeps the fields of a later edition through the round trip', () => {
    const later = concat(
      writeProtobuf(detection(), sapientMessage),
      fromHex('fa3e0141') ?? new Uint8Array(),
    );
    const [line] = [...decodeFile(sapient, sapientFrame(later))];
    const again = line?.ok ? encoders.get('sapient')?.([line.message]) : undefined;
    if (!again?.ok) throw new Error('not written');
    expect(Buffer.from(again.value).toString('hex')).toBe(sapientFrame(later).toString('hex'));
  });

  it('that is invalid is not written', () => {
    expect(encoders.get('sapient')?.([status(), message({})])).toMatchObject({
      ok: false,
      error: { index: 1, field: 'content' },
    });
  });

  it('of any bytes is refused or read, without a throw', () => {
    const one = writeProtobuf(
      detection({ classification: [{ type: 'Tank', confidence: 1 }] }),
      sapientMessage,
    );
    const edit = fc.record({ at: fc.nat(one.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.nat(one.length),
        (edits, length) => {
          const bytes = Buffer.from(one.subarray(0, length));
          for (const { at, byte } of edits) if (at < length) bytes[at] = byte;
          sapient.decode(bytes, undefined, new Map());
          [...decodeFile(sapient, bytes)];
        },
      ),
    );
  });
});

describe('a stream of SAPIENT messages', () => {
  it('is cut by length, however it is chopped', () => {
    const messages = [detection(), status(), registration()];
    const stream = concat(...messages.map(frameOf));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }), (cuts) => {
        const framer = new SapientFramer();
        const got: string[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const next = at + (cuts[i % cuts.length] ?? 1);
          for (const one of framer.push(stream.slice(at, next)))
            got.push(
              one.ok
                ? `${one.value.offset} ${Buffer.from(one.value.bytes).toString('hex')}`
                : one.error.kind,
            );
          at = next;
        }
        expect(framer.end()).toEqual([]);
        let offset = 0;
        const expected = messages.map(frameOf).map((frame) => {
          offset += frame.length;
          return `${offset - frame.length + 4} ${frame.subarray(4).toString('hex')}`;
        });
        expect(got).toEqual(expected);
      }),
    );
  });

  it('that ends within a message, or has no sense as a length, is refused where it breaks', () => {
    const frame = frameOf(status());
    expect([...decodeFile(sapient, concat(frame, frame.subarray(0, 20)))]).toMatchObject([
      { ok: true },
      { ok: false, error: { kind: 'truncated', offset: frame.length } },
    ]);
    expect([...decodeFile(sapient, concat(frame, utf8('GET / HTTP/1.1')))]).toMatchObject([
      { ok: true },
      { ok: false, error: { kind: 'too-long', offset: frame.length } },
    ]);
  });
});
