import * as is from './content.ts';

/** An element as the schema lets it stand: how often, and what may be in it. */
export interface Part {
  readonly name: string;
  readonly least: 0 | 1;
  readonly many: boolean;
  readonly content: is.Check | readonly Part[];
}

export type Edition = '1.1' | '1.2';

/** Namespaces by edition. */
export const EDITIONS: ReadonlyMap<string, Edition> = new Map([
  ['urn:oasis:names:tc:emergency:cap:1.2', '1.2'],
  ['urn:oasis:names:tc:emergency:cap:1.1', '1.1'],
]);

const one = (name: string, content: Part['content']): Part => ({
  name,
  least: 1,
  many: false,
  content,
});
const maybe = (name: string, content: Part['content']): Part => ({
  name,
  least: 0,
  many: false,
  content,
});
const any = (name: string, content: Part['content']): Part => ({
  name,
  least: 0,
  many: true,
  content,
});
const some = (name: string, content: Part['content']): Part => ({
  name,
  least: 1,
  many: true,
  content,
});

const PAIR = [one('valueName', is.someWords), one('value', is.words)];

/**
 * The elements of an alert in their order. Source: OASIS CAP-v1.2 (1 July 2010), clauses 3.2 and 3.4, and
 * CAP-V1.1 (October 2005), clause 3.2. Table.
 */
const partsOf = (edition: Edition): readonly Part[] => {
  const strict = edition === '1.2';
  const moment = strict ? is.moment : is.looseMoment;
  const responses = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Monitor', 'Assess', 'None'];
  const mimeType = strict ? one('mimeType', is.mimeType) : maybe('mimeType', is.optionalMimeType);
  return [
    one('identifier', is.name),
    one('sender', is.name),
    one('sent', moment),
    one('status', is.oneOf('Actual', 'Exercise', 'System', 'Test', 'Draft')),
    one('msgType', is.oneOf('Alert', 'Update', 'Cancel', 'Ack', 'Error')),
    maybe('source', is.words),
    one('scope', is.oneOf('Public', 'Restricted', 'Private')),
    maybe('restriction', is.words),
    maybe('addresses', is.names),
    any('code', is.words),
    maybe('note', is.words),
    maybe('references', is.references),
    maybe('incidents', is.names),
    any('info', [
      maybe('language', is.language),
      some(
        'category',
        is.oneOf(
          ...['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env'],
          ...['Transport', 'Infra', 'CBRNE', 'Other'],
        ),
      ),
      one('event', is.someWords),
      any('responseType', is.oneOf(...responses, ...(strict ? ['Avoid', 'AllClear'] : []))),
      one('urgency', is.oneOf('Immediate', 'Expected', 'Future', 'Past', 'Unknown')),
      one('severity', is.oneOf('Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown')),
      one('certainty', is.oneOf('Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown')),
      maybe('audience', is.words),
      any('eventCode', PAIR),
      maybe('effective', moment),
      maybe('onset', moment),
      maybe('expires', moment),
      maybe('senderName', is.words),
      maybe('headline', is.words),
      maybe('description', is.words),
      maybe('instruction', is.words),
      maybe('web', is.web),
      maybe('contact', is.words),
      any('parameter', PAIR),
      any('resource', [
        one('resourceDesc', is.someWords),
        mimeType,
        maybe('size', is.size),
        maybe('uri', is.uri),
        maybe('derefUri', is.base64),
        maybe('digest', is.digest),
      ]),
      any('area', [
        one('areaDesc', is.someWords),
        any('polygon', is.polygon),
        any('circle', is.circle),
        any('geocode', PAIR),
        maybe('altitude', is.feet),
        maybe('ceiling', is.feet),
      ]),
    ]),
  ];
};

export const ALERT: Readonly<Record<Edition, readonly Part[]>> = {
  '1.1': partsOf('1.1'),
  '1.2': partsOf('1.2'),
};
