import { utf8 } from '@greenline/base';

const AT = '2026-03-10T10:00:00Z';
const UUID = '00000001-1111-4222-8333-444444444444';

/** For tests: one good message a format, in each of its forms. What is damaged begins as something that is read. */
export const SEEDS: readonly (readonly [format: string, text: string])[] = [
  [
    'cap',
    '<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A</identifier><sender>s@e</sender><sent>2026-03-10T11:30:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Safety</category><event>Mine</event><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty><parameter><valueName>P</valueName><value>1</value></parameter><area><areaDesc>d</areaDesc><polygon>47.7,36.5 47.8,36.5 47.8,36.6 47.7,36.5</polygon><circle>47.75,36.55 0.5</circle></area></info><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""/></SignedInfo><KeyInfo><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></Signature></alert>',
  ],
  [
    'tle',
    'ISS (ZARYA)\n1 25544U 98067A   24130.36689744  .00016024  00000+0  27777-3 0  9992\n2 25544  51.6381 147.8590 0003466 150.4670 338.5502 15.51043222452521\n',
  ],
  [
    'omm',
    'OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\n"V, 1",1958-002B,2020-10-13T04:52:48.472320,10.8,.18,34.2,225.5,162.2,205.2,5,-.22E-4\n',
  ],
  [
    'omm',
    '<ndm><omm><body><EPOCH>2020-10-13T04:52:48.4</EPOCH><MEAN_MOTION>10.8</MEAN_MOTION><ECCENTRICITY>.18</ECCENTRICITY><INCLINATION>34</INCLINATION><RA_OF_ASC_NODE>1</RA_OF_ASC_NODE><ARG_OF_PERICENTER>1</ARG_OF_PERICENTER><MEAN_ANOMALY>1</MEAN_ANOMALY><NORAD_CAT_ID>5</NORAD_CAT_ID><BSTAR>0</BSTAR></body></omm></ndm>',
  ],
  [
    'omm',
    'CCSDS_OMM_VERS = 2.0\nEPOCH = 2020-287T04:52:48\nMEAN_MOTION = 10.8 [rev/day]\nECCENTRICITY = .18\nINCLINATION = 34\nRA_OF_ASC_NODE = 1\nARG_OF_PERICENTER = 1\nMEAN_ANOMALY = 1\nNORAD_CAT_ID = 5\nBSTAR = 0\n',
  ],
  [
    'stac',
    `{"type":"Feature","stac_version":"1.1.0","id":"a","bbox":[33,35,34,36],"geometry":{"type":"Polygon","coordinates":[[[33,35],[34,35],[34,36],[33,35]]]},"properties":{"datetime":"${AT}","eo:cloud_cover":3},"links":[{"rel":"self","href":"https://e/a"}],"assets":{"b":{"href":"./b.tif","roles":["data"]}}}`,
  ],
  [
    'firms',
    'latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight\n47.7,36.5,339.2,0.46,0.4,2026-03-10,39,N20,VIIRS,n,2.0NRT,290.1,3.5,N\n',
  ],
  [
    'firms',
    '[{"latitude":47.7,"longitude":36.5,"acq_date":"2026-03-10","acq_time":"0039","confidence":"80","scan":1.2,"track":1}]',
  ],
  [
    'stix',
    `{"type":"bundle","id":"bundle--${UUID}","objects":[{"type":"identity","spec_version":"2.1","id":"identity--${UUID}","created":"${AT}","modified":"${AT}","name":"C"},{"type":"location","spec_version":"2.1","id":"location--${UUID}","created":"${AT}","modified":"${AT}","latitude":47,"longitude":36,"precision":5},{"type":"sighting","spec_version":"2.1","id":"sighting--${UUID}","created":"${AT}","modified":"${AT}","sighting_of_ref":"indicator--${UUID}","where_sighted_refs":["identity--${UUID}","location--${UUID}"],"first_seen":"${AT}","count":3,"object_marking_refs":["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"]}]}`,
  ],
  ['outage', `area,from,to,score,lat,lon,radius_m\n"N, v",${AT},,4.5,35,33,10\n`],
  ['outage', '{"data":[{"location":"country/SY","start":1773136800,"duration":60,"score":3}]}'],
  [
    'sensorthings',
    `{"value":[{"@iot.id":1,"phenomenonTime":"${AT}/${AT}","result":3,"Datastream":{"name":"d","unitOfMeasurement":{"symbol":"m"},"ObservedProperty":{"name":"shot"},"Thing":{"name":"T","Locations":[{"location":{"type":"Point","coordinates":[33,35]}}]}}}]}`,
  ],
  [
    'sensorthings',
    `[{"Datastream":{"@iot.id":1},"components":["phenomenonTime","result","FeatureOfInterest/id"],"dataArray":[["${AT}",1,2]]}]`,
  ],
  ['acoustic', `sensor,time,lat,lon,bearing_deg,modality\nA,${AT},47,36,-90,seismic\n`],
  [
    'acoustic',
    `[{"Name":"W","Peak F-Stat Time (UTC)":"2012-08-27T23:14:58","Back Azimuth":-125.6,"Latitude":34.3,"Longitude":-108.7,"Elevation":-999}]`,
  ],
  [
    'ucdp',
    'id,where_prec,latitude,longitude,date_prec,date_start,date_end,type_of_violence\n1,2,47,36,1,1/22/2014 12:00:00 AM,05/02/2014 00:00,1\n',
  ],
  [
    'acled',
    'event_id_cnty,event_date,time_precision,event_type,sub_event_type,latitude,longitude,geo_precision\nU1,10 March 2022,1,Battles,Armed clash,47,36,1\n',
  ],
  [
    'opensky',
    'time,icao24,lat,lon,velocity,heading,geoaltitude\n1626098400,3c4591,51.4,-0.4,254.6,99.6,10843\n',
  ],
];

const ODD = [
  ...[
    '',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'true',
    '{}',
    '[]',
    '"',
    '""',
    '999999999999999999999',
  ],
  ...[
    '<!DOCTYPE a>',
    '&amp;',
    '&x;',
    '<![CDATA[',
    ']]>',
    '-->',
    '\u0000',
    '\ufeff',
    '\ud800',
    '\u202e',
  ],
  ...[
    '__proto__',
    'constructor',
    '2026-02-30T25:61:61Z',
    '9'.repeat(300),
    'a'.repeat(5000),
    '['.repeat(500),
  ],
];

/**
 * A text damaged where its structure is: words and marks are left out, doubled, swapped, or give way to
 * what has broken readers before. `below` draws a whole number below its limit.
 */
export function damaged(text: string, below: (limit: number) => number): Uint8Array {
  const parts = text.split(/([{}[\],:"<>/=\s]+)/);
  for (let changes = 1 + below(4); changes > 0; changes--) {
    const at = below(parts.length);
    const other = below(parts.length);
    const part = parts[at] ?? '';
    switch (below(6)) {
      case 0:
        parts.splice(at, 1 + below(8));
        break;
      case 1:
        parts.splice(at, 0, ...parts.slice(other, other + 1 + below(40)));
        break;
      case 2:
        parts[at] = parts[other] ?? '';
        break;
      case 3:
        parts[at] = part.slice(0, below(part.length + 1));
        break;
      default:
        parts[at] = ODD[below(ODD.length)] ?? '';
    }
  }
  return utf8(parts.join(''));
}
