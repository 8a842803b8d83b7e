import { fail, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, FeedMemory, TaskAnswer } from '@greenline/observation';
import { firstByte, readJson } from '../json/json-text.ts';
import { fromProtobufJson } from '../protobuf/json.ts';
import { type OpenObject, readProtobuf } from '../protobuf/read.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import { happeningOf } from './alert.ts';
import { checkSapient } from './check.ts';
import { sightingOf } from './detection.ts';
import { sapientMessage } from './fields.ts';
import { MOST_SAPIENT_BYTES, sapientMessages } from './frames.ts';
import { instantOf, nodeOf, register } from './node.ts';
import { takeStatus } from './status.ts';

/**
 * SAPIENT, BSI Flex 335 version 2.0: protobuf, or its JSON mapping, one message.
 *
 * Detections become sightings, alerts what happened or notes, statuses what was looked at. Longitude is
 * `x` and latitude `y`; errors are one sigma in metres; heights above the geoid stay attributes, and
 * bearings that are not from true north give no place. With memory, what a node registered and where it
 * stands is used for what it says later; the sensor is its node id.
 */
export const sapient: Feed = {
  format: 'sapient',
  trustClass: 'link',
  recognises,
  split: sapientMessages,
  decode: decodeSapient,
};

export function decodeSapient(
  bytes: Uint8Array,
  _receivedAt?: Instant,
  memory?: FeedMemory,
): Result<Decoded, DecodeError> {
  if (bytes.length > MOST_SAPIENT_BYTES)
    return fail({
      kind: 'too-long',
      offset: 0,
      text: `a message has at most ${MOST_SAPIENT_BYTES} bytes; send smaller ones`,
    });
  try {
    const message = readMessage(bytes);
    checkSapient(message);
    return ok(saidBy(message, memory));
  } catch (error) {
    if (error instanceof WireRefusal) return fail(error.error);
    throw error;
  }
}

function readMessage(bytes: Uint8Array): OpenObject {
  if (firstByte(bytes) !== 0x7b) return readProtobuf(bytes, sapientMessage);
  const json = readJson(bytes);
  if (!json.ok) {
    const { kind, text, ...where } = json.error;
    throw new WireRefusal(kind, text, where);
  }
  return fromProtobufJson(json.value, sapientMessage);
}

/** What a checked message says. */
export function saidBy(message: JsonObject, memory: FeedMemory | undefined): Decoded {
  const sensor = message.nodeId as string;
  const at = instantOf(message.timestamp as string);
  if (message.detectionReport !== undefined) {
    const report = message.detectionReport as JsonObject;
    const node = memory === undefined ? undefined : nodeOf(memory, sensor);
    return { message, sightings: [sightingOf(report, sensor, at, node)] };
  }
  if (message.alert !== undefined) {
    const node = memory === undefined ? undefined : nodeOf(memory, sensor);
    const happening = happeningOf(message.alert as JsonObject, sensor, at, node);
    return { message, sightings: happening === undefined ? [] : [happening] };
  }
  if (message.registration !== undefined) {
    if (memory !== undefined) register(nodeOf(memory, sensor), message.registration as JsonObject);
    return { message, sightings: [] };
  }
  if (message.statusReport !== undefined) {
    const node = memory === undefined ? {} : nodeOf(memory, sensor);
    const { period, note } = takeStatus(node, message.statusReport as JsonObject, sensor, at);
    return {
      message,
      sightings: note === undefined ? [] : [note],
      ...(period !== undefined && { periods: [period] }),
    };
  }
  if (message.taskAck !== undefined)
    return { message, sightings: [], answers: answersOf(message.taskAck as JsonObject, sensor) };
  return { message, sightings: [] };
}

/** By the standard’s states; one that says nothing is no answer. */
const SAYS: Readonly<Record<string, TaskAnswer['says']>> = {
  TASK_STATUS_ACCEPTED: 'accepted',
  TASK_STATUS_REJECTED: 'rejected',
  TASK_STATUS_COMPLETED: 'completed',
  TASK_STATUS_FAILED: 'failed',
};
const MOST_REASON = 2_000;

function answersOf(ack: JsonObject, sensor: string): readonly TaskAnswer[] {
  const says = SAYS[ack.taskStatus as string];
  if (says === undefined) return [];
  const reason = ((ack.reason ?? []) as readonly string[])
    .join('; ')
    .slice(0, MOST_REASON)
    .toWellFormed();
  return [{ order: ack.taskId as string, sensor, says, ...(reason !== '' && { reason }) }];
}

/** Names that no other JSON format of ours bears at the top of a message. */
const JSON_CONTENT =
  /"(?:nodeId|node_id)"\s*:[\s\S]*"(?:registration|registrationAck|registration_ack|statusReport|status_report|detectionReport|detection_report|task|taskAck|task_ack|alert|alertAck|alert_ack|error)"\s*:\s*\{|"(?:detectionReport|statusReport|registration)"\s*:\s*\{/;
/** A frame's length, then a timestamp of at most 31 bytes: `0a`, its length, `08`. */
const FRAME_HEAD = 7;

function recognises(head: Uint8Array): boolean {
  const first = firstByte(head);
  if ((first === 0x7b || first === 0x5b) && head[1] !== 0 && head[2] !== 0) {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return JSON_CONTENT.test(text);
  }
  if (head.length < FRAME_HEAD) return false;
  const bare = beginsMessage(head, 0);
  const length = Buffer.from(head.buffer, head.byteOffset, 4).readUInt32LE(0);
  return bare || (length <= MOST_SAPIENT_BYTES && length > 0 && beginsMessage(head, 4));
}

const beginsMessage = (head: Uint8Array, at: number): boolean =>
  head[at] === 0x0a &&
  (head[at + 1] ?? 255) < 32 &&
  (head[at + 2] === 0x08 || head[at + 1] === 0) &&
  (head[at + 2 + (head[at + 1] ?? 0)] === 0x12 || head.length < at + 40);
