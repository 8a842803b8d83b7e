import { messageOf, schemaOf } from '../protobuf/schema.ts';

/** The messages of TAK Protocol version 1. Source: takproto 1, as the Android Team Awareness Kit publishes it. */
const TABLE = `
Contact
  1 endpoint string
  2 callsign string
CotEvent
  1 type string
  2 access string
  3 qos string
  4 opex string
  16 caveat string
  17 releaseableTo string
  5 uid string
  6 sendTime uint64
  7 startTime uint64
  8 staleTime uint64
  9 how string
  10 lat double
  11 lon double
  12 hae double
  13 ce double
  14 le double
  15 detail Detail
Detail
  1 xmlDetail string
  2 contact Contact
  3 group Group
  4 precisionLocation PrecisionLocation
  5 status Status
  6 takv Takv
  7 track Track
Group
  1 name string
  2 role string
PrecisionLocation
  1 geopointsrc string
  2 altsrc string
Status
  1 battery uint32
TakControl
  1 minProtoVersion uint32
  2 maxProtoVersion uint32
TakMessage
  1 takControl TakControl
  2 cotEvent CotEvent
  3 submissionTime uint64
  4 creationTime uint64
Takv
  1 device string
  2 platform string
  3 os string
  4 version string
Track
  1 speed double
  2 course double
`;

export const takSchema = schemaOf(TABLE);
export const takMessage = messageOf(takSchema, 'TakMessage');
