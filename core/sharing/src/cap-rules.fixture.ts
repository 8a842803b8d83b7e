/** For tests: rules of CAP 1.2 (OASIS CAP-v1.2 of 1 July 2010, clause 3.2 and the schema in 3.4). Table. */
const ALERT =
  'identifier sender sent status msgType source? scope restriction? addresses? code* note? references? incidents? info*';
const INFO =
  'language? category+ event responseType* urgency severity certainty audience? eventCode* effective? onset? expires? senderName? headline? description? instruction? web? contact? parameter* resource* area*';
const AREA = 'areaDesc polygon* circle* geocode* altitude? ceiling?';

const WORDS: Readonly<Record<string, string>> = {
  status: 'Actual Exercise System Test Draft',
  msgType: 'Alert Update Cancel Ack Error',
  scope: 'Public Restricted Private',
  category: 'Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other',
  responseType: 'Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None',
  urgency: 'Immediate Expected Future Past Unknown',
  severity: 'Extreme Severe Moderate Minor Unknown',
  certainty: 'Observed Likely Possible Unlikely Unknown',
};
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;
const CIRCLE = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?) \d+(?:\.\d+)?$/;

/** Which rules an alert breaks, by name; for alerts without attributes in their elements. */
export function breaches(xml: string): readonly string[] {
  const broken: string[] = [];
  const root = /^<\?xml [^>]*\?>\s*<alert xmlns="([^"]*)">([\s\S]*)<\/alert>\s*$/.exec(xml);
  if (root?.[1] !== 'urn:oasis:names:tc:emergency:cap:1.2') broken.push('namespace');
  const alert = childrenOf(root?.[2] ?? '');
  broken.push(...orderOf(alert, ALERT));
  for (const [name, inner] of alert) {
    broken.push(...wordsOf(name, inner));
    if (name === 'identifier' || name === 'sender') {
      if (!/^[^\s,<&]+$/.test(inner)) broken.push(name);
    }
    if (name !== 'info') continue;
    const info = childrenOf(inner);
    broken.push(...orderOf(info, INFO));
    for (const [field, value] of info) {
      broken.push(...wordsOf(field, value));
      if (field === 'area') broken.push(...areaOf(childrenOf(value)));
    }
  }
  const scope = alert.find(([name]) => name === 'scope')?.[1];
  const restricted = alert.some(([name]) => name === 'restriction');
  if ((scope === 'Restricted') !== restricted) broken.push('restriction');
  return broken;
}

type Child = readonly [name: string, inner: string];

function childrenOf(xml: string): readonly Child[] {
  return [...xml.matchAll(/<([A-Za-z]+)>([\s\S]*?)<\/\1>/g)].map(([, name = '', inner = '']) => [
    name,
    inner,
  ]);
}

/** Each element as often as the schema lets it stand there, and in its order. */
function orderOf(children: readonly Child[], sequence: string): readonly string[] {
  const pattern = sequence
    .split(' ')
    .map((part) => part.replace(/^(\w+)([?*+]?)$/, '(?:$1 )$2'))
    .join('');
  const names = children.map(([name]) => `${name} `).join('');
  return new RegExp(`^${pattern}$`).test(names) ? [] : [`order of ${names}, wanted ${sequence}`];
}

function wordsOf(name: string, value: string): readonly string[] {
  const words = WORDS[name];
  if (words !== undefined && !words.split(' ').includes(value)) return [name];
  const moment = ['sent', 'effective', 'onset', 'expires'].includes(name);
  if (moment && !MOMENT.test(value)) return [name];
  return /^[^<]*&(?!amp;|lt;|gt;)/.test(value) ? [`entity in ${name}`] : [];
}

function areaOf(area: readonly Child[]): readonly string[] {
  const circles = area.filter(([name]) => name === 'circle');
  const wrong = circles.filter(([, value]) => {
    const [, lat, lon] = CIRCLE.exec(value) ?? [];
    return !(Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180);
  });
  return [...orderOf(area, AREA), ...wrong.map(([name]) => name)];
}
