import { Cursor, unsigned } from '../klv/cursor.ts';
import {
  balanced,
  code,
  type ItemTable,
  kind,
  mapped,
  opaque,
  type Read,
  ranged,
  tableOf,
  text,
  uint,
  uuid,
} from '../klv/item.ts';
import { nested } from '../klv/local-set.ts';
import { coreIdentifier } from '../misb0601/packs.ts';
import {
  arrayIndex,
  byImapb,
  byRange,
  colour,
  numbers,
  pixelRuns,
  placesOf,
  seriesOfSets,
} from './packs.ts';

const percent = mapped(0, 100, 3);
const status = code('Inactive', 'Active-Moving', 'Dropped', 'Active-Stopped', 'Active-Coasting');

const MASK: ItemTable = tableOf({
  1: kind('pixelContour', numbers),
  2: kind('bitmaskSeries', pixelRuns),
});

const OBJECT: ItemTable = tableOf({
  1: kind('ontology', text),
  2: kind('ontologyClass', text),
  3: kind('ontologyId', uint(1, 3)),
  4: kind('confidencePercent', percent),
});

const FEATURE: ItemTable = tableOf({
  1: kind('schema', text),
  2: kind('schemaFeature', text),
  3: kind('ontologyId', uint(1, 3)),
  4: kind('confidencePercent', percent),
});

const CHIP: ItemTable = tableOf({
  1: kind('imageType', text),
  2: kind('imageIri', text),
  3: kind('embeddedImage', opaque),
});

const ALGORITHM: ItemTable = tableOf({
  1: kind('id', uint(1, 3)),
  2: kind('name', text),
  3: kind('version', text),
  4: kind('class', text),
  5: kind('frames', uint(1, 3)),
});

const ONTOLOGY: ItemTable = tableOf({
  1: kind('id', uint(1, 3)),
  2: kind('parentId', uint(1, 3)),
  3: kind('ontology', text),
  4: kind('ontologyClass', text),
  5: kind('version', text),
  6: kind('label', text),
});

/** The tables of one edition: which differ in how they map values. Table: exempt from the size rule. */
function tablesOf(edition: 'imapb' | 'range'): {
  readonly vmti: ItemTable;
  readonly track: ItemTable;
} {
  const imapb = edition === 'imapb';
  const { location, locations, motion } = placesOf(imapb ? byImapb : byRange);
  const offset = imapb ? mapped(-19.2, 19.2, 3) : balanced(19.2, 3);
  const height = imapb ? mapped(-900, 19_000, 2) : ranged(-900, 19_000, 2);
  const fieldOfView = imapb ? mapped(0, 180, 2) : ranged(0, 180, 2);
  const tracker: ItemTable = tableOf({
    1: kind('trackId', uuid),
    2: kind('detectionStatus', status),
    3: kind('firstObservationTimeUs', uint(8)),
    4: kind('latestObservationTimeUs', uint(8)),
    5: kind('trackBoundary', locations),
    6: kind('algorithm', text),
    7: kind('confidencePercent', uint(1)),
    8: kind('trackPoints', uint(1, 2)),
    9: kind('trackHistory', locations),
    10: kind('velocity', motion),
    11: kind('acceleration', motion),
    12: kind('algorithmId', uint(1, 3)),
  });
  // One target of a frame. Pixels count from 1 at the top left, row by row.
  const target: ItemTable = tableOf({
    1: kind('centroidPixel', uint(1, 6)),
    2: kind('boundaryTopLeftPixel', uint(1, 6)),
    3: kind('boundaryBottomRightPixel', uint(1, 6)),
    4: kind('priority', uint(1)),
    5: kind('confidencePercent', uint(1)),
    6: kind('history', uint(1, 2)),
    7: kind('targetPixelsPercent', uint(1)),
    8: kind('colour', colour),
    9: kind('intensity', uint(1, 3)),
    10: kind('latOffsetDeg', offset),
    11: kind('lonOffsetDeg', offset),
    12: kind('heightM', height),
    13: kind('boundaryTopLeftLatOffsetDeg', offset),
    14: kind('boundaryTopLeftLonOffsetDeg', offset),
    15: kind('boundaryBottomRightLatOffsetDeg', offset),
    16: kind('boundaryBottomRightLonOffsetDeg', offset),
    17: kind('location', location),
    18: kind('contour', locations),
    19: kind('centroidRow', uint(1, 4)),
    20: kind('centroidColumn', uint(1, 4)),
    21: kind('arrayIndex', arrayIndex),
    22: kind('algorithmId', uint(1, 3)),
    23: kind('detectionStatus', status),
    101: kind(
      'mask',
      nested(() => MASK),
    ),
    102: kind(
      'object',
      nested(() => OBJECT),
    ),
    103: kind(
      'feature',
      nested(() => FEATURE),
    ),
    104: kind(
      'tracker',
      nested(() => tracker),
    ),
    105: kind(
      'chip',
      nested(() => CHIP),
    ),
    106: kind(
      'chips',
      seriesOfSets(() => CHIP),
    ),
    107: kind(
      'objects',
      seriesOfSets(() => OBJECT),
    ),
  });
  const vmti: ItemTable = tableOf({
    1: kind('checksum', uint(2)),
    2: kind('precisionTimeStampUs', uint(8)),
    3: kind('systemName', text),
    4: kind('lsVersion', uint(1, 2)),
    5: kind('targetsDetected', uint(1, 3)),
    6: kind('targetsReported', uint(1, 3)),
    7: kind('frameNumber', uint(1, 3)),
    8: kind('frameWidthPx', uint(1, 3)),
    9: kind('frameHeightPx', uint(1, 3)),
    10: kind('sourceSensor', text),
    11: kind('hfovDeg', fieldOfView),
    12: kind('vfovDeg', fieldOfView),
    13: kind('miisCoreId', coreIdentifier),
    101: kind(
      'targets',
      seriesOfSets(() => target, 'targetId'),
    ),
    102: kind(
      'algorithms',
      seriesOfSets(() => ALGORITHM),
    ),
    103: kind(
      'ontologies',
      seriesOfSets(() => ONTOLOGY),
    ),
  });
  const trackItem: ItemTable = tableOf({
    1: kind('timeStampUs', uint(8)),
    2: kind('centroidPixel', uint(1, 6)),
    3: kind('centroidRow', uint(1, 4)),
    4: kind('centroidColumn', uint(1, 4)),
    5: kind('boundaryTopLeftPixel', uint(1, 6)),
    6: kind('boundaryBottomRightPixel', uint(1, 6)),
    7: kind('priority', uint(1)),
    8: kind('confidencePercent', uint(1)),
    9: kind('history', uint(1, 2)),
    10: kind('targetPixelsPercent', uint(1)),
    11: kind('colour', colour),
    12: kind('intensity', uint(1, 3)),
    13: kind('location', location),
    14: kind('boundary', locations),
    15: kind('velocity', motion),
    16: kind('acceleration', motion),
    17: kind('arrayIndex', arrayIndex),
    18: kind('frameNumber', uint(1, 3)),
    19: kind('miisCoreId', coreIdentifier),
    20: kind('frameWidthPx', uint(1, 3)),
    21: kind('frameHeightPx', uint(1, 3)),
    22: kind('hfovDeg', fieldOfView),
    23: kind('vfovDeg', fieldOfView),
    24: kind('imageryUrl', text),
    101: kind(
      'mask',
      nested(() => MASK),
    ),
    102: kind(
      'object',
      nested(() => OBJECT),
    ),
    103: kind(
      'feature',
      nested(() => FEATURE),
    ),
    104: kind(
      'chip',
      nested(() => CHIP),
    ),
    105: kind(
      'chips',
      seriesOfSets(() => CHIP),
    ),
    106: kind(
      'objects',
      seriesOfSets(() => OBJECT),
    ),
  });
  const track: ItemTable = tableOf({
    1: kind('checksum', uint(2)),
    2: kind('precisionTimeStampUs', uint(8)),
    3: kind('trackId', uuid),
    4: kind('detectionStatus', status),
    5: kind('startTimeUs', uint(8)),
    6: kind('endTimeUs', uint(8)),
    7: kind('boundary', locations),
    8: kind('algorithm', text),
    9: kind('confidencePercent', uint(1)),
    10: kind('systemName', text),
    11: kind('lsVersion', uint(1, 2)),
    12: kind('sourceSensor', text),
    13: kind('trackPoints', uint(1, 3)),
    101: kind(
      'trackItems',
      seriesOfSets(() => trackItem, 'itemId'),
    ),
    102: kind(
      'algorithms',
      seriesOfSets(() => ALGORITHM),
    ),
    103: kind(
      'ontologies',
      seriesOfSets(() => ONTOLOGY),
    ),
  });
  return { vmti, track };
}

const SINCE_4 = tablesOf('imapb');
const UNTIL_3 = tablesOf('range');

/** Video moving target indicator, MISB ST 0903.5: the table of the edition that a set says it is of. */
export const vmtiTable = (bytes: Uint8Array, from: number, to: number): ItemTable =>
  isOld(bytes, from, to, 4) ? UNTIL_3.vmti : SINCE_4.vmti;

/** A track of one target through many frames, MISB ST 0903.5. */
export const trackTable = (bytes: Uint8Array, from: number, to: number): ItemTable =>
  isOld(bytes, from, to, 11) ? UNTIL_3.track : SINCE_4.track;

/** Whether the version is 3 or earlier. A set that does not say is read as the edition in force. */
function isOld(bytes: Uint8Array, from: number, to: number, versionTag: number): boolean {
  const cursor = new Cursor(bytes, from, to);
  while (cursor.left > 0) {
    const tag = cursor.oid();
    const value = tag < 0 ? undefined : cursor.prefixed();
    if (value === undefined) return false;
    if (tag === versionTag) return value.length > 0 && unsigned(value) <= 3;
  }
  return false;
}

/** A VMTI set within another set. */
export const vmtiSet: Read = (bytes, from, to, depth) =>
  nested(() => vmtiTable(bytes, from, to))(bytes, from, to, depth);
