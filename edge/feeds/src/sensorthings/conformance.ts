import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'sensorthings',
  edition: 'OGC SensorThings 1.1, Part 1: Sensing (18-088)',
  reads:
    'entities, pages, expanded answers, data arrays, deep inserts, batches; by file, HTTP polling and MQTT (QoS 1, acknowledged when kept)',
  checkedWith: [
    {
      what: 'of a thing posted with everything in it hold four observations',
      source: 'FraunhoferIOSB/FROST-Server, entitiesDefault.json',
      result: "four observations at the thing's place",
    },
    {
      what: 'of a batch are read request by request',
      source: 'FraunhoferIOSB/FROST-Server, dataBatchPost.json',
      result: 'all thirty requests',
    },
    {
      what: 'are kept before they are acknowledged, and are sent again when they could not be kept',
      source: 'mosquitto',
      result: 'nothing is lost, nothing comes twice',
    },
  ],
  notSupported: [
    'SensorThings 2.0',
    'Part 2: Tasking',
    'MultiDatastreams',
    'places other than points',
  ],
};
