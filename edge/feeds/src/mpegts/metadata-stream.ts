import { concat, ok } from '@greenline/base';
import {
  beginsPacket,
  cutLabel,
  MOST_PACKET_BYTES,
  nextLabel,
  packetLength,
} from '../klv/packet.ts';
import { CellReader } from './cells.ts';
import { pesLength, readPes } from './pes.ts';
import { error, SYNCHRONOUS, type Unit, type VideoTime } from './unit.ts';

const NOTHING: Uint8Array = new Uint8Array();

/** A stream of metadata: its PES packets put together, opened and cut into KLV packets. */
export class MetadataStream {
  readonly #pid: number;
  readonly #streamType: number;
  /** The programme says that it is KLV; else it is looked into, and what is no KLV is no error. */
  #declared: boolean;
  readonly #cells = new CellReader();
  /** Pieces of the PES packet that is on its way, and where it began. */
  #pes: Uint8Array[] = [];
  #pesBytes = 0;
  #pesOffset = 0;
  /** KLV that goes on in the next PES packet. */
  #rest: Uint8Array = NOTHING;
  #restOffset = 0;
  #restPts: number | undefined;

  constructor(pid: number, streamType: number, declared: boolean) {
    this.#pid = pid;
    this.#streamType = streamType;
    this.#declared = declared;
  }

  /** Takes the payload of one transport packet. `starts`: a PES packet begins with it. */
  push(payload: Uint8Array, starts: boolean, offset: number, video: VideoTime | undefined): Unit[] {
    const units: Unit[] = [];
    if (starts) {
      this.#finish(video, units);
      this.#pesOffset = offset;
    } else if (this.#pesBytes === 0) return units;
    // A copy, so that the piece it came in can go.
    this.#pes.push(payload.slice());
    this.#pesBytes += payload.length;
    const whole = pesLength(this.#pes[0] ?? payload);
    if (this.#pesBytes > MOST_PACKET_BYTES) this.#dropPes();
    else if (whole !== undefined && this.#pesBytes >= whole) this.#finish(video, units);
    return units;
  }

  /** Packets are missing: what they belonged to is given up. */
  lose(offset: number): Unit[] {
    this.#dropPes();
    this.#rest = NOTHING;
    this.#cells.reset();
    return [error('continuity', offset, 'packets of metadata are missing before this one')];
  }

  end(video: VideoTime | undefined): Unit[] {
    const units: Unit[] = [];
    this.#finish(video, units);
    if (this.#rest.length > 0)
      units.push(error('truncated', this.#restOffset, 'the stream ends within a KLV packet'));
    this.#rest = NOTHING;
    return units;
  }

  #dropPes(): void {
    this.#pes = [];
    this.#pesBytes = 0;
  }

  /** Opens the PES packet that has come whole. */
  #finish(video: VideoTime | undefined, units: Unit[]): void {
    if (this.#pesBytes === 0) return;
    const bytes = concat(...this.#pes);
    this.#dropPes();
    const offset = this.#pesOffset;
    const whole = pesLength(bytes);
    const pes = readPes(bytes);
    if (pes === undefined || (whole !== undefined && bytes.length < whole)) {
      if (this.#declared)
        units.push(error('bad-pes', offset, 'a packet of metadata is damaged; it is passed over'));
      return;
    }
    const { payload, pts } = pes;
    const contents = this.#streamType === SYNCHRONOUS ? this.#cells.push(payload) : [payload];
    if (contents === undefined && this.#declared)
      units.push(error('bad-cell', offset, 'the cells of the metadata do not fit together'));
    for (const one of contents ?? []) this.#cut(one, offset, pts, video, units);
  }

  /** Cuts KLV packets out; one that goes on in the next PES packet waits for it. */
  #cut(
    payload: Uint8Array,
    offset: number,
    pts: number | undefined,
    video: VideoTime | undefined,
    units: Unit[],
  ): void {
    if (!this.#declared && this.#rest.length === 0 && !beginsPacket(payload)) return;
    const goesOn = this.#rest.length > 0 && !beginsPacket(payload);
    if (this.#rest.length > 0 && !goesOn)
      units.push(error('truncated', this.#restOffset, 'a KLV packet breaks off here'));
    const held = goesOn ? this.#rest.length : 0;
    const bytes = goesOn ? concat(this.#rest, payload) : payload;
    const [restOffset, restPts] = [this.#restOffset, this.#restPts];
    this.#rest = NOTHING;
    for (let at = 0; at < bytes.length; ) {
      const place = at < held ? restOffset : offset;
      const time = at < held ? restPts : pts;
      const length = beginsPacket(bytes, at) ? packetLength(bytes, at) : -1;
      if (length === -1) {
        const next = Math.min(nextLabel(bytes, at + 1), Math.max(at, cutLabel(bytes)));
        if (next === at) {
          this.#keep(bytes, at, place, time);
          return;
        }
        if (bytes.subarray(at, next).some((byte) => byte !== 0 && byte !== 0xff))
          units.push(error('not-klv', place, `${next - at} bytes are no KLV packet`));
        at = next;
      } else if (length === undefined || at + length > bytes.length) {
        this.#keep(bytes, at, place, time);
        return;
      } else {
        units.push(
          ok({
            pid: this.#pid,
            streamType: this.#streamType,
            offset: place,
            ...(time !== undefined && { pts: time }),
            ...(video !== undefined && { video }),
            bytes: bytes.subarray(at, at + length),
          }),
        );
        // What has carried KLV once is a stream of it.
        this.#declared = true;
        at += length;
      }
    }
  }

  #keep(bytes: Uint8Array, at: number, offset: number, pts: number | undefined): void {
    this.#rest = bytes.slice(at);
    this.#restOffset = offset;
    this.#restPts = pts;
  }
}
