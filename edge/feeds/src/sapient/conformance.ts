import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'sapient',
  edition: 'SAPIENT, BSI Flex 335 version 2.0',
  reads: 'length-framed protobuf over TCP and in files, one bare message, and the JSON mapping',
  writes:
    'length-framed protobuf; registration and alert acknowledgements, errors and tasks as the fusion node',
  checkedWith: [
    {
      what: 'that are valid are taken',
      source: 'BSI Flex 335 v2 test harness (Dstl), 19 messages as JSON and as protobuf',
      result: 'all are taken',
    },
    {
      what: 'that are not are refused, each with the field',
      source: 'BSI Flex 335 v2 test harness (Dstl), 97 messages',
      result: 'all are refused by a named field',
    },
    {
      what: 'say the same in JSON and in protobuf',
      source: 'the same messages, serialised by protoc',
      result: 'message and observations',
    },
    {
      what: 'come back as they were when written',
      source: 'the same messages',
      result: 'every field',
    },
    {
      what: 'are written byte for byte as protoc wrote them',
      source: 'the same messages, serialised by protoc',
      result: 'every byte',
    },
    {
      what: 'is read as another library wrote it',
      source: '@bufbuild/protobuf 2.17, any message of the field table',
      result: 'every field',
    },
    {
      what: 'is written so that another library reads the same',
      source: '@bufbuild/protobuf 2.17, any message of the field table',
      result: 'every field',
    },
    {
      what: 'acknowledges a registration and an alert, and keeps what a node says after it',
      source: 'a sensor node written from the field table, over loopback',
      result: 'the exchange, in order',
    },
  ],
  notSupported: [
    'version 1 and the XML of interface control document 7: refused by field',
    'bearings from magnetic, grid or platform north as places: kept as they are',
    'heights above the geoid as heights above the ellipsoid: kept as an attribute',
    'obscured parts of a field of view: not cut out of the period',
    'a detection in units its node did not register: taken by the units it states',
  ],
};
